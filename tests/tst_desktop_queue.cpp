// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/desktop/bench/bench_queue_model.h"
#include "app/desktop/bench/line_tools.h"
#include "app/desktop/bench/queue_panel.h"
#include "app/desktop/bench/recovery_card.h"
#include "app/desktop/day/day_workspace.h"
#include "app/desktop/day/next_list.h"
#include "tests/bench_test.h"

using namespace tgc;
using namespace tgc::desktop;
using nlohmann::json;

/// The queue changed at the desktop, and what it shows of lines that were interrupted.
class TestDesktopQueue : public BenchTest {
    Q_OBJECT

    static json lineNow(int number, const char *state)
    {
        json line = ScriptedLink::line(number, state);
        line["id"] = number + 100;
        return line;
    }
    static json interrupted(int number, bool inDoubt)
    {
        json line = lineNow(number, "interrupted");
        line["undecided"] = true;
        line["restored"] = true;
        line["known"] = inDoubt
                            ? "Interrupted while dosing, last recorded 2026-11-27T08:14:02.311Z. Whether it was dosed "
                              "is NOT KNOWN: 0.5 mL were asked for at 2026-11-27T08:14:02.311Z, it may have got up to "
                              "0.5 mL (the pump was told to, and the station ended before its answer was recorded); "
                              "it is not dosed again. 0 of 2 injections are whole."
                            : "Interrupted while recording, last recorded 2026-11-27T08:24:02.311Z. It was given 0.5 "
                              "mL at 2026-11-27T08:14:02.311Z (plunger 3000 to 1500); it is not dosed again. 1 of 2 "
                              "injections are whole. 1 more was begun and is not whole: its gas may have been drawn.";
        line["dose"] = {
            {"state", inDoubt ? "unknown" : "given"}, {"in_doubt", inDoubt}, {"by_hand", false}, {"asked_mL", 0.5}};
        return line;
    }
    void attach(const json &queue)
    {
        json snapshot = ScriptedLink::snapshot();
        snapshot["queue"] = queue;
        m_link->attach(snapshot);
    }
    QueuePanel &panel() { return *bench().queuePanel(); }
    LineTools &tools() { return *panel().tools(); }
    RecoveryCard &card() { return *panel().recovery(); }
    void click(const char *tool) { QTest::mouseClick(tools().tool(tool), Qt::LeftButton); }

private slots:
    void aWaitingLineIsMovedChangedAndTakenOut()
    {
        attach(
            json::array({lineNow(1, "active"), lineNow(2, "waiting"), lineNow(3, "waiting"), lineNow(4, "waiting")}));
        QVERIFY(tools().text().contains(QLatin1String("Choose a line")));
        QVERIFY(!card().isVisible());
        m_link->answers[QStringLiteral("queue.line")] =
            json{{"line", {{"columns", {{"injections", "2"}, {"method", "H2-TCD"}}}}}};
        panel().table()->selectRow(2);
        QCOMPARE(m_link->lastArgs(QStringLiteral("queue.line")), json({{"line", 3}}));
        QTRY_COMPARE(tools().valueField()->text(), QStringLiteral("2"));
        m_fixture->picture(QStringLiteral("queue-line-chosen"));
        click("lineUp");
        QCOMPARE(m_link->lastArgs(QStringLiteral("queue.move"))["before"], json(2));
        click("lineDown"); // behind 4, the last: to the end
        QVERIFY(!m_link->lastArgs(QStringLiteral("queue.move")).contains("before"));
        click("lineFirst");
        QCOMPARE(m_link->lastArgs(QStringLiteral("queue.priority"))["line"], json(3));
        tools().columnBox()->setCurrentText(QStringLiteral("method"));
        emit tools().columnBox()->activated(tools().columnBox()->currentIndex());
        QCOMPARE(tools().valueField()->text(), QStringLiteral("H2-TCD"));
        tools().valueField()->setText(QStringLiteral("H2-fast"));
        press(tools().valueField(), Qt::Key_Return);
        QCOMPARE(m_link->lastArgs(QStringLiteral("queue.edit"))["columns"], json({{"method", "H2-fast"}}));
        QTRY_VERIFY(bench().messages()->text().contains(QLatin1String("Line 3 is changed")));
        m_link->answers.insert_or_assign(QStringLiteral("queue.edit"),
                                         fail(ErrorCode::BadInput, "line 3, column method: what is this"));
        click("lineSet");
        QTRY_COMPARE(bench().messages()->text(), QStringLiteral("line 3, column method: what is this"));
        click("lineRemove");
        QCOMPARE(m_link->lastArgs(QStringLiteral("queue.remove"))["line"], json(3));
        json gone = lineNow(3, "removed");
        m_link->tell("line", gone);
        QCOMPARE(panel().table()->model()->rowCount(), 3);
        click("lineSkip");
        QCOMPARE(m_link->count(QStringLiteral("queue.skip")), 0); // the line that was chosen is gone
    }

