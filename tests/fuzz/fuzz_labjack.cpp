// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes at all as a LabJack's answer: refused in a sentence, or exactly the values that were asked for, which fit
// their registers' types. The first byte chooses the question.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "drivers/labjack/feedback.h"

namespace {

using namespace tgc::drivers;

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

void sentence(const tgc::Error &error)
{
    require(!error.message.empty() && error.message.find('\n') == std::string::npos);
}

void fits(const t7::Register &reg, double value)
{
    if (reg.type == t7::Type::F32) {
        return;
    }
    const double highest = reg.type == t7::Type::U16 ? 65535.0 : 4294967295.0;
    require(value >= 0.0 && value <= highest && value == std::floor(value));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0) {
        return 0;
    }
    const std::span answer(data + 1, size - 1);
    const std::vector<t7::Register> asked{t7::coreTimer, t7::ain(0), t7::lastError, t7::dioState};
    t7::Feedback question;
    std::size_t reads = 0;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        if ((data[0] >> i & 1U) != 0) {
            question.read(asked[i]);
            ++reads;
        }
    }
    const auto values = question.decode(answer);
    if (values) {
        require(values->size() == reads);
        std::size_t at = 0;
        for (std::size_t i = 0; i < asked.size(); ++i) {
            if ((data[0] >> i & 1U) != 0) {
                fits(asked[i], (*values)[at++]);
            }
        }
    } else {
        sentence(values.error());
    }
    for (const t7::Register &reg : asked) {
        const auto value = t7::decodeRead(reg, answer);
        if (value) {
            fits(reg, *value);
        } else {
            sentence(value.error());
        }
    }
    require(!t7::errorWords(data[0]).empty());
    return 0;
}
