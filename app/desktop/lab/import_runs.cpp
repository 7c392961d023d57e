// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/lab/import_runs.h"

#include <QCoreApplication>
#include <QFileInfo>

#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("ImportRuns", text);
}

} // namespace

void readRuns(const QStringList &files, QPromise<ReadRuns> &promise)
{
    ReadRuns out;
    promise.setProgressRange(0, static_cast<int>(files.size()));
    for (qsizetype i = 0; i < files.size(); ++i) {
        if (promise.isCanceled()) {
            return;
        }
        auto run = formats::importRun(files[i].toStdString());
        if (run) {
            auto channels = session::integrateRun(*run);
            out.runs.push_back({files[i], std::move(*run), std::move(channels)});
        } else {
            out.problems << qstr(run.error().message);
        }
        promise.setProgressValue(static_cast<int>(i) + 1);
    }
    promise.addResult(std::move(out));
}

Result<StoredRuns> storeRuns(db::Store &store, const ReadRuns &read)
{
    StoredRuns out;
    for (const auto &one : read.runs) {
        const auto added = store.addRun(session::runRecord(one.run));
        if (!added) {
            return fail(added.error());
        }
        const QString name = QFileInfo(one.file).fileName();
        const QString number = qstr(db::runName(added->id));
        if (out.first == 0) {
            out.first = added->id;
        }
        if (added->alreadyThere) {
            out.done << say("%1 is there already, as %2.").arg(name, number);
            continue;
        }
        if (!one.channels.empty()) {
            const auto result = store.saveResult(session::integrationRecord(added->id, one.run.source, one.channels));
            if (!result) {
                return fail(result.error());
            }
        }
        QString sentence = say("%1 is imported as %2.").arg(name, number);
        for (const std::string &warning : one.run.warnings) {
            sentence += u' ' + qstr(warning);
        }
        out.done << sentence;
    }
    auto runs = store.runs();
    if (!runs) {
        return fail(runs.error());
    }
    out.runs = std::move(*runs);
    return out;
}

} // namespace tgc::desktop
