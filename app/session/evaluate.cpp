// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/evaluate.h"

#include "analysis/core/decimal.h"
#include "analysis/quantification/quantify.h"
#include "app/session/vial_rows.h"

namespace tgc::session {

namespace {

tl::unexpected<Error> about(const formats::TextTable &table, const VialRow &vial, const Error &error)
{
    return fail(error.code, table.origin + ":" + std::to_string(vial.line) + ": sample " + vial.record.sampleId + ": " +
                                error.message);
}

struct Blanks {
    std::vector<VialRecord> records;
    std::vector<VialHydrogen> hydrogen;
};

Result<Blanks> readBlanks(const formats::TextTable &table, const Calibration &curve, const TraceIntegrator &integrator)
{
    auto vials = vialsOf(table, integrator);
    if (!vials) {
        return fail(vials.error());
    }
    Blanks blanks;
    for (VialRow &vial : *vials) {
        auto hydrogen = hydrogenInVial(vial.record, curve);
        if (!hydrogen) {
            return about(table, vial, hydrogen.error());
        }
        blanks.hydrogen.push_back(std::move(*hydrogen));
        blanks.records.push_back(std::move(vial.record));
    }
    return blanks;
}

void append(std::vector<std::string> &to, std::vector<std::string> from)
{
    to.insert(to.end(), from.begin(), from.end());
}

} // namespace

Result<Evaluation> evaluate(const formats::TextTable &samples, const std::optional<formats::TextTable> &blanks,
                            const Calibration &curve, const EvaluationOptions &options,
                            const TraceIntegrator &integrator)
{
    if (!(options.confidence > 0.0 && options.confidence < 1.0)) {
        return fail(ErrorCode::BadInput,
                    "the confidence must lie between 0 and 1, not " + shortest(options.confidence));
    }
    Evaluation evaluation;
    append(evaluation.warnings, unknownColumns(samples));
    const auto vials = vialsOf(samples, integrator);
    if (!vials) {
        return fail(vials.error());
    }
    Blanks blank;
    if (blanks) {
        append(evaluation.warnings, unknownColumns(*blanks));
        auto read = readBlanks(*blanks, curve, integrator);
        if (!read) {
            return fail(read.error());
        }
        blank = std::move(*read);
    }
    QuantifyOptions each{options.confidence, options.monteCarloTrials, options.seed};
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
        for (std::size_t i = 0; mean && i < blank.hydrogen.size(); ++i) {
            if (blank.hydrogen[i].source == Source::Simulated) { // simulated blanks brand what they were taken from
                row->source = Source::Simulated;
            }
        }
        evaluation.rows.push_back(std::move(*row));
        ++each.seed; // every sample has trials of its own
    }
    return evaluation;
}

} // namespace tgc::session
