// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <cmath>
#include <random>

#include "analysis/peaks/why_no_peak.h"

using namespace tgc;

namespace {

/// White noise of SD 1 at 10 Hz for 180 s, and Gaussians of sigma 1.5 s: height, apex.
Chromatogram traceWith(const std::vector<std::pair<double, double>> &bells, double spikeAt = -1.0)
{
    std::mt19937_64 engine(11);
    std::normal_distribution<double> normal(0.0, 1.0);
    std::vector<double> values(1800);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double t = 0.1 * static_cast<double>(i);
        values[i] = normal(engine);
        for (const auto &[height, apex] : bells) {
            values[i] += height * std::exp(-0.5 * (t - apex) * (t - apex) / 2.25);
        }
        values[i] += std::abs(t - spikeAt) < 0.01 ? 200.0 : 0.0;
    }
    return Chromatogram::uniform(seconds(0.0), seconds(0.1), std::move(values), "counts").value();
}

QString why(const Chromatogram &trace, double at)
{
    return QString::fromStdString(whyNoPeak(trace, {}, integrateClassic(trace), seconds(at)));
}

} // namespace

/// One sentence for every time: the traces are built so that the answer is known.
class TestWhyNoPeak : public QObject {
    Q_OBJECT
private slots:
    void thereIsOne()
    {
        const QString text = why(traceWith({{100.0, 60.0}}), 61.0);
        QVERIFY2(text.startsWith("61 s belongs to the peak at 60") || text.startsWith("61.00 s belongs to the peak at"),
                 qPrintable(text));
    }

    void outsideTheTrace()
    {
        const QString text = why(traceWith({}), 200.0);
        QVERIFY2(text.contains("outside the trace"), qPrintable(text));
    }

    void noiseOnly()
    {
        const QString text = why(traceWith({}), 90.0);
        QVERIFY2(text.contains("noise"), qPrintable(text));
        QVERIFY2(text.contains("needs 6") || text.startsWith("nothing near"), qPrintable(text));
    }

    void tooSmall() // S/N 1 of one sample: about 4 SD at its own width
    {
        const QString text = why(traceWith({{0.8, 60.0}}), 60.0);
        QVERIFY2(text.contains("needs 6"), qPrintable(text));
    }

    void refusedSpike()
    {
        const QString text = why(traceWith({}, 90.0), 90.0);
        QVERIFY2(text.startsWith("refused at 90") && text.contains("spike"), qPrintable(text));
    }

    void nothingIsSearched()
    {
        const auto flat =
            Chromatogram::uniform(seconds(0.0), seconds(0.1), std::vector<double>(100, 5.0), "counts").value();
        const QString text = why(flat, 5.0);
        QVERIFY2(text.contains("constant at 5"), qPrintable(text));
    }

    void everyTimeHasAnAnswer()
    {
        const Chromatogram trace = traceWith({{100.0, 60.0}, {30.0, 64.0}});
        for (double t = -5.0; t < 185.0; t += 2.5) {
            QVERIFY2(!why(trace, t).isEmpty(), qPrintable(QString::number(t)));
        }
    }
};

QTEST_APPLESS_MAIN(TestWhyNoPeak)
#include "tst_why_no_peak.moc"
