// SPDX-License-Identifier: GPL-3.0-or-later
// What a person is told, how often, and by which way; against a notification service of our own, on a private bus.
#include <QDBusConnection>
#include <QDBusMessage>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <QVariantMap>

#include "app/desktop/notify/notifications.h"
#include "tests/vial_day.h"

using namespace tgc;
using namespace tgc::desktop;
using namespace std::chrono_literals;
using Kind = Notice::Kind;

/// org.freedesktop.Notifications as far as it matters.
class NoticeService : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    QStringList told; ///< title and body
    QList<int> urgencies;
    uint lastId = 40;

public slots:
    // The name that the specification gives it.
    // NOLINTNEXTLINE(readability-identifier-naming)
    uint Notify(const QString &, uint, const QString &, const QString &title, const QString &body, const QStringList &,
                const QVariantMap &hints, int)
    {
        told << title + QStringLiteral("|") + body;
        urgencies << hints.value("urgency").toInt();
        return ++lastId;
    }

signals:
    // NOLINTNEXTLINE(readability-identifier-naming)
    void ActionInvoked(uint id, const QString &action);
};

namespace {

BenchLine line(qint64 id, const char *state)
{
    BenchLine one;
    one.id = id;
    one.line = static_cast<int>(id);
    one.sampleId = QStringLiteral("C%1").arg(id);
    one.state = QString::fromUtf8(state);
    one.why = QStringLiteral("why %1").arg(id);
    return one;
}

BenchState bench(std::vector<BenchLine> queue, bool running = true)
{
    BenchState state;
    state.bench = "a";
    state.queue = std::move(queue);
    state.queueRunning = running;
    state.queueWhy = "a person holds it";
    return state;
}

QStringList titles(const std::vector<Notice> &news)
{
    QStringList all;
    for (const Notice &notice : news) {
        all << notice.title;
    }
    return all;
}

Notice notice(Kind kind, const QString &title)
{
    return {kind, title, QStringLiteral("text")};
}

session::StoredVial vial(std::vector<day::VialStep> steps)
{
    session::StoredVial one;
    one.sample.sampleId = "V-03";
    one.steps = test::list(std::move(steps));
    one.day.plan = test::plan();
    one.day.line = day::timelineOf(one.steps, one.day.plan);
    return one;
}

} // namespace

class TestDesktopNotices : public QObject {
    Q_OBJECT
    QProcess m_daemon;
    QString m_address;

    QDBusConnection bus(const char *name) const { return QDBusConnection::connectToBus(m_address, name); }

private slots:
    void initTestCase()
    {
        m_daemon.start("dbus-daemon", {"--session", "--nofork", "--print-address"});
        QVERIFY2(m_daemon.waitForStarted() && m_daemon.waitForReadyRead(10000), "no dbus-daemon");
        m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    }
    void cleanupTestCase()
    {
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }

    void ofLinesOnlyWhatHappensIsTold()
    {
        BenchNews news;
        QVERIFY(news.look(bench({line(1, "failed"), line(2, "active"), line(3, "waiting")})).empty()); // failed before
        QCOMPARE(titles(news.look(bench({line(1, "failed"), line(2, "failed"), line(3, "active")}))),
                 QStringList{"Line 2 (C2) failed"});
        QVERIFY(news.look(bench({line(1, "failed"), line(2, "failed"), line(3, "active")})).empty());
        const auto through = news.look(bench({line(1, "failed"), line(2, "failed"), line(3, "done")}, false));
        QCOMPARE(titles(through), QStringList{"The queue is through"});
        QCOMPARE(through.front().text, QStringLiteral("1 lines are done, 2 failed."));
        QVERIFY(news.look(bench({line(1, "failed"), line(2, "failed"), line(3, "done")}, false)).empty());
        // Repeated and failed again: another thing.
        (void)news.look(bench({line(2, "waiting")}));
        QCOMPARE(titles(news.look(bench({line(2, "failed"), line(4, "waiting")}))), QStringList{"Line 2 (C2) failed"});
    }
    void aVerdictThatIsNotSuitableIsToldOnce()
    {
        const auto judged = [](const char *verdict) {
            BenchLine one = line(2, "done");
            one.verdict = verdict;
            one.verdictWords = QStringLiteral("fail: H2 tailing <= 1.5");
            one.verdictAct = QStringLiteral("the queue holds");
            return bench({one, line(3, "waiting")});
        };
        BenchNews news;
        QVERIFY(news.look(judged("unsuitable")).empty()); // so before
        QVERIFY(news.look(judged("awaited")).empty());
        const auto told = news.look(judged("unsuitable"));
        QCOMPARE(titles(told), QStringList{"Line 2 (C2) is not suitable"});
        QCOMPARE(told.front().text, QStringLiteral("not suitable: fail: H2 tailing <= 1.5; the queue holds"));
        QVERIFY(news.look(judged("unsuitable")).empty());
        QCOMPARE(titles(news.look(judged("not judged"))), QStringList{"Line 2 (C2) could not be judged"});
        QVERIFY(news.look(judged("suitable")).empty());
    }
    void aQueueThatHoldsIsTold()
    {
        BenchNews news;
        (void)news.look(bench({line(1, "waiting")}, true));
        const auto held = news.look(bench({line(1, "waiting")}, false));
        QCOMPARE(titles(held), QStringList{"The queue holds"});
        QCOMPARE(held.front().text, QStringLiteral("a person holds it"));
        QVERIFY(news.look(bench({line(1, "waiting")}, false)).empty());
    }
    void whatWaitsForSomebodyIsToldAtFirstToo()
    {
        BenchState state = bench({});
        state.interlocks.push_back({});
        state.interlocks[0].name = "leak";
        state.interlocks[0].state = "latched";
        state.devices.push_back({});
        state.devices[0].id = "pump";
        state.devices[0].state = "fault";
        state.prompts.push_back({});
        state.prompts[0].question = "Draw 0.1 mL";
        BenchNews news;
        QCOMPARE(titles(news.look(state)),
                 (QStringList{"Interlock leak", "pump is at fault", "The bench waits for you"}));
        QVERIFY(news.look(state).empty());
        state.interlocks[0].state = "ok";
        QVERIFY(news.look(state).empty());
        state.interlocks[0].state = "tripped";
        QCOMPARE(titles(news.look(state)), QStringList{"Interlock leak"});
    }
    void vials()
    {
        using test::minute;
        using test::step;
        VialNews news;
        // Ready from minute 40 on (30 min after the dose), overdue after half an hour more.
        const auto reacting = vial({step(day::Step::Sealed, 0), step(day::Step::Dosed, 10)});
        QVERIFY(news.look({reacting}, minute(41)).empty());
        QVERIFY(news.look({reacting}, minute(69)).empty());
        QCOMPARE(titles(news.look({reacting}, minute(71))), QStringList{"Vial V-03 is overdue"});
        QVERIFY(news.look({reacting}, minute(72)).empty());
        const auto fault = vial({step(day::Step::Sealed, 0), step(day::Step::Fault, 75, "cracked")});
        const auto told = news.look({fault}, minute(76));
        QCOMPARE(titles(told), QStringList{"Vial V-03 is at fault"});
        QVERIFY(told.front().isUrgent());
        QVERIFY(news.look({fault}, minute(77)).empty());
        QVERIFY(VialNews().look({fault}, minute(77)).empty()); // so when the window was opened
    }

