// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "app/cli/self_test.h"
#include "app/formats/atomic_file.h"
#include "app/formats/file_bytes.h"
#include "app/formats/imported_run.h"
#include "app/formats/write_andi.h"
#include "app/formats/write_trace_csv.h"
#include "app/formats/write_xlsx.h"
#include "db/anchor.h"
#include "db/backup.h"

namespace tgc::cli {

namespace {

namespace fs = std::filesystem;

const std::string vialName = "self-test vial";

Chromatogram someTrace()
{
    constexpr int points = 5000;
    std::vector<double> values;
    for (int i = 0; i < points; ++i) {
        values.push_back(100.0 + std::sin(0.01 * i) / 3.0);
    }
    return *Chromatogram::uniform(seconds(0.0), seconds(0.1), std::move(values), "uV"); // a finite trace by its making
}

bool same(const Chromatogram &a, const Chromatogram &b)
{
    return std::equal(a.times_s().begin(), a.times_s().end(), b.times_s().begin(), b.times_s().end()) &&
           std::equal(a.values().begin(), a.values().end(), b.values().begin(), b.values().end());
}

bool readsBack(const fs::path &file, const Chromatogram &trace)
{
    const auto run = formats::importRun(file);
    return run && run->channels.size() == 1 && run->channels.front().trace &&
           same(*run->channels.front().trace, trace) && run->source == Source::Simulated;
}

std::vector<CheckLine> checkFiles(const fs::path &folder)
{
    const Chromatogram trace = someTrace();
    formats::TraceNotes notes;
    notes.source = Source::Simulated;
    formats::AndiNotes andiNotes;
    andiNotes.source = Source::Simulated;
    const bool csv = formats::writeFile(folder / "trace.csv", formats::traceCsv(trace, notes)).has_value() &&
                     readsBack(folder / "trace.csv", trace);
    const bool andi = formats::writeAndi(folder / "trace.cdf", trace, andiNotes).has_value() &&
                      readsBack(folder / "trace.cdf", trace);
    const bool workbook =
        formats::writeXlsx(folder / "table.xlsx", {{"t", {"a"}, {{formats::numberCell(0.1)}}}}).has_value() &&
        formats::readFileBytes(folder / "table.xlsx").value_or("").starts_with("PK");
    return {{"files", csv,
             csv ? "a chromatogram read back from CSV as it was written"
                 : "a chromatogram did not read back from CSV as it was written"},
            {"files", andi,
             andi ? "a chromatogram read back from ANDI netCDF as it was written"
                  : "a chromatogram did not read back from ANDI netCDF as it was written"},
            {"files", workbook, workbook ? "an Excel workbook was written" : "no Excel workbook could be written"}};
}

db::OpenOptions anchored(const fs::path &folder)
{
    db::OpenOptions options;
    options.anchors = folder / db::anchorFolderName;
    return options;
}

Result<void> fillStore(const fs::path &file, const fs::path &folder)
{
    auto store = db::Store::open(file, anchored(folder));
    if (!store) {
        return fail(store.error());
    }
    db::Vial vial;
    vial.name = vialName;
    vial.volume = db::AsTyped{"30.00", "mL", "0.02"};
    if (const auto added = store->add(vial); !added) {
        return fail(added.error());
    }
    db::NewRun run;
    run.source = Source::Simulated;
    run.fileName = "self-test";
    run.channels.push_back({"TCD", "", someTrace(), {}, "", ""});
    const auto added = store->addRun(run);
    const auto signal = added ? store->loadSignal(added->id) : fail(added.error());
    if (!signal) {
        return fail(signal.error());
    }
    return same(*signal, someTrace()) ? Result<void>()
                                      : fail(ErrorCode::Integrity, "the signal is not what was stored");
}

Result<std::size_t> findingsIn(const fs::path &file)
{
    const auto store = db::Store::openReadOnly(file);
    const auto found = store ? store->verify() : fail(store.error());
    return found ? Result<std::size_t>(found->size()) : fail(found.error());
}

/// One letter of the vial's name, wherever it stands in the file.
CheckLine checkTampering(const fs::path &file, const fs::path &folder)
{
    auto bytes = formats::readFileBytes(file);
    if (!bytes) {
        return {"tampering", false, bytes.error().message};
    }
    for (auto at = bytes->find(vialName); at != std::string::npos; at = bytes->find(vialName, at + 1)) {
        (*bytes)[at] = 'S';
    }
    const fs::path altered = folder / "altered.sqlite";
    const auto written = formats::writeFile(altered, *bytes);
    const auto found = written ? findingsIn(altered) : fail(written.error());
    const bool passed = found && *found > 0;
    return {"tampering", passed,
            !found   ? found.error().message
            : passed ? "a letter that was changed in the file was found"
                     : "a letter that was changed in the file was NOT found"};
}

CheckLine checkRollBack(const fs::path &file, const fs::path &folder)
{
    std::error_code problem;
    const fs::path earlier = folder / "earlier.sqlite";
    fs::copy_file(file, earlier, problem);
    {
        auto store = db::Store::open(file, anchored(folder));
        db::Cylinder cylinder;
        cylinder.name = "self-test";
        if (!store || !store->add(cylinder)) {
            return {"anchor", false, "the store could not be written to a second time"};
        }
    }
    fs::copy_file(earlier, file, fs::copy_options::overwrite_existing, problem);
    const auto store = db::Store::openReadOnly(file);
    const auto head = store ? store->trailHead() : fail(store.error());
    const auto anchor =
        head ? db::readAnchor(db::anchorFile(folder / db::anchorFolderName, head->storeId)) : fail(head.error());
    const auto verdict = anchor ? db::compareWithAnchor(*store, *anchor) : fail(anchor.error());
    const bool passed = !problem && verdict && !verdict->findings.empty();
    return {"anchor", passed,
            !verdict ? verdict.error().message
            : passed ? "a store that was put back to an earlier state was found by its anchor"
                     : "a store that was put back to an earlier state was NOT found by its anchor"};
}

} // namespace

std::vector<CheckLine> checkStore(const fs::path &folder)
{
    std::vector<CheckLine> lines = checkFiles(folder);
    const fs::path file = folder / "store.sqlite";
    const auto filled = fillStore(file, folder);
    lines.push_back({"store", filled.has_value(),
                     filled ? "a store was made, and a signal read back from it bit for bit" : filled.error().message});
    if (!filled) {
        return lines;
    }
    const auto found = findingsIn(file);
    lines.push_back({"store", found && *found == 0,
                     !found        ? found.error().message
                     : *found == 0 ? "every record agrees with the audit trail"
                                   : std::to_string(*found) + " records do not agree with the audit trail"});
    lines.push_back(checkTampering(file, folder));
    const auto copied = db::copyStore(file, folder / "backup.sqlite");
    lines.push_back(
        {"backup", copied.has_value(),
         copied ? "a backup was written and read back, " + std::to_string(copied->entries) + " entries of its trail"
                : copied.error().message});
    lines.push_back(checkRollBack(file, folder));
    return lines;
}

} // namespace tgc::cli
