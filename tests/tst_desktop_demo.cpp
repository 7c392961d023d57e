// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModel>
#include <QCoreApplication>
#include <QFileInfo>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/desktop/shell/title_line.h"
#include "tests/desktop_fixture.h"

using namespace tgc;
using namespace tgc::desktop;

/// The demo through the real widgets: the real program simulates it, the window opens it.
class TestDesktopDemo : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        // Whoever runs the tests keeps their own demo and settings; the program is found on the path.
        qputenv("XDG_DATA_HOME", m_home.path().toUtf8());
        qputenv("XDG_CONFIG_HOME", m_home.path().toUtf8());
        qputenv("XDG_RUNTIME_DIR", m_home.path().toUtf8());
        qputenv("PATH", QFileInfo(QStringLiteral(TGC_PROGRAM)).path().toUtf8() + ':' + qgetenv("PATH"));
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_demo"));
        applyAppearance(*qApp, Appearance::Light);
    }

    void openTheDemoOnAnEmptyStore()
    {
        m_fixture.open();
        QVERIFY(desk().lab().samples().rows().empty());
        QVERIFY(!desk().window().titleLine().simulatedShown());
        QSignalSpy wanted(&desk(), &Desk::openStoreRequested);
        QPushButton *button = demoButton();
        QVERIFY(button != nullptr);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(desk().samples().messages()->kind(), MessageBar::Kind::Note); // "Measuring ..."
        // It says how far it is.
        QTRY_VERIFY2_WITH_TIMEOUT(desk().samples().messages()->text().contains(QLatin1String("of 13 lines")),
                                  qPrintable(desk().samples().messages()->text()), 120000);
        QVERIFY(wanted.isEmpty());
        QTRY_VERIFY2_WITH_TIMEOUT(!wanted.isEmpty(), qPrintable(desk().samples().messages()->text()), 120000);

        m_fixture.open(wanted.front()[0].toString());
        QVERIFY(desk().window().titleLine().simulatedShown());
        QVERIFY(desk().lab().samples().rows().size() >= 3);
        m_fixture.picture(QStringLiteral("demo-samples"));

        // The standards are there as rows, with the runs they come from, and are the points of the curve that the demo saved.
        press(&desk().window(), Qt::Key_2, Qt::ControlModifier);
        QVERIFY(desk().lab().standards().rows().size() >= 10);
        QTRY_VERIFY2_WITH_TIMEOUT(desk().calibration().draft().has_value(),
                                  qPrintable(desk().calibration().words()->text()), 10000);
        const auto &points = desk().calibration().draft()->points;
        const auto &saved = desk().lab().curve()->curve.points;
        QCOMPARE(points.size(), saved.size());
        for (std::size_t i = 0; i < points.size(); ++i) {
            QCOMPARE(points[i].standard.area, saved[i].standard.area);
            QCOMPARE(points[i].standard.amount, saved[i].standard.amount);
        }
        QVERIFY(desk().window().titleLine().simulatedShown());
        m_fixture.picture(QStringLiteral("demo-calibration"));

        press(&desk().window(), Qt::Key_3, Qt::ControlModifier);
        const QAbstractItemModel *runs = desk().review().runTable()->model();
        QVERIFY(runs->rowCount() > 20);
        QTRY_VERIFY_WITH_TIMEOUT(desk().review().peakTable()->model()->rowCount() > 0, 10000);
        QVERIFY(desk().window().titleLine().simulatedShown());
        m_fixture.picture(QStringLiteral("demo-review"));

        press(&desk().window(), Qt::Key_4, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(desk().inactive().breakdown().rowCount() >= 3, 20000);
        QVERIFY(desk().window().titleLine().simulatedShown());
        // What the demo's own evaluation stored is what the window finds, digit for digit.
        QTRY_VERIFY2_WITH_TIMEOUT(
            desk().inactive().savedState()->text().startsWith(QLatin1String("saved as version 1 at ")),
            qPrintable(desk().inactive().savedState()->toolTip()), 5000);
        m_fixture.picture(QStringLiteral("demo-inactive"));
        desk().window().resize(1920, 1080);
        m_fixture.picture(QStringLiteral("demo-inactive-1920"));
        press(&desk().window(), Qt::Key_3, Qt::ControlModifier);
        m_fixture.picture(QStringLiteral("demo-review-1920"));
    }

private:
    Desk &desk() { return *m_fixture.desk; }
    QPushButton *demoButton()
    {
        for (QPushButton *button : desk().samples().findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text() == QLatin1String("Open the demo")) {
                return button;
            }
        }
        return nullptr;
    }

    QTemporaryDir m_home;
    DeskFixture m_fixture;
};

QTEST_MAIN(TestDesktopDemo)
#include "tst_desktop_demo.moc"
