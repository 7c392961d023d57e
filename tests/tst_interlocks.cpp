// SPDX-License-Identifier: GPL-3.0-or-later
// The matrix of interlocks: every kind on both sides of its limit and at it, under everything that can be wrong with what
// it reads. The rule that is tried (docs/safety.md): only a good, young reading on the safe side lets a dose pass, and
// only where nobody has inhibited the interlock and nothing is latched. No unsafe pass, and no needless refusal.
#include <QTest>

#include <cmath>
#include <limits>

#include "app/session/bench/interlock_latch.h"
#include "app/session/bench/interlock_units.h"

using namespace tgc;
using namespace tgc::bench;
using namespace std::chrono_literals;

namespace {

using State = InterlockVerdict::State;

constexpr drivers::Instant now{std::chrono::hours(1)};
constexpr drivers::Duration maxAge = 10s;

struct Watch {
    InterlockKind kind;
    const char *unit;
    double limit;
    double step; ///< so far away is surely beside it
};
constexpr Watch watches[] = {
    {InterlockKind::H2Leak, "%LEL", 10.0, 0.1},
    {InterlockKind::OverPressure, "kPa", 150.0, 0.1},
    {InterlockKind::OverTemperature, "degC", 60.0, 0.1},
    {InterlockKind::NoCarrierFlow, "mL/min", 5.0, 0.1},
    {InterlockKind::TitratorOverVolume, "mL", 1.0, 0.001},
    {InterlockKind::LostLink, "", 0.0, 0.0},
};

Interlock declared(const Watch &watch)
{
    Interlock interlock;
    interlock.name = "it";
    interlock.kind = watch.kind;
    interlock.point = watch.kind == InterlockKind::LostLink ? "pump" : "leak.h2";
    interlock.limit = watch.limit;
    interlock.unit = watch.unit;
    interlock.above = tripsAbove(watch.kind);
    interlock.perHour_mL = 5.0;
    return interlock;
}

/// Everything well, the value `value`.
InterlockInputs inputs(const Watch &watch, double value)
{
    InterlockInputs in;
    in.now = now;
    in.started = now - 1h + 1s;
    in.maxAge = maxAge;
    PointReading reading;
    reading.point = "leak.h2";
    reading.value = value;
    reading.unit = watch.unit;
    reading.quality = "good";
    reading.at = now - 1s;
    in.reading = reading;
    in.link = LinkSeen{true, "ready", "", true, 7, now - 1s};
    in.doses = {"V-1", 0.5, value, value};
    return in;
}

/// What can be wrong with what an interlock reads. `hurts`: which kinds it concerns.
struct Trouble {
    const char *name;
    void (*spoil)(InterlockInputs &);
    bool (*hurts)(const Interlock &);
};
bool reads(const Interlock &interlock)
{
    return interlock.reads();
}
bool links(const Interlock &interlock)
{
    return interlock.kind == InterlockKind::LostLink;
}
bool none(const Interlock &)
{
    return false;
}
const Trouble troubles[] = {
    {"nothing", [](InterlockInputs &) {}, none},
    {"sensor lost", [](InterlockInputs &in) { in.reading->quality = "stale"; }, reads},
    {"no answer",
     [](InterlockInputs &in) {
         in.reading->quality = "bad";
         in.reading->value.reset();
     },
     reads},
    {"bad quality, with a value", [](InterlockInputs &in) { in.reading->quality = "bad"; }, reads},
    {"whose answer is not known", [](InterlockInputs &in) { in.reading->quality = "suspect"; }, reads},
    {"out of range", [](InterlockInputs &in) { in.reading->quality = "out-of-range"; }, reads},
    {"inhibited at the sensor", [](InterlockInputs &in) { in.reading->quality = "invalid"; }, reads},
    {"a quality nobody knows", [](InterlockInputs &in) { in.reading->quality = "splendid"; }, reads},
    {"too old", [](InterlockInputs &in) { in.reading->at = now - maxAge - 1ms; }, reads},
    {"without a time", [](InterlockInputs &in) { in.reading->at = {}; }, reads},
    {"no number", [](InterlockInputs &in) { in.reading->value.reset(); }, reads},
    {"not a number", [](InterlockInputs &in) { in.reading->value = std::numeric_limits<double>::quiet_NaN(); }, reads},
    {"infinite", [](InterlockInputs &in) { in.reading->value = -std::numeric_limits<double>::infinity(); }, reads},
    {"another unit", [](InterlockInputs &in) { in.reading->unit = "V"; }, reads},
    {"no unit", [](InterlockInputs &in) { in.reading->unit = ""; }, reads},
    {"never read", [](InterlockInputs &in) { in.reading.reset(); }, reads},
    {"not read yet",
     [](InterlockInputs &in) {
         in.reading.reset();
         in.started = now - 1s;
     },
     reads},
    {"no such device", [](InterlockInputs &in) { in.link.reset(); }, links},
    {"device in doubt",
     [](InterlockInputs &in) {
         in.link->usable = false;
         in.link->state = "suspect";
     },
     links},
    {"device silent", [](InterlockInputs &in) { in.link->heard = now - maxAge - 1ms; }, links},
    {"device never heard",
     [](InterlockInputs &in) {
         in.link->usable = false;
         in.link->heard = {};
     },
     links},
    {"device not heard yet",
     [](InterlockInputs &in) {
         in.link->usable = false;
         in.link->heard = {};
         in.started = now - 1s;
     },
     links},
};

} // namespace

