// SPDX-License-Identifier: GPL-3.0-or-later
// From the wire to the verdict: a bench of doubles records, its runs are adopted, and the line is judged from the store.
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

#include "app/station/adopter.h"
#include "app/station/line_judge.h"
#include "tests/fake_bench.h"
#include "tests/recorded_runs.h"

using namespace tgc;
using namespace tgc::doubles;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

/// H2 of the double is at 20 s; higher than 500 uV is asked for.
const std::string method = "[[target]]\nname = \"H2\"\nretention_s = 20\nhalf_window_s = 5\n"
                           "[[suitability]]\npeak = \"H2\"\nquantity = \"height\"\noperator = \">=\"\nlimit = 500.0\n";

class StationLike {
public:
    explicit StationLike(const std::string &extra, std::chrono::milliseconds patience = 20s)
        : m_judge({store, patience, 20ms, 100ms}),
          m_adopter(options(), m_events),
          bench({.extra = extra,
                 .method = [](const std::string &, const std::string &) -> Result<std::optional<bench::MethodText>> {
                     return bench::MethodText{method, "hash"};
                 },
                 .judge = [this](bench::JudgeQuestion question) { m_judge.ask(std::move(question)); },
                 .closed = [this](const recording::ClosedRun &run) { m_adopter.adopt(run.file); }})
    {
        m_judge.answerTo(
            [this](std::uint64_t line, const bench::LineVerdict &verdict) { bench.it->judged(line, verdict); });
    }
    ~StationLike() { m_judge.answerTo({}); }
    StationLike(const StationLike &) = delete;
    StationLike &operator=(const StationLike &) = delete;

    [[nodiscard]] json judgedOf(int line) const { return bench.line(line).value("suitability", json()); }
    [[nodiscard]] std::string verdictOf(int line) const
    {
        const json judged = judgedOf(line);
        return judged.is_object() ? judged.value("verdict", "") : "";
    }
    [[nodiscard]] bool running() const { return bench.it->snapshot().at("queue_running").get<bool>(); }

private:
    QTemporaryDir m_dir;
    bench::EventLog m_events;

public:
    const std::filesystem::path store{std::filesystem::path(m_dir.path().toStdString()) / "store.sqlite"};

private:
    station::AdopterOptions options()
    {
        station::AdopterOptions made{store, 20ms, 50ms, 20ms};
        made.adopted = [this] { m_judge.adopted(); };
        return made;
    }
    station::LineJudge m_judge;
    station::Adopter m_adopter;

public:
    FakeBench bench; ///< last: it uses all the others
};

json row()
{
    json made = standardRow();
    made["method"] = "h2";
    made["duration_s"] = "40";
    return made;
}

/// Another program has it.
SQLite::Database lockedStore(const std::filesystem::path &file)
{
    (void)db::Store::open(file);
    SQLite::Database other(file.string(), SQLite::OPEN_READWRITE);
    other.exec("BEGIN EXCLUSIVE");
    return other;
}

} // namespace

class TestQueueJudged : public QObject {
    Q_OBJECT

    /// Two lines of a high peak; the first is recorded.
    static void beginTwo(StationLike &s)
    {
        s.bench.signal.peak = 1000.0;
        QCOMPARE(s.bench.queue({row(), row()}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(s.bench.closed().size(), std::size_t{1}, patience_ms);
        s.bench.rearm();
    }

private slots:
    void aLowPeakHoldsTheQueueAndAHighOneDoesNot()
    {
        StationLike s("[queue]\non_unsuitable = \"hold\"\n");
        s.bench.signal.peak = 1000.0;
        QCOMPARE(s.bench.queue({row(), row(), row()}), std::string());
        QTRY_VERIFY2_WITH_TIMEOUT(s.verdictOf(1) == "suitable", s.judgedOf(1).dump().c_str(), patience_ms);
        s.bench.signal.peak = 100.0;
        s.bench.rearm();
        QTRY_VERIFY2_WITH_TIMEOUT(s.verdictOf(2) == "unsuitable", s.judgedOf(2).dump().c_str(), patience_ms);
        const std::string words = s.judgedOf(2).at("words");
        QVERIFY2(words.find("fail: H2 height >= 500 in each of 1 run; ") == 0, words.c_str());
        QVERIFY2(words.find("in R2") != std::string::npos, words.c_str());
        QTRY_VERIFY_WITH_TIMEOUT(!s.running(), patience_ms);
        QCOMPARE(s.bench.lineState(3), std::string("waiting"));
    }

    /// The store is locked: no recording waits for it, the queue holds, and the verdict follows when it is free.
    void aStoreThatIsAwayIsNoVerdict()
    {
        StationLike s("[queue]\non_unsuitable = \"hold\"\n", 500ms);
        SQLite::Database other = lockedStore(s.store);
        beginTwo(s);
        QTRY_VERIFY2_WITH_TIMEOUT(s.verdictOf(1) == "not judged", s.judgedOf(1).dump().c_str(), patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(!s.running(), patience_ms);
        QCOMPARE(s.judgedOf(1).at("act"), json("the queue holds"));
        QCOMPARE(s.bench.lineState(2), std::string("waiting"));
        other.exec("ROLLBACK");
        QTRY_VERIFY2_WITH_TIMEOUT(s.verdictOf(1) == "suitable", s.judgedOf(1).dump().c_str(), patience_ms);
        QVERIFY(!s.running());
    }

    void aStoreThatIsAwayHoldsNobodyWhoGoesOn()
    {
        StationLike s("", 300ms);
        SQLite::Database other = lockedStore(s.store);
        beginTwo(s);
        QTRY_COMPARE_WITH_TIMEOUT(s.bench.lineState(2), std::string("done"), patience_ms);
        QTRY_VERIFY2_WITH_TIMEOUT(s.verdictOf(2) == "not judged", s.judgedOf(2).dump().c_str(), patience_ms);
        other.exec("ROLLBACK");
        QTRY_VERIFY2_WITH_TIMEOUT(s.verdictOf(2) == "suitable", s.judgedOf(2).dump().c_str(), patience_ms);
    }
};

QTEST_GUILESS_MAIN(TestQueueJudged)
#include "tst_queue_judged.moc"
