// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModel>
#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QCoreApplication>
#include <QFile>
#include <QIODevice>
#include <QLineEdit>
#include <QListWidget>
#include <QSize>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include "app/desktop/calibration/calibration_list.h"
#include "app/desktop/calibration/models_panel.h"
#include "tests/desktop_fixture.h"

using namespace tgc;
using namespace tgc::desktop;

/// The Calibration workspace as a technician goes through it: standards, the models beside each other, save, check
/// standards, approve, use, retire.
class TestDesktopCalibration : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        qputenv("XDG_DATA_HOME", m_home.path().toUtf8());
        qputenv("XDG_CONFIG_HOME", m_home.path().toUtf8());
        qputenv("XDG_RUNTIME_DIR", m_home.path().toUtf8());
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_calibration"));
        applyAppearance(*qApp, Appearance::Light);
    }

    void init()
    {
        m_fixture = std::make_unique<DeskFixture>();
        m_fixture->open();
        press(&desk().window(), Qt::Key_2, Qt::ControlModifier);
        calibration().importCsv(example("STANDARDS.csv"));
        QTRY_VERIFY_WITH_TIMEOUT(calibration().draft().has_value(), 5000);
        QCOMPARE(desk().window().size(), QSize(1280, 800)); // nothing in it asks for more
    }

    void modelsStandSideBySide()
    {
        QTableView *view = calibration().models()->view();
        const QAbstractItemModelTester tester(view->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        calibration().views()->setCurrentIndex(1);
        QCOMPARE(view->model()->rowCount(), 7);
        QVERIFY(cell(0, ModelsTable::Model).contains(QLatin1String("(chosen)")));
        QVERIFY(cell(0, ModelsTable::LowestLevel).contains(u'%'));
        view->setCurrentIndex(view->model()->index(2, 0));
        m_fixture->picture(QStringLiteral("calibration-models"));

        // Enter takes it: the draft is that model, and the table says so.
        view->setFocus();
        press(view, Qt::Key_Return);
        QTRY_VERIFY(calibration().draft() && calibration().draft()->weights == CurveWeights::InverseX2);
        QVERIFY(cell(2, ModelsTable::Model).contains(QLatin1String("(chosen)")));
        QVERIFY(!cell(0, ModelsTable::Model).contains(QLatin1String("(chosen)")));

        view->setCurrentIndex(view->model()->index(5, 0));
        calibration().views()->setCurrentIndex(0);
        m_fixture->picture(QStringLiteral("calibration-compared"));
    }

    /// Where the chosen model cannot be fitted the others still stand there.
    void aModelThatFailsLeavesTheOthers()
    {
        SheetModel &sheet = desk().lab().standards();
        sheet.paste(
            readPaste(QStringLiteral("level\tfraction_ppm\tinjection_volume_mL\tpressure_kPa\ttemperature_C\tarea\n"
                                     "zero\t0\t0.5\t101.325\t25\t12\n"),
                      sheet.columns()),
            static_cast<int>(sheet.rows().size()), 0, {});
        auto *weights = calibration().findChild<QComboBox *>(QStringLiteral("weights"));
        weights->setCurrentIndex(weights->findText(QStringLiteral("1/x²")));
        QTRY_VERIFY(!calibration().draft().has_value());
        QTRY_COMPARE(cell(2, ModelsTable::LackOfFit), QStringLiteral("cannot be fitted"));
        QVERIFY(cell(0, ModelsTable::LowestLevel).contains(u'%'));
        calibration().models()->view()->setCurrentIndex(calibration().models()->view()->model()->index(2, 0));
        calibration().takeModel();
        QCOMPARE(calibration().messages()->kind(), MessageBar::Kind::Problem);
    }

    void checkStandardsHaveAChart()
    {
        calibration().views()->setCurrentIndex(2);
        QTRY_VERIFY(calibration().checkWords()->text().contains(QLatin1String("No check standards yet")));
        m_fixture->picture(QStringLiteral("calibration-no-checks"));

        const Calibration curve = *calibration().draft();
        const double scatter[] = {1.004, 0.997, 1.002, 0.993, 1.006, 0.999, 1.001, 0.88};
        QString csv = QStringLiteral(
            "level,replicate,fraction_ppm,injection_volume_mL,pressure_kPa,temperature_C,area,injected_at\n");
        int day = 0;
        for (const double factor : scatter) {
            csv += QStringLiteral("QC,%1,5000,0.5,101.325,25,%2,2026-03-0%1 09:00\n")
                       .arg(++day)
                       .arg(factor * areaAt(curve, 102.18));
        }
        QFile file(m_fixture->path("CHECKS.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(csv.toUtf8()) > 0);
        file.close();
        calibration().importChecks(file.fileName());
        QTRY_VERIFY_WITH_TIMEOUT(calibration().checkWords()->text().contains(QLatin1String("7 of 8 check standards")),
                                 5000);
        QVERIFY(
            calibration().checkWords()->text().contains(QLatin1String("2026-03-08 09:00 failed: more than 5 % off")));
        QVERIFY(calibration().checkWords()->text().contains(QLatin1String("Before the next sample")));
        // They are no points of the curve.
        QCOMPARE(calibration().draft()->points.size(), curve.points.size());
        QCOMPARE(calibration().draft()->coefficients[1], curve.coefficients[1]);
        m_fixture->picture(QStringLiteral("calibration-control-chart"));
        applyAppearance(*qApp, Appearance::Dark);
        m_fixture->picture(QStringLiteral("calibration-control-chart-dark"));
        applyAppearance(*qApp, Appearance::Light);

        // And they are in the store as check standards, and come back as such.
        m_fixture->waitUntilSaved();
        desk().lab().saveNow();
        m_fixture->open();
        press(&desk().window(), Qt::Key_2, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(calibration().checkWords()->text().contains(QLatin1String("7 of 8 check standards")),
                                 5000);
        int checks = 0;
        for (const int row : desk().lab().standards().allRows()) {
            checks += desk().lab().standards().cell(row, QStringLiteral("kind")) == QLatin1String("check") ? 1 : 0;
        }
        QCOMPARE(checks, 8);
    }

    void approveUseAndRetire()
    {
        press(calibration().table(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(desk().lab().curve().has_value(), 5000);
        QVERIFY(calibration().status().contains(QLatin1String("not approved")));
        const auto first = desk().lab().curve()->id.value();

        auto *list = calibration().findChild<QListWidget *>(QStringLiteral("calibrations"));
        QTRY_COMPARE(list->count(), 2);
        list->setFocus();
        press(list, Qt::Key_Down); // from the draft to the saved one, by keyboard
        QCOMPARE(calibration().calibrations()->chosen(), std::optional(first));
        QTRY_VERIFY(!calibration().draft().has_value()); // a saved curve is looked at
        QTRY_VERIFY(calibration().calibrations()->whereUsed().contains(QLatin1String("No saved result")));

        calibration().calibrations()->approveChosen();
        QVERIFY(calibration().messages()->asking());
        answer(QStringLiteral("check standards recover 99 to 101 %"));
        QTRY_VERIFY(calibration().status().contains(QLatin1String(", approved")));
        QVERIFY(list->item(1)->text().contains(QLatin1String("approved")));
        m_fixture->picture(QStringLiteral("calibration-approved"));

        // A later one that nobody approved does not push it aside when the store is opened again.
        press(&desk().window(), Qt::Key_2, Qt::ControlModifier);
        calibration().calibrations()->choose(std::nullopt);
        QTRY_VERIFY(calibration().draft().has_value());
        calibration().save();
        QTRY_COMPARE(list->count(), 3);
        QVERIFY(list->item(1)->text().contains(QLatin1String("version 2")));
        m_fixture->open();
        QTRY_VERIFY(desk().lab().curve().has_value());
        QCOMPARE(desk().lab().curve()->id, std::optional(first));

        // Retired: it stays in the list, cannot be used, and the next usable one takes its place.
        press(&desk().window(), Qt::Key_2, Qt::ControlModifier);
        calibration().calibrations()->choose(first);
        calibration().calibrations()->retireChosen();
        answer(QStringLiteral("cylinder was empty"));
        QTRY_VERIFY(desk().lab().curve()->id != std::optional(first));
        calibration().calibrations()->useChosen();
        QCOMPARE(calibration().messages()->kind(), MessageBar::Kind::Problem);
        QVERIFY(calibration().messages()->text().contains(QLatin1String("cylinder was empty")));
        QTRY_VERIFY(calibration().calibrations()->whereUsed().contains(QLatin1String("Retired")));
        m_fixture->picture(QStringLiteral("calibration-retired"));
    }

private:
    [[nodiscard]] Desk &desk() { return *m_fixture->desk; }
    [[nodiscard]] CalibrationWorkspace &calibration() { return desk().calibration(); }
    [[nodiscard]] QString cell(int row, int column)
    {
        const QAbstractItemModel *model = calibration().models()->view()->model();
        return model->index(row, column).data().toString();
    }
    /// Types into the bar's field and commits.
    void answer(const QString &text)
    {
        auto *field = calibration().messages()->findChild<QLineEdit *>();
        QVERIFY(field != nullptr && field->isVisible());
        QTest::keyClicks(field, text);
        press(field, Qt::Key_Return);
    }

    QTemporaryDir m_home;
    std::unique_ptr<DeskFixture> m_fixture;
};

QTEST_MAIN(TestDesktopCalibration)
#include "tst_desktop_calibration.moc"
