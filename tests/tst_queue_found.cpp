// SPDX-License-Identifier: GPL-3.0-or-later
// A second bench started from the first one's journal as it stood at some instant, as after a crash or a power cut: what it
// shows, and what each choice does. Above all: no vial is dosed a second time.
#include <QTemporaryDir>
#include <QTest>

#include "tests/fake_bench.h"
#include "tests/recorded_runs.h"

using namespace tgc;
using namespace tgc::doubles;
using nlohmann::json;

namespace {

QString refusal(const Result<json> &reply)
{
    return reply ? QStringLiteral("(done)") : QString::fromStdString(reply.error().message);
}

/// What stands behind the line that is dosed: it draws from the same vial, so it waits for that line.
json sameVialRow()
{
    return {{"sample_id", "S1"}, {"level", "L1"}, {"vial", "3"}, {"injection_volume_mL", "0.5"}};
}

/// The journal of a bench that has come so far with a line that is dosed and injected twice, and one behind it.
class FirstLife {
public:
    /// `until`: waiting | asked | reacting | recording | between
    explicit FirstLife(const QString &until)
    {
        FakeBench b({.journal = journal()});
        json row = sampleRow("S1");
        row["injections"] = "2";
        row["reaction_s"] = until == "reacting" ? "5000" : "5";
        if (until == "asked") {
            b.pump.dosing = [this] { keep(); };
        }
        if (!b.command("queue.add", {{"lines", json::array({row, sameVialRow()})}})) {
            qFatal("not added");
        }
        if (until == "waiting") {
            keep();
            return;
        }
        if (!b.command("queue.start")) {
            qFatal("not started");
        }
        const auto come = [&] {
            const json line = b.line(1);
            const std::string step = line.at("step").get<std::string>();
            return until == "asked"       ? b.pump.doses > 0
                   : until == "reacting"  ? step.starts_with("reacting")
                   : until == "recording" ? step == "recording"
                                          : line.at("done_injections") == 1;
        };
        if (!QTest::qWaitFor(come, patience_ms)) {
            qFatal("never came so far: %s", b.line(1).dump().c_str());
        }
        if (until != "asked") {
            keep();
        }
        doses = b.pump.doses;
    }
    [[nodiscard]] std::string kept() const { return m_folder.filePath("kept.queue").toStdString(); }

    int doses = 0;

private:
    [[nodiscard]] std::string journal() const { return m_folder.filePath("test.queue").toStdString(); }
    void keep() const { std::filesystem::copy_file(journal(), kept()); }

    QTemporaryDir m_folder;
};

} // namespace

