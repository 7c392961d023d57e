// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "app/desktop/bench/bench_state.h"
#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

/// A state for the eye: colour, word and sign, which always go together.
struct StateWords {
    State state = State::Offline;
    QString word;
    QString icon;
};

[[nodiscard]] StateWords deviceWords(const BenchDevice &device);
/// "after its manual" for the station's word of what a driver rests on.
[[nodiscard]] QString evidenceWords(const QString &evidence);
[[nodiscard]] StateWords lineWords(const QString &state);
/// "not suitable: fail: H2 tailing <= 1.5 ...; the queue holds"; empty where nothing is held against the line.
[[nodiscard]] QString verdictWords(const BenchLine &line);
[[nodiscard]] StateWords interlockWords(const QString &state);
/// "0.4 of 10 %LEL", or why there is no value.
[[nodiscard]] QString interlockValueWords(const BenchInterlock &interlock);
/// Why it forbids doses, and what to do; empty: it lets them pass.
[[nodiscard]] QString interlockWhy(const BenchInterlock &interlock);
[[nodiscard]] QString interlockFix(const BenchInterlock &interlock);
/// "answers in 3 ms (worst 41 ms); 1204 answers, none lost"
[[nodiscard]] QString healthWords(const LinkHealth &health);
/// "LabJack T7" for a kind the station names by a word of its own.
[[nodiscard]] QString kindWords(const BenchDevice &device);
/// "headspace pressure" of "gauge.headspace_pressure".
[[nodiscard]] QString pointWords(const QString &point);
/// "106.90 kPa", or why there is no value.
[[nodiscard]] QString readingWords(const BenchReading &reading);
/// "3:10" of 190 s.
[[nodiscard]] QString minutesWords(double seconds);
/// "V-07, injection 2" or what else is known of a run.
[[nodiscard]] QString runWords(const BenchRun &run);
/// What it means that a channel is saturated, and what to do.
[[nodiscard]] QString saturatedWords(const QString &channel);
/// What the closing of a run means.
[[nodiscard]] QString closedWords(const QString &status, std::int64_t gaps, const QString &name);

} // namespace tgc::desktop
