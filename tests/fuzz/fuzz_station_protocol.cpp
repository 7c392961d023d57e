// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes on the station's socket: messages, "more is needed" or one sentence; the same whichever pieces they come in;
// and a message that was understood is written and understood again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <vector>

#include "app/station/protocol/frames.h"

namespace {

using namespace tgc::station;

template <class Message>
void check(const tgc::Result<Message> &read, tgc::Result<Message> (*again)(std::span<const std::uint8_t>))
{
    if (!read) {
        if (read.error().message.empty() || read.error().message.find('\n') != std::string::npos) {
            std::abort();
        }
        return;
    }
    // Written anew it may be longer than it came (numbers of two bytes), but not so long from inputs of this size.
    const auto frame = frameOf(*read);
    if (!frame || !again(std::span(*frame).subspan(4))) {
        std::abort();
    }
}

std::vector<Bytes> split(const std::uint8_t *data, std::size_t size, std::size_t piece, std::string &ended)
{
    FrameSplitter splitter;
    std::vector<Bytes> payloads;
    for (std::size_t at = 0; at < size && ended.empty(); at += piece) {
        splitter.append({data + at, size - at < piece ? size - at : piece});
        while (true) {
            auto payload = splitter.next();
            if (!payload) {
                ended = payload.error().message;
                break;
            }
            if (!*payload) {
                break;
            }
            payloads.push_back(std::move(**payload));
        }
    }
    return payloads;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    std::string ended;
    std::string endedToo;
    const auto payloads = split(data, size, size + 1, ended);
    if (payloads != split(data, size, 3, endedToo) || ended != endedToo) {
        std::abort();
    }
    for (const Bytes &payload : payloads) {
        check(readClientMessage(payload), readClientMessage);
        check(readStationMessage(payload), readStationMessage);
    }
    // And without a length before it, so that the fuzzer gets to the messages at once.
    check(readClientMessage({data, size}), readClientMessage);
    check(readStationMessage({data, size}), readStationMessage);
    return 0;
}
