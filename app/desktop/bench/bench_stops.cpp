// SPDX-License-Identifier: GPL-3.0-or-later
// The ways in which the workspace stops a bench.
#include <nlohmann/json.hpp>

#include "app/desktop/bench/bench_workspace.h"
#include "app/desktop/bench/stop_panel.h"
#include "app/desktop/shell/message_bar.h"

namespace tgc::desktop {

using nlohmann::json;

void BenchWorkspace::stopRun()
{
    if (!m_model.attached() || !m_model.state().run) {
        m_messages->say(MessageBar::Kind::Note, tr("Nothing is being recorded: there is nothing to stop."));
        return;
    }
    act(QStringLiteral("run.stop"), json::object(), {}); // what became of it the station tells: `closed`
}

void BenchWorkspace::askStop()
{
    if (!m_model.attached()) {
        m_messages->say(MessageBar::Kind::Note, tr("No station is attached: there is nothing to stop from here."));
    } else if (m_stopPanel->isVisible()) {
        m_stopPanel->hide();
    } else {
        m_stopPanel->open();
    }
}

void BenchWorkspace::stopAs(station::StopAct way)
{
    const std::string_view sentence = sentenceOf(way);
    act(QStringLiteral("stop"), {{"act", std::string(wordOf(way))}, {"why", "at the desktop"}},
        QString::fromUtf8(sentence.data(), static_cast<qsizetype>(sentence.size())));
}

void BenchWorkspace::holdQueue()
{
    act(QStringLiteral("queue.hold"), json::object(),
        m_model.state().run ? tr("The queue is held: after this injection nothing new begins. F5 goes on.")
                            : tr("The queue is held. F5 goes on."));
}

void BenchWorkspace::askAbort()
{
    m_messages->say(
        MessageBar::Kind::Note,
        tr("Abort closes the run at once (what was recorded is kept, marked as aborted), holds the queue and "
           "brings the devices to their safe state. It switches off neither heat nor gas."),
        tr("Abort now"), [this] {
            act(QStringLiteral("abort"), {{"why", "at the desktop"}},
                tr("Aborted. The queue is held, the devices go to their safe state."));
        });
}

} // namespace tgc::desktop
