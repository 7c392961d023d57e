// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/evaluate.h"

#include <set>

#include "analysis/core/decimal.h"
#include "analysis/quantification/quantify.h"
#include "app/session/apply_checks.h"
#include "app/session/judge_blanks.h"
#include "app/session/vial_parts.h"
#include "app/session/vial_rows.h"

namespace tgc::session {

namespace {

void append(std::vector<std::string> &to, const std::vector<std::string> &from)
{
    to.insert(to.end(), from.begin(), from.end());
}

tl::unexpected<Error> about(const formats::TextTable &table, const VialRow &vial, const Error &error)
{
    return fail(error.code, table.origin + ":" + std::to_string(vial.line) + ": sample " + vial.record.sampleId + ": " +
                                error.message);
}

std::optional<std::string> idInBoth(const std::vector<VialRow> &samples, const std::vector<VialRow> &blanks)
{
    std::set<std::string> ids;
    for (const VialRow &sample : samples) {
        ids.insert(sample.record.sampleId);
    }
    for (const VialRow &blank : blanks) {
        if (ids.contains(blank.record.sampleId)) {
            return blank.record.sampleId;
        }
    }
    return std::nullopt;
}

struct Blanks {
    std::vector<VialRecord> records;
    std::vector<VialHydrogen> hydrogen;
};

Result<Blanks> measureBlanks(const formats::TextTable &table, const std::vector<VialRow> &vials,
                             const Calibration &curve)
{
    Blanks blanks;
    for (const VialRow &vial : vials) {
        auto hydrogen = hydrogenInVial(vial.record, curve);
        if (!hydrogen) {
            return about(table, vial, hydrogen.error());
        }
        blanks.hydrogen.push_back(std::move(*hydrogen));
        blanks.records.push_back(vial.record);
    }
    return blanks;
}

} // namespace

Result<Evaluation> evaluate(const formats::TextTable &samples, const std::optional<formats::TextTable> &blanks,
                            const Calibration &curve, const EvaluationOptions &options,
                            const TraceIntegrator &integrator)
{
    if (!(options.confidence > 0.0 && options.confidence <= 0.999999)) {
        return fail(ErrorCode::BadInput,
                    "the confidence must lie above 0 and not above 0.999999, not " + shortest(options.confidence));
    }
    Evaluation evaluation;
    const auto unknown = unknownColumns(samples);
    append(evaluation.warnings, unknown);
    const auto withUnknown = [&unknown](Error error) {
        if (error.code == ErrorCode::Missing && !unknown.empty()) { // a column of another name is often the reason
            error.message += " (" + unknown.front() + ")";
        }
        return error;
    };
    auto vials = vialsOf(samples, integrator, options.metals);
    if (!vials) {
        return fail(withUnknown(vials.error()));
    }
    std::vector<VialTable> tables{{samples.origin, *vials}};
    Result<std::vector<VialRow>> blankVials;
    if (blanks) {
        append(evaluation.warnings, unknownColumns(*blanks));
        blankVials = vialsOf(*blanks, integrator, options.metals);
        if (!blankVials) {
            return fail(blankVials.error());
        }
        if (const auto twice = idInBoth(*vials, *blankVials)) {
            return fail(ErrorCode::BadInput, blanks->origin + ": sample_id \"" + *twice + "\" stands in " +
                                                 samples.origin + " too: a vial is a sample or a blank");
        }
        tables.push_back({blanks->origin, *blankVials});
    }
    for (const VialTable &table : tables) {
        for (const VialRow &vial : table.vials) {
            append(evaluation.warnings, vial.warnings);
        }
    }
    const auto checked =
        options.checks ? applyChecks(*options.checks, curve, integrator, tables) : Result<ChecksOutcome>();
    if (!checked) {
        return fail(checked.error());
    }
    append(evaluation.warnings, checked->warnings);
    append(evaluation.failures, checked->failures);
    evaluation.checks = checked->summary;
    const auto blank = blanks ? measureBlanks(*blanks, *blankVials, curve) : Result<Blanks>();
    if (!blank) {
        return fail(blank.error());
    }
    QuantifyOptions each{options.confidence, options.monteCarloTrials, options.seed, options.recovery,
                         options.trialRunner};
    for (const VialRow &vial : *vials) {
        const auto mean = blankFor(vial.record.blankGroup, blank->records, blank->hydrogen);
        if (blanks && !mean) {
            evaluation.warnings.push_back(samples.origin + ":" + std::to_string(vial.line) + ": sample " +
                                          vial.record.sampleId + " has no blank: " + blanks->origin +
                                          " holds none of blank_group \"" + vial.record.blankGroup + "\"");
        }
        auto row = quantify(vial.record, mean, curve, each);
        if (!row) {
            return about(samples, vial, withUnknown(row.error()));
        }
        if (mean) {
            row->blank = judgeBlanks(vial, *blankVials, blank->hydrogen, curve, options.blankCriteria);
            if (row->blank->suspect) {
                row->flags.emplace_back("blank-suspect");
            }
        }
        if (!evaluation.failures.empty()) {
            row->flags.emplace_back("check-failed");
        }
        if (checked->simulated || (mean && mean->source == Source::Simulated)) { // they brand what they changed
            row->source = Source::Simulated;
        }
        row->checkList = checkListOf(vial.parts);
        evaluation.rows.push_back(std::move(*row));
        ++each.seed; // every sample has trials of its own
    }
    return evaluation;
}

} // namespace tgc::session
