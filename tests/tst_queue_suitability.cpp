// SPDX-License-Identifier: GPL-3.0-or-later
// What the queue does about a line whose injections are not suitable: goes on, holds, or has it done once more.
#include <QTest>

#include "tests/fake_bench.h"
#include "tests/recorded_runs.h"

using namespace tgc;
using namespace tgc::doubles;
using bench::LineVerdict;
using nlohmann::json;
using Word = LineVerdict::Word;

namespace {

LineVerdict verdict(Word word, const std::string &words = "fail: H2 tailing <= 1.5", std::optional<int> left = {})
{
    LineVerdict made;
    made.word = word;
    made.words = words;
    made.drawsLeft = left;
    return made;
}

/// A bench whose judge is the test: lines wait for its answers, or are answered at once.
class JudgedBench {
public:
    explicit JudgedBench(const std::string &extra, const std::string &journal = {})
        : bench(
              {.extra = extra,
               .journal = journal,
               .method = [](const std::string &name, const std::string &) -> Result<std::optional<bench::MethodText>> {
                   return bench::MethodText{"text of " + name, "hash of " + name};
               },
               .judge = [this](bench::JudgeQuestion question) { take(std::move(question)); }})
    {
    }
    void take(bench::JudgeQuestion question)
    {
        std::optional<LineVerdict> answer;
        const std::uint64_t id = question.id;
        {
            const std::lock_guard lock(m_mutex);
            m_questions.push_back(std::move(question));
            if (!m_answers.empty()) {
                answer = m_answers.front();
                m_answers.erase(m_answers.begin());
            }
        }
        if (answer) {
            bench.it->judged(id, *answer);
        }
    }
    void answers(std::vector<LineVerdict> given)
    {
        const std::lock_guard lock(m_mutex);
        m_answers = std::move(given);
    }
    [[nodiscard]] std::vector<bench::JudgeQuestion> questions() const
    {
        const std::lock_guard lock(m_mutex);
        return m_questions;
    }
    [[nodiscard]] json judgedOf(int line) const { return bench.line(line).value("suitability", json()); }
    /// What is told of the line's verdict under that key; empty: there is none.
    [[nodiscard]] std::string said(int line, const char *key) const
    {
        const json judged = judgedOf(line);
        return judged.is_object() ? judged.at(key).get<std::string>() : std::string();
    }
    [[nodiscard]] bool running() const { return bench.it->snapshot().at("queue_running").get<bool>(); }
    [[nodiscard]] std::string why() const { return bench.it->snapshot().at("queue_policy").at("why"); }
    /// The chromatograph is ready for as many more injections.
    void rearmAfter(std::size_t runs)
    {
        QTRY_VERIFY_WITH_TIMEOUT(bench.closed().size() >= runs, patience_ms);
        bench.rearm();
    }

private:
    mutable std::mutex m_mutex;
    std::vector<bench::JudgeQuestion> m_questions;
    std::vector<LineVerdict> m_answers;

public:
    FakeBench bench; ///< last: it uses all the others
};

json withMethod(json row)
{
    row["method"] = "h2";
    return row;
}

json vial(const std::string &id)
{
    json row = withMethod(sampleRow(id));
    row["reaction_s"] = "1";
    return row;
}

} // namespace

