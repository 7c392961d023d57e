// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes at all as an answer: refused in a sentence, or a frame that lies in them whole and comes out again as it
// went in; and what is no answer yet becomes none by being cut shorter.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "drivers/modbus/frame.h"

namespace {

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

template <class Answer>
void sentence(const tgc::Result<Answer> &answer)
{
    require(answer || (!answer.error().message.empty() && answer.error().message.find('\n') == std::string::npos));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::span bytes(data, size);
    const auto begins = [&](const tgc::drivers::Bytes &frame) {
        return frame.size() <= size && std::equal(frame.begin(), frame.end(), bytes.begin());
    };
    const auto mbap = tgc::drivers::parseMbap(bytes);
    sentence(mbap);
    if (mbap && *mbap) {
        const auto &reply = **mbap;
        require(reply.consumed <= size && begins(tgc::drivers::mbapFrame(reply.transaction, reply.unit, reply.pdu)));
        require(!tgc::drivers::parseMbap(bytes.first(reply.consumed - 1))->has_value());
    }
    if (size >= 2) {
        const auto function = static_cast<std::uint8_t>(data[1] & 0x7FU);
        const auto rtu = tgc::drivers::parseRtu(bytes, data[0], function);
        sentence(rtu);
        if (rtu && *rtu) {
            const auto frame = tgc::drivers::rtuFrame(data[0], **rtu);
            require(begins(frame));
            require(!tgc::drivers::parseRtu(bytes.first(frame.size() - 1), data[0], function)->has_value());
            require(!tgc::drivers::parseRtu(bytes, data[0] ^ 1, function)); // another unit's
        }
    }
    return 0;
}
