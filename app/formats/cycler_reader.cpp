// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/cycler_reader.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/core/decimal.h"
#include "app/formats/cycler_time.h"
#include "app/formats/decimal_signs.h"
#include "app/formats/location.h"

namespace tgc::formats {

namespace {

std::vector<std::string_view> cellsOf(std::string_view line, char separator)
{
    std::vector<std::string_view> cells;
    while (true) {
        const auto end = std::min(line.find(separator), line.size());
        cells.push_back(trimmed(line.substr(0, end)));
        if (end == line.size()) {
            return cells;
        }
        line.remove_prefix(end + 1);
    }
}

/// Warnings of one kind: the first few by line, then how many more.
class RowWarnings {
public:
    explicit RowWarnings(std::string origin) : m_origin(std::move(origin)) {}
    void add(const std::string &kind, std::size_t line, const std::string &what)
    {
        if (++m_counts[kind] <= most) {
            m_texts.push_back(at(m_origin, line) + what);
        }
    }
    [[nodiscard]] std::vector<std::string> texts() const
    {
        auto all = m_texts;
        for (const auto &[kind, count] : m_counts) {
            if (count > most) {
                all.push_back(m_origin + ": and " + std::to_string(count - most) + " more " + kind);
            }
        }
        return all;
    }

private:
    static constexpr std::size_t most = 5;
    std::string m_origin;
    std::map<std::string, std::size_t> m_counts;
    std::vector<std::string> m_texts;
};

class Reader {
public:
    Reader(std::string origin, const CyclerHeading &heading)
        : m_origin(std::move(origin)),
          m_heading(heading),
          m_signs(m_origin, heading.layout->separator),
          m_warnings(m_origin)
    {
    }

    [[nodiscard]] Result<void> read(LineReader &lines, const std::function<bool(std::string_view)> &goOn)
    {
        constexpr std::size_t linesBetweenQuestions = 4096;
        bool inData = true;
        while (lines.next()) {
            const std::string_view line = lines.line();
            if (lines.number() % linesBetweenQuestions == 0 && !goOn(line)) {
                return fail(ErrorCode::Io, m_origin + ": reading was stopped");
            }
            if (trimmed(line).empty()) {
                continue;
            }
            if (line.starts_with('[') || line.starts_with('~')) { // a preamble within the file: the test began again
                inData = false;
                continue;
            }
            if (auto again = cyclerHeadingIn(line, lines.number(), *m_heading.layout)) {
                m_heading = *again;
                inData = true;
                m_lastTime_s.reset();
                m_warnings.add("restarts", lines.number(),
                               "the test begins again here; cycles of the same number are added up");
                continue;
            }
            if (inData) {
                if (auto row = readRow(line, lines.number(), lines.terminated()); !row) {
                    return row;
                }
            }
        }
        return m_signs.finish();
    }

    [[nodiscard]] Result<CyclerFile> finish();

private:
    struct Row {
        CyclerRecord record;
        std::optional<double> number;
        std::optional<double> timeOfDay_s;
    };

    [[nodiscard]] std::optional<std::string_view> cell(const std::vector<std::string_view> &cells,
                                                       CyclerRole role) const
    {
        const auto found = m_heading.at.find(role);
        return found == m_heading.at.end() ? std::nullopt : std::optional(cells[found->second.first]);
    }

    /// The number of a cell in s, A, V or Ah. Empty: no such column, or an empty cell. Signs that change within the file
    /// are an error of the file; text where a number belongs is `bad`.
    [[nodiscard]] Result<std::optional<double>> number(const std::vector<std::string_view> &cells, CyclerRole role,
                                                       std::size_t line, bool &bad)
    {
        const auto text = cell(cells, role);
        if (!text || text->empty()) {
            return std::optional<double>();
        }
        if (role == CyclerRole::Time || role == CyclerRole::StepTime) {
            if (const auto clock = clockSeconds(*text)) {
                return std::optional(*clock);
            }
            if (m_heading.at.at(role).second == 0.0) {
                return badLine(m_origin, line,
                               "the time " + excerpt(*text) +
                                   " has no unit: export it as h:min:s, or with its unit in the heading");
            }
        }
        auto canonical = m_signs.canonical(*text, line);
        if (!canonical) {
            return fail(canonical.error());
        }
        const auto value = parseDotDecimal(*canonical);
        if (role == CyclerRole::Current) {
            noteDigits(*canonical);
        }
        bad = bad || !value;
        // No cell, no test comes near: what stands here is not the number its heading says.
        constexpr double implausible = 1e12;
        bad = bad || (value && std::abs(*value) > implausible);
        return value ? std::optional(*value * m_heading.at.at(role).second) : std::nullopt;
    }

