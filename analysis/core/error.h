// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace tgc {

/// What kind of failure an Error is; the command line turns it into an exit status.
enum class ErrorCode {
    BadInput,      ///< a file or a typed value is wrong; the sentence says where
    Missing,       ///< a value that is needed was not given; the sentence names its column
    NotDetermined, ///< the question has no answer for these data (no slope, no degree of freedom left)
    Unsupported,   ///< recognised, and refused on purpose
    Io,            ///< the operating system refused a read or a write
    Store,         ///< the store is locked, damaged or of another version
    Integrity,     ///< a record is not what was written
    Device,        ///< a device refused, or answered what is no answer
    Timeout,       ///< a device did not answer in time; what it did is not known
    Busy,          ///< a device is at work and wants to be asked again later
    LinkLost,      ///< the line to a device is gone, or could not be opened
};

/// An expected failure: what is wrong, where, and what to do, in one sentence for a technician.
struct Error {
    ErrorCode code = ErrorCode::BadInput;
    std::string message;
};

/// Value or Error. Functions that return one are [[nodiscard]].
template <class T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorCode::BadInput, "...")` from a function that returns a Result.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message)
{
    return tl::unexpected<Error>(Error{code, std::move(message)});
}

/// Passes an Error on unchanged, from a Result of one type to a Result of another.
[[nodiscard]] inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace tgc