class TestInterlocks : public QObject {
    Q_OBJECT

private slots:
    /// The whole matrix: kinds x (below, at, above) x troubles x (free, inhibited by a person, latched).
    void noUnsafePass()
    {
        int cases = 0;
        int unsafePasses = 0;
        int needlessRefusals = 0;
        for (const Watch &watch : watches) {
            const Interlock interlock = declared(watch);
            for (const int side : {-1, 0, 1}) {
                for (const Trouble &trouble : troubles) {
                    for (const int person : {0, 1, 2}) {
                        InterlockInputs in = inputs(watch, watch.limit + side * watch.step);
                        trouble.spoil(in);
                        InterlockLatch latch;
                        if (person == 1) {
                            latch.inhibit({"jd", "sensor is calibrated", ""}, now + 1h, "");
                        } else if (person == 2) {
                            latch.latchAgain("it tripped before");
                        }
                        const InterlockVerdict verdict = judgeInterlock(interlock, in);
                        const bool lets = latch.lets(verdict, now);
                        const bool valueSafe = watch.kind == InterlockKind::LostLink             ? true
                                               : watch.kind == InterlockKind::TitratorOverVolume ? side <= 0
                                               : watch.kind == InterlockKind::NoCarrierFlow      ? side > 0
                                                                                                 : side < 0;
                        const bool safe = valueSafe && !trouble.hurts(interlock) && person == 0;
                        ++cases;
                        unsafePasses += lets && !safe ? 1 : 0;
                        needlessRefusals += !lets && safe ? 1 : 0;
                        if (lets != safe) {
                            qWarning("%s, side %d, %s, person %d: %s", std::string(wordOf(watch.kind)).c_str(), side,
                                     trouble.name, person, verdict.sentence.c_str());
                        }
                        QVERIFY2(!verdict.sentence.empty(), trouble.name);
                    }
                }
            }
        }
        qInfo("%d cases, %d unsafe passes, %d needless refusals", cases, unsafePasses, needlessRefusals);
        QCOMPARE(cases, int(std::size(watches)) * 3 * int(std::size(troubles)) * 3);
        QCOMPARE(unsafePasses, 0);
        QCOMPARE(needlessRefusals, 0);
    }

    /// What has not been heard of is not known for as long as it may be old; then it trips.
    void unknownIsNotForEver()
    {
        InterlockInputs in = inputs(watches[0], 0.0);
        in.reading.reset();
        in.started = now - maxAge;
        QCOMPARE(judgeInterlock(declared(watches[0]), in).state, State::Unknown);
        in.started = now - maxAge - 1ms;
        QCOMPARE(judgeInterlock(declared(watches[0]), in).state, State::Tripped);
    }

