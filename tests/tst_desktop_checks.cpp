// SPDX-License-Identifier: GPL-3.0-or-later
// Reading off a curve, check standards, Li foils, drift and recovery in the window, by keyboard: every number is the
// command line's on the same tables.
#include <QComboBox>
#include <QCoreApplication>
#include <QLineEdit>
#include <QStandardPaths>
#include <QTest>
#include <QTextBrowser>

#include <nlohmann/json.hpp>

#include "app/desktop/calibration/read_off_panel.h"
#include "app/desktop/inactive/study_tabs.h"
#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/text.h"
#include "app/formats/breakdown_table.h"
#include "app/formats/write_csv.h"
#include "db/store.h"
#include "tests/desktop_fixture.h"
#include "tests/run_tgc.h"

using namespace tgc;
using namespace tgc::desktop;

namespace {

// A batch of one morning: checks before, between and after; the second sample stands between the second and third.
constexpr auto samplesCsv =
    "sample_id,group,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,"
    "area,injected_at,charge_plated_mAh,charge_stripped_mAh,blank_group\n"
    "S1,a,30,0.5,25,locked,0.5,60210,2026-03-02 09:30,1.6,1.05,glass\n"
    "S1,,,,,locked,0.5,59180,2026-03-02 09:40,,,\n"
    "S2,b,30,0.5,25,locked,0.5,31000,2026-03-02 11:00,1.6,1.4,steel\n";
constexpr auto blanksCsv =
    "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,area,injected_at,"
    "blank_group\n"
    "B1,30,0.5,25,locked,0.5,410,2026-03-02 09:10,glass\n"
    "B2,30,0.5,25,locked,0.5,365,2026-03-02 09:20,glass\n"
    "B3,30,0.5,25,locked,0.5,430,2026-03-02 10:40,steel\n"
    "B4,30,0.5,25,locked,0.5,440,2026-03-02 10:50,steel\n"
    "B5,30,0.5,25,locked,0.5,425,2026-03-02 11:10,steel\n";
// 0.5 mL of 5000 ppm H2 at 101.325 kPa and 25 degC; the detector loses 3 % over the morning.
constexpr auto checksCsv =
    "level,replicate,fraction_ppm,injection_volume_mL,pressure_kPa,temperature_C,area,injected_at\n"
    "QC,1,5000,0.5,101.325,25,40900,2026-03-02 08:50\n"
    "QC,2,5000,0.5,101.325,25,41010,2026-03-02 09:00\n"
    "QC,1,5000,0.5,101.325,25,40300,2026-03-02 10:00\n"
    "QC,1,5000,0.5,101.325,25,39700,2026-03-02 12:00\n";
constexpr auto foilsCsv = "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,area,"
                          "injected_at,foil_mg,u_foil_mg,plated_mAh,blank_group\n"
                          "F1,30,0.5,25,locked,0.5,60000,2026-03-02 11:30,0.126,0.001,,glass\n"
                          "F2,30,0.5,25,locked,0.5,40000,2026-03-02 11:40,,,0.322,glass\n";

} // namespace

