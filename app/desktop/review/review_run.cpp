// SPDX-License-Identifier: GPL-3.0-or-later
// The run that ReviewWorkspace shows: its channel, its peaks, what is changed in them, the result to be saved.
#include <QComboBox>
#include <QScopedValueRollback>
#include <QTableView>

#include "app/desktop/plot/chromatogram_plot.h"
#include "app/desktop/review/display_baseline_choice.h"
#include "app/desktop/review/fitted_curve.h"
#include "app/desktop/review/integration_words.h"
#include "app/desktop/review/peak_editor.h"
#include "app/desktop/review/review_workspace.h"
#include "app/desktop/review/runs_panel.h"
#include "app/desktop/review/window_fields.h"
#include "app/desktop/shell/jobs.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

void ReviewWorkspace::show(ShownRun run)
{
    for (QFuture<MeasuredIntegration> &job : m_jobs) { // of the run before
        job.cancel();
    }
    m_jobs.clear();
    m_comparing.cancel();
    m_otherwise = false;
    m_shown = std::move(run);
    ++m_showing;
    m_integrating = 0;
    m_saveThen = false;
    m_draft.load(m_shown->tables());
    m_changed = differsFromSaved(*m_shown) && m_shown->version() > 0;
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
    compareWithSaved();
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
    showFitted({});
    m_plot->setRejected(rejected_s);
    m_tabs->show(m_shown ? &*m_shown : nullptr, shown, m_changed);
    emit changed();
}

void ReviewWorkspace::showFitted(const std::vector<FittedLine> &lines)
{
    const ShownChannel *shown = channel();
    const bool fitted = lines.empty() && shown != nullptr && shown->trace && shown->isFitted();
    m_plot->setFitted(fitted ? fittedLines(shown->integration->result.peaks, shown->integration->result.steps) : lines);
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
    if (m_otherwise && !m_changed) { // to sign it would say that this program made it
        m_messages->say(
            MessageBar::Kind::Note,
            tr("Version %1 is shown as it was saved: there is nothing new to save.").arg(m_shown->version()),
            tr("Integrate anew"), [this] { integrateAnew(); });
        return;
    }
    if (!reasonsGiven()) {
        return;
    }
    const db::RecordId run = m_shown->details.summary.id;
    m_lab.store().ask<SavedIntegration>(
        this, [record](db::Store &store) { return saveIntegration(store, *record); },
        [this, run, written = integrationsOf(*m_shown)](Result<SavedIntegration> done) {
            if (!done) {
                m_messages->say(MessageBar::Kind::Problem, qstr(done.error().message));
                return;
            }
            if (done->superseded.empty()) {
                m_messages->say(MessageBar::Kind::Done,
                                tr("%1: saved as result version %2.").arg(qstr(db::runName(run))).arg(done->number));
            } else {
                m_messages->say(MessageBar::Kind::Note,
                                tr("%1: saved; %2.").arg(qstr(db::runName(run)), qstr(done->superseded)));
            }
            if (m_shown && m_shown->details.summary.id == run) {
                saved(std::move(*done), written);
            }
            m_lab.noteNewResult();
        });
}

/// What was saved is no draft any more; what was changed since then still is.
void ReviewWorkspace::saved(SavedIntegration version, const std::vector<MeasuredIntegration> &written)
{
    m_shown->versions = std::move(version.all);
    takeAsSaved(*m_shown, written);
    m_otherwise = false;
    keepDraft();
    m_keeper.keepNow();
    m_tabs->show(&*m_shown, channel(), m_changed);
    emit changed();
}

} // namespace tgc::desktop