    void aStormIsToldAsFew()
    {
        NoticeGate gate;
        const NoticeGate::Steady start{};
        for (int i = 0; i < 50; ++i) {
            gate.add(notice(Kind::LineFailed, QStringLiteral("line %1").arg(i)));
        }
        gate.add(notice(Kind::Interlock, "leak"));
        const auto first = gate.due(start);
        QCOMPARE(titles(first), (QStringList{"leak", "line 0", "line 1", "line 2", "line 3", "46 more"})
                                    .mid(0, static_cast<qsizetype>(first.size())));
        QVERIFY(first.size() <= 6U);
        int told = static_cast<int>(first.size());
        for (int second = 1; second <= 60; ++second) {
            gate.add(notice(Kind::LineFailed, "more"));
            told += static_cast<int>(gate.due(start + second * 1s).size());
        }
        QVERIFY2(told <= 2 * NoticeGate::most + 1, qPrintable(QString::number(told)));
        // Nothing is lost: it comes when there is room, as one.
        const auto rest = gate.due(start + 200s);
        QVERIFY(!gate.isWaiting());
        QVERIFY(rest.size() <= static_cast<std::size_t>(NoticeGate::most));
    }
    void theUrgentIsNeverHeldBack()
    {
        NoticeGate gate;
        for (int i = 0; i < 20; ++i) {
            gate.add(notice(Kind::Interlock, QString::number(i)));
            QCOMPARE(gate.due({}).size(), 1U);
        }
    }

    void throughTheSessionWhenThePersonIsElsewhere()
    {
        NoticeService service;
        QDBusConnection server = bus("server");
        QVERIFY(server.registerObject("/org/freedesktop/Notifications", &service,
                                      QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
        QVERIFY(server.registerService("org.freedesktop.Notifications"));
        Notifications told(bus("window"));
        QSignalSpy inWindow(&told, &Notifications::inWindow);
        QSignalSpy show(&told, &Notifications::show);
        told.setAtWindow([] { return false; });
        told.lookAtBench(bench({line(1, "active")}));
        told.lookAtBench(bench({line(1, "failed"), line(2, "waiting")}));
        told.tell({{Kind::Interlock, "Interlock leak", "12 %LEL <b>"}});
        QTRY_COMPARE(service.told, (QStringList{"Line 1 (C1) failed|why 1", "Interlock leak|12 %LEL &lt;b&gt;"}));
        QCOMPARE(service.urgencies, (QList<int>{1, 2}));
        QCOMPARE(inWindow.size(), 0);

        emit service.ActionInvoked(7, "default"); // another program's
        emit service.ActionInvoked(service.lastId, "default");
        QTRY_COMPARE(show.size(), 1);

        told.setAtWindow([] { return true; }); // he is here: not by two ways
        told.tell({notice(Kind::Question, "The bench waits for you")});
        QCOMPARE(inWindow.size(), 1);
        told.setOn(false);
        told.tell({notice(Kind::Question, "unheard")});
        told.setAtWindow([] { return false; });
        told.tell({notice(Kind::Question, "unheard")});
        QTest::qWait(200);
        QCOMPARE(inWindow.size(), 1);
        QCOMPARE(service.told.size(), 2);
        server.unregisterService("org.freedesktop.Notifications");
    }
    void inTheWindowWhereNobodyTakesIt()
    {
        Notifications noService(bus("alone"));
        Notifications noBus(QDBusConnection::connectToBus("unix:path=/nonexistent", "none"));
        for (Notifications *told : {&noService, &noBus}) {
            QSignalSpy inWindow(told, &Notifications::inWindow);
            told->setAtWindow([] { return false; });
            told->tell({notice(Kind::Question, "The bench waits for you")});
            QTRY_COMPARE(inWindow.size(), 1);
        }
    }
};

QTEST_MAIN(TestDesktopNotices)
#include "tst_desktop_notices.moc"
