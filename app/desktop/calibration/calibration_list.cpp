// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/calibration/calibration_list.h"

#include <QLabel>
#include <QListWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/calibration/curve_words.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/shell/text.h"
#include "app/formats/calibration_json.h"

namespace tgc::desktop {

namespace {

constexpr int dateLength = 10;
constexpr qsizetype namedUses = 6;

/// Saved anew under the same name: the next version.
std::size_t versionOf(const std::vector<db::StoredCalibration> &all, const db::StoredCalibration &one)
{
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const auto &each) {
        return each.calibration.name == one.calibration.name && each.id <= one.id;
    }));
}

} // namespace

CalibrationList::CalibrationList(Lab &lab, MessageBar &messages, QWidget *parent)
    : QWidget(parent),
      m_lab(lab),
      m_messages(messages),
      m_list(new QListWidget(this)),
      m_uses(new QLabel(this)),
      m_use(new QToolButton(this)),
      m_approve(new QToolButton(this)),
      m_retire(new QToolButton(this))
{
    auto *title = new QLabel(tr("Calibrations"), this);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    m_list->setObjectName(QStringLiteral("calibrations"));
    m_list->setWordWrap(true);
    m_list->setSpacing(2);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setWhatsThis(
        tr("**Calibrations**\n\nThe *draft* is the curve through the standards of the table. Below it stand "
           "the saved ones, newest first; none of them ever changes. *Enter* uses the chosen one for "
           "Inactive Li. Approve one when its check standards have passed; retire one that must not be "
           "used any more, with the reason."));
    m_uses->setWordWrap(true);
    m_uses->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_use->setText(tr("Use for Inactive Li"));
    m_use->setToolTip(tr("Evaluates the samples with this calibration (Enter)"));
    m_approve->setText(tr("Approve"));
    m_approve->setToolTip(tr("Notes in the records that you approve this calibration, with date and name"));
    m_retire->setText(tr("Retire ..."));
    m_retire->setToolTip(tr("Keeps it, but nobody uses it any more; asks for the reason"));
    connect(m_use, &QToolButton::clicked, this, &CalibrationList::useChosen);
    connect(m_approve, &QToolButton::clicked, this, &CalibrationList::approveChosen);
    connect(m_retire, &QToolButton::clicked, this, &CalibrationList::retireChosen);
    connect(m_list, &QListWidget::itemActivated, this, &CalibrationList::useChosen);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item != nullptr && !m_filling) {
            const QVariant id = item->data(Qt::UserRole);
            m_chosen = id.isValid() ? std::optional<db::RecordId>(id.toLongLong()) : std::nullopt;
            showState();
            emit chosenChanged();
        }
    });
    connect(&lab, &Lab::calibrationsChanged, this, &CalibrationList::refresh);
    connect(&lab, &Lab::curveChanged, this, &CalibrationList::refresh);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    buttons->addWidget(m_approve);
    buttons->addWidget(m_retire);
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 8, 12);
    column->setSpacing(8);
    column->addWidget(title);
    column->addWidget(m_list, 1);
    column->addWidget(m_uses);
    column->addWidget(m_use);
    column->addLayout(buttons);
    refresh();
}

void CalibrationList::choose(std::optional<db::RecordId> id)
{
    for (int row = 0; row < m_list->count(); ++row) {
        const QVariant at = m_list->item(row)->data(Qt::UserRole);
        if (at.isValid() ? (id && at.toLongLong() == *id) : !id) {
            m_list->setCurrentRow(row);
            return;
        }
    }
}

void CalibrationList::refresh()
{
    m_filling = true;
    m_list->clear();
    auto *draft = new QListWidgetItem(tr("Draft\nthe standards of the table"), m_list);
    draft->setToolTip(tr("The curve through the standards as they stand in the table."));
    const auto &all = m_lab.calibrations();
    const db::StoredCalibration *inUse = m_lab.curve() ? m_lab.storedCalibration(m_lab.curve()->id) : nullptr;
    for (const db::StoredCalibration &stored : all) {
        const std::size_t version = versionOf(all, stored);
        QString name = qstr(stored.calibration.name);
        if (version > 1) {
            name += tr(", version %1").arg(version);
        }
        const QString state = stored.withdrawn  ? tr("✕ retired")
                              : stored.approval ? tr("✓ approved")
                                                : tr("○ not approved");
        const QString use = inUse == &stored ? tr(", in use") : QString();
        auto *item = new QListWidgetItem(name + u'\n' + state + use, m_list);
        item->setData(Qt::UserRole, static_cast<qlonglong>(stored.id));
        QFont font = m_list->font();
        font.setBold(!use.isEmpty());
        item->setFont(font);
        if (stored.withdrawn) {
            item->setForeground(palette().brush(QPalette::PlaceholderText));
        }
    }
    m_list->setCurrentRow(0);
    choose(m_chosen);
    m_filling = false;
    showState();
}

