// SPDX-License-Identifier: GPL-3.0-or-later
// Another program holds the store, as an open browser of databases does: every command that writes waits for some seconds,
// then says so and what to do, and nothing of its work is there; every command that reads answers.
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

#include <future>

#include "db/store.h"
#include "tests/lab_commands.h"

using namespace tgc;
using test::LabCommand;
using test::LabStore;

namespace {

struct Timed {
    TgcRun run;
    qint64 ms = 0;
};

} // namespace

class TestCliStoreLocked : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    LabStore m_lab{m_folder.path()};

    [[nodiscard]] QString store() const { return m_folder.filePath("lab.sqlite"); }
    [[nodiscard]] std::int64_t entries() const
    {
        return db::Store::openReadOnly(store().toStdString())->trailHead()->entries;
    }
    /// All at once: each waits its own time.
    [[nodiscard]] std::vector<Timed> all(const std::vector<LabCommand> &commands, const QString &file) const
    {
        std::vector<std::future<Timed>> waiting;
        for (const LabCommand &command : commands) {
            waiting.push_back(std::async(std::launch::async, [this, &command, &file] {
                QElapsedTimer timer;
                timer.start();
                Timed done{m_lab.tgc(command.arguments, file), 0};
                done.ms = timer.elapsed();
                return done;
            }));
        }
        std::vector<Timed> done;
        for (auto &one : waiting) {
            done.push_back(one.get());
        }
        return done;
    }

private slots:
    void initTestCase() { m_lab.make(store()); }

    void whoWritesWaitsAndIsTold()
    {
        const std::int64_t before = entries();
        const auto commands = LabStore::writing();
        SQLite::Database other(store().toStdString(), SQLite::OPEN_READWRITE);
        other.exec("BEGIN EXCLUSIVE");
        // A program that wants the file for itself alone keeps readers out, too: they are told, and wait no longer.
        const QString ofOne = m_folder.filePath("alone.sqlite");
        QVERIFY(QFile::copy(store(), ofOne));
        SQLite::Database alone(ofOne.toStdString(), SQLite::OPEN_READWRITE);
        alone.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT");
        const std::vector<LabCommand> kept = {
            {"runs", {"runs"}}, {"verify", {"verify"}}, {"import", {"import", "more.csv", "--samples"}}};
        auto waiting = std::async(std::launch::async, [&] { return all(kept, ofOne); });
        const auto done = all(commands, store());
        for (const auto &[run, ms] : waiting.get()) {
            QVERIFY2(run.status == 4 && run.err.contains("is locked by another program") && ms < 60000,
                     run.err.constData());
        }
        for (std::size_t i = 0; i < commands.size(); ++i) {
            const auto &[run, ms] = done[i];
            const QString told = QString("%1: %2 ms, status %3: %4")
                                     .arg(commands[i].name)
                                     .arg(ms)
                                     .arg(run.status)
                                     .arg(QString::fromUtf8(run.err));
            QVERIFY2(run.status == 4 && run.err.contains("is locked by another program: nothing was written; close it"),
                     qPrintable(told));
            QVERIFY2(run.err.count('\n') == 1, qPrintable(told)); // said once, however much there was to be written
            QVERIFY2(ms > 4500 && ms < 60000,
                     qPrintable(told)); // waited for once: 5 s (docs/store.md), on a loaded machine
        }
        other.exec("ROLLBACK");
        QCOMPARE(entries(), before);
        QVERIFY(QFile::exists(store() + "-spool/run-1.spool"));
        QVERIFY(db::Store::openReadOnly(store().toStdString())->verify()->empty());
        for (const LabCommand &command : commands) {
            const TgcRun run = m_lab.tgc(command.arguments, store());
            QVERIFY2(run.status == 0, run.err);
        }
        QVERIFY(entries() > before);
        QVERIFY(!QFile::exists(store() + "-spool/run-1.spool"));
    }

    void whoReadsIsAnswered()
    {
        const QTemporaryDir out;
        auto commands = LabStore::reading();
        for (const LabCommand &command : LabStore::exporting(out.path())) {
            commands.push_back(command);
        }
        SQLite::Database other(store().toStdString(), SQLite::OPEN_READWRITE);
        other.exec("BEGIN EXCLUSIVE");
        other.exec("CREATE TABLE not_yet (x)");
        const auto done = all(commands, store());
        for (std::size_t i = 0; i < commands.size(); ++i) {
            QVERIFY2(done[i].run.status == 0,
                     qPrintable(QString(commands[i].name) + ": " + QString::fromUtf8(done[i].run.err)));
        }
        other.exec("ROLLBACK");
    }

    void aRestoreIsRefused()
    {
        const QString backup = m_folder.filePath("backup.sqlite");
        QCOMPARE(m_lab.tgc({"backup", backup}, store()).status, 0);
        SQLite::Database other(store().toStdString(), SQLite::OPEN_READWRITE);
        other.exec("BEGIN EXCLUSIVE");
        const TgcRun run = m_lab.tgc({"restore", backup}, store());
        QVERIFY2(run.status == 4, run.err);
    }
};

QTEST_GUILESS_MAIN(TestCliStoreLocked)
#include "tst_cli_store_locked.moc"
