// SPDX-License-Identifier: GPL-3.0-or-later
#include <QColor>
#include <QImage>
#include <QPoint>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "app/desktop/plot/chromatogram_plot.h"
#include "app/desktop/plot/overlay_plot.h"
#include "app/desktop/plot/peak_handles.h"
#include "tests/plot_hands.h"

using namespace tgc;
using namespace tgc::desktop;

namespace {

using Kind = PeakHandle::Kind;

/// 0.1 s apart, level at 10, with two humps that meet at 90 s.
Chromatogram twoHumps()
{
    std::vector<double> values;
    for (int i = 0; i <= 1800; ++i) {
        const double t = i * 0.1;
        values.push_back(10.0 + 100.0 * std::exp(-0.5 * std::pow((t - 75.0) / 7.0, 2)) +
                         80.0 * std::exp(-0.5 * std::pow((t - 105.0) / 7.0, 2)));
    }
    return Chromatogram::uniform(seconds(0.0), seconds(0.1), values, "uV").value();
}

Peak bounded(double start_s, double apex_s, double end_s)
{
    Peak p;
    p.apex = seconds(apex_s);
    p.height = detectorUnits(80.0);
    p.start = seconds(start_s);
    p.end = seconds(end_s);
    p.baselineStart = p.baselineEnd = detectorUnits(10.0);
    return p;
}

} // namespace

