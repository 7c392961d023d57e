// SPDX-License-Identifier: GPL-3.0-or-later
// A row of buttons goes on in the next line where there is no room for it.
#include <QPushButton>
#include <QTest>

#include "app/desktop/shell/elided_label.h"
#include "app/desktop/shell/wrapped_row.h"

using tgc::desktop::ElidedLabel;
using tgc::desktop::WrappedRow;

class TestDesktopWrappedRow : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_box = std::make_unique<QWidget>();
        auto *row = new WrappedRow(m_box.get());
        row->setContentsMargins(8, 4, 8, 4);
        row->setSpacing(4);
        m_buttons.clear();
        for (int i = 0; i < 4; ++i) {
            if (i == 2) {
                row->addGap(16);
            }
            if (i == 3) {
                row->addStretch();
            }
            m_buttons.push_back(new QPushButton);
            m_buttons.back()->setFixedSize(100, 30);
            row->addWidget(m_buttons.back());
        }
    }
    void oneLineWhereItFits()
    {
        show(600, 38);
        QCOMPARE(places(), QList<QPoint>({{8, 4}, {112, 4}, {232, 4}, {492, 4}})); // the last one at the right end
    }
    void twoLinesWhereItDoesNot()
    {
        QCOMPARE(m_box->layout()->heightForWidth(240), 4 + 30 + 4 + 30 + 4);
        show(240, 72);
        QCOMPARE(places(), QList<QPoint>({{8, 4}, {112, 4}, {8, 38}, {132, 38}})); // no gap where a line begins
    }
    void whatIsHiddenTakesNoRoom()
    {
        m_buttons[1]->hide();
        show(600, 38);
        QCOMPARE(m_buttons[2]->pos(), QPoint(128, 4));
    }
    void whatMayBeShortenedTakesTheRestOfItsLine()
    {
        auto *words = new ElidedLabel;
        words->setText(QString(200, u'x'));
        m_box->layout()->addWidget(words);
        m_buttons[3]->hide();
        show(600, 38);
        QCOMPARE(words->y(), 4);
        QCOMPARE(words->geometry().right(), 591);
    }
    void theWidestOneIsTheLeastWidth() { QCOMPARE(m_box->layout()->minimumSize(), QSize(116, 38)); }

private:
    void show(int width, int height)
    {
        m_box->resize(width, height);
        m_box->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_box.get()));
        m_box->layout()->setGeometry(QRect(0, 0, width, height));
    }
    [[nodiscard]] QList<QPoint> places() const
    {
        QList<QPoint> all;
        for (const QPushButton *button : m_buttons) {
            all << button->pos();
        }
        return all;
    }
    std::unique_ptr<QWidget> m_box;
    std::vector<QPushButton *> m_buttons;
};

QTEST_MAIN(TestDesktopWrappedRow)
#include "tst_desktop_wrapped_row.moc"
