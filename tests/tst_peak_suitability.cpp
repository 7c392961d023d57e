// SPDX-License-Identifier: GPL-3.0-or-later
// Suitability rules of a method: what they say, when they cannot say anything.
#include <QFile>
#include <QIODevice>
#include <QTest>

#include "analysis/peaks/suitability.h"
#include "app/session/method_file.h"

using namespace tgc;

namespace {

SuitabilityRule rule(const char *quantity, const char *comparison, double limit, const char *aggregate)
{
    return makeSuitabilityRule("H2", quantity, comparison, limit, aggregate).value();
}

std::vector<SuitabilityValue> runs(const std::vector<double> &values)
{
    std::vector<SuitabilityValue> all;
    for (const double value : values) {
        all.push_back({"r" + std::to_string(all.size() + 1) + ".csv", 1, value});
    }
    return all;
}

bool contains(const std::string &text, const char *part)
{
    const bool is = text.find(part) != std::string::npos;
    if (!is) {
        qWarning("\"%s\" lacks \"%s\"", text.c_str(), part);
    }
    return is;
}

} // namespace

class TestPeakSuitability : public QObject {
    Q_OBJECT
private slots:
    void eachRunIsHeldToTheLimit()
    {
        const auto pass = judgeSuitability(rule("tailing", "<=", 1.5, ""), runs({1.1, 1.5, 1.2}));
        QVERIFY(pass.verdict == Verdict::Pass);
        QCOMPARE(pass.n, std::size_t(3));
        QCOMPARE(*pass.value, 1.5);
        QVERIFY(contains(pass.words, "H2 tailing <= 1.5 in each of 3 runs; nearest to it 1.5 in r2.csv"));
        const auto failed = judgeSuitability(rule("tailing", "<", 1.5, "each"), runs({1.1, 1.5, 1.7}));
        QVERIFY(failed.verdict == Verdict::Fail);
        QVERIFY(contains(failed.words, "1.5 in r2.csv, 1.7 in r3.csv"));
        QVERIFY(judgeSuitability(rule("resolution", ">=", 1.5, "each"), runs({1.6, 1.4})).verdict == Verdict::Fail);
    }
    /// A value that would read like the limit is told with as many digits as it takes.
    void whatIsBeyondIsNotRoundedIntoTheLimit()
    {
        const auto failed = judgeSuitability(rule("tailing", "<=", 1.5, "each"), runs({1.50001}));
        QVERIFY(failed.verdict == Verdict::Fail);
        QVERIFY(contains(failed.words, "1.50001 in r1.csv"));
    }
    /// 100 s / mean, n - 1: of 99, 100, 101, 102, 98 s = sqrt(2.5), RSD = 1.58113883 %.
    void scatterAndMeanAreOfAllRuns()
    {
        const auto scatter = runs({99.0, 100.0, 101.0, 102.0, 98.0});
        const auto rsd = judgeSuitability(rule("area", "<=", 2.0, "rsd"), scatter);
        QVERIFY(rsd.verdict == Verdict::Pass);
        QVERIFY(std::abs(*rsd.value - 1.58113883) < 1e-8);
        QVERIFY(!contains(rsd.words, "USP <621> wants"));
        QVERIFY(judgeSuitability(rule("area", "<=", 1.5, "rsd"), scatter).verdict == Verdict::Fail);
        QVERIFY(contains(judgeSuitability(rule("area", "<=", 5.0, "rsd"), scatter).words, "wants 6 injections"));
        QCOMPARE(*judgeSuitability(rule("area", ">", 99.0, "mean"), scatter).value, 100.0);
        QCOMPARE(*judgeSuitability(rule("area", ">", 99.0, "min"), scatter).value, 98.0);
        QCOMPARE(*judgeSuitability(rule("area", ">", 99.0, "max"), scatter).value, 102.0);
        QVERIFY(contains(judgeSuitability(rule("area", ">", 99.0, "min"), scatter).words, "it is 98 in r5.csv"));
    }
    void whatCannotBeJudgedSaysWhy()
    {
        const auto few = judgeSuitability(rule("area", "<=", 2.0, "rsd"), runs({1.0, 1.0}));
        QVERIFY(few.verdict == Verdict::NotApplicable);
        QVERIFY(contains(few.words, "n too small"));
        const auto zero = judgeSuitability(rule("area", "<=", 2.0, "rsd"), runs({-1.0, 0.0, 1.0}));
        QVERIFY(zero.verdict == Verdict::NotApplicable);
        QVERIFY(contains(zero.words, "the mean is zero"));
        QVERIFY(judgeSuitability(rule("area", "<=", 2.0, "each"), {}).verdict == Verdict::NotApplicable);
        std::vector<SuitabilityValue> odd = runs({1.0, 2.0});
        odd[1].value.reset();
        const auto none = judgeSuitability(rule("resolution", ">=", 1.5, "each"), odd);
        QVERIFY(none.verdict == Verdict::NotApplicable);
        QVERIFY(contains(none.words, "resolution could not be determined in r2.csv"));
        odd[1] = {"two.csv", 2, 2.0};
        QVERIFY(contains(judgeSuitability(rule("area", ">", 0.0, "each"), odd).words, "2 peaks are named H2"));
    }
    void aRunWithoutThePeakFails()
    {
        std::vector<SuitabilityValue> all = runs({1.0, 2.0});
        all.push_back({"empty.csv", 0, std::nullopt});
        const auto verdict = judgeSuitability(rule("area", ">", 0.0, "each"), all);
        QVERIFY(verdict.verdict == Verdict::Fail);
        QVERIFY(contains(verdict.words, "no peak is named H2 in empty.csv"));
    }
    void peaksAreFoundByName()
    {
        std::vector<Peak> peaks(2);
        peaks[0].name = "H2";
        peaks[0].tailing = 1.25;
        peaks[1].name = "N2";
        const std::vector<PeakMeasures> measures(2);
        SuitabilityValue value{"run", 0, std::nullopt};
        addPeaks(value, rule("tailing", "<", 2.0, "each"), peaks, measures);
        QCOMPARE(value.peaks, std::size_t(1));
        QCOMPARE(*value.value, 1.25);
    }
    void rulesAreReadFromAMethod()
    {
        const auto method =
            session::parseMethod("[[suitability]]\npeak = \"H2\"\nquantity = \"area\"\noperator = \"<=\"\n"
                                 "limit = 2\naggregate = \"rsd\"\n",
                                 "m.toml");
        QVERIFY2(method.has_value(), method ? "" : method.error().message.c_str());
        QCOMPARE(method->suitability.size(), std::size_t(1));
        QVERIFY(method->suitability[0].aggregate == Aggregate::Rsd);
        QCOMPARE(method->suitability[0].limit, 2.0);
    }
    void theRuleOfThePageIsOne()
    {
        QFile page(QStringLiteral(TGC_SOURCE_DIR) + "/docs/measures.md");
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QByteArray text = page.readAll();
        const qsizetype at = text.indexOf("```toml\n") + 8;
        const auto method = session::parseMethod(text.mid(at, text.indexOf("```", at) - at).toStdString(), "page");
        QVERIFY2(method.has_value(), method ? "" : method.error().message.c_str());
        QCOMPARE(method->suitability.size(), std::size_t(1));
        for (const SuitabilityQuantity &quantity : suitabilityQuantities()) {
            QVERIFY2(quantity.name == "apex_s" || quantity.name == "height" || quantity.name == "area" ||
                         text.contains('`' + QByteArray(quantity.name.data(), qsizetype(quantity.name.size())) + '`'),
                     quantity.name.data());
        }
    }
    void badRulesAreRefusedByLine_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("quantity") << "peak = \"H2\"\nquantity = \"tailling\"\noperator = \"<\"\nlimit = 2\n"
                                  << "no quantity is called \"tailling\"; did you mean \"tailing\"?";
        QTest::newRow("operator") << "peak = \"H2\"\nquantity = \"area\"\noperator = \"=\"\nlimit = 2\n"
                                  << "operator \"=\" is none of <=, >=, <, >";
        QTest::newRow("aggregate") << "peak = \"H2\"\nquantity = \"area\"\noperator = \"<\"\nlimit = 2\n"
                                      "aggregate = \"median\"\n"
                                   << "aggregate \"median\" is none of each, mean, rsd, min, max";
        QTest::newRow("limit") << "peak = \"H2\"\nquantity = \"area\"\noperator = \"<\"\n"
                               << "m.toml:1: limit is missing";
        QTest::newRow("no peak") << "quantity = \"area\"\noperator = \"<\"\nlimit = 2\n"
                                 << "needs the name of its peak";
        QTest::newRow("unknown key") << "peek = \"H2\"\n"
                                     << "m.toml:2: suitability has no key \"peek\"; did you mean \"peak\"?";
    }
    void badRulesAreRefusedByLine()
    {
        QFETCH(QString, rule);
        QFETCH(QString, sentence);
        const auto method = session::parseMethod("[[suitability]]\n" + rule.toStdString(), "m.toml");
        QVERIFY(!method);
        QVERIFY(contains(method.error().message, sentence.toUtf8().constData()));
    }
};

QTEST_APPLESS_MAIN(TestPeakSuitability)
#include "tst_peak_suitability.moc"
