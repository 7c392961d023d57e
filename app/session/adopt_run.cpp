// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/adopt_run.h"

#include <string_view>

#include "app/formats/file_bytes.h"
#include "app/session/recording/claim_spool.h"
#include "app/session/recording/read_spool.h"
#include "app/session/spooled_run_record.h"

namespace tgc::session {

Result<AdoptedRun> adoptRun(db::Store &store, const std::filesystem::path &spool)
{
    auto claimed = recording::ClaimedSpool::claim(spool);
    if (!claimed) {
        return fail(claimed.error());
    }
    const auto bytes = claimed->bytes();
    const auto run = recording::parseSpool(bytes, spool.string());
    if (!run) {
        return fail(run.error());
    }
    db::NewRun record = spooledRunRecord(*run, spool.filename().string());
    record.contentHash = formats::sha256Hex({reinterpret_cast<const char *>(bytes.data()), bytes.size()});
    const auto added = store.addRun(record);
    if (!added) {
        return fail(added.error());
    }
    AdoptedRun adopted{
        added->id, added->alreadyThere, run->header.run, record.status, run->samples.size(), std::move(record.warnings),
        {}};
    if (run->wholeBehindTorn) {
        auto aside = claimed->setAside();
        if (!aside) {
            return fail(aside.error());
        }
        adopted.keptAside = std::move(*aside);
        return adopted;
    }
    const auto removed = claimed->remove();
    return removed ? Result<AdoptedRun>(std::move(adopted)) : fail(removed.error());
}

} // namespace tgc::session
