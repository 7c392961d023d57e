// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <set>

#include "analysis/peaks/integration_event.h"

using namespace tgc;

class TestIntegrationEvent : public QObject {
    Q_OBJECT
private slots:
    void tableIsInTheOrderOfItsKinds()
    {
        std::set<std::string_view> names;
        for (std::size_t i = 0; i < eventTable().size(); ++i) {
            const EventInfo &info = eventTable()[i];
            QCOMPARE(static_cast<std::size_t>(info.kind), i);
            QVERIFY(names.insert(info.name).second);
            QVERIFY(!info.meaning.empty());
            QCOMPARE(info.value == EventValue::Choice, !info.choices.empty());
            QCOMPARE(info.value == EventValue::Number, !info.unit.empty());
        }
        QCOMPARE(static_cast<std::size_t>(EventKind::AreaSum) + 1, eventTable().size());
    }
    void readsAnEventAndWritesItBack()
    {
        const auto event = makeEvent("peak-width", seconds(10.0), seconds(20.5), "0.25", "narrow ones");
        QVERIFY(event.has_value());
        QCOMPARE(event->kind, EventKind::PeakWidth);
        QCOMPARE(event->number, 0.25);
        QCOMPARE(valueText(*event), std::string("0.25"));
        QCOMPARE(describe(makeEvent("threshold", {}, {}, "8").value()), std::string("threshold 8"));
        QCOMPARE(describe(*event), std::string("peak-width 0.25 from 10 s to 20.5 s"));
        QCOMPARE(describe(makeEvent("split-peak", seconds(52.1), {}, "").value()), std::string("split-peak at 52.1 s"));
    }
    void refusesInWords_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<double>("end"); // 0: none
        QTest::addColumn<QString>("sentence");
        QTest::newRow("misspelt") << "peak-widht"
                                  << "1" << 0.0 << "did you mean \"peak-width\"?";
        QTest::newRow("no value") << "threshold"
                                  << "" << 0.0 << "threshold needs a value in noise SD";
        QTest::newRow("no number") << "threshold"
                                   << "high" << 0.0 << "threshold: ";
        QTest::newRow("outside") << "threshold"
                                 << "0" << 0.0 << "outside 2 to 1e+06 noise SD";
        QTest::newRow("no choice") << "negative-peaks"
                                   << "cut" << 0.0 << "\"cut\" is none of detect, reject, clamp";
        QTest::newRow("needless value") << "integration-off"
                                        << "1" << 0.0 << "integration-off takes no value";
        QTest::newRow("reversed") << "together"
                                  << "" << 5.0 << "before it begins at 10 s";
        QTest::newRow("no time") << "split-peak"
                                 << "" << -1.0 << "split-peak needs a time";
        QTest::newRow("needs an end") << "add-peak"
                                      << "" << 0.0 << "add-peak needs an end";
        QTest::newRow("needless end") << "split-peak"
                                      << "" << 20.0 << "split-peak happens at one time";
    }
    void refusesInWords()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(double, end);
        QFETCH(QString, sentence);
        const auto event = makeEvent(name.toStdString(), end < 0.0 ? std::nullopt : std::optional(seconds(10.0)),
                                     end > 0.0 ? std::optional(seconds(end)) : std::nullopt, value.toStdString());
        QVERIFY(!event);
        QVERIFY2(QString::fromStdString(event.error().message).contains(sentence), event.error().message.c_str());
    }
};

QTEST_APPLESS_MAIN(TestIntegrationEvent)
#include "tst_integration_event.moc"