class TestQueueSuitability : public QObject {
    Q_OBJECT

private slots:
    /// As before there were verdicts: nothing waits, and all lines are done; a verdict is told.
    void byItselfTheQueueGoesOn()
    {
        JudgedBench b("");
        QCOMPARE(b.bench.queue({withMethod(standardRow()), standardRow()}), std::string());
        b.rearmAfter(1);
        QTRY_COMPARE_WITH_TIMEOUT(b.bench.lineState(2), std::string("done"), patience_ms);
        QCOMPARE(b.questions().size(), std::size_t{1}); // of a line without a method nobody asks
        QCOMPARE(b.questions().front().methodText, std::string("text of h2"));
        QCOMPARE(json(b.questions().front().runs), b.bench.line(1).at("runs"));
        QCOMPARE(b.judgedOf(1).at("verdict"), json("awaited"));
        QVERIFY(b.judgedOf(2).is_null());
        b.bench.it->judged(b.questions().front().id, verdict(Word::Unsuitable));
        QCOMPARE(b.judgedOf(1).at("verdict"), json("unsuitable"));
        QCOMPARE(b.judgedOf(1).at("words"), json("fail: H2 tailing <= 1.5"));
        QCOMPARE(b.judgedOf(1).at("act"), json(""));
        QCOMPARE(b.bench.told("line").back().at("suitability").at("verdict"), json("unsuitable"));
        QCOMPARE(b.bench.told("log").back().at("text"), json("line 1 is unsuitable: fail: H2 tailing <= 1.5"));
    }

