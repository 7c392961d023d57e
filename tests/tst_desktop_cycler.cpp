// SPDX-License-Identifier: GPL-3.0-or-later
// Charges from a cycler's file in the window, by mouse and keyboard. What they must be is what `tgc charges` prints of the
// same file; the small files are written here and add up by hand.
#include <QAbstractItemModelTester>
#include <QCryptographicHash>
#include <QDropEvent>
#include <QListWidget>
#include <QMimeData>
#include <QProcess>
#include <QStandardPaths>
#include <QUrl>

#include "app/desktop/cycler/cycler_panel.h"
#include "app/desktop/plot/cycler_plot.h"
#include "app/desktop/samples/sample_form.h"
#include "app/desktop/shell/help_pane.h"
#include "tests/cycler_files.h"
#include "tests/desktop_fixture.h"
#include "tests/shared_data.h"

using namespace tgc;
using namespace tgc::desktop;

class TestDesktopCycler : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_cycler"));
        applyAppearance(*qApp, qEnvironmentVariableIsSet("TGC_DARK") ? Appearance::Dark : Appearance::Light);
    }
    void init()
    {
        m_fixture = std::make_unique<DeskFixture>();
        m_fixture->open();
        writeText(m_fixture->path("cell-7.csv"), threeCycles("time_s,current_mA,voltage_V,cycle,step"));
    }
    void cleanup() { m_fixture.reset(); }

    void theEmptyPageSaysTheNextStep()
    {
        for (QToolButton *button : samples().findChildren<QToolButton *>()) {
            if (button->text().startsWith(QLatin1String("Charges from a cycler file"))) {
                button->click();
            }
        }
        QVERIFY(panel().isVisible());
        QStringList offered;
        for (const QPushButton *button : panel().findChildren<QPushButton *>()) {
            if (button->isVisible()) {
                offered << button->text();
            }
        }
        QVERIFY2(offered.contains(QLatin1String("Open a cycler file ...")), qPrintable(offered.join(u'|')));
        m_fixture->picture(QStringLiteral("cycler-empty"));
        press(panel().table(), Qt::Key_Escape);
        QVERIFY(!panel().isVisible());
    }

    void mouseAndKeyboardChooseTheHalfCycles()
    {
        const QAbstractItemModelTester tester(const_cast<HalfCycleModel *>(&panel().halves()));
        drop(m_fixture->path("cell-7.csv"));
        QTRY_COMPARE(panel().halves().rowCount(), 6);
        QVERIFY(panel().isVisible());
        has("Plated", "3");
        has("Stripped", "2.15");
        has("6 of 6 half cycles");
        m_fixture->picture(QStringLiteral("cycler-all"));
        // The plot: a click leaves the first one out, and selects its row.
        const auto click = [&](int half) {
            auto *canvas = panel().plot()->findChild<QWidget *>();
            QVERIFY(canvas != nullptr);
            QTest::mouseClick(canvas, Qt::LeftButton, {}, panel().plot()->middleOf(half).toPoint());
        };
        click(0);
        QVERIFY(!panel().halves().isCounted(0));
        QCOMPARE(panel().table()->currentIndex().row(), 0);
        QVERIFY(!panel().plot()->halves()[0].counted);
        // The table: down, and Space leaves the second one out too.
        panel().table()->setFocus();
        press(panel().table(), Qt::Key_Down);
        press(panel().table(), Qt::Key_Space);
        QVERIFY(!panel().halves().isCounted(1));
        QVERIFY(!panel().plot()->halves()[1].counted);
        has("Plated", "2");
        has("Stripped", "1.65");
        has("4 of 6 half cycles");
        has("Not counted: half cycles 1-2 (1 mAh plated, 0.5 mAh stripped)");
        m_fixture->picture(QStringLiteral("cycler-chosen"));
        sameAsTheCommandLine({"--halves", "3-"});
        // Again: they count again.
        press(panel().table(), Qt::Key_Space);
        click(0);
        has("6 of 6 half cycles");
        for (QToolButton *button : panel().findChildren<QToolButton *>()) {
            if (button->text() == QLatin1String("Count none")) {
                button->click();
            }
        }
        has("No half cycle is counted");
        QVERIFY(!use()->isEnabled());
    }

    void whatIsSaidOfTheCellIsHeldAgainstTheVoltages()
    {
        open(m_fixture->path("cell-7.csv"));
        choose("cyclerCellType", "anode-free");
        QVERIFY(!panel().findChild<QComboBox *>(QStringLiteral("cyclerPlating"))->isEnabled());
        has("that is a cell against lithium");
        QVERIFY(!use()->isEnabled());
        m_fixture->picture(QStringLiteral("cycler-refused"));
        choose("cyclerCellType", "Li||Li");
        has("symmetric");
        QVERIFY(!use()->isEnabled());
        choose("cyclerCellType", "not said");
        choose("cyclerPlating", "charge");
        has("each other's role"); // said, not refused
        QVERIFY(use()->isEnabled());
        choose("cyclerCellType", "Li||Cu");
        has("Stripped to cut-off: not said");
        auto *cutoff = panel().findChild<QLineEdit *>(QStringLiteral("cyclerCutoff"));
        QTest::keyClicks(cutoff, QStringLiteral("1,0"));
        has("Stripped to cut-off: yes");
        sameAsTheCommandLine({"--cell-type", "Li||Cu", "--cutoff", "1"});
        cutoff->clear();
        QTest::keyClicks(cutoff, QStringLiteral("1.2"));
        has("Stripped to cut-off: no, the last strip ended at 1 V and not at 1.2 V");
        QTest::keyClicks(cutoff, QStringLiteral("V"));
        has("Cut-off: ");
        QVERIFY(!use()->isEnabled());
    }

    void theChargesGoIntoTheSampleAndBack()
    {
        m_fixture->pasteExamples();
        SheetModel &sheet = desk().lab().samples();
        samples().table()->goTo(2, 0); // cell-02
        QCOMPARE(sheet.cell(2, QStringLiteral("sample_id")), QStringLiteral("cell-02"));
        const QString before = sheet.cell(2, QStringLiteral("charge_plated_mAh"));
        samples().form()->findChild<QPushButton *>(QStringLiteral("formCycler"))->click();
        panel().open(m_fixture->path("cell-7.csv"));
        QTRY_COMPARE(panel().halves().rowCount(), 6);
        auto *sample = panel().findChild<QComboBox *>(QStringLiteral("cyclerSample"));
        QCOMPARE(sample->currentText(), QStringLiteral("cell-02")); // the selected one
        QCOMPARE(sample->itemText(sample->count() - 1), QStringLiteral("cell-7 (a new sample)"));
        QVERIFY2(sample->findText(QStringLiteral("blank"), Qt::MatchContains) < 0, "blanks have no charges");
        choose("cyclerCellType", "Li||Cu");
        m_fixture->picture(QStringLiteral("cycler-use"));
        use()->click();
        QVERIFY(!panel().isVisible());
        QCOMPARE(samples().table()->currentIndex(), sheet.index(2, sheet.column(QStringLiteral("charge_plated_mAh"))));
        const auto told = firstRow(tgcCharges(m_fixture->path("cell-7.csv"), {"--cell-type", "Li||Cu"}));
        for (const char *column : {"charge_plated_mAh", "charge_stripped_mAh", "cycling_time_h", "cell_type"}) {
            QCOMPARE(sheet.cell(2, QString::fromLatin1(column)), told[QString::fromLatin1(column)]);
        }
        m_fixture->picture(QStringLiteral("cycler-used"));
        // Why they changed stands in the trail, as `tgc import` writes it.
        desk().lab().store().waitUntilIdle();
        const QByteArray trail = auditTrail();
        QCryptographicHash hash(QCryptographicHash::Sha256);
        QFile file(m_fixture->path("cell-7.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly) && hash.addData(&file));
        const QByteArray why = "charges from cell-7.csv, SHA-256 " + hash.result().toHex() + ", half cycles 1-6 of 6";
        QVERIFY2(trail.contains(why), trail);
        QCOMPARE(trail.count(why), qsizetype(1));
        press(samples().table(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(sheet.cell(2, QStringLiteral("charge_plated_mAh")), before);
        QCOMPARE(sheet.cell(2, QStringLiteral("cell_type")), QString());
    }

    void theAccuracyOfTheCyclerMakesTheUncertainty()
    {
        // 0.05 % of 10 mA is 2.89 uA (docs/method.md); over 5.15 h that is 0.0149 mAh.
        writeText(m_fixture->path("SAMPLES.csv"), "sample_id,current_range_mA,current_accuracy_percent_fs,cell_type\n"
                                                  "cell-7,10,0.05,Li||Cu\n");
        samples().importCsv(m_fixture->path("SAMPLES.csv"), false);
        open(m_fixture->path("cell-7.csv"));
        QCOMPARE(panel().findChild<QComboBox *>(QStringLiteral("cyclerSample"))->currentText(),
                 QStringLiteral("cell-7"));
        QCOMPARE(panel().findChild<QComboBox *>(QStringLiteral("cyclerCellType"))->currentText(),
                 QStringLiteral("Li||Cu")); // the sample says it
        has("0.850");
        has("0.015");
        desk().lab().samples().setData(
            desk().lab().samples().index(0, desk().lab().samples().column(QStringLiteral("inactive_mAh"))), "0.3");
        has("contradicts");
        QVERIFY(!use()->isEnabled());
    }

    void unknownColumnsAreAskedFor()
    {
        writeText(m_fixture->path("export.csv"),
                  "Cell 7, exported\n" + threeCycles("Zeit [s],I / mA,U / V,Zyklus,Schritt"));
        open(m_fixture->path("export.csv"));
        auto *read = panel().findChild<QPushButton *>(QStringLiteral("cyclerReadColumns"));
        QTRY_VERIFY(read->isVisible());
        m_fixture->picture(QStringLiteral("cycler-columns"));
        // The headings' words say it already here.
        const auto chosen = [&](const char *box) {
            return panel().findChild<QComboBox *>(QString::fromLatin1(box))->currentText();
        };
        QCOMPARE(chosen("cyclerColumnTime"), QStringLiteral("Zeit [s]"));
        QCOMPARE(chosen("cyclerUnitTime"), QStringLiteral("s"));
        QCOMPARE(chosen("cyclerColumnCurrent"), QStringLiteral("I / mA"));
        QCOMPARE(chosen("cyclerUnitCurrent"), QStringLiteral("mA"));
        QCOMPARE(chosen("cyclerColumnVoltage"), QStringLiteral("U / V"));
        choose("cyclerColumnTime", "none");
        QVERIFY(!read->isEnabled());
        choose("cyclerColumnTime", "Zeit [s]");
        QTest::mouseClick(read, Qt::LeftButton);
        QTRY_COMPARE(panel().halves().rowCount(), 6);
        has("Plated", "3");
        sameAsTheCommandLine(
            {"--columns", "time_s=Zeit [s],current_mA=I / mA,voltage_V=U / V,cycle=Zyklus,step=Schritt"}, "export.csv");
    }

    void whatCannotBeReadIsSaid()
    {
        writeText(m_fixture->path("prose.txt"), "to whom it may concern\n");
        open(m_fixture->path("prose.txt"));
        QTRY_VERIFY2(head().contains(QLatin1String("no headings")), qPrintable(head()));
        panel().open(m_fixture->path("not-there.csv"));
        QTRY_VERIFY2(head().contains(QLatin1String("not-there.csv")) && !head().startsWith(QLatin1String("Reading")),
                     qPrintable(head()));
        writeText(m_fixture->path("rest.csv"), "time_s,current_mA\n0,0\n100,0\n");
        panel().open(m_fixture->path("rest.csv"));
        QTRY_VERIFY(panel().result().contains(QLatin1String("No current flows in this file")));
        QVERIFY(!use()->isEnabled());
    }

    void readingCanBeCancelled()
    {
        QByteArray text = "time_s,current_mA\n";
        for (int i = 0; i < 400000; ++i) {
            text += QByteArray::number(i) + ",-1\n";
        }
        writeText(m_fixture->path("long.csv"), text);
        open(m_fixture->path("long.csv"));
        auto *cancel = panel().findChild<QPushButton *>(QStringLiteral("cyclerCancel"));
        QVERIFY(cancel->isVisible());
        QTest::mouseClick(cancel, Qt::LeftButton);
        QCOMPARE(head(), QStringLiteral("Reading long.csv was cancelled"));
        QTRY_COMPARE(desk().lab().jobs().running(), 0);
        QCOMPARE(panel().halves().rowCount(), 0);
        panel().open(m_fixture->path("cell-7.csv"));
        QTRY_COMPARE(panel().halves().rowCount(), 6);
    }

    void warningsStandWithTheirLines()
    {
        writeText(m_fixture->path("cut.csv"),
                  "time_s,current_mA,voltage_V\n0,-1,-0.04\n3600,-1,-0.04\n1800,-1,-0.04\n7200,-1");
        open(m_fixture->path("cut.csv"));
        QTRY_COMPARE(panel().halves().rowCount(), 1);
        QVERIFY(panel().warnings()->count() >= 2);
        QVERIFY2(panel().warnings()->item(0)->text().startsWith(QLatin1String("cut.csv:4: the time goes back")),
                 qPrintable(panel().warnings()->item(0)->text()));
        has("the last half cycle plates metal", "", true);
    }

    void aHalfCycleInTwoPartsIsDrawnInTwoParts()
    {
        // One cycle that plates, strips and plates again: two half cycles, the first on both sides of the second.
        writeText(m_fixture->path("parts.csv"), "time_h,current_mA,cycle,step\n0,-1,1,1\n1,-1,1,1\n1,1,1,2\n1.5,1,1,2\n"
                                                "1.5,-1,1,3\n2,-1,1,3\n");
        open(m_fixture->path("parts.csv"));
        QTRY_COMPARE(panel().halves().rowCount(), 2);
        const auto &drawn = panel().plot()->halves();
        QCOMPARE(drawn[0].stretches_h, (Stretches{{0.0, 1.0}, {1.5, 2.0}}));
        QCOMPARE(drawn[1].stretches_h, (Stretches{{1.0, 1.5}}));
        has("Plated", "1.5");
        has("Stripped", "0.5");
    }

    void helpFollowsTheFields()
    {
        open(m_fixture->path("cell-7.csv"));
        press(&desk().window(), Qt::Key_F1);
        panel().findChild<QLineEdit *>(QStringLiteral("cyclerCutoff"))->setFocus();
        QTRY_VERIFY(desk().window().help().text().contains(QLatin1String("stripping was to end")));
        press(&desk().window(), Qt::Key_F1);
    }

    void publicFiles_data()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        QTest::addColumn<QString>("file");
        for (const char *file :
             {"arbin/electrochem_data.csv", "basytec/sample_data_basytec.txt",
              "bdf/SINTEF__LiGrR2032__2024-04-30__25degC__Landt.bdf.csv", "biologic/gcpl.issue_149.mpt",
              "landt/SINTEF__LiGrR2032__2024-04-30__25degC__Landt.csv", "maccor/maccor_002.txt",
              "neware/neware_uio.csv", "novonix/preparenovonix_example_data.csv"}) {
            QTest::newRow(file) << QString::fromLatin1(file);
        }
    }
    void publicFiles()
    {
        QFETCH(QString, file);
        const QString path = QString::fromStdString((sharedData() / "cycler").string()) + u'/' + file;
        open(path);
        QTRY_VERIFY_WITH_TIMEOUT(panel().halves().rowCount() > 0, 20000);
        m_fixture->picture(QStringLiteral("cycler-") + file.section(u'/', 0, 0));
        const auto told = firstRow(tgcCharges(path, {}));
        QVERIFY2(use()->isEnabled(), qPrintable(panel().result()));
        use()->click();
        const SheetModel &sheet = desk().lab().samples();
        QCOMPARE(sheet.rows().size(), std::size_t(1));
        QCOMPARE(sheet.cell(0, QStringLiteral("sample_id")), QFileInfo(path).completeBaseName());
        for (const char *column : {"charge_plated_mAh", "charge_stripped_mAh", "cycling_time_h"}) {
            QCOMPARE(sheet.cell(0, QString::fromLatin1(column)), told[QString::fromLatin1(column)]);
        }
    }

private:
    [[nodiscard]] Desk &desk() const { return *m_fixture->desk; }
    [[nodiscard]] SamplesWorkspace &samples() const { return desk().samples(); }
    [[nodiscard]] CyclerPanel &panel() const { return *samples().cycler(); }
    [[nodiscard]] QPushButton *use() const { return panel().findChild<QPushButton *>(QStringLiteral("cyclerUse")); }
    [[nodiscard]] QString head() const { return panel().findChild<QLabel *>(QStringLiteral("cyclerHead"))->text(); }

    void open(const QString &file)
    {
        samples().openCycler(file);
        if (QFileInfo(file).fileName() == QLatin1String("cell-7.csv")) {
            QTRY_COMPARE(panel().halves().rowCount(), 6);
        }
    }
    void drop(const QString &file)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&desk().window(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent dropped({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&desk().window(), &dropped);
    }
    void choose(const char *box, const char *text)
    {
        auto *combo = panel().findChild<QComboBox *>(QString::fromLatin1(box));
        const int at = combo->findText(QString::fromUtf8(text));
        QVERIFY2(at >= 0, text);
        combo->setCurrentIndex(at);
        emit combo->activated(at); // as by hand
    }
    /// The result says this; with `number`, in the line of that name.
    void has(const char *words, const char *number = "", bool anyCase = false)
    {
        QString all = panel().result();
        if (*number != '\0') {
            all = all.mid(all.indexOf(QString::fromUtf8(words) + QStringLiteral("&nbsp;")))
                      .section(QStringLiteral("</tr>"), 0, 0);
            QVERIFY2(all.contains(u'>' + QString::fromUtf8(number) + u'<'), qPrintable(panel().result()));
            return;
        }
        QVERIFY2(all.contains(QString::fromUtf8(words), anyCase ? Qt::CaseInsensitive : Qt::CaseSensitive),
                 qPrintable(words + QStringLiteral(" is not in ") + all));
    }
    static QByteArray tgcCharges(const QString &file, const QStringList &options)
    {
        QProcess program;
        program.start(QStringLiteral(TGC_PROGRAM),
                      QStringList{"charges", file, "--sum", "--format", "csv", "--quiet"} + options);
        return program.waitForFinished() ? program.readAllStandardOutput() : QByteArray();
    }
    [[nodiscard]] QByteArray auditTrail() const
    {
        QProcess program;
        const QString out = m_fixture->path("audit.csv");
        program.start(QStringLiteral(TGC_PROGRAM),
                      {"export", "audit", "--out", out, "--db", m_fixture->path("lab.sqlite")});
        QFile file(out);
        return program.waitForFinished() && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void sameAsTheCommandLine(const QStringList &options, const char *file = "cell-7.csv")
    {
        const auto told = firstRow(tgcCharges(m_fixture->path(file), options));
        QVERIFY(use()->isEnabled());
        use()->click();
        const SheetModel &sheet = desk().lab().samples();
        for (const char *column :
             {"charge_plated_mAh", "charge_stripped_mAh", "cycling_time_h", "cell_type", "stripped_to_cutoff"}) {
            QVERIFY(!told.isEmpty());
            QCOMPARE(sheet.cell(0, QString::fromLatin1(column)), told[QString::fromLatin1(column)]);
        }
        samples().findChild<QPushButton *>(QStringLiteral("formCycler"))->click(); // back to the file
        QVERIFY(panel().isVisible());
    }

    std::unique_ptr<DeskFixture> m_fixture;
};

QTEST_MAIN(TestDesktopCycler)
#include "tst_desktop_cycler.moc"
