// SPDX-License-Identifier: GPL-3.0-or-later
// One file with all there is of a group: whole, readable by this program and by sqlite3 alone, and never written to.
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>
#include <filesystem>

#include "db/archive.h"
#include "tests/store_fixture.h"
#include "tests/store_tamper.h"

using namespace tgc;
using namespace tgc::db;
namespace fs = std::filesystem;

class TestArchive : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;

    [[nodiscard]] fs::path path(const char *name) const { return fs::path(m_dir->path().toStdString()) / name; }
    /// The fixture's store, and a second group that is not to come along.
    void fillStore() const
    {
        OpenOptions options;
        options.operatorName = "A. Maker";
        auto store = Store::open(path("lab.sqlite"), options).value();
        test::fill(store);
        Sample blank;
        blank.sampleId = "blank-1";
        blank.kind = SampleKind::Blank;
        blank.draws = {{{{"area", "1"}}, {}, {}}};
        QVERIFY(store.saveSample(blank).has_value());
        Sample other;
        other.sampleId = "other";
        other.values = {{"group", "B"}};
        const auto otherId = store.saveSample(other)->id;
        auto run = test::someRun("other");
        run.group = "B";
        run.sampleId = "other";
        QVERIFY(store.addRun(run).has_value());
        NewResult breakdown;
        breakdown.kind = "breakdown";
        breakdown.calibrationId = 1;
        breakdown.algorithmName = "tgc-breakdown";
        breakdown.algorithmVersion = "1";
        breakdown.outputsJson = R"({"li0_mAh":0.48,"sei_li_mAh":0.07,"flags":"no-blank"})";
        breakdown.sampleId = 1;
        const auto first = store.saveResult(breakdown)->id;
        QVERIFY(approveResult(store, first, {"B. Reviewer", "looked at"}).has_value());
        QVERIFY(store.saveResult(breakdown)->superseded.has_value());
        breakdown.sampleId = otherId;
        QVERIFY(store.saveResult(breakdown).has_value());
        QVERIFY(store.approveCalibration(1, "seen").has_value());
        QVERIFY(store.verify()->empty());
    }
    [[nodiscard]] Result<ArchivedGroup> archived(const std::string &group = "A") const
    {
        return writeArchive(Store::openReadOnly(path("lab.sqlite")).value(), group, path("a.sqlite"),
                            {{"breakdown.csv", "sample_id\none\n"}});
    }
    static std::string asked(const fs::path &file, const std::string &sql)
    {
        SQLite::Database raw(file.string());
        SQLite::Statement query(raw, sql);
        std::string all;
        while (query.executeStep()) {
            for (int i = 0; i < query.getColumnCount(); ++i) {
                all += (i > 0 ? "|" : "") + query.getColumn(i).getString();
            }
            all += "\n";
        }
        return all;
    }

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        fillStore();
    }
    void itHoldsTheGroupAndWhatBelongsToIt()
    {
        const auto told = archived();
        QVERIFY2(told.has_value(), told ? "" : told.error().message.c_str());
        QCOMPARE(told->records.at("samples"), std::size_t{3}); // one, two, and the blank
        QCOMPARE(told->records.at("runs"), std::size_t{2});
        QCOMPARE(told->records.at("results"), std::size_t{6});
        QCOMPARE(told->records.at("approvals"), std::size_t{4});
        QCOMPARE(told->records.at("cells"), std::size_t{2});
        QCOMPARE(told->records.at("electrodes"), std::size_t{2});
        QCOMPARE(told->records.count("cylinders"), std::size_t{0}); // nothing of the group refers to one
        QCOMPARE(told->records.at("calibrations"), std::size_t{1});
        const auto store = Store::openReadOnly(path("a.sqlite"));
        QVERIFY(store.has_value());
        QVERIFY(store->verify()->empty());
        // Under the keys they had, bit for bit.
        const auto origin = Store::openReadOnly(path("lab.sqlite")).value();
        const auto trace = store->loadSignal(1, "BID").value();
        const auto before = origin.loadSignal(1, "BID").value();
        QVERIFY(
            std::equal(trace.values().begin(), trace.values().end(), before.values().begin(), before.values().end()));
        QCOMPARE(store->results({.sampleId = 1})->size(), origin.results({.sampleId = 1})->size());
        QCOMPARE(store->results({.sampleId = 1})->back().supersedes,
                 origin.results({.sampleId = 1})->back().supersedes);
        QCOMPARE(store->runs()->size(), std::size_t{2});
        QVERIFY(store->samples({.sampleId = "other"})->empty());
        QCOMPARE(told->origin.chain, origin.trailHead()->chain);
    }
    void itCanBeReadWithoutThisProgram()
    {
        QVERIFY(archived().has_value());
        const fs::path file = path("a.sqlite");
        QCOMPARE(std::distance(fs::directory_iterator(file.parent_path()), fs::directory_iterator()), 2); // no -wal
        const std::string readme = asked(file, "SELECT text FROM readme");
        QVERIFY(readme.find("archive of the group \"A\"") != std::string::npos);
        QCOMPARE(asked(file, "SELECT content FROM archive_files"), std::string("sample_id\none\n\n"));
        // The questions of the readme, as they stand there.
        const QString text = QString::fromStdString(readme);
        const QRegularExpression question(QStringLiteral("SELECT [^;]*;"));
        int questions = 0;
        for (auto each = question.globalMatch(text); each.hasNext(); ++questions) {
            const std::string sql = each.next().captured().toStdString();
            if (sql.find("writefile") == std::string::npos) { // a function of the sqlite3 program
                QVERIFY2(!asked(file, sql).empty(), sql.c_str());
            }
        }
        QCOMPARE(questions, 5);
        QCOMPARE(asked(file, "SELECT s.sample_id, r.version, r.outputs ->> 'li0_mAh' FROM results r JOIN samples s ON "
                             "s.id = r.sample WHERE r.kind = 'breakdown' ORDER BY r.version"),
                 std::string("one|1|0.48\none|2|0.48\n"));
        QVERIFY(asked(file, "SELECT count(*) FROM origin_trail WHERE operator_name = 'A. Maker'") != "0\n");
    }
    void itIsNotWrittenTo()
    {
        QVERIFY(archived().has_value());
        const auto opened = Store::open(path("a.sqlite"));
        QVERIFY(!opened.has_value());
        QVERIFY2(opened.error().message.find("it is an archive") != std::string::npos, opened.error().message.c_str());
        QVERIFY(Store::openReadOnly(path("a.sqlite"))->verify()->empty());
    }
    void tamperingIsFound_data()
    {
        QTest::addColumn<std::string>("statement");
        QTest::addColumn<bool>("rewritten"); ///< with every sum of the archive's own trail put right
        const auto row = [](const char *what, const char *statement, bool rewritten) {
            QTest::newRow(what) << std::string(statement) << rewritten;
        };
        row("an area", "UPDATE peaks SET area = 1 WHERE id = 1", false);
        row("an entry of the origin's trail", "UPDATE origin_trail SET who = 'x' WHERE id = 5", false);
        row("the readme", "UPDATE readme SET text = 'nothing'", false);
        row("an exported table", "UPDATE archive_files SET content = ''", false);
        row("where it comes from", "UPDATE archive_info SET origin_store_id = 'x'", false);
        row("a result that is gone", "DELETE FROM results WHERE id = 1", false);
        row("an area, its sums put right", "UPDATE peaks SET area = 1 WHERE id = 1", true);
        row("a sample, its sums put right", "UPDATE samples SET vial_volume_mL = '31' WHERE id = 1", true);
    }
    void tamperingIsFound()
    {
        QFETCH(std::string, statement);
        QFETCH(bool, rewritten);
        QVERIFY(archived().has_value());
        test::tamper(path("a.sqlite"), {statement});
        if (rewritten) {
            test::rewriteTrail(path("a.sqlite"));
        }
        const auto found = Store::openReadOnly(path("a.sqlite"))->verify().value();
        QVERIFY(!found.empty());
        if (rewritten) {
            QVERIFY2(found.front().what.find("of the trail it was taken from") != std::string::npos,
                     found.front().what.c_str());
        }
    }
    void whatIsRefused()
    {
        const auto none = archived("no such group");
        QVERIFY(!none.has_value());
        QVERIFY2(none.error().message.find("no group \"no such group\"") != std::string::npos,
                 none.error().message.c_str());
        fs::remove(path("a.sqlite"));
        test::tamper(path("lab.sqlite"), {"UPDATE peaks SET area = 2 * area WHERE id = 1"});
        const auto altered = archived();
        QVERIFY(!altered.has_value());
        QCOMPARE(altered.error().code, ErrorCode::Integrity);
    }
};

QTEST_APPLESS_MAIN(TestArchive)
#include "tst_archive.moc"
