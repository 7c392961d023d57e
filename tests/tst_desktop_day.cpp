// SPDX-License-Identifier: GPL-3.0-or-later
// The Day workspace: real widgets, keyboard and mouse, a clock that is set by hand.
#include <QApplication>
#include <QCheckBox>
#include <QCoreApplication>
#include <QLabel>
#include <QModelIndex>
#include <QPoint>
#include <QPushButton>
#include <QRect>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QWidget>

#include "app/desktop/day/day_workspace.h"
#include "app/desktop/day/next_list.h"
#include "app/desktop/day/step_form.h"
#include "app/desktop/day/vial_board.h"
#include "tests/desktop_fixture.h"
#include "tests/vial_day.h"

using namespace tgc;
using namespace tgc::desktop;
using Done = day::Step;
using test::minute;

namespace {

/// Stands 2 mL of water on 5 mAh of lithium, reacts for half an hour, is to be drawn from three times.
db::Sample sample(const std::string &name, bool rated = true)
{
    db::Sample one;
    one.sampleId = name;
    one.values = {{"group", "A"},          {"vial_volume_mL", "20.0"}, {"liquid_volume_mL", "2.0"},
                  {"temperature_C", "25"}, {"li_upper_mAh", "5"},      {"reaction_s", "1800"},
                  {"draws_planned", "3"}};
    if (rated) {
        one.values["pressure_rating_kPa"] = "300";
    }
    return one;
}

} // namespace

