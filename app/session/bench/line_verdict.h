// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

namespace tgc::bench {

/// What the queue does about a line whose injections are not suitable.
enum class OnUnsuitable {
    Continue, ///< it is told
    Hold,     ///< nothing new begins until a person goes on
    Repeat    ///< once more from the same vial or gas, a bounded number of times; then hold
};
[[nodiscard]] std::string wordOf(OnUnsuitable action); ///< continue|hold|repeat
[[nodiscard]] std::optional<OnUnsuitable> onUnsuitableOf(const std::string &word);
/// "must be ..." with what each word does.
[[nodiscard]] std::string onUnsuitableWords();

/// What the rules say of a line's injections. What could not be judged is a word of its own, and never suitable.
struct LineVerdict {
    enum class Word {
        None,    ///< nothing is held against it
        Awaited, ///< its injections are done, and are being judged
        Suitable,
        Unsuitable,
        NotJudged
    };
    Word word = Word::None;
    std::string words; ///< which rule, value and limit; or why there is no verdict
    std::string act;   ///< what the queue did about it
    std::string utc;   ///< when it was given
    std::optional<int> drawsLeft{}; ///< of the vial, where that is known; not kept
    bool nothingAsked = false; ///< of NotJudged: the method has no rules; not kept

    [[nodiscard]] bool isBad() const { return word == Word::Unsuitable || word == Word::NotJudged; }
};
[[nodiscard]] std::string wordOf(LineVerdict::Word word); ///< none|awaited|suitable|unsuitable|not judged

/// SUITABILITY, or null where nothing is held against the line.
[[nodiscard]] nlohmann::json verdictJson(const LineVerdict &verdict);
/// The same read back. A word of another version of the program was some verdict: not judged.
[[nodiscard]] LineVerdict verdictOfJson(const nlohmann::json &map);

} // namespace tgc::bench
