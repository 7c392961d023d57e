// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/modbus/raw_exchange.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tgc::drivers {

namespace {

/// The answer that `buffer` begins with, answers to questions of before taken out; empty: more bytes are needed.
Result<std::optional<Bytes>> answerIn(Bytes &buffer, const RawQuestion &question)
{
    if (!question.transaction) {
        return parseRtu(buffer, question.unit, question.pdu[0]);
    }
    while (true) {
        auto reply = parseMbap(buffer);
        if (!reply) {
            return fail(reply.error());
        }
        if (!*reply) {
            return std::optional<Bytes>();
        }
        if ((*reply)->transaction == *question.transaction && (*reply)->unit == question.unit) {
            return std::optional((*reply)->pdu);
        }
        // Dropped, and the wait goes on (Modbus on TCP/IP V1.0b 4.4.1.3).
        buffer.erase(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>((*reply)->consumed));
    }
}

} // namespace

Result<std::optional<std::size_t>> readSome(int descriptor, std::span<std::uint8_t> into, Instant deadline)
{
    while (true) {
        // Past the deadline there is still one look at what has already come.
        const auto left = std::max<std::int64_t>(
            0, std::chrono::ceil<std::chrono::milliseconds>(deadline - SystemClock().now()).count());
        pollfd waited{descriptor, POLLIN, 0};
        const int ready = poll(&waited, 1, static_cast<int>(std::min<std::int64_t>(left, 60000)));
        if (ready > 0) {
            const ssize_t got = ::read(descriptor, into.data(), into.size());
            if (got > 0) {
                return std::optional(static_cast<std::size_t>(got));
            }
            if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
                return fail(ErrorCode::LinkLost, "the line was lost");
            }
        } else if (ready < 0 && errno != EINTR) {
            return fail(ErrorCode::LinkLost, "the line was lost");
        } else if (ready == 0 && left <= 60000) {
            return std::optional<std::size_t>();
        }
    }
}

Result<Bytes> exchangeRaw(int descriptor, const RawQuestion &question, Instant deadline)
{
    const bool tcp = question.transaction.has_value();
    const Bytes request =
        tcp ? mbapFrame(*question.transaction, question.unit, question.pdu) : rtuFrame(question.unit, question.pdu);
    const ssize_t sent = tcp ? ::send(descriptor, request.data(), request.size(), MSG_NOSIGNAL)
                             : ::write(descriptor, request.data(), request.size());
    if (sent != static_cast<ssize_t>(request.size())) {
        return fail(ErrorCode::LinkLost, "the line was lost while writing");
    }
    Bytes buffer;
    std::size_t echoLeft = question.echo && !tcp ? request.size() : 0;
    std::array<std::uint8_t, 512> chunk{};
    while (true) {
        const auto got = readSome(descriptor, chunk, deadline);
        if (!got) {
            return fail(got.error());
        }
        if (!*got) {
            return fail(ErrorCode::Timeout, "no answer in time");
        }
        const std::size_t skipped = std::min(echoLeft, **got);
        echoLeft -= skipped;
        buffer.insert(buffer.end(), chunk.begin() + static_cast<std::ptrdiff_t>(skipped),
                      chunk.begin() + static_cast<std::ptrdiff_t>(**got));
        const auto answer = answerIn(buffer, question);
        if (!answer) {
            return fail(ErrorCode::Integrity, answer.error().message);
        }
        if (!*answer) {
            continue;
        }
        const Bytes &pdu = **answer;
        if (pdu.size() >= 2 && pdu[0] == (question.pdu[0] | 0x80U)) {
            return fail(pdu[1] == busyException ? ErrorCode::Busy : ErrorCode::Device,
                        "refused by the device: " + exceptionWords(pdu[1]));
        }
        if (pdu.size() < 2 || pdu[0] != question.pdu[0]) {
            return fail(ErrorCode::Integrity, "the answer is to another function");
        }
        return pdu;
    }
}

Bytes shortPdu(int function, std::uint16_t address, std::uint16_t word)
{
    Bytes pdu{static_cast<std::uint8_t>(function)};
    appendWord(pdu, address);
    appendWord(pdu, word);
    return pdu;
}

Bytes writePdu(std::uint16_t address, std::size_t addresses, std::span<const std::uint16_t> words)
{
    Bytes pdu = shortPdu(16, address, static_cast<std::uint16_t>(addresses));
    pdu.push_back(static_cast<std::uint8_t>(2 * words.size()));
    for (const std::uint16_t word : words) {
        appendWord(pdu, word);
    }
    return pdu;
}

} // namespace tgc::drivers
