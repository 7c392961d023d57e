// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/core/source.h"
#include "db/records.h"

namespace tgc::db {

/// A processing method: its text is immutable, a changed text under the same name is the next version.
struct NewMethod {
    std::string name{};
    std::string text{};                       ///< TOML
    Source source = Source::Typed;
};

struct StoredMethod {
    RecordId id = 0;
    int version = 1;
    NewMethod method{};
    std::string createdAt_utc{};
    std::optional<Withdrawal> withdrawn{};
};

/// A calibration curve, kept as the JSON object of CAL.json.
struct NewCalibration {
    std::string name{};
    std::string amountUnit{};                 ///< nmol, umol or ug
    std::string json{};
    Source source = Source::Typed;
    std::optional<RecordId> methodId{};
};

/// A person's word that a calibration may be used. Given once.
struct Approval {
    std::string at_utc{};
    std::string by{};                         ///< operating system user
    std::string note{};
};

struct StoredCalibration {
    RecordId id = 0;
    NewCalibration calibration{};
    std::string createdAt_utc{};
    std::optional<Withdrawal> withdrawn{};    ///< retired
    std::optional<Approval> approval{};
};

/// A result version that was computed with a calibration.
struct CalibrationUse {
    std::string subject{};                    ///< the sample's own name, or the run (`R12`)
    std::string kind{};                       ///< of the result, `breakdown` ...
    int version = 1;
    std::string createdAt_utc{};
    bool latest = false;                      ///< no later version of this kind and subject
};

/// A peak of one result version. Height in the signal's unit, area in `areaUnit`, times in s on the trace's axis.
struct PeakRecord {
    std::string channel{};                    ///< name of the run's channel
    std::optional<std::string> name{};
    double apex_s = 0.0;
    double height = 0.0;
    double area = 0.0;
    std::string areaUnit{};
    std::optional<double> areaU{};
    double start_s = 0.0;
    double end_s = 0.0;
    double baselineStart = 0.0;
    double baselineEnd = 0.0;
    std::string code{};
    std::string rule{};
    std::optional<double> widthHalf_s{};
    std::optional<double> tailing{};
    std::optional<double> plates{};
    std::optional<double> resolution{};
    std::optional<double> signalToNoise{};
    std::vector<std::string> flags{};
};

/// What one processing made of a run (`integration`) or of a sample (`breakdown`). Immutable: processing again makes
/// the next version, numbered within kind and subject. `inputsJson` holds all that is needed to replay it.
struct NewResult {
    std::string kind{};                       ///< `integration`, `breakdown` ...
    std::optional<RecordId> runId{};          ///< exactly one of runId and sampleId is set
    std::optional<RecordId> sampleId{};       ///< key of table `samples`
    std::optional<RecordId> methodId{};
    std::optional<RecordId> calibrationId{};
    std::string algorithmName{};
    std::string algorithmVersion{};
    std::string inputsJson = "{}";
    std::string outputsJson = "{}";
    Source source = Source::Typed;
    std::vector<PeakRecord> peaks{};
};

/// The approved version that a new one came after. The new one is not approved by that.
struct Superseded {
    int version = 1;
    std::string reviewer{};
    std::string approvedAt_utc{};
};

struct SavedResult {
    RecordId id = 0;
    int version = 1;
    std::optional<Superseded> superseded{}; ///< empty: what was the latest was not approved
};

struct StoredResult {
    RecordId id = 0;
    int version = 1;
    NewResult result{};
    std::string createdAt_utc{};
    std::string createdBy{};                  ///< operating system user
    std::string program{};                    ///< program and version that made it
    std::optional<Withdrawal> withdrawn{};
    std::optional<RecordId> supersedes{};     ///< the approved version whose place it took
};

struct ResultFilter {
    std::optional<std::string> kind{};
    std::optional<RecordId> runId{};
    std::optional<RecordId> sampleId{};
    bool latestOnly = false;                ///< the highest version not withdrawn of each kind and subject
    bool withdrawnToo = true;
};

} // namespace tgc::db
