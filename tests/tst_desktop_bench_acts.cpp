// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCheckBox>
#include <QDateTime>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>

#include "app/desktop/bench/bench_headline.h"
#include "app/desktop/bench/device_card.h"
#include "app/desktop/bench/dose_panel.h"
#include "app/desktop/bench/prompt_list.h"
#include "tests/bench_test.h"

using namespace tgc;
using namespace tgc::desktop;
using nlohmann::json;

/// What moves liquid or needs a person, and what is not to be trusted.
class TestDesktopBenchActs : public BenchTest {
    Q_OBJECT
private slots:
    void whatALostDeviceReadLastIsNoReadingOfNow()
    {
        m_link->attach(ScriptedLink::snapshot());
        QCOMPARE(bench().headline()->pressureText(), QStringLiteral("106.9 kPa"));
        m_link->tell("device", ScriptedLink::device("gauge", "suspect", "no answer in 1 s"));
        QTRY_COMPARE(bench().headline()->pressureText(), QStringLiteral("--"));
        QVERIFY(bench().card(QStringLiteral("gauge"))->text().contains(QLatin1String("106.9 kPa (stale)")));
    }

    void promptsAreAnsweredWithValueAndTime()
    {
        m_link->attach(ScriptedLink::snapshot());
        QVERIFY(!bench().prompts()->isVisible());
        m_link->tell("prompt", {{"id", 7},
                                {"line", 1},
                                {"role", "titrator"},
                                {"question",
                                 "Give 0.50 mL of titrant into V-01, then type what you gave. Safe by the worst case."},
                                {"field", {{"name", "volume"}, {"unit", "mL"}, {"default", 0.5}}},
                                {"since", ""}});
        m_link->tell("prompt", {{"id", 8},
                                {"line", 1},
                                {"role", "gc_start"},
                                {"question", "Inject and press Start on the GC."},
                                {"field", nullptr},
                                {"since", ""}});
        QVERIFY(bench().prompts()->isVisible());
        m_fixture->picture(QStringLiteral("bench-prompt"));
        PromptCard *dose = bench().prompts()->card(7);
        QCOMPARE(dose->valueField()->text(), QStringLiteral("0.5"));
        dose->valueField()->setText(QStringLiteral("half"));
        QTest::mouseClick(dose->doneButton(), Qt::LeftButton);
        QCOMPARE(m_link->count(QStringLiteral("prompt.answer")), 0);
        dose->valueField()->setText(QStringLiteral("0,48"));
        press(dose->valueField(), Qt::Key_Return);
        json args = m_link->lastArgs(QStringLiteral("prompt.answer"));
        QCOMPARE(args["id"], json(7));
        QCOMPARE(args["value"], json(0.48));
        QVERIFY(!args.contains("time"));
        m_link->tell("answered", {{"id", 7}, {"value", 0.48}, {"time", ""}, {"by", "x"}});
        QVERIFY(bench().prompts()->card(7) == nullptr);
        PromptCard *start = bench().prompts()->card(8);
        auto *time = start->findChild<QLineEdit *>(QStringLiteral("promptTime"));
        time->setText(QStringLiteral("25:00"));
        QTest::mouseClick(start->doneButton(), Qt::LeftButton);
        QCOMPARE(m_link->count(QStringLiteral("prompt.answer")), 1);
        const QDateTime then = QDateTime::currentDateTime().addSecs(-1);
        time->setText(then.toString(QStringLiteral("HH:mm:ss")));
        QTest::mouseClick(start->doneButton(), Qt::LeftButton);
        args = m_link->lastArgs(QStringLiteral("prompt.answer"));
        QVERIFY(args["time"].get<std::string>().ends_with("Z"));
        m_link->tell("answered", {{"id", 8}});
        QVERIFY(!bench().prompts()->isVisible());
    }

