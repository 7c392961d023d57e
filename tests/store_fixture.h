// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

#include <filesystem>
#include <string>
#include <vector>

#include "db/approvals.h"
#include "db/care_acts.h"
#include "db/store.h"
#include "db/vial_steps.h"

/// A store with at least one record in every table, for the tests of guards and of integrity.
namespace tgc::test {

/// Every table of records, as docs/store.md lists them.
inline const std::vector<std::string> recordTables = {
    "store_info", "schema_migrations", "cells",   "electrodes",   "vials",   "syringes",      "cylinders",
    "titrants",   "samples",           "draws",   "runs",         "signals", "signal_chunks", "vendor_peaks",
    "run_marks",  "run_drafts",        "methods", "calibrations", "results", "peaks",         "vial_steps",
    "approvals",  "care_acts"};

/// 20,000 samples: ten chunks. The values are arbitrary, the times rise unevenly or evenly.
inline Chromatogram someTrace(bool even, std::size_t points = 20000)
{
    std::vector<double> times_s(points);
    std::vector<double> values(points);
    for (std::size_t i = 0; i < points; ++i) {
        const auto x = static_cast<double>(i);
        times_s[i] = even ? 0.5 + x * 0.1 : x * 0.1 + 1e-6 * x * x;
        values[i] = 100.0 + 1.0 / (1.0 + x) - 3.0 * static_cast<double>(i % 7);
    }
    return Chromatogram::create(std::move(times_s), std::move(values), "uV").value();
}

inline db::NewRun someRun(const std::string &hash)
{
    db::VendorPeakRecord peak;
    peak.name = "Hydrogen";
    peak.apex_s = 31.25;
    peak.area = 1234.5;
    peak.areaUnit = "counts*s";
    peak.code = "BV";
    db::NewRun run;
    run.sampleId = "S1";
    run.group = "A";
    run.startedUtc = "2026-03-01T10:00:00Z";
    run.format = "native-csv";
    run.fileName = "run " + hash + ".csv";
    run.contentHash = hash;
    run.instrument = "GC 1";
    run.warnings = {"line 3: unknown column \"x\""};
    run.channels = {{"TCD", "tcd", someTrace(true), {peak, peak}, "{}", ""},
                    {"BID", "bid", someTrace(false), {peak}, "", ""},
                    {"gauge.p", "", someTrace(false, 100), {}, "", "trend"}};
    run.queueLine = R"({"level":"0.1"})";
    run.marks = {{"zero", 0.0, {}, "start line", 12.5, 1'000'000}, {"gap", 41.2, 43.5, "link lost", 53.7, 2'000'000}};
    return run;
}

inline db::NewResult someResult(db::RecordId run)
{
    db::PeakRecord peak;
    peak.channel = "TCD";
    peak.name = "H2";
    peak.apex_s = 31.2;
    peak.area = 1230.25;
    peak.areaUnit = "uV*s";
    peak.areaU = 1.5;
    peak.code = "BV";
    peak.rule = "drop";
    peak.flags = {"negative", "manual"};
    db::NewResult result;
    result.kind = "integration";
    result.runId = run;
    result.algorithmName = "classic";
    result.algorithmVersion = "1";
    result.inputsJson = R"({"channel":"TCD"})";
    result.outputsJson = R"({"peaks":2})";
    result.source = Source::Imported;
    result.peaks = {peak, peak};
    return result;
}

/// Of another kind, for what is done to a version that is approved.
inline db::NewResult otherResult(db::RecordId run)
{
    db::NewResult result = someResult(run);
    result.kind = "check";
    return result;
}

/// Two records a table wherever a table may have two. Throws when a step fails: the test cannot go on.
inline void fill(db::Store &store)
{
    const auto must = [](auto result) {
        if (!result) {
            throw std::runtime_error(result.error().message);
        }
        return *result;
    };
    for (const std::string name : {"one", "two"}) {
        const auto cell = must(store.add(db::Cell{.name = name, .cellType = "Li||Cu"}));
        must(store.add(db::Electrode{.name = name, .cellId = cell, .material = "Cu"}));
        const auto vial = must(store.add(db::Vial{.name = name, .volume = db::AsTyped{"30,00", "mL", "0.02"}}));
        const auto syringe = must(store.add(db::Syringe{.name = name, .volume = db::AsTyped{"0.5", "mL", {}}}));
        must(store.add(db::Cylinder{.name = name, .certificate = "C-1", .content = db::AsTyped{"1000", "ppm", "10"}}));
        must(store.add(db::Titrant{.name = name, .composition = "water"}));
        const auto run = must(store.addRun(someRun("hash-" + name))).id;
        db::Sample sample;
        sample.sampleId = name;
        sample.values = {{"group", "A"}, {"vial_volume_mL", "30,00"}, {"my column", "x"}};
        sample.cellId = cell;
        sample.vialId = vial;
        sample.draws = {{{{"sampling", "locked"}, {"area", "100"}}, run, syringe}, {{{"area", "90"}}, {}, {}}};
        must(store.saveSample(sample));
        db::VialStepRecord sealed;
        sealed.sampleId = name;
        sealed.step = "sealed";
        sealed.at_utc = "2026-03-01T09:00:00.000Z";
        sealed.by = "J. Doe";
        const auto first = must(addVialStep(store, sealed, 0));
        db::VialStepRecord dosed = sealed;
        dosed.step = "dosed";
        dosed.value = "2,0";
        dosed.unit = "mL";
        const auto step = must(addVialStep(store, dosed, first));
        db::VialStepRecord taken = sealed;
        taken.step = "void";
        taken.note = "the other vial";
        taken.voids = step;
        must(addVialStep(store, taken, step));
        must(store.saveMethod({.name = name, .text = "a = 1\n"}));
        must(store.saveCalibration({.name = name, .amountUnit = "nmol", .json = R"({"r2":1})"}));
        must(store.saveResult(someResult(run)));
        const auto approved = must(store.saveResult(otherResult(run))).id;
        must(db::approveResult(store, approved, {"J. Doe", "checked"}));
        db::CareActRecord septum;
        septum.bench = "GC 1";
        septum.kind = "septum";
        septum.at_utc = "2026-03-01T08:00:00.000Z";
        septum.by = "J. Doe";
        must(addCareAct(store, septum));
        if (const auto kept = store.saveDraft(run, R"([])"); !kept) {
            throw std::runtime_error(kept.error().message);
        }
    }
}

} // namespace tgc::test
