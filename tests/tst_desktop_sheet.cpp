// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>

#include "app/desktop/sheet/sheet_view.h"

using namespace tgc::desktop;

namespace {

SheetColumns threeColumns()
{
    SheetColumn name{"sample_id", "Sample", "", "", SheetColumn::Kind::Text, {}, true, {}, {}, "The name."};
    SheetColumn volume{"vial_volume_mL", "Vial volume", "mL", "", SheetColumn::Kind::Number, {}, true, 0.0, {},
                       "Volume."};
    SheetColumn how{"sampling", "Sampling", "", "",    SheetColumn::Kind::Choice, {"locked", "equalised"},
                    true,       {},         {}, "How."};
    SheetColumn hidden{"notes", "Notes", "", "", SheetColumn::Kind::Text, {}, false, {}, {}, "Notes."};
    return {name, volume, how, hidden};
}

/// As a hand does: the first key opens the editor, which then has the focus.
void type(const QString &text)
{
    for (const QChar c : text) {
        QTest::keyClick(QApplication::focusWidget(), c.toLatin1());
    }
}

} // namespace

class TestDesktopSheet : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_sheet = std::make_unique<SheetModel>(threeColumns());
        m_tester = std::make_unique<QAbstractItemModelTester>(m_sheet.get());
        m_view = std::make_unique<SheetView>(*m_sheet);
        m_view->resize(700, 300);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_view->goTo(0, 0);
    }
    void cleanup()
    {
        m_view.reset();
        m_tester.reset();
        m_sheet.reset();
    }

    void takesAPaste_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("tabs") << "A1\t20,5\tlocked\nA2\t20.5\tequalised\n";
        QTest::newRow("tabs and header")
            << "Vial volume (mL)\tSample\tsampling\r\n20,5\tA1\tlocked\r\n20.5\tA2\tequalised\r\n";
        QTest::newRow("semicolon") << "sample_id;vial_volume_mL;sampling\nA1;20,5;locked\nA2;20.5;equalised";
        QTest::newRow("comma") << "A1,\"20,5\",locked\nA2,20.5,equalised\n";
        QTest::newRow("quoted") << "\"A1\"\t\"20,5\"\tlocked\n\"A2\"\t20.5\tequalised\n\t\t\n";
    }
    void takesAPaste()
    {
        QFETCH(QString, text);
        QApplication::clipboard()->setText(text);
        QTest::keyClick(m_view.get(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(static_cast<int>(m_sheet->rows().size()), 2);
        QCOMPARE(m_sheet->cell(0, QStringLiteral("sample_id")), QStringLiteral("A1"));
        QCOMPARE(m_sheet->cell(0, QStringLiteral("vial_volume_mL")), QStringLiteral("20,5")); // as typed
        QCOMPARE(m_sheet->index(0, 1).data(SheetModel::UnderstoodRole).toString(), QStringLiteral("20.5"));
        QCOMPARE(m_sheet->cell(1, QStringLiteral("sampling")), QStringLiteral("equalised"));
        const auto table = m_sheet->table(m_sheet->allRows(), QStringLiteral("sheet"));
        QCOMPARE(table.columns, (std::vector<std::string>{"sample_id", "vial_volume_mL", "sampling"}));
        QCOMPARE(table.rows[0].cells[1], std::string("20.5"));
        QTest::keyClick(m_view.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_sheet->rows().empty());
    }

    void oneColumnOfDecimalCommasIsNumbers()
    {
        m_view->goTo(0, 1);
        m_view->pasteText(QStringLiteral("1,5\n2,5\n"));
        QCOMPARE(m_sheet->cell(1, 1), QStringLiteral("2,5"));
        QVERIFY(m_sheet->problem(1, 1).isEmpty());
    }

    void namesUnknownColumnsAndShowsHiddenOnes()
    {
        QSignalSpy pasted(m_view.get(), &SheetView::pasted);
        QVERIFY(m_view->isColumnHidden(3));
        m_view->pasteText(QStringLiteral("sample_id\tcolour\tnotes\nA1\tred\tsticky"));
        QCOMPARE(pasted.size(), 1);
        QCOMPARE(pasted[0][1].toStringList(), QStringList{QStringLiteral("colour")});
        QVERIFY(!m_view->isColumnHidden(3));
        QCOMPARE(m_sheet->cell(0, 3), QStringLiteral("sticky"));
    }

    void typingEnterGoesDownAndUndoGoesBack()
    {
        type(QStringLiteral("A1"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(m_sheet->cell(0, 0), QStringLiteral("A1"));
        QTRY_COMPARE(m_view->currentIndex(), m_sheet->index(1, 0));
        type(QStringLiteral("A2"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(m_sheet->cell(1, 0), QStringLiteral("A2"));
        QTest::keyClick(m_view.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(static_cast<int>(m_sheet->rows().size()), 1);
        QTest::keyClick(m_view.get(), Qt::Key_Y, Qt::ControlModifier);
        QCOMPARE(m_sheet->cell(1, 0), QStringLiteral("A2"));
    }

    void fillsDown()
    {
        m_sheet->load({{"A1", "20", "locked", ""}, {"A2", "", "", ""}, {"A3", "", "", ""}});
        m_view->goTo(0, 1);
        for (int i = 0; i < 2; ++i) {
            QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
        }
        QTest::keyClick(m_view.get(), Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(m_sheet->cell(2, 1), QStringLiteral("20"));
        QCOMPARE(m_sheet->cell(2, 2), QString());
        m_view->goTo(1, 2);
        QTest::keyClick(m_view.get(), Qt::Key_D, Qt::ControlModifier); // one cell: takes the one above
        QCOMPARE(m_sheet->cell(1, 2), QStringLiteral("locked"));
    }

    void marksWhatCannotBeAndKeepsIt_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("word");
        QTest::newRow("text in a number") << 1 << "twenty"
                                          << "Vial volume";
        QTest::newRow("both signs") << 1 << "1,234.5"
                                    << "Vial volume";
        QTest::newRow("not above zero") << 1 << "0"
                                        << "above 0";
        QTest::newRow("not a number") << 1 << "nan"
                                      << "Vial volume";
        QTest::newRow("unknown choice") << 2 << "open"
                                        << "locked or equalised";
    }
    void marksWhatCannotBeAndKeepsIt()
    {
        QFETCH(int, column);
        QFETCH(QString, typed);
        QFETCH(QString, word);
        QVERIFY(m_sheet->setData(m_sheet->index(0, column), typed));
        QCOMPARE(m_sheet->cell(0, column), typed);
        const QString problem = m_sheet->problem(0, column);
        QVERIFY2(problem.contains(word), qPrintable(problem));
        QCOMPARE(m_sheet->index(0, column).data(Qt::ToolTipRole).toString(), problem);
        QVERIFY(!m_sheet->index(0, column).data(Qt::DecorationRole).isNull()); // not by colour alone
    }

    void copiesForASpreadsheet()
    {
        m_sheet->load({{"A1", "20", "locked", ""}, {"A2", "21", "locked", ""}});
        m_view->goTo(0, 0);
        QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("A1\t20\nA2\t21"));
    }

    void clearsAndRemovesRowsInOneStepOfUndo()
    {
        m_sheet->load({{"A1", "20", "", ""}, {"A2", "21", "", ""}, {"A3", "22", "", ""}});
        m_view->goTo(1, 0);
        QTest::keyClick(m_view.get(), Qt::Key_Minus, Qt::ControlModifier);
        QCOMPARE(static_cast<int>(m_sheet->rows().size()), 2);
        QCOMPARE(m_sheet->cell(1, 0), QStringLiteral("A3"));
        QTest::keyClick(m_view.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_sheet->cell(1, 0), QStringLiteral("A2"));
        m_view->goTo(2, 1);
        QTest::keyClick(m_view.get(), Qt::Key_Delete);
        QCOMPARE(m_sheet->cell(2, 1), QString());
    }

private:
    std::unique_ptr<SheetModel> m_sheet;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<SheetView> m_view;
};

QTEST_MAIN(TestDesktopSheet)
#include "tst_desktop_sheet.moc"
