// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QCoreApplication>
#include <QImage>
#include <QPoint>
#include <QTest>
#include <QWheelEvent>
#include <QWidget>
#include <cmath>

#include "app/desktop/plot/live_plot.h"
#include "app/desktop/plot/live_trace.h"

using namespace tgc;
using namespace tgc::desktop;

namespace {

struct Samples {
    std::uint64_t first = 0;
    std::vector<double> times;
    std::vector<std::vector<double>> values{1};
};

/// Sample n at n * 0.1 s with the value n.
Samples samples(std::uint64_t first, std::uint64_t last)
{
    Samples s;
    s.first = first;
    for (std::uint64_t n = first; n < last; ++n) {
        s.times.push_back(static_cast<double>(n) * 0.1);
        s.values[0].push_back(static_cast<double>(n));
    }
    return s;
}

std::size_t take(LiveTrace &trace, std::uint64_t first, std::uint64_t last)
{
    const Samples s = samples(first, last);
    return trace.take(s.first, s.times, s.values);
}

int breaks(const std::vector<DrawnPoint> &line)
{
    return static_cast<int>(
        std::count_if(line.begin(), line.end(), [](const DrawnPoint &p) { return std::isnan(p.value); }));
}

} // namespace

class TestDesktopLivePlot : public QObject {
    Q_OBJECT
private slots:
    void eachSampleIsKeptOnceInOrderHoweverItComes()
    {
        LiveTrace trace(1);
        QCOMPARE(take(trace, 100, 200), std::size_t(100));
        QCOMPARE(take(trace, 150, 200), std::size_t(0));  // all there
        QCOMPARE(take(trace, 190, 210), std::size_t(10)); // half there
        QCOMPARE(take(trace, 300, 400), std::size_t(100));
        QCOMPARE(take(trace, 50, 320), std::size_t(140)); // before, and what was missing
        QCOMPARE(trace.size(), std::size_t(350));
        for (std::size_t i = 0; i < trace.size(); ++i) {
            QCOMPARE(trace.number(i), std::uint64_t(50 + i));
            QCOMPARE(trace.value(0, i), static_cast<double>(50 + i));
        }
        QVERIFY(!trace.missing(50));
        QVERIFY(trace.gaps().empty());
        QCOMPARE(trace.take(400, {40.0}, {}), std::size_t(0)); // without its channel
    }

    void missingNumbersAreNamed()
    {
        LiveTrace trace(1);
        take(trace, 100, 200);
        take(trace, 250, 300);
        QCOMPARE(trace.missing(90), std::optional(std::pair<std::uint64_t, std::uint64_t>(90, 100)));
        QCOMPARE(trace.missing(100), std::optional(std::pair<std::uint64_t, std::uint64_t>(200, 250)));
        QVERIFY(!trace.missing(250));
        QVERIFY(!trace.missing(1000));
        QCOMPARE(trace.gaps().size(), std::size_t(1));
        QCOMPARE(trace.gaps()[0].why, std::string("not received by this window"));
    }

    void noLineIsDrawnWhereNothingWasMeasured_data()
    {
        QTest::addColumn<int>("columns");
        QTest::newRow("a few samples a pixel") << 800;
        QTest::newRow("whole blocks a pixel") << 20;
        QTest::newRow("everything in one pixel") << 1;
    }
    void noLineIsDrawnWhereNothingWasMeasured()
    {
        QFETCH(int, columns);
        LiveTrace trace(1);
        take(trace, 0, 4000);
        // The numbers go on, the time does not: the device was away for 12 s.
        Samples later = samples(4000, 8000);
        for (double &t : later.times) {
            t += 12.0;
        }
        trace.take(later.first, later.times, later.values);
        QCOMPARE(trace.gaps().size(), std::size_t(1));
        const auto line = trace.drawn(0, 0.0, 820.0, columns);
        QCOMPARE(breaks(line), 1);
        const auto at = std::find_if(line.begin(), line.end(), [](const DrawnPoint &p) { return std::isnan(p.value); });
        QCOMPARE((at - 1)->device_s, 399.9);
        QCOMPARE((at + 1)->device_s, 412.0);
        trace.addGap({399.9, 412.0, "no answer"});
        QCOMPARE(trace.gaps().size(), std::size_t(1));
        QCOMPARE(trace.gaps()[0].why, std::string("no answer"));
        QVERIFY(std::is_sorted(line.begin(), line.end(),
                               [](const DrawnPoint &a, const DrawnPoint &b) { return a.device_s < b.device_s; }));
    }

