// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/store_access.h"

namespace tgc::cli {

Result<db::Store> openForReading(const Context &context)
{
    return db::Store::openReadOnly(context.databasePath());
}

Result<db::Store> openForWriting(Context &context)
{
    auto store = openForWriting(context.console, context.databasePath());
    if (store) {
        store->setOperator(context.operatorName());
    }
    return store;
}

Result<db::Store> openForWriting(Console &console, const std::filesystem::path &file)
{
    db::OpenOptions options;
    options.anchors = Context::anchorFolder();
    options.anchorTrouble = [&console](const Error &error) { console.warning(error.message); };
    return db::Store::open(file, options);
}

Result<db::RecordId> parseRun(std::string_view text)
{
    const auto id = db::runIdFromName(text);
    if (!id) {
        return fail(ErrorCode::BadInput,
                    "\"" + std::string(text) +
                        "\" is no run; runs are named like R12, recordings by their own names (see `tgc runs`)");
    }
    return *id;
}

} // namespace tgc::cli
