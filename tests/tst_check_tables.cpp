// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of standards, check standards and foils: certificates, drift and recovery on request, blanks judged.
#include <QTest>

#include "analysis/core/decimal.h"
#include "app/formats/breakdown_json.h"
#include "app/formats/calibration_json.h"
#include "app/formats/read_table.h"
#include "app/session/checks_near.h"
#include "app/session/checks_table.h"
#include "app/session/evaluate.h"
#include "app/session/foils_table.h"

using namespace tgc;
using namespace tgc::session;

namespace {

const std::string vial = "vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,area";
const std::string inVial = ",30,0.5,25,locked,0.5,";

formats::TextTable table(const std::string &csv, const char *name = "samples.csv")
{
    auto read = formats::parseTable(csv, name);
    if (!read) {
        qFatal("%s", read.error().message.c_str());
    }
    return *read;
}

StandardsCurve made(const std::string &csv)
{
    auto curve = calibrateStandards(table(csv, "standards.csv"), {}, {});
    if (!curve) {
        qFatal("%s", curve.error().message.c_str());
    }
    return *curve;
}

Calibration curve() // 400 a nmol
{
    return made("level,replicate,amount_nmol,area\n1,1,50,20010\n1,2,50,19990\n2,1,100,39990\n2,2,100,40010\n"
                "3,1,200,80010\n3,2,200,79990\n")
        .curve;
}

BatchChecks checks(const std::string &rows, BatchChecks::Correct correct)
{
    return {table("level,amount_nmol,area,injected_at\n" + rows, "checks.csv"), {}, correct};
}

Result<Evaluation> run(const std::string &rows, const EvaluationOptions &options, const std::string &blanks = {})
{
    const std::string header = "sample_id," + vial + ",injected_at\n";
    const auto blankTable = blanks.empty() ? std::nullopt : std::optional(table(header + blanks, "blanks.csv"));
    return evaluate(table(header + rows), blankTable, curve(), options, {});
}

bool hasFlag(const Breakdown &row, const char *flag)
{
    return std::find(row.flags.begin(), row.flags.end(), flag) != row.flags.end();
}

bool contains(const std::vector<std::string> &sentences, const char *words)
{
    return std::any_of(sentences.begin(), sentences.end(),
                       [&](const std::string &each) { return each.find(words) != std::string::npos; });
}

const std::string twoChecks = "K,100,40000,2026-05-04T09:00\nK,100,38800,2026-05-04T13:00\n"; // -3 %

} // namespace

