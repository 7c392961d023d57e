// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "analysis/core/source.h"
#include "db/records.h"

namespace tgc::db {

/// One row of a vendor's own peak table, as given; times in s on the trace's axis.
struct VendorPeakRecord {
    std::optional<std::string> name{};
    std::optional<double> apex_s{};
    std::optional<double> start_s{};
    std::optional<double> end_s{};
    std::optional<double> area{};
    std::string areaUnit{};
    std::optional<double> height{};
    std::string heightUnit{};
    std::optional<double> baselineStart{};
    std::optional<double> baselineEnd{};
    std::optional<double> concentration{};
    std::string code{};
    bool absent = false;
    bool manual = false;
};

/// Something that happened during a run, on the time axis of its signals.
struct RunMark {
    std::string kind = "note";             ///< gap|zero|note
    std::optional<double> at_s{};
    std::optional<double> until_s{};         ///< end of a gap
    std::string text{};
    std::optional<double> device_s{};        ///< as recorded: the device's own timer,
    std::optional<std::int64_t> host_ns{};   ///< and the host's clock, from the run's start
};

/// One signal of a run to be stored.
struct NewChannel {
    std::string name{};                      ///< unique within the run
    std::string detector{};
    std::optional<Chromatogram> trace{};     ///< empty in a report without a signal
    std::vector<VendorPeakRecord> vendorPeaks{};
    std::string vendorCalibrations{};        ///< JSON, empty when there is none
    /// Empty: a detector channel, a chromatogram. Otherwise trend|host-time|device-time|lines: kept with the run, and
    /// neither listed nor integrated with its channels.
    std::string role{};
};

/// A run to be stored, with everything that belongs to it.
struct NewRun {
    std::string status = "imported"; ///< queued|running|done|stopped|aborted|failed|interrupted|imported
    std::optional<std::string> sampleId{}; ///< the laboratory's name of the sample, registered or not
    std::optional<std::string> group{};
    std::string kind = "sample"; ///< sample|standard|blank|check
    Source source = Source::Imported;
    std::optional<std::string> startedUtc{}; ///< ISO 8601 with `Z`
    std::optional<std::string> endedUtc{};
    std::optional<std::string> acquiredAt{}; ///< as the file writes it, where it states no time zone
    std::string format{}; ///< "native-csv", "inficon-fusion" ...
    std::string fileName{};
    std::string contentHash{}; ///< SHA-256 of the file, hex: recognises the same file; empty if none
    std::string methodName{};
    std::string instrument{};
    std::vector<std::string> warnings{}; ///< of the import
    std::vector<NewChannel> channels{};
    std::string queueLine{}; ///< JSON object of texts, as it was queued; empty if it was not
    std::vector<RunMark> marks{};
};

struct AddedRun {
    RecordId id = 0;
    bool alreadyThere = false; ///< a run of the same file was stored before; nothing was written
};

/// One line of a list of runs.
struct RunSummary {
    RecordId id = 0;
    std::string status{}; ///< as in NewRun, or `withdrawn`
    std::optional<std::string> sampleId{};
    std::optional<std::string> group{};
    std::string kind{};
    Source source = Source::Imported;
    std::optional<std::string> startedUtc{};
    std::optional<std::string> endedUtc{};
    std::optional<std::string> acquiredAt{};
    std::string fileName{};
    std::size_t points = 0; ///< samples of all detector channels together
    std::vector<std::string> channels{}; ///< names, in the file's order
};

struct StoredChannel {
    RecordId id = 0; ///< key of table `signals`
    std::string name{};
    std::string detector{};
    std::string signalUnit{}; ///< empty when the report has no signal
    std::size_t points = 0; ///< 0 when the report has no signal
    std::vector<VendorPeakRecord> vendorPeaks{};
    std::string vendorCalibrations{};
    std::string role{}; ///< as in NewChannel
};

struct RunDetails {
    RunSummary summary{};
    std::string format{};
    std::string contentHash{};
    std::string methodName{};
    std::string instrument{};
    std::vector<std::string> warnings{};
    std::string createdAt_utc{};
    std::optional<Withdrawal> withdrawn{};
    std::vector<StoredChannel> channels{}; ///< the detector's
    std::vector<StoredChannel> companions{}; ///< trends, clocks and lines, recorded beside them
    std::string queueLine{};
    std::vector<RunMark> marks{};
};

/// What is being done to a run and is no result yet.
struct RunDraft {
    RecordId run = 0;
    std::string json{};
    std::string changedAt_utc{};
};

/// What a list of runs is narrowed to; every given condition must hold.
struct RunFilter {
    /// YYYY-MM-DD: started, acquired or else stored on that day or later. A file's own time of acquisition counts only
    /// where it is written in ISO 8601; "7/24/2023" has no order.
    std::optional<std::string> since{};
    std::optional<std::string> sampleId{};
    std::optional<std::string> group{};
    std::optional<std::string> status{}; ///< withdrawn runs are listed when asked for here, or by `withdrawnToo`
    std::optional<std::string> text{}; ///< anywhere in sample, group, file, method, instrument or channel names
    bool withdrawnToo = true;
    std::optional<std::size_t> limit{}; ///< newest first
};

/// Runs are shown as `R12`. Accepts `R12`, `r12` and `12`.
[[nodiscard]] std::string runName(RecordId id);
[[nodiscard]] std::optional<RecordId> runIdFromName(std::string_view name);

} // namespace tgc::db
