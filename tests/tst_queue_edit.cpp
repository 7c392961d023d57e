// SPDX-License-Identifier: GPL-3.0-or-later
// The queue changed while it runs: waiting lines only, checked like new ones; what holds it; frozen methods; the first
// injection of a day.
#include <QTest>

#include "tests/fake_bench.h"
#include "tests/recorded_runs.h"

using namespace tgc;
using namespace tgc::doubles;
using nlohmann::json;

namespace {

/// The numbers of the lines that are not over, in their order.
std::vector<int> order(const FakeBench &b)
{
    std::vector<int> numbers;
    const json snapshot = b.it->snapshot();
    for (const json &line : snapshot.at("queue")) {
        if (line.at("state") == "waiting" || line.at("state") == "active") {
            numbers.push_back(line.at("line").get<int>());
        }
    }
    return numbers;
}

/// Adds standards, which nobody doses.
void addStandards(FakeBench &b, int count)
{
    json rows = json::array();
    for (int i = 0; i < count; ++i) {
        rows.push_back(standardRow());
        if (i == 0) {
            rows.back()["duration_s"] = "200"; // four seconds in which the others are changed
        }
    }
    const auto added = b.command("queue.add", {{"lines", rows}});
    QVERIFY2(added.has_value(), added ? "" : added.error().message.c_str());
}

QString refusal(const Result<json> &reply)
{
    return reply ? QStringLiteral("(done)") : QString::fromStdString(reply.error().message);
}

/// The queue at work with its first line recording.
void startFirst(FakeBench &b)
{
    QVERIFY(b.command("queue.start").has_value());
    QTRY_VERIFY_WITH_TIMEOUT(b.recorder->state().zero_s.has_value(), patience_ms);
}

} // namespace

class TestQueueEdit : public QObject {
    Q_OBJECT

private slots:
    void waitingLinesAreEditedWhileItRuns()
    {
        FakeBench b;
        addStandards(b, 3);
        startFirst(b);
        const auto edited =
            b.command("queue.edit",
                      {{"line", 2}, {"columns", {{"injections", "2"}, {"level", "L9"}, {"group", "G"}}}, {"by", "jd"}});
        QVERIFY2(edited.has_value(), qPrintable(refusal(edited)));
        QCOMPARE(b.line(2).at("injections"), json(2));
        QCOMPARE(b.line(2).at("level"), json("L9"));
        const auto details = b.command("queue.line", {{"line", 2}});
        QCOMPARE(details->at("line").at("columns").at("group"), json("G"));
        QVERIFY(b.told("log").back().at("text").get<std::string>().find("injections: \"\" -> \"2\"") !=
                std::string::npos);
        // An empty text takes a value away.
        QVERIFY(b.command("queue.edit", {{"line", 2}, {"columns", {{"group", ""}}}}).has_value());
        QCOMPARE(b.line(2).at("group"), json(""));
    }

