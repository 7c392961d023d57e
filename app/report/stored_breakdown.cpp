// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/stored_breakdown.h"

#include <algorithm>

#include "app/words/assumptions.h"

namespace tgc::report {

namespace {

using Json = nlohmann::ordered_json;

constexpr double usualConfidence = 0.95;

std::optional<double> numberIn(const Json &object, std::string_view key)
{
    const auto found = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && found != object.end() && found->is_number() ? std::optional(found->get<double>())
                                                                             : std::nullopt;
}

const Json &partOf(const Json &object, std::string_view key)
{
    static const Json nothing = Json::object();
    const auto found = object.find(key);
    return found == object.end() || !found->is_object() ? nothing : *found;
}

} // namespace

Result<StoredBreakdown> StoredBreakdown::from(db::StoredResult stored, const std::string &sampleId)
{
    StoredBreakdown breakdown;
    breakdown.m_outputs = Json::parse(stored.result.outputsJson, nullptr, false);
    breakdown.m_inputs = Json::parse(stored.result.inputsJson, nullptr, false);
    if (!breakdown.m_outputs.is_object()) {
        return fail(ErrorCode::BadInput, "sample " + sampleId + ": result version " + std::to_string(stored.version) +
                                             " is no breakdown; quantify the sample again");
    }
    if (!breakdown.m_inputs.is_object()) {
        breakdown.m_inputs = Json::object();
    }
    breakdown.m_stored = std::move(stored);
    return breakdown;
}

std::optional<double> StoredBreakdown::number(std::string_view column) const
{
    return numberIn(m_outputs, column);
}

std::string StoredBreakdown::text(std::string_view column) const
{
    const auto found = m_outputs.find(column);
    return found != m_outputs.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> StoredBreakdown::flags() const
{
    std::vector<std::string> flags;
    const std::string all = text("flags");
    for (std::size_t from = 0; from < all.size();) {
        const std::size_t to = std::min(all.find(';', from), all.size());
        flags.push_back(all.substr(from, to - from));
        from = to + 1;
    }
    return flags;
}

VarianceBudget StoredBreakdown::budget(std::string_view of) const
{
    VarianceBudget shares;
    for (const auto &[input, share] : partOf(partOf(m_outputs, "budget"), of).items()) {
        if (share.is_number()) {
            shares.emplace_back(input, share.get<double>());
        }
    }
    std::stable_sort(shares.begin(), shares.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    return shares;
}

std::string StoredBreakdown::reaction() const
{
    const Json &assumes = partOf(m_outputs, "assumes");
    const auto found = assumes.find("reaction");
    return found != assumes.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<double> StoredBreakdown::li0PerPercentLiH_mAh() const
{
    return numberIn(partOf(m_outputs, "assumes"), "li0_mAh_per_percent_lih");
}

std::vector<QString> StoredBreakdown::judgements() const
{
    std::vector<QString> sentences;
    const auto take = [&](const char *subject, const Json &object, std::string_view key) {
        const auto found = object.find(key);
        if (found == object.end()) {
            return;
        }
        for (const Json &each : found->is_array() ? *found : Json::array({*found})) {
            const Json sentence = each.is_object() ? each.value("says", Json()) : each;
            if (sentence.is_string() && !sentence.get<std::string>().empty()) {
                sentences.push_back(words::judgementInWords(QString::fromUtf8(subject), sentence.get<std::string>()));
            }
        }
    };
    take("Reaction", partOf(m_outputs, "reaction"), "says");
    take("Air", partOf(m_outputs, "air"), "says");
    take("Pressure", partOf(m_outputs, "worst_case"), "says");
    take("Blanks", partOf(m_outputs, "blank"), "words");
    take("Charge balance", partOf(m_outputs, "charge_balance"), "means");
    take("Charge balance", partOf(m_outputs, "charge_balance"), "notes");
    take("Parts", partOf(m_outputs, "assumes"), "check_list");
    return sentences;
}

double StoredBreakdown::confidence() const
{
    return numberIn(m_inputs, "confidence").value_or(usualConfidence);
}

int StoredBreakdown::monteCarloTrials() const
{
    return static_cast<int>(numberIn(m_inputs, "monte_carlo").value_or(0.0));
}

std::optional<double> StoredBreakdown::seed() const
{
    return numberIn(m_inputs, "seed");
}

} // namespace tgc::report
