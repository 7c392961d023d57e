// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "analysis/core/chromatogram.h"
#include "analysis/core/source.h"

namespace tgc::formats {

/// What a native trace says of itself in `#` comments before its header; empty entries are left out.
struct TraceNotes {
    Source source = Source::Imported;
    std::string sample;
    std::string channel;
    std::string acquiredAt;
    std::string origin; ///< the file or run it was taken from
};

/// A chromatogram as native CSV, `time_s,signal_<unit>`, shortest digits that read back as the same numbers, with
/// `# source:` (so simulated data stay branded) and `# points:` (so a file cut short is noticed).
[[nodiscard]] std::string traceCsv(const Chromatogram &trace, const TraceNotes &notes);

} // namespace tgc::formats
