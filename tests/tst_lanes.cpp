// SPDX-License-Identifier: GPL-3.0-or-later
// Which line is dosed and which is injected next, by the rules of docs/bench.md, without a bench.
#include <QTest>

#include "app/session/bench/lanes.h"

using namespace tgc::bench;

namespace {

enum class Kind { Vial, Dosed, Gas };

LineState line(std::uint64_t id, Kind kind, const std::string &sample = {}, std::optional<int> vial = {})
{
    LineState state;
    state.id = id;
    state.line.line = static_cast<int>(id);
    state.line.sampleId = sample;
    state.line.vial = vial;
    state.line.kind = kind == Kind::Gas ? "standard" : "sample";
    if (kind == Kind::Vial) {
        state.line.dose_mL = 0.5;
    }
    return state;
}

using Ids = std::set<std::uint64_t>;
constexpr LaneRules byPump{2, true, true};
constexpr LaneRules byHand{2, true, false};
const std::optional<std::uint64_t> none;

/// The lines at work say so themselves, too.
std::vector<LineState> atWork(std::vector<LineState> lines, const Lanes &lanes)
{
    for (LineState &state : lines) {
        if (state.id == lanes.dosing || state.id == lanes.injecting || lanes.reacting.contains(state.id)) {
            state.state = "active";
        }
    }
    return lines;
}

std::optional<std::uint64_t> doses(const std::vector<LineState> &lines, const Lanes &lanes, const LaneRules &rules)
{
    return nextToDose(atWork(lines, lanes), lanes, rules);
}

std::optional<std::uint64_t> injects(const std::vector<LineState> &lines, const Lanes &lanes, const LaneRules &rules)
{
    return nextToInject(atWork(lines, lanes), lanes, rules);
}

} // namespace

class TestLanes : public QObject {
    Q_OBJECT

private slots:
    /// Vials in queue order, one at a time, while others react and are injected; no more than may be ahead.
    void vialsAreDosedAhead()
    {
        const std::vector<LineState> vials = {line(1, Kind::Vial, "A", 1), line(2, Kind::Vial, "B", 2),
                                              line(3, Kind::Vial, "C", 3), line(4, Kind::Vial, "D", 4)};
        QCOMPARE(doses(vials, {}, byPump), 1U);
        QCOMPARE(doses(vials, {1U, {}, {}, {}}, byPump), none);
        QCOMPARE(doses(vials, {{}, {1}, {}, {}}, byPump), 2U);
        QCOMPARE(doses(vials, {{}, {1, 2}, {}, {}}, byPump), none);
        QCOMPARE(doses(vials, {{}, {2}, {2}, 1U}, byPump), 3U); // the first is injected: it does not count any more
        QCOMPARE(doses(vials, {{}, {1}, {}, {}}, {1, true, true}), none);
        QCOMPARE(doses(vials, {{}, {}, {}, 1U}, {1, true, true}), 2U);
    }

    /// Lines without a dose count as well: a vial behind many standards would be ready hours before its turn.
    void standardsBeforeCount()
    {
        const std::vector<LineState> lines = {line(1, Kind::Gas), line(2, Kind::Gas), line(3, Kind::Gas),
                                              line(4, Kind::Vial, "A", 1)};
        QCOMPARE(doses(lines, {}, byPump), none);
        QCOMPARE(doses(lines, {{}, {}, {}, 1U}, byPump), none);
        QCOMPARE(doses(std::vector(lines.begin() + 1, lines.end()), {{}, {}, {}, 2U}, byPump), 4U);
    }

    /// A further dose into a vial that another line is at, or will be at before, would spoil that line.
    void oneLineAVial_data()
    {
        QTest::addColumn<QString>("sample");
        QTest::addColumn<int>("vial");
        QTest::addColumn<bool>("sampler");
        QTest::addColumn<bool>("waits");
        QTest::newRow("same sample") << "A" << 2 << true << true;
        QTest::newRow("same position") << "B" << 1 << true << true;
        QTest::newRow("positions mean nothing to a person") << "B" << 1 << false << false;
        QTest::newRow("another vial") << "B" << 2 << true << false;
    }
    void oneLineAVial()
    {
        QFETCH(QString, sample);
        QFETCH(int, vial);
        QFETCH(bool, sampler);
        QFETCH(bool, waits);
        const LaneRules rules{2, sampler, true};
        const std::vector<LineState> lines = {line(1, Kind::Vial, "A", 1),
                                              line(2, Kind::Vial, sample.toStdString(), vial)};
        QCOMPARE(doses(lines, {{}, {1}, {}, {}}, rules).has_value(), !waits);
        QCOMPARE(doses(lines, {{}, {}, {}, 1U}, rules).has_value(), !waits);
        // Nor is gas drawn from it meanwhile.
        std::vector<LineState> drawn = lines;
        drawn[1].line.dose_mL.reset();
        QCOMPARE(injects(drawn, {{}, {1}, {}, {}}, rules).has_value(), !waits);
        drawn[0].state = "done";
        QCOMPARE(injects(drawn, {}, rules), 2U);
    }

    void reactingLinesAreNotWaitedFor()
    {
        const std::vector<LineState> lines = {line(1, Kind::Vial, "A", 1), line(2, Kind::Vial, "B", 2),
                                              line(3, Kind::Gas), line(4, Kind::Dosed, "D", 4)};
        QCOMPARE(injects(lines, {{}, {1, 2}, {}, {}}, byPump), 3U);
        QCOMPARE(injects(lines, {{}, {1, 2}, {2}, {}}, byPump), 2U);    // which is ready first
        QCOMPARE(injects(lines, {{}, {1, 2}, {1, 2}, {}}, byPump), 1U); // else by their order
        QCOMPARE(injects(lines, {{}, {1, 2}, {1, 2}, 4U}, byPump), none);
        const std::vector<LineState> vials(lines.begin(), lines.begin() + 2);
        QCOMPARE(injects(vials, {{}, {1, 2}, {}, {}}, byPump), none);
        QVERIFY(!isThrough(atWork(vials, {{}, {1, 2}, {}, {}}), {{}, {1, 2}, {}, {}}));
        QVERIFY(isThrough({}, {}));
    }

    /// Seconds are no reason to change the order; a person may come in an hour.
    void aPumpsDoseIsWaitedFor()
    {
        const std::vector<LineState> lines = {line(1, Kind::Vial, "A", 1), line(2, Kind::Gas)};
        QCOMPARE(injects(lines, {}, byPump), none);
        QCOMPARE(injects(lines, {1U, {}, {}, {}}, byPump), none);
        QCOMPARE(injects(lines, {1U, {}, {}, {}}, byHand), 2U);
        QCOMPARE(injects(lines, {{}, {1}, {}, {}}, byPump), 2U);
    }

    /// Whatever the order was changed to, something goes on.
    void nothingWaitsForEver()
    {
        // 3 and 4 were dosed, and then 1 and 2 were put before them.
        const std::vector<LineState> lines = {line(1, Kind::Vial, "A", 1), line(2, Kind::Vial, "B", 2),
                                              line(3, Kind::Vial, "C", 3), line(4, Kind::Vial, "D", 4)};
        QCOMPARE(doses(lines, {{}, {3, 4}, {}, {}}, byPump), none);
        QCOMPARE(injects(lines, {{}, {3, 4}, {4}, {}}, byPump), 4U);
    }
};

QTEST_GUILESS_MAIN(TestLanes)
#include "tst_lanes.moc"
