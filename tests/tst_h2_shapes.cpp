// SPDX-License-Identifier: GPL-3.0-or-later
// H2 on a thermal conductivity detector with helium carrier comes out downwards, or both ways (N, W): it must not be
// quantified unless a polarity was declared.
#include <QTest>

#include "analysis/peaks/integrate_events.h"
#include "tests/bells.h"

using namespace tgc;

namespace {

const Bell oxygen{82.0, 800.0, 2.0};

Chromatogram traceOf(std::vector<Bell> shape)
{
    shape.push_back(oxygen);
    return bellTrace(shape);
}

Processing wantingHydrogen()
{
    Processing processing;
    processing.options.targets = {{"H2", seconds(60.0), seconds(3.0)}};
    return processing;
}

const Peak *named(const IntegrationResult &result)
{
    const auto found =
        std::find_if(result.peaks.begin(), result.peaks.end(), [](const Peak &p) { return p.name == "H2"; });
    return found == result.peaks.end() ? nullptr : &*found;
}

} // namespace

class TestH2Shapes : public QObject {
    Q_OBJECT
private slots:
    void isNotQuantified_data()
    {
        QTest::addColumn<std::vector<Bell>>("shape");
        QTest::newRow("inverted") << std::vector<Bell>{{60.0, -300.0, 1.5}};
        QTest::newRow("weak and inverted") << std::vector<Bell>{{60.0, -12.0, 1.5}};
        QTest::newRow("N") << std::vector<Bell>{{58.8, 300.0, 1.2}, {61.2, -250.0, 1.2}};
        QTest::newRow("W") << std::vector<Bell>{{60.0, -300.0, 1.5}, {60.0, 200.0, 0.6}};
        QTest::newRow("W with a high middle") << std::vector<Bell>{{60.0, -300.0, 1.5}, {60.0, 330.0, 0.9}};
    }
    void isNotQuantified()
    {
        QFETCH(std::vector<Bell>, shape);
        const IntegrationResult result = integrate(traceOf(shape), wantingHydrogen());
        QVERIFY(named(result) == nullptr);
        QVERIFY(std::any_of(result.warnings.begin(), result.warnings.end(), [](const std::string &w) {
            return w.starts_with("H2: ") && w.find("inverted or N- or W-shaped") != std::string::npos &&
                   w.find("polarity") != std::string::npos;
        }));
        // What comes out twenty seconds later is not of that shape.
        const auto &flags = result.peaks.back().flags;
        QVERIFY(std::find(flags.begin(), flags.end(), "shape-mismatch") == flags.end());
        QVERIFY(std::abs(inDetectorUnitSeconds(result.peaks.back().area) / oxygen.area() - 1.0) < 0.02);
    }
    void isQuantifiedWhereThePolarityIsDeclared()
    {
        Processing processing = wantingHydrogen();
        processing.method.push_back(makeEvent("polarity", seconds(50.0), seconds(70.0), "inverted").value());
        const Bell dent{60.0, -300.0, 1.5};
        const IntegrationResult result = integrate(traceOf({dent}), processing);
        const Peak *hydrogen = named(result);
        QVERIFY(hydrogen != nullptr);
        QVERIFY(std::abs(inDetectorUnitSeconds(hydrogen->area) / -dent.area() - 1.0) < 0.02);
        QVERIFY(std::find(hydrogen->flags.begin(), hydrogen->flags.end(), "inverted") != hydrogen->flags.end());
    }
};

QTEST_APPLESS_MAIN(TestH2Shapes)
#include "tst_h2_shapes.moc"
