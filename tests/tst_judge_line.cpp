// SPDX-License-Identifier: GPL-3.0-or-later
// A line of the queue held against its method's rules and the calibration in use, as its injections stand in the store.
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

#include "analysis/core/decimal.h"
#include "app/formats/calibration_json.h"
#include "app/session/judge_line.h"
#include "app/session/method_file.h"
#include "app/session/run_records.h"
#include "app/session/vial_day.h"

using namespace tgc;
using session::LineToJudge;
using Word = session::LineJudgement::Word;

namespace {

const std::string target = "[[target]]\nname = \"H2\"\nretention_s = 50\nhalf_window_s = 3\n";

std::string rule(const std::string &quantity, const std::string &comparison, double limit,
                 const std::string &aggregate = "each")
{
    return "[[suitability]]\npeak = \"H2\"\nquantity = \"" + quantity + "\"\noperator = \"" + comparison +
           "\"\nlimit = " + shortest(limit) + (limit == std::floor(limit) ? ".0" : "") + "\naggregate = \"" +
           aggregate + "\"\n";
}

/// A Gaussian of s = 1 s at 50 s on a noise of 0.2 uV, so many uV high; 0: nothing but noise.
Chromatogram trace(double height)
{
    std::vector<double> times_s, values;
    for (int i = 0; i < 1000; ++i) {
        const double t = 0.1 * i;
        times_s.push_back(t);
        values.push_back(0.2 * std::sin(1000.0 * t) + height * std::exp(-0.5 * (t - 50.0) * (t - 50.0)));
    }
    return Chromatogram::create(std::move(times_s), std::move(values), "uV").value();
}

bool says(const session::LineJudgement &judgement, const std::string &text)
{
    return std::any_of(judgement.words.begin(), judgement.words.end(),
                       [&](const std::string &words) { return words.find(text) != std::string::npos; });
}

} // namespace

class TestJudgeLine : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::optional<db::Store> m_store;
    int m_runs = 0;

    db::RecordId run(double height, const std::string &status = "done")
    {
        db::NewRun made;
        made.source = Source::Measured;
        made.format = "tgc-spool";
        made.status = status;
        made.fileName = "run-" + std::to_string(++m_runs) + ".spool";
        made.contentHash = std::to_string(m_runs);
        made.channels = {{"TCD", "", trace(height), {}, "", ""}};
        return m_store->addRun(made).value().id;
    }
    LineToJudge line(const std::string &method, std::vector<db::RecordId> runs, const std::string &kind = "standard")
    {
        LineToJudge made;
        made.line = 3;
        made.kind = kind;
        made.methodName = "h2";
        made.methodText = method;
        made.runs = std::move(runs);
        return made;
    }
    session::LineJudgement judged(const LineToJudge &line)
    {
        const auto judgement = session::judgeLine(*m_store, line);
        if (!judgement) {
            qFatal("%s", judgement.error().message.c_str());
        }
        return *judgement;
    }
    double areaOf(db::RecordId id) const
    {
        const auto method = session::parseMethod(target, "h2");
        const auto channel = session::integrateChannel("TCD", m_store->loadSignal(id).value(), method->processing);
        for (const Peak &peak : channel.result.peaks) {
            if (peak.name == "H2") {
                return inDetectorUnitSeconds(peak.area);
            }
        }
        return 0.0;
    }