class TestDesktopDay : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_day"));
        applyAppearance(*qApp, qEnvironmentVariableIsSet("TGC_DARK") ? Appearance::Dark : Appearance::Light);
    }
    void init()
    {
        QSettings().remove(QStringLiteral("operator"));
        m_now = minute(60);
        m_fixture = std::make_unique<DeskFixture>();
    }
    void cleanup() { m_fixture.reset(); }

    void anEmptyDaySaysTheNextStep()
    {
        open();
        press(&window(), Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(window().current()->title(), QStringLiteral("Day"));
        auto *go = visibleButton(QStringLiteral("Go to Samples"));
        QVERIFY(go != nullptr);
        picture("day-empty");
        QTest::mouseClick(go, Qt::LeftButton);
        QCOMPARE(window().current()->title(), QStringLiteral("Samples"));
    }
    void theBoardAndWhatIsNext()
    {
        morning();
        QCOMPARE(day().board()->cards().size(), std::size_t(6));
        QVERIFY2(card("V-03")->text().contains(QLatin1String("reacting 12 min, ready in 18 min")),
                 qPrintable(card("V-03")->text()));
        QVERIFY(card("V-03")->text().contains(QLatin1String("18 min|to ready")));
        QVERIFY(card("V-04")->text().contains(QLatin1String("ready since 3 min")));
        QVERIFY(card("V-09")->text().contains(QLatin1String("Dose refused: no pressure rating")));
        auto *figure = card("V-03")->findChild<QLabel *>(QStringLiteral("vialFigure"));
        QVERIFY(figure->font().pixelSize() >= 28);
        const QStringList wanted = {
            "1 Draw 1 from V-04: ready since 3 min", "2 Draw 2 from V-02: ready since 3 min",
            "3 Dose V-05: sealed 55 min ago",        "4 Dose V-09: refused, no pressure rating: enter it in Samples",
            "5 Seal V-10: not sealed yet",           "6 Wait for V-03: ready in 18 min"};
        QStringList shown;
        for (const NextRow *row : day().next()->rows()) {
            shown << row->text();
        }
        shown.sort();
        QStringList sorted = wanted;
        // Two vials are ready since the same moment: by name.
        sorted[0] = QStringLiteral("1 Draw 2 from V-02: ready since 3 min");
        sorted[1] = QStringLiteral("2 Draw 1 from V-04: ready since 3 min");
        QCOMPARE(shown, sorted);
        picture("day-running");
    }
    void aVialThatBecomesReadyIsToldOnce()
    {
        morning();
        QSignalSpy told(&day(), &DayWorkspace::vialReady);
        m_now = minute(77.9);
        day().model().tick();
        QCOMPARE(told.size(), 0);
        press(&window(), Qt::Key_1, Qt::ControlModifier); // the person is elsewhere
        m_now = minute(78.1);
        day().model().tick();
        QCOMPARE(told.size(), 1);
        QTRY_COMPARE(desk().samples().messages()->text(), QStringLiteral("Vial V-03 is ready: draw from it."));
        day().model().tick();
        day().model().reload();
        QTest::qWait(300);
        QCOMPARE(told.size(), 1);
        press(&window(), Qt::Key_0, Qt::ControlModifier);
        QVERIFY(card("V-03")->text().contains(QLatin1String("ready")));
        picture("day-ready");
    }
    void aDoseByKeyboard()
    {
        morning();
        focus("V-05");
        press(card("V-05"), Qt::Key_Return);
        QVERIFY(form()->isVisible());
        QCOMPARE(form()->step()->currentText(), QStringLiteral("dosed"));
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(form()->value()));
        QTest::keyClicks(form()->value(), QStringLiteral("2,0"));
        press(form()->value(), Qt::Key_Return);
        QVERIFY(form()->trouble().contains(QLatin1String("Who did it"))); // and the field has the focus
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(form()->person()));
        QTest::keyClicks(form()->person(), QStringLiteral("J. Doe"));
        press(form()->person(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(card("V-05")->text().contains(QLatin1String("reacting")), 5000);
        QVERIFY(!form()->isVisible());
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(card("V-05")));
        QCOMPARE(day().messages()->text(), QStringLiteral("V-05: dosed is recorded."));
        const auto steps = stored("V-05");
        QCOMPARE(steps.back().value, std::string("2.0"));
        QCOMPARE(steps.back().by, std::string("J. Doe"));
        QCOMPARE(steps.back().reaction_s, std::string("1800"));
        press(card("V-05"), Qt::Key_Down); // the next one in the order in which they were begun
        press(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(form()->sampleId() != QLatin1String("V-05"));
        QCOMPARE(form()->person()->text(), QStringLiteral("J. Doe")); // is remembered
        press(form()->note(), Qt::Key_Escape);
        QVERIFY(!form()->isVisible());
    }
    void aRefusedDose()
    {
        morning();
        card("V-09")->setFocus();
        press(card("V-09"), Qt::Key_Return);
        form()->person()->setText(QStringLiteral("J. Doe"));
        QTest::keyClicks(form()->value(), QStringLiteral("2"));
        QVERIFY(!form()->overrideReason()->isVisible());
        press(form()->value(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(form()->overrideReason()->isVisible(), 5000);
        QVERIFY2(form()->trouble().contains(QLatin1String("\"Pressure rating\" is missing")),
                 qPrintable(form()->trouble()));
        QCOMPARE(stored("V-09").size(), std::size_t(1));
        picture("day-refused");
        press(form()->overrideReason(), Qt::Key_Return); // without a reason it stays refused
        QTest::qWait(300);
        QCOMPARE(stored("V-09").size(), std::size_t(1));
        QTRY_VERIFY_WITH_TIMEOUT(form()->button()->isEnabled(), 5000);
        QTest::keyClicks(form()->overrideReason(), QStringLiteral("rated 300 kPa on its box"));
        press(form()->overrideReason(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(
            card("V-09")->text().contains(QLatin1String("Dosed in spite of its check: rated 300 kPa on its box")),
            5000);
    }
    void theWayToWhatIsMissing()
    {
        morning();
        for (NextRow *row : day().next()->rows()) {
            if (row->act().kind == day::NextAct::Kind::EnterSafety) {
                QTest::mouseClick(row->button(), Qt::LeftButton);
                break;
            }
        }
        QCOMPARE(window().current()->title(), QStringLiteral("Samples"));
        const QModelIndex at = desk().samples().table()->currentIndex();
        SheetModel &sheet = desk().lab().samples();
        QCOMPARE(sheet.cell(at.row(), sheet.column(QStringLiteral("sample_id"))), QStringLiteral("V-09"));
        QCOMPARE(at.column(), sheet.column(QStringLiteral("pressure_rating_kPa")));
        sheet.setData(at, QStringLiteral("300")); // and the board knows once it is saved
        QTRY_VERIFY_WITH_TIMEOUT(!card("V-09")->text().contains(QLatin1String("Dose refused")), 8000);
    }
    void anUnknownDoseAndItsAcknowledgement()
    {
        morning();
        focus("V-05");
        press(card("V-05"), Qt::Key_Return);
        form()->person()->setText(QStringLiteral("J. Doe"));
        form()->value()->setText(QStringLiteral("2.0"));
        QTest::mouseClick(form()->unknown(), Qt::LeftButton, {}, QPoint(8, form()->unknown()->height() / 2));
        QVERIFY(form()->unknown()->isChecked());
        form()->note()->setText(QStringLiteral("the syringe slipped"));
        QTest::mouseClick(form()->button(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(card("V-05")->text().contains(QLatin1String("fault")), 5000);
        NextRow *first = day().next()->rows().front();
        QVERIFY2(first->text().startsWith(QLatin1String("1 Look at V-05 and acknowledge")), qPrintable(first->text()));
        picture("day-fault");
        QTest::mouseClick(first->button(), Qt::LeftButton);
        QCOMPARE(form()->step()->currentText(), QStringLiteral("acknowledged"));
        press(form()->note(), Qt::Key_Return); // needs a reason
        QTRY_VERIFY_WITH_TIMEOUT(form()->trouble().contains(QLatin1String("needs a note")), 5000);
        QTest::keyClicks(form()->note(), QStringLiteral("weighed: 1.98 g"));
        press(form()->note(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(card("V-05")->text().contains(QLatin1String("reacting")), 5000);
        QVERIFY(card("V-05")->text().contains(QLatin1String("How much was dosed is not known")));
    }
    void undoIsAVoidWithAReason()
    {
        morning();
        focus("V-02"); // drawn once
        press(card("V-02"), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(form()->isVisible());
        form()->person()->setText(QStringLiteral("J. Doe"));
        press(form()->note(), Qt::Key_Return);
        QVERIFY(form()->trouble().contains(QLatin1String("why it is taken back")));
        QTest::keyClicks(form()->note(), QStringLiteral("the wrong vial"));
        press(form()->note(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(card("V-02")->text().contains(QLatin1String("draw 1 of 3 is next")), 5000);
        const auto steps = stored("V-02");
        QCOMPARE(steps.size(), std::size_t(4)); // sealed, dosed, draw, void: nothing is gone
        QCOMPARE(*steps[3].voids, steps[2].id);
        QCOMPARE(steps[3].note, std::string("the wrong vial"));
    }
    void whatIsNotPossibleIsSaidBeforeItIsTyped()
    {
        morning();
        focus("V-03");
        press(card("V-03"), Qt::Key_Return);
        QVERIFY(form()->button()->isEnabled()); // ready, before its time
        form()->step()->setCurrentText(QStringLiteral("draw"));
        QVERIFY2(form()->trouble().contains(QLatin1String("still reacting")), qPrintable(form()->trouble()));
        QVERIFY(!form()->button()->isEnabled());
        m_now = minute(79); // its time is over
        day().model().tick();
        QVERIFY(form()->trouble().isEmpty());
        QVERIFY(form()->button()->isEnabled());
        form()->when()->setText(QStringLiteral("soon"));
        form()->person()->setText(QStringLiteral("J. Doe"));
        press(form()->when(), Qt::Key_Return);
        QVERIFY(form()->trouble().contains(QLatin1String("not read as a time")));
        QCOMPARE(stored("V-03").size(), std::size_t(2));
    }
    void anotherProgramsStepIsSeen()
    {
        morning();
        auto other = db::Store::open(m_fixture->path("lab.sqlite").toStdString());
        QVERIFY(other.has_value());
        day::VialStep one = test::step(Done::Sealed, 59);
        one.sampleId = "V-10";
        QVERIFY(session::recordStep(*other, one, m_now).has_value());
        day().model().reload(false);
        QTRY_VERIFY_WITH_TIMEOUT(card("V-10")->text().contains(QLatin1String("sealed 1 min ago")), 8000);
    }
    void aSmallWindowHidesNothing()
    {
        morning();
        window().resize(1024, 640);
        focus("V-09");
        press(card("V-09"), Qt::Key_Return);
        QTest::qWait(50);
        QVERIFY(form()->button()->isVisible());
        QVERIFY(window().rect().contains(
            QRect(form()->button()->mapTo(&window(), QPoint(0, 0)), form()->button()->size())));
        QVERIFY(day().board()->horizontalScrollBar()->maximum() == 0);
        picture("day-small");
    }

private:
    Desk &desk() { return *m_fixture->desk; }
    MainWindow &window() { return desk().window(); }
    DayWorkspace &day() { return desk().day(); }
    StepForm *form() { return day().form(); }
    VialCard *card(const char *id) { return day().board()->card(QString::fromLatin1(id)); }
    void focus(const char *id)
    {
        window().open(&day());
        card(id)->setFocus();
    }
    void picture(const char *name) { m_fixture->picture(QString::fromLatin1(name)); }
    QPushButton *visibleButton(const QString &text)
    {
        for (QPushButton *button : day().findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text() == text) {
                return button;
            }
        }
        return nullptr;
    }
    std::vector<db::VialStepRecord> stored(const std::string &id)
    {
        return db::vialSteps(db::Store::openReadOnly(m_fixture->path("lab.sqlite").toStdString()).value(), id).value();
    }
    void open()
    {
        m_fixture->open();
        day().model().setClock([this] { return m_now; });
        day().model().reload();
    }
    /// At minute 60: V-02 drawn once, V-03 reacting, V-04 ready, V-05 and V-09 sealed (V-09 has no rating), V-10 empty.
    void morning()
    {
        {
            auto store = db::Store::open(m_fixture->path("lab.sqlite").toStdString()).value();
            store
                .saveSamples({sample("V-02"), sample("V-03"), sample("V-04"), sample("V-05"), sample("V-09", false),
                              sample("V-10")})
                .value();
            const auto put = [&](const char *id, Done what, double at) {
                day::VialStep one = test::step(what, at);
                one.sampleId = id;
                const auto done = session::recordStep(store, one, m_now);
                QVERIFY2(done.has_value(), done ? "" : done.error().message.c_str());
            };
            put("V-02", Done::Sealed, 1);
            put("V-02", Done::Dosed, 27);
            put("V-02", Done::Draw, 58);
            put("V-03", Done::Sealed, 2);
            put("V-03", Done::Dosed, 48);
            put("V-04", Done::Sealed, 3);
            put("V-04", Done::Dosed, 27);
            put("V-05", Done::Sealed, 5);
            put("V-09", Done::Sealed, 6);
        }
        open();
        QTRY_VERIFY_WITH_TIMEOUT(day().board()->cards().size() == 6, 5000);
        // The window read them with the machine's clock first.
        QTRY_VERIFY_WITH_TIMEOUT(card("V-03")->text().contains(QLatin1String("reacting")), 5000);
        QCOMPARE(window().current()->title(), QStringLiteral("Day")); // a day under way is opened at once
    }

    std::unique_ptr<DeskFixture> m_fixture;
    day::TimePoint m_now;
};

QTEST_MAIN(TestDesktopDay)
#include "tst_desktop_day.moc"
