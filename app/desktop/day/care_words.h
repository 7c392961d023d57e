// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "app/desktop/bench/bench_words.h"
#include "app/session/care_state.h"

namespace tgc::desktop {

/// A verdict for the eye: colour, word and sign.
[[nodiscard]] StateWords careWords(care::Verdict verdict);
/// "bake-out" as a person says it: "Bake-out", "Standard cylinder C-1".
[[nodiscard]] QString subjectWords(const care::CareRow &row, bool withBench);
[[nodiscard]] QString kindWords(care::Kind kind);
/// "37 of 150 injections"; empty where nothing is counted.
[[nodiscard]] QString countWords(const care::CareRow &row);
/// "2 due, 1 soon", or that all is in order, or that nothing was recorded.
[[nodiscard]] QString summaryWords(const session::CareState &state);
/// The worst of them.
[[nodiscard]] care::Verdict worstVerdict(const session::CareState &state);
/// "septum, GC 1, 27 Nov 10:04, J. Doe"
[[nodiscard]] QString actWords(const care::CareAct &act, care::TimePoint now);

} // namespace tgc::desktop