    /// Both bounds of volumes count, with the dose that is asked for; what just reaches them is still allowed.
    void volumesOfVialAndHour()
    {
        using std::chrono::minutes;
        const std::chrono::system_clock::time_point t{std::chrono::hours(500000)};
        DoseLedger ledger;
        const auto state = [&](const char *vial, double asked, std::chrono::system_clock::time_point at) {
            InterlockInputs in = inputs(watches[4], 0.0);
            in.doses = ledger.sums(vial, asked, at);
            return judgeInterlock(declared(watches[4]), in).state;
        };
        QCOMPARE(state("V-1", 1.0, t), State::Ok);
        QCOMPARE(state("V-1", 1.001, t), State::Tripped);
        const auto first = ledger.add({t, "V-1", 0.6});
        QCOMPARE(state("V-1", 0.4, t + minutes(1)), State::Ok);
        QCOMPARE(state("V-1", 0.401, t + minutes(1)), State::Tripped);
        QCOMPARE(state("V-1", 0.401, t + minutes(120)), State::Tripped); // a vial forgets nothing within the day
        QCOMPARE(state("V-2", 1.0, t + minutes(1)), State::Ok);
        ledger.settle(first, 0.0); // nothing was sent after all
        QCOMPARE(state("V-1", 1.0, t + minutes(1)), State::Ok);
        for (int i = 0; i < 9; ++i) {
            (void)ledger.add({t + minutes(i), "W-" + std::to_string(i), 0.5});
        }
        QCOMPARE(state("V-3", 0.5, t + minutes(10)), State::Ok); // 9 x 0.5 + 0.5 = the 5 mL of an hour
        QCOMPARE(state("V-3", 0.501, t + minutes(10)), State::Tripped);
        QCOMPARE(state("V-3", 0.501, t + minutes(60)), State::Ok); // the first is over an hour ago
        QCOMPARE(state("V-3", 0.501, t - minutes(1000)), State::Tripped); // the clock was put back: as of now
    }

    /// An hour of a simulated bench is shorter by its time scale.
    void hourOfTheDevices()
    {
        const std::chrono::system_clock::time_point t{std::chrono::hours(500000)};
        DoseLedger ledger(60.0);
        (void)ledger.add({t, "V-1", 0.5});
        QCOMPARE(ledger.sums("", 0.0, t + 59s).hour_mL, 0.5);
        QCOMPARE(ledger.sums("", 0.0, t + 61s).hour_mL, 0.0);
    }

    /// Doses are refused at once; what it does besides waits for its delay, once, and stays latched until a person
    /// acknowledges, which nobody can while the cause lasts.
    void actsOnceAndLatches()
    {
        Interlock interlock = declared(watches[0]);
        interlock.action = InterlockAction::HoldQueue;
        const auto over = judgeInterlock(interlock, inputs(watches[0], 12.0));
        const auto well = judgeInterlock(interlock, inputs(watches[0], 1.0));
        using Due = InterlockLatch::Due;
        InterlockLatch latch;
        QCOMPARE(latch.take(interlock, over, now, 5s), Due::Nothing);
        QVERIFY(!latch.lets(over, now));
        QVERIFY(!latch.latched());
        QCOMPARE(latch.take(interlock, well, now + 1s, 5s), Due::Nothing); // shorter than the delay: nothing stays
        QVERIFY(latch.lets(well, now));
        QCOMPARE(latch.take(interlock, over, now + 2s, 5s), Due::Nothing);
        QCOMPARE(latch.take(interlock, over, now + 7s, 5s), Due::Act);
        QCOMPARE(latch.take(interlock, over, now + 8s, 5s), Due::Nothing);
        QVERIFY(!latch.acknowledge(interlock, over, {"jd", "looked", ""}));
        QCOMPARE(latch.take(interlock, well, now + 9s, 5s), Due::Nothing);
        QVERIFY(!latch.lets(well, now + 9s));
        QVERIFY(latch.acknowledge(interlock, well, {"jd", "septum changed", ""}).has_value());
        QVERIFY(latch.lets(well, now + 9s));
        QCOMPARE(latch.acknowledgement()->reason, std::string("septum changed"));
        QVERIFY(!latch.acknowledge(interlock, well, {"jd", "again", ""}));
    }

