// SPDX-License-Identifier: GPL-3.0-or-later
// BENCH.toml as docs/bench.md describes it: read as written there, and every mistake found with its line.
#include <QTest>

#include <fstream>
#include <sstream>

#include "app/session/bench/bench_file.h"

using namespace tgc;
using namespace tgc::bench;

namespace {

/// The n-th example of docs/bench.md, so that what is documented is what is read.
std::string example(int n)
{
    std::ifstream in(TGC_SOURCE_DIR "/docs/bench.md");
    std::stringstream all;
    all << in.rdbuf();
    const std::string text = all.str();
    std::size_t begin = 0;
    for (int i = 0; i <= n; ++i) {
        begin = text.find("```toml\n", begin) + 8;
    }
    return text.substr(begin, text.find("```", begin) - begin);
}
std::string documented()
{
    return example(0);
}
std::string interlocks()
{
    return example(1);
}

std::string replaced(std::string text, const std::string &from, const std::string &to)
{
    const auto at = text.find(from);
    if (at == std::string::npos) {
        qFatal("the example has no \"%s\"", from.c_str());
    }
    return text.replace(at, from.size(), to);
}

} // namespace

class TestBenchFile : public QObject {
    Q_OBJECT

private slots:
    void readsTheDocumentedExample()
    {
        const auto bench = parseBenchFile(documented(), "BENCH.toml");
        QVERIFY2(bench.has_value(), bench ? "" : bench.error().message.c_str());
        QCOMPARE(bench->name, std::string("bench-a"));
        QVERIFY(!bench->simulated);
        QCOMPARE(bench->devices.size(), std::size_t{3});
        const DeviceEntry *adc = bench->device("adc");
        QVERIFY(adc != nullptr);
        QCOMPARE(adc->channels.size(), std::size_t{1});
        QCOMPARE(adc->channels[0].scale, 1e6);
        QCOMPARE(adc->startedLine, std::optional<int>(2));
        QCOMPARE(bench->device("pump")->largestDose_mL, 1.0);
        QCOMPARE(bench->device("gauge")->unit, std::optional<int>(1));
        QVERIFY(bench->device("nobody") == nullptr);
        QCOMPARE(bench->roles.gcStart, std::string("watch"));
        QCOMPARE(bench->roles.trends.size(), std::size_t{2});
        QCOMPARE(bench->h2Window_s->second, 60.0);
    }