    void aDoseIsRefusedInWordsUntilItIsSafeAndTicked()
    {
        json snapshot = ScriptedLink::snapshot();
        snapshot["devices"][1]["initialised"] = true;
        m_link->attach(snapshot);
        DosePanel &panel = *bench().dosePanel();
        bench().findChild<QTabWidget *>()->setCurrentWidget(&panel);
        m_link->answers[QStringLiteral("dose.check")] = json{{"safe", false},
                                                             {"worst_kPa", nullptr},
                                                             {"limit_kPa", nullptr},
                                                             {"sentence", "The vial's pressure rating is missing."},
                                                             {"missing", {"pressure_rating_kPa"}}};
        type(panel, "volume_mL", "0,5");
        type(panel, "vial_volume_mL", "20");
        QTRY_COMPARE(panel.verdict()->text(), QStringLiteral("✕  The vial's pressure rating is missing."));
        QVERIFY(!panel.doseButton()->isEnabled());
        QVERIFY(!panel.confirmation()->isEnabled());
        m_fixture->picture(QStringLiteral("bench-dose-refused"));
        m_link->answers[QStringLiteral("dose.check")] =
            json{{"safe", true},
                 {"worst_kPa", 182.4},
                 {"limit_kPa", 240.0},
                 {"sentence", "Even if all lithium reacts at once the vial holds."},
                 {"missing", json::array()}};
        type(panel, "pressure_rating_kPa", "140");
        type(panel, "li_upper_mAh", "4");
        QTRY_COMPARE(panel.verdict()->text(), QStringLiteral("✓  Even if all lithium reacts at once the vial holds."));
        QVERIFY(!panel.doseButton()->isEnabled());
        panel.confirmation()->setChecked(true);
        QVERIFY(panel.doseButton()->isEnabled());
        type(panel, "li_upper_mAh", "5"); // other numbers: another tick
        QVERIFY(!panel.confirmation()->isChecked());
        QTRY_VERIFY(panel.confirmation()->isEnabled());
        panel.confirmation()->setChecked(true);
        m_fixture->picture(QStringLiteral("bench-dose-safe"));
        m_link->answers[QStringLiteral("dose")] =
            json{{"delivered_mL", 0.5}, {"known", true}, {"evidence", "plunger at 1500 of 3000"}, {"worst_kPa", 182.4}};
        QTest::mouseClick(panel.doseButton(), Qt::LeftButton);
        const json args = m_link->lastArgs(QStringLiteral("dose"));
        QCOMPARE(args["confirm"], json(true));
        QCOMPARE(args["volume_mL"], json(0.5));
        QCOMPARE(args["li_upper_mAh"], json(5.0));
        QTRY_VERIFY(bench().messages()->text().contains(QLatin1String("Dosed 0.5 mL")));
        QVERIFY(!panel.doseButton()->isEnabled());
        QCOMPARE(panel.field(QStringLiteral("liquid_volume_mL"))->text(),
                 QStringLiteral("0.5")); // it is in the vial now
        QVERIFY(panel.field(QStringLiteral("volume_mL"))->text().isEmpty());
    }

    void aDoseWhoseAnswerIsLostIsNotOfferedAgain()
    {
        json snapshot = ScriptedLink::snapshot();
        snapshot["devices"][1]["initialised"] = true;
        m_link->attach(snapshot);
        DosePanel &panel = *bench().dosePanel();
        bench().findChild<QTabWidget *>()->setCurrentWidget(&panel);
        m_link->answers[QStringLiteral("dose.check")] = json{{"safe", true}, {"sentence", "It holds."}};
        type(panel, "volume_mL", "0.5");
        QTRY_VERIFY(panel.confirmation()->isEnabled());
        panel.confirmation()->setChecked(true);
        m_link->answers.insert_or_assign(QStringLiteral("dose"), fail(ErrorCode::LinkLost, "The station went away."));
        QTest::mouseClick(panel.doseButton(), Qt::LeftButton);
        QTRY_VERIFY(bench().messages()->text().contains(QLatin1String("do not dose again before you know")));
        QVERIFY(!panel.doseButton()->isEnabled());
        QCOMPARE(m_link->count(QStringLiteral("dose")), 1);
        QVERIFY(panel.field(QStringLiteral("volume_mL"))->text().isEmpty());
        QVERIFY(panel.field(QStringLiteral("liquid_volume_mL"))->text().isEmpty());
    }

    /// A pump that was switched on says so, and the way to the act is one press away; nothing moves by that press.
    void theCardOfAPumpThatIsNotInitialisedShowsWhere()
    {
        m_link->attach(ScriptedLink::snapshot());
        DeviceCard *pump = bench().card(QStringLiteral("pump"));
        QVERIFY2(pump->text().contains(QLatin1String("!  not initialised")), qPrintable(pump->text()));
        for (QPushButton *button : pump->findChildren<QPushButton *>()) {
            if (button->isVisible()) {
                QTest::mouseClick(button, Qt::LeftButton);
            }
        }
        QVERIFY(bench().dosePanel()->isVisible());
        QCOMPARE(window().width(), 1280); // whatever has to be said
        QCOMPARE(focused(), bench().dosePanel()->initialiseConfirmation());
        QCOMPARE(m_link->count(QStringLiteral("titrator.initialise")), 0);
        m_link->tell("device", ScriptedLink::device("pump", "fault", "its plunger was blocked"));
        bench().dosePanel()->initialiseConfirmation()->setChecked(true);
        QVERIFY(bench().dosePanel()->initialiseButton()->isEnabled()); // that mends it
    }

    void initialisingThePumpNeedsItsOwnTick()
    {
        m_link->attach(ScriptedLink::snapshot());
        DosePanel &panel = *bench().dosePanel();
        bench().findChild<QTabWidget *>()->setCurrentWidget(&panel);
        QCOMPARE(m_link->count(QStringLiteral("titrator.initialise")), 0); // attaching moves nothing
        QVERIFY(!panel.initialiseButton()->isEnabled());
        panel.initialiseConfirmation()->setChecked(true);
        QTest::mouseClick(panel.initialiseButton(), Qt::LeftButton);
        QCOMPARE(m_link->lastArgs(QStringLiteral("titrator.initialise")), json({{"confirm", true}}));
        QTRY_VERIFY(!panel.initialiseConfirmation()->isChecked());
    }

private:
    static void type(DosePanel &panel, const char *key, const char *text)
    {
        QLineEdit *field = panel.field(QString::fromUtf8(key));
        field->selectAll();
        QTest::keyClicks(field, QString::fromUtf8(text));
    }
};

QTEST_MAIN(TestDesktopBenchActs)
#include "moc_bench_test.cpp" // NOLINT(bugprone-suspicious-include): its moc has no file of its own
#include "tst_desktop_bench_acts.moc"