    void aGapThatIsToldBreaksTheLineHoweverShort()
    {
        LiveTrace trace(1);
        trace.addGap({10.0, 10.1, "one answer was damaged"}); // told before the samples after it come
        take(trace, 0, 200);
        QCOMPARE(breaks(trace.drawn(0, 0.0, 20.0, 500)), 1);
        trace.addGap({15.0, 15.1, "one more"});
        QCOMPARE(breaks(trace.drawn(0, 0.0, 20.0, 500)), 2);
        trace.addGap({19.9, 25.0, "still away"});
        QCOMPARE(trace.gaps().size(), std::size_t(3));
        QCOMPARE(breaks(trace.drawn(0, 0.0, 30.0, 500)), 2);
    }

    void theThinnedLineKeepsEveryExtreme()
    {
        LiveTrace trace(1);
        std::vector<double> times;
        std::vector<double> values;
        for (int n = 0; n < 60000; ++n) {
            times.push_back(n * 0.01);
            values.push_back(n == 12345 ? 999.0 : n == 54321 ? -999.0 : std::sin(n * 0.01));
        }
        trace.take(0, times, {values});
        const auto line = trace.drawn(0, 0.0, 600.0, 900);
        QVERIFY(line.size() <= std::size_t{4} * 902);
        const auto [low, high] = std::minmax_element(line.begin(), line.end(),
                                                     [](const auto &a, const auto &b) { return a.value < b.value; });
        QCOMPARE(low->value, -999.0);
        QCOMPARE(high->value, 999.0);
        QVERIFY(std::abs(high->device_s - 123.45) < 600.0 / 900);
        QCOMPARE(trace.extent(0, 0.0, 600.0), std::optional(std::pair(-999.0, 999.0)));
        QCOMPARE(line.front().device_s, 0.0);
        QCOMPARE(line.back().device_s, times.back());
    }

    void oldSamplesAreForgottenAndNoOthers()
    {
        LiveTrace trace(1);
        take(trace, 0, 10000);
        trace.dropBefore(500.0);
        QCOMPARE(trace.number(0), std::uint64_t(5000));
        QCOMPARE(trace.size(), std::size_t(5000));
        QCOMPARE(take(trace, 9990, 10010), std::size_t(10));
        QCOMPARE(trace.extent(0, 500.0, 2000.0), std::optional(std::pair(5000.0, 10009.0)));
    }

    void idleTheLastMinutesScrollBy()
    {
        LivePlot plot;
        show(plot);
        auto trace = std::make_shared<LiveTrace>(1);
        take(*trace, 0, 4000);
        plot.setTrace(trace);
        plot.setChannel(0, QStringLiteral("TCD"), QStringLiteral("uV"));
        plot.drawFrame();
        QCOMPARE(plot.timeRange(), std::pair(-5.0, 0.0));
        QVERIFY(plot.timeLabel().contains(QLatin1String("before now (min)")));
        const double before = plot.pixelAt(390.0, 0.0).x();
        take(*trace, 4000, 4100);
        plot.dataCame();
        plot.drawFrame();
        QVERIFY(plot.pixelAt(390.0, 0.0).x() < before - 5.0);
        // No samples any more: the axis goes on, so that an old signal does not look like a new one.
        const double held = plot.pixelAt(400.0, 0.0).x();
        plot.setTimeScale(60.0);
        QTRY_VERIFY_WITH_TIMEOUT(plot.pixelAt(400.0, 0.0).x() < held - 5.0, 5000);
    }

    void whileRecordingTheAxisStandsStill()
    {
        LivePlot plot;
        show(plot);
        auto trace = std::make_shared<LiveTrace>(1);
        take(*trace, 0, 1000);
        plot.setTrace(trace);
        plot.showWaiting();
        plot.drawFrame();
        QCOMPARE(plot.timeRange(), std::pair(-60.0, 0.0));
        QVERIFY(plot.timeLabel().contains(QLatin1String("(s)")));
        plot.showRun(95.0, 180.0);
        plot.setWindow(std::pair(45.0, 60.0));
        plot.drawFrame();
        QCOMPARE(plot.timeRange(), std::pair(0.0, 3.0));
        take(*trace, 1000, 2000);
        plot.dataCame();
        plot.drawFrame();
        QCOMPARE(plot.timeRange(), std::pair(0.0, 3.0));
        QVERIFY(plot.timeLabel().contains(QLatin1String("after injection (min)")));
        take(*trace, 2000, 3000); // beyond the planned end: nothing is cut off
        plot.dataCame();
        plot.drawFrame();
        QVERIFY(plot.timeRange().second >= (299.9 - 95.0) / 60.0);
    }

