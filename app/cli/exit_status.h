// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/core/error.h"

namespace tgc::cli {

/// What the program returns to the shell (docs/cli.md). Of several inputs the worst, the largest, is returned.
enum class ExitStatus {
    Done = 0,
    CheckFailed = 1,  ///< done, but a check failed and the output says which; or stopped by Ctrl-C before the end
    BadInput = 2,     ///< bad usage, or a file that cannot be used
    Device = 3,
    Store = 4         ///< the store is unusable, or a record in it was altered
};

[[nodiscard]] constexpr ExitStatus exitStatusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::BadInput:
    case ErrorCode::Missing:
    case ErrorCode::NotDetermined:
    case ErrorCode::Unsupported:
    case ErrorCode::Io: return ExitStatus::BadInput;
    case ErrorCode::Store:
    case ErrorCode::Integrity: return ExitStatus::Store;
    case ErrorCode::Device:
    case ErrorCode::Timeout:
    case ErrorCode::Busy:
    case ErrorCode::LinkLost: return ExitStatus::Device;
    }
    return ExitStatus::BadInput;
}

} // namespace tgc::cli
