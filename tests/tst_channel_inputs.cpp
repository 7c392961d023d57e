// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/session/channel_inputs.h"
#include "app/session/run_records.h"

using namespace tgc;
using namespace tgc::session;

namespace {

std::vector<ChannelInputs> someInputs()
{
    const auto made = [](const char *name, std::optional<double> from_s, std::optional<double> to_s, const char *value,
                         const char *reason) {
        const auto time = [](std::optional<double> t) { return t ? std::optional(seconds(*t)) : std::nullopt; };
        return makeEvent(name, time(from_s), time(to_s), value, reason).value();
    };
    return {{"TCD",
             {{"H2", seconds(52.1), seconds(3.0)}},
             seconds(3.3),
             {made("split-peak", 60.3, {}, "", "two \"substances\""),
              made("move-end", 90.0, {}, "97.30000000000001", ""), made("add-peak", 10.0, 12.5, "", "seen by eye"),
              made("threshold", {}, {}, "4.5", "few"), made("name-peak", 90.0, {}, "N2", "ü")}},
            {"BID", {}}};
}

} // namespace

class TestChannelInputs : public QObject {
    Q_OBJECT
private slots:
    void whatIsKeptComesBackToTheLastBit()
    {
        const auto before = someInputs();
        const auto after = inputsFromJson(inputsJson(before));
        QVERIFY2(after.has_value(), after ? "" : after.error().message.c_str());
        QCOMPARE(after->size(), before.size());
        for (std::size_t i = 0; i < before.size(); ++i) {
            QCOMPARE((*after)[i].channel, before[i].channel);
            QCOMPARE((*after)[i].peakWidth, before[i].peakWidth);
            QVERIFY((*after)[i].events == before[i].events);
            QCOMPARE((*after)[i].targets.size(), before[i].targets.size());
        }
        QCOMPARE((*after)[0].targets[0].retention, seconds(52.1));
        QCOMPARE(inputsJson(*after), inputsJson(before));
    }
    void foreignTextIsRefusedInWords()
    {
        for (const char *text : {"", "{", "{}", R"([{"channel":"A"}])", R"([{"channel":"A","targets":1}])",
                                 R"([{"channel":"A","targets":[],"peak_width_s":"3"}])",
                                 R"([{"channel":"A","targets":[],"events":[{"event":"splitt-peak","time_s":1,
                                     "end_s":null,"value":"","reason":""}]}])"}) {
            const auto inputs = inputsFromJson(text);
            QVERIFY2(!inputs.has_value(), text);
            QCOMPARE(inputs.error().code, ErrorCode::Integrity);
        }
    }
    void aResultTellsWhatItWasMadeWith()
    {
        const auto inputs = someInputs();
        std::vector<ChannelIntegration> channels;
        for (const ChannelInputs &each : inputs) {
            channels.push_back({each.channel, "uV", each.targets, {}, each.events, each.peakWidth});
        }
        const auto record = integrationRecord(1, Source::Imported, channels);
        QCOMPARE(record.inputsJson, inputsJson(inputs));
        QCOMPARE(targetsOf(record, "TCD").size(), std::size_t(1));
        QVERIFY(targetsOf(record, "BID").empty());
        QVERIFY(targetsOf({}, "TCD").empty());
    }
    void aChannelsOwnGoBeforeTheMethods()
    {
        Processing method;
        method.options.targets = {{"N2", seconds(70.0), seconds(2.0)}};
        method.method = {makeEvent("peak-width", {}, {}, "5", "").value(),
                         makeEvent("min-area", {}, {}, "100", "").value()};
        const auto inputs = someInputs();
        const Processing own = processingOf(method, inputs[0]);
        QCOMPARE(own.options.targets[0].name, std::string("H2"));
        QCOMPARE(own.options.expectedWidthHalf, std::optional(seconds(3.3)));
        QCOMPARE(own.method.size(), std::size_t(1)); // the method's width is replaced
        QCOMPARE(own.manual.size(), std::size_t(5));
        const Processing bare = processingOf(method, inputs[1]);
        QVERIFY(bare.options.targets.empty());
        QCOMPARE(bare.method.size(), std::size_t(2));
    }
};

QTEST_APPLESS_MAIN(TestChannelInputs)
#include "tst_channel_inputs.moc"