    void aMethodWithoutRulesIsNothingToTell()
    {
        JudgedBench b("");
        LineVerdict nothing = verdict(Word::NotJudged, "method h2 has no suitability rules");
        nothing.nothingAsked = true;
        b.answers({nothing});
        QCOMPARE(b.bench.queue({withMethod(standardRow())}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.questions().size(), std::size_t{1}, patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(b.judgedOf(1).is_null(), patience_ms);
    }

    void holdsUntilAPersonGoesOn_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("start");
        QTest::addColumn<int>("word");
        QTest::addColumn<bool>("holds");
        const QString hold = "[queue]\non_unsuitable = \"hold\"\n";
        const int bad = int(Word::Unsuitable), open = int(Word::NotJudged), good = int(Word::Suitable);
        QTest::newRow("unsuitable") << hold << ""
                                    << "" << bad << true;
        QTest::newRow("could not be judged") << hold << ""
                                             << "" << open << true;
        QTest::newRow("suitable") << hold << ""
                                  << "" << good << false;
        QTest::newRow("the line says hold") << ""
                                            << "hold"
                                            << "" << bad << true;
        QTest::newRow("the line says continue") << hold << "continue"
                                                << "" << bad << false;
        QTest::newRow("said at the start") << ""
                                           << ""
                                           << "hold" << bad << true;
        QTest::newRow("said otherwise at the start") << hold << ""
                                                     << "continue" << bad << false;
    }
    void holdsUntilAPersonGoesOn()
    {
        QFETCH(QString, file);
        QFETCH(QString, column);
        QFETCH(QString, start);
        QFETCH(int, word);
        QFETCH(bool, holds);
        JudgedBench b(file.toStdString());
        json row = withMethod(standardRow());
        if (!column.isEmpty()) {
            row["on_unsuitable"] = column.toStdString();
        }
        QVERIFY(b.bench.command("queue.add", {{"lines", json::array({row, withMethod(standardRow())})}}).has_value());
        json args = json::object();
        if (!start.isEmpty()) {
            args["on_unsuitable"] = start.toStdString();
        }
        b.answers({verdict(Word(word))});
        QVERIFY(b.bench.command("queue.start", args).has_value());
        b.rearmAfter(1);
        QTRY_COMPARE_WITH_TIMEOUT(b.bench.lineState(1), std::string("done"), patience_ms);
        if (holds) {
            QTRY_VERIFY_WITH_TIMEOUT(!b.running(), patience_ms);
            QVERIFY2(b.why().find(word == int(Word::Unsuitable) ? "line 1 is unsuitable: fail: H2 tailing"
                                                                : "line 1 could not be judged: fail") == 0,
                     b.why().c_str());
            QCOMPARE(b.judgedOf(1).at("act"), json("the queue holds"));
            QCOMPARE(b.bench.lineState(2), std::string("waiting"));
            QCOMPARE(b.bench.closed().size(), std::size_t{1}); // not one injection more
            b.answers({verdict(Word::Suitable, "pass")});
            QVERIFY(b.bench.command("queue.start").has_value()); // a person goes on
        }
        QTRY_COMPARE_WITH_TIMEOUT(b.bench.lineState(2), std::string("done"), patience_ms);
    }

    /// The next injection waits for the verdict; doses do not, and none is given twice.
    void noDoseWaitsForAVerdict()
    {
        JudgedBench b("[queue]\non_unsuitable = \"hold\"\n");
        QTRY_VERIFY_WITH_TIMEOUT(b.bench.pumpReady(), patience_ms);
        json second = vial("S2");
        second["vial"] = "4";
        QCOMPARE(b.bench.queue({withMethod(standardRow()), vial("S1"), second}), std::string());
        b.rearmAfter(1);
        QTRY_COMPARE_WITH_TIMEOUT(b.said(1, "verdict"), std::string("awaited"), patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(b.bench.pump.doses.load(), 2, patience_ms); // dose_ahead
        QTest::qWait(200); // ten device seconds: both reactions are over
        QCOMPARE(b.bench.closed().size(), std::size_t{1});
        QVERIFY(b.running());
        b.bench.it->judged(b.questions().front().id, verdict(Word::Suitable));
        b.rearmAfter(2);
        QTRY_COMPARE_WITH_TIMEOUT(b.questions().size(), std::size_t{2}, patience_ms);
        b.bench.it->judged(b.questions().back().id, verdict(Word::Suitable));
        QTRY_COMPARE_WITH_TIMEOUT(b.bench.lineState(3), std::string("done"), patience_ms);
        QCOMPARE(b.bench.pump.doses.load(), 2);
    }

    /// A vial that has reacted meanwhile would be measured no better.
    void aRepeatGoesBeforeVialsThatAreReady()
    {
        JudgedBench b("[queue]\non_unsuitable = \"repeat\"\n");
        QTRY_VERIFY_WITH_TIMEOUT(b.bench.pumpReady(), patience_ms);
        QCOMPARE(b.bench.queue({withMethod(standardRow()), vial("S1")}), std::string());
        b.rearmAfter(1);
        QTRY_COMPARE_WITH_TIMEOUT(b.bench.line(2).value("step", ""), std::string("ready for its injection"),
                                  patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(b.said(1, "verdict"), std::string("awaited"), patience_ms);
        b.answers({verdict(Word::Suitable), verdict(Word::Suitable)});
        b.bench.it->judged(b.questions().front().id, verdict(Word::Unsuitable));
        b.rearmAfter(2);
        QCOMPARE(json::parse(b.bench.spool(1).header.line).value("repeats_line", ""), std::string("1"));
        QTRY_COMPARE_WITH_TIMEOUT(b.bench.lineState(2), std::string("done"), patience_ms);
        QCOMPARE(b.bench.pump.doses.load(), 1);
    }

    void repeatsThenHolds()
    {
        JudgedBench b("[queue]\non_unsuitable = \"repeat\"\nunsuitable_repeats = 2\n");
        b.answers(
            {verdict(Word::Unsuitable, "one"), verdict(Word::Unsuitable, "two"), verdict(Word::Unsuitable, "three")});
        QCOMPARE(b.bench.queue({withMethod(standardRow()), withMethod(standardRow())}), std::string());
        for (std::size_t run = 1; run <= 3; ++run) {
            b.rearmAfter(run);
        }
        QTRY_VERIFY_WITH_TIMEOUT(!b.running(), patience_ms);
        QCOMPARE(b.judgedOf(1).at("act"), json("repeated as line 3"));
        QCOMPARE(b.judgedOf(3).at("act"), json("repeated as line 4"));
        QCOMPARE(b.judgedOf(4).at("act"),
                 json("the queue holds; not repeated, it was repeated 2 times, and that is the limit"));
        QCOMPARE(b.bench.lineState(2), std::string("waiting")); // the repeats went before it
        QCOMPARE(b.bench.closed().size(), std::size_t{3});
        QCOMPARE(json::parse(b.bench.spool(1).header.line).at("repeats_line"), json("1"));
    }

    /// What could not be judged would be judged no better for more gas.
    void whatCouldNotBeJudgedIsNotRepeated()
    {
        JudgedBench b("[queue]\non_unsuitable = \"repeat\"\n");
        b.answers({verdict(Word::NotJudged, "the store is locked")});
        QCOMPARE(b.bench.queue({withMethod(standardRow())}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.said(1, "act"), std::string("the queue holds"), patience_ms);
        QVERIFY(!b.running());
        QCOMPARE(b.bench.it->snapshot().at("queue").size(), std::size_t{1});
        // The store answers after all: the word changes, and nothing else.
        b.bench.it->judged(b.questions().front().id, verdict(Word::Suitable, "pass"));
        QCOMPARE(b.judgedOf(1).at("verdict"), json("suitable"));
        QCOMPARE(b.judgedOf(1).at("act"), json("the queue holds"));
        QVERIFY(!b.running());
    }

    void aVialIsRepeatedWhereADrawIsLeftAndNeverDosedAgain_data()
    {
        QTest::addColumn<int>("left"); // -1: not known
        QTest::addColumn<QString>("act");
        QTest::newRow("one left") << 1 << "repeated as line 2";
        QTest::newRow("none left") << 0
                                   << "the queue holds; not repeated, of the vial's draws 0 are left, and 1 are needed";
        QTest::newRow("not known") << -1
                                   << "the queue holds; not repeated, how many draws are left in the vial is not known";
    }
    void aVialIsRepeatedWhereADrawIsLeftAndNeverDosedAgain()
    {
        QFETCH(int, left);
        QFETCH(QString, act);
        JudgedBench b("[queue]\non_unsuitable = \"repeat\"\n");
        b.answers({verdict(Word::Unsuitable, "fail", left < 0 ? std::nullopt : std::optional(left)),
                   verdict(Word::Suitable, "pass", 0)});
        QTRY_VERIFY_WITH_TIMEOUT(b.bench.pumpReady(), patience_ms);
        QCOMPARE(b.bench.queue({vial("S1")}), std::string());
        b.rearmAfter(1);
        QTRY_COMPARE_WITH_TIMEOUT(QString::fromStdString(b.said(1, "act")), act, patience_ms);
        if (left == 1) {
            QTRY_COMPARE_WITH_TIMEOUT(b.said(2, "verdict"), std::string("suitable"), patience_ms);
            QCOMPARE(b.questions().back().begunInjections, 2); // its draws are counted on
            QCOMPARE(b.bench.line(2).at("dose").at("state"), json("given"));
        }
        QCOMPARE(b.bench.pump.doses.load(), 1);
    }

    /// A draw that another line will take is not there for a repeat.
    void aDrawThatIsWantedElsewhereIsNotTaken()
    {
        JudgedBench b("[queue]\non_unsuitable = \"repeat\"\n");
        b.answers({verdict(Word::Unsuitable, "fail", 2)});
        json first = vial("S1");
        json second = first;
        for (const char *column : {"dose_mL", "reaction_s"}) {
            first.erase(column);
            second.erase(column);
        }
        second["injections"] = "2";
        QCOMPARE(b.bench.queue({first, second}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(
            b.said(1, "act"),
            std::string("the queue holds; not repeated, of the vial's draws 0 are left, and 1 are needed"),
            patience_ms);
    }

    /// Whoever wants the queue to act is not left without a word where nothing judges.
    void withoutAJudgeItHolds()
    {
        FakeBench b({.extra = "[queue]\non_unsuitable = \"hold\"\n"});
        QCOMPARE(b.queue({standardRow(), standardRow()}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(!b.it->snapshot().at("queue_running").get<bool>(), patience_ms);
        QCOMPARE(b.line(1).at("suitability").at("verdict"), json("not judged"));
        QCOMPARE(b.lineState(2), std::string("waiting"));
    }

    void aLineThatWillHoldTheQueueIsWarnedOf()
    {
        JudgedBench b("[queue]\non_unsuitable = \"hold\"\n");
        json free = standardRow();
        free["on_unsuitable"] = "continue";
        const auto added =
            b.bench.command("queue.add", {{"lines", json::array({standardRow(), withMethod(standardRow()), free})}});
        QCOMPARE(added->at("warnings"), json::array({"line 1 cannot be judged without a method, and the queue holds "
                                                     "after it (on_unsuitable is hold)"}));
        const auto edited = b.bench.command("queue.edit", {{"line", 3}, {"columns", {{"on_unsuitable", ""}}}});
        QVERIFY(edited->at("warnings").dump().find("line 3 cannot be judged") != std::string::npos);
    }

    void verdictsAndCountsOutliveTheStation()
    {
        QTemporaryDir folder;
        const std::string journal = folder.filePath("bench.queue").toStdString();
        json check = withMethod(standardRow());
        check["kind"] = "check";
        {
            JudgedBench b("[queue]\ncheck_every = 2\n", journal);
            QCOMPARE(b.bench.it->snapshot().at("queue_policy").at("since_check"),
                     json({{"injections", nullptr}, {"every", 2}}));
            b.answers({verdict(Word::Suitable, "pass")});
            QCOMPARE(b.bench.queue({check, withMethod(standardRow()), standardRow()}), std::string());
            b.rearmAfter(1);
            b.rearmAfter(2);
            QTRY_COMPARE_WITH_TIMEOUT(b.bench.lineState(3), std::string("done"), patience_ms);
            QCOMPARE(b.bench.told("since_check").front(), json({{"injections", 0}, {"every", 2}}));
            QCOMPARE(b.bench.told("since_check").back(), json({{"injections", 2}, {"every", 2}}));
            QVERIFY(b.bench.command("queue.hold").has_value());
            QVERIFY(b.bench.command("queue.add", {{"lines", json::array({standardRow()})}}).has_value());
        }
        JudgedBench b("[queue]\ncheck_every = 2\n", journal);
        QCOMPARE(b.judgedOf(1).at("verdict"), json("suitable"));
        QCOMPARE(b.judgedOf(2).at("verdict"), json("not judged"));
        QCOMPARE(b.judgedOf(2).at("words"), json("the station ended before the line was judged"));
        QCOMPARE(b.bench.it->snapshot().at("queue_policy").at("since_check").at("injections"), json(2));
    }

    void aWrongWordIsRefused()
    {
        const auto file = bench::parseBenchFile("schema = 1\nname = \"b\"\n[[device]]\nid = \"adc\"\n"
                                                "driver = \"labjack-t7\"\nendpoint = \"tcp://a:1\"\nrate_hz = 10.0\n"
                                                "channels = [ { name = \"TCD\", input = 0 } ]\n"
                                                "[roles]\nsignal = \"adc\"\n[queue]\non_unsuitable = \"stop\"\n",
                                                "BENCH.toml");
        QVERIFY(!file);
        QCOMPARE(QString::fromStdString(file.error().message),
                 QString("BENCH.toml, line 12: [queue] on_unsuitable " +
                         QString::fromStdString(bench::onUnsuitableWords())));
        JudgedBench b("");
        const auto started = b.bench.command("queue.start", {{"on_unsuitable", "stop"}});
        QVERIFY(!started && QString::fromStdString(started.error().message).contains("\"repeat\""));
        json row = standardRow();
        row["on_unsuitable"] = "stop";
        const auto added = b.bench.command("queue.add", {{"lines", json::array({row})}});
        QVERIFY(!added && QString::fromStdString(added.error().message).contains("column on_unsuitable"));
    }
};

QTEST_GUILESS_MAIN(TestQueueSuitability)
#include "tst_queue_suitability.moc"
