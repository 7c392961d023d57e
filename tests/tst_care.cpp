// SPDX-License-Identifier: GPL-3.0-or-later
// The care of a chromatograph without a store: what is taken, what is counted, what is due. Expected numbers are counted by hand.
#include <QTest>

#include "app/session/care/care_rows.h"
#include "tests/vial_day.h"

using namespace tgc;
using namespace tgc::care;
using test::minute;

namespace {

constexpr double day_min = 24.0 * 60.0;

CareAct act(Kind kind, double at_min, std::int64_t id = 1)
{
    CareAct one;
    one.id = id;
    one.bench = "GC 1";
    one.kind = kind;
    one.at = minute(at_min);
    one.by = "J. Doe";
    return one;
}

CareAct cylinder(Kind kind, double at_min, const char *kPa, const char *part = "C-1")
{
    CareAct one = act(kind, at_min);
    one.part = part;
    one.value = kPa;
    one.unit = "kPa";
    return one;
}

/// An injection every ten minutes from minute 10 on.
BenchLog logOf(std::vector<CareAct> acts, int injections)
{
    BenchLog log{"GC 1", standing(acts), {}};
    for (int i = 1; i <= injections; ++i) {
        log.injections.push_back(minute(10.0 * i));
    }
    return log;
}

CareRow row(const std::vector<CareRow> &rows, const char *subject)
{
    for (const CareRow &each : rows) {
        if (each.subject == subject) {
            return each;
        }
    }
    return {};
}

QString text(std::string_view words)
{
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

} // namespace

class TestCare : public QObject {
    Q_OBJECT
private slots:
    void everyKindHasItsWord()
    {
        for (const Kind kind : recordable) {
            QVERIFY(kindFromString(wordOf(kind)) == kind);
            QVERIFY(checkAct(kind == Kind::StandardCylinder ? cylinder(kind, 0, "9000")
                             : kind == Kind::Note           ? [] {
                                   CareAct note = act(Kind::Note, 0);
                                   note.note = "new oven fan";
                                   return note;
                               }()
                                                            : act(kind, 0),
                             minute(1))
                        .has_value());
        }
        QVERIFY(!kindFromString("polish"));
    }
    void whatIsRefused_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("said");
        for (const auto &[what, said] :
             {std::pair("nobody", "who did it"), std::pair("no bench", "which bench"),
              std::pair("future", "still to come"), std::pair("a value of a septum", "it has no value"),
              std::pair("no number", "the value"), std::pair("below zero", "below zero"),
              std::pair("no unit", "it may be kPa, bar, MPa, psi"),
              std::pair("a septum that expires", "only a standard-cylinder"),
              std::pair("which cylinder", "which cylinder"), std::pair("an empty note", "in the note")}) {
            QTest::newRow(what) << what << said;
        }
    }
    void whatIsRefused()
    {
        QFETCH(QString, what);
        QFETCH(QString, said);
        CareAct one = what == "which cylinder" || what == "no number" || what == "below zero" || what == "no unit"
                          ? cylinder(Kind::StandardCylinder, 0, "9000")
                          : act(what == "an empty note" ? Kind::Note : Kind::Septum, 0);
        if (what == "nobody") {
            one.by = " ";
        } else if (what == "no bench") {
            one.bench.clear();
        } else if (what == "future") {
            one.at = minute(2);
        } else if (what == "a value of a septum") {
            one.value = "3";
        } else if (what == "no number") {
            one.value = "full";
        } else if (what == "below zero") {
            one.value = "-1";
        } else if (what == "no unit") {
            one.unit = "Torr";
        } else if (what == "a septum that expires") {
            one.expiresOn = "2027-01-01";
        } else if (what == "which cylinder") {
            one.part.clear();
        }
        const auto taken = checkAct(one, minute(1));
        QVERIFY(!taken.has_value());
        QCOMPARE(taken.error().code, ErrorCode::BadInput);
        QVERIFY2(text(taken.error().message).contains(said), taken.error().message.c_str());
    }
    void whatIsTakenBackCountsForNothing()
    {
        CareAct voided = act(Kind::Void, 500, 3);
        voided.voids = 2;
        const BenchLog log = logOf({act(Kind::Septum, 0, 1), act(Kind::Septum, 300, 2), voided}, 40);
        QCOMPARE(*row(counterRows(log, minute(400), {}), "septum").count, 40.0);
    }
    void theSeptum_data()
    {
        QTest::addColumn<int>("injections");
        QTest::addColumn<QString>("verdict");
        QTest::newRow("new") << 0 << "in order";
        QTest::newRow("just below nine tenths") << 134 << "in order"; // of 150: 135
        QTest::newRow("nine tenths") << 135 << "soon";
        QTest::newRow("just below") << 149 << "soon";
        QTest::newRow("reached") << 150 << "due";
        QTest::newRow("far beyond") << 400 << "due";
    }
    void theSeptum()
    {
        QFETCH(int, injections);
        const CareRow septum = row(counterRows(logOf({act(Kind::Septum, 0)}, injections), minute(5000), {}), "septum");
        QTEST(text(wordOf(septum.verdict)), "verdict");
        QCOMPARE(*septum.count, double(injections));
        QCOMPARE(*septum.limit, 150.0);
    }
    void injectionsCountFromTheActOn()
    {
        // Changed between the third and the fourth injection, and entered later.
        const BenchLog log = logOf({act(Kind::Column, 35), act(Kind::Septum, 30)}, 10);
        QCOMPARE(*row(counterRows(log, minute(200), {}), "column").count, 7.0);
        QCOMPARE(*row(counterRows(log, minute(200), {}), "septum").count, 7.0); // the one at minute 30 was before it
        QVERIFY(row(counterRows(log, minute(200), {}), "column").verdict == Verdict::InOrder);
        CareOptions options;
        options.columnInjections = 7;
        QVERIFY(row(counterRows(log, minute(200), options), "column").verdict == Verdict::Due);
    }
    void nothingRecordedIsSaid()
    {
        for (const CareRow &each : counterRows(logOf({}, 500), minute(9000), {})) {
            QVERIFY(each.verdict == Verdict::NotRecorded);
            QVERIFY(!each.count && !each.since && !each.words.empty());
        }
        for (const CareRow &each : cylinderRows(logOf({}, 500), minute(9000), {})) {
            QVERIFY(each.verdict == Verdict::NotRecorded);
        }
    }
    void theLeakCheck()
    {
        const auto leak = [](std::vector<CareAct> acts, double now_min) {
            return row(counterRows(logOf(std::move(acts), 0), minute(now_min), {}), "leak-check");
        };
        QVERIFY(leak({act(Kind::LeakCheck, 0)}, 26 * day_min).verdict == Verdict::InOrder);
        QVERIFY(leak({act(Kind::LeakCheck, 0)}, 27 * day_min).verdict == Verdict::Soon); // nine tenths of 30
        QVERIFY(leak({act(Kind::LeakCheck, 0)}, 30 * day_min).verdict == Verdict::Due);
        const CareRow opened = leak({act(Kind::LeakCheck, 0), act(Kind::Septum, 10)}, 20);
        QVERIFY(opened.verdict == Verdict::Due);
        QVERIFY2(opened.words.find("the septum was changed since") != std::string::npos, opened.words.c_str());
        QVERIFY(leak({act(Kind::Septum, 10), act(Kind::LeakCheck, 11)}, 20).verdict == Verdict::InOrder);
    }
    void aStandardsCertificate_data()
    {
        QTest::addColumn<double>("now_min");
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<QString>("said");
        // minute(0) is 2026-11-27T08:00Z (tests/vial_day.h); the certificate ends with 27 December.
        const double end = 30.0 * day_min + 16.0 * 60.0; // 2026-12-28T00:00Z
        QTest::newRow("long before") << -2.0 * day_min << "in order"
                                     << "good until 2026-12-27";
        QTest::newRow("twelve days before") << end - 12.5 * day_min << "soon"
                                            << "expires in 12 days";
        QTest::newRow("the day before the last") << end - 1.5 * day_min << "soon"
                                                 << "expires in 1 day";
        QTest::newRow("its last minute") << end - 1.0 << "soon"
                                         << "expires today";
        QTest::newRow("over") << end + 1.0 << "due"
                              << "expired (2026-12-27)";
    }
    void aStandardsCertificate()
    {
        QFETCH(double, now_min);
        QFETCH(QString, said);
        CareAct standard = cylinder(Kind::StandardCylinder, -3.0 * day_min, "9500");
        standard.expiresOn = "2026-12-27";
        const auto rows = cylinderRows(logOf({standard}, 0), minute(now_min), {});
        const CareRow found = row(rows, "standard-cylinder C-1");
        QTEST(text(wordOf(found.verdict)), "verdict");
        QVERIFY2(text(found.words).contains(said), found.words.c_str());
    }
    void aCylindersPressure()
    {
        CareAct standard = cylinder(Kind::StandardCylinder, 0, "9500");
        standard.expiresOn = "2030-12-27";
        standard.minimum = "2000";
        CareAct later = cylinder(Kind::StandardCylinder, 10, "18"); // read again: the certificate stays known
        later.unit = "bar";
        CareRow found = row(cylinderRows(logOf({standard, later}, 0), minute(20), {}), "standard-cylinder C-1");
        QCOMPARE(*found.count, 1800.0);
        QCOMPARE(*found.limit, 2000.0);
        QVERIFY(found.verdict == Verdict::Due);
        QVERIFY2(found.words.find("below the certificate's minimum") != std::string::npos, found.words.c_str());
        QVERIFY(found.words.find("good until 2030-12-27") != std::string::npos);
        later.value = "0"; // empty, or gone
        const auto rows = cylinderRows(logOf({standard, later}, 0), minute(20), {});
        QVERIFY(row(rows, "standard-cylinder C-1").subject.empty());
        QVERIFY(row(rows, "standard-cylinder").verdict == Verdict::NotRecorded);
    }
    void severalStandardsAreToldOneByOne()
    {
        const auto rows = cylinderRows(logOf({cylinder(Kind::StandardCylinder, 0, "9500", "C-1"),
                                              cylinder(Kind::StandardCylinder, 1, "500", "C-2")},
                                             0),
                                       minute(20), {});
        QVERIFY(row(rows, "standard-cylinder C-1").verdict == Verdict::InOrder);
        QVERIFY(row(rows, "standard-cylinder C-1").words.find("certificate is not recorded") != std::string::npos);
        QVERIFY(row(rows, "standard-cylinder C-2").verdict == Verdict::Due);
        QVERIFY(row(rows, "standard-cylinder C-2").words.find("the usual minimum of 1000 kPa") != std::string::npos);
    }
    void theCarrier()
    {
        const auto carrier = [](const char *kPa) {
            return row(cylinderRows(logOf({cylinder(Kind::CarrierCylinder, 0, kPa)}, 0), minute(5), {}),
                       "carrier-cylinder");
        };
        QVERIFY(carrier("1000").verdict == Verdict::InOrder); // the limit itself
        QVERIFY(carrier("999").verdict == Verdict::Due);
        QCOMPARE(inKilopascals(*pressureOf("1", "MPa")), 1000.0);
        QVERIFY(std::abs(inKilopascals(*pressureOf("100", "psi")) - 689.4757293168) < 1e-9); // NIST SP 811
        QVERIFY(!pressureOf("1", "Torr"));
    }
    void driftCountsFromTheLastBakeOutOrColumn()
    {
        QVERIFY(!driftStart(logOf({act(Kind::Septum, 0)}, 0)));
        QVERIFY(driftStart(logOf({act(Kind::BakeOut, 5), act(Kind::Column, 1)}, 0)) == minute(5));
        QVERIFY(driftStart(logOf({act(Kind::BakeOut, 5), act(Kind::Column, 9)}, 0)) == minute(9));
    }
    void theBakeOutTakesTheWorstTarget()
    {
        RetentionDrift fine, gone, soon;
        fine.verdict = DriftVerdict::InOrder;
        fine.words = "fine words";
        soon.verdict = DriftVerdict::BakeOutSoon;
        soon.words = "soon words";
        gone.verdict = DriftVerdict::BakeOutNow;
        gone.words = "gone words";
        const BenchLog log = logOf({act(Kind::BakeOut, 0)}, 12);
        CareRow found = bakeOutRow(log, std::vector<NamedDrift>{{"H2", fine}, {"N2", gone}, {"O2", soon}}, minute(60));
        QVERIFY(found.verdict == Verdict::Due);
        QCOMPARE(*found.count, 12.0);
        QVERIFY2(found.words.starts_with("bake out now: N2, gone words"), found.words.c_str());
        found = bakeOutRow(log, std::vector<NamedDrift>{{"H2", fine}, {"O2", soon}}, minute(60));
        QVERIFY(found.verdict == Verdict::Soon);
        found = bakeOutRow(log, std::vector<NamedDrift>{{"H2", RetentionDrift{}}}, minute(60));
        QVERIFY(found.verdict == Verdict::InOrder);
        QVERIFY(found.words.starts_with("not enough runs"));
        found = bakeOutRow(logOf({}, 3), std::vector<NamedDrift>{{"H2", gone}}, minute(60)); // due without an act, too
        QVERIFY(found.verdict == Verdict::Due);
        QVERIFY(found.words.find("no bake-out is recorded") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestCare)
#include "tst_care.moc"