    /// A sensor that is away for a moment forbids doses for that moment; one that kept a dose away stays latched.
    void refusingLatches()
    {
        const Interlock interlock = declared(watches[1]);
        InterlockInputs lost = inputs(watches[1], 100.0);
        lost.reading->quality = "stale";
        const auto away = judgeInterlock(interlock, lost);
        const auto well = judgeInterlock(interlock, inputs(watches[1], 100.0));
        InterlockLatch latch;
        (void)latch.take(interlock, away, now, 0s);
        QVERIFY(!latch.lets(away, now));
        (void)latch.take(interlock, well, now + 1s, 0s);
        QVERIFY(latch.lets(well, now + 1s));
        (void)latch.take(interlock, away, now + 2s, 0s);
        QCOMPARE(latch.refused(interlock, away.sentence, now + 2s), InterlockLatch::Due::Nothing);
        (void)latch.take(interlock, well, now + 3s, 0s);
        QVERIFY(!latch.lets(well, now + 3s));
        QVERIFY(latch.latched());
    }

    /// Inhibiting silences what it does, never what it forbids; when it ends, the interlock acts after all.
    void inhibitedIsNotSafe()
    {
        Interlock interlock = declared(watches[0]);
        interlock.action = InterlockAction::SafeState;
        const auto over = judgeInterlock(interlock, inputs(watches[0], 12.0));
        const auto well = judgeInterlock(interlock, inputs(watches[0], 1.0));
        InterlockLatch latch;
        latch.inhibit({"jd", "calibrating", ""}, now + 60s, "");
        QVERIFY(!latch.lets(well, now));
        QCOMPARE(latch.take(interlock, over, now, 0s), InterlockLatch::Due::Nothing);
        QVERIFY(!latch.latched());
        QCOMPARE(latch.take(interlock, over, now + 61s, 0s), InterlockLatch::Due::Act);
        latch = {};
        latch.inhibit({"jd", "calibrating", ""}, now + 60s, "");
        latch.release();
        QVERIFY(latch.lets(well, now));
    }

    void units_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<double>("is"); // NaN: it cannot be told
        const double no = std::numeric_limits<double>::quiet_NaN();
        QTest::newRow("bar") << 1.5 << "bar"
                             << "kPa" << 150.0;
        QTest::newRow("mbar") << 1013.25 << "mbar"
                              << "Pa" << 101325.0;
        QTest::newRow("psi") << 14.695948775 << "psi"
                             << "kPa" << 101.325; // SP 811: 1 psi = 6.894757 kPa
        QTest::newRow("kelvin") << 333.15 << "K"
                                << "degC" << 60.0;
        QTest::newRow("percent") << 0.4 << "%"
                                 << "ppm" << 4000.0;
        QTest::newRow("itself") << 7.0 << "sccm"
                                << "sccm" << 7.0;
        QTest::newRow("LEL is no share") << 10.0 << "%LEL"
                                         << "%" << no;
        QTest::newRow("other quantity") << 10.0 << "bar"
                                        << "degC" << no;
        QTest::newRow("none") << 10.0 << ""
                              << "" << no;
        QTest::newRow("flows") << 5.0 << "sccm"
                               << "mL/min" << no;
    }
    void units()
    {
        QFETCH(double, value);
        QFETCH(QString, unit);
        QFETCH(QString, wanted);
        QFETCH(double, is);
        const auto got = inUnit(value, unit.toStdString(), wanted.toStdString());
        QCOMPARE(got.has_value(), !std::isnan(is));
        if (got) {
            QVERIFY2(std::abs(*got - is) <= 1e-7 * std::abs(is), qPrintable(QString::number(*got, 'g', 12)));
        }
    }

    /// 1.5 bar against 150 kPa: a last digit of the conversion does not let what is at its limit pass.
    void limitInAnotherUnit()
    {
        InterlockInputs in = inputs(watches[1], 1.5);
        in.reading->unit = "bar";
        QCOMPARE(judgeInterlock(declared(watches[1]), in).state, State::Tripped);
        in.reading->value = 1.499;
        QCOMPARE(judgeInterlock(declared(watches[1]), in).state, State::Ok);
    }
};

QTEST_APPLESS_MAIN(TestInterlocks)
#include "tst_interlocks.moc"