class TestCheckTables : public QObject {
    Q_OBJECT
private slots:
    void driftOnRequestOnly()
    {
        const std::string row = "S" + inVial + "59400,2026-05-04T10:20\n"; // a third of the way: 1 % lost
        EvaluationOptions options;
        options.checks = checks(twoChecks, BatchChecks::Correct::Nothing);
        const auto judgedOnly = run(row, options);
        QVERIFY2(judgedOnly.has_value(), judgedOnly ? "" : judgedOnly.error().message.c_str());
        QVERIFY(judgedOnly->failures.empty());
        QVERIFY(std::abs(inNanomoles(*judgedOnly->rows[0].h2Injected) - 148.5) < 1e-6);
        QVERIFY(formats::breakdownJson(judgedOnly->rows[0]).find("divided_by") == std::string::npos);
        options.checks->correct = BatchChecks::Correct::Drift;
        const auto corrected = run(row, options);
        QVERIFY2(corrected.has_value(), corrected ? "" : corrected.error().message.c_str());
        QVERIFY(std::abs(inNanomoles(*corrected->rows[0].h2Injected) - 150.0) < 1e-6);
        QVERIFY(hasFlag(corrected->rows[0], "drift-corrected"));
        QVERIFY(formats::breakdownJson(corrected->rows[0]).find("\"divided_by_drift\":{\"response\":0.99") !=
                std::string::npos);
    }
    void recoveryOfTheChecks()
    {
        EvaluationOptions options;
        options.checks = checks(twoChecks, BatchChecks::Correct::Recovery);
        const auto row = run("S" + inVial + "59400,\n", options); // needs no times
        QVERIFY2(row.has_value(), row ? "" : row.error().message.c_str());
        QVERIFY(std::abs(inNanomoles(*row->rows[0].h2Injected) - 148.5 / 0.985) < 1e-6);
        QVERIFY(hasFlag(row->rows[0], "recovery-applied"));
    }
    void aFailedCheckFailsTheBatch()
    {
        EvaluationOptions options;
        options.checks = checks("K,100,40000,\nK,100,37000,\n", BatchChecks::Correct::Nothing);
        const auto row = run("S" + inVial + "59400,\n", options);
        QVERIFY(hasFlag(row->rows[0], "check-failed"));
        QCOMPARE(row->failures.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(row->failures[0]),
                 "checks.csv:3: check standard failed: recovery 92.5 % (100 % -+ 5.0 % is the limit), drift -7.5 % "
                 "since the check before (limit 5.0 %)");
    }
    void driftBeyondItsLimitIsSaid()
    {
        EvaluationOptions options;
        options.checks =
            checks("K,100,42000,2026-05-04T09:00\nK,100,39000,2026-05-04T13:00\n", BatchChecks::Correct::Drift);
        const auto row = run("S" + inVial + "59400,2026-05-04T10:00\n", options);
        QVERIFY(
            contains(row->failures, "sample S: the response moved by -7.1 % between the check standards around it"));
    }
    void driftNeedsTimesOnOneClock_data()
    {
        QTest::addColumn<QString>("checkRows");
        QTest::addColumn<QString>("at");
        QTest::addColumn<QString>("words");
        const QString good = QString::fromStdString(twoChecks);
        QTest::newRow("no time") << good << ""
                                 << "samples.csv:2: sample S, draw 1: injected_at is empty";
        QTest::newRow("a day") << good << "2026-05-04"
                               << "a day without a time";
        QTest::newRow("zones") << good << "2026-05-04T10:00Z"
                               << "says its time zone, that of checks.csv:2 does not";
        QTest::newRow("too late") << good << "2026-05-04T13:30"
                                  << "no check standard was injected after it";
        QTest::newRow("check without") << "K,100,40000,\n"
                                       << "2026-05-04T10:00"
                                       << "checks.csv:2: injected_at is empty";
    }
    void driftNeedsTimesOnOneClock()
    {
        QFETCH(QString, checkRows);
        QFETCH(QString, at);
        QFETCH(QString, words);
        EvaluationOptions options;
        options.checks = checks(checkRows.toStdString(), BatchChecks::Correct::Drift);
        const auto row = run("S" + inVial + "59400," + at.toStdString() + "\n", options);
        QVERIFY(!row && row.error().code == ErrorCode::BadInput);
        QVERIFY2(QString::fromStdString(row.error().message).contains(words), row.error().message.c_str());
    }
    void blanksAreBracketedToo()
    {
        EvaluationOptions options;
        options.checks = checks(twoChecks, BatchChecks::Correct::Drift);
        QVERIFY(!run("S" + inVial + "59400,2026-05-04T10:00\n", options, "B" + inVial + "400,2026-05-04T08:00\n"));
        const auto row =
            run("S" + inVial + "59400,2026-05-04T10:00\n", options, "B" + inVial + "396,2026-05-04T10:20\n");
        QVERIFY(
            std::abs(inMicromoles(*row->rows[0].h2Blank) /
                         inMicromoles(*run("S" + inVial + "59400,\n", {}, "B" + inVial + "400,\n")->rows[0].h2Blank) -
                     1.0) < 1e-6);
    }
    void blanksAreJudged()
    {
        const std::string blanks = "A" + inVial + "400,2026-05-04T10:00\nB" + inVial + "410,2026-05-04T10:00\nC" +
                                   inVial + "390,2026-05-04T10:00\n";
        const auto fresh = run("S" + inVial + "59400,2026-05-06T10:00\n", {}, blanks);
        QVERIFY(fresh->rows[0].blank->verdict == CheckVerdict::Passed && !hasFlag(fresh->rows[0], "blank-suspect"));
        const auto late = run("S" + inVial + "59400,2026-05-14T22:00\n", {}, blanks);
        QVERIFY(late->rows[0].blank->verdict == CheckVerdict::Failed && hasFlag(late->rows[0], "blank-suspect"));
        const std::string json = formats::breakdownJson(late->rows[0]);
        QVERIFY(json.find("\"verdict\":\"failed\",\"words\":[\"the nearest of them was injected 10.5 days") !=
                std::string::npos);
    }
    void expiredCertificates()
    {
        const std::string header = "level,amount_nmol,area,certificate,expires,injected_at,used,reason\n";
        const auto good = made(header + "a,50,20010,C1,2026-05-04,2026-05-04T23:00,,\nb,100,39990,,,,,\n"
                                        "c,200,80010,,,,,\nc,200,90010,C2,2020-01-01,2026-05-04,no,leak\n");
        QVERIFY(good.curve.flags.empty() && good.warnings.empty()); // its last day; one not used
        QCOMPARE(QString::fromStdString(good.curve.points[3].standard.reason), "leak");
        const auto late = made(header + "a,50,20010,C1,2026-05-04,2026-05-05T00:00,,\nb,100,39990,,,,,\n"
                                        "c,200,80010,,,,,\n");
        QCOMPARE(late.curve.flags, std::vector<std::string>{"certificate-expired"});
        QVERIFY(contains(late.warnings, "standards.csv:2: column expires: certificate C1 had expired (2026-05-04)"));
        const auto again = formats::calibrationFromJson(formats::calibrationToJson(late.curve), "CAL.json");
        QCOMPARE(again->flags, late.curve.flags);
        QCOMPARE(again->points[0].standard.certificate, std::string("C1"));
        const auto row = evaluate(table("sample_id," + vial + "\nS" + inVial + "59400\n"), {}, late.curve, {}, {});
        QVERIFY(hasFlag(row->rows[0], "certificate-expired"));
        const auto never = made(header + "a,50,20010,C1,2026-05-04,,,\nb,100,39990,,,,,\nc,200,80010,,,,,\n");
        QVERIFY(never.curve.flags.empty() && contains(never.warnings, "whether they were valid"));
        QVERIFY(!calibrateStandards(table(header + "a,50,20010,C1,March,,,\n"), {}, {}));
    }
    /// 1 mAh plates 258.941 ug of Li, tgc-method.md 2.0.
    void foilsAsStandards()
    {
        const auto weighed = made("foil_mg,u_foil_mg,area\n0.1,0.001,1000\n0.2,0.002,2010\n0.3,0.003,2990\n");
        QVERIFY(weighed.curve.unit == AmountUnit::LithiumMicrogram && weighed.warnings.empty());
        QVERIFY(std::abs(weighed.curve.points[0].standard.amount - 100.0) < 1e-9);
        QVERIFY(std::abs(weighed.curve.points[0].standard.amountU - 1.0) < 1e-9);
        const auto plated = made("plated_mAh,area\n1,1000\n2,2010\n3,2990\n");
        QVERIFY(std::abs(plated.curve.points[0].standard.amount - 258.941) < 5e-4);
    }
    void foilsAsAnIndependentCheck()
    {
        const auto sample = evaluate(table("sample_id," + vial + "\nS" + inVial + "59400\n"), {}, curve(), {}, {});
        const double found_ug = inMicrograms(sample->rows[0].li0Mass.value);
        const auto foils =
            table("sample_id," + vial + ",li_ug,u_li_ug\nF1" + inVial + "59400," + shortest(found_ug / 0.98) + "," +
                      shortest(0.01 * found_ug) + "\nF2" + inVial + "59400," + shortest(found_ug / 0.90) + ",0\n",
                  "foils.csv");
        QVERIFY(isFoilsTable(foils) && !isFoilsTable(table("level,li_ug,area\nK,1,1\n")));
        const auto checked = checkFoils(foils, {}, curve(), {}, {}, 0.05);
        QVERIFY2(checked.has_value(), checked ? "" : checked.error().message.c_str());
        QVERIFY(checked->warnings.empty());
        QVERIFY(std::abs(checked->foils[0].recovery.value - 0.98) < 1e-9);
        const double relative = double(sample->rows[0].li0Mass.u / sample->rows[0].li0Mass.value);
        QVERIFY(std::abs(checked->foils[0].recovery.u - 0.98 * std::hypot(relative, 0.0098)) < 1e-9);
        QVERIFY(checked->foils[0].verdict == CheckVerdict::Passed);
        QVERIFY(contains(checked->failures, "foils.csv: foil F2 failed: recovery 90.0 %"));
        QVERIFY(std::abs(checked->recovery.value - 0.94) < 1e-9); // scatter 0.08/sqrt 2 over sqrt 2, weighing beside it
        QVERIFY(std::abs(checked->recovery.u - std::hypot(0.04, 0.5 * 0.98 * 0.0098)) < 1e-9);
        QVERIFY(
            !checkFoils(table("sample_id," + vial + ",li_ug\nF1" + inVial + "59400,\n"), {}, curve(), {}, {}, 0.05));
    }
    /// Each vial by the column that is filled: 0.36 mAh plates 93.219 ug.
    void foilsKnownByMassAndByCharge()
    {
        const auto foils = table("sample_id," + vial + ",foil_mg,plated_mAh\nF1" + inVial + "59400,0.145,\nF2" +
                                     inVial + "40000,,0.36\n",
                                 "foils.csv");
        const auto checked = checkFoils(foils, {}, curve(), {}, {}, 0.05);
        QVERIFY2(checked.has_value(), checked ? "" : checked.error().message.c_str());
        QVERIFY(std::abs(inMicrograms(checked->foils[0].known.value) - 145.0) < 1e-9);
        QVERIFY(std::abs(inMicrograms(checked->foils[1].known.value) - 0.36 * 258.941) < 5e-4);
    }
    void checksOfABatch()
    {
        const auto checks = table("level,amount_nmol,area,injected_at\nK,1,1,2026-03-01 08:00\nK,1,1,2026-03-02 07:00\n"
                                  "K,1,1,\nK,1,1,2026-03-04 08:00\nK,1,1,2026-03-04T08:00Z\n");
        const auto at = writtenTime("2026-03-02 09:00");
        const auto near = checksNear(checks, std::vector{*at});
        QCOMPARE(near.rows.size(), std::size_t(3)); // 2 h before, without a time, by another clock
        QCOMPARE(near.rows[0].cells[3], std::string("2026-03-02 07:00"));
        QCOMPARE(checksNear(checks, {}).rows.size(), std::size_t(5));
        QVERIFY(injectionTimes(checks).size() == 4);
    }
    void replicatesOfChecksHaveAVerdict()
    {
        const auto read =
            readChecks(table("level,replicate,amount_nmol,area,used,reason\nK,1,100,38600,,\nK,2,100,41400,,\n"
                             "K,3,100,99999,no,air\nK,1,100,41400,,\nK,,100,38600,,\n",
                             "checks.csv"),
                       curve(), {}, {0.05, 0.10, 0.04});
        QVERIFY(read->results[0]->verdict == CheckVerdict::Failed && !read->results[2]);
        QVERIFY(std::abs(read->replicates[0]->rsd - 0.0494975) < 1e-6); // 1980 / 40000
        QVERIFY(contains(failuresOf(*read, "checks.csv", {0.05, 0.10, 0.04}), "its 2 replicates scatter by 4.9 %"));
        QVERIFY(!read->replicates[3] && !read->replicates[4]); // of another set, and of none
        QVERIFY(std::abs(read->recovery->value - 1.0) < 1e-6);
    }
};

QTEST_APPLESS_MAIN(TestCheckTables)
#include "tst_check_tables.moc"
