// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/demo_folder.h"

#include "app/cli/spool_runs.h"
#include "app/formats/atomic_file.h"
#include "app/formats/write_csv.h"

namespace tgc::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char *markFile = "SIMULATED.txt";
constexpr const char *ours[] = {"chromatograms",     "standards.csv", "check.csv",       "blanks.csv",
                                "report.pdf",        "samples.csv",   "truth.csv",       "breakdown.csv",
                                "calibration.json",  "runs.sqlite",   "runs.sqlite-wal", "runs.sqlite-shm",
                                "runs.sqlite-spool", "bench"};

formats::OutTable truthTable(const DemoTables &study)
{
    formats::OutTable table{"truth", {"sample_id", "li0_mAh", "sei_li_mAh"}, {}};
    for (const SimulatedTruth &truth : study.truth) {
        table.rows.push_back({formats::textCell(truth.sampleId), formats::numberCell(truth.li0_mAh),
                              formats::numberCell(truth.seiLi_mAh)});
    }
    return table;
}

} // namespace

Result<void> prepareDemoFolder(const fs::path &folder, std::uint64_t seed)
{
    std::error_code error;
    if (fs::exists(folder, error) && !fs::is_directory(folder, error)) {
        return fail(ErrorCode::BadInput, folder.string() + ": is a file; name a folder with --out");
    }
    fs::create_directories(folder, error);
    if (error) {
        return fail(ErrorCode::Io, folder.string() + ": cannot be made: " + error.message());
    }
    if (!fs::is_empty(folder, error) && !fs::exists(folder / markFile, error)) {
        return fail(ErrorCode::BadInput, folder.string() + ": holds something that `tgc demo` did not write; name an "
                                                           "empty folder with --out");
    }
    // The mark comes first: wherever the rest fails, the folder is known as ours the next time.
    if (auto marked = formats::writeFile(
            folder / markFile, "Everything in this folder is simulated, by `tgc demo --seed " + std::to_string(seed) +
                                   "`. No number is a measurement.\nThe same command replaces it.\n");
        !marked) {
        return marked;
    }
    for (const char *name : ours) {
        fs::remove_all(folder / name, error);
        if (error) {
            return fail(ErrorCode::Io, (folder / name).string() + ": cannot be removed: " + error.message());
        }
    }
    fs::create_directory(folder / "chromatograms", error);
    if (error) {
        return fail(ErrorCode::Io, (folder / "chromatograms").string() + ": cannot be made: " + error.message());
    }
    return {};
}

Result<void> writeStudy(const fs::path &folder, const DemoTables &study)
{
    for (const auto &[file, name] : study.traces) {
        const auto run = OpenedRun::open(folder / "runs.sqlite", name);
        if (!run) {
            return fail(run.error());
        }
        if (auto written = writeChromatogram(folder / file, *run, run->details().channels.front().name); !written) {
            return written;
        }
    }
    for (const formats::OutTable &table :
         {study.standards, study.check, study.blanks, study.samples, truthTable(study)}) {
        if (auto written = formats::writeCsv(folder / (table.name + ".csv"), table); !written) {
            return written;
        }
    }
    return {};
}

} // namespace tgc::cli
