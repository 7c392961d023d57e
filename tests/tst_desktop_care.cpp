// SPDX-License-Identifier: GPL-3.0-or-later
// GC care on Day: real widgets, keyboard and mouse, a clock that is set by hand.
#include <QApplication>
#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>
#include <QPoint>
#include <QPushButton>
#include <QRect>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <QWidget>

#include "app/desktop/day/care_form.h"
#include "app/desktop/day/care_model.h"
#include "app/desktop/day/care_panel.h"
#include "app/desktop/day/day_workspace.h"
#include "app/desktop/day/next_list.h"
#include "app/session/vial_step_records.h"
#include "tests/desktop_fixture.h"
#include "tests/vial_day.h"

using namespace tgc;
using namespace tgc::desktop;
using care::Kind;
using test::minute;

class TestDesktopCare : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_care"));
        applyAppearance(*qApp, qEnvironmentVariableIsSet("TGC_DARK") ? Appearance::Dark : Appearance::Light);
    }
    void init()
    {
        QSettings().remove(QStringLiteral("operator"));
        m_fixture = std::make_unique<DeskFixture>();
    }
    void cleanup() { m_fixture.reset(); }

    void aNewStore()
    {
        open();
        QCOMPARE(panel()->summary(), QStringLiteral("nothing recorded yet: septum, bake-out, cylinders ..."));
        QVERIFY(!panel()->isOpen());
        QVERIFY(panel()->toggle()->isVisible());
        picture("care-empty");
        QTest::mouseClick(panel()->toggle(), Qt::LeftButton);
        QVERIFY(panel()->isOpen() && panel()->lines().empty());
        QVERIFY(!panel()->takeBackButton()->isEnabled());
    }
    void whatIsDueStandsInTheList()
    {
        aWetColumn();
        QStringList shown;
        for (const NextRow *row : day().next()->rows()) {
            shown << row->text();
        }
        QCOMPARE(shown.size(), 4); // a vial to be sealed, and three of care: due, due, soon
        QVERIFY2(shown[0].startsWith(QLatin1String("1 Bake out the column: bake out now: H2, retention 48.30 s, 6.8 % "
                                                   "less than the 51.80 s")),
                 qPrintable(shown[0]));
        QVERIFY2(shown[1].startsWith(QLatin1String("2 Replace standard C-1: expired (2026-11-20)")),
                 qPrintable(shown[1]));
        QVERIFY2(shown[2].startsWith(QLatin1String("3 Change the septum: 140 injections of 150")),
                 qPrintable(shown[2]));
        QVERIFY2(shown[3].contains(QLatin1String("V-01")), qPrintable(shown[3]));
        QCOMPARE(panel()->summary(), QStringLiteral("2 due, 1 soon, 2 in order"));
        picture("care-due");
    }
    void everySubjectHasItsLight()
    {
        aWetColumn();
        QTest::mouseClick(panel()->toggle(), Qt::LeftButton);
        QCOMPARE(panel()->lines().size(), std::size_t(6));
        QVERIFY2(line("Septum")->text().startsWith(QLatin1String("soon|Septum|140 of 150 injections|")),
                 qPrintable(line("Septum")->text()));
        QVERIFY(line("Column")->text().startsWith(QLatin1String("not recorded|Column||")));
        QVERIFY(line("Carrier cylinder")
                    ->text()
                    .startsWith(QLatin1String("in order|Carrier cylinder|15000 kPa, at least 1000|")));
        QVERIFY(line("Standard cylinder C-1")->text().startsWith(QLatin1String("due|")));
        auto *chip = line("Septum")->findChild<QLabel *>(QStringLiteral("stateChip"));
        QCOMPARE(chip->text(), QStringLiteral("!  soon")); // sign and word beside the colour
        picture("care-open");
    }
    void aBakeOutByKeyboard()
    {
        aWetColumn();
        NextRow *first = day().next()->rows().front();
        first->button()->setFocus();
        press(first->button(), Qt::Key_Space);
        QVERIFY(panel()->isOpen() && form()->isVisible());
        QCOMPARE(form()->kind()->currentText(), QStringLiteral("Bake-out"));
        QCOMPARE(form()->bench()->currentText(), QStringLiteral("GC 1"));
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(form()->value()));
        picture("care-form");
        QTest::keyClicks(form()->value(), QStringLiteral("8,5"));
        press(form()->value(), Qt::Key_Return);
        QVERIFY(form()->trouble().contains(QLatin1String("Who did it"))); // and the field has the focus
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(form()->person()));
        QTest::keyClicks(form()->person(), QStringLiteral("J. Doe"));
        press(form()->person(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!form()->isVisible(), 5000);
        QTRY_VERIFY_WITH_TIMEOUT(line("Bake-out")->text().startsWith(QLatin1String("in order|Bake-out|0 injections|")),
                                 5000);
        QCOMPARE(day().messages()->text(), QStringLiteral("GC 1: Bake-out is recorded."));
        const auto acts = stored();
        QCOMPARE(acts.back().kind + acts.back().value + acts.back().unit, std::string("bake-out8.5h"));
        QCOMPARE(acts.back().by, std::string("J. Doe"));
        QCOMPARE(acts.back().at_utc, session::utcText(m_now));
        for (const NextRow *row : day().next()->rows()) {
            QVERIFY2(!row->text().contains(QLatin1String("Bake out")), qPrintable(row->text()));
        }
    }
    void itIsTakenBackWithAReason()
    {
        aWetColumn();
        QTest::mouseClick(panel()->toggle(), Qt::LeftButton);
        const auto before = stored();
        QTest::mouseClick(panel()->takeBackButton(), Qt::LeftButton);
        QVERIFY(form()->isVisible());
        form()->person()->setText(QStringLiteral("J. Doe"));
        press(form()->note(), Qt::Key_Return);
        QVERIFY(form()->trouble().contains(QLatin1String("why it is taken back")));
        QTest::keyClicks(form()->note(), QStringLiteral("the other cylinder"));
        press(form()->note(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!form()->isVisible(), 5000);
        const auto after = stored();
        QCOMPARE(after.size(), before.size() + 1); // nothing is gone
        QCOMPARE(*after.back().voids, before.back().id);
        QTRY_VERIFY_WITH_TIMEOUT(line("Standard cylinder") != nullptr, 5000); // none is known any more
    }
    void aStandardsCylinder()
    {
        aWetColumn();
        for (NextRow *row : day().next()->rows()) {
            if (row->text().contains(QLatin1String("Replace standard"))) {
                QTest::mouseClick(row->button(), Qt::LeftButton);
                break;
            }
        }
        QCOMPARE(form()->kind()->currentText(), QStringLiteral("Standard cylinder"));
        QCOMPARE(form()->part()->text(), QStringLiteral("C-1"));
        QVERIFY(form()->minimum()->isVisible() && form()->expires()->isVisible());
        form()->part()->setText(QStringLiteral("C-2"));
        form()->value()->setText(QStringLiteral("9500"));
        form()->expires()->setText(QStringLiteral("31.3.2028"));
        form()->person()->setText(QStringLiteral("J. Doe"));
        press(form()->expires(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(form()->trouble().contains(QLatin1String("is no day")), 5000);
        QVERIFY(form()->button()->isEnabled());
        form()->expires()->setText(QStringLiteral("2028-03-31"));
        press(form()->expires(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(line("Standard cylinder C-2") != nullptr, 5000);
        QVERIFY(line("Standard cylinder C-2")->text().contains(QLatin1String("good until 2028-03-31")));
        QVERIFY(line("Standard cylinder C-1")->text().startsWith(QLatin1String("due|"))); // until it is said to be gone
    }
    void wrongUseIsSaidInPlace()
    {
        aWetColumn();
        QTest::mouseClick(panel()->toggle(), Qt::LeftButton);
        const auto before = stored().size();
        QTest::mouseClick(line("Septum")->button(), Qt::LeftButton);
        QVERIFY(!form()->value()->isVisible() && !form()->expires()->isVisible());
        form()->person()->setText(QStringLiteral("J. Doe"));
        form()->when()->setText(QStringLiteral("soon"));
        press(form()->when(), Qt::Key_Return);
        QVERIFY(form()->trouble().contains(QLatin1String("not read as a time")));
        form()->when()->setText(QStringLiteral("2199-01-01 08:00"));
        press(form()->when(), Qt::Key_Return);
        QVERIFY(form()->trouble().contains(QLatin1String("still to come")));
        form()->kind()->setCurrentIndex(form()->kind()->findText(QStringLiteral("Note")));
        form()->when()->clear();
        press(form()->note(), Qt::Key_Return);
        QVERIFY2(form()->trouble().contains(QLatin1String("in the note")), qPrintable(form()->trouble()));
        press(form()->note(), Qt::Key_Escape);
        QVERIFY(!form()->isVisible());
        QCOMPARE(stored().size(), before);
    }
    void itFitsTheWindow_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::newRow("usual") << 1280 << 800;
        QTest::newRow("wide") << 1600 << 900;
    }
    void itFitsTheWindow()
    {
        QFETCH(int, width);
        QFETCH(int, height);
        aWetColumn();
        window().resize(width, height);
        QTest::mouseClick(panel()->toggle(), Qt::LeftButton);
        QTest::qWait(50);
        QVERIFY(window().width() <= width && window().height() <= height);
        const auto isSeen = [this](const QWidget *widget) {
            return widget->isVisible() &&
                   window().rect().contains(QRect(widget->mapTo(&window(), QPoint(0, 0)), widget->size()));
        };
        QVERIFY(isSeen(panel()->toggle()));
        QVERIFY(isSeen(line("Septum")->button()));
        QTest::mouseClick(line("Standard cylinder C-1")->button(), Qt::LeftButton); // the one with the most fields
        QTest::qWait(50);
        QVERIFY(isSeen(form()->button()));
        QVERIFY(isSeen(form()->expires()));
        picture(width > 1300 ? "care-wide" : "care-standard");
    }

private:
    Desk &desk() { return *m_fixture->desk; }
    MainWindow &window() { return desk().window(); }
    DayWorkspace &day() { return desk().day(); }
    CarePanel *panel() { return day().care(); }
    CareForm *form() { return panel()->form(); }
    CareLine *line(const char *subject)
    {
        for (CareLine *each : panel()->lines()) {
            if (each->text().split(u'|').value(1) == QLatin1String(subject)) {
                return each;
            }
        }
        return nullptr;
    }
    void picture(const char *name) { m_fixture->picture(QString::fromLatin1(name)); }
    std::vector<db::CareActRecord> stored()
    {
        return db::careActs(db::Store::openReadOnly(m_fixture->path("lab.sqlite").toStdString()).value()).value();
    }
    void open()
    {
        m_fixture->open();
        day().model().setClock([this] { return m_now; });
        window().open(&day());
        day().model().reload();
        day().careModel().reload();
        QTest::qWait(50);
    }
    /// 140 injections by GC 1, ten minutes apart, the last one now; the last 40 since the bake-out, with H2 from 52.0 to
    /// 48.1 s. The certificate of C-1 ended a week ago.
    void aWetColumn()
    {
        {
            auto store = db::Store::open(m_fixture->path("lab.sqlite").toStdString()).value();
            store.saveSamples({db::Sample{.sampleId = "V-01"}}).value();
            std::vector<db::NewRun> runs;
            for (int i = 0; i < 140; ++i) {
                db::NewRun run;
                run.status = "done";
                run.source = Source::Measured;
                run.startedUtc = session::utcText(minute(60.0 - 10.0 * (139 - i)));
                run.instrument = "GC 1";
                run.methodName = "sieve";
                db::NewChannel tcd;
                tcd.name = "TCD";
                run.channels = {tcd};
                runs.push_back(run);
            }
            const auto added = store.addRuns(runs).value();
            for (std::size_t i = 100; i < added.size(); ++i) {
                db::PeakRecord peak;
                peak.channel = "TCD";
                peak.name = "H2";
                peak.apex_s = 52.0 - 0.1 * static_cast<double>(i - 100);
                peak.areaUnit = "uV*s";
                db::NewResult result;
                result.kind = "integration";
                result.runId = added[i].id;
                result.algorithmName = "classic";
                result.algorithmVersion = "1";
                result.peaks = {peak};
                store.saveResult(result).value();
            }
            const auto put = [&](Kind kind, double at_min, const char *part = "", const char *bar = "",
                                 const char *expires = "") {
                care::CareAct act;
                act.bench = "GC 1";
                act.kind = kind;
                act.at = minute(at_min);
                act.by = "A. Maker";
                act.part = part;
                act.value = bar;
                act.unit = "bar";
                act.expiresOn = expires;
                const auto done = session::recordCare(store, act, m_now);
                QVERIFY2(done.has_value(), done ? "" : done.error().message.c_str());
            };
            put(Kind::Septum, -2000.0, "BTO 11 mm");
            put(Kind::LeakCheck, -1900.0);
            put(Kind::BakeOut, 60.0 - 10.0 * 39 - 5.0);
            put(Kind::CarrierCylinder, -1000.0, "Ar 5.0", "150");
            put(Kind::StandardCylinder, -20000.0, "C-1", "95", "2026-11-20");
        }
        open();
        QTRY_VERIFY_WITH_TIMEOUT(panel()->lines().size() == 6, 5000);
        QTRY_VERIFY_WITH_TIMEOUT(line("Standard cylinder C-1") != nullptr, 5000);
        QTRY_COMPARE_WITH_TIMEOUT(day().next()->rows().size(), std::size_t(4), 5000);
    }

    std::unique_ptr<DeskFixture> m_fixture;
    day::TimePoint m_now = minute(60);
};

QTEST_MAIN(TestDesktopCare)
#include "tst_desktop_care.moc"
