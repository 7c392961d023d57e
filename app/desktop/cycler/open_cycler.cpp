// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/cycler/open_cycler.h"

#include <QCoreApplication>
#include <cmath>
#include <limits>
#include <map>

#include "app/desktop/shell/text.h"
#include "app/formats/cycler_headings.h"
#include "app/formats/file_bytes.h"

namespace tgc::desktop {

namespace {

constexpr double hour_s = 3600.0;
constexpr double milli = 1e-3;

/// A stretch of records whose current belongs to one half cycle.
struct Run {
    std::size_t half = 0;
    double from_h = 0.0;
    double to_h = 0.0;
    double charge_mAh = 0.0;
};

/// Runs in order of time. Noise about zero in a rest makes many short ones: those with less than a thousandth of their
/// half cycle's charge are left out, and what they parted is one again.
std::vector<Run> runsOf(const session::CyclerSource &source, const DrawnCycling &drawn)
{
    std::map<std::pair<int, bool>, std::size_t> halfOf; // by cycle, and whether it charges: each is there once
    for (std::size_t i = 0; i < source.halves.size(); ++i) {
        halfOf[{source.halves[i].cycle, source.halves[i].direction == CycleDirection::Charging}] = i;
    }
    std::vector<Run> all;
    for (std::size_t i = 0; i < drawn.time_h.size(); ++i) {
        const double current_mA = drawn.current_mA[i];
        const auto half = halfOf.find({source.content.records[i].cycle, current_mA > 0.0});
        if (current_mA == 0.0 || half == halfOf.end()) {
            continue;
        }
        const double now_h = drawn.time_h[i];
        if (all.empty() || all.back().half != half->second) {
            all.push_back({half->second, now_h, now_h, 0.0});
        }
        all.back().to_h = now_h;
        all.back().charge_mAh += std::abs(current_mA) * (i > 0 ? now_h - drawn.time_h[i - 1] : 0.0);
    }
    constexpr double leastPart = 1e-3;
    std::vector<Run> kept;
    for (const Run &run : all) {
        if (run.charge_mAh < leastPart * inMilliampereHours(source.halves[run.half].integral)) {
            continue;
        }
        if (!kept.empty() && kept.back().half == run.half) {
            kept.back().to_h = run.to_h;
        } else {
            kept.push_back(run);
        }
    }
    return kept;
}

void draw(OpenedCycler &opened)
{
    const session::CyclerSource &source = *opened.source;
    double behind_s = 0.0;
    double last_s = 0.0;
    for (const CyclerRecord &record : source.content.records) {
        if (record.time_s < last_s) {
            behind_s += last_s - record.time_s;
            opened.restarts = true;
        }
        last_s = record.time_s;
        opened.drawn.time_h.push_back((record.time_s + behind_s) / hour_s);
        opened.drawn.current_mA.push_back(record.current_A / milli);
        opened.drawn.voltage_V.push_back(record.voltage_V.value_or(std::numeric_limits<double>::quiet_NaN()));
    }
    opened.stretches_h.resize(source.halves.size());
    for (const Run &run : runsOf(source, opened.drawn)) {
        opened.stretches_h[run.half].emplace_back(run.from_h, run.to_h);
    }
}

QString say(const char *text)
{
    return QCoreApplication::translate("OpenCycler", text);
}

} // namespace

QStringList noticed(const OpenedCycler &opened)
{
    const session::CyclerSource &source = *opened.source;
    QStringList all;
    for (const std::string &warning : source.content.warnings) { // "FILE:LINE: ...": the folder is known
        all << qstr(warning).remove(qstr(source.file.parent_path().string()) + u'/');
    }
    for (std::size_t i = 0; i < source.halves.size(); ++i) {
        for (const std::string &note : source.halves[i].notes) {
            all << say("half cycle %1: %2").arg(i + 1).arg(qstr(note));
        }
    }
    if (opened.restarts) {
        all << say("The time goes back in this file: what follows is drawn behind what came before.");
    }
    return all;
}

void openCycler(const QString &file, const std::vector<formats::CyclerLayout> &layouts, QPromise<OpenedCycler> &promise)
{
    constexpr int percent = 100;
    promise.setProgressRange(0, percent);
    const std::filesystem::path path = file.toStdString();
    auto read = session::readCyclerSource(path, layouts, [&](double part) {
        promise.setProgressValue(static_cast<int>(part * percent));
        return !promise.isCanceled();
    });
    if (promise.isCanceled()) {
        return;
    }
    OpenedCycler opened;
    if (read) {
        opened.source = std::make_shared<const session::CyclerSource>(std::move(*read));
        draw(opened);
    } else {
        opened.problem = qstr(read.error().message);
        const auto bytes = formats::readFileBytes(path);
        if (bytes && (!layouts.empty() || !formats::hasCyclerHeadings(*bytes))) {
            for (const std::string &heading : formats::tableHeadings(*bytes)) {
                opened.headings << qstr(heading);
            }
        }
    }
    promise.addResult(std::move(opened));
}

} // namespace tgc::desktop
