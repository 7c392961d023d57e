// SPDX-License-Identifier: GPL-3.0-or-later
// Interlocks and the three ways to stop on the Bench workspace: said in words, in the window, and acted on only by a
// person who means it.
#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QTabWidget>
#include <QTest>
#include <QWidget>

#include "app/desktop/bench/dose_panel.h"
#include "app/desktop/bench/interlock_strip.h"
#include "app/desktop/bench/stop_panel.h"
#include "tests/bench_test.h"
#include "tests/interlock_states.h"

using namespace tgc;
using namespace tgc::desktop;
using nlohmann::json;
using station::StopAct;
using test::allWell;
using test::interlock;
using test::mixed;

namespace {

json snapshotWith(json interlocks)
{
    json snapshot = ScriptedLink::snapshot();
    snapshot["interlocks"] = std::move(interlocks);
    return snapshot;
}

} // namespace

class TestDesktopInterlocks : public BenchTest {
    Q_OBJECT
private slots:
    void withoutInterlocksThereIsNoStrip()
    {
        m_link->attach(ScriptedLink::snapshot());
        QVERIFY(!bench().interlocks()->isVisible());
    }

    void allWellIsOneQuietBlock()
    {
        m_link->attach(snapshotWith(allWell()));
        QVERIFY(bench().interlocks()->isVisible());
        const QString text = bench().interlocks()->text();
        for (const char *part : {"doses may pass", "Not a safety system", "✓  ok leak-hood  0.4, limit 10 %LEL",
                                 "carrier  20, at least 5 mL/min", "oven  24.87, limit 60 °C", "pump-link"}) {
            QVERIFY2(text.contains(QString::fromUtf8(part)), qPrintable(text));
        }
        QVERIFY(bench().interlocks()->card(QStringLiteral("leak-hood")) == nullptr);
        QVERIFY(!strip()->text().contains(QLatin1String("interlock")));
        QVERIFY(window().width() <= 1280);
        m_fixture->picture(QStringLiteral("interlocks-well"));
    }

    void eachStateSaysWhyAndWhatToDo()
    {
        m_link->attach(snapshotWith(mixed()));
        const QString text = bench().interlocks()->text();
        for (const char *part :
             {"NOTHING IS DOSED", "✕  tripped leak-hood", "leak.h2 reads 12 %LEL",
              "Close the hydrogen bottle and leave the hood open.", "■  latched headspace", "it had tripped",
              "then acknowledge", "‖  inhibited oven", "Silenced by jd", "calibration", "?  not known yet carrier",
              "Wait some seconds", "--, at least 5 mL/min"}) {
            QVERIFY2(text.contains(QString::fromUtf8(part)), part);
        }
        QTRY_VERIFY(strip()->text().contains(QLatin1String("interlock leak-hood tripped")));
        QVERIFY(strip()->text().contains(QLatin1String("interlock headspace latched")));
        QVERIFY(window().width() <= 1280);
        QVERIFY2(window().height() <= 800, qPrintable(QString::number(window().height())));
        m_fixture->picture(QStringLiteral("interlocks-mixed"));
    }

    void eventsChangeIt()
    {
        m_link->attach(snapshotWith(mixed()));
        json well = allWell()[0];
        m_link->tell("interlock", well);
        QVERIFY(bench().interlocks()->text().contains(QString::fromUtf8("✓  ok leak-hood")));
        QVERIFY(bench().interlocks()->card(QStringLiteral("leak-hood")) == nullptr);
        m_link->lose();
        const QString text = bench().interlocks()->text();
        QVERIFY(text.contains(QLatin1String("not known since the station was lost")));
        QVERIFY(!text.contains(QString::fromUtf8("✓")));
    }