    void aVerdictStandsWithItsLine()
    {
        json line = lineNow(1, "done");
        line["suitability"] = {{"verdict", "unsuitable"},
                               {"words", "fail: H2 tailing <= 1.5 in each of 1 run; 1.7 in R4"},
                               {"act", "the queue holds"}};
        json judged = lineNow(2, "done");
        judged["suitability"] = {{"verdict", "awaited"}, {"words", ""}, {"act", ""}};
        attach(json::array({line, judged, lineNow(3, "done")}));
        const auto shown = [this](int row) {
            const QAbstractItemModel *lines = panel().table()->model();
            return lines->index(row, BenchQueueModel::Step).data().toString();
        };
        QCOMPARE(shown(0), QStringLiteral("not suitable: fail: H2 tailing <= 1.5 in each of 1 run; 1.7 in R4; the "
                                          "queue holds"));
        QCOMPARE(shown(1), QStringLiteral("is being judged"));
        QCOMPARE(shown(2), QString());
        judged["suitability"]["verdict"] = "suitable";
        m_link->tell("line", judged);
        QCOMPARE(shown(1), QStringLiteral("suitable"));
    }

    /// Day asks for a check standard when the queue says that so many injections have been.
    void injectionsSinceTheLastCheckAreTold()
    {
        json snapshot = ScriptedLink::snapshot();
        snapshot["queue_policy"]["since_check"] = {{"injections", 9}, {"every", 10}};
        m_link->attach(snapshot);
        const auto asked = [this] {
            for (const NextRow *row : m_fixture->desk->day().next()->rows()) {
                if (row->act().kind == day::NextAct::Kind::CheckStandard) {
                    return QString::fromStdString(row->act().sentence());
                }
            }
            return QString();
        };
        QTest::qWait(50);
        QCOMPARE(asked(), QString());
        m_link->tell("since_check", {{"injections", 10}, {"every", 10}});
        QTRY_COMPARE(asked(), QStringLiteral("Inject a check standard: due, 10 injections since the last one"));
        m_link->tell("since_check", {{"injections", 0}, {"every", 10}});
        QTRY_COMPARE(asked(), QString());
    }

    void theLineAtWorkIsLeftAlone()
    {
        attach(json::array({lineNow(1, "active"), lineNow(2, "done")}));
        panel().table()->selectRow(0);
        QVERIFY(tools().text().contains(QLatin1String("is at work and cannot be changed")));
        for (const char *name :
             {"lineFirst", "lineUp", "lineDown", "lineSkip", "lineRemove", "lineRepeat", "lineSet"}) {
            QVERIFY2(!tools().tool(name)->isEnabled(), name);
        }
        panel().table()->selectRow(1);
        QVERIFY(tools().tool("lineRepeat")->isEnabled());
        m_link->answers[QStringLiteral("queue.repeat")] = json{{"line", 3}};
        click("lineRepeat");
        QVERIFY(!m_link->lastArgs(QStringLiteral("queue.repeat")).contains("by")); // nobody takes over a dose unasked
        QTRY_VERIFY(bench().messages()->text().contains(QLatin1String("as line 3")));
    }

    /// Moved lines are read anew, and the chosen one stays chosen.
    void theChosenLineStaysChosen()
    {
        attach(json::array({lineNow(1, "waiting"), lineNow(2, "waiting")}));
        panel().table()->selectRow(0);
        json snapshot = ScriptedLink::snapshot();
        snapshot["queue"] = json::array({lineNow(2, "waiting"), lineNow(1, "waiting")});
        m_link->answers[QStringLiteral("snapshot")] = json{{"snapshot", snapshot}};
        m_link->tell("queue", {{"running", false}, {"lines", 2}, {"why", "line 1 was moved"}, {"reordered", true}});
        QTRY_COMPARE(panel().table()->model()->index(0, 0).data().toInt(), 2);
        QCOMPARE(panel().table()->currentIndex().row(), 1);
        QVERIFY(tools().tool("lineUp")->isEnabled());
        QVERIFY(!tools().tool("lineDown")->isEnabled());
    }