void CalibrationList::showState()
{
    const db::StoredCalibration *stored = m_lab.storedCalibration(m_chosen);
    const bool live = stored != nullptr && !stored->withdrawn;
    m_use->setEnabled(live);
    m_approve->setEnabled(live && !stored->approval);
    m_retire->setEnabled(live);
    askUses();
}

void CalibrationList::setDraft(const std::optional<Calibration> &curve)
{
    m_draft = curve ? std::optional(formats::calibrationToJson(*curve)) : std::nullopt;
    if (!m_chosen) {
        m_uses->setText(draftInWords());
    }
}

QString CalibrationList::draftInWords() const
{
    if (!m_draft) {
        return tr("No curve yet.");
    }
    const auto &all = m_lab.calibrations(); // newest first
    const auto same = std::find_if(all.begin(), all.end(), [this](const db::StoredCalibration &stored) {
        return !stored.withdrawn && stored.calibration.json == *m_draft;
    });
    return same != all.end() ? tr("Saved as \"%1\", unchanged since.").arg(qstr(same->calibration.name))
                             : tr("Not saved. Save and use keeps it.");
}

void CalibrationList::askUses()
{
    const db::StoredCalibration *stored = m_lab.storedCalibration(m_chosen);
    if (stored == nullptr) {
        m_uses->setText(draftInWords());
        return;
    }
    QString told = tr("Saved %1.").arg(qstr(stored->createdAt_utc).left(dateLength));
    if (stored->approval) {
        told +=
            tr(" Approved %1 by %2.").arg(qstr(stored->approval->at_utc).left(dateLength), qstr(stored->approval->by));
    }
    if (stored->withdrawn) {
        told += tr(" Retired %1: %2.")
                    .arg(qstr(stored->withdrawn->at_utc).left(dateLength), qstr(stored->withdrawn->reason));
    }
    m_uses->setText(told);
    using Uses = std::vector<db::CalibrationUse>;
    m_lab.store().ask<Uses>(
        this, [id = stored->id](db::Store &store) { return store.calibrationUses(id); },
        [this, id = stored->id, told](const Result<Uses> &uses) {
            if (!m_chosen || *m_chosen != id || !uses) {
                return; // another one is looked at by now
            }
            QStringList names;
            for (const db::CalibrationUse &use : *uses) {
                if (use.latest) {
                    names << qstr(use.subject);
                }
            }
            QString where = tr(" No saved result was computed with it.");
            if (!uses->empty()) {
                where = tr(" %n result version(s) were computed with it", nullptr, static_cast<int>(uses->size()));
                where += names.isEmpty()
                             ? tr(", none of them the latest.")
                             : tr("; the latest of %1%2.")
                                   .arg(names.mid(0, namedUses).join(QStringLiteral(", ")),
                                        names.size() > namedUses ? tr(" and %1 more").arg(names.size() - namedUses)
                                                                 : QString());
            }
            m_uses->setText(told + where);
        });
}

QString CalibrationList::whereUsed() const
{
    return m_uses->text();
}

void CalibrationList::useChosen()
{
    const db::StoredCalibration *stored = m_lab.storedCalibration(m_chosen);
    if (stored == nullptr) {
        m_messages.say(MessageBar::Kind::Note, tr("The draft is not saved: Ctrl+S saves it and uses it."));
        return;
    }
    if (stored->withdrawn) {
        m_messages.say(MessageBar::Kind::Problem,
                       tr("\"%1\" is retired (%2) and is not used any more.")
                           .arg(qstr(stored->calibration.name), qstr(stored->withdrawn->reason)));
        return;
    }
    auto curve = formats::calibrationFromJson(stored->calibration.json, stored->calibration.name);
    if (!curve) {
        m_messages.say(MessageBar::Kind::Problem, qstr(curve.error().message));
        return;
    }
    m_lab.useCurve(Lab::NamedCurve{qstr(stored->calibration.name), std::move(*curve), stored->id});
    m_messages.say(MessageBar::Kind::Done, tr("\"%1\" is in use for Inactive Li.").arg(qstr(stored->calibration.name)));
}

void CalibrationList::approveChosen()
{
    if (const db::StoredCalibration *stored = m_lab.storedCalibration(m_chosen)) {
        m_messages.ask(
            tr("Approve \"%1\" for good, and note why it is fit for use?").arg(qstr(stored->calibration.name)),
            tr("for example: check standard recovers 99 %"), tr("Approve"),
            [&lab = m_lab, id = stored->id](const QString &note) { lab.approveCalibration(id, note); });
    }
}

void CalibrationList::retireChosen()
{
    if (const db::StoredCalibration *stored = m_lab.storedCalibration(m_chosen)) {
        m_messages.ask(
            tr("Retire \"%1\"? It stays in the records, with the reason.").arg(qstr(stored->calibration.name)),
            tr("reason"), tr("Retire"),
            [&lab = m_lab, id = stored->id](const QString &reason) { lab.retireCalibration(id, reason); });
    }
}

} // namespace tgc::desktop