    void acknowledgingNeedsNameAndReason()
    {
        m_link->attach(snapshotWith(mixed()));
        QVERIFY(!bench().interlocks()->card(QStringLiteral("leak-hood"))->acknowledgeButton()->isVisible());
        InterlockCard *card = bench().interlocks()->card(QStringLiteral("headspace"));
        QVERIFY(card->acknowledgeButton()->isVisible());
        card->byField()->setText(QStringLiteral("jd"));
        QVERIFY(!card->acknowledgeButton()->isEnabled());
        press(card->reasonField(), Qt::Key_Return);
        QCOMPARE(m_link->count(QStringLiteral("interlock.acknowledge")), 0);
        card->reasonField()->setText(QStringLiteral("vented by the rules"));
        m_link->answers.insert_or_assign(QStringLiteral("interlock.acknowledge"),
                                         fail(ErrorCode::Busy, "it cannot be acknowledged while its cause lasts"));
        QTest::mouseClick(card->acknowledgeButton(), Qt::LeftButton);
        QTRY_VERIFY(card->text().contains(QLatin1String("while its cause lasts")));
        QCOMPARE(card->reasonField()->text(), QStringLiteral("vented by the rules")); // nothing typed is lost
        m_link->answers.insert_or_assign(QStringLiteral("interlock.acknowledge"), json::object());
        press(card->reasonField(), Qt::Key_Return);
        QCOMPARE(m_link->lastArgs(QStringLiteral("interlock.acknowledge")),
                 (json{{"name", "headspace"}, {"by", "jd"}, {"reason", "vented by the rules"}}));
        QTRY_VERIFY(card->reasonField()->text().isEmpty());
    }

    void stopOffersThreeWaysInTheWindow()
    {
        json snapshot = ScriptedLink::snapshot();
        snapshot["run"] = ScriptedLink::run("r1", 0, 5.0);
        m_link->attach(snapshot);
        StopPanel *panel = bench().stopPanel();
        QVERIFY(!panel->isVisible());
        QTest::mouseClick(button("benchStop"), Qt::LeftButton);
        QVERIFY(panel->isVisible());
        QVERIFY(QApplication::activeModalWidget() == nullptr);
        QCOMPARE(focused(), static_cast<QWidget *>(panel->button(StopAct::AfterStep)));
        const QString text = panel->text();
        for (const char *part :
             {"recorded to its end", "devices are left as they are", "neither heat nor gas",
              "Nothing is unknown afterwards", "whether an injection under way reached the column"}) {
            QVERIFY2(text.contains(QString::fromUtf8(part)), part);
        }
        m_fixture->picture(QStringLiteral("stop-panel"));
        press(focused(), Qt::Key_Escape);
        QVERIFY(!panel->isVisible());
        QCOMPARE(m_link->count(QStringLiteral("stop")), 0);
        const std::pair<StopAct, const char *> ways[] = {
            {StopAct::AfterStep, "after-step"}, {StopAct::NowKeep, "now-keep"}, {StopAct::SafeState, "safe-state"}};
        int asked = 0;
        for (const auto &[act, word] : ways) {
            QTest::mouseClick(button("benchStop"), Qt::LeftButton);
            QTest::mouseClick(panel->button(act), Qt::LeftButton);
            QVERIFY(!panel->isVisible());
            QCOMPARE(m_link->count(QStringLiteral("stop")), ++asked);
            QCOMPARE(m_link->lastArgs(QStringLiteral("stop")).at("act").get<std::string>(), std::string(word));
            const std::string sentence(sentenceOf(act));
            QTRY_COMPARE(bench().messages()->text(), QString::fromStdString(sentence));
        }
        QVERIFY(window().width() <= 1280);
    }

