// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/hand_dose.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/core/decimal.h"
#include "analysis/quantification/vial_safety.h"
#include "app/session/metals.h"
#include "app/session/vial_rows.h"

namespace tgc::session {

namespace {

constexpr const char *lithiumName = "li_upper_mAh (or foil_mg, or charge_plated_mAh)";

/// The sample as the table it came from, without its draws.
Result<VialRecord> vialOf(const db::Sample &sample)
{
    formats::TextTable table;
    table.origin = "sample " + sample.sampleId;
    table.columns.emplace_back("sample_id");
    formats::TextTable::Row row;
    row.line = 1;
    row.cells.push_back(sample.sampleId);
    for (const auto &[column, text] : sample.values) {
        table.columns.push_back(column);
        row.cells.push_back(text);
    }
    table.rows.push_back(std::move(row));
    auto vials = vialsBeforeDrawing(table, shippedMetals());
    if (!vials) {
        return fail(vials.error());
    }
    return std::move(vials->front().record);
}

/// All of the question but the dose and the liquid before it.
DoseQuestion questionOf(const db::Sample &sample, const VialRecord &vial)
{
    DoseQuestion question;
    question.doseName = "the dose";
    question.lithiumName = lithiumName;
    if (vial.vialVolume) {
        question.vial = vial.vialVolume->value;
    }
    question.solids = vial.solidsVolume.value;
    question.initialPressure = vial.initialPressure.value;
    if (vial.initialTemperature) {
        question.initialTemperature = vial.initialTemperature->value;
    }
    if (vial.temperature) {
        question.temperature = vial.temperature->value;
    }
    if (vial.titrantVapour) {
        question.vapour = vial.titrantVapour->value;
    }
    question.rating = vial.pressureRating;
    question.lithium = mostMetalIn(vial);
    if (!question.lithium && sample.kind == db::SampleKind::Blank) {
        question.lithium = milliampereHours(0.0);
    }
    return question;
}

std::string inWords(const std::string &column)
{
    static const std::array<std::pair<std::string_view, std::string_view>, 4> words = {
        {{"vial_volume_mL", "no vial volume"},
         {"temperature_C", "no vial temperature"},
         {"pressure_rating_kPa", "no pressure rating"},
         {lithiumName, "no upper bound of its lithium"}}};
    const auto found = std::find_if(words.begin(), words.end(), [&](const auto &each) { return each.first == column; });
    return found == words.end() ? "no " + column : std::string(found->second);
}

} // namespace

Result<DoseSafety> handDose(const db::Sample &sample, double dose_mL, double inIt_mL)
{
    const auto vial = vialOf(sample);
    if (!vial) {
        return fail(vial.error());
    }
    const double stated_mL = vial->liquidVolume ? inMilliliters(vial->liquidVolume->value) : 0.0;
    DoseQuestion question = questionOf(sample, *vial);
    question.dose = milliliters(dose_mL);
    question.liquid = milliliters(std::max(inIt_mL, stated_mL - dose_mL));
    return doseSafety(question);
}

std::string doseRefusal(const db::Sample &sample)
{
    const auto vial = vialOf(sample);
    if (!vial) {
        return vial.error().message;
    }
    DoseQuestion question = questionOf(sample, *vial);
    question.liquid = Volume{};
    if (vial->liquidVolume) {
        question.dose = vial->liquidVolume->value;
    }
    const DoseSafety verdict = doseSafety(question);
    std::string missing;
    int count = 0;
    for (const std::string &column : verdict.missing) {
        if (column != "the dose") { // is typed when it is given
            missing += (missing.empty() ? "" : ", ") + inWords(column);
            ++count;
        }
    }
    if (count > 0) {
        return missing + (count == 1 ? ": enter it in Samples" : ": enter them in Samples");
    }
    return verdict.safe || !verdict.missing.empty() ? std::string() : verdict.reason;
}

std::string liquidRemark(const db::Sample &sample, double inIt_mL)
{
    const auto stated = sample.values.find("liquid_volume_mL");
    const auto number = stated == sample.values.end() ? fail(ErrorCode::Missing, "") : parseDecimal(stated->second);
    constexpr double noticed = 0.005; // of the larger: well above how a dose is read, well below what spoils a result
    if (!number || std::abs(number->value - inIt_mL) <= noticed * std::max(number->value, inIt_mL)) {
        return {};
    }
    return sample.sampleId + ": " + shortest(inIt_mL) +
           " mL were dosed by these steps, and the sample's "
           "liquid_volume_mL, on which its result rests, is " +
           stated->second + ": correct the one that is wrong";
}

} // namespace tgc::session