    void aZoomIsHeldUntilItIsLetGo()
    {
        LivePlot plot;
        show(plot);
        auto trace = std::make_shared<LiveTrace>(1);
        take(*trace, 0, 4000);
        plot.setTrace(trace);
        plot.drawFrame();
        QWidget *canvas = plot.focusProxy();
        const QPoint middle(400, 200);
        QWheelEvent wheel(middle, canvas->mapToGlobal(middle), {}, QPoint(0, 360), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(canvas, &wheel);
        QVERIFY(!plot.following());
        const auto zoomed = plot.timeRange();
        const double x = plot.pixelAt(380.0, 0.0).x();
        take(*trace, 4000, 4200);
        plot.dataCame();
        plot.drawFrame();
        QCOMPARE(plot.timeRange(), zoomed);
        QCOMPARE(plot.pixelAt(380.0, 0.0).x(), x);
        QTest::keyClick(canvas, Qt::Key_Home);
        QVERIFY(plot.following());
        QCOMPARE(plot.timeRange(), std::pair(-5.0, 0.0));
        QApplication::sendEvent(canvas, &wheel);
        plot.showRun(390.0, 180.0); // another axis: an old zoom means nothing on it
        QVERIFY(plot.following());
    }

    void gapsAreBandsWithTheirLengthAndReason()
    {
        LivePlot plot;
        show(plot);
        auto trace = std::make_shared<LiveTrace>(1);
        Samples flat = samples(0, 600);
        std::fill(flat.values[0].begin(), flat.values[0].end(), 5.0);
        trace->take(flat.first, flat.times, flat.values);
        Samples later = samples(600, 1200);
        for (std::size_t i = 0; i < later.times.size(); ++i) {
            later.times[i] += 30.0;
            later.values[0][i] = 5.0;
        }
        trace->take(later.first, later.times, later.values);
        trace->addGap({59.9, 90.0, "the adc did not answer"});
        plot.setTrace(trace);
        plot.showRun(0.0, 180.0);
        plot.drawFrame();
        QCOMPARE(plot.gapLabels(), QStringList{QStringLiteral("no signal for 30.1 s\nthe adc did not answer")});
        QCoreApplication::processEvents();
        // The flat line is dark left and right of the gap; between them nothing as dark stands at its height.
        const QImage image = plot.grab().toImage();
        const auto darkest = [&](double device_s) {
            const QPoint at = plot.pixelAt(device_s, 5.0).toPoint();
            int dark = 255;
            for (int dy = -2; dy <= 2; ++dy) {
                dark = std::min(dark, image.pixelColor(at.x(), at.y() + dy).lightness());
            }
            return dark;
        };
        QVERIFY(darkest(40.0) < 150);
        QVERIFY(darkest(100.0) < 150);
        for (double t = 62.0; t < 88.0; t += 0.5) {
            QVERIFY2(darkest(t) > 180 || std::abs(t - 75.0) < 10.0, qPrintable(QString::number(t)));
        }
    }

    void windowGhostAndSimulatedMarkAreDrawn()
    {
        LivePlot plot;
        show(plot);
        auto trace = std::make_shared<LiveTrace>(1);
        take(*trace, 0, 300);
        plot.setTrace(trace);
        plot.showRun(0.0, 180.0);
        plot.drawFrame();
        QCoreApplication::processEvents();
        const QImage plain = plot.grab().toImage();
        plot.setWindow(std::pair(45.0, 60.0));
        plot.drawFrame();
        QCoreApplication::processEvents();
        const QImage shaded = plot.grab().toImage();
        const QPoint inside = plot.pixelAt(50.0, 20.0).toPoint();
        QVERIFY(plain.pixelColor(inside) != shaded.pixelColor(inside));
        QCOMPARE(plain.pixelColor(plot.pixelAt(64.0, 20.0).toPoint()),
                 shaded.pixelColor(plot.pixelAt(64.0, 20.0).toPoint()));
        auto before = std::make_shared<LiveTrace>(1);
        take(*before, 5000, 6800); // 500 s ... 680 s, values 5000 ... 6800
        plot.setGhost(before, 500.0, QStringLiteral("V-01"));
        plot.drawFrame();
        QCoreApplication::processEvents();
        QVERIFY(plot.grab().toImage() != shaded);
        QVERIFY(plot.pixelAt(0.0, 6000.0).y() > 0.0); // the signal axis has room for the ghost
        const QImage real = plot.grab().toImage();
        plot.setSimulated(true);
        QCoreApplication::processEvents();
        QVERIFY(plot.grab().toImage() != real);
    }

private:
    static void show(LivePlot &plot)
    {
        plot.resize(800, 400);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
    }
};

QTEST_MAIN(TestDesktopLivePlot)
#include "tst_desktop_live_plot.moc"