class TestDesktopChecks : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_checks"));
        applyAppearance(*qApp, Appearance::Light);
    }
    void init()
    {
        m_fixture = std::make_unique<DeskFixture>();
        writeText(path("samples.csv"), samplesCsv);
        writeText(path("blanks.csv"), blanksCsv);
        writeText(path("checks.csv"), checksCsv);
        writeText(path("foils.csv"), foilsCsv);
        const TgcRun made = tgc({"calibrate", example("STANDARDS.csv"), "--out", "CAL.json"});
        QVERIFY2(made.status == 0, made.err.constData());
    }
    void cleanup() { m_fixture.reset(); }

    void readsOffAsTheCommandLineDoes()
    {
        m_fixture->open();
        m_fixture->calibrateExamples();
        QLineEdit *field = calibration().readOff()->areas();
        field->setFocus();
        QTest::keyClicks(field, QStringLiteral("40100; 39900"));
        QVERIFY(calibration().readOff()->read().has_value());
        const ReadAmount &read = *calibration().readOff()->read();
        const auto told = json(tgc({"calibrate", "CAL.json", "--read", "40100,39900", "--format", "json"}));
        QCOMPARE(read.amount, told["amount_nmol"].get<double>());
        QCOMPARE(read.u, told["u_amount_nmol"].get<double>());
        QCOMPARE(read.low.value(), told["amount_nmol_low"].get<double>());
        QCOMPARE(read.high.value(), told["amount_nmol_high"].get<double>());
        QVERIFY(read.fieller);
        QVERIFY2(calibration().readOff()->words()->text().contains(QLatin1String("of 2 injections")),
                 qPrintable(calibration().readOff()->words()->text()));
        pictures("calibration-read-off");

        // Beyond the standards it is said, and drawn all the same; text is refused in words; a comma is a decimal sign.
        type(field, "200000");
        QVERIFY(calibration().readOff()->words()->text().contains(QLatin1String("outside the standards")));
        m_fixture->picture(QStringLiteral("calibration-read-off-outside"));
        type(field, "1,5");
        QCOMPARE(calibration().readOff()->read()->area, 1.5);
        QVERIFY(calibration().readOff()->words()->text().contains(QLatin1String("not detected")));
        type(field, "40100, 39900");
        QCOMPARE(calibration().readOff()->read()->area, 40000.0);
        type(field, "abc");
        QVERIFY(!calibration().readOff()->read().has_value());
        QVERIFY(calibration().readOff()->words()->text().contains(QLatin1String("abc")));
    }

    void expiredCertificatesStandBesideTheirRows()
    {
        m_fixture->open();
        writeText(path("standards.csv"), "level,amount_nmol,area,injected_at,certificate,expires\n"
                                         "1,10,1000,2026-02-01,C7,2026-01-31\n2,20,2000,2026-01-31,C7,2026-01-31\n"
                                         "3,30,3010,2026-02-01,C8,2027-01-31\n4,40,3990,2026-02-01,C8,2027-01-31\n");
        press(&desk().window(), Qt::Key_2, Qt::ControlModifier);
        calibration().importCsv(path("standards.csv"));
        SheetModel &sheet = desk().lab().standards();
        const int expires = sheet.column(QStringLiteral("expires"));
        const auto shown = [&](int row) { return sheet.index(row, expires).data().toString(); };
        QTRY_COMPARE_WITH_TIMEOUT(shown(0), QStringLiteral("2026-01-31  ⚠ expired"), 5000);
        QCOMPARE(shown(1), QStringLiteral("2026-01-31")); // good to the end of its last day
        QCOMPARE(shown(2), QStringLiteral("2027-01-31"));
        QCOMPARE(sheet.index(0, expires).data(Qt::EditRole).toString(), QStringLiteral("2026-01-31"));
        QVERIFY(sheet.index(0, expires).data(Qt::ToolTipRole).toString().contains(QLatin1String("C7 had expired")));
        QVERIFY(calibration().words()->text().contains(QLatin1String("Row 1: certificate expired.")));
        pictures("calibration-expired");
        sheet.setData(sheet.index(0, expires), QStringLiteral("2026-06-30"));
        QTRY_COMPARE_WITH_TIMEOUT(shown(0), QStringLiteral("2026-06-30"), 5000);
    }

    void foilsAreAnIndependentCheck()
    {
        openBatch(false);
        press(&desk().window(), Qt::Key_2, Qt::ControlModifier);
        calibration().importChecks(path("foils.csv"));
        const TgcRun told =
            tgc({"check", "foils.csv", "--calibration", "CAL.json", "--blanks", "blanks.csv", "--format", "json"});
        QVERIFY2(told.status == 0, told.err.constData());
        const auto rows = lines(told.out);
        QCOMPARE(rows.size(), std::size_t(2));
        calibration().views()->setCurrentIndex(2);
        QTRY_VERIFY_WITH_TIMEOUT(calibration().checkWords()->text().contains(QLatin1String("2 of 2 Li foils passed")),
                                 5000);
        for (const auto &row : rows) {
            QVERIFY2(calibration().checkWords()->text().contains(percent(row, "recovery")),
                     qPrintable(percent(row, "recovery")));
        }
        QVERIFY(calibration().checkWords()->text().contains(percent(rows[0], "mean_recovery")));
        pictures("calibration-foils");

        // They are vials, not samples; and they are so again when the store is opened the next time.
        press(&desk().window(), Qt::Key_4, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(inactive().breakdown().rowCount(), 2, 10000);
        m_fixture->waitUntilSaved();
        desk().lab().saveNow();
        m_fixture->open();
        SheetModel &sheet = desk().lab().samples();
        const auto last = static_cast<int>(sheet.rows().size()) - 1;
        QCOMPARE(sheet.cell(last, QStringLiteral("sample_id")), QStringLiteral("F2"));
        QCOMPARE(sheet.cell(last, QStringLiteral("kind")), QStringLiteral("foil"));
        QCOMPARE(sheet.cell(last, QStringLiteral("plated_mAh")), QStringLiteral("0.322"));
    }

    void corrections_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("flag");
        QTest::newRow("nothing") << "nothing" << QStringList{} << QString();
        QTest::newRow("drift") << "drift (bracket)" << QStringList{"--drift", "bracket"} << "drift-corrected";
        QTest::newRow("checks") << "recovery (checks)" << QStringList{"--recovery", "checks"} << "recovery-applied";
    }
    /// The exported table is the command line's, byte for byte; what was done is named in words and in the store.
    void corrections()
    {
        QFETCH(QString, choice);
        QFETCH(QStringList, options);
        QFETCH(QString, flag);
        openBatch(true);
        choose(choice);
        const TgcRun told = tgc(QStringList{"quantify", "samples.csv", "--calibration", "CAL.json", "--blanks",
                                            "blanks.csv", "--checks", "checks.csv", "--format", "csv"} +
                                options);
        QVERIFY2(told.status == 0, told.err.constData());
        QTRY_COMPARE_WITH_TIMEOUT(QByteArray::fromStdString(shownCsv()), told.out, 10000);
        QCOMPARE(told.out.contains("-corrected") || told.out.contains("-applied"), !flag.isEmpty());

        const QString list = checkList();
        QVERIFY2(list.contains(QLatin1String("4 of 4 passed")), qPrintable(list));
        QVERIFY2(list.contains(choice == QLatin1String("recovery (checks)") ? QLatin1String("applied: divided by")
                                                                            : QLatin1String("shown, not applied")),
                 qPrintable(list));
        QVERIFY2(list.contains(choice == QLatin1String("drift (bracket)")
                                   ? QLatin1String("corrected: divided by the response")
                                   : QLatin1String("shown, not corrected")),
                 qPrintable(list));
        QVERIFY2(list.contains(QLatin1String("of group \"glass\"")), qPrintable(list));
        pictures(qPrintable(QStringLiteral("inactive-checks-%1").arg(QTest::currentDataTag())));

        press(inactive().table(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(inactive().savedState()->text().startsWith(QLatin1String("saved as version 1")));
        const auto store = db::Store::openReadOnly(path("lab.sqlite").toStdString());
        QVERIFY(store.has_value());
        const auto saved = store->results({});
        QVERIFY(saved.has_value());
        int breakdowns = 0;
        for (const db::StoredResult &each : *saved) {
            if (each.result.kind == "breakdown") {
                ++breakdowns;
                const auto made = nlohmann::json::parse(each.result.inputsJson);
                QCOMPARE(qstr(made["checks"]["correct"].get<std::string>()), choice.startsWith(u"drift") ? "drift"
                                                                             : choice.startsWith(u"recovery")
                                                                                 ? "recovery"
                                                                                 : "nothing");
                QCOMPARE(made["checks"]["rows"].size(), std::size_t(4));
            }
        }
        QCOMPARE(breakdowns, 2);
    }

    void recoveryOfFoils()
    {
        openBatch(true);
        desk().calibration().importChecks(path("foils.csv"));
        const auto foils = lines(
            tgc({"check", "foils.csv", "--calibration", "CAL.json", "--blanks", "blanks.csv", "--format", "json"}).out);
        choose(QStringLiteral("recovery (Li foils)"));
        const auto recovery =
            nlohmann::json(foils[0]["mean_recovery"]).dump() + "," + nlohmann::json(foils[0]["u_mean_recovery"]).dump();
        const TgcRun told = tgc({"quantify", "samples.csv", "--calibration", "CAL.json", "--blanks", "blanks.csv",
                                 "--checks", "checks.csv", "--recovery", qstr(recovery), "--format", "csv"});
        QVERIFY2(told.status == 0, told.err.constData());
        QTRY_COMPARE_WITH_TIMEOUT(QByteArray::fromStdString(shownCsv()), told.out, 10000);
        QVERIFY(checkList().contains(QLatin1String("mean of the Li foils")));
    }

    /// Refused in words: no check standard after the last sample; none at all. The others keep their numbers.
    void driftWithoutBracketsIsRefused()
    {
        openBatch(true);
        SheetModel &standards = desk().lab().standards();
        standards.removeRowsAt({static_cast<int>(standards.rows().size()) - 1});
        choose(QStringLiteral("drift (bracket)"));
        QTRY_VERIFY_WITH_TIMEOUT(inactive().messages()->text().contains(QLatin1String("no check standard was injected "
                                                                                      "after it within 24 h")),
                                 10000);
        QCOMPARE(inactive().breakdown().rowCount(), 1);
        QCOMPARE(inactive().breakdown().rows()[0].sampleId, std::string("S1"));
        QVERIFY(inactive().messages()->text().contains(QLatin1String("Samples table:"))); // which row
        m_fixture->picture(QStringLiteral("inactive-drift-refused"));
        std::vector<int> checks;
        for (const int row : standards.allRows()) {
            if (standards.cell(row, QStringLiteral("kind")) == QLatin1String("check")) {
                checks.push_back(row);
            }
        }
        standards.removeRowsAt(checks);
        QTRY_COMPARE_WITH_TIMEOUT(inactive().breakdown().rowCount(), 0, 10000);
        choose(QStringLiteral("nothing"));
        QTRY_COMPARE_WITH_TIMEOUT(inactive().breakdown().rowCount(), 2, 10000);
        QVERIFY(checkList().contains(QLatin1String("none of this batch")));
    }

    /// A failed check flags the samples of its own day, and no others: the chart's long history is not held against them.
    void oldChecksAreOfAnotherBatch()
    {
        openBatch(true);
        writeText(path("old.csv"),
                  "level,fraction_ppm,injection_volume_mL,pressure_kPa,temperature_C,area,injected_at\n"
                  "QC,5000,0.5,101.325,25,30000,2026-01-12 09:00\n");
        calibration().importChecks(path("old.csv"));
        QTest::qWait(500);
        QTRY_VERIFY(checkList().contains(QLatin1String("4 of 4 passed")));
        SheetModel &sheet = desk().lab().standards();
        const auto last = static_cast<int>(sheet.rows().size()) - 1;
        sheet.setData(sheet.index(last, sheet.column(QStringLiteral("injected_at"))),
                      QStringLiteral("2026-03-02 12:10"));
        QTRY_VERIFY_WITH_TIMEOUT(checkList().contains(QLatin1String("failed")), 5000);
        QTRY_VERIFY2(checkList().contains(QLatin1String("check standard failed: recovery")), qPrintable(checkList()));
        QVERIFY(QString::fromStdString(shownCsv()).contains(QLatin1String("check-failed")));
        pictures("inactive-check-failed");
    }

    void checksThatTheCommandLineImportedHaveAChart()
    {
        const QString store = path("lab.sqlite");
        for (const auto &[file, kind] : {std::pair(example("STANDARDS.csv"), QStringLiteral("--standards")),
                                         std::pair(QStringLiteral("checks.csv"), QStringLiteral("--checks")),
                                         std::pair(QStringLiteral("foils.csv"), QStringLiteral("--checks"))}) {
            const TgcRun imported = tgc({"import", file, kind, "--db", store});
            QVERIFY2(imported.status == 0, imported.err.constData());
        }
        // Another batch of the same level joins it; the same one again changes nothing.
        writeText(path("more.csv"), QByteArray(checksCsv).replace("2026-03-02", "2026-03-03"));
        QVERIFY(tgc({"import", "more.csv", "--checks", "--db", store}).out.contains("check QC"));
        QVERIFY(tgc({"import", "checks.csv", "--checks", "--db", store}).status == 0);
        m_fixture->open();
        press(&desk().window(), Qt::Key_2, Qt::ControlModifier);
        calibration().views()->setCurrentIndex(2);
        QTRY_VERIFY2_WITH_TIMEOUT(calibration().checkWords()->text().contains(QLatin1String("of 8 check standards")),
                                  qPrintable(calibration().checkWords()->text()), 5000);
        QTRY_VERIFY_WITH_TIMEOUT(calibration().checkWords()->text().contains(QLatin1String("of 2 Li foils")), 5000);
        m_fixture->picture(QStringLiteral("calibration-imported-checks"));
    }

private:
    [[nodiscard]] QString path(const char *name) const { return m_fixture->path(name); }
    [[nodiscard]] Desk &desk() { return *m_fixture->desk; }
    [[nodiscard]] CalibrationWorkspace &calibration() { return desk().calibration(); }
    [[nodiscard]] InactiveWorkspace &inactive() { return desk().inactive(); }
    [[nodiscard]] TgcRun tgc(const QStringList &arguments) const { return runTgc(arguments, m_fixture->folder.path()); }
    [[nodiscard]] static std::vector<nlohmann::json> lines(const QByteArray &out)
    {
        std::vector<nlohmann::json> rows;
        for (const QByteArray &line : out.trimmed().split('\n')) {
            rows.push_back(nlohmann::json::parse(line.toStdString(), nullptr, false));
        }
        return rows;
    }
    [[nodiscard]] static nlohmann::json json(const TgcRun &run) { return lines(run.out).front(); }
    /// "98.2 ± 1.1 %" as the window writes it.
    [[nodiscard]] static QString percent(const nlohmann::json &row, const std::string &name)
    {
        const double u = 100.0 * row["u_" + name].get<double>();
        return QStringLiteral("%1 ± %2 %").arg(valueText(100.0 * row[name].get<double>(), u), uncertaintyText(u));
    }
    static void type(QLineEdit *field, const char *text)
    {
        field->clear();
        QTest::keyClicks(field, QString::fromLatin1(text));
    }
    void openBatch(bool checks)
    {
        m_fixture->open();
        desk().samples().importCsv(path("samples.csv"), false);
        desk().samples().importCsv(path("blanks.csv"), true);
        m_fixture->calibrateExamples();
        if (checks) {
            calibration().importChecks(path("checks.csv"));
        }
        press(&desk().window(), Qt::Key_4, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(inactive().breakdown().rowCount(), 2, 10000);
    }
    void choose(const QString &correction)
    {
        auto *box = inactive().findChild<QComboBox *>(QStringLiteral("correction"));
        QVERIFY(box != nullptr && box->findText(correction) >= 0);
        box->setFocus();
        box->setCurrentIndex(0);
        for (int i = 0; i < box->findText(correction); ++i) {
            press(box, Qt::Key_Down);
        }
        QCOMPARE(box->currentText(), correction);
    }
    [[nodiscard]] std::string shownCsv()
    {
        return formats::csvDocument(formats::breakdownTable(inactive().breakdown().rows()));
    }
    [[nodiscard]] QString checkList()
    {
        inactive().tabs().setCurrentIndex(3);
        return inactive().tabs().checks()->toPlainText();
    }
    void pictures(const char *name)
    {
        m_fixture->picture(QString::fromLatin1(name));
        applyAppearance(*qApp, Appearance::Dark);
        m_fixture->picture(QString::fromLatin1(name) + QStringLiteral("-dark"));
        applyAppearance(*qApp, Appearance::Light);
    }

    std::unique_ptr<DeskFixture> m_fixture;
};

QTEST_MAIN(TestDesktopChecks)
#include "tst_desktop_checks.moc"
