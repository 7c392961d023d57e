// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/cycler_source.h"

#include "app/formats/file_bytes.h"

namespace tgc::session {

Result<CyclerSource> readCyclerSource(const std::filesystem::path &file,
                                      const std::vector<formats::CyclerLayout> &layouts,
                                      const formats::ReadWatch &watch)
{
    const auto bytes = formats::readFileBytes(file);
    if (!bytes) {
        return fail(bytes.error());
    }
    auto content = formats::parseCycler(*bytes, file.string(), layouts, watch);
    if (!content) {
        return fail(content.error());
    }
    auto halves = halfCycles(content->records, content->rules);
    return CyclerSource{file, formats::sha256Hex(*bytes), std::move(*content), std::move(halves)};
}

std::string chargesReason(const CyclerSource &source, const CountedHalves &counted)
{
    return "charges from " + source.file.filename().string() + ", SHA-256 " + source.sha256 + ", half cycles " +
           inRuns(counted.countedNumbers) + " of " + std::to_string(source.halves.size());
}

} // namespace tgc::session