class TestDesktopHandles : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_plot = shownPlot(twoHumps(), {bounded(50.0, 75.0, 90.0), bounded(90.0, 105.0, 130.0)});
        m_moved = std::make_unique<QSignalSpy>(&m_plot->handles(), &PeakHandles::moved);
    }

    void fusedPeaksShareADropLine()
    {
        const auto handles =
            handlesOf({bounded(50.0, 75.0, 90.0), bounded(90.0, 105.0, 130.0), bounded(140, 150, 160)});
        const std::vector<PeakHandle> wanted{{Kind::BaselineStart, 0}, {Kind::Start, 0},       {Kind::Drop, 0},
                                             {Kind::BaselineEnd, 1},   {Kind::End, 1},         {Kind::BaselineStart, 2},
                                             {Kind::Start, 2},         {Kind::BaselineEnd, 2}, {Kind::End, 2}};
        std::vector<PeakHandle> found;
        for (const PlacedHandle &each : handles) {
            found.push_back(each.handle);
        }
        QVERIFY(found == wanted);
        QCOMPARE(handles[2].time_s, 90.0);
    }

    void draggingATabMovesThatEndToASample()
    {
        drag({Kind::Start, 0}, 60.03, std::nullopt);
        QCOMPARE(m_moved->size(), 1);
        QVERIFY(m_moved->at(0)[0].value<PeakHandle>() == (PeakHandle{Kind::Start, 0}));
        const double to_s = m_moved->at(0)[1].toDouble();
        QVERIFY2(std::abs(to_s - 60.0) < 0.5, qPrintable(QString::number(to_s))); // a pixel is 0.25 s here
        QVERIFY(std::abs(to_s * 10.0 - std::round(to_s * 10.0)) < 1e-9); // on a sample
        QCOMPARE(m_plot->timeRange_min(), std::pair(0.0, 3.0)); // and it did not zoom
        drag({Kind::Drop, 0}, 88.0, std::nullopt);
        QVERIFY(m_moved->at(1)[0].value<PeakHandle>() == (PeakHandle{Kind::Drop, 0}));
    }

    void draggingTheBaselineMovesItsValueOnly()
    {
        drag({Kind::BaselineEnd, 1}, 130.0, 30.0);
        QCOMPARE(m_moved->size(), 1);
        QVERIFY(m_moved->at(0)[0].value<PeakHandle>() == (PeakHandle{Kind::BaselineEnd, 1}));
        QCOMPARE(m_moved->at(0)[1].toDouble(), 130.0);
        QVERIFY(std::abs(m_moved->at(0)[2].toDouble() - 30.0) < 1.0);
    }

    void arrowKeysMoveWhatWasTakenByASampleOrTen()
    {
        QTest::mouseClick(canvas(*m_plot), Qt::LeftButton, {}, grip({Kind::End, 1}));
        QCOMPARE(m_moved->size(), 0); // a click takes it, and moves nothing
        QVERIFY(m_plot->handles().current() == (PeakHandle{Kind::End, 1}));
        QTest::keyClick(canvas(*m_plot), Qt::Key_Left);
        QTest::keyClick(canvas(*m_plot), Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(m_moved->size(), 2);
        QVERIFY(std::abs(m_moved->at(0)[1].toDouble() - 129.9) < 1e-9);
        QVERIFY(std::abs(m_moved->at(1)[1].toDouble() - 131.0) < 1e-9);
        QVERIFY(m_moved->at(0)[3].toBool());
    }

    void spaceGoesAroundTheHandlesOfTheSelectedPeak()
    {
        m_plot->selectPeak(1);
        std::vector<Kind> met;
        for (int i = 0; i < 4; ++i) {
            QTest::keyClick(canvas(*m_plot), Qt::Key_Space);
            met.push_back(m_plot->handles().current()->kind);
        }
        QVERIFY(met == (std::vector{Kind::Drop, Kind::BaselineEnd, Kind::End, Kind::Drop}));
    }

    void escapeGivesBackWhatIsBeingDragged()
    {
        const QPoint from = grip({Kind::Start, 0});
        QTest::mousePress(canvas(*m_plot), Qt::LeftButton, {}, from);
        moveMouse(canvas(*m_plot), from + QPoint(40, 0), Qt::LeftButton);
        QTest::keyClick(canvas(*m_plot), Qt::Key_Escape);
        QTest::mouseRelease(canvas(*m_plot), Qt::LeftButton, {}, from + QPoint(40, 0));
        QCOMPARE(m_moved->size(), 0);
    }

    void aSpanIsDrawnWithCtrlOrTheAddTool()
    {
        QSignalSpy drawn(&m_plot->handles(), &PeakHandles::spanDrawn);
        const QPoint from = m_plot->pixelAt(150.0, 60.0).toPoint();
        const QPoint to = m_plot->pixelAt(140.0, 60.0).toPoint();
        dragMouse(canvas(*m_plot), from, to, Qt::LeftButton, Qt::ControlModifier);
        QTest::keyClick(canvas(*m_plot), Qt::Key_A);
        QVERIFY(m_plot->handles().adding());
        dragMouse(canvas(*m_plot), to, from, Qt::LeftButton);
        QVERIFY(!m_plot->handles().adding()); // one peak at a time
        QCOMPARE(drawn.size(), 2);
        for (const auto &each : drawn) {
            QVERIFY(std::abs(each[0].toDouble() - 140.0) < 0.5);
            QVERIFY(std::abs(each[1].toDouble() - 150.0) < 0.5);
        }
        QCOMPARE(m_plot->timeRange_min(), std::pair(0.0, 3.0));
    }

    void keysAskAtThePointer()
    {
        QSignalSpy acted(m_plot.get(), &ChromatogramPlot::acted);
        moveMouse(canvas(*m_plot), m_plot->pixelAt(110.0, 60.0).toPoint());
        QTest::keyClick(canvas(*m_plot), Qt::Key_S);
        QTest::keyClick(canvas(*m_plot), Qt::Key_W);
        QCOMPARE(acted.size(), 2);
        QCOMPARE(acted[0][0].value<ChromatogramPlot::Act>(), ChromatogramPlot::Act::Split);
        QVERIFY(std::abs(acted[0][1].toDouble() - 110.0) < 0.5);
        QCOMPARE(acted[1][0].value<ChromatogramPlot::Act>(), ChromatogramPlot::Act::Why);
    }

    void handlesGrowUnderThePointerAndStayOutOfFigures()
    {
        const QPoint at = grip({Kind::Start, 0});
        const auto red = [&](const QImage &image) {
            int count = 0;
            for (int x = at.x() - 10; x <= at.x() + 10; ++x) {
                for (int y = at.y() - 4; y <= at.y() + 10; ++y) {
                    const QColor c = image.pixelColor(x, y);
                    count += c.red() > c.green() + 60 && c.red() > c.blue() + 60;
                }
            }
            return count;
        };
        moveMouse(canvas(*m_plot), QPoint(400, 30));
        const int small = red(m_plot->grab().toImage());
        moveMouse(canvas(*m_plot), at);
        QVERIFY(red(m_plot->grab().toImage()) > 1.3 * small);
        const QTemporaryDir folder;
        QVERIFY(m_plot->save(folder.filePath(QStringLiteral("figure.png"))));
        const QImage figure(folder.filePath(QStringLiteral("figure.png")));
        QVERIFY(red(figure.scaled(m_plot->size())) < small / 2);
    }

    void saturationMarksAndRejectedBumpsAreSaid()
    {
        auto trace = twoHumps().withSaturation({{72.0, 78.0}});
        QVERIFY(trace.has_value());
        m_plot->setTrace(*trace);
        m_plot->setMarks({{20.0, QStringLiteral("valve")}});
        m_plot->setRejected({40.0});
        QCOMPARE(m_plot->markWords(), QStringList({QStringLiteral("saturated"), QStringLiteral("valve")}));
        m_plot->clear();
        QVERIFY(m_plot->markWords().isEmpty());
    }

    void overlayNormalisesAndStacks()
    {
        OverlayPlot plot;
        plot.resize(700, 400);
        plot.show();
        plot.setTraces({{QStringLiteral("R1"), twoHumps()}, {QStringLiteral("R2"), twoHumps()}});
        // Overlaid as they are; then each from 0 to 1, the second a quarter higher and 6 s (0.1 min) later.
        QCOMPARE(plot.drawnAt(1, 0).second, twoHumps().values()[0]);
        plot.setLayout({true, 0.25, 6.0});
        QVERIFY(std::abs(plot.drawnAt(0, 750).second - 1.0) < 1e-3);
        QVERIFY(std::abs(plot.drawnAt(1, 750).second - 1.25) < 1e-3);
        QVERIFY(std::abs(plot.drawnAt(1, 0).first - 0.1) < 1e-12);
    }

private:
    QPoint grip(PeakHandle handle) const { return m_plot->handles().gripOf(handle)->toPoint(); }
    void drag(PeakHandle handle, double to_s, std::optional<double> toValue)
    {
        const QPoint from = grip(handle);
        QPoint to(m_plot->pixelAt(to_s, 0.0).toPoint().x(), from.y());
        if (toValue) {
            to.setY(m_plot->pixelAt(to_s, *toValue).toPoint().y());
        }
        dragMouse(canvas(*m_plot), from, to, Qt::LeftButton);
    }

    std::unique_ptr<ChromatogramPlot> m_plot;
    std::unique_ptr<QSignalSpy> m_moved;
};

QTEST_MAIN(TestDesktopHandles)
#include "tst_desktop_handles.moc"
