// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/go_on.h"
#include "db/store.h"

namespace tgc::session {

/// Why something in the store asks for a reviewer's eye.
enum class ExceptionKind {
    Altered,          ///< a record is not what was written
    ApprovedReplaced, ///< a version took the place of an approved one, and is not approved
    OwnApproval,      ///< approved by who made it, or that cannot be told
    RetiredCurve,     ///< computed with a calibration that was retired since
    BrokenRun,        ///< aborted, failed, stopped or interrupted
    ClockJump,        ///< the machine's clock was set
    ManualEdit,       ///< peaks changed by hand
    UnusedPoint,      ///< a standard left out of a calibration
    OutOfRange,       ///< outside the standards, or the detector at its limit
    Flagged,          ///< any other flag
    Simulated,
    Unsaved           ///< edits of a run that are no result yet
};
inline constexpr std::array exceptionKinds{
    ExceptionKind::Altered,    ExceptionKind::ApprovedReplaced, ExceptionKind::OwnApproval, ExceptionKind::RetiredCurve,
    ExceptionKind::BrokenRun,  ExceptionKind::ClockJump,        ExceptionKind::ManualEdit,  ExceptionKind::UnusedPoint,
    ExceptionKind::OutOfRange, ExceptionKind::Flagged,          ExceptionKind::Simulated,   ExceptionKind::Unsaved};

/// `altered`, `approved-replaced` ...: as the command line has it.
[[nodiscard]] std::string_view toString(ExceptionKind kind);
[[nodiscard]] std::optional<ExceptionKind> exceptionKindFromString(std::string_view text);

struct Exception {
    ExceptionKind kind = ExceptionKind::Flagged;
    std::string subject{};                ///< the sample's own name, a run (`R12`), a calibration's name, a table
    std::string of{};                     ///< `breakdown`, `integration`, `run`, `calibration`, `record`, `clock`
    std::optional<int> version{};         ///< of a result
    std::string group{};
    std::string madeBy{};                 ///< the name given, else the account
    std::string at_utc{};
    std::string approvedBy{};             ///< the reviewer; empty: not approved, or nothing to approve
    std::string sentence{};               ///< what is so, in words
    std::string table{};                  ///< the record it is about
    db::RecordId id = 0;
};

struct ExceptionFilter {
    std::optional<std::string> group{};
    std::optional<std::string> since{};   ///< YYYY-MM-DD; the record's own date
    bool unapprovedOnly = false;          ///< leaves out what an approval stands for already, but never Altered
    bool verify = true;                   ///< looks at every record of the store, which takes its time
};

/// The latest version of each result, the runs, the calibrations that are in use, the trail: what a reviewer has to look
/// at, worst first. What is not listed has nothing of the kind. NotDetermined: `goOn` said no.
[[nodiscard]] Result<std::vector<Exception>> exceptionsIn(const db::Store &store, const ExceptionFilter &filter = {},
                                                          const GoOn &goOn = {});

} // namespace tgc::session