    void wrongEditsChangeNothing_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("says");
        QTest::newRow("no number") << "injections"
                                   << "many"
                                   << "line 2, column injections";
        QTest::newRow("no kind") << "kind"
                                 << "gas"
                                 << "line 2, column kind";
        QTest::newRow("the sampler needs it") << "injection_volume_mL"
                                              << ""
                                              << "line 2, column injection_volume_mL";
        QTest::newRow("gas is not dosed") << "dose_mL"
                                          << "0.5"
                                          << "line 2, column dose_mL";
        QTest::newRow("another number") << "line"
                                        << "9"
                                        << "its number cannot be changed";
    }
    void wrongEditsChangeNothing()
    {
        QFETCH(QString, column);
        QFETCH(QString, value);
        QFETCH(QString, says);
        FakeBench b;
        addStandards(b, 2);
        const json before = b.line(2);
        const auto edited =
            b.command("queue.edit", {{"line", 2}, {"columns", {{column.toStdString(), value.toStdString()}}}});
        QVERIFY2(refusal(edited).contains(says), qPrintable(refusal(edited)));
        QCOMPARE(b.line(2), before);
    }

    /// A line that is at work or over is left alone, in words.
    void linesAtWorkAndOverAreRefused()
    {
        FakeBench b;
        addStandards(b, 1);
        startFirst(b);
        const auto all = [&b](const char *says) {
            for (const char *name : {"queue.edit", "queue.move", "queue.priority", "queue.remove", "queue.skip"}) {
                json args = {{"line", 1}};
                if (std::string(name) == "queue.edit") {
                    args["columns"] = {{"injections", "5"}};
                }
                const auto refused = b.command(name, args);
                QVERIFY2(refusal(refused).contains(says), qPrintable(QString(name) + ": " + refusal(refused)));
            }
        };
        all("line 1 is at work");
        QCOMPARE(b.command("queue.edit", {{"line", 1}, {"columns", {{"level", "x"}}}}).error().code, ErrorCode::Busy);
        QVERIFY(refusal(b.command("queue.repeat", {{"line", 1}})).contains("only a line that is over"));
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        all("line 1 is over (done)");
        QCOMPARE(b.line(1).at("injections"), json(1));
        QVERIFY(refusal(b.command("queue.remove", {{"line", 7}})).contains("there is no line 7"));
    }

    void linesAreMovedRemovedSkippedAndPutFirst()
    {
        FakeBench b;
        addStandards(b, 5);
        startFirst(b);
        QVERIFY(b.command("queue.move", {{"line", 4}, {"before", 2}}).has_value());
        QCOMPARE(order(b), (std::vector<int>{1, 4, 2, 3, 5}));
        QVERIFY(b.command("queue.move", {{"line", 4}}).has_value());
        QCOMPARE(order(b), (std::vector<int>{1, 2, 3, 5, 4}));
        QVERIFY(b.command("queue.priority", {{"line", 5}}).has_value());
        QCOMPARE(order(b), (std::vector<int>{1, 5, 2, 3, 4}));
        QVERIFY(b.told("queue").back().at("reordered").get<bool>());
        QVERIFY(b.command("queue.remove", {{"line", 2}, {"by", "jd"}}).has_value());
        QCOMPARE(order(b), (std::vector<int>{1, 5, 3, 4}));
        QCOMPARE(b.told("line").back().at("state"), json("removed"));
        QVERIFY(b.command("queue.skip", {{"line", 3}, {"by", "jd"}, {"reason", "cracked"}}).has_value());
        QCOMPARE(b.line(3).at("why"), json("skipped by jd: cracked"));
        // Before the line at work nothing is put.
        QVERIFY(refusal(b.command("queue.move", {{"line", 4}, {"before", 1}})).contains("line 1 is at work"));
        const auto added =
            b.command("queue.add", {{"lines", json::array({standardRow(), standardRow()})}, {"first", true}});
        QCOMPARE(added->at("numbers"), json::array({6, 7}));
        QCOMPARE(order(b), (std::vector<int>{1, 6, 7, 5, 4}));
        for (int run = 0; run < 5; ++run) {
            QTRY_VERIFY_WITH_TIMEOUT(b.closed().size() > std::size_t(run), patience_ms);
            b.rearm();
        }
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(4), std::string("done"), patience_ms);
        std::vector<std::string> done;
        for (std::size_t i = 0; i < b.closed().size(); ++i) {
            done.push_back(json::parse(b.spool(i).header.line).at("line").get<std::string>());
        }
        QCOMPARE(done, (std::vector<std::string>{"1", "6", "7", "5", "4"}));
    }

    /// Once more, as a new line; its vial is not dosed again.
    void aRepeatedLineIsNotDosedAgain()
    {
        FakeBench b;
        QCOMPARE(b.queue({sampleRow("S1")}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        b.rearm();
        const auto repeated = b.command("queue.repeat", {{"line", 1}});
        QCOMPARE(repeated->at("line"), json(2));
        QVERIFY(b.command("queue.start").has_value());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(2), std::string("done"), patience_ms);
        QCOMPARE(b.pump.doses.load(), 1);
        const json line = json::parse(b.spool(1).header.line);
        QCOMPARE(line.at("dosed_mL"), json("0.5"));
        QCOMPARE(line.at("repeats_line"), json("1"));
        QCOMPARE(line.at("injection"), json("2")); // the second draw from this vial
    }

    /// A dose that nobody knows: never again, and to go on takes a name and a reason.
    void anUnknownDoseIsTakenOverByName()
    {
        FakeBench b;
        b.pump.unread = true;
        QCOMPARE(b.queue({sampleRow("S1")}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("failed"), patience_ms);
        QCOMPARE(b.line(1).at("dose").at("state"), json("unknown"));
        QVERIFY(b.line(1).at("dose").at("in_doubt").get<bool>());
        for (const char *name : {"queue.repeat", "queue.recover"}) {
            json args = {{"line", 1}};
            if (std::string(name) == "queue.recover") {
                args["choice"] = "continue";
            }
            QVERIFY2(refusal(b.command(name, args)).contains("with a name and a reason"), name);
            args["by"] = "jd";
            QVERIFY2(refusal(b.command(name, args)).contains("with a name and a reason"), name);
        }
        QVERIFY(b.line(1).at("dose").at("in_doubt").get<bool>());
        json args = {{"line", 1}, {"choice", "continue"}, {"by", "jd"}, {"reason", "vial weighed"}, {"dosed_mL", 0.0}};
        QVERIFY(refusal(b.command("queue.recover", args)).contains("pump gave nothing cannot be said"));
        args["dosed_mL"] = 0.7;
        QVERIFY(refusal(b.command("queue.recover", args)).contains("from 0 to the 0.5 mL"));
        args.erase("dosed_mL");
        QVERIFY2(b.command("queue.recover", args).has_value(), "continue");
        QCOMPARE(b.lineState(1), std::string("waiting"));
        b.pump.unread = false;
        QVERIFY(b.command("queue.start").has_value());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QCOMPARE(b.pump.doses.load(), 1);
        const json line = json::parse(b.spool(0).header.line);
        QVERIFY(!line.contains("dosed_mL"));
        QCOMPARE(line.at("dose_at_most_mL"), json("0.5"));
        QCOMPARE(line.at("dose_unknown"), json("taken over by jd: vial weighed"));
    }

    /// A dose that was not sent is known not to have been given: it may be asked for.
    void whatWasNotSentMayBeAskedFor()
    {
        FakeBench b;
        b.pump.initialised = false;
        QCOMPARE(b.queue({sampleRow("S1")}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("failed"), patience_ms);
        QCOMPARE(b.line(1).at("dose").at("state"), json("not given"));
        b.pump.initialised = true;
        QVERIFY(b.command("queue.recover", {{"line", 1}, {"choice", "repeat"}}).has_value());
        QVERIFY(b.command("queue.start").has_value());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QCOMPARE(b.pump.doses.load(), 1);
    }

    void aFailedLineHoldsTheQueueWhereThePolicySaysSo_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("start");
        QTest::addColumn<bool>("holds");
        QTest::newRow("nothing said: as ever") << ""
                                               << "" << false;
        QTest::newRow("in the bench file") << "[queue]\non_failure = \"hold\"\n"
                                           << "" << true;
        QTest::newRow("said at the start") << ""
                                           << "hold" << true;
        QTest::newRow("said otherwise at the start") << "[queue]\non_failure = \"hold\"\n"
                                                     << "skip" << false;
    }
    void aFailedLineHoldsTheQueueWhereThePolicySaysSo()
    {
        QFETCH(QString, file);
        QFETCH(QString, start);
        QFETCH(bool, holds);
        FakeBench b({.extra = file.toStdString()});
        json unsafe = sampleRow("S1");
        unsafe["pressure_rating_kPa"] = "10";
        QVERIFY(b.command("queue.add", {{"lines", json::array({unsafe, standardRow()})}}).has_value());
        json args = json::object();
        if (!start.isEmpty()) {
            args["on_failure"] = start.toStdString();
        }
        QVERIFY(b.command("queue.start", args).has_value());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("failed"), patience_ms);
        if (!holds) {
            QTRY_COMPARE_WITH_TIMEOUT(b.lineState(2), std::string("done"), patience_ms);
            return;
        }
        QTRY_VERIFY_WITH_TIMEOUT(!b.it->snapshot().at("queue_running").get<bool>(), patience_ms);
        QVERIFY(b.told("queue").back().at("why").get<std::string>().find("line 1 failed") == 0);
        QCOMPARE(b.lineState(2), std::string("waiting"));
        QVERIFY(b.command("queue.start").has_value()); // a person goes on
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(2), std::string("done"), patience_ms);
    }

    void aWrongPolicyIsRefusedWithItsLine()
    {
        const auto file = bench::parseBenchFile("schema = 1\n[queue]\non_failure = \"wait\"\n", "BENCH.toml");
        QVERIFY(!file && QString::fromStdString(file.error().message).contains("BENCH.toml"));
        FakeBench b;
        QVERIFY(refusal(b.command("queue.start", {{"on_failure", "wait"}})).contains("\"skip\" or \"hold\""));
    }

    /// The text is that of the moment when the line was added, whatever becomes of the file.
    void methodsAreFrozen()
    {
        std::atomic<int> version = 1;
        FakeBench b({.method = [&](const std::string &name,
                                   const std::string &folder) -> Result<std::optional<bench::MethodText>> {
            if (name == "bad") {
                return fail(ErrorCode::BadInput, "bad.toml, line 3: what is this");
            }
            if (name != "h2") {
                return std::nullopt;
            }
            const std::string text = "version " + std::to_string(version) + " of " + folder;
            return bench::MethodText{text, "hash of " + text};
        }});
        json row = standardRow();
        row["method"] = "h2";
        const auto added = b.command("queue.add", {{"lines", json::array({row, row})}, {"folder", "/lab"}});
        QVERIFY(added.has_value());
        version = 2;
        row["method"] = "h3";
        const auto named = b.command("queue.add", {{"lines", json::array({row})}});
        QVERIFY(named->at("warnings").dump().find("h3") != std::string::npos);
        row["method"] = "bad";
        const auto bad = b.command("queue.add", {{"lines", json::array({row})}});
        QVERIFY2(refusal(bad).contains("line 4, column method: bad.toml, line 3"), qPrintable(refusal(bad)));
        QVERIFY(
            b.command("queue.edit", {{"line", 2}, {"columns", {{"method", "h2"}}}, {"folder", "/lab"}}).has_value());
        QVERIFY(b.command("queue.start").has_value());
        for (int run = 0; run < 3; ++run) {
            QTRY_VERIFY_WITH_TIMEOUT(b.closed().size() > std::size_t(run), patience_ms);
            b.rearm();
        }
        const json first = json::parse(b.spool(0).header.line);
        QCOMPARE(first.at("method"), json("h2"));
        QCOMPARE(first.at("method_text"), json("version 1 of /lab"));
        QCOMPARE(first.at("method_sha256"), json("hash of version 1 of /lab"));
        QCOMPARE(json::parse(b.spool(1).header.line).at("method_text"), json("version 2 of /lab"));
        QVERIFY(!json::parse(b.spool(2).header.line).contains("method_text"));
    }

    /// After hours without one the first injection is recorded, marked, and counts for nothing.
    void theFirstInjectionIsDiscardedWhereThePolicySaysSo()
    {
        FakeBench b({.extra = "[queue]\ndiscard_first_after_h = 12\n"});
        QCOMPARE(b.queue({standardRow(), standardRow()}), std::string());
        for (int run = 0; run < 3; ++run) {
            QTRY_VERIFY_WITH_TIMEOUT(b.closed().size() > std::size_t(run), patience_ms);
            b.rearm();
        }
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(2), std::string("done"), patience_ms);
        QCOMPARE(b.closed().size(), std::size_t{3});
        QCOMPARE(b.line(1).at("done_injections"), json(1));
        QCOMPARE(b.line(1).at("runs").size(), std::size_t{1});
        QCOMPARE(b.line(1).at("discarded_runs"), json::array({b.spool(0).header.run}));
        QVERIFY(json::parse(b.spool(0).header.line).at("discarded").get<std::string>().find("conditioning") == 0);
        QVERIFY(!json::parse(b.spool(1).header.line).contains("discarded"));
        QVERIFY(!json::parse(b.spool(2).header.line).contains("discarded"));
        bool said = false;
        for (const json &run : b.told("run")) {
            said = said || !run.at("discarded").get<std::string>().empty();
        }
        QVERIFY(said);
    }

    /// The same vial in two lines is said, whether it was dosed or may have been.
    void aSecondDoseForAVialIsWarnedOf()
    {
        FakeBench b;
        QCOMPARE(b.queue({sampleRow("S1")}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        const auto added = b.command("queue.add", {{"lines", json::array({sampleRow("S1"), sampleRow("S2")})}});
        const std::string warnings = added->at("warnings").dump();
        QVERIFY2(warnings.find("line 2 doses S1, which was dosed by line 1") != std::string::npos, warnings.c_str());
        QVERIFY(warnings.find("S2") == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestQueueEdit)
#include "tst_queue_edit.moc"
