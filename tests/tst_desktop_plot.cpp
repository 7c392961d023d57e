// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QColor>
#include <QCoreApplication>
#include <QEvent>
#include <QFile>
#include <QIODevice>
#include <QImage>
#include <QMouseEvent>
#include <QPoint>
#include <QPointF>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "app/desktop/plot/breakdown_plot.h"
#include "app/desktop/plot/chromatogram_plot.h"
#include "tests/plot_hands.h"

using namespace tgc;
using namespace tgc::desktop;

namespace {

/// Two Gaussians on a flat line: at 60 s (high 100) and 120 s (high 40).
Chromatogram twoPeaks()
{
    std::vector<double> values;
    for (int i = 0; i <= 1800; ++i) {
        const double t = i * 0.1;
        values.push_back(10.0 + 100.0 * std::exp(-0.5 * std::pow((t - 60.0) / 3.0, 2)) +
                         40.0 * std::exp(-0.5 * std::pow((t - 120.0) / 3.0, 2)));
    }
    return Chromatogram::uniform(seconds(0.0), seconds(0.1), values, "uV").value();
}

Peak peakAt(double apex_s, double height)
{
    Peak p;
    p.apex = seconds(apex_s);
    p.height = detectorUnits(height);
    p.start = seconds(apex_s - 12.0);
    p.end = seconds(apex_s + 12.0);
    p.baselineStart = p.baselineEnd = detectorUnits(10.0);
    return p;
}

} // namespace

class TestDesktopPlot : public QObject {
    Q_OBJECT
private slots:
    void init() { m_plot = shownPlot(twoPeaks(), {peakAt(60.0, 100.0), peakAt(120.0, 40.0)}); }

    void showsTheWholeTraceInMinutes() { QCOMPARE(m_plot->timeRange_min(), std::pair(0.0, 3.0)); }

    void leftDragZoomsAndBackspaceGoesBack()
    {
        const QPoint from = m_plot->pixelAt(30.0, 100.0).toPoint();
        const QPoint to = m_plot->pixelAt(90.0, 20.0).toPoint();
        dragMouse(canvas(*m_plot), from, to, Qt::LeftButton);
        QVERIFY(std::abs(m_plot->timeRange_min().first - 0.5) < 0.02);
        QVERIFY(std::abs(m_plot->timeRange_min().second - 1.5) < 0.02);
        QTest::keyClick(canvas(*m_plot), Qt::Key_Backspace);
        QCOMPARE(m_plot->timeRange_min(), std::pair(0.0, 3.0));
    }

    void wheelKeepsTheTimeUnderThePointer()
    {
        const QPoint at = m_plot->pixelAt(60.0, 50.0).toPoint();
        turnWheel(canvas(*m_plot), at, 3, Qt::NoModifier);
        const auto [low, high] = m_plot->timeRange_min();
        QVERIFY(high - low < 2.0);
        QVERIFY(std::abs(m_plot->pixelAt(60.0, 50.0).x() - at.x()) < 1.5);
        QTest::keyClick(canvas(*m_plot), Qt::Key_Backspace);
        QCOMPARE(m_plot->timeRange_min(), std::pair(0.0, 3.0));
    }

    void shiftWheelZoomsTheSignalOnly()
    {
        const double before = m_plot->pixelAt(0.0, 20.0).y() - m_plot->pixelAt(0.0, 60.0).y();
        turnWheel(canvas(*m_plot), m_plot->pixelAt(60.0, 40.0).toPoint(), 3, Qt::ShiftModifier);
        QCOMPARE(m_plot->timeRange_min(), std::pair(0.0, 3.0));
        QVERIFY(m_plot->pixelAt(0.0, 20.0).y() - m_plot->pixelAt(0.0, 60.0).y() > 1.3 * before);
    }

    void middleDragPansAndHomeShowsAll()
    {
        const QPoint from = m_plot->pixelAt(60.0, 50.0).toPoint();
        const QPoint to = m_plot->pixelAt(90.0, 50.0).toPoint();
        dragMouse(canvas(*m_plot), from, to, Qt::MiddleButton);
        QVERIFY(std::abs(m_plot->timeRange_min().first + 0.5) < 0.02);
        QTest::keyClick(canvas(*m_plot), Qt::Key_Home);
        QCOMPARE(m_plot->timeRange_min(), std::pair(0.0, 3.0));
    }

    void doubleClickShowsAll()
    {
        m_plot->zoomToPeak(0);
        QVERIFY(m_plot->timeRange_min().second < 2.0);
        QTest::mouseDClick(canvas(*m_plot), Qt::LeftButton, {}, QPoint(400, 200));
        QCOMPARE(m_plot->timeRange_min(), std::pair(0.0, 3.0));
    }

