// SPDX-License-Identifier: GPL-3.0-or-later
// What the desk tells of by itself: a watched folder, and news of bench and vials.
#include <QSettings>
#include <QToolButton>

#include "app/desktop/bench/bench_model.h"
#include "app/desktop/bench/bench_workspace.h"
#include "app/desktop/day/day_workspace.h"
#include "app/desktop/desk.h"
#include "app/desktop/notify/notifications.h"
#include "app/desktop/samples/samples_workspace.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/watch/watch_panel.h"

namespace tgc::desktop {

void Desk::addWatch()
{
    auto *state = new QToolButton;
    state->setObjectName(QStringLiteral("watchedFolder"));
    state->setAutoRaise(true);
    state->hide();
    m_window->addToStrip(state);
    WatchPanel *panel = m_samples->watchPanel();
    connect(panel, &WatchPanel::stateChanged, state, [state, panel] {
        const QString line = panel->stateLine();
        state->setVisible(!line.isEmpty());
        state->setText(tr("folder: %1 matched, %2 not").arg(panel->matched()).arg(panel->unmatched()));
        state->setToolTip(line);
    });
    connect(state, &QToolButton::clicked, this, [this] {
        m_window->open(m_samples);
        m_samples->openWatch();
    });
}

/// News are told where the person is: here in the bar of the workspace he looks at, elsewhere through the session.
void Desk::addNotifications()
{
    m_notifications = std::make_unique<Notifications>(QDBusConnection::sessionBus());
    m_notifications->setOn(QSettings().value(QStringLiteral("notifications"), true).toBool());
    const auto placeOf = [this](Notice::Place place) -> Workspace * {
        return place == Notice::Place::Day ? static_cast<Workspace *>(m_day) : m_bench;
    };
    connect(m_notifications.get(), &Notifications::inWindow, this, [this, placeOf](const Notice &notice) {
        Workspace *place = placeOf(notice.place());
        if (m_window->current() == place && notice.kind != Notice::Kind::VialReady) {
            return; // it stands before his eyes
        }
        // Where the person is, but in no bar that is asking them something, or tells of trouble.
        auto *here = m_window->current()->findChild<MessageBar *>();
        const bool free = here != nullptr && !here->asking() &&
                          (notice.isUrgent() || here->text().isEmpty() || here->kind() != MessageBar::Kind::Problem);
        MessageBar *bar = free ? here : place->findChild<MessageBar *>();
        const QString text = notice.kind == Notice::Kind::VialReady ? notice.text
                             : notice.text.isEmpty()                ? notice.title + u'.'
                                                                    : notice.title + QStringLiteral(": ") + notice.text;
        const auto kind = notice.isUrgent() ? MessageBar::Kind::Problem : MessageBar::Kind::Note;
        if (m_window->current() == place) {
            bar->say(kind, text);
        } else {
            bar->say(kind, text, tr("Go to %1").arg(place->title()), [this, place] { m_window->open(place); });
        }
    });
    connect(m_notifications.get(), &Notifications::show, this, [this, placeOf](Notice::Place place) {
        m_window->open(placeOf(place));
        m_window->raise();
        m_window->activateWindow();
    });
    const auto lookAtBench = [this] {
        if (m_benchModel->attached()) {
            m_notifications->lookAtBench(m_benchModel->state());
        }
    };
    for (const auto signal : {&BenchModel::attachmentChanged, &BenchModel::devicesChanged,
                              &BenchModel::interlocksChanged, &BenchModel::queueChanged, &BenchModel::promptsChanged}) {
        connect(m_benchModel.get(), signal, this, lookAtBench);
    }
    const auto lookAtVials = [this] { m_notifications->lookAtVials(m_day->model().vials(), m_day->model().now()); };
    connect(&m_day->model(), &DayModel::loaded, this, lookAtVials);
    connect(&m_day->model(), &DayModel::ticked, this, lookAtVials);
}

} // namespace tgc::desktop
