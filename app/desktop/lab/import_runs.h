// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPromise>
#include <QStringList>
#include <vector>

#include "app/session/run_records.h"
#include "db/store.h"

namespace tgc::desktop {

/// Files as they were read and integrated, before anything is stored.
struct ReadRuns {
    struct One {
        QString file;
        formats::ImportedRun run;
        std::vector<session::ChannelIntegration> channels;
    };
    std::vector<One> runs;
    QStringList problems; ///< one sentence a file that could not be read
};

/// Reads and integrates each file; stops between files when cancelled, and then delivers nothing.
void readRuns(const QStringList &files, QPromise<ReadRuns> &promise);

struct StoredRuns {
    std::vector<db::RunSummary> runs; ///< all runs there are now
    QStringList done;                 ///< one sentence a file, with the warnings of its import
    db::RecordId first = 0;           ///< the first run of this import; 0: none
};

/// Stores runs with their first integration; a file that is there already is recognised by its content.
[[nodiscard]] Result<StoredRuns> storeRuns(db::Store &store, const ReadRuns &read);

} // namespace tgc::desktop
