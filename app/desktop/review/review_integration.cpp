// SPDX-License-Identifier: GPL-3.0-or-later
// How ReviewWorkspace comes to the peaks of the run it shows: as they were saved, or integrated on the worker.
#include <QComboBox>
#include <algorithm>
#include <utility>

#include "app/desktop/plot/chromatogram_plot.h"
#include "app/desktop/review/review_workspace.h"
#include "app/desktop/review/window_fields.h"
#include "app/desktop/shell/jobs.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/shell/text.h"
#include "app/session/fit_trace.h"

namespace tgc::desktop {

void ReviewWorkspace::compareWithSaved()
{
    auto channels = channelsToRedo(*m_shown);
    if (channels.empty()) {
        return;
    }
    m_comparing = m_lab.jobs().start<std::vector<RedoneChannel>>(
        tr("Comparing with what was saved"), this,
        [channels = std::move(channels)](QPromise<std::vector<RedoneChannel>> &promise) mutable {
            redo(channels, [&promise] { return !promise.isCanceled(); });
            promise.addResult(std::move(channels));
        },
        [this, showing = m_showing](const std::vector<RedoneChannel> &redone) {
            if (showing != m_showing) {
                return;
            }
            if (completeFrom(*m_shown, redone)) {
                showPeaks();
            }
            const QString words = differenceInWords(*m_shown, redone);
            m_otherwise = !words.isEmpty();
            if (m_otherwise) {
                const bool draft = m_changed && !m_messages->text().isEmpty(); // which was just told
                m_messages->say(MessageBar::Kind::Note, draft ? m_messages->text() + u'\n' + words : words,
                                tr("Integrate anew"), [this] { integrateAnew(); });
            }
        });
}

void ReviewWorkspace::integrateAnew()
{
    for (std::size_t i = 0; m_shown && i < m_shown->channels.size(); ++i) {
        ShownChannel &each = m_shown->channels[i];
        if (each.trace && each.integration && each.isAsSaved()) {
            each.anew = true;
            integrateChannelAt(static_cast<int>(i), session::inputsOf(*each.integration));
        }
    }
}

void ReviewWorkspace::integrate()
{
    const ShownChannel *shown = channel();
    if (shown == nullptr || !shown->trace) {
        m_messages->say(MessageBar::Kind::Note, tr("There is no signal to integrate: select a run with a signal."));
        return;
    }
    const auto targets = m_window->typed();
    if (!targets) {
        m_messages->say(MessageBar::Kind::Problem, qstr(targets.error().message));
        m_window->setFocus(Qt::OtherFocusReason);
        return;
    }
    auto inputs = session::inputsOf(*shown->integration);
    inputs.targets = *targets;
    m_shown->channels[static_cast<std::size_t>(m_channel->currentIndex())].anew = true;
    integrateChannelAt(m_channel->currentIndex(), std::move(inputs));
}

void ReviewWorkspace::useMode(session::IntegrationMode mode)
{
    const ShownChannel *shown = channel();
    if (shown != nullptr && shown->trace && shown->integration) {
        auto inputs = session::inputsOf(*shown->integration);
        inputs.mode = mode;
        integrateChannelAt(m_channel->currentIndex(), std::move(inputs));
    }
}

void ReviewWorkspace::integrateChannelAt(int index, session::ChannelInputs inputs)
{
    ShownChannel &shown = m_shown->channels[static_cast<std::size_t>(index)];
    inputs.events = m_draft.events(shown.stored.name);
    Processing how = session::processingOf(m_shown->method, inputs);
    if (inputs.mode == session::IntegrationMode::Fit) {
        if (const auto options = session::fitOptions(how); !options) {
            inputs.mode = session::IntegrationMode::Classic;
            m_messages->say(MessageBar::Kind::Note,
                            tr("The classic result is shown again: a fit %1.").arg(qstr(options.error().message)));
        }
    }
    shown.integration->targets = inputs.targets;
    shown.integration->events = inputs.events;
    shown.integration->peakWidth = inputs.peakWidth;
    shown.integration->mode = inputs.mode;
    keepDraft(); // now: the run may be left before its peaks are there
    ++m_integrating;
    const auto arrive = [this, index, asked = ++shown.asked, showing = m_showing](const MeasuredIntegration &done) {
        if (showing != m_showing) {
            return;
        }
        m_integrating = std::max(m_integrating - 1, 0);
        ShownChannel &into = m_shown->channels[static_cast<std::size_t>(index)];
        if (asked > into.answered) { // else newer peaks are there
            into.answered = asked;
            integrated(index, done);
        }
        if (m_integrating == 0) {
            m_jobs.clear();
            if (std::exchange(m_saveThen, false)) {
                saveResult();
            }
        }
    };
    if (!shown.anew && shown.kept && samePeaksWanted(inputs, shown.saved)) {
        QMetaObject::invokeMethod(
            this, [arrive, kept = *shown.kept] { arrive(kept); }, Qt::QueuedConnection);
        return;
    }
    m_jobs.push_back(m_lab.jobs().start<MeasuredIntegration>(
        inputs.mode == session::IntegrationMode::Fit ? tr("Fitting the peaks") : tr("Integrating"), this,
        [name = shown.stored.name, trace = *shown.trace, how = std::move(how), mode = inputs.mode,
         rules = !m_shown->rules.empty()](QPromise<MeasuredIntegration> &promise) {
            auto done = session::integrateChannel(name, trace, how, mode, [&promise] { return !promise.isCanceled(); });
            if (done) { // else it was cancelled
                auto measures = rules ? measurePeaks(trace, done->result) : std::vector<PeakMeasures>();
                promise.addResult(MeasuredIntegration{std::move(*done), std::move(measures)});
            }
        },
        arrive));
}

/// A fit that was given up is none; other integrations can be asked for again.
void ReviewWorkspace::cancelled()
{
    m_jobs.clear();
    m_saveThen = false;
    if (std::exchange(m_integrating, 0) == 0 || !m_shown) {
        return;
    }
    for (std::size_t i = 0; i < m_shown->channels.size(); ++i) {
        ShownChannel &each = m_shown->channels[i];
        if (each.integration && each.integration->mode == session::IntegrationMode::Fit && !each.isFitted()) {
            auto inputs = session::inputsOf(*each.integration);
            inputs.mode = session::IntegrationMode::Classic;
            integrateChannelAt(static_cast<int>(i), std::move(inputs));
        }
    }
    if (m_integrating == 0) {
        m_messages->say(MessageBar::Kind::Note, tr("Cancelled: what is shown is older than what was asked for. Ctrl+I "
                                                   "integrates again."));
    }
}

void ReviewWorkspace::keepDraft()
{
    const std::string draft = draftOfRun(*m_shown);
    m_changed = differsFromSaved(*m_shown);
    m_keeper.keep(m_shown->details.summary.id, draft);
}

void ReviewWorkspace::integrated(int index, const MeasuredIntegration &done)
{
    ShownChannel &shown = m_shown->channels[static_cast<std::size_t>(index)];
    const auto &before = shown.integration->result.peaks;
    const int selected = m_plot->selectedPeak();
    const bool wasSelected = selected >= 0 && selected < static_cast<int>(before.size());
    const IntegrationResult &result = done.integration.result;
    const int same = peakLike(result.peaks, wasSelected ? &before[static_cast<std::size_t>(selected)] : nullptr);
    shown.integration->result = result;
    shown.measures = done.measures;
    m_changed = differsFromSaved(*m_shown);
    if (m_channel->currentIndex() != index) {
        showChannel(index);
    } else {
        showWindow(); // as it was understood
        showPeaks();
        if (same >= 0) { // else a handle that was taken would be let go
            selectPeak(same);
        }
    }
}

void ReviewWorkspace::eventsChanged(const std::string &channel)
{
    for (std::size_t i = 0; m_shown && i < m_shown->channels.size(); ++i) {
        const ShownChannel &each = m_shown->channels[i];
        if (each.stored.name == channel && each.integration) {
            integrateChannelAt(static_cast<int>(i), session::inputsOf(*each.integration));
        }
    }
}

void ReviewWorkspace::discardChanges()
{
    const ShownChannel *shown = channel();
    if (shown != nullptr && shown->integration) {
        m_shown->channels[static_cast<std::size_t>(m_channel->currentIndex())].anew = false;
        m_draft.replace(shown->stored.name, shown->saved.events, tr("discard changes"));
        integrateChannelAt(m_channel->currentIndex(), shown->saved);
    }
}

} // namespace tgc::desktop
