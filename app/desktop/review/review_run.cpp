// SPDX-License-Identifier: GPL-3.0-or-later
// The run that ReviewWorkspace shows: its channel, its peaks, what is changed in them, the result to be saved.
#include <QComboBox>
#include <QScopedValueRollback>
#include <QTableView>

#include "app/desktop/plot/chromatogram_plot.h"
#include "app/desktop/review/display_baseline_choice.h"
#include "app/desktop/review/integration_words.h"
#include "app/desktop/review/peak_editor.h"
#include "app/desktop/review/review_workspace.h"
#include "app/desktop/review/runs_panel.h"
#include "app/desktop/review/window_fields.h"
#include "app/desktop/shell/jobs.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

/// The peak that stands where that one stood, or the named one; -1: none.
int peakLike(const std::vector<Peak> &peaks, const Peak *before)
{
    const auto found = std::find_if(peaks.begin(), peaks.end(), [before](const Peak &peak) {
        return before != nullptr ? before->apex >= peak.start && before->apex <= peak.end : peak.name.has_value();
    });
    return found == peaks.end() ? -1 : static_cast<int>(found - peaks.begin());
}

} // namespace

void ReviewWorkspace::show(ShownRun run)
{
    m_shown = std::move(run);
    ++m_showing;
    m_integrating = 0;
    m_saveThen = false;
    m_draft.load(m_shown->tables());
    m_changed = !draftOfRun(*m_shown).empty();
    m_channel->clear();
    for (const ShownChannel &channel : m_shown->channels) {
        m_channel->addItem(channel.trace ? qstr(channel.stored.name)
                                         : tr("%1 (no signal)").arg(qstr(channel.stored.name)));
    }
    m_runs->show(m_shown->details.summary.id);
    showChannel(channelToShow(*m_shown));
    if (m_shown->draft && m_changed) {
        m_messages->say(MessageBar::Kind::Note,
                        tr("%1 goes on from the draft of %2 (UTC), which is not saved as a result yet.")
                            .arg(qstr(db::runName(m_shown->details.summary.id)),
                                 qstr(m_shown->draft->changedAt_utc).left(19).replace(u'T', u' ')));
    }
}

const ShownChannel *ReviewWorkspace::channel() const
{
    const int at = m_channel->currentIndex();
    return m_shown && at >= 0 ? &m_shown->channels[static_cast<std::size_t>(at)] : nullptr;
}

void ReviewWorkspace::showChannel(int index)
{
    m_channel->setCurrentIndex(index);
    const ShownChannel *shown = channel();
    if (shown == nullptr || !shown->trace) {
        m_plot->clear();
    } else {
        m_plot->setTrace(*shown->trace);
        m_plot->setMarks(marksInPlot(m_shown->details.marks));
    }
    m_tabs->events().setChannel(shown != nullptr ? shown->stored.name : std::string(),
                                shown != nullptr ? qstr(shown->stored.signalUnit) : QString());
    showWindow();
    showPeaks();
    if (shown != nullptr && shown->integration) {
        selectPeak(peakLike(shown->integration->result.peaks, nullptr));
    }
}

void ReviewWorkspace::showWindow()
{
    const ShownChannel *shown = channel();
    const bool measured = shown != nullptr && shown->integration;
    m_window->setTargets(measured ? shown->integration->targets : std::vector<Target>());
}

void ReviewWorkspace::showPeaks()
{
    const ShownChannel *shown = channel();
    const bool measured = shown != nullptr && shown->trace && shown->integration;
    std::vector<Peak> peaks;
    std::vector<double> rejected_s;
    m_plot->setWindow(std::nullopt, {});
    if (measured) {
        peaks = shown->integration->result.peaks;
        m_plot->setVendorPeaks(vendorBounds(*shown));
        if (const auto h2 = m_window->target()) {
            const double at = inSeconds(h2->retention);
            const double half = inSeconds(h2->halfWindow);
            m_plot->setWindow(std::pair(at - half, at + half), qstr(h2->name));
        }
        for (const RejectedCandidate &each : shown->integration->result.rejected) {
            rejected_s.push_back(inSeconds(each.apex));
        }
    }
    m_baseline->showTrace(measured ? &*shown->trace : nullptr, peaks);
    m_editor->show(measured ? shown->stored.name : std::string(), peaks);
    const QScopedValueRollback busy(m_selecting, true);
    m_plot->setPeaks(std::move(peaks));
    m_plot->setRejected(rejected_s);
    m_tabs->show(m_shown ? &*m_shown : nullptr, shown, m_changed);
    emit changed();
}

void ReviewWorkspace::selectPeak(int index)
{
    if (m_selecting) {
        return;
    }
    const QScopedValueRollback busy(m_selecting, true);
    m_plot->selectPeak(index);
    m_tabs->selectPeak(index);
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
    integrateChannelAt(m_channel->currentIndex(), std::move(inputs));
}

