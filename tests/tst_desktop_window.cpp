// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModel>
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QColor>
#include <QCoreApplication>
#include <QFile>
#include <QIODevice>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QWidget>

#include "app/desktop/plot/chromatogram_plot.h"
#include "app/desktop/samples/sample_form.h"
#include "app/desktop/shell/help_pane.h"
#include "app/desktop/shell/title_line.h"
#include "tests/desktop_fixture.h"

using namespace tgc;
using namespace tgc::desktop;

class TestDesktopWindow : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_window"));
        applyAppearance(*qApp, qEnvironmentVariableIsSet("TGC_DARK") ? Appearance::Dark : Appearance::Light);
    }
    void init()
    {
        m_fixture = std::make_unique<DeskFixture>();
        m_fixture->open();
    }
    void cleanup() { m_fixture.reset(); }

    void shortcutsReachEveryWorkspaceOnAnEmptyStore()
    {
        MainWindow &window = desk().window();
        const char *titles[] = {"Samples", "Calibration", "Review", "Inactive Li", "Bench"};
        const Qt::Key keys[] = {Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5};
        // From wherever the focus happens to be, and from each workspace to each other.
        for (const int i : {3, 4, 2, 1, 0, 2, 4, 0, 3, 1}) {
            QWidget *focused = QApplication::focusWidget();
            press(focused != nullptr ? focused : &window, keys[i], Qt::ControlModifier);
            QCOMPARE(window.current()->title(), QString::fromUtf8(titles[i]));
            m_fixture->picture(QStringLiteral("empty-%1").arg(i + 1));
        }
    }

    void emptyStatesOfferTheNextStep()
    {
        const auto offers = [&](QWidget &workspace) {
            QStringList names;
            for (const QPushButton *button : workspace.findChildren<QPushButton *>()) {
                if (button->isVisibleTo(&workspace)) {
                    names << button->text();
                }
            }
            return names.join(u'|');
        };
        QVERIFY(offers(desk().samples()).contains(QLatin1String("Paste samples")));
        QVERIFY(offers(desk().samples()).contains(QLatin1String("Open the demo")));
        QVERIFY(offers(desk().review()).contains(QLatin1String("Import a report")));
        QVERIFY(offers(desk().calibration()).contains(QLatin1String("Paste standards")));
        QVERIFY(offers(desk().inactive()).contains(QLatin1String("Go to Calibration")));
    }

    void helpFollowsTheFocus()
    {
        press(&desk().window(), Qt::Key_F1);
        QVERIFY(desk().window().help().isVisible());
        QVERIFY(desk().window().help().text().contains(QLatin1String("Samples")));
        m_fixture->pasteExamples();
        SheetView *table = desk().samples().table();
        table->goTo(0, desk().lab().samples().column(QStringLiteral("vial_volume_mL")));
        QTRY_VERIFY(desk().window().help().text().contains(QLatin1String("septum")));
        m_fixture->picture(QStringLiteral("help"));
        press(&desk().window(), Qt::Key_F1);
        QVERIFY(!desk().window().help().isVisible());
    }

    void everythingIsSavedAsTypedAndComesBack()
    {
        m_fixture->pasteExamples();
        SheetModel &samples = desk().lab().samples();
        const int volume = samples.column(QStringLiteral("vial_volume_mL"));
        QVERIFY(samples.setData(samples.index(0, volume), QStringLiteral("30,50")));
        m_fixture->calibrateExamples();
        m_fixture->waitUntilSaved();
        const auto rows = samples.rows().size();
        m_fixture->open(); // another desk on the same file
        QCOMPARE(desk().lab().samples().rows().size(), rows);
        QCOMPARE(desk().lab().samples().cell(0, volume), QStringLiteral("30.50")); // digits kept, `.` as sign
        QVERIFY(desk().lab().curve().has_value());
        QCOMPARE(desk().lab().standards().rows().size(), std::size_t(12));
        QCOMPARE(desk().lab().standards().cell(0, QStringLiteral("level")), QStringLiteral("A"));
        QTRY_COMPARE_WITH_TIMEOUT(desk().inactive().breakdown().rowCount(), 3, 10000);
    }

    void aRemovedSampleIsWithdrawnForAReasonNotErased()
    {
        m_fixture->pasteExamples();
        m_fixture->waitUntilSaved();
        MessageBar *bar = desk().samples().messages();
        auto *why = bar->findChild<QLineEdit *>();
        QVERIFY(!why->isVisible());
        QSignalSpy saved(&desk().lab(), &Lab::saved);
        SheetView *table = desk().samples().table();
        table->goTo(3, 0); // cell-03 has one row
        press(table, Qt::Key_Minus, Qt::ControlModifier);
        table->goTo(1, 0); // the second draw of cell-01
        press(table, Qt::Key_Minus, Qt::ControlModifier);
        QTRY_VERIFY(bar->asking() && why->isVisible());
        QVERIFY2(bar->text().contains(QLatin1String("cell-03, a draw of cell-01")), qPrintable(bar->text()));
        m_fixture->picture(QStringLiteral("samples-why"));
        QTRY_VERIFY(saved.back()[1].toBool()); // the strip says that something waits
        press(why, Qt::Key_Return); // without a reason nothing happens
        QVERIFY(bar->asking());
        // Taken back: nothing is asked any more, and nothing was withdrawn. Then once again, with a reason.
        press(table, Qt::Key_Z, Qt::ControlModifier);
        press(table, Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(!bar->asking());
        QCOMPARE(storedDraws("cell-01"), std::size_t(2));
        QCOMPARE(storedDraws("cell-03"), std::size_t(1));
        press(table, Qt::Key_Y, Qt::ControlModifier);
        press(table, Qt::Key_Y, Qt::ControlModifier);
        QTRY_VERIFY(bar->asking());
        QCOMPARE(storedDraws("cell-01"), std::size_t(2)); // not until it is said why
        QTest::keyClicks(why, QStringLiteral("septum leaked"));
        press(why, Qt::Key_Return);
        QVERIFY(!bar->asking());
        QTRY_VERIFY(!saved.back()[1].toBool());
        QCOMPARE(storedDraws("cell-01"), std::size_t(1));
        desk().lab().store().waitUntilIdle();
        const auto store = db::Store::openReadOnly(m_fixture->path("lab.sqlite").toStdString());
        QVERIFY(store.has_value());
        db::SampleFilter filter;
        filter.sampleId = "cell-03";
        QVERIFY(store->samples(filter)->empty());
        filter.withdrawnToo = true;
        const auto withdrawn = store->samples(filter);
        QCOMPARE(withdrawn->size(), std::size_t(1));
        QVERIFY(withdrawn->front().withdrawn.has_value());
        QCOMPARE(withdrawn->front().withdrawn->reason, std::string("septum leaked"));
    }

    void missingInputsAreNamedAndReached()
    {
        m_fixture->pasteExamples();
        SheetView *table = desk().samples().table();
        SheetModel &sheet = desk().lab().samples();
        const int volume = sheet.column(QStringLiteral("liquid_volume_mL"));
        table->goTo(2, volume);
        press(table, Qt::Key_Delete);
        QListWidget *missing = desk().samples().missing();
        QCOMPARE(missing->count(), 1);
        QVERIFY2(missing->item(0)->text().contains(QLatin1String("Liquid")), qPrintable(missing->item(0)->text()));
        m_fixture->picture(QStringLiteral("samples-missing"));
        table->goTo(2, 0);
        QTest::mouseClick(missing->viewport(), Qt::LeftButton, {}, missing->visualItemRect(missing->item(0)).center());
        QCOMPARE(table->currentIndex(), sheet.index(2, volume));
        press(table, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(missing->count(), 0);
    }

    void theFormWritesToTheSheetAndEchoesWhatItUnderstood()
    {
        m_fixture->pasteExamples();
        desk().samples().table()->goTo(0, 0);
        QLineEdit *field = desk().samples().form()->field(QStringLiteral("vial_volume_mL"));
        QVERIFY(field != nullptr);
        QCOMPARE(field->text(), QStringLiteral("30.0"));
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("31,25"));
        QTRY_VERIFY(!desk().samples().form()->findChildren<QLabel *>().isEmpty());
        const auto labels = desk().samples().form()->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->text().contains(QLatin1String("understood as 31.25 mL"));
        }));
        press(field, Qt::Key_Return);
        QCOMPARE(desk().lab().samples().cell(0, QStringLiteral("vial_volume_mL")), QStringLiteral("31,25"));
        QTest::keyClicks(field, QStringLiteral("x"));
        QVERIFY(!desk()
                     .lab()
                     .samples()
                     .problem(0, desk().lab().samples().column(QStringLiteral("vial_volume_mL")))
                     .isEmpty() ||
                field->text().contains(u'x'));
    }

    void theFormSaysTheWorstPressureBeforeTheDose()
    {
        m_fixture->pasteExamples();
        desk().samples().table()->goTo(0, 0);
        SampleForm *form = desk().samples().form();
        QVERIFY(form->worstCase()->isHidden()); // no rating, nothing to hold a pressure against
        const auto type = [&](const char *column, const char *text) {
            QLineEdit *field = form->field(QString::fromUtf8(column));
            QVERIFY(field != nullptr);
            field->setFocus();
            field->selectAll();
            QTest::keyClicks(field, QString::fromUtf8(text));
            press(field, Qt::Key_Return);
        };
        type("pressure_rating_kPa", "300");
        type("foil_mg", "2,5");
        // tst_method_examples: 123.9 kPa of 2.5 mg and 1.6 mAh in this vial.
        QTRY_VERIFY2(form->worstCase()->text().contains(QLatin1String("Worst case 124 kPa absolute")),
                     qPrintable(form->worstCase()->text()));
        QVERIFY(!form->worstCase()->isHidden());
        m_fixture->picture(QStringLiteral("samples-worst-case"));
        type("foil_mg", "25");
        QTRY_VERIFY2(form->worstCase()->text().startsWith(QLatin1String("Do not dose")),
                     qPrintable(form->worstCase()->text()));
        m_fixture->picture(QStringLiteral("samples-do-not-dose"));
    }

    void reviewLinksPlotAndTableAndSavesVersions()
    {
        const QString file = simulatedTrace(m_fixture->path("run.csv"), 400.0);
        press(&desk().window(), Qt::Key_3, Qt::ControlModifier);
        QSignalSpy imported(&desk().lab(), &Lab::runsImported);
        desk().lab().importRuns({file});
        QVERIFY(imported.wait(10000));
        QTRY_VERIFY_WITH_TIMEOUT(desk().review().peakTable()->model()->rowCount() >= 2, 10000);
        QAbstractItemModelTester runs(desk().review().runTable()->model());
        QAbstractItemModelTester peaks(desk().review().peakTable()->model());
        QVERIFY(desk().window().titleLine().simulatedShown()); // and it has no button to close it

        // Type the H2 window, integrate, save: version 2 names the peak.
        auto *at = desk().review().findChild<QLineEdit *>(QStringLiteral("h2Retention"));
        auto *half = desk().review().findChild<QLineEdit *>(QStringLiteral("h2HalfWindow"));
        at->setText(QStringLiteral("0,867"));
        half->setText(QStringLiteral("0.1"));
        press(half, Qt::Key_Return);
        const QAbstractItemModel *table = desk().review().peakTable()->model();
        QTRY_COMPARE(table->index(0, PeakTableModel::Name).data().toString(), QStringLiteral("H2"));
        press(half, Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(desk().review().messages()->text().contains(QLatin1String("version 2")));
        m_fixture->picture(QStringLiteral("review"));

        // Row to plot, plot to row.
        desk().review().peakTable()->selectRow(1);
        QCOMPARE(desk().review().plot()->selectedPeak(), 1);
        QWidget *canvas = desk().review().plot()->focusProxy();
        QTest::mouseClick(canvas, Qt::LeftButton, {}, desk().review().plot()->pixelAt(52.0, 950.0).toPoint());
        QCOMPARE(desk().review().peakTable()->currentIndex().row(), 0);

        // The same file again is recognised; a foreign one is refused in one sentence; the runs stay.
        QFile bad(m_fixture->path("foreign.bin"));
        QVERIFY(bad.open(QIODevice::WriteOnly) && bad.write("\x00\x01\x02 nothing", 11) == 11);
        bad.close();
        desk().lab().importRuns({file, bad.fileName()});
        QVERIFY(imported.wait(10000));
        QVERIFY(desk().review().messages()->text().contains(QLatin1String("there already")));
        QCOMPARE(desk().review().messages()->kind(), MessageBar::Kind::Problem);
        QCOMPARE(desk().review().runTable()->model()->rowCount(), 1);
    }

    void badFilesAreRefusedWithOneSentence()
    {
        QFile bad(m_fixture->path("bad.csv"));
        QVERIFY(bad.open(QIODevice::WriteOnly) && bad.write("sample_id,area,area\nA,1,2\n") > 0);
        bad.close();
        desk().samples().importCsv(bad.fileName(), false);
        QCOMPARE(desk().samples().messages()->kind(), MessageBar::Kind::Problem);
        QVERIFY(desk().samples().messages()->text().contains(QLatin1String("bad.csv")));
        QVERIFY(desk().lab().samples().rows().empty());
        desk().calibration().importCsv(m_fixture->path("missing.csv"));
        QCOMPARE(desk().calibration().messages()->kind(), MessageBar::Kind::Problem);
    }

    void aMessageFollowsTheTheme()
    {
        MessageBar *bar = desk().samples().messages();
        const auto ground = [bar] {
            QCoreApplication::processEvents();
            return bar->grab().toImage().pixelColor(bar->width() / 2, 1);
        };
        const auto expected = [] { return softened(stateColour(State::Bad), QApplication::palette()); };
        const bool dark = isDark(QApplication::palette());
        bar->say(MessageBar::Kind::Problem, QStringLiteral("Said before the theme was changed."));
        QCOMPARE(ground(), expected());
        const QColor before = expected();
        applyAppearance(*qApp, dark ? Appearance::Light : Appearance::Dark);
        QVERIFY(expected() != before);
        QCOMPARE(ground(), expected());
        m_fixture->picture(QStringLiteral("message-theme-changed"));
        applyAppearance(*qApp, dark ? Appearance::Dark : Appearance::Light);
        QCOMPARE(ground(), before);
    }

    void calibrationSaysWhyThereIsNoCurve()
    {
        press(&desk().window(), Qt::Key_2, Qt::ControlModifier);
        SheetModel &sheet = desk().lab().standards();
        sheet.paste(readPaste(QStringLiteral("level\tamount_nmol\tarea\nA\t1\t400\nA\t1\t401\n"), sheet.columns()), 0,
                    0, {});
        QTRY_VERIFY(desk().calibration().words()->text().contains(QLatin1String("No curve yet")));
        QVERIFY(!desk().calibration().draft());
        m_fixture->picture(QStringLiteral("calibration-refused"));
    }

private:
    Desk &desk() { return *m_fixture->desk; }

    std::size_t storedDraws(const char *sample)
    {
        desk().lab().store().waitUntilIdle();
        const auto store = db::Store::openReadOnly(m_fixture->path("lab.sqlite").toStdString());
        db::SampleFilter filter;
        filter.sampleId = sample;
        const auto found = store->samples(filter);
        return found->empty() ? 0 : found->front().record.draws.size();
    }
    std::unique_ptr<DeskFixture> m_fixture;
};

QTEST_MAIN(TestDesktopWindow)
#include "tst_desktop_window.moc"
