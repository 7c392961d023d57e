// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "analysis/core/go_on.h"
#include "app/desktop/review/shown_run.h"

namespace tgc::desktop {

/// A channel that is shown as it was saved, and how this program would integrate it.
struct RedoneChannel {
    Chromatogram trace;
    Processing how;
    session::ChannelIntegration kept;
    session::ChannelIntegration now; ///< once it is done
};

/// Those of a run; `now` is still empty.
[[nodiscard]] std::vector<RedoneChannel> channelsToRedo(const ShownRun &run);

/// Integrates them with the inputs they were saved with. On a worker. Ends early where `goOn` says no.
void redo(std::vector<RedoneChannel> &channels, const GoOn &goOn);

/// Gives what an earlier program did not keep (rejected bumps) to a channel whose peaks this one makes alike. False: nothing
/// was missing.
bool completeFrom(ShownRun &run, const std::vector<RedoneChannel> &channels);

/// What of the saved result this program would make otherwise, in words, the largest difference of an area among them.
/// Empty where it makes the same peaks, to the last bit.
[[nodiscard]] QString differenceInWords(const ShownRun &run, const std::vector<RedoneChannel> &channels);

} // namespace tgc::desktop