void ReviewWorkspace::integrateChannelAt(int index, session::ChannelInputs inputs)
{
    ShownChannel &shown = m_shown->channels[static_cast<std::size_t>(index)];
    inputs.events = m_draft.events(shown.stored.name);
    shown.integration->targets = inputs.targets;
    shown.integration->events = inputs.events;
    shown.integration->peakWidth = inputs.peakWidth;
    keepDraft(); // now: the run may be left before its peaks are there
    ++m_integrating;
    m_lab.jobs().start<session::ChannelIntegration>(
        tr("Integrating"), this,
        [name = shown.stored.name, trace = *shown.trace,
         how = session::processingOf(m_shown->method, inputs)](QPromise<session::ChannelIntegration> &promise) {
            promise.addResult(session::integrateChannel(name, trace, how));
        },
        [this, index, showing = m_showing](const session::ChannelIntegration &done) {
            if (showing == m_showing) {
                integrated(index, done);
            }
        });
}

void ReviewWorkspace::keepDraft()
{
    const std::string draft = draftOfRun(*m_shown);
    m_changed = !draft.empty() || m_shown->version() == 0;
    m_keeper.keep(m_shown->details.summary.id, draft);
}

void ReviewWorkspace::integrated(int index, const session::ChannelIntegration &done)
{
    --m_integrating;
    auto &integration = m_shown->channels[static_cast<std::size_t>(index)].integration;
    const auto &before = integration->result.peaks;
    const int selected = m_plot->selectedPeak();
    const bool wasSelected = selected >= 0 && selected < static_cast<int>(before.size());
    const int same = peakLike(done.result.peaks, wasSelected ? &before[static_cast<std::size_t>(selected)] : nullptr);
    integration->result = done.result;
    if (m_channel->currentIndex() != index) {
        showChannel(index);
    } else {
        showWindow(); // as it was understood
        showPeaks();
        if (same >= 0) { // else a handle that was taken would be let go
            selectPeak(same);
        }
    }
    if (m_integrating == 0 && std::exchange(m_saveThen, false)) {
        saveResult();
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
        m_draft.replace(shown->stored.name, shown->saved.events, tr("discard changes"));
        integrateChannelAt(m_channel->currentIndex(), shown->saved);
    }
}

void ReviewWorkspace::sayWhy(double time_s)
{
    const ShownChannel *shown = channel();
    if (shown != nullptr && shown->trace && shown->integration) {
        m_messages->say(MessageBar::Kind::Note, whyInWords(*shown, time_s));
    }
}

bool ReviewWorkspace::reasonsGiven()
{
    for (std::size_t i = 0; i < m_shown->channels.size(); ++i) {
        const auto &events = m_draft.events(m_shown->channels[i].stored.name);
        const bool given = std::all_of(events.begin(), events.end(), [](const IntegrationEvent &event) {
            return !qstr(event.reason).trimmed().isEmpty();
        });
        if (given) {
            continue;
        }
        if (m_channel->currentIndex() != static_cast<int>(i)) {
            showChannel(static_cast<int>(i));
        }
        const int row = m_tabs->events().model().rowWithoutReason();
        m_messages->say(MessageBar::Kind::Note,
                        tr("Row %1 (%2) has no reason yet: type why it was done, then save again.")
                            .arg(row + 1)
                            .arg(qstr(describe(events[static_cast<std::size_t>(row)]))));
        m_tabs->showEvents();
        m_tabs->events().askForReason(row);
        return false;
    }
    return true;
}

void ReviewWorkspace::saveResult()
{
    if (!m_shown) {
        return;
    }
    if (m_integrating > 0) { // what is shown is older than what was asked for
        m_saveThen = true;
        return;
    }
    const auto record = resultOf(*m_shown);
    if (!record) {
        m_messages->say(MessageBar::Kind::Note, tr("There is nothing integrated to save in this run."));
        return;
    }
    if (!reasonsGiven()) {
        return;
    }
    const db::RecordId run = m_shown->details.summary.id;
    m_lab.store().ask<SavedIntegration>(
        this, [record](db::Store &store) { return saveIntegration(store, *record); },
        [this, run](Result<SavedIntegration> done) {
            if (!done) {
                m_messages->say(MessageBar::Kind::Problem, qstr(done.error().message));
                return;
            }
            m_messages->say(MessageBar::Kind::Done,
                            tr("%1: saved as result version %2.").arg(qstr(db::runName(run))).arg(done->number));
            if (m_shown && m_shown->details.summary.id == run) {
                saved(std::move(*done));
            }
            m_lab.noteNewResult();
        });
}

/// What was saved is no draft any more; what was changed since then still is.
void ReviewWorkspace::saved(SavedIntegration version)
{
    m_shown->versions = std::move(version.all);
    takeAsSaved(*m_shown);
    keepDraft();
    m_keeper.keepNow();
    m_tabs->show(&*m_shown, channel(), m_changed);
    emit changed();
}

} // namespace tgc::desktop
