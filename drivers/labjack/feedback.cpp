// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/labjack/feedback.h"

#include <algorithm>
#include <array>
#include <bit>

namespace tgc::drivers::t7 {

namespace {

/// The value of a register's bytes, high byte first.
double decodeValue(Type type, std::span<const std::uint8_t> bytes)
{
    std::uint32_t bits = 0;
    for (const std::uint8_t byte : bytes) {
        bits = (bits << 8U) | byte;
    }
    return type == Type::F32 ? static_cast<double>(std::bit_cast<float>(bits)) : static_cast<double>(bits);
}

void appendValue(Bytes &bytes, Type type, double value)
{
    const std::uint32_t bits =
        type == Type::F32 ? std::bit_cast<std::uint32_t>(static_cast<float>(value)) : static_cast<std::uint32_t>(value);
    if (type != Type::U16) {
        appendWord(bytes, static_cast<std::uint16_t>(bits >> 16U));
    }
    appendWord(bytes, static_cast<std::uint16_t>(bits & 0xFFFFU));
}

tl::unexpected<Error> refused(std::span<const std::uint8_t> answer)
{
    return fail(ErrorCode::Device, answer.size() > 1 ? exceptionWords(answer[1]) : "refused");
}

struct ErrorText {
    int code;
    std::string_view words;
};

constexpr std::array errorTable{
    ErrorText{2300, "the answer would be too long: ask for fewer channels"},
    ErrorText{2313, "wrong number of registers"},
    ErrorText{2315, "a 32-bit value was asked for by an odd number of registers"},
    ErrorText{2370, "it does not have this input range"},
    ErrorText{2373, "this negative channel cannot go with this input: even inputs pair with the next odd one"},
    ErrorText{2375, "it does not have this resolution index: 9 to 12 need a T7-Pro"},
    ErrorText{2605, "it is streaming to another program: end that program"},
    ErrorText{2606, "a stream cannot have this resolution index"},
    ErrorText{2608, "it cannot stream at this rate"},
    ErrorText{2620, "it is not streaming"},
};

} // namespace

Feedback &Feedback::read(const Register &reg)
{
    m_pdu.push_back(0x00);
    appendWord(m_pdu, reg.address);
    m_pdu.push_back(reg.words());
    m_reads.push_back(reg);
    return *this;
}

Feedback &Feedback::write(const Register &reg, double value)
{
    m_pdu.push_back(0x01);
    appendWord(m_pdu, reg.address);
    m_pdu.push_back(reg.words());
    appendValue(m_pdu, reg.type, value);
    return *this;
}

Result<std::vector<double>> Feedback::decode(std::span<const std::uint8_t> answer) const
{
    if (!answer.empty() && answer[0] == (feedbackFunction | 0x80U)) {
        return refused(answer);
    }
    std::size_t length = 1;
    for (const Register &reg : m_reads) {
        length += reg.bytes();
    }
    if (answer.size() != length || answer[0] != feedbackFunction) {
        return fail(ErrorCode::Integrity,
                    "the answer has " + std::to_string(answer.size()) + " bytes instead of " + std::to_string(length));
    }
    std::vector<double> values;
    std::size_t from = 1;
    for (const Register &reg : m_reads) {
        values.push_back(decodeValue(reg.type, answer.subspan(from, reg.bytes())));
        from += reg.bytes();
    }
    return values;
}

Bytes encodeRead(const Register &reg)
{
    Bytes pdu{0x03};
    appendWord(pdu, reg.address);
    appendWord(pdu, reg.words());
    return pdu;
}

Result<double> decodeRead(const Register &reg, std::span<const std::uint8_t> answer)
{
    if (!answer.empty() && answer[0] == 0x83) {
        return refused(answer);
    }
    const std::size_t length = reg.bytes();
    if (answer.size() != length + 2 || answer[0] != 0x03 || answer[1] != length) {
        return fail(ErrorCode::Integrity, "the answer has another length than " + std::string(reg.name));
    }
    return decodeValue(reg.type, answer.subspan(2));
}

std::string errorWords(int code)
{
    const auto *found =
        std::find_if(errorTable.begin(), errorTable.end(), [&](const ErrorText &text) { return text.code == code; });
    const std::string number = "LabJack error " + std::to_string(code);
    return found == errorTable.end() ? number : number + ": " + std::string(found->words);
}

} // namespace tgc::drivers::t7
