// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "drivers/labjack/register_map.h"
#include "drivers/modbus/frame.h"

/// Function 76, "Modbus Feedback": reads and writes of any registers in one question, done in their order, so that a
/// timer read and the inputs read with it belong together. Pure: values in, bytes out, and back.
/// The question: 4C, then frames `00 addrHi addrLo words` to read and `01 addrHi addrLo words data...` to write.
/// The answer: 4C, then the data of all reads without gaps.
namespace tgc::drivers::t7 {

inline constexpr std::uint8_t feedbackFunction = 0x4C;

/// Builds one question. Values are converted to the register's type.
class Feedback {
public:
    Feedback &read(const Register &reg);
    Feedback &write(const Register &reg, double value);

    [[nodiscard]] const Bytes &pdu() const { return m_pdu; }
    /// One value a read, in their order; 32-bit numbers fit a double whole. Integrity: the answer's length is not that
    /// of this question's. Device: an exception, in words.
    [[nodiscard]] Result<std::vector<double>> decode(std::span<const std::uint8_t> answer) const;

private:
    Bytes m_pdu{feedbackFunction};
    std::vector<Register> m_reads;
};

/// Function 3 on one register, and its value.
[[nodiscard]] Bytes encodeRead(const Register &reg);
[[nodiscard]] Result<double> decodeRead(const Register &reg, std::span<const std::uint8_t> answer);

/// What the LabJack's own error code (LAST_ERR_DETAIL) means and what to do.
[[nodiscard]] std::string errorWords(int code);

} // namespace tgc::drivers::t7