    void findsMistakes_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *from, const char *to, const char *says) {
            QTest::newRow(name) << from << to << says;
        };
        row("unknown key", "rate_hz = 10.0", "rate_hx = 10.0", "has no key \"rate_hx\"; did you mean \"rate_hz\"?");
        row("unknown table", "[run]", "[runs]", "has no key \"runs\"; did you mean \"run\"?");
        row("schema", "schema = 1", "schema = 2", "schema must be");
        row("name", "name = \"bench-a\"", "name = \"bench a/..\"", "name must be");
        row("real time", "time_scale = 1.0", "time_scale = 60.0", "simulated benches only");
        row("driver", "driver = \"cavro\"", "driver = \"pump\"", "driver must be");
        row("endpoint", "tcp://192.168.1.20:502", "http://x", "endpoint must be");
        row("twice", "id = \"gauge\"", "id = \"pump\"", "there twice");
        row("wrong type", "address = 1", "address = \"1\"", "must be a whole number");
        row("range", "range_V = 1.0", "range_V = 2.0", "range_V must be");
        row("dose over syringe", "largest_dose_mL = 1.0", "largest_dose_mL = 2.0", "more than the syringe");
        row("valves", "output_valve = \"O\"", "output_valve = \"I\"", "back into its bottle");
        row("valve command", "output_valve = \"O\"", "output_valve = \"OR\"", "one letter or digit");
        row("signal", "signal = \"adc\"", "signal = \"acd\"", "no device of this bench; did you mean \"adc\"?");
        row("signal kind", "signal = \"adc\"", "signal = \"pump\"", "cannot be the signal");
        row("ready line", "ready = 1, ", "", "have no `ready`");
        row("started line", ", started = 2", "", "have no `started`");
        row("start line", "gc_start = \"watch\"", "gc_start = \"wach\"", "gc_start must be");
        row("sequence", "gc_start = \"watch\"", "gc_start = \"pump.start\"", "cannot be started by a sequence");
        row("titrator", "titrator = \"pump\"", "titrator = \"gauge\"", "cannot be the titrator");
        row("sampler", "sampler = \"manual\"", "sampler = \"adc\"", "cannot be the sampler");
        row("pressure", "pressure = \"gauge.headspace_pressure\"", "pressure = \"gauge\"", "\"id.point\"");
        row("window", "[45.0, 60.0]", "[60.0, 45.0]", "the smaller one first");
        row("window outside", "[45.0, 60.0]", "[45.0, 600.0]", "within the run");
        row("channel", "channel = \"TCD\"", "channel = \"FID\"", "has no channel \"FID\"");
        row("lines", "ready = 1", "ready = 0", "to two lines");
        row("not TOML", "[roles]", "[roles", "Error while parsing table header");
    }
    void findsMistakes()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, says);
        const std::string text = replaced(documented(), from.toStdString(), to.toStdString());
        const auto bench = parseBenchFile(text, "BENCH.toml");
        QVERIFY(!bench);
        const QString message = QString::fromStdString(bench.error().message);
        QVERIFY2(message.startsWith("BENCH.toml, line "), qPrintable(message));
        QVERIFY2(message.contains(says), qPrintable(message));
        QCOMPARE(bench.error().code, ErrorCode::BadInput);
    }

    /// The interlocks of docs/bench.md, behind its example.
    void readsInterlocks()
    {
        const auto bench = parseBenchFile(documented() + interlocks(), "B");
        QVERIFY2(bench.has_value(), bench ? "" : bench.error().message.c_str());
        QCOMPARE(bench->interlocks.size(), interlockKinds().size());
        for (std::size_t i = 0; i < bench->interlocks.size(); ++i) { // each kind once, in this order
            QCOMPARE(bench->interlocks[i].kind, static_cast<InterlockKind>(i));
        }
        const Interlock &leak = bench->interlocks[0];
        QCOMPARE(leak.point, std::string("leak.h2"));
        QCOMPARE(leak.limit, 10.0);
        QCOMPARE(leak.action, InterlockAction::SafeState);
        QVERIFY(leak.above);
        QVERIFY(!bench->interlocks[3].above);
        QCOMPARE(bench->interlocks[4].limit, 1.0);
        QCOMPARE(bench->interlocks[4].perHour_mL, 10.0);
        QCOMPARE(bench->interlocks[5].point, std::string("pump"));
    }

    void findsMistakesInInterlocks_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *from, const char *to, const char *says) {
            QTest::newRow(name) << from << to << says;
        };
        row("kind", "kind = \"h2-leak\"", "kind = \"h2-leek\"", "did you mean \"h2-leak\"?");
        row("no kind", "kind = \"h2-leak\"", "", "kind is missing");
        row("unknown key", "trips = \"below\"", "trip = \"below\"", "has no key \"trip\"; did you mean \"trips\"?");
        row("key of another kind", "per_vial_mL = 1.0", "per_vial_mL = 1.0\nlimit = 1.0", "has no key \"limit\"");
        row("no limit", "limit = 60.0", "", "limit is missing");
        row("no unit", "unit = \"%LEL\"", "", "unit is missing");
        row("unit of a pressure", "unit = \"kPa\"", "unit = \"degC\"", "one of a pressure");
        row("unit of a temperature", "unit = \"degC\"", "unit = \"kPa\"", "one of a temperature");
        row("leak of nothing", "limit = 10.0", "limit = 0.0", "clean air would trip it");
        row("flow of nothing", "limit = 5.0", "limit = 0.0", "no flow at all would not trip it");
        row("wrong side", "trips = \"below\"", "trips = \"above\"", "must be \"below\" for no-carrier-flow");
        row("no such device", "point = \"leak.h2\"", "point = \"leek.h2\"", "did you mean \"leak\"?");
        row("no point", "point = \"leak.h2\"", "point = \"leak\"", "\"id.point\"");
        row("no points", "point = \"leak.h2\"", "point = \"pump.h2\"", "cannot be read by point");
        row("link of nobody", "device = \"pump\"", "device = \"pomp\"", "did you mean \"pump\"?");
        row("action", "action = \"safe-state\"", "action = \"safestate\"", "did you mean \"safe-state\"?");
        row("age below the poll", "max_age_s = 5.0", "max_age_s = 1.5", "less than twice [run] poll_s");
        row("volumes", "per_hour_mL = 10.0", "per_hour_mL = 0.5", "less than one vial may get");
        row("name", "name = \"leak-hood\"", "name = \"leak hood\"", "name must be");
        row("twice", "name = \"oven\"", "name = \"leak-hood\"", "is there twice");
        row("delay", "delay_s = 5.0", "delay_s = -5.0", "delay_s must be");
    }
    void findsMistakesInInterlocks()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, says);
        const std::string text = replaced(documented() + interlocks(), from.toStdString(), to.toStdString());
        const auto bench = parseBenchFile(text, "BENCH.toml");
        QVERIFY(!bench);
        const QString message = QString::fromStdString(bench.error().message);
        QVERIFY2(message.startsWith("BENCH.toml, line "), qPrintable(message));
        QVERIFY2(message.contains(says), qPrintable(message));
    }

    /// The line that is named is the line of the mistake.
    void namesTheLine()
    {
        const std::string text = replaced(documented(), "poll_s = 1.0", "poll_s = -1.0");
        const auto at = text.find("poll_s");
        const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        const auto bench = parseBenchFile(text, "B");
        QVERIFY(QString::fromStdString(bench.error().message).startsWith(QString("B, line %1: ").arg(line)));
    }

    void simulatedMayBeFaster()
    {
        const auto bench = parseBenchFile(replaced(replaced(documented(), "time_scale = 1.0", "time_scale = 60"),
                                                   "simulated = false", "simulated = true"),
                                          "B");
        QVERIFY(bench.has_value());
        QCOMPARE(bench->timeScale, 60.0);
    }

    void absentFile()
    {
        const auto bench = loadBenchFile("/nowhere/BENCH.toml");
        QVERIFY(!bench);
        QCOMPARE(bench.error().code, ErrorCode::Io);
    }
};

QTEST_APPLESS_MAIN(TestBenchFile)
#include "tst_bench_file.moc"