    [[nodiscard]] Result<void> readRow(std::string_view line, std::size_t number, bool terminated);
    [[nodiscard]] Result<void> fill(Row &row, const std::vector<std::string_view> &cells, bool &bad);
    bool timeGoesOn(const Row &row);
    [[nodiscard]] Result<void> checkMinutes() const;
    void noteDigits(std::string_view current);

    std::string m_origin;
    CyclerHeading m_heading;
    DecimalSigns m_signs;
    RowWarnings m_warnings;
    std::vector<Row> m_rows;
    std::optional<double> m_lastTime_s;
    bool m_cyclesAreWhole = true;
    std::size_t m_currentDecimals = 0;
    bool m_currentHasExponent = false;
};

void Reader::noteDigits(std::string_view current)
{
    m_currentHasExponent = m_currentHasExponent || current.find_first_of("eE") != std::string_view::npos;
    const auto dot = current.find('.');
    m_currentDecimals = std::max(m_currentDecimals, dot == std::string_view::npos ? 0 : current.size() - dot - 1);
}

Result<void> Reader::readRow(std::string_view line, std::size_t number, bool terminated)
{
    const auto cells = cellsOf(line, m_heading.layout->separator);
    std::size_t needed = 0;
    for (const auto &[role, where] : m_heading.at) {
        needed = std::max(needed, where.first + 1);
    }
    if (cells.size() < needed || (!terminated && cells.size() < m_heading.cells)) {
        m_warnings.add("short rows", number,
                       "the row ends after " + std::to_string(cells.size()) + " of " + std::to_string(m_heading.cells) +
                           " columns and is left out; was the file cut?");
        return {};
    }
    if (cells.size() > m_heading.cells + 1) { // one more is a separator at the end of the row
        m_warnings.add("long rows", number,
                       "the row has " + std::to_string(cells.size()) + " columns, its heading " +
                           std::to_string(m_heading.cells) + "; what has no heading is not read");
    }
    Row row;
    row.record.line = number;
    bool bad = false;
    if (auto filled = fill(row, cells, bad); !filled) {
        return filled;
    }
    if (bad) {
        m_warnings.add("rows that cannot be read", number, excerpt(line) + " cannot be read and is left out");
        return {};
    }
    if (timeGoesOn(row)) {
        m_rows.push_back(row);
    }
    return {};
}

Result<void> Reader::fill(Row &row, const std::vector<std::string_view> &cells, bool &bad)
{
    using Role = CyclerRole;
    CyclerRecord &record = row.record;
    constexpr std::array roles = {Role::Time,    Role::StepTime,      Role::Current,          Role::Voltage,
                                  Role::Counter, Role::ChargeCounter, Role::DischargeCounter, Role::Cycle,
                                  Role::Step,    Role::RecordNumber};
    std::map<Role, std::optional<double>> values;
    for (const Role role : roles) {
        auto value = number(cells, role, record.line, bad);
        if (!value) {
            return fail(value.error());
        }
        values[role] = *value;
    }
    if (!values[Role::Time] || !values[Role::Current]) {
        bad = true;
        return {};
    }
    record.time_s = *values[Role::Time];
    record.stepTime_s = values[Role::StepTime];
    record.current_A = *values[Role::Current];
    record.voltage_V = values[Role::Voltage];
    record.chargeCounter_Ah = values[Role::Counter] ? values[Role::Counter] : values[Role::ChargeCounter];
    record.dischargeCounter_Ah = values[Role::Counter] ? values[Role::Counter] : values[Role::DischargeCounter];
    if (const auto cycle = values[Role::Cycle]) {
        m_cyclesAreWhole = m_cyclesAreWhole && *cycle == std::floor(*cycle) && std::abs(*cycle) < 1e9;
        record.cycle = m_cyclesAreWhole ? static_cast<int>(*cycle) : 0;
    }
    record.step = static_cast<int>(std::lround(std::clamp(values[Role::Step].value_or(0.0), -1e9, 1e9)));
    row.number = values[Role::RecordNumber];
    if (const auto mode = cell(cells, Role::Mode)) {
        record.current_A *= *mode == "D" ? -1.0 : *mode == "C" ? 1.0 : 0.0;
    }
    if (const auto clock = cell(cells, Role::ClockTime)) {
        row.timeOfDay_s = timeOfDay_s(*clock);
    }
    return {};
}

/// Rows with a record number are sorted by it later; without one a time that goes back is a stale row.
bool Reader::timeGoesOn(const Row &row)
{
    if (!row.number && m_lastTime_s && row.record.time_s < *m_lastTime_s) {
        m_warnings.add("rows whose time goes back", row.record.line,
                       "the time goes back from " + shortest(*m_lastTime_s) + " s to " + shortest(row.record.time_s) +
                           " s: the row is left out");
        return false;
    }
    m_lastTime_s = row.record.time_s;
    return true;
}

/// TestTime without a unit: minutes, if the clock of two records agrees.
Result<void> Reader::checkMinutes() const
{
    const Row *first = nullptr;
    for (const Row &row : m_rows) {
        if (!row.timeOfDay_s) {
            continue;
        }
        if (!first) {
            first = &row;
        }
        const double said = row.record.time_s - first->record.time_s;
        if (said < 30.0) {
            continue;
        }
        const double clock = std::fmod(*row.timeOfDay_s - *first->timeOfDay_s + 86400.0, 86400.0);
        if (said < 43200.0 && std::abs(clock - said) > 2.0 + 0.02 * said) {
            return badLine(m_origin, row.record.line,
                           "the test time has no unit; taken as minutes " + shortest(said) + " s have passed, but " +
                               shortest(clock) + " s by the clock: export with a unit");
        }
        return {};
    }
    return {};
}

Result<CyclerFile> Reader::finish()
{
    if (m_rows.empty()) {
        return badFile(m_origin, "no record below the headings in line " + std::to_string(m_heading.line));
    }
    if (m_heading.layout->timesInMinutesUnsaid) {
        if (auto minutes = checkMinutes(); !minutes) {
            return fail(minutes.error());
        }
    }
    const auto outOfOrder = std::adjacent_find(m_rows.begin(), m_rows.end(), [](const Row &a, const Row &b) {
        return a.number && b.number && *b.number < *a.number;
    });
    if (outOfOrder != m_rows.end()) {
        m_warnings.add("rows out of order", std::next(outOfOrder)->record.line,
                       "the record numbers go back here: the rows are sorted by them");
        std::stable_sort(m_rows.begin(), m_rows.end(),
                         [](const Row &a, const Row &b) { return a.number.value_or(0.0) < b.number.value_or(0.0); });
    }
    CyclerFile file{m_heading.layout->vendor, {}, m_heading.layout->rules, {}};
    if (!m_heading.at.contains(CyclerRole::Step) && file.rules.steps == StepRule::Numbered) {
        file.rules.steps = StepRule::BySign;
    }
    if (!m_currentHasExponent) {
        file.rules.currentResolution_A =
            std::pow(10.0, -static_cast<double>(m_currentDecimals)) * m_heading.at.at(CyclerRole::Current).second;
    }
    const bool counted = m_heading.at.contains(CyclerRole::Cycle) && m_cyclesAreWhole;
    if (!m_cyclesAreWhole) {
        m_warnings.add("cycle numbers", m_rows.front().record.line,
                       "the cycle column holds no whole numbers: half cycles are counted by step");
    }
    for (std::size_t i = 1; i < m_rows.size(); ++i) {
        if (m_rows[i].number && m_rows[i].record.time_s < m_rows[i - 1].record.time_s) {
            m_warnings.add("times that go back", m_rows[i].record.line,
                           "the time goes back from " + shortest(m_rows[i - 1].record.time_s) + " s to " +
                               shortest(m_rows[i].record.time_s) + " s: nothing is added up across it");
        }
    }
    for (Row &row : m_rows) {
        if (!counted && m_heading.at.contains(CyclerRole::Step)) { // every stretch of one step is a cycle of its own
            const bool begins = file.records.empty() || file.records.back().step != row.record.step;
            row.record.cycle = (file.records.empty() ? 0 : file.records.back().cycle) + (begins ? 1 : 0);
        }
        file.records.push_back(row.record);
    }
    file.warnings = m_warnings.texts();
    return file;
}

} // namespace

std::optional<CyclerHeading> cyclerHeadingIn(std::string_view line, std::size_t number, const CyclerLayout &layout)
{
    line = line.starts_with('~') ? line.substr(1) : line; // Basytec
    auto cells = cellsOf(line, layout.separator);
    while (!cells.empty() && cells.back().empty()) {
        cells.pop_back(); // a separator at the end of the line
    }
    CyclerHeading heading{&layout, number, cells.size(), {}};
    for (const CyclerColumn &column : layout.columns) {
        const auto found = std::find(cells.begin(), cells.end(), column.heading);
        if (found != cells.end()) {
            heading.at.try_emplace(column.role, static_cast<std::size_t>(found - cells.begin()), column.factor);
        } else if (column.required) {
            return std::nullopt;
        }
    }
    const bool enough = heading.at.contains(CyclerRole::Time) && heading.at.contains(CyclerRole::Current);
    return enough ? std::optional(heading) : std::nullopt;
}

Result<CyclerFile> readCyclerRows(LineReader &lines, const CyclerHeading &heading, const std::string &origin,
                                  const std::function<bool(std::string_view)> &goOn)
{
    Reader reader(origin, heading);
    auto read = reader.read(lines, goOn);
    return read ? reader.finish() : fail(read.error());
}

} // namespace tgc::formats
