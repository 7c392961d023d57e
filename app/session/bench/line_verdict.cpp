// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/line_verdict.h"

#include <algorithm>
#include <array>

namespace tgc::bench {

using nlohmann::json;

namespace {

constexpr std::array<const char *, 3> actionWords = {"continue", "hold", "repeat"};
constexpr std::array<const char *, 5> verdictWords = {"none", "awaited", "suitable", "unsuitable", "not judged"};

std::string textIn(const json &map, const char *key)
{
    const auto found = map.find(key);
    return found != map.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

std::string wordOf(OnUnsuitable action)
{
    return actionWords.at(static_cast<std::size_t>(action));
}

std::optional<OnUnsuitable> onUnsuitableOf(const std::string &word)
{
    const auto found = std::find(actionWords.begin(), actionWords.end(), word);
    return found != actionWords.end() ? std::optional(static_cast<OnUnsuitable>(found - actionWords.begin()))
                                      : std::nullopt;
}

std::string onUnsuitableWords()
{
    return "must be \"continue\" (it is told), \"hold\" (the queue holds) or \"repeat\" (the line once more, then the "
           "queue holds)";
}

std::string wordOf(LineVerdict::Word word)
{
    return verdictWords.at(static_cast<std::size_t>(word));
}

json verdictJson(const LineVerdict &verdict)
{
    if (verdict.word == LineVerdict::Word::None) {
        return nullptr;
    }
    return {
        {"verdict", wordOf(verdict.word)}, {"words", verdict.words}, {"act", verdict.act}, {"judged_at", verdict.utc}};
}

LineVerdict verdictOfJson(const json &map)
{
    LineVerdict verdict;
    if (!map.is_object()) {
        return verdict;
    }
    const std::string word = textIn(map, "verdict");
    const auto found = std::find(verdictWords.begin(), verdictWords.end(), word);
    verdict.word = found != verdictWords.end() ? static_cast<LineVerdict::Word>(found - verdictWords.begin())
                                               : LineVerdict::Word::NotJudged;
    verdict.words = textIn(map, "words");
    verdict.act = textIn(map, "act");
    verdict.utc = textIn(map, "judged_at");
    return verdict;
}

} // namespace tgc::bench
