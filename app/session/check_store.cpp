// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/check_store.h"

#include "app/formats/atomic_file.h"
#include "db/anchor.h"
#include "db/backup.h"
#include "db/verify_store.h"

namespace tgc::session {

namespace fs = std::filesystem;

namespace {

Result<void> holdAgainst(const db::Store &store, const db::Anchor &anchor, CheckedStore &checked)
{
    const auto verdict = db::compareWithAnchor(store, anchor);
    if (!verdict) {
        return fail(verdict.error());
    }
    checked.altered.insert(checked.altered.end(), verdict->findings.begin(), verdict->findings.end());
    checked.notes = verdict->notes;
    if (!anchor.found) {
        checked.unanchored = "no anchor of this store is there (" + anchor.file.string() + ")";
    } else if (verdict->endIsDamaged) {
        checked.unanchored =
            "the end of the anchor " + anchor.file.string() + " is damaged: what was anchored last is not known";
    } else if (!verdict->known) {
        checked.unanchored = "the anchor " + anchor.file.string() + " does not know this store";
    } else if (verdict->findings.empty() && verdict->agreedUpTo > 0) {
        checked.notes.push_back("the anchor agrees up to entry " + std::to_string(verdict->agreedUpTo));
    }
    return {};
}

} // namespace

Result<CheckedStore> checkStore(const fs::path &file, const fs::path &anchors, const std::function<bool(double)> &goOn)
{
    CheckedStore checked;
    const auto store = db::Store::openReadOnly(file);
    const auto head = store ? store->trailHead() : fail(store.error());
    // Read before the store is looked at: what is anchored was in the store by then.
    const auto anchor = head && !anchors.empty() ? db::readAnchor(db::anchorFile(anchors, head->storeId))
                                                 : Result<db::Anchor>(db::Anchor{});
    auto altered = store ? db::verifyStore(*store, goOn) : fail(store.error());
    if (!altered && altered.error().code == ErrorCode::Integrity) {
        checked.altered = {{"(file)", std::nullopt, altered.error().message}};
        return checked;
    }
    if (!altered) {
        return fail(altered.error());
    }
    checked.altered = std::move(*altered);
    checked.entries = head ? head->entries : 0;
    if (anchors.empty()) {
        checked.unanchored = "no anchor was looked for";
    } else if (!anchor) {
        checked.unanchored = anchor.error().message;
    } else if (head) {
        if (const auto held = holdAgainst(*store, *anchor, checked); !held) {
            return fail(held.error());
        }
    }
    return checked;
}

Result<db::TrailHead> backUpStore(const fs::path &file, const fs::path &backup, const fs::path &anchors,
                                  const std::string &at_utc, std::string &warning,
                                  const std::function<bool(double)> &goOn)
{
    std::error_code ignored;
    if (fs::equivalent(file, backup, ignored)) {
        return fail(ErrorCode::BadInput, backup.string() + ": is the store itself; name another file for its backup");
    }
    db::TrailHead head;
    const auto written = formats::replaceFile(backup, [&](const fs::path &temporary) -> Result<void> {
        const auto copied = db::copyStore(file, temporary, {}, goOn);
        if (!copied) {
            return fail(copied.error());
        }
        head = *copied;
        return {};
    });
    if (!written) {
        return fail(written.error());
    }
    if (!anchors.empty()) {
        db::AnchorLine line;
        line.at_utc = at_utc;
        line.head = head;
        line.file = db::anchoredPlace(file);
        const fs::path anchor = db::anchorFile(anchors, head.storeId);
        auto anchored = db::appendToAnchor(anchor, line, false);
        line.event = db::AnchorEvent::Backup;
        line.file = db::anchoredPlace(backup);
        anchored = anchored ? db::appendToAnchor(anchor, line, true) : anchored;
        warning = anchored ? std::string() : anchored.error().message;
    }
    return head;
}

} // namespace tgc::session
