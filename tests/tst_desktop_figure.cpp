// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QIODevice>
#include <QStandardPaths>
#include <QTest>

#include "app/desktop/inactive/group_panel.h"
#include "app/desktop/inactive/study_tabs.h"
#include "app/desktop/plot/breakdown_plot.h"
#include "tests/study_fixture.h"

using namespace tgc;
using namespace tgc::desktop;

class TestDesktopFigure : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_figure"));
        applyAppearance(*qApp, qEnvironmentVariableIsSet("TGC_DARK") ? Appearance::Dark : Appearance::Light);
    }
    void init()
    {
        m_fixture = std::make_unique<StudyFixture>();
        m_fixture->openStudy();
    }
    void cleanup() { m_fixture.reset(); }

    void meansWithTheirCellsAsPoints()
    {
        m_fixture->picture(QStringLiteral("groups-samples"));
        choose("axis", QStringLiteral("groups (mean)"));
        const DrawnBreakdown &drawn = inactive().plot()->drawn();
        QCOMPARE(drawn.bars.size(), std::size_t(4));
        QCOMPARE(drawn.bars[0].label, QStringLiteral("carbonate\nn = 4"));
        QCOMPARE(drawn.errorName, QStringLiteral("SD of the cells"));
        QCOMPARE(drawn.cellsName, QStringLiteral("one cell, ± its u (k = 1)"));
        std::vector<double> metal;
        for (const Breakdown &row : inactive().breakdown().rows()) {
            if (row.group == "carbonate") {
                metal.push_back(inMilliampereHours(row.li0.value));
            }
        }
        const GroupSummary expected = summariseGroup(metal, {});
        QCOMPARE(drawn.bars[0].metal->value, expected.mean);
        QCOMPARE(*drawn.bars[0].metal->error, *expected.sd);
        QCOMPARE(drawn.bars[0].cells.size(), std::size_t(4));
        QCOMPARE(drawn.bars[0].cells[1].metal->value, metal[1]);
        QCOMPARE(*drawn.bars[0].cells[1].metal->error, inMilliampereHours(inactive().breakdown().rows()[1].li0.u));
        // One cell has no scatter: a bar without an error bar.
        QCOMPARE(drawn.bars[3].label, QStringLiteral("ionic liquid\nn = 1"));
        QVERIFY(drawn.bars[3].metal && !drawn.bars[3].metal->error && !drawn.bars[3].sei->error);
        m_fixture->picture(QStringLiteral("groups-mean"));
        choose("scatter", QStringLiteral("t-interval"));
        QCOMPARE(*inactive().plot()->drawn().bars[0].metal->error, *expected.halfWidth);
        QCOMPARE(inactive().plot()->drawn().errorName, QStringLiteral("95 % t-interval of the mean"));

        // A click on a cell's point selects its row.
        QTest::qWait(50);
        auto *canvas = inactive().plot()->focusProxy();
        QTest::mouseClick(canvas, Qt::LeftButton, {}, inactive().plot()->positionOf(6).toPoint());
        QCOMPARE(inactive().table()->currentIndex().row(), 6);

        // Cycles: a bar a number; efficiency: a point a sample on a true axis.
        choose("axis", QStringLiteral("Cycles"));
        QCOMPARE(inactive().plot()->drawn().bars.size(), std::size_t(2));
        QCOMPARE(inactive().plot()->drawn().bars[1].label, QStringLiteral("20\nn = 3"));
        choose("axis", QStringLiteral("Coulombic efficiency"));
        QVERIFY(inactive().plot()->drawn().onNumbers);
        QCOMPARE(inactive().plot()->drawn().bars.front().cells.front().label,
                 QStringLiteral("A3")); // 1.012 of 1.600 mAh
        QVERIFY(std::abs(inactive().plot()->drawn().bars.front().cells.front().x - 63.25) < 1e-9);
        // Of A3: u of both charges 0.0014 mAh, no offset: sqrt(1 + CE^2) 0.0014/1.6, in percent.
        const double ce = 1.012 / 1.6;
        QVERIFY(std::abs(*inactive().plot()->drawn().bars.front().cells.front().xError -
                         100.0 * std::sqrt(1.0 + ce * ce) * 0.0014 / 1.6) < 1e-9);
        m_fixture->picture(QStringLiteral("groups-efficiency"));
    }

    void units_data()
    {
        QTest::addColumn<QString>("unit");
        QTest::addColumn<double>("metal");
        QTest::addColumn<double>("u");
        // Of cell A1, from its own Q in mAh: F = 96485.33212 C/mol, M(Li) = 6.94 g/mol (metals.toml), A = 1.27(0.01) cm2,
        // plated 1.600 mAh. Factors on Q; on u for the area see below.
        QTest::newRow("charge") << "mAh" << 1.0 << 1.0;
        QTest::newRow("amount") << "µmol" << 3600.0 / 96.48533212 << 3600.0 / 96.48533212;
        QTest::newRow("mass") << "µg" << 6.94 * 3600.0 / 96.48533212 << 6.94 * 3600.0 / 96.48533212;
        QTest::newRow("area") << "mAh/cm²" << 1.0 / 1.27 << -1.0;
        QTest::newRow("share") << "% of the inactive charge" << 100.0 / 0.55 << -1.0;
        QTest::newRow("efficiency") << "points of CE" << 100.0 / 1.6 << 100.0 / 1.6;
    }
    void units()
    {
        QFETCH(QString, unit);
        QFETCH(double, metal);
        QFETCH(double, u);
        choose("unit", unit);
        const Breakdown &row = inactive().breakdown().rows()[0];
        const double charge = inMilliampereHours(row.li0.value);
        const BreakdownBar &bar = inactive().plot()->drawn().bars[0];
        QVERIFY2(std::abs(bar.metal->value / (charge * metal) - 1.0) < 1e-9,
                 qPrintable(QString::number(bar.metal->value, 'g', 15)));
        if (unit == QStringLiteral("mAh/cm²")) {
            const double expected = charge / 1.27 * std::hypot(inMilliampereHours(row.li0.u) / charge, 0.01 / 1.27);
            QVERIFY(std::abs(*bar.metal->error / expected - 1.0) < 1e-12);
        } else if (u > 0.0) {
            QVERIFY(std::abs(*bar.metal->error / (inMilliampereHours(row.li0.u) * u) - 1.0) < 1e-9);
        }
        if (unit == QStringLiteral("points of CE")) { // CE and both losses add to 100 %
            QVERIFY(std::abs(100.0 * *row.coulombicEfficiency + bar.metal->value + bar.sei->value - 100.0) < 1e-9);
        }
    }

    void whatHasNoPlaceIsNamed()
    {
        SheetModel &sheet = desk().lab().samples();
        QVERIFY(sheet.setData(sheet.index(0, sheet.column(QStringLiteral("electrode_area_cm2"))), QString()));
        QTest::qWait(400);
        QTRY_COMPARE_WITH_TIMEOUT(inactive().breakdown().rowCount(), 11, 10000);
        choose("unit", QStringLiteral("mAh/cm²"));
        QTRY_COMPARE(inactive().plot()->drawn().leftOut, QStringList({"A1"}));
        QVERIFY(!inactive().plot()->drawn().bars[0].metal); // not a bar of height 0
        m_fixture->picture(QStringLiteral("groups-left-out"));
        choose("axis", QStringLiteral("groups (mean)")); // the mean is of the three others, and says so
        QCOMPARE(inactive().plot()->drawn().bars[0].label, QStringLiteral("carbonate\nn = 3"));
    }

    void exportsAreWhatIsShown()
    {
        inactive().groups().groups().showOnly(QStringLiteral("ether"));
        inactive().exportTable(m_fixture->path("ether.csv"));
        QFile csv(m_fixture->path("ether.csv"));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const QByteArray lines = csv.readAll();
        QCOMPARE(lines.count('\n'), 4);
        QVERIFY(lines.contains("\nB1,ether,") && !lines.contains("carbonate"));
        choose("axis", QStringLiteral("groups (mean)"));
        for (const char *name : {"figure.svg", "figure.png", "figure.pdf"}) {
            inactive().exportPlot(m_fixture->path(name));
            QCOMPARE(inactive().messages()->kind(), MessageBar::Kind::Done);
            QVERIFY(QFileInfo(m_fixture->path(name)).size() > 1000);
        }
        QFile svg(m_fixture->path("figure.svg"));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        const QByteArray drawing = svg.readAll();
        QVERIFY(drawing.contains("SD of the cells"));
        QVERIFY(!drawing.contains("SIMULATED"));
        const QString dir = qEnvironmentVariable("TGC_SCREENSHOT_DIR");
        if (!dir.isEmpty()) {
            QFile::remove(dir + QStringLiteral("/figure.png"));
            QVERIFY(QFile::copy(m_fixture->path("figure.png"), dir + QStringLiteral("/figure.png")));
        }
    }

    void aSimulatedSampleBrandsTheFigure()
    {
        SheetModel &sheet = desk().lab().samples();
        QVERIFY(sheet.setData(sheet.index(2, sheet.column(QStringLiteral("source"))), QStringLiteral("simulated")));
        QTRY_VERIFY_WITH_TIMEOUT(inactive().plot()->drawn().simulated, 10000);
        choose("axis", QStringLiteral("groups (mean)"));
        m_fixture->inactive().tabs().setCurrentIndex(1);
        m_fixture->picture(QStringLiteral("groups-simulated"));
        inactive().exportPlot(m_fixture->path("branded.svg"));
        QFile svg(m_fixture->path("branded.svg"));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        QVERIFY(svg.readAll().contains("SIMULATED DATA"));
        // Its group hidden, nothing simulated is left in the figure.
        inactive().groups().groups().showOnly(QStringLiteral("ether"));
        QVERIFY(!inactive().plot()->drawn().simulated);
    }

private:
    Desk &desk() { return *m_fixture->desk; }
    InactiveWorkspace &inactive() { return m_fixture->inactive(); }
    void choose(const char *box, const QString &text) { m_fixture->choose(box, text); }

    std::unique_ptr<StudyFixture> m_fixture;
};

QTEST_MAIN(TestDesktopFigure)
#include "tst_desktop_figure.moc"
