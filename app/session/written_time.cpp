// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/written_time.h"

#include <charconv>
#include <chrono>

namespace tgc::session {

namespace {

/// Takes the text apart from its front; once something does not fit, nothing fits any more.
class Front {
public:
    explicit Front(std::string_view text) : m_text(text) {}

    int digits(std::size_t count)
    {
        int value = 0;
        if (m_text.size() < count) {
            m_bad = true;
            return 0;
        }
        const char *end = m_text.data() + count;
        const auto [read, error] = std::from_chars(m_text.data(), end, value);
        m_bad = m_bad || error != std::errc() || read != end || m_text.front() == '-';
        m_text.remove_prefix(count);
        return value;
    }
    bool take(std::string_view anyOf)
    {
        if (m_text.empty() || anyOf.find(m_text.front()) == std::string_view::npos) {
            return false;
        }
        m_text.remove_prefix(1);
        return true;
    }
    void need(std::string_view anyOf) { m_bad = !take(anyOf) || m_bad; }
    double partOfSecond()
    {
        double value = 0.0, place = 0.1;
        for (; !m_text.empty() && m_text.front() >= '0' && m_text.front() <= '9'; place /= 10.0) {
            value += place * (m_text.front() - '0');
            m_text.remove_prefix(1);
        }
        return value;
    }
    [[nodiscard]] bool bad() const { return m_bad; }
    [[nodiscard]] bool atEnd() const { return m_text.empty(); }
    [[nodiscard]] char next() const { return m_text.empty() ? '\0' : m_text.front(); }

private:
    std::string_view m_text;
    bool m_bad = false;
};

} // namespace

std::optional<WrittenTime> writtenTime(std::string_view text)
{
    namespace time = std::chrono;
    Front front(text);
    const int year = front.digits(4);
    front.need("-");
    const int month = front.digits(2);
    front.need("-");
    const int day = front.digits(2);
    const time::year_month_day date(time::year{year}, time::month{static_cast<unsigned>(month)},
                                    time::day{static_cast<unsigned>(day)});
    if (front.bad() || !date.ok()) {
        return std::nullopt;
    }
    const double midnight = 86400.0 * static_cast<double>(time::sys_days(date).time_since_epoch().count());
    WrittenTime result;
    if (front.atEnd()) {
        result.since1970 = seconds(midnight);
        result.dateOnly = true;
        return result;
    }
    front.need("T ");
    const int hour = front.digits(2);
    front.need(":");
    const int minute = front.digits(2);
    double second = 0.0;
    if (front.take(":")) {
        second = front.digits(2);
        second += front.take(".") ? front.partOfSecond() : 0.0;
    }
    double offset = 0.0;
    if (front.take("Z")) {
        result.zoned = true;
    } else if (front.next() == '+' || front.next() == '-') {
        const double sign = front.take("-") ? -1.0 : 1.0;
        front.take("+");
        const int hours = front.digits(2);
        front.take(":");
        offset = sign * (3600.0 * hours + 60.0 * front.digits(2));
        result.zoned = true;
    }
    if (front.bad() || !front.atEnd() || hour > 23 || minute > 59 || second >= 60.0) {
        return std::nullopt;
    }
    result.since1970 = seconds(midnight + 3600.0 * hour + 60.0 * minute + second - offset);
    return result;
}

std::optional<WrittenTime> injectedAt(const formats::TableRow &row, std::vector<std::string> &warnings)
{
    const auto text = row.text("injected_at");
    auto time = writtenTime(text);
    if (!text.empty() && !time) {
        warnings.push_back(
            row.bad("injected_at", "\"" + std::string(text) + "\" is not read as a time: write it as 2026-11-23T09:14")
                .value()
                .message);
    }
    return time;
}

} // namespace tgc::session