private slots:
    void init()
    {
        m_store.emplace(db::Store::open(m_dir.filePath(QString::number(++m_runs) + ".sqlite").toStdString()).value());
    }
    void cleanup() { m_store.reset(); }

    void atBelowAndAboveALimit_data()
    {
        QTest::addColumn<QString>("comparison");
        QTest::addColumn<int>("where"); // of the limit: -1 below the value, 0 at it, 1 above
        QTest::addColumn<bool>("suitable");
        for (const auto &[comparison, below, at, above] :
             {std::tuple("<=", false, true, true), std::tuple("<", false, false, true),
              std::tuple(">=", true, true, false), std::tuple(">", true, false, false)}) {
            QTest::addRow("%s, limit below", comparison) << comparison << -1 << below;
            QTest::addRow("%s, limit at it", comparison) << comparison << 0 << at;
            QTest::addRow("%s, limit above", comparison) << comparison << 1 << above;
        }
    }
    void atBelowAndAboveALimit()
    {
        QFETCH(QString, comparison);
        QFETCH(int, where);
        QFETCH(bool, suitable);
        const auto id = run(1000.0);
        const double area = areaOf(id);
        QVERIFY(std::abs(area - 1000.0 * std::sqrt(2.0 * M_PI)) < 5.0); // of a Gaussian: height s sqrt(2 pi)
        const double limit = where == 0 ? area : std::nextafter(area, where * std::numeric_limits<double>::infinity());
        const auto verdict = judged(line(target + rule("area", comparison.toStdString(), limit), {id}));
        QVERIFY(verdict.word == (suitable ? Word::Suitable : Word::Unsuitable));
        QVERIFY2(says(verdict, "H2 area " + comparison.toStdString() + " " + shortest(limit)),
                 verdict.words.front().c_str());
        QVERIFY(says(verdict, "R1"));
    }

    /// As `tgc integrate` has it: a run without the peak fails.
    void aMissingPeakIsNotSuitable()
    {
        const auto verdict = judged(line(target + rule("area", ">=", 1.0), {run(0.0)}));
        QVERIFY(verdict.word == Word::Unsuitable);
        QVERIFY(says(verdict, "no peak is named H2 in R1"));
    }

    void theInjectionsOfALineAreOneSeries()
    {
        const std::string method = target + rule("area", "<=", 2.0, "rsd");
        const auto a = run(1000.0), b = run(1010.0), c = run(990.0), far = run(1200.0);
        QVERIFY(judged(line(method, {a, b, c})).word == Word::Suitable); // 1 %
        const auto scatter = judged(line(method, {a, b, far}));
        QVERIFY(scatter.word == Word::Unsuitable && says(scatter, "RSD of H2 area <= 2 % over 3 runs"));
        const auto few = judged(line(method, {a, b}));
        QVERIFY(few.word == Word::NotJudged && says(few, "n too small"));
        // What broke off is no injection.
        QVERIFY(judged(line(method, {a, b, c, run(10.0, "aborted")})).word == Word::Suitable);
        QVERIFY(judged(line(method, {run(10.0, "failed")})).word == Word::NotJudged);
    }

    void whatCannotBeJudgedIsNotSuitable()
    {
        const auto id = run(1000.0);
        const auto noMethod = judged(line("", {id}));
        QVERIFY(noMethod.word == Word::NotJudged && !noMethod.nothingAsked && says(noMethod, "\"h2\" was no file"));
        const auto noRules = judged(line(target, {id}));
        QVERIFY(noRules.word == Word::NotJudged && noRules.nothingAsked && says(noRules, "no suitability rules"));
        QVERIFY(judged(line("[[suitability]]\npeek = 1\n", {id})).word == Word::NotJudged);
        // One rule that cannot be judged among those that are kept.
        const auto open = judged(line(target + rule("area", ">", 1.0) + rule("resolution", ">=", 2.0), {id}));
        QVERIFY(open.word == Word::NotJudged && open.words.size() == 1 && says(open, "H2 resolution"));
        // A broken one says more than that.
        const auto broken = judged(line(target + rule("area", "<", 1.0) + rule("resolution", ">=", 2.0), {id}));
        QVERIFY(broken.word == Word::Unsuitable && broken.words.size() == 1 && says(broken, "H2 area < 1"));
    }

    /// p V / (R T) of 1000 ppm in 0.5 mL at 101.325 kPa and 25 C: 20.437 nmol (CODATA 2018 R). The limit of `tgc check` is 5 %.
    void aCheckStandardIsHeldAgainstTheCalibrationInUse_data()
    {
        QTest::addColumn<double>("recovery");
        QTest::addColumn<bool>("suitable");
        QTest::newRow("as stated") << 1.0 << true;
        QTest::newRow("just within") << 1.049 << true;
        QTest::newRow("just beyond") << 1.051 << false;
        QTest::newRow("too little") << 0.949 << false;
    }
    void aCheckStandardIsHeldAgainstTheCalibrationInUse()
    {
        QFETCH(double, recovery);
        QFETCH(bool, suitable);
        const auto id = run(1000.0);
        const double slope = areaOf(id) / (20.437 * recovery);
        std::vector<StandardPoint> standards;
        for (const double amount : {5.0, 10.0, 20.0, 40.0}) {
            for (const double aside : {-0.1, 0.1}) {
                StandardPoint &point = standards.emplace_back();
                point.amount = amount;
                point.area = slope * amount + aside;
            }
        }
        auto curve = calibrate(AmountUnit::InjectedNanomole, standards);
        QVERIFY(curve.has_value());
        db::NewCalibration saved;
        saved.name = "spring";
        saved.amountUnit = "nmol";
        saved.json = formats::calibrationToJson(*curve);
        LineToJudge check = line(target, {id}, "check");
        check.columns = {{"fraction_ppm", "1000"}, {"injection_volume_mL", "0.5"}, {"temperature_C", "25"}};
        const auto none = judged(check);
        QVERIFY(none.word == Word::NotJudged && says(none, "there is no calibration"));
        QVERIFY(m_store->saveCalibration(saved).has_value());
        const auto lacking = judged(check);
        QVERIFY(lacking.word == Word::NotJudged && says(lacking, "pressure_kPa"));
        check.columns["pressure_kPa"] = "101.325";
        const auto verdict = judged(check);
        QVERIFY2(verdict.word == (suitable ? Word::Suitable : Word::Unsuitable), verdict.words.front().c_str());
        QVERIFY2(says(verdict, "R1 against calibration spring"), verdict.words.front().c_str());
        QVERIFY2(says(verdict, suitable ? "recovery" : "is the limit"), verdict.words.front().c_str());
        // Without its peak nothing can be said of the amount.
        check.runs = {run(0.0)};
        const auto empty = judged(check);
        QVERIFY(empty.word == Word::NotJudged && says(empty, "no peak named H2"));
    }

    void theDrawsLeftAreThoseOfTheVial()
    {
        db::Sample sample;
        sample.sampleId = "V1";
        sample.values = {{"draws_planned", "3"}};
        db::Sample unplanned;
        unplanned.sampleId = "V2";
        QVERIFY(m_store->saveSamples({sample, unplanned}).has_value());
        LineToJudge vial = line(target, {run(1000.0)}, "sample");
        vial.sampleId = "V1";
        vial.drawsBegun = 1; // not in its list yet
        QCOMPARE(judged(vial).drawsLeft, std::optional(2));
        vial.drawsBegun = 5;
        QCOMPARE(judged(vial).drawsLeft, std::optional(0));
        vial.sampleId = "V2";
        QVERIFY(!judged(vial).drawsLeft);
        vial.sampleId = "nobody";
        QVERIFY(!judged(vial).drawsLeft);
    }

    void aRunThatIsNotThereIsNoVerdict()
    {
        const auto verdict = judged(line(target + rule("area", ">", 1.0), {77}));
        QVERIFY(verdict.word == Word::NotJudged && says(verdict, "R77"));
    }
};

QTEST_GUILESS_MAIN(TestJudgeLine)
#include "tst_judge_line.moc"