    void clickChoosesThePeakUnderThePointer()
    {
        QSignalSpy clicked(m_plot.get(), &ChromatogramPlot::peakClicked);
        QTest::mouseClick(canvas(*m_plot), Qt::LeftButton, {}, m_plot->pixelAt(121.0, 20.0).toPoint());
        QTest::mouseClick(canvas(*m_plot), Qt::LeftButton, {}, m_plot->pixelAt(90.0, 20.0).toPoint());
        QCOMPARE(clicked.size(), 2);
        QCOMPARE(clicked[0][0].toInt(), 1);
        QCOMPARE(clicked[1][0].toInt(), -1);
    }

    void crossHairReadsTimeAndValue()
    {
        QSignalSpy readout(m_plot.get(), &PlotView::readoutChanged);
        QTest::mouseMove(canvas(*m_plot), m_plot->pixelAt(60.0, 50.0).toPoint());
        QMouseEvent move(QEvent::MouseMove, m_plot->pixelAt(60.0, 50.0), m_plot->mapToGlobal(QPointF(1, 1)),
                         Qt::NoButton, Qt::NoButton, {});
        QApplication::sendEvent(canvas(*m_plot), &move);
        QVERIFY(!readout.isEmpty());
        const QString text = readout.back()[0].toString();
        QVERIFY2(text.startsWith(QLatin1String("1.00")) || text.startsWith(QLatin1String("0.99")), qPrintable(text));
        QVERIFY2(text.contains(QLatin1String("uV")), qPrintable(text));
    }

    void selectedPeakIsFilledStronger()
    {
        m_plot->zoomToPeak(0);
        const auto fill = [&] {
            QCoreApplication::processEvents();
            return m_plot->grab().toImage().pixelColor(m_plot->pixelAt(60.0, 50.0).toPoint());
        };
        const QColor plain = fill();
        m_plot->selectPeak(0);
        QVERIFY(fill().lightness() + 20 < plain.lightness());
    }

    void savesWhatIsShown_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<QByteArray>("magic");
        QTest::newRow("png") << "png" << QByteArray("\x89PNG");
        QTest::newRow("svg") << "svg" << QByteArray("<?xml");
        QTest::newRow("pdf") << "pdf" << QByteArray("%PDF");
    }
    void savesWhatIsShown()
    {
        QFETCH(QString, suffix);
        QFETCH(QByteArray, magic);
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("plot.") + suffix);
        QVERIFY(m_plot->save(file).has_value());
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArray bytes = written.readAll();
        QVERIFY(bytes.startsWith(magic));
        QVERIFY(bytes.size() > 2000);
    }

    void refusesAnotherEndingAndAMissingFolder()
    {
        const QTemporaryDir folder;
        const auto gif = m_plot->save(folder.filePath(QStringLiteral("plot.gif")));
        QVERIFY(!gif.has_value());
        QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("plot.gif"))));
        const auto lost = m_plot->save(folder.filePath(QStringLiteral("no/where.png")));
        QVERIFY(!lost.has_value());
        QCOMPARE(lost.error().code, ErrorCode::Io);
    }

    void negativeSeiIsDrawnBelowZero()
    {
        BreakdownPlot bars;
        bars.resize(500, 400);
        bars.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bars));
        DrawnBreakdown drawn;
        drawn.bars = {{QStringLiteral("A"), BarValue{1.0, 0.05}, BarValue{0.5, 0.08}, 0, {}},
                      {QStringLiteral("B"), BarValue{1.0, 0.05}, BarValue{-0.4, 0.1}, 1, {}}};
        drawn.yTitle = QStringLiteral("charge (mAh)");
        bars.setDrawn(std::move(drawn));
        QCoreApplication::processEvents();
        const QImage image = bars.grab().toImage();
        // Looks for the two data colours column by column: SEI of B lies below its Li metal, that of A above.
        const auto rows = [&](int x, QColor colour) {
            std::pair<int, int> found{-1, -1};
            for (int y = 0; y < image.height(); ++y) {
                if (image.pixelColor(x, y) == colour) {
                    found = {found.first < 0 ? y : found.first, y};
                }
            }
            return found;
        };
        const QColor metal(0xB5, 0x53, 0x1C);
        const QColor sei(0x2F, 0x6F, 0x9F);
        bool above = false;
        bool below = false;
        for (int x = 60; x < image.width(); ++x) {
            const auto m = rows(x, metal);
            const auto s = rows(x, sei);
            if (m.first > 50 && s.first > 50) { // below the legend
                above = above || s.second < m.first;
                below = below || s.first > m.second;
            }
        }
        QVERIFY(above);
        QVERIFY(below);
    }

private:
    std::unique_ptr<ChromatogramPlot> m_plot;
};

QTEST_MAIN(TestDesktopPlot)
#include "tst_desktop_plot.moc"
