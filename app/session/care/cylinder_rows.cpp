// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <chrono>

#include "analysis/core/decimal.h"
#include "app/session/care/care_rows.h"
#include "app/session/day/duration_words.h"

namespace tgc::care {

namespace {

/// A cylinder with the last that is known of it: a later reading of its pressure says nothing of its certificate.
struct Cylinder {
    std::string part;
    TimePoint readAt;
    std::optional<Pressure> pressure;
    std::optional<Pressure> minimum;
    std::string expiresOn;
};

std::vector<Cylinder> standardsOf(const BenchLog &log)
{
    std::vector<Cylinder> cylinders;
    for (const CareAct &act : log.acts) {
        if (act.kind != Kind::StandardCylinder) {
            continue;
        }
        auto known = std::find_if(cylinders.begin(), cylinders.end(),
                                  [&](const Cylinder &each) { return each.part == act.part; });
        if (known == cylinders.end()) {
            known = cylinders.insert(cylinders.end(), Cylinder{act.part, act.at, {}, {}, {}});
        }
        if (const auto pressure = pressureOf(act.value, act.unit)) {
            known->pressure = pressure;
            known->readAt = act.at;
        }
        if (const auto minimum = pressureOf(act.minimum, act.unit)) {
            known->minimum = minimum;
        }
        if (!act.expiresOn.empty()) {
            known->expiresOn = act.expiresOn;
        }
    }
    // One whose pressure is zero is empty, or gone.
    std::erase_if(cylinders, [](const Cylinder &each) { return each.pressure && !(*each.pressure > pascals(0.0)); });
    return cylinders;
}

int numberIn(const std::string &text, std::size_t from, std::size_t length)
{
    int number = 0;
    std::from_chars(text.data() + from, text.data() + from + length, number);
    return number;
}

/// The end of the last day, UTC. `day` is YYYY-MM-DD.
TimePoint endOf(const std::string &day)
{
    namespace time = std::chrono;
    const time::year_month_day date(time::year(numberIn(day, 0, 4)),
                                    time::month(static_cast<unsigned>(numberIn(day, 5, 2))),
                                    time::day(static_cast<unsigned>(numberIn(day, 8, 2))));
    return time::sys_days(date) + time::days(1);
}

void worsen(CareRow &row, Verdict verdict, const std::string &words)
{
    row.verdict = std::max(row.verdict, verdict);
    row.words += (row.words.empty() ? "" : "; ") + words;
}

void judgePressure(CareRow &row, const Cylinder &cylinder, Pressure minimum, const std::string &named, TimePoint now)
{
    row.unit = "kPa";
    row.limit = inKilopascals(minimum);
    if (!cylinder.pressure) {
        worsen(row, Verdict::InOrder, "its pressure is not recorded");
        return;
    }
    row.count = inKilopascals(*cylinder.pressure);
    const std::string read =
        rounded(*row.count, 0) + " kPa, read " + day::durationWords(now - cylinder.readAt) + " ago";
    if (*cylinder.pressure < minimum) {
        worsen(row, Verdict::Due, read + ": below " + named + " of " + rounded(*row.limit, 0) + " kPa");
    } else {
        worsen(row, Verdict::InOrder, read);
    }
}

void judgeExpiry(CareRow &row, const Cylinder &cylinder, TimePoint now, const CareOptions &options)
{
    if (cylinder.expiresOn.empty()) {
        worsen(row, Verdict::InOrder, "the last day of its certificate is not recorded");
        return;
    }
    const auto left = std::chrono::floor<std::chrono::days>(endOf(cylinder.expiresOn) - now).count();
    if (left < 0) {
        worsen(row, Verdict::Due, "expired (" + cylinder.expiresOn + "): no result may rest on it any more");
    } else if (left <= options.expirySoonDays) {
        worsen(row, Verdict::Soon,
               left == 0 ? "expires today" : "expires in " + std::to_string(left) + (left == 1 ? " day" : " days"));
    } else {
        worsen(row, Verdict::InOrder, "good until " + cylinder.expiresOn);
    }
}

CareRow carrierRow(const BenchLog &log, TimePoint now, const CareOptions &options)
{
    CareRow row;
    row.bench = log.bench;
    row.act = Kind::CarrierCylinder;
    row.subject = std::string(wordOf(Kind::CarrierCylinder));
    const CareAct *last = lastOf(log, Kind::CarrierCylinder);
    if (last == nullptr) {
        row.verdict = Verdict::NotRecorded;
        row.words = "record its number and pressure";
        return row;
    }
    row.part = last->part;
    row.todo = "Change the carrier's cylinder";
    row.since = last->at;
    const Cylinder cylinder{last->part, last->at, pressureOf(last->value, last->unit), {}, {}};
    judgePressure(row, cylinder, kilopascals(options.carrierMinimum_kPa), "the minimum", now);
    if (row.verdict == Verdict::Due) {
        row.words += ": change it before it lets water and air into the column";
    }
    return row;
}

} // namespace

std::vector<CareRow> cylinderRows(const BenchLog &log, TimePoint now, const CareOptions &options)
{
    std::vector<CareRow> rows{carrierRow(log, now, options)};
    const auto standards = standardsOf(log);
    if (standards.empty()) {
        CareRow &row = rows.emplace_back();
        row.bench = log.bench;
        row.act = Kind::StandardCylinder;
        row.subject = std::string(wordOf(Kind::StandardCylinder));
        row.verdict = Verdict::NotRecorded;
        row.words = "record its number, pressure, and its certificate's last day and minimum pressure";
    }
    for (const Cylinder &cylinder : standards) {
        CareRow &row = rows.emplace_back();
        row.bench = log.bench;
        row.act = Kind::StandardCylinder;
        row.subject = std::string(wordOf(Kind::StandardCylinder)) + " " + cylinder.part;
        row.part = cylinder.part;
        row.todo = "Replace standard " + cylinder.part;
        row.since = cylinder.readAt;
        judgeExpiry(row, cylinder, now, options);
        judgePressure(row, cylinder, cylinder.minimum.value_or(kilopascals(options.standardMinimum_kPa)),
                      cylinder.minimum ? "the certificate's minimum" : "the usual minimum", now);
    }
    return rows;
}

} // namespace tgc::care
