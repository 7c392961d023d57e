// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/session/events_json.h"
#include "app/session/method_file.h"

using namespace tgc;
using tgc::session::parseMethod;

class TestMethodFile : public QObject {
    Q_OBJECT
private slots:
    void readsAWholeMethod()
    {
        const std::string text = R"(name = "H2"
[algorithm]
name = "tgc-classic"
version = "1"
[integration]
threshold = 8
integration-off = false
peak-width = 2
[[target]]
name = "H2"
retention_s = 52.1
half_window_s = 3
[[event]]
event = "skim-tail"
time_s = 50
value = "straight"
reason = "N2 on the tail"
)";
        const auto method = parseMethod(text, "h2.toml");
        QVERIFY2(method.has_value(), method ? "" : method.error().message.c_str());
        QCOMPARE(method->name, std::string("H2"));
        QCOMPARE(method->text, text);
        QCOMPARE(method->processing.algorithm, &newestAlgorithm());
        QCOMPARE(method->processing.options.targets[0].name, std::string("H2"));
        QCOMPARE(method->processing.method.size(), std::size_t(3));
        QCOMPARE(describe(method->processing.method[0]), std::string("peak-width 2"));
        QCOMPARE(describe(method->processing.method[2]), std::string("skim-tail straight from 50 s"));
        QCOMPARE(method->processing.method[2].reason, std::string("N2 on the tail"));
    }
    void takesItsNameFromTheFile() { QCOMPARE(parseMethod("", "folder/h2 tcd.toml")->name, std::string("h2 tcd")); }
    void refusesByLine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("no TOML") << "name = "
                                 << "m.toml:1: ";
        QTest::newRow("unknown key") << "\nnmae = \"x\"\n"
                                     << "m.toml:2: a method has no key \"nmae\"; did you mean \"name\"?";
        QTest::newRow("unknown setting")
            << "[integration]\npeakwidth = 2\n"
            << "m.toml:2: integration has no key \"peakwidth\"; did you mean \"peak-width\"?";
        QTest::newRow("an event is no setting") << "[integration]\nsplit-peak = 2\n"
                                                << "m.toml:2: integration has no key";
        QTest::newRow("bad setting") << "[integration]\nthreshold = 1\n"
                                     << "m.toml:2: threshold: 1 is outside 2 to";
        QTest::newRow("bad event") << "[[event]]\nevent = \"split-peek\"\ntime_s = 5\n"
                                   << "there is no event \"split-peek\"; did you mean \"split-peak\"?";
        QTest::newRow("event without time") << "[[event]]\nevent = \"split-peak\"\n"
                                            << "split-peak needs a time";
        QTest::newRow("no algorithm") << "[algorithm]\nname = \"wave\"\n"
                                      << "there is no algorithm \"wave\"; there is tgc-classic 1";
        QTest::newRow("no version") << "[algorithm]\nversion = \"0\"\n"
                                    << "version \"0\"; there is tgc-classic 1";
        QTest::newRow("target incomplete") << "[[target]]\nname = \"H2\"\n"
                                           << "m.toml:1: retention_s is missing";
        QTest::newRow("number as text") << "[[target]]\nname = \"H2\"\nretention_s = \"52\"\n"
                                        << "m.toml:3: retention_s must be a number";
        QTest::newRow("one bracket") << "[target]\nname = \"H2\"\n"
                                     << "write [[target]] above each target";
        QTest::newRow("no table") << "algorithm = \"tgc-classic\"\n"
                                  << "write [algorithm]";
    }
    void refusesByLine()
    {
        QFETCH(QString, text);
        QFETCH(QString, sentence);
        const auto method = parseMethod(text.toStdString(), "m.toml");
        QVERIFY(!method);
        QVERIFY2(QString::fromStdString(method.error().message).contains(sentence), method.error().message.c_str());
    }
    void eventsComeBackFromJson()
    {
        const std::vector<IntegrationEvent> events{
            makeEvent("threshold", {}, {}, "0.1e2", "noisy").value(),
            makeEvent("force-baseline", seconds(0.1), seconds(1.0 / 3.0), "", "\"quoted\"").value(),
            makeEvent("name-peak", seconds(5.0), {}, "H2", "").value()};
        const auto back = session::eventsFromJson(session::eventsJson(events));
        QVERIFY(back.has_value());
        QVERIFY(*back == events);
        QVERIFY(!session::eventsFromJson("{}"));
        QVERIFY(!session::eventsFromJson(R"([{"event":"no such"}])"));
    }
    void everyKeyHasItsLineOfHelp()
    {
        std::size_t settings = 0;
        for (const session::MethodKey &key : session::methodKeys()) {
            settings += key.table == "integration" ? 1 : 0;
        }
        QCOMPARE(settings, static_cast<std::size_t>(EventKind::ValleyToValley));
    }
};

QTEST_APPLESS_MAIN(TestMethodFile)
#include "tst_method_file.moc"
