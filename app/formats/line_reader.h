// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace tgc::formats {

/// Walks the lines of a text, `\n` or `\r\n`, counting from 1. `terminated()` is false for a last line without its
/// line end: where files are cut off, that line may have lost digits.
class LineReader {
public:
    explicit LineReader(std::string_view text) : m_rest(text) {}

    [[nodiscard]] bool next()
    {
        if (m_rest.empty()) {
            return false;
        }
        const auto end = m_rest.find('\n');
        m_terminated = end != std::string_view::npos;
        m_line = m_rest.substr(0, end);
        m_rest.remove_prefix(m_terminated ? end + 1 : m_rest.size());
        while (m_line.ends_with('\r')) {
            m_line.remove_suffix(1);
        }
        ++m_number;
        return true;
    }
    [[nodiscard]] std::string_view line() const { return m_line; }
    [[nodiscard]] std::size_t number() const { return m_number; }
    [[nodiscard]] bool terminated() const { return m_terminated; }

private:
    std::string_view m_rest;
    std::string_view m_line;
    std::size_t m_number = 0;
    bool m_terminated = true;
};

[[nodiscard]] inline std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n\f\v";
    const auto first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

} // namespace tgc::formats