    void aTrippedInterlockForbidsTheDoseInWords()
    {
        m_link->answers[QStringLiteral("dose.check")] =
            json{{"safe", true},
                 {"sentence", "Safe."},
                 {"override", nullptr},
                 {"interlocks", "Not dosed: interlock leak-hood is tripped: leak.h2 reads 12 %LEL"}};
        json snapshot = snapshotWith(mixed());
        snapshot["devices"][1]["initialised"] = true;
        m_link->attach(snapshot);
        DosePanel &panel = *bench().dosePanel();
        bench().findChild<QTabWidget *>()->setCurrentWidget(&panel);
        panel.field(QStringLiteral("vial"))->setText(QStringLiteral("V-07"));
        QTest::keyClicks(panel.field(QStringLiteral("volume_mL")), QStringLiteral("0.5"));
        QTRY_VERIFY(panel.verdict()->text().contains(QLatin1String("interlock leak-hood is tripped")));
        QVERIFY(!panel.confirmation()->isEnabled());
        QCOMPARE(m_link->lastArgs(QStringLiteral("dose.check")).at("vial").get<std::string>(), std::string("V-07"));
        m_fixture->picture(QStringLiteral("interlocks-dose"));
        // When it is well again the check is asked anew.
        m_link->answers[QStringLiteral("dose.check")] =
            json{{"safe", true}, {"sentence", "Safe."}, {"override", nullptr}, {"interlocks", ""}};
        m_link->tell("interlock", allWell()[0]);
        QTRY_VERIFY(panel.confirmation()->isEnabled());
    }

    void aRefusalCanBeOverriddenWithNameAndReason()
    {
        m_link->answers[QStringLiteral("dose.check")] = json{{"safe", false},
                                                             {"sentence", "Not dosed: the vial could reach 27.5 kPa"},
                                                             {"override", {{"possible", true}, {"sentence", "x"}}},
                                                             {"interlocks", ""}};
        json snapshot = ScriptedLink::snapshot();
        snapshot["devices"][1]["initialised"] = true;
        m_link->attach(snapshot);
        DosePanel &panel = *bench().dosePanel();
        bench().findChild<QTabWidget *>()->setCurrentWidget(&panel);
        auto *by = panel.findChild<QLineEdit *>(QStringLiteral("overrideBy"));
        auto *reason = panel.findChild<QLineEdit *>(QStringLiteral("overrideReason"));
        QVERIFY(!by->isVisible());
        QTest::keyClicks(panel.field(QStringLiteral("volume_mL")), QStringLiteral("0.5"));
        QTRY_VERIFY(by->isVisible() && reason->isVisible());
        QVERIFY(!panel.confirmation()->isEnabled());
        QTest::keyClicks(by, QStringLiteral("jd"));
        QVERIFY(!panel.confirmation()->isEnabled());
        QTest::keyClicks(reason, QStringLiteral("tested at 40 kPa"));
        QVERIFY(panel.confirmation()->isEnabled());
        panel.confirmation()->setChecked(true);
        QCOMPARE(panel.doseButton()->text(), QStringLiteral("Dose 0.5 mL against the check"));
        m_fixture->picture(QStringLiteral("dose-override"));
        QTest::keyClicks(reason, QStringLiteral("!")); // another word, another tick
        QVERIFY(!panel.confirmation()->isChecked());
        panel.confirmation()->setChecked(true);
        QTest::mouseClick(panel.doseButton(), Qt::LeftButton);
        QCOMPARE(m_link->lastArgs(QStringLiteral("dose")).at("override"),
                 (json{{"by", "jd"}, {"reason", "tested at 40 kPa!"}}));
        QTRY_VERIFY(panel.field(QStringLiteral("volume_mL"))->text().isEmpty()); // the vial is not what it was
        // Beyond the bounds no word is asked for.
        m_link->answers[QStringLiteral("dose.check")]->at("override")["possible"] = false;
        QTest::keyClicks(panel.field(QStringLiteral("volume_mL")), QStringLiteral("0.6"));
        QTRY_VERIFY(panel.verdict()->text().contains(QLatin1String("27.5 kPa")));
        QVERIFY(!by->isVisible());
    }
};

QTEST_MAIN(TestDesktopInterlocks)
#include "moc_bench_test.cpp" // NOLINT(bugprone-suspicious-include): its moc has no file of its own
#include "tst_desktop_interlocks.moc"
