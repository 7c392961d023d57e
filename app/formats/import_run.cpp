// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>

#include "app/formats/file_bytes.h"
#include "app/formats/imported_run.h"
#include "app/formats/importers.h"
#include "app/formats/line_reader.h"
#include "app/formats/location.h"
#include "app/formats/text_decode.h"

namespace tgc::formats {

namespace {

const char *const knownFormats =
    "native CSV (header time_s,signal_<unit>), INFICON Fusion, Shimadzu LabSolutions ASCII, "
    "Agilent ChemStation (.ch, Report.TXT, exported signal), EZChrom ASCII and ANDI netCDF";

Result<ImportedRun> notAFormat(const std::string &name)
{
    return badFile(name, std::string("not a format this program reads; it reads ") + knownFormats);
}

/// Binary formats by their first bytes, then text by what stands in it.
Result<ImportedRun> readByContent(std::string_view bytes, const std::string &name)
{
    if (trimmed(bytes.substr(0, 4096)).empty() && bytes.size() <= 4096) {
        return badFile(name, "is empty");
    }
    if (recognisesAndi(bytes)) {
        return readAndi(bytes, name);
    }
    if (recognisesChemstationSignal(bytes)) {
        return readChemstationSignal(bytes, name);
    }
    if (recognisesFusion(bytes)) {
        return readFusion(bytes, name);
    }
    const auto text = decodeVendor(bytes, name);
    if (!text) {
        return notAFormat(name);
    }
    if (recognisesNativeCsv(text->utf8)) {
        // Our own format is UTF-8 by definition: say so where it is not.
        const auto strict = decodeStrict(bytes, name);
        return strict ? readNativeCsv(strict->utf8, name) : fail(strict.error());
    }
    if (recognisesShimadzu(text->utf8)) {
        return readShimadzu(text->utf8, name);
    }
    if (recognisesEzchrom(text->utf8)) {
        return readEzchrom(text->utf8, name);
    }
    if (recognisesChemstationReport(text->utf8)) {
        return readChemstationReport(text->utf8, name);
    }
    if (recognisesMinutesText(text->utf8)) {
        return readMinutesText(text->utf8, name);
    }
    return notAFormat(name);
}

std::string channelList(const ImportedRun &run)
{
    std::string list;
    for (std::size_t i = 0; i < run.channels.size(); ++i) {
        list.append(i > 0 ? ", " : "").append(std::to_string(i + 1)).append(" = ").append(run.channels[i].name);
    }
    return list;
}

} // namespace

Result<ImportedRun> importBytes(std::string_view bytes, const std::string &name)
{
    auto run = readByContent(bytes, name);
    if (!run) {
        return run;
    }
    run->file = name;
    run->contentHash = sha256Hex(bytes);
    return run;
}

Result<ImportedRun> importRun(const std::filesystem::path &file)
{
    const auto bytes = readFileBytes(file);
    if (!bytes) {
        return fail(bytes.error());
    }
    return importBytes(*bytes, file.string());
}

Result<std::size_t> selectChannel(const ImportedRun &run, std::string_view channel)
{
    if (channel.empty() && run.channels.size() == 1) {
        return 0;
    }
    for (std::size_t i = 0; i < run.channels.size(); ++i) {
        if (!channel.empty() && run.channels[i].name == channel) {
            return i;
        }
    }
    std::size_t number = 0;
    const auto [end, status] = std::from_chars(channel.data(), channel.data() + channel.size(), number);
    if (status == std::errc{} && end == channel.data() + channel.size() && number >= 1 &&
        number <= run.channels.size()) {
        return number - 1;
    }
    return badFile(run.file, (channel.empty() ? std::string("has several channels; name one of them")
                                              : "has no channel " + excerpt(channel)) +
                                 ": " + channelList(run));
}

} // namespace tgc::formats
