// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/evaluate.h"

#include <set>

#include "analysis/core/decimal.h"
#include "analysis/quantification/quantify.h"
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

std::optional<std::string> idInBoth(const std::vector<VialRow> &samples, const std::vector<VialRecord> &blanks)
{
    std::set<std::string> ids;
    for (const VialRow &sample : samples) {
        ids.insert(sample.record.sampleId);
    }
    for (const VialRecord &blank : blanks) {
        if (ids.contains(blank.sampleId)) {
            return blank.sampleId;
        }
    }
    return std::nullopt;
}

struct Blanks {
    std::vector<std::string> warnings;
    std::vector<VialRecord> records;
    std::vector<VialHydrogen> hydrogen;
};

Result<Blanks> readBlanks(const formats::TextTable &table, const Calibration &curve, const TraceIntegrator &integrator,
                          const std::vector<Analyte> &metals)
{
    auto vials = vialsOf(table, integrator, metals);
    if (!vials) {
        return fail(vials.error());
    }
    Blanks blanks;
    for (VialRow &vial : *vials) {
        auto hydrogen = hydrogenInVial(vial.record, curve);
        if (!hydrogen) {
            return about(table, vial, hydrogen.error());
        }
        append(blanks.warnings, vial.warnings);
        blanks.hydrogen.push_back(std::move(*hydrogen));
        blanks.records.push_back(std::move(vial.record));
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
    const auto vials = vialsOf(samples, integrator, options.metals);
    if (!vials) { // a column of another name is often why one is missing
        return fail(vials.error().code, vials.error().message + (unknown.empty() ? "" : " (" + unknown.front() + ")"));
    }
    for (const VialRow &vial : *vials) {
        append(evaluation.warnings, vial.warnings);
    }
    Blanks blank;
    if (blanks) {
        append(evaluation.warnings, unknownColumns(*blanks));
        auto read = readBlanks(*blanks, curve, integrator, options.metals);
        if (!read) {
            return fail(read.error());
        }
        if (const auto twice = idInBoth(*vials, read->records)) {
            return fail(ErrorCode::BadInput, blanks->origin + ": sample_id \"" + *twice + "\" stands in " +
                                                 samples.origin + " too: a vial is a sample or a blank");
        }
        append(evaluation.warnings, read->warnings);
        blank = std::move(*read);
    }
    QuantifyOptions each{options.confidence, options.monteCarloTrials, options.seed, options.trialRunner};
    for (const VialRow &vial : *vials) {
        const auto mean = blankFor(vial.record.blankGroup, blank.records, blank.hydrogen);
        if (blanks && !mean) {
            evaluation.warnings.push_back(samples.origin + ":" + std::to_string(vial.line) + ": sample " +
                                          vial.record.sampleId + " has no blank: " + blanks->origin +
                                          " holds none of blank_group \"" + vial.record.blankGroup + "\"");
        }
        auto row = quantify(vial.record, mean, curve, each);
        if (!row) {
            return about(samples, vial, row.error());
        }
        if (mean && mean->source == Source::Simulated) { // simulated blanks brand what they were taken from
            row->source = Source::Simulated;
        }
        evaluation.rows.push_back(std::move(*row));
        ++each.seed; // every sample has trials of its own
    }
    return evaluation;
}

} // namespace tgc::session
