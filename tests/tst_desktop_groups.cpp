// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModel>
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QIODevice>
#include <QItemSelectionModel>
#include <QPoint>
#include <QRect>
#include <QSet>
#include <QStandardPaths>
#include <QTest>
#include <QTextBrowser>

#include "app/desktop/inactive/compare_tables.h"
#include "app/desktop/inactive/group_panel.h"
#include "app/desktop/inactive/sample_panel.h"
#include "app/desktop/inactive/study_tabs.h"
#include "app/desktop/plot/breakdown_plot.h"
#include "app/desktop/shell/digits.h"
#include "tests/study_fixture.h"

using namespace tgc;
using namespace tgc::desktop;

namespace {

QStringList columnOf(const QAbstractItemModel &model, int column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row) {
        texts << model.index(row, column).data().toString();
    }
    return texts;
}

} // namespace

class TestDesktopGroups : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_groups"));
        applyAppearance(*qApp, qEnvironmentVariableIsSet("TGC_DARK") ? Appearance::Dark : Appearance::Light);
    }
    void init()
    {
        m_fixture = std::make_unique<StudyFixture>();
        m_fixture->openStudy();
    }
    void cleanup() { m_fixture.reset(); }

    void groupsFilterTableAndFigure()
    {
        GroupPanel &groups = inactive().groups();
        QAbstractItemModelTester tester(&groups.groups());
        QAbstractItemModelTester breakdownTester(const_cast<BreakdownModel *>(&inactive().breakdown()));
        QCOMPARE(columnOf(groups.groups(), 0), QStringList({"All", "carbonate", "ether", "LHCE", "ionic liquid"}));
        QCOMPARE(columnOf(groups.groups(), 1), QStringList({"11", "4", "3", "3", "1"}));

        // By mouse: the tick of *carbonate*.
        const QRect cell = groups.list()->visualRect(groups.groups().index(1, 0));
        QTest::mouseClick(groups.list()->viewport(), Qt::LeftButton, {},
                          cell.topLeft() + QPoint(10, cell.height() / 2));
        QCOMPARE(inactive().breakdown().rowCount(), 7);
        QCOMPARE(inactive().plot()->drawn().bars.size(), std::size_t(7));
        QVERIFY(inactive().status().contains(QLatin1String("11 sample(s) evaluated, 7 shown")));
        m_fixture->picture(QStringLiteral("groups-filtered"));

        // By keyboard: Space ticks it again, Return shows one alone, Return again all.
        groups.list()->setFocus();
        groups.list()->setCurrentIndex(groups.groups().index(1, 0));
        press(groups.list(), Qt::Key_Space);
        QCOMPARE(inactive().breakdown().rowCount(), 11);
        groups.list()->setCurrentIndex(groups.groups().index(2, 0));
        press(groups.list(), Qt::Key_Return);
        QCOMPARE(inactive().breakdown().rowCount(), 3);
        QCOMPARE(inactive().breakdown().rows()[0].sampleId, std::string("B1"));
        press(groups.list(), Qt::Key_Return);
        QCOMPARE(inactive().breakdown().rowCount(), 11);
        // The first row is all: untick and tick.
        groups.list()->setCurrentIndex(groups.groups().index(0, 0));
        press(groups.list(), Qt::Key_Space);
        QCOMPARE(inactive().breakdown().rowCount(), 0);
        m_fixture->picture(QStringLiteral("groups-none"));
        press(groups.list(), Qt::Key_Space);
        QCOMPARE(inactive().breakdown().rowCount(), 11);

        // Another column makes other groups; numbers stand in rising order.
        choose("groupBy", QStringLiteral("Electrolyte"));
        QCOMPARE(columnOf(groups.groups(), 0), QStringList({"All", "1 M LiPF6 EC:EMC", "LiFSI"}));
        choose("groupBy", QStringLiteral("Cycles"));
        QCOMPARE(columnOf(groups.groups(), 0), QStringList({"All", "10", "20"}));
        QCOMPARE(columnOf(groups.groups(), 1), QStringList({"11", "8", "3"}));
    }

    void theSelectedSampleStaysSelectedThroughTheFilter()
    {
        inactive().table()->setFocus();
        stand(5, BreakdownModel::Sei);
        QVERIFY(inactive().sample().result()->text().contains(QLatin1String("<h3>B2</h3>")));
        inactive().groups().groups().showOnly(QStringLiteral("ether"));
        QCOMPARE(inactive().table()->currentIndex().row(), 1);
        QVERIFY(inactive().sample().result()->text().contains(QLatin1String("<h3>B2</h3>")));
        inactive().groups().groups().showOnly(QStringLiteral("LHCE"));
        QVERIFY(inactive().sample().result()->text().contains(QLatin1String("<h3>C1</h3>")));
    }

    void groupsCompared()
    {
        StudyTabs &tabs = inactive().tabs();
        QAbstractItemModelTester groupTester(&tabs.groups());
        QAbstractItemModelTester pairTester(&tabs.pairs());
        tabs.setCurrentIndex(1);
        choose("compared", QStringLiteral("Li metal share (%)"));
        m_fixture->picture(QStringLiteral("groups-compared"));
        QCOMPARE(columnOf(tabs.groups(), 0), QStringList({"carbonate", "ether", "LHCE", "ionic liquid"}));
        QCOMPARE(columnOf(tabs.groups(), 1), QStringList({"4", "3", "3", "1"}));
        QCOMPARE(tabs.groups().index(3, 3).data().toString(), QStringLiteral("n = 1: no scatter"));
        QCOMPARE(tabs.pairs().rowCount(), 6);
        std::vector<double> carbonate;
        std::vector<double> ether;
        for (const Breakdown &row : inactive().breakdown().rows()) {
            if (row.group == "carbonate" || row.group == "ether") {
                (row.group == "ether" ? ether : carbonate).push_back(100.0 * row.li0Fraction->value);
            }
        }
        const auto expected = compareGroups(carbonate, ether);
        QCOMPARE(tabs.pairs().index(0, 0).data().toString(), QStringLiteral("carbonate − ether"));
        QCOMPARE(tabs.pairs().index(0, 1).data().toString(), QStringLiteral("carbonate higher"));
        const double half = 0.5 * (expected->high - expected->low);
        QCOMPARE(tabs.pairs().index(0, 2).data().toString(),
                 QStringLiteral("%1 (%2 to %3)")
                     .arg(valueText(expected->difference, half), valueText(expected->low, half),
                          valueText(expected->high, half)));
        QCOMPARE(tabs.pairs().index(0, 4).data().toString(), QStringLiteral("%1 (%2 to %3)")
                                                                 .arg(expected->hedgesG, 0, 'f', 2)
                                                                 .arg(*expected->hedgesLow, 0, 'f', 2)
                                                                 .arg(*expected->hedgesHigh, 0, 'f', 2));
        QCOMPARE(tabs.pairs().index(2, 1).data().toString(), QStringLiteral("not compared: n < 2"));
        QCOMPARE(tabs.pairs().index(3, 1).data().toString(), QStringLiteral("no difference shown")); // ether − LHCE
        // Three groups have two cells or more: three pairs, 0.05/3.
        QVERIFY2(tabs.note()->text().contains(QLatin1String("Hold p against 0.017")), qPrintable(tabs.note()->text()));
    }

    void theTableInFrontIsExported()
    {
        const auto lines = [&](const char *file) {
            QFile in(m_fixture->path(file));
            return in.open(QIODevice::ReadOnly) ? in.readAll().split('\n') : QList<QByteArray>();
        };
        inactive().tabs().setCurrentIndex(1);
        inactive().exportTable(m_fixture->path("groups.csv"));
        QVERIFY2(inactive().messages()->text().contains(QLatin1String("groups-comparisons.csv")),
                 qPrintable(inactive().messages()->text()));
        QCOMPARE(lines("groups.csv")[0], QByteArray("group,value,unit,n,mean,sd,low,high,u_measurement,source"));
        QVERIFY(lines("groups.csv")[4].startsWith("ionic liquid,Li metal,mAh,1,"));
        QVERIFY(lines("groups.csv")[4].contains(",,,,")); // n = 1: neither SD nor interval
        QCOMPARE(lines("groups-comparisons.csv").size(), 8); // header, six pairs, end
        std::vector<double> metal;
        for (const Breakdown &row : inactive().breakdown().rows()) {
            if (row.group == "carbonate") {
                metal.push_back(inMilliampereHours(row.li0.value));
            }
        }
        QCOMPARE(lines("groups.csv")[1].split(',')[4].toDouble(), summariseGroup(metal, {}).mean); // all digits
        inactive().tabs().setCurrentIndex(2);
        inactive().exportTable(m_fixture->path("practical.csv"));
        QCOMPARE(lines("practical.csv").size(), 1 + 4 * 7 + 1);
        QVERIFY(lines("practical.csv")[1].startsWith("carbonate,areal_capacity_mAh_cm2,>= 4 mAh/cm2,1.26,no,"));
        inactive().exportTable(m_fixture->path("practical.xlsx"));
        QVERIFY(QFileInfo(m_fixture->path("practical.xlsx")).size() > 1000);
    }

    void tooManyGroupsAreNotPaired()
    {
        const std::vector<StudyGroup> groups(mostGroupsCompared + 1, StudyGroup{QStringLiteral("x"), {}});
        QVERIFY(pairTable({}, groups, comparedValues().front(), {}).rows.empty());
        QVERIFY(compareNote({}, groups, comparedValues().front()).contains(QLatin1String("too many")));
        const std::vector<StudyGroup> two(2, StudyGroup{QStringLiteral("x"), {}});
        QCOMPARE(pairTable({}, two, comparedValues().front(), {}).rows.size(), std::size_t(1));
    }

    void practicalCells()
    {
        StudyTabs &tabs = inactive().tabs();
        QAbstractItemModelTester tester(&tabs.practical());
        tabs.setCurrentIndex(2);
        m_fixture->picture(QStringLiteral("groups-practical"));
        QCOMPARE(columnOf(tabs.practical(), 1).mid(0, 4),
                 QStringList({"1.26  ✗ not met", "0.5  ✗ not met", "not given", "50  ✗ not met"}));
        QCOMPARE(columnOf(tabs.practical(), 3).mid(0, 4),
                 QStringList({"4.2  ✓ met", "0.6  ✓ met", "2.8  ✓ met", "20  ✓ met"}));
        // LHCE: mean CE of 1.561, 1.569 and 1.552 of 1.600 mAh = 0.975417: ln 0.8/ln CE = 8.965 cycles; 20 um of 0.2062
        // mAh/cm2 over 4.2 mAh/cm2 x 0.024583: 39.94 cycles.
        QCOMPARE(tabs.practical().index(4, 3).data().toString(), QStringLiteral("97.54  ✗ not met"));
        QCOMPARE(tabs.practical().index(5, 3).data().toString(), QStringLiteral("9.0"));
        QCOMPARE(tabs.practical().index(6, 3).data().toString(), QStringLiteral("39.9"));
    }

    void budgetAndChecksOfTheSelectedSample()
    {
        PreparedTable &budget = inactive().sample().budget();
        QAbstractItemModelTester tester(&budget);
        const int last = budget.rowCount() - 1;
        QCOMPARE(budget.index(last, 0).data().toString(), QStringLiteral("Sum"));
        QCOMPARE(budget.index(last, 1).data().toString(), QStringLiteral("100.0"));
        QCOMPARE(budget.index(last, 2).data().toString(), QStringLiteral("100.0"));
        for (int row = 1; row < last - 1; ++row) { // sorted
            QVERIFY(budget.index(row - 1, 2).data().toDouble() >= budget.index(row, 2).data().toDouble());
        }
        const Breakdown &a1 = inactive().breakdown().rows()[0];
        const auto most = std::max_element(a1.li0Budget.begin(), a1.li0Budget.end(),
                                           [](const auto &a, const auto &b) { return a.second < b.second; });
        QCOMPARE(budget.index(0, 1).data(PreparedTable::BarRole).toDouble(), most->second);

        inactive().tabs().setCurrentIndex(3);
        const QString checks = inactive().tabs().checks()->toPlainText();
        m_fixture->picture(QStringLiteral("groups-checks"));
        QVERIFY(checks.contains(QLatin1String("2 Li + 2 H2O -> 2 LiOH + H2")));
        QVERIFY(checks.contains(QLatin1String("No soft short")));
        // 2 % of 0.550 mAh a percent of LiH (docs/method.md, section 3).
        QVERIFY2(checks.contains(QLatin1String("would fall by 0.011 mAh")), qPrintable(checks));
        // 1 mg Al = 37.062 umol, 1.5 H2 = 3 Li each: 111.185 umol x 96.48533 C/mmol / 3.6 = 2.98 mAh; Zn 2 Li, Si 4 Li.
        for (const char *feigned : {"2.98 mAh", "0.82 mAh", "3.82 mAh"}) {
            QVERIFY2(checks.contains(QLatin1String(feigned)), feigned);
        }
    }

    void everyNumberSaysWhereItIsFrom()
    {
        inactive().table()->setFocus();
        stand(1, BreakdownModel::Sei);
        press(inactive().table(), Qt::Key_Return);
        auto *text = inactive().sample().whereFromText();
        QVERIFY(text->isVisible());
        const QString words = text->toPlainText();
        QVERIFY2(words.contains(QLatin1String("A2")) && words.contains(QLatin1String("SEI Li+, mAh")),
                 qPrintable(words));
        QVERIFY(words.contains(QStringLiteral("Q(SEI) = Q(inactive) − Q(Li metal)")));
        QVERIFY(words.contains(QLatin1String("55840")) && words.contains(QStringLiteral("30.0 ± 0.1"))); // as typed
        QVERIFY(words.contains(desk().lab().curve()->name) && words.contains(QLatin1String("never saved")));
        m_fixture->picture(QStringLiteral("groups-where-from"));
        for (int column = BreakdownModel::Injections; column < BreakdownModel::Flags; ++column) {
            QVERIFY2(!inactive().breakdown().index(0, column).data(Qt::ToolTipRole).toString().isEmpty(),
                     qPrintable(QString::number(column)));
        }
    }

    void allChoicesAreReachedByKeyboard()
    {
        QSet<QString> reached;
        inactive().table()->setFocus();
        for (int i = 0; i < 60; ++i) {
            press(QApplication::focusWidget(), Qt::Key_Tab);
            QVERIFY(QApplication::focusWidget() != nullptr);
            reached << QApplication::focusWidget()->objectName();
        }
        for (const char *name : {"groupBy", "axis", "unit", "budgetTable"}) {
            QVERIFY2(reached.contains(QLatin1String(name)), name);
        }
        inactive().tabs().setCurrentIndex(1);
        reached.clear();
        inactive().tabs().comparedChoice()->setFocus();
        for (int i = 0; i < 60; ++i) {
            press(QApplication::focusWidget(), Qt::Key_Tab);
            reached << QApplication::focusWidget()->objectName();
        }
        for (const char *name : {"compared", "groupTable", "pairTable"}) {
            QVERIFY2(reached.contains(QLatin1String(name)), name);
        }
    }

private:
    Desk &desk() { return *m_fixture->desk; }
    InactiveWorkspace &inactive() { return m_fixture->inactive(); }
    /// As a click on that cell of the breakdown does.
    void stand(int row, int column)
    {
        inactive().table()->selectionModel()->setCurrentIndex(
            inactive().breakdown().index(row, column), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    void choose(const char *box, const QString &text) { m_fixture->choose(box, text); }

    std::unique_ptr<StudyFixture> m_fixture;
};

QTEST_MAIN(TestDesktopGroups)
#include "tst_desktop_groups.moc"
