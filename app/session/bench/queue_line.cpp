// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/queue_line.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/core/decimal.h"
#include "analysis/core/near_name.h"

namespace tgc::bench {

namespace {

struct NumberColumn {
    const char *name;
    std::optional<double> QueueLine::*member;
    double low;
    double high;
};

constexpr NumberColumn numberColumns[] = {
    {"injection_volume_mL", &QueueLine::injectionVolume_mL, 1e-6, 100.0},
    {"fraction_ppm", &QueueLine::fraction_ppm, 0.0, 1e6},
    {"pressure_kPa", &QueueLine::pressure_kPa, 1e-3, 1e4},
    {"vial_volume_mL", &QueueLine::vialVolume_mL, 1e-3, 1e4},
    {"solids_volume_mL", &QueueLine::solidsVolume_mL, 0.0, 1e4},
    {"liquid_volume_mL", &QueueLine::liquidVolume_mL, 0.0, 1e4},
    {"initial_pressure_kPa", &QueueLine::initialPressure_kPa, 1e-3, 1e4},
    {"initial_temperature_C", &QueueLine::initialTemperature_C, 0.0, 100.0},
    {"temperature_C", &QueueLine::temperature_C, 0.0, 100.0},
    {"dose_mL", &QueueLine::dose_mL, 1e-6, 1e3},
    {"pressure_rating_kPa", &QueueLine::pressureRating_kPa, 1e-3, 1e5},
    {"li_upper_mAh", &QueueLine::liUpper_mAh, 0.0, 1e6},
    {"reaction_s", &QueueLine::reaction_s, 0.0, 1e6},
    {"duration_s", &QueueLine::duration_s, 1.0, 86400.0},
};

constexpr const char *otherColumns[] = {"line",     "sample_id",   "group",           "kind",
                                        "method",   "injections",  "level",           "vial",
                                        "sampling", "override_by", "override_reason", "on_unsuitable"};

std::vector<std::string_view> knownColumns()
{
    std::vector<std::string_view> names(std::begin(otherColumns), std::end(otherColumns));
    for (const NumberColumn &column : numberColumns) {
        names.emplace_back(column.name);
    }
    return names;
}

std::string trimmed(const std::string &text)
{
    const auto begin = text.find_first_not_of(" \t\r\n");
    return begin == std::string::npos ? std::string()
                                      : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// One row on its way to a line; the first complaint is the one that is told.
class RowReader {
public:
    RowReader(const QueueRow &row, std::size_t number) : m_where("queue row " + std::to_string(number))
    {
        for (const auto &[column, text] : row) {
            if (std::string value = trimmed(text); !value.empty()) {
                m_texts.emplace(column, std::move(value));
            }
        }
    }

    [[nodiscard]] std::string text(const char *column) const
    {
        const auto found = m_texts.find(column);
        return found != m_texts.end() ? found->second : std::string();
    }

    [[nodiscard]] std::optional<double> number(const char *column, double low, double high)
    {
        const std::string typed = text(column);
        if (typed.empty()) {
            return std::nullopt;
        }
        const auto value = parseDotDecimal(typed);
        if (!value || !(*value >= low && *value <= high)) {
            bad(column, "\"" + typed + "\" must be a number from " + shortest(low) + " to " + shortest(high));
            return std::nullopt;
        }
        return *value;
    }

    [[nodiscard]] std::optional<int> whole(const char *column, int low, int high)
    {
        const auto value = number(column, low, high);
        if (value && std::floor(*value) < *value) {
            bad(column, "\"" + text(column) + "\" must be a whole number");
            return std::nullopt;
        }
        return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
    }

    [[nodiscard]] std::string oneOf(const char *column, const std::vector<std::string_view> &words)
    {
        std::string typed = text(column);
        if (!typed.empty() && std::find(words.begin(), words.end(), typed) == words.end()) {
            std::string list;
            for (const std::string_view word : words) {
                list += (list.empty() ? "" : ", ") + std::string(word);
            }
            bad(column, "\"" + typed + "\" is none of " + list);
        }
        return typed;
    }

    void bad(const char *column, const std::string &what)
    {
        if (m_error.empty()) {
            m_error = m_where + ", column " + column + ": " + what;
        }
    }

    [[nodiscard]] const std::string &error() const { return m_error; }
    [[nodiscard]] const QueueRow &texts() const { return m_texts; }

private:
    std::string m_where;
    QueueRow m_texts;
    std::string m_error;
};

void checkKind(const QueueLine &line, RowReader &row)
{
    if (line.isGas() && line.wantsDose()) {
        row.bad("dose_mL", "a " + line.kind + " is gas, nothing is dosed");
    }
    if (!line.isGas() && line.fraction_ppm) {
        row.bad("fraction_ppm", "is for standards and checks; this is a " + line.kind);
    }
    if (line.kind == "sample" && line.sampleId.empty()) {
        row.bad("sample_id", "a sample needs a name");
    }
    if (line.overrideBy.empty() != line.overrideReason.empty()) {
        row.bad(line.overrideBy.empty() ? "override_by" : "override_reason",
                "is empty: an override needs a name and a reason");
    }
    if (!line.overrideBy.empty() && !line.wantsDose()) {
        row.bad("override_by", "is for a dose, and dose_mL is empty");
    }
    if (line.reaction_s && !line.wantsDose()) {
        row.bad("reaction_s", "is the wait after a dose, and dose_mL is empty");
    }
}

QueueLine readLine(RowReader &row, int next)
{
    QueueLine line;
    line.line = row.whole("line", 1, 1'000'000).value_or(next);
    line.sampleId = row.text("sample_id");
    line.group = row.text("group");
    if (const std::string kind = row.oneOf("kind", {"sample", "standard", "blank", "check"}); !kind.empty()) {
        line.kind = kind;
    }
    line.method = row.text("method");
    line.level = row.text("level");
    line.injections = row.whole("injections", 1, 100).value_or(1);
    line.vial = row.whole("vial", 0, 999);
    line.sampling = row.oneOf("sampling", {"locked", "equalised"});
    line.onUnsuitable = onUnsuitableOf(row.oneOf("on_unsuitable", {"continue", "hold", "repeat"}));
    line.overrideBy = row.text("override_by");
    line.overrideReason = row.text("override_reason");
    for (const NumberColumn &column : numberColumns) {
        line.*column.member = row.number(column.name, column.low, column.high);
    }
    checkKind(line, row);
    line.texts = row.texts();
    line.texts["line"] = std::to_string(line.line);
    line.texts["kind"] = line.kind;
    return line;
}

} // namespace

Result<ReadLines> readQueueLines(const std::vector<QueueRow> &rows, int lastLine)
{
    const auto known = knownColumns();
    ReadLines read;
    std::set<std::string> unknown;
    std::set<int> numbers;
    int last = lastLine;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        RowReader row(rows[i], i + 1);
        for (const auto &[column, text] : rows[i]) {
            if (std::find(known.begin(), known.end(), column) == known.end() && unknown.insert(column).second) {
                read.warnings.push_back("column \"" + column + "\" is not known; it is kept with the run and not used" +
                                        nearName(column, known));
            }
        }
        QueueLine line = readLine(row, last + 1);
        if (!numbers.insert(line.line).second) {
            row.bad("line", std::to_string(line.line) + " is there twice");
        }
        if (!row.error().empty()) {
            return fail(ErrorCode::BadInput, row.error());
        }
        last = std::max(last, line.line);
        read.lines.push_back(std::move(line));
    }
    return read;
}

DoseQuestion doseQuestionOf(const QueueLine &line)
{
    const auto as = [](const std::optional<double> &value, auto make) {
        return value ? std::optional(make(*value)) : std::nullopt;
    };
    DoseQuestion question;
    question.dose = as(line.dose_mL, milliliters);
    question.vial = as(line.vialVolume_mL, milliliters);
    question.solids = as(line.solidsVolume_mL, milliliters);
    question.liquid = milliliters(line.liquidVolume_mL.value_or(0.0));
    question.initialPressure = as(line.initialPressure_kPa, kilopascals);
    question.initialTemperature = as(line.initialTemperature_C, celsius);
    question.temperature = as(line.temperature_C, celsius);
    question.rating = as(line.pressureRating_kPa, kilopascals);
    question.lithium = as(line.liUpper_mAh, milliampereHours);
    return question;
}

} // namespace tgc::bench