class TestQueueFound : public QObject {
    Q_OBJECT

private slots:
    void whatIsFound_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("dose");
        QTest::addColumn<QString>("known");
        QTest::newRow("waiting") << "waiting"
                                 << "none"
                                 << "It has not been dosed";
        QTest::newRow("asked") << "interrupted"
                               << "unknown"
                               << "NOT KNOWN";
        QTest::newRow("reacting") << "interrupted"
                                  << "given"
                                  << "It was given 0.5 mL";
        QTest::newRow("recording") << "interrupted"
                                   << "given"
                                   << "1 more was begun and is not whole";
        QTest::newRow("between") << "interrupted"
                                 << "given"
                                 << "1 of 2 injections are whole.";
    }
    void whatIsFound()
    {
        QFETCH(QString, state);
        QFETCH(QString, dose);
        QFETCH(QString, known);
        const FirstLife before(QTest::currentDataTag());
        FakeBench b({.journal = before.kept()});
        const json line = b.line(1);
        QCOMPARE(line.at("state"), json(state.toStdString()));
        QCOMPARE(line.at("dose").at("state"), json(dose.toStdString()));
        QVERIFY(line.at("restored").get<bool>());
        const auto details = b.command("queue.line", {{"line", 1}});
        const QString said = QString::fromStdString(details->at("line").at("known").get<std::string>());
        QVERIFY2(said.contains(known), qPrintable(said));
        QCOMPARE(b.line(2).at("state"), json("waiting"));
        QCOMPARE(b.line(2).at("level"), json("L1"));
        QVERIFY(!b.it->snapshot().at("queue_running").get<bool>());
        QTest::qWait(60);
        QCOMPARE(b.acts(), 0); // nothing is done by itself
        if (state == "interrupted") {
            QVERIFY2(refusal(b.command("queue.start")).contains("line 1 was interrupted"),
                     qPrintable(refusal(b.command("queue.start"))));
            QVERIFY(refusal(b.command("queue.edit", {{"line", 1}, {"columns", {{"level", "x"}}}}))
                        .contains("was interrupted"));
        }
    }

    /// Every choice after every interruption, and what the vial gets in both lives together: one dose.
    void whatTheChoicesDo_data()
    {
        QTest::addColumn<QString>("until");
        QTest::addColumn<QString>("choice");
        QTest::addColumn<QString>("state"); ///< of the line when the queue is through
        QTest::addColumn<int>("injections"); ///< of this life, of this line
        struct Row {
            const char *choice;
            const char *state;
            int left, whole; ///< injections where none was whole before, and where one was
        };
        constexpr Row rows[] = {{"continue", "done", 2, 1},
                                {"repeat", "done", 2, 2},
                                {"skip", "skipped", 0, 0},
                                {"hold", "interrupted", 0, 0},
                                {"close", "closed", 0, 0}};
        for (const char *until : {"asked", "reacting", "recording", "between"}) {
            for (const Row &row : rows) {
                const QString tag = QString("%1, %2").arg(until, row.choice);
                QTest::newRow(qPrintable(tag))
                    << until << row.choice << row.state << (QLatin1String(until) == "between" ? row.whole : row.left);
            }
        }
    }
    void whatTheChoicesDo()
    {
        QFETCH(QString, until);
        QFETCH(QString, choice);
        QFETCH(QString, state);
        QFETCH(int, injections);
        if (until == "reacting" && injections > 0) {
            QSKIP("the reaction of this one takes longer than a test; theReactionGoesOn has it");
        }
        const FirstLife before(until);
        FakeBench b({.journal = before.kept()});
        json args = {{"line", 1}, {"choice", choice.toStdString()}};
        if (until == "asked" && choice != "hold") {
            QVERIFY2(refusal(b.command("queue.recover", args)).contains("with a name and a reason"),
                     qPrintable(refusal(b.command("queue.recover", args))));
            args["by"] = "jd";
            args["reason"] = "vial weighed";
        }
        const auto chosen = b.command("queue.recover", args);
        QVERIFY2(chosen.has_value(), qPrintable(refusal(chosen)));
        QVERIFY2(b.command("queue.start").has_value(), qPrintable(refusal(b.command("queue.start"))));
        for (int run = 0; run < injections + 1; ++run) {
            QTRY_VERIFY_WITH_TIMEOUT(b.closed().size() > std::size_t(run), patience_ms);
            b.rearm();
        }
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(2), std::string("done"), patience_ms);
        QVERIFY2(b.lineState(1) == state.toStdString(), b.line(1).dump().c_str());
        QCOMPARE(before.doses + b.pump.doses, 1);
        QCOMPARE(b.closed().size(), static_cast<std::size_t>(injections + 1));
        if (injections > 0) {
            const json line = json::parse(b.spool(0).header.line);
            QCOMPARE(line.contains("dosed_mL"), until != "asked");
            QCOMPARE(line.contains("dose_unknown"), until == "asked");
            // Draws are counted on: two of this vial were begun in the first life where it was between them.
            const int begun = before.doses > 0 && (until == "recording" || until == "between") ? 1 : 0;
            QVERIFY(std::stoi(line.at("injection").get<std::string>()) > begun);
        }
        if (choice == "hold") {
            QVERIFY(b.line(1).at("why").get<std::string>().find("left for later") == 0);
        }
    }

    /// What is left of the wait after the dose, by the clock on the wall: not all of it anew, and not none.
    void theReactionGoesOn()
    {
        const FirstLife before("between"); // dosed some 300 ms ago, of 5 s that are 100 ms here
        FakeBench b({.journal = before.kept()});
        QVERIFY(b.command("queue.recover", {{"line", 1}, {"choice", "continue"}}).has_value());
        QVERIFY(b.command("queue.start").has_value());
        QTRY_VERIFY_WITH_TIMEOUT(!b.closed().empty(), patience_ms);
        QCOMPARE(b.pump.doses.load(), 0);

        const FirstLife reacting("reacting"); // 5000 s are 100 s here: it is not over
        FakeBench c({.journal = reacting.kept()});
        QVERIFY(c.command("queue.recover", {{"line", 1}, {"choice", "continue"}}).has_value());
        QVERIFY(c.command("queue.start").has_value());
        const auto reacts = [&c] { return c.line(1).at("step").get<std::string>().starts_with("reacting, ready in "); };
        QTRY_VERIFY_WITH_TIMEOUT(reacts(), patience_ms);
        QTest::qWait(200);
        QVERIFY(reacts());
        QCOMPARE(c.sampler.count("inject"), 0);
        QCOMPARE(c.pump.acts.load(), 0);
    }

    /// Stopped by force: the line waits for a choice, with all that is known of it.
    void aStopInterrupts()
    {
        const QTemporaryDir folder;
        const std::string journal = folder.filePath("a.queue").toStdString();
        {
            FakeBench b({.journal = journal});
            json row = standardRow();
            row["duration_s"] = "500";
            QCOMPARE(b.queue({row}), std::string());
            QTRY_VERIFY_WITH_TIMEOUT(b.recorder->state().zero_s.has_value(), patience_ms);
            b.it->stop("stopped");
            QCOMPARE(b.lineState(1), std::string("interrupted"));
        }
        FakeBench b({.journal = journal});
        QCOMPARE(b.lineState(1), std::string("interrupted"));
        QVERIFY(b.line(1).at("undecided").get<bool>());
        QVERIFY(b.line(1).at("known").get<std::string>().find("1 more was begun") != std::string::npos);
    }

    /// Where all is over nothing is shown again, and numbers begin anew.
    void whatIsOverIsHistory()
    {
        const QTemporaryDir folder;
        const std::string journal = folder.filePath("a.queue").toStdString();
        {
            FakeBench b({.journal = journal});
            QCOMPARE(b.queue({standardRow()}), std::string());
            QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        }
        FakeBench b({.journal = journal});
        QVERIFY(b.it->snapshot().at("queue").empty());
    }

    /// The day's first injection is not discarded where one was made shortly before the station was started.
    void theLastInjectionIsRemembered()
    {
        const QTemporaryDir folder;
        const std::string journal = folder.filePath("a.queue").toStdString();
        const std::string policy = "[queue]\ndiscard_first_after_h = 1\n";
        {
            FakeBench b({.extra = policy, .journal = journal});
            QCOMPARE(b.queue({standardRow()}), std::string());
            QTRY_VERIFY_WITH_TIMEOUT(!b.closed().empty(), patience_ms);
            b.rearm();
            QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
            QCOMPARE(b.line(1).at("discarded_runs").size(), std::size_t{1});
        }
        FakeBench b({.extra = policy, .journal = journal});
        QCOMPARE(b.queue({standardRow()}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QCOMPARE(b.line(1).at("discarded_runs").size(), std::size_t{0});
    }

    /// A method frozen in the first life is that of the runs of the second.
    void theFrozenMethodSurvives()
    {
        const QTemporaryDir folder;
        const std::string journal = folder.filePath("a.queue").toStdString();
        json row = standardRow();
        row["method"] = "h2";
        {
            FakeBench b(
                {.journal = journal,
                 .method = [](const std::string &, const std::string &) -> Result<std::optional<bench::MethodText>> {
                     return bench::MethodText{"of then", "1234"};
                 }});
            QVERIFY(b.command("queue.add", {{"lines", json::array({row})}}).has_value());
        }
        FakeBench b({.journal = journal});
        QVERIFY(b.command("queue.start").has_value());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QCOMPARE(json::parse(b.spool(0).header.line).at("method_text"), json("of then"));
    }

    /// Without a journal nothing is dosed: it could be forgotten.
    void aJournalThatCannotBeOpenedStopsTheQueue()
    {
        FakeBench b({.journal = "/nonexistent/folder/a.queue"});
        QVERIFY(b.command("queue.add", {{"lines", json::array({standardRow()})}}).has_value());
        QVERIFY2(refusal(b.command("queue.start")).contains("cannot be started"),
                 qPrintable(refusal(b.command("queue.start"))));
        QVERIFY(!b.it->snapshot().at("queue_policy").at("trouble").get<std::string>().empty());
    }
};

QTEST_GUILESS_MAIN(TestQueueFound)
#include "tst_queue_found.moc"
