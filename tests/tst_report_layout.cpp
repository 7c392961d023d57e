// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPolygonF>
#include <QTest>
#include <cmath>

#include "app/report/axis.h"
#include "app/report/figures.h"
#include "app/report/paginate.h"
#include "app/report/thinned.h"

using namespace tgc;
using report::BlockSize;
using report::Range;

Q_DECLARE_METATYPE(std::vector<double>)

/// Where ticks, bars, lines and pages of a report lie; nothing is drawn.
class TestReportLayout : public QObject {
    Q_OBJECT
private slots:
    // ---- axes ----

    void ticksAreRoundNumbersInside_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<int>("atMost");
        QTest::addColumn<std::vector<double>>("expected"); // by hand
        QTest::newRow("ends are ticks") << 0.0 << 250.0 << 6 << std::vector<double>{0, 50, 100, 150, 200, 250};
        QTest::newRow("below zero") << -0.11 << 0.3 << 5 << std::vector<double>{-0.1, 0.0, 0.1, 0.2, 0.3};
        QTest::newRow("offset") << 843.0 << 1012.0 << 4 << std::vector<double>{850, 900, 950, 1000};
        QTest::newRow("small") << 0.0 << 0.00031 << 4 << std::vector<double>{0.0, 0.0001, 0.0002, 0.0003};
    }
    void ticksAreRoundNumbersInside()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(int, atMost);
        QFETCH(std::vector<double>, expected);
        const report::Ticks ticks = report::niceTicks({low, high}, atMost);
        QCOMPARE(ticks.at.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QVERIFY2(std::abs(ticks.at[i] - expected[i]) < 1e-9 * (high - low),
                     qPrintable(QString::number(ticks.at[i])));
        }
    }

    void anyRangeHasTicksAndNotTooMany()
    {
        for (double size = 1e-9; size < 1e10; size *= 1.37) {
            for (const double low : {-0.3 * size, 0.0, 0.77 * size, 13.0 * size}) {
                for (const int atMost : {2, 3, 5, 9}) {
                    const Range range{low, low + size};
                    const report::Ticks ticks = report::niceTicks(range, atMost);
                    QVERIFY(!ticks.at.empty());
                    QVERIFY(static_cast<int>(ticks.at.size()) <= atMost);
                    for (const double tick : ticks.at) {
                        QVERIFY(tick >= range.low - 1e-6 * size && tick <= range.high + 1e-6 * size);
                    }
                }
            }
        }
    }

    void ticksAreWrittenAsShortAsTheyCanBe()
    {
        QCOMPARE(report::tickText(0.15, 0.05), QString("0.15"));
        QCOMPARE(report::tickText(0.3, 0.1), QString("0.3"));
        QCOMPARE(report::tickText(-50.0, 50.0), QString("-50"));
        QCOMPARE(report::tickText(40000.0, 20000.0), QString("40000"));
        QCOMPARE(report::tickText(2.5e7, 5e6), QString("2.5e+07"));
        QCOMPARE(report::tickText(0.0, 5e6), QString("0"));
        QCOMPARE(report::tickText(3e-5, 1e-5), QString("3e-05"));
    }

    void oneValueBecomesARange()
    {
        QCOMPARE(report::widened({2.0, 2.0}, 0.1, 0.1), (Range{1.0, 3.0}));
        QCOMPARE(report::widened({0.0, 0.0}, 0.1, 0.1), (Range{-0.5, 0.5}));
        QCOMPARE(report::widened({0.0, 10.0}, 0.0, 0.1), (Range{0.0, 11.0}));
    }

    void barsStackByTheirSign()
    {
        const std::vector<report::StackedBar> up{{"a", 0.3, Range{0.28, 0.32}, 0.1, Range{0.05, 0.15}}};
        QCOMPARE(report::rangeOfBars(up).low, 0.0);
        QVERIFY(std::abs(report::rangeOfBars(up).high - 0.45) < 1e-12); // 0.3 + 0.1, and 0.05 above it
        const std::vector<report::StackedBar> down{{"a", 0.3, std::nullopt, -0.1, Range{-0.12, -0.08}}};
        QVERIFY(std::abs(report::rangeOfBars(down).low + 0.12) < 1e-12);
        QCOMPARE(report::rangeOfBars(down).high, 0.3);
        QCOMPARE(report::rangeOfBars({}), (Range{0.0, 1.0}));
    }

    void aThinnedTraceKeepsItsExtremes()
    {
        std::vector<double> values(20000, 1.0);
        values[7777] = 900.0;
        values[12345] = -40.0;
        const auto trace = Chromatogram::uniform(seconds(0.0), seconds(0.01), std::move(values), "uV").value();
        const QPolygonF line = report::thinned(trace, {0.0, 199.99}, 300);
        QVERIFY(line.size() <= qsizetype(4) * 305);
        double low = 1.0;
        double high = 1.0;
        for (qsizetype i = 0; i < line.size(); ++i) {
            low = std::min(low, line[i].y());
            high = std::max(high, line[i].y());
            QVERIFY(i == 0 || line[i].x() > line[i - 1].x());
        }
        QCOMPARE(low, -40.0);
        QCOMPARE(high, 900.0);
        // Few samples: all of them, with one more at each side.
        QCOMPARE(report::thinned(trace, {10.0, 10.5}, 300).size(), 53);
    }

    // ---- pages ----

    void aHeadingIsNeverTheLastOfAPage()
    {
        const std::vector<BlockSize> blocks{{0.0, 0.0, {80.0}}, {5.0, 0.0, {10.0}, true}, {2.0, 0.0, {20.0}}};
        const auto places = report::paginate(blocks, 100.0);
        QCOMPARE(places.size(), std::size_t(3));
        QCOMPARE(places[1].page, 1);
        QCOMPARE(places[1].y, 0.0); // no gap at the top of a page
        QCOMPARE(places[2].page, 1);
        QCOMPARE(places[2].y, 12.0);
    }

    void aTableGoesOnBelowItsHead()
    {
        const std::vector<BlockSize> blocks{{0.0, 10.0, std::vector<double>(12, 10.0)}};
        const auto places = report::paginate(blocks, 100.0); // a head and nine rows a page
        QCOMPARE(places.size(), std::size_t(12));
        QVERIFY(places[0].withHead);
        QCOMPARE(places[0].y, 10.0);
        QCOMPARE(places[8].page, 0);
        QCOMPARE(places[9].page, 1);
        QVERIFY(places[9].withHead);
        QCOMPARE(places[9].y, 10.0);
        QVERIFY(!places[10].withHead);
        // The last row does not go alone: with ten rows, two go.
        const auto ten = report::paginate(std::vector<BlockSize>{{0.0, 10.0, std::vector<double>(10, 10.0)}}, 100.0);
        QCOMPARE(ten[7].page, 0);
        QCOMPARE(ten[8].page, 1);
        QCOMPARE(ten[9].page, 1);
    }

    void whatBelongsTogetherStaysTogether()
    {
        BlockSize table{2.0, 10.0, std::vector<double>(4, 10.0)};
        table.keepTogether = true;
        auto places = report::paginate(std::vector<BlockSize>{{0.0, 0.0, {70.0}}, table}, 100.0);
        QCOMPARE(places[1].page, 1);
        QCOMPARE(places[4].page, 1);
        table.pieces.assign(20, 10.0); // no page can hold it: it begins where there is room for two rows
        places = report::paginate(std::vector<BlockSize>{{0.0, 0.0, {60.0}}, table}, 100.0);
        QCOMPARE(places[1].page, 0);
        BlockSize chapter{2.0, 0.0, {10.0}};
        chapter.startsPage = true;
        places = report::paginate(std::vector<BlockSize>{chapter, chapter}, 100.0);
        QCOMPARE(places[0].page, 0); // not behind an empty page
        QCOMPARE(places[1].page, 1);
    }

    void whatIsHigherThanAPageDoesNotLoop()
    {
        const auto places = report::paginate(
            std::vector<BlockSize>{{0.0, 0.0, {30.0}}, {1.0, 0.0, {500.0}}, {1.0, 0.0, {10.0}}}, 100.0);
        QCOMPARE(places.size(), std::size_t(3));
        QCOMPARE(places[1].page, 1);
        QCOMPARE(places[2].page, 2);
    }
};

QTEST_APPLESS_MAIN(TestReportLayout)
#include "tst_report_layout.moc"