    void anInterruptedLineOffersFiveChoices()
    {
        attach(json::array({lineNow(1, "done"), interrupted(2, false), lineNow(3, "waiting")}));
        QVERIFY(card().isVisible());
        QVERIFY2(card().text().contains(QLatin1String("Line 2, V-02, was interrupted")), qPrintable(card().text()));
        QVERIFY(card().text().contains(QLatin1String("1 of 2 injections are whole")));
        QVERIFY(!card().dosedField()->isVisible());
        QVERIFY(bench()
                    .queuePanel()
                    ->table()
                    ->model()
                    ->index(1, BenchQueueModel::State)
                    .data()
                    .toString()
                    .contains(QLatin1String("interrupted")));
        m_fixture->picture(QStringLiteral("queue-interrupted"));
        for (const char *choice : {"continue", "repeat", "skip", "hold", "close"}) {
            QTest::mouseClick(card().button(QString::fromUtf8(choice)), Qt::LeftButton);
            QCOMPARE(m_link->lastArgs(QStringLiteral("queue.recover")), json({{"line", 2}, {"choice", choice}}));
        }
        QTRY_VERIFY(bench().messages()->text().contains(QLatin1String("F5")));
        m_link->tell("line", lineNow(2, "waiting"));
        QVERIFY(!card().isVisible());
    }

    void aDoseInDoubtWantsANameAndAReason()
    {
        attach(json::array({interrupted(1, true), interrupted(2, false), lineNow(3, "waiting")}));
        QVERIFY(card().text().contains(QLatin1String("NOT KNOWN")));
        QVERIFY(card().text().contains(QLatin1String("1 more waits for a choice")));
        QVERIFY(card().dosedField()->isVisible());
        m_fixture->picture(QStringLiteral("queue-dose-in-doubt"));
        QTest::mouseClick(card().button(QStringLiteral("continue")), Qt::LeftButton);
        QCOMPARE(m_link->count(QStringLiteral("queue.recover")), 0);
        QVERIFY(card().text().contains(QLatin1String("Type your name")));
        card().nameField()->setText(QStringLiteral("jd"));
        QTest::mouseClick(card().button(QStringLiteral("continue")), Qt::LeftButton);
        QCOMPARE(m_link->count(QStringLiteral("queue.recover")), 0);
        card().reasonField()->setText(QStringLiteral("vial weighed"));
        card().dosedField()->setText(QStringLiteral("much"));
        QTest::mouseClick(card().button(QStringLiteral("continue")), Qt::LeftButton);
        QCOMPARE(m_link->count(QStringLiteral("queue.recover")), 0);
        m_fixture->picture(QStringLiteral("queue-dose-trouble"));
        card().dosedField()->setText(QStringLiteral("0,48"));
        m_link->answers.insert_or_assign(QStringLiteral("queue.recover"),
                                         fail(ErrorCode::BadInput, "line 1: the station says no"));
        QTest::mouseClick(card().button(QStringLiteral("continue")), Qt::LeftButton);
        QCOMPARE(
            m_link->lastArgs(QStringLiteral("queue.recover")),
            json({{"line", 1}, {"choice", "continue"}, {"by", "jd"}, {"reason", "vial weighed"}, {"dosed_mL", 0.48}}));
        QTRY_VERIFY(card().text().contains(QLatin1String("the station says no")));
        // What was typed stays while the line is the same, and is gone with it.
        m_link->tell("line", interrupted(1, true));
        QCOMPARE(card().reasonField()->text(), QStringLiteral("vial weighed"));
        m_link->tell("line", lineNow(1, "waiting"));
        QVERIFY(card().text().contains(QLatin1String("Line 2")));
        QVERIFY(card().reasonField()->text().isEmpty());
    }

    void aFailedLineIsOfferedWhenItIsChosen()
    {
        json failed = lineNow(1, "failed");
        failed["why"] = "not injected, the signal is lost";
        attach(json::array({failed, lineNow(2, "waiting")}));
        QVERIFY(!card().isVisible());
        panel().table()->selectRow(0);
        QVERIFY(card().isVisible());
        QVERIFY(card().text().contains(QLatin1String("not injected, the signal is lost")));
        QVERIFY(!card().button(QStringLiteral("hold"))->isEnabled());
    }
};

QTEST_MAIN(TestDesktopQueue)
#include "moc_bench_test.cpp" // NOLINT(bugprone-suspicious-include): its moc has no file of its own
#include "tst_desktop_queue.moc"
