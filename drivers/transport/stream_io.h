// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>

#include "drivers/transport/asio.h"
#include "drivers/transport/byte_link.h"

/// What a socket and a serial line have in common under Asio: one operation at a time, ended by an absolute deadline.
/// Asio 1.74 has no cancellation of a single operation, so the stream's is used and both ends of the race are looked
/// at: a cancelled read may have completed, and its bytes must not be lost.
namespace tgc::drivers::stream_io {

struct Outcome {
    boost::system::error_code error;
    std::size_t bytes = 0;
};

/// Runs what `start` began until it ends or the deadline passes; empty: the deadline passed.
template <class Start, class Cancel>
std::optional<Outcome> runUntil(boost::asio::io_context &io, Instant deadline, Start start, Cancel cancel)
{
    std::optional<Outcome> outcome;
    io.restart();
    start([&outcome](boost::system::error_code error, std::size_t bytes) { outcome = Outcome{error, bytes}; });
    while (!outcome && io.run_one_until(deadline) > 0) {
    }
    if (!outcome) {
        cancel();
        io.restart();
        io.run();
        if (outcome && outcome->error == boost::asio::error::operation_aborted && outcome->bytes == 0) {
            return std::nullopt;
        }
    }
    return outcome;
}

template <class Stream>
[[nodiscard]] Result<std::size_t> read(boost::asio::io_context &io, Stream &stream, std::span<std::uint8_t> into,
                                       Instant deadline, const std::string &name)
{
    const auto outcome = runUntil(
        io, deadline, [&](auto done) { stream.async_read_some(boost::asio::buffer(into.data(), into.size()), done); },
        [&] {
            boost::system::error_code ignored;
            stream.cancel(ignored);
        });
    if (!outcome) {
        return fail(ErrorCode::Timeout, name + ": no answer in time");
    }
    if (outcome->bytes == 0) {
        const std::string why = outcome->error ? outcome->error.message() : "end of file";
        return fail(ErrorCode::LinkLost, name + ": the line was lost (" + why + ")");
    }
    return outcome->bytes;
}

template <class Stream>
[[nodiscard]] Result<void> write(boost::asio::io_context &io, Stream &stream, std::span<const std::uint8_t> bytes,
                                 Instant deadline, const std::string &name)
{
    const auto outcome = runUntil(
        io, deadline,
        [&](auto done) { boost::asio::async_write(stream, boost::asio::buffer(bytes.data(), bytes.size()), done); },
        [&] {
            boost::system::error_code ignored;
            stream.cancel(ignored);
        });
    if (!outcome) {
        return fail(ErrorCode::Timeout, name + ": the line takes nothing");
    }
    if (outcome->error) {
        const ErrorCode code =
            outcome->error == boost::asio::error::operation_aborted ? ErrorCode::Timeout : ErrorCode::LinkLost;
        return fail(code, name + ": the line was lost while writing (" + outcome->error.message() + ")");
    }
    return {};
}

} // namespace tgc::drivers::stream_io
