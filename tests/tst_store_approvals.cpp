// SPDX-License-Identifier: GPL-3.0-or-later
// Who says that a version is right, what that locks, and what the trail tells of who sat there and when.
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

#include "db/approvals.h"
#include "db/audit_pages.h"
#include "tests/store_fixture.h"

using namespace tgc;
using namespace tgc::db;
namespace fs = std::filesystem;

namespace {

QString message(const auto &result)
{
    return result ? QString() : QString::fromStdString(result.error().message);
}

} // namespace

class TestStoreApprovals : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;

    [[nodiscard]] fs::path file() const { return fs::path(m_dir->path().toStdString()) / "lab.sqlite"; }
    [[nodiscard]] Store opened(const std::string &account, const std::string &name = {}) const
    {
        OpenOptions options;
        options.person = account;
        options.operatorName = name;
        return Store::open(file(), options).value();
    }
    /// A run's integration, made so; its key.
    RecordId made(const std::string &account, const std::string &name = {}) const
    {
        auto store = opened(account, name);
        const RecordId run = store.addRun(test::someRun("r-" + account + name)).value().id;
        return store.saveResult(test::someResult(run)).value().id;
    }

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void anApprovalSaysWhoAndWhat()
    {
        const RecordId result = made("anna", "A. Maker");
        auto store = opened("bert", "B. Reviewer");
        const auto given = approveResult(store, result, {" B. Reviewer ", "peaks and baseline looked at"});
        QVERIFY2(given.has_value(), qPrintable(message(given)));
        QVERIFY(given->ownWork == OwnWork::No);
        QCOMPARE(given->madeBy, std::string("A. Maker"));
        const auto all = approvals(store).value();
        QCOMPARE(all.size(), std::size_t{1});
        QCOMPARE(all.front().resultId.value(), result);
        QCOMPARE(all.front().reviewer, std::string("B. Reviewer"));
        QCOMPARE(all.front().statement, std::string("peaks and baseline looked at"));
        QCOMPARE(all.front().account, std::string("bert"));
        const AuditEntry entry = store.audit()->back();
        QCOMPARE(entry.action, std::string("approved"));
        QCOMPARE(entry.table, std::string("results"));
        QCOMPARE(entry.recordId, result);
        QCOMPARE(entry.reason.value(), std::string("peaks and baseline looked at"));
        QVERIFY(store.verify()->empty());
    }
    void whatIsRefused()
    {
        const RecordId result = made("anna");
        auto store = opened("bert");
        QVERIFY(message(approveResult(store, result, {"", "x"})).contains("say who reviews"));
        QVERIFY(message(approveResult(store, result, {"B", "  "})).contains("state what was checked"));
        QVERIFY(message(approveResult(store, 99, {"B", "x"})).contains("no result number 99"));
        QVERIFY(approveResult(store, result, {"B", "x"}).has_value());
        QVERIFY2(message(approveResult(store, result, {"C", "y"})).contains("by B already"),
                 qPrintable(message(approveResult(store, result, {"C", "y"}))));
        // One that a later one took the place of, and one that is withdrawn.
        const RecordId run = store.results()->front().result.runId.value();
        const RecordId second = store.saveResult(test::someResult(run))->id;
        const RecordId third = store.saveResult(test::someResult(run))->id;
        QVERIFY(message(approveResult(store, second, {"B", "x"})).contains("version 3 took its place"));
        QVERIFY(store.withdraw(RecordTable::Results, third, "wrong method").has_value());
        QVERIFY(message(approveResult(store, third, {"B", "x"})).contains("wrong method"));
        QVERIFY(approveResult(store, second, {"B", "x"}).has_value());
        QVERIFY(store.verify()->empty());
    }
    void whoseWork_data()
    {
        QTest::addColumn<std::string>("account");
        QTest::addColumn<std::string>("name");
        QTest::addColumn<std::string>("reviewer"); ///< from account "lab"
        QTest::addColumn<QString>("own");
        const auto row = [](const char *what, const char *account, const char *name, const char *reviewer,
                            const char *own) {
            QTest::newRow(what) << std::string(account) << std::string(name) << std::string(reviewer)
                                << QString::fromUtf8(own);
        };
        row("another person", "anna", "A. Maker", "B. Reviewer", "no");
        row("the same person", "anna", "A. Maker", "A. Maker", "yes");
        row("written otherwise", "anna", "A. Maker", "a. maker ", "yes");
        row("one account, other names", "lab", "A. Maker", "B. Reviewer", "no");
        row("one account, no name when it was made", "lab", "", "B. Reviewer", "not-known");
        row("the account itself as name", "anna", "", "Anna", "yes");
        row("other accounts, no names", "anna", "", "B. Reviewer", "no");
    }
    void whoseWork()
    {
        QFETCH(std::string, account);
        QFETCH(std::string, name);
        QFETCH(std::string, reviewer);
        QFETCH(QString, own);
        const RecordId result = made(account, name);
        auto store = opened("lab");
        const auto given = approveResult(store, result, {reviewer, "looked at"});
        QVERIFY2(given.has_value(), qPrintable(message(given)));
        QCOMPARE(QString::fromStdString(std::string(toString(given->ownWork))), own);
        QVERIFY(approvals(store)->front().ownWork == given->ownWork);
    }
    void anApprovedVersionIsLocked()
    {
        const RecordId result = made("anna");
        auto store = opened("bert");
        QVERIFY(approveResult(store, result, {"B", "x"}).has_value());
        QVERIFY2(message(store.withdraw(RecordTable::Results, result, "oops")).contains("locked"),
                 qPrintable(message(store.withdraw(RecordTable::Results, result, "oops"))));
        {
            SQLite::Database raw(file().string(), SQLite::OPEN_READWRITE);
            QVERIFY_THROWS_EXCEPTION(SQLite::Exception,
                                     raw.exec("UPDATE results SET withdrawn_at = 'x', withdrawn_reason = 'y'"));
            QVERIFY_THROWS_EXCEPTION(SQLite::Exception, raw.exec("UPDATE approvals SET reviewer = 'x'"));
            QVERIFY_THROWS_EXCEPTION(SQLite::Exception, raw.exec("DELETE FROM approvals"));
        }
        // A later version is possible. It says whose place it takes, and is not approved.
        const RecordId run = store.results()->front().result.runId.value();
        const auto next = store.saveResult(test::someResult(run)).value();
        QVERIFY(next.superseded.has_value());
        QCOMPARE(next.superseded->version, 1);
        QCOMPARE(next.superseded->reviewer, std::string("B"));
        QCOMPARE(store.results()->back().supersedes.value(), result);
        QVERIFY(QString::fromStdString(store.audit()->back().reason.value()).contains("approved by B"));
        QCOMPARE(approvals(store)->size(), std::size_t{1});
        // The one after it takes the place of nothing that is approved.
        QVERIFY(!store.saveResult(test::someResult(run))->superseded.has_value());
        QVERIFY(store.verify()->empty());
    }
    void takenBackWithAReason()
    {
        const RecordId result = made("anna");
        auto store = opened("bert");
        QVERIFY(message(takeBackApproval(store, result, "why not")).contains("nothing to take back"));
        QVERIFY(approveResult(store, result, {"B", "x"}).has_value());
        QVERIFY(message(takeBackApproval(store, result, " ")).contains("say why"));
        QVERIFY(takeBackApproval(store, result, "the blank was wrong").has_value());
        QVERIFY(approvals(store)->empty());
        QCOMPARE(approvals(store, true)->front().withdrawn->reason, std::string("the blank was wrong"));
        QVERIFY(store.withdraw(RecordTable::Results, result, "blank").has_value());
        QVERIFY(store.verify()->empty());
    }
    void whatIsAlteredIsNotApproved_data()
    {
        QTest::addColumn<std::string>("statement");
        QTest::newRow("the result") << std::string("UPDATE results SET outputs = '{}'");
        QTest::newRow("a peak of it") << std::string("UPDATE peaks SET area = 7 WHERE number = 2");
    }
    void whatIsAlteredIsNotApproved()
    {
        QFETCH(std::string, statement);
        const RecordId result = made("anna");
        {
            SQLite::Database raw(file().string(), SQLite::OPEN_READWRITE);
            raw.exec("DROP TRIGGER results_frozen; DROP TRIGGER peaks_write_once");
            raw.exec(statement);
        }
        auto store = opened("bert");
        const auto given = approveResult(store, result, {"B", "x"});
        QVERIFY(!given.has_value());
        QCOMPARE(given.error().code, ErrorCode::Integrity);
    }
    void aCalibrationToo()
    {
        auto store = opened("anna", "A. Maker");
        const auto id = store.saveCalibration({.name = "March", .amountUnit = "nmol", .json = "{}"}).value();
        const auto given = approveCalibrationAs(store, id, {"B. Reviewer", "residuals looked at"});
        QVERIFY2(given.has_value(), qPrintable(message(given)));
        QVERIFY(given->ownWork == OwnWork::No);
        QCOMPARE(store.calibration(id)->approval->note, std::string("residuals looked at"));
        QCOMPARE(approvals(store)->front().calibrationId.value(), id);
        QVERIFY(message(approveCalibrationAs(store, id, {"C", "x"})).contains("already"));
        // From the desktop's Calibration: by the name of who sits there.
        const auto other = store.saveCalibration({.name = "April", .amountUnit = "nmol", .json = "{}"}).value();
        QVERIFY(store.approveCalibration(other).has_value());
        QCOMPARE(approvals(store)->back().reviewer, std::string("A. Maker"));
        QVERIFY(approvals(store)->back().ownWork == OwnWork::Yes);
        QVERIFY(store.verify()->empty());
    }

    void anEntryTellsWhoAndWhen()
    {
        auto now = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1) + std::chrono::hours(12);
        std::chrono::nanoseconds up = std::chrono::seconds(100);
        OpenOptions options;
        options.person = "lab";
        options.program = "test 1";
        options.clock = [&now] { return now; };
        options.uptime = [&up] { return up; };
        auto store = Store::open(file(), options).value();
        store.setOperator("A. Maker");
        QVERIFY(store.add(Vial{.name = "V1", .volume = AsTyped{"30", "mL", {}}}).has_value());
        const AuditEntry entry = store.audit()->back();
        QCOMPARE(entry.who, std::string("lab"));
        QCOMPARE(entry.operatorName, std::string("A. Maker"));
        QCOMPARE(entry.at_utc, std::string("2026-03-01T12:00:00.000Z"));
        QCOMPARE(entry.uptime_ns.value(), std::int64_t{100'000'000'000});
        QVERIFY(!entry.bootId.empty());
        QCOMPARE(entry.program, std::string("test 1"));
        const QString added = QString::fromStdString(entry.newValue.value());
        QVERIFY2(added.contains(R"("volume":"30")") && added.contains(R"("name":"V1")") && !added.contains("null"),
                 qPrintable(added));
        store.setOperator("");
        QVERIFY(store.add(Vial{.name = "V2"}).has_value());
        QVERIFY(store.audit()->back().operatorName.empty());
        QVERIFY(clockJumps(store)->empty());

        // An hour passes on both clocks; then the date is set back by a day.
        now += std::chrono::hours(1);
        up += std::chrono::hours(1);
        QVERIFY(store.add(Vial{.name = "V3"}).has_value());
        now -= std::chrono::hours(24);
        up += std::chrono::seconds(1);
        QVERIFY(store.add(Vial{.name = "V4"}).has_value());
        const auto jumps = clockJumps(store).value();
        QCOMPARE(jumps.size(), std::size_t{1});
        QCOMPARE(jumps.front().entry, store.trailHead()->entries);
        QVERIFY(std::abs(jumps.front().by_s + 86401.0) < 0.01); // a day back, and the second that passed
        QVERIFY(store.verify()->empty());
    }
    void longTextsAreNotRepeatedInTheTrail()
    {
        auto store = opened("anna");
        QVERIFY(store.saveMethod({.name = "m", .text = std::string(5000, 'x')}).has_value());
        const QString added = QString::fromStdString(store.audit()->back().newValue.value());
        QVERIFY2(added.contains("(5000 bytes, in the record)") && added.size() < 500, qPrintable(added));
    }

    void theTrailIsLookedThroughInPages()
    {
        {
            auto store = opened("anna", "A. Maker");
            test::fill(store);
            QVERIFY(store.withdraw(RecordTable::Cylinders, 2, "empty 100 % sure").has_value());
        }
        const auto store = opened("bert");
        const auto all = auditIds(store).value();
        QCOMPARE(static_cast<std::int64_t>(all.size()), store.trailHead()->entries);
        QVERIFY(std::is_sorted(all.rbegin(), all.rend()));
        const auto page = auditEntries(store, {all[2], all[0], 99999}).value();
        QCOMPARE(page.size(), std::size_t{2});
        QCOMPARE(page[0].id, all[2]);
        const auto count = [&store](const AuditQuery &query) { return auditIds(store, query)->size(); };
        QCOMPARE(count({.table = "cylinders"}), std::size_t{3});
        QCOMPARE(count({.table = "cylinders", .action = "withdrawn"}), std::size_t{1});
        QCOMPARE(count({.text = "100 % sure"}), std::size_t{1});
        QCOMPARE(count({.text = "100 _ sure"}), std::size_t{0});
        QCOMPARE(count({.person = "A. Maker"}), all.size());
        QCOMPARE(count({.person = "anna"}), all.size());
        QCOMPARE(count({.person = "bert"}), std::size_t{0});
        QCOMPARE(count({.table = "vials", .recordId = 2}), std::size_t{1});
        const std::string today = store.audit()->back().at_utc.substr(0, 10);
        QCOMPARE(count({.since = today, .until = today}), all.size());
        QCOMPARE(count({.since = "2999-01-01"}), std::size_t{0});
        QCOMPARE(count({.until = "1999-01-01"}), std::size_t{0});
        const auto choices = auditChoices(store).value();
        QCOMPARE(choices.persons, (std::vector<std::string>{"A. Maker", "anna"}));
        QVERIFY(std::find(choices.actions.begin(), choices.actions.end(), "approved") != choices.actions.end());
        const auto now = recordNow(store, "cylinders", 2).value();
        QCOMPARE(now.front().first, std::string("id"));
        QVERIFY(std::find(now.begin(), now.end(),
                          std::pair<std::string, std::string>("withdrawn_reason", "empty 100 % sure")) != now.end());
        QVERIFY(recordNow(store, "no such table; DROP", 1)->empty());
    }
};

QTEST_APPLESS_MAIN(TestStoreApprovals)
#include "tst_store_approvals.moc"
