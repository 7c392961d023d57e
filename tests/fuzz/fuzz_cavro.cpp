// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes at all as what a Cavro pump sends: answers are found as soon as they are whole and not before, wherever the
// line cuts them; a command's own block is never taken for an answer.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "drivers/cavro/oem.h"

namespace {

using namespace tgc::drivers;

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

/// An answer says nothing else when it is cut out of the noise around it, and nothing while its last byte is missing.
void standsAlone(const cavro::OemAnswer &answer, std::span<const std::uint8_t> buffer)
{
    require(answer.consumed >= 5 && answer.consumed <= buffer.size());
    require(answer.error >= 0 && answer.error <= 15 && answer.data.size() <= answer.consumed - 5);
    require(answer.data.find('\x03') == std::string::npos);
    const auto exact = cavro::parseOem(buffer.first(answer.consumed));
    require(exact && *exact && (*exact)->consumed == answer.consumed && (*exact)->data == answer.data);
    const auto cut = cavro::parseOem(buffer.first(answer.consumed - 1));
    require(!cut || !*cut);
    require(cavro::errorWords(answer.error).empty() == (answer.error == 0));
}

void answersIn(std::span<const std::uint8_t> rest)
{
    while (!rest.empty()) {
        const auto answer = cavro::parseOem(rest);
        if (!answer) {
            require(!answer.error().message.empty() && answer.error().message.find('\n') == std::string::npos);
            return; // the driver drains the line
        }
        if (!*answer) {
            return;
        }
        standsAlone(**answer, rest);
        rest = rest.subspan((*answer)->consumed);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    answersIn({data, size});
    if (size > 1) {
        // On a line that echoes, the command comes back: to the pump's address, and so no answer.
        const std::string command(reinterpret_cast<const char *>(data + 1), size - 1);
        const Bytes echo = cavro::oemBlock(1 + data[0] % 15, 1 + (data[0] >> 4U) % 7, (data[0] & 8U) != 0, command);
        const auto answer = cavro::parseOem(echo);
        require(!answer || !*answer || command.find('\x03') != std::string::npos ||
                command.find('\x02') != std::string::npos);
    }
    return 0;
}
