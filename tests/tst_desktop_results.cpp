// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCoreApplication>
#include <QFile>
#include <QIODevice>
#include <QLineEdit>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include "app/desktop/inactive/sample_panel.h"
#include "app/desktop/plot/breakdown_plot.h"
#include "app/desktop/shell/title_line.h"
#include "app/formats/breakdown_json.h"
#include "app/formats/breakdown_table.h"
#include "app/formats/write_csv.h"
#include "tests/desktop_fixture.h"
#include "tests/run_tgc.h"

using namespace tgc;
using namespace tgc::desktop;

namespace {

QByteArray contents(const QString &file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

} // namespace

class TestDesktopResults : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_results"));
        applyAppearance(*qApp, qEnvironmentVariableIsSet("TGC_DARK") ? Appearance::Dark : Appearance::Light);
    }
    void init()
    {
        m_fixture = std::make_unique<DeskFixture>();
        m_fixture->open();
    }
    void cleanup() { m_fixture.reset(); }

    void fromPasteToBreakdownAndExport()
    {
        m_fixture->pasteExamples();
        m_fixture->picture(QStringLiteral("samples"));
        m_fixture->calibrateExamples();
        m_fixture->picture(QStringLiteral("calibration"));

        press(QApplication::focusWidget(), Qt::Key_4, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(desk().inactive().breakdown().rowCount(), 3, 10000);
        m_fixture->picture(QStringLiteral("inactive"));
        desk().window().resize(1920, 1080);
        m_fixture->picture(QStringLiteral("inactive-1920"));
        desk().window().resize(1280, 800);

        // The table shows what was computed, digits from the uncertainty; the flags are told in words.
        const Breakdown &row = desk().inactive().breakdown().rows()[0];
        QCOMPARE(row.sampleId, std::string("cell-01"));
        QCOMPARE(row.injections, 2);
        QVERIFY(inMilliampereHours(row.li0.value) > 0.0 && row.sei.has_value());
        QVERIFY(desk().inactive().sample().result()->text().contains(QLatin1String("cell-01")));

        // Export: the writers of app/formats, so the bytes are those of the command line.
        const QString csv = m_fixture->path("breakdown.csv");
        desk().inactive().exportTable(csv);
        QCOMPARE(contents(csv).toStdString(),
                 formats::csvDocument(formats::breakdownTable(desk().inactive().breakdown().rows())));
        desk().inactive().exportTable(m_fixture->path("breakdown.xlsx"));
        QVERIFY(contents(m_fixture->path("breakdown.xlsx")).startsWith("PK"));
        desk().inactive().exportTable(m_fixture->path("no/where.csv"));
        QCOMPARE(desk().inactive().messages()->kind(), MessageBar::Kind::Problem);
        desk().inactive().exportPlot(m_fixture->path("bars.svg"));
        QVERIFY(contents(m_fixture->path("bars.svg")).contains("<svg"));

        // Selecting a bar selects the row.
        QAbstractItemModelTester tester(const_cast<BreakdownModel *>(&desk().inactive().breakdown()));
        emit desk().inactive().plot()->rowClicked(2);
        QCOMPARE(desk().inactive().table()->currentIndex().row(), 2);
        QVERIFY(desk().inactive().sample().result()->text().contains(QLatin1String("cell-03")));
    }

    void breakdownsAreSavedAsResultVersions()
    {
        m_fixture->pasteExamples();
        m_fixture->calibrateExamples();
        press(QApplication::focusWidget(), Qt::Key_4, Qt::ControlModifier);
        InactiveWorkspace &inactive = desk().inactive();
        QTRY_COMPARE_WITH_TIMEOUT(inactive.breakdown().rowCount(), 3, 10000);
        QTRY_COMPARE(inactive.savedState()->text(), QStringLiteral("not saved as a result"));
        press(inactive.table(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY2(inactive.savedState()->text().startsWith(QLatin1String("saved as version 1 at ")),
                     qPrintable(inactive.savedState()->text() + inactive.messages()->text()));
        QCOMPARE(inactive.messages()->kind(), MessageBar::Kind::Done);

        // On paper: the saved results, written beside the window.
        const QString pdf = m_fixture->path("report.pdf");
        inactive.writeReport(pdf);
        QTRY_VERIFY2_WITH_TIMEOUT(inactive.messages()->text().startsWith(QLatin1String("Written: ")),
                                  qPrintable(inactive.messages()->text()), 20000);
        QFile paper(pdf);
        QVERIFY(paper.open(QIODevice::ReadOnly));
        QVERIFY(paper.readAll().startsWith("%PDF-"));

        // Another area for one sample: it alone is not saved. Saved at once, before it is evaluated anew: the new
        // numbers are what is kept.
        SheetModel &sheet = desk().lab().samples();
        QVERIFY(sheet.setData(sheet.index(3, sheet.column(QStringLiteral("area"))), QStringLiteral("99.5")));
        QTRY_COMPARE_WITH_TIMEOUT(inactive.savedState()->text(), QStringLiteral("not saved: cell-03"), 5000);
        QVERIFY(inactive.savedState()->toolTip().contains(QLatin1String("cell-03: changed since version 1")));
        m_fixture->picture(QStringLiteral("inactive-changed"));
        QVERIFY(sheet.setData(sheet.index(3, sheet.column(QStringLiteral("area"))), QStringLiteral("101.25")));
        press(inactive.table(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY2(inactive.savedState()->text().startsWith(QLatin1String("saved as version 2 at ")),
                     qPrintable(inactive.savedState()->text()));
        m_fixture->picture(QStringLiteral("inactive-saved"));

        // Both versions are in the store, with what is needed to make them again; nothing was altered.
        desk().lab().store().waitUntilIdle();
        const auto store = db::Store::openReadOnly(m_fixture->path("lab.sqlite").toStdString());
        QVERIFY(store.has_value());
        db::ResultFilter filter;
        filter.kind = "breakdown";
        const auto results = store->results(filter);
        QCOMPARE(results->size(), std::size_t(6));
        const db::StoredResult &last = results->back();
        QCOMPARE(last.version, 2);
        QCOMPARE(last.result.calibrationId, desk().lab().curve()->id);
        QCOMPARE(last.result.outputsJson, formats::breakdownJson(inactive.breakdown().rows().back()));
        QCOMPARE(last.result.inputsJson, std::string(R"({"confidence":0.95,"monte_carlo":0,"seed":1,"targets":[]})"));
        QVERIFY((*results)[2].result.outputsJson != last.result.outputsJson);
        QVERIFY(store->verify()->empty());

        // The next window knows without saving again.
        m_fixture->open();
        QTRY_VERIFY2_WITH_TIMEOUT(
            desk().inactive().savedState()->text().startsWith(QLatin1String("saved as version 2 at ")),
            qPrintable(desk().inactive().savedState()->text()), 10000);
    }

    void aRunNamedInTheTableGivesItsArea()
    {
        const QString file = simulatedTrace(m_fixture->path("run.csv"), 4000.0);
        QSignalSpy imported(&desk().lab(), &Lab::runsImported);
        desk().lab().importRuns({file});
        QVERIFY(imported.wait(10000));
        m_fixture->pasteExamples();
        m_fixture->calibrateExamples();
        SheetModel &sheet = desk().lab().samples();
        sheet.setData(sheet.index(3, sheet.column(QStringLiteral("area"))), QString());
        sheet.setData(sheet.index(3, sheet.column(QStringLiteral("trace"))), QStringLiteral("R1"));
        // No H2 is named yet: the sample is refused with the way out, the others stay.
        QTRY_COMPARE_WITH_TIMEOUT(desk().inactive().breakdown().rowCount(), 2, 10000);
        QVERIFY2(desk().inactive().messages()->text().contains(QLatin1String("Review")),
                 qPrintable(desk().inactive().messages()->text()));
        press(&desk().window(), Qt::Key_3, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(desk().review().peakTable()->model()->rowCount() >= 2, 10000);
        desk().review().findChild<QLineEdit *>(QStringLiteral("h2Retention"))->setText(QStringLiteral("0.867"));
        desk().review().findChild<QLineEdit *>(QStringLiteral("h2HalfWindow"))->setText(QStringLiteral("0.1"));
        desk().review().integrate();
        QTRY_COMPARE(desk().review().peakTable()->model()->index(0, 0).data().toString(), QStringLiteral("H2"));
        desk().review().saveResult();
        QTRY_COMPARE_WITH_TIMEOUT(desk().inactive().breakdown().rowCount(), 3, 10000);
        QVERIFY(desk().inactive().breakdown().rows()[2].source == Source::Simulated);
        press(&desk().window(), Qt::Key_4, Qt::ControlModifier);
        QVERIFY(desk().window().titleLine().simulatedShown());
    }

    void exportsAreThoseOfTheCommandLineByteForByte()
    {
        m_fixture->pasteExamples();
        m_fixture->calibrateExamples();
        press(QApplication::focusWidget(), Qt::Key_4, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(desk().inactive().breakdown().rowCount(), 3, 10000);
        desk().inactive().exportTable(m_fixture->path("window.csv"));
        desk().inactive().exportTable(m_fixture->path("window.xlsx"));
        press(desk().inactive().table(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(desk().inactive().savedState()->text().startsWith(QLatin1String("saved as version 1")));

        // The same files through the real program, and what the window saved, exported by it.
        const auto tgc = [&](const QStringList &arguments) {
            const TgcRun run = runTgc(arguments, m_fixture->folder.path());
            return run.status == 0 ? run.out : "tgc failed: " + run.err;
        };
        tgc({"calibrate", example("STANDARDS.csv"), "--out", "cal.json"});
        const QStringList quantify{
            "quantify", example("SAMPLES.csv"), "--blanks", example("BLANKS.csv"), "--calibration", "cal.json"};
        const QByteArray window = contents(m_fixture->path("window.csv"));
        QCOMPARE(window.count('\n'), 4);
        QCOMPARE(window, tgc(quantify + QStringList{"--format", "csv"}));
        tgc({"export", "breakdown", "--db", "lab.sqlite", "--out", "stored.csv"});
        QCOMPARE(contents(m_fixture->path("stored.csv")), window);

        // The workbooks hold the same cells, every number of the CSV among them.
        tgc(quantify + QStringList{"--out", "quantify.xlsx"});
        tgc({"export", "breakdown", "--db", "lab.sqlite", "--out", "stored.xlsx"});
        const QByteArray sheet = sheetOf("window.xlsx");
        if (sheet.isEmpty()) {
            QSKIP("unzip is not installed");
        }
        QCOMPARE(sheet, sheetOf("quantify.xlsx"));
        // What the store exports has its provenance in a second sheet, whose texts stand behind those of the first.
        QCOMPARE(partsOf("stored.xlsx", {"xl/worksheets/sheet1.xml"}),
                 partsOf("window.xlsx", {"xl/worksheets/sheet1.xml"}));
        const QList<QByteArray> lines = window.split('\n');
        const auto column = lines[0].split(',').indexOf("li0_mAh");
        QVERIFY(column > 0);
        for (const QByteArray &line : lines.mid(1, 3)) {
            const double cell = line.split(',')[column].toDouble();
            const QList<double> numbers = numbersIn(sheet);
            // A workbook holds 16 digits, one fewer than the CSV.
            QVERIFY2(std::any_of(numbers.begin(), numbers.end(),
                                 [&](double number) { return std::abs(number - cell) <= 1e-15 * std::abs(cell); }),
                     line.constData());
        }
    }

private:
    /// A sheet and the texts it names; empty where unzip is not there.
    QByteArray sheetOf(const char *workbook)
    {
        return partsOf(workbook, {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"});
    }
    QByteArray partsOf(const char *workbook, const QStringList &parts)
    {
        QProcess unzip;
        unzip.start("unzip", QStringList{"-p", m_fixture->path(workbook)} + parts);
        return unzip.waitForStarted() && unzip.waitForFinished() ? unzip.readAllStandardOutput() : QByteArray();
    }
    static QList<double> numbersIn(const QByteArray &sheet)
    {
        QList<double> numbers;
        static const QRegularExpression value(QStringLiteral("<v>([^<]+)</v>"));
        auto hits = value.globalMatch(QString::fromUtf8(sheet));
        while (hits.hasNext()) {
            numbers << hits.next().captured(1).toDouble();
        }
        return numbers;
    }
    Desk &desk() { return *m_fixture->desk; }

    std::unique_ptr<DeskFixture> m_fixture;
};

QTEST_MAIN(TestDesktopResults)
#include "tst_desktop_results.moc"
