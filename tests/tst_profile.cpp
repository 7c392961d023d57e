// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QIODevice>
#include <QTest>

#include "drivers/modbus/frame.h"
#include "drivers/profile/interpret.h"
#include "drivers/profile/plan.h"
#include "drivers/profile/profile_device.h"
#include "tests/doubles/virtual_modbus_line.h"

using namespace tgc;
using namespace tgc::drivers;
using namespace std::chrono_literals;

/// Loader, linter, planner and the judgement of readings: what hardware.md 9.3 asks of a profile, without a device.
class TestProfile : public QObject {
    Q_OBJECT

    /// Lines 1 to 5.
    static constexpr const char *head = "schema = 1\n[device]\nvendor = \"V\"\nmodel = \"M\"\nevidence = \"manual\"\n";

    static CheckedProfile check(const std::string &rest) { return checkProfile(head + rest, "test"); }

    static std::string point(const std::string &id, int address, const std::string &more = "type = \"u16\"\n",
                             const std::string &table = "holding")
    {
        return "[[point]]\nid = \"" + id + "\"\ntable = \"" + table + "\"\naddress = " + std::to_string(address) +
               "\n" + more;
    }

    static std::vector<const PointSpec *> readable(const Profile &profile)
    {
        std::vector<const PointSpec *> points;
        for (const PointSpec &spec : profile.points) {
            if (spec.readable()) {
                points.push_back(&spec);
            }
        }
        return points;
    }

private slots:
    void findsWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QString>("rest"); // from line 6 on
        QTest::addColumn<int>("line");
        QTest::addColumn<bool>("error");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const std::string &rest, int line, bool error, const char *says) {
            QTest::newRow(name) << QString::fromStdString(rest) << line << error << QString(says);
        };
        const std::string a = point("a", 0); // lines 6 to 10
        const std::string writable = point("a", 0, "type = \"u16\"\naccess = \"rw\"\n"); // lines 6 to 11
        row("no TOML", "[[point\n", 6, true, "no TOML");
        row("unknown key of the device", "colour = 1\n", 6, true, "unknown key \"colour\"");
        row("unknown key of a point", point("a", 0, "type = \"u16\"\ncolour = 1\n"), 11, true,
            "unknown key \"colour\"");
        row("unknown table", "[colours]\n", 6, true, "unknown key \"colours\"");
        row("no type", point("a", 0, ""), 6, true, "type");
        row("no such type", point("a", 0, "type = \"u24\"\n"), 10, true, "is no type");
        row("no such word order", point("a", 0, "type = \"f32\"\nword_order = \"DCAB\"\n"), 11, true, "word_order");
        row("no address", "[[point]]\nid = \"a\"\ntable = \"holding\"\ntype = \"u16\"\n", 6, true, "address");
        row("past the end", point("a", 65535, "type = \"f32\"\n"), 6, true, "runs past address 65535");
        row("over each other", a + point("b", 0), 11, true, "lie over each other");
        row("half over each other", point("a", 0, "type = \"f32\"\n") + point("b", 1), 11, true, "lie over each other");
        row("the same name", a + point("a", 5), 11, true, "taken by line 6");
        row("writes an input", point("a", 0, "type = \"u16\"\naccess = \"rw\"\n", "input"), 11, true, "cannot write");
        row("a coil of two bytes", point("a", 0, "type = \"u16\"\n", "coil"), 10, true, "is bool");
        row("min above max", point("a", 0, "type = \"u16\"\nmin = 2\nmax = 1\n"), 11, true, "above max");
        row("enum without names", point("a", 0, "type = \"enum\"\n"), 6, true, "names of the codes");
        row("a name twice", point("a", 0, "type = \"enum\"\nenum = { \"0\" = \"x\", \"1\" = \"x\" }\n"), 11, true,
            "twice");
        row("scale 0", point("a", 0, "type = \"u16\"\nscale = 0.0\n"), 11, true, "must not be 0");
        row("a split value", "[conventions]\nsplit_values = true\n" + a, 7, true, "never have existed");
        row("longer than a read", "[conventions]\nmax_read_registers = 2\n" + point("a", 0, "type = \"f64\"\n"), 8,
            true, "never read in two halves");
        row("a group too long",
            "[conventions]\nmax_read_registers = 4\n" + point("a", 0, "type = \"u16\"\ngroup = \"g\"\n") +
                point("b", 9, "type = \"u16\"\ngroup = \"g\"\n"),
            8, true, "do not fit one read transaction");
        row("a group over garbage",
            "[conventions]\nunmapped = \"garbage\"\n" + point("a", 0, "type = \"u16\"\ngroup = \"g\"\n") +
                point("b", 3, "type = \"u16\"\ngroup = \"g\"\n"),
            8, true, "garbage");
        row("modicon contradicts", "[conventions]\nnumbering = \"modicon5\"\n" + point("a", 30001), 10, true,
            "contradicts the address");
        row("no timeout so long", "[transport]\nresponse_timeout_ms = 500\nmax_reply_ms = 100\n" + a, 8, true,
            "shorter than response_timeout_ms");
        row("no such speed", "[transport]\nbaud = 12345\n" + a, 7, true, "baud");
        row("command of nothing", a + "[[command]]\nid = \"c\"\npoint = \"b\"\n", 11, true, "no point \"b\"");
        row("command of a read-only point", a + "[[command]]\nid = \"c\"\npoint = \"a\"\n", 11, true, "read-only");
        row("command by another table's function", writable + "[[command]]\nid = \"c\"\npoint = \"a\"\nfunction = 5\n",
            12, true, "does not write this point's table");
        row("function 6 of two registers",
            point("a", 0, "type = \"f32\"\naccess = \"rw\"\n") +
                "[[command]]\nid = \"c\"\npoint = \"a\"\nfunction = 6\n",
            12, true, "writes one register");
        row("command without limits", writable + "[[command]]\nid = \"c\"\npoint = \"a\"\n", 12, false, "no limits");
        row("command without confirm", writable + "[[command]]\nid = \"c\"\npoint = \"a\"\nlimits = [0, 1]\n", 12,
            false, "has no confirm");
        row("confirmed by nothing", writable + "[[command]]\nid = \"c\"\npoint = \"a\"\nconfirm = { point = \"x\" }\n",
            12, true, "no readable point");
        row("limits the wrong way", writable + "[[command]]\nid = \"c\"\npoint = \"a\"\nlimits = [1, 0]\n", 15, true,
            "wrong order");
        row("sequence of nothing", a + "[[sequence]]\nid = \"s\"\nsteps = [ { write = \"b\", value = 1 } ]\n", 13, true,
            "no point that can be written");
        row("sequence waits for a name that is none",
            point("a", 0, "type = \"enum\"\nenum = { \"0\" = \"idle\" }\n") +
                "[[sequence]]\nid = \"s\"\nsteps = [ { wait = \"a\", equals = \"on\", within_ms = 9 } ]\n",
            14, true, "no name of point");
        row("writes and no canary", writable, 1, false, "no [canary]");
        row("writes and no identity", writable, 1, false, "no [identity]");
        row("identity of nothing", a + "[identity]\npoint = \"b\"\nexpect = 1\n", 11, true, "no readable point");
        row("identity without a value", writable + "[identity]\npoint = \"a\"\n", 12, false, "has no expect");
        row("canary of a coil", a + "[canary]\ntable = \"coil\"\naddress = 1\n", 12, true, "holding or input");
        row("canary as long as a read", a + "[canary]\ntable = \"holding\"\naddress = 9\ncount = 1\n", 6, false,
            "give the canary another count");
        row("canary of other words",
            a + "[canary]\ntable = \"holding\"\naddress = 9\ncount = 2\nregister_width = 32\nexpect = [1, 2]\n", 16,
            true, "as many words");
        row("no golden vector", a, 1, false, "no [[golden]] vector");
        row("golden with a wrong checksum",
            a + "[[golden]]\nrequest = \"01 03 00 00 00 01 00 00\"\nreply = \"01 03 02 00 01 79 84\"\nexpect = { a = 1 "
                "}\n",
            11, true, "checksum");
        row("golden that fails",
            a + "[[golden]]\nrequest = \"01 03 00 00 00 01 84 0A\"\nreply = \"01 03 02 00 01 79 84\"\nexpect = { a = 2 "
                "}\n",
            11, true, "comes out as 1, expected 2");
        row("golden of another point",
            a + "[[golden]]\nrequest = \"01 03 00 00 00 01 84 0A\"\nreply = \"01 03 02 00 01 79 84\"\nexpect = { b = 1 "
                "}\n",
            11, true, "no point that this request reads");
        row("no source", a, 2, false, "names no source");
        row("no such rung", point("a", 0, "type = \"u16\"\nevidence = \"rumour\"\n"), 11, true, "evidence");
        row("alarm without ok_value", point("a", 0, "type = \"u16\"\nalarm = \"x\"\n"), 6, false, "does nothing");
        row("ok_value of a text", point("a", 0, "type = \"string(4)\"\nok_value = 0\n"), 6, true, "a number");
        row("ok_value that is no code", point("a", 0, "type = \"enum\"\nenum = { \"1\" = \"x\" }\nok_value = 0\n"), 6,
            true, "none of its codes");
        const std::string gc =
            "[gc.components]\ncodes = { address = 9, count = 2, type = \"u16\" }\nvalues = { address = "
            "20, count = 2, type = \"f32\" }\n";
        const std::string names = "code_names = { 1 = \"H2\" }\n";
        row("components without names", a + gc, 11, true, "no code_names");
        row("components taken always", a + gc + names, 11, false, "no accept_when");
        row("components of no point", a + gc + names + "accept_when = [ \"b == 1\" ]\n", 11, true, "no readable point");
        row("fresh of no point", a + gc + names + "fresh_when = \"b changes\"\n", 11, true, "no readable point");
        row("fresh of nothing", a + gc + names + "fresh_when = \"always\"\n", 15, true, "POINT changes");
        row("which is wanted?", a + gc + names + "accept_when = [ \"a == wanted\" ]\n", 15, true, "say which");
        row("components past one read", "[conventions]\nmax_read_registers = 3\n" + a + gc + names, 13, true,
            "longer than one read");
    }
    void findsWhatIsWrongAndWhere()
    {
        QFETCH(QString, rest);
        QFETCH(int, line);
        QFETCH(bool, error);
        QFETCH(QString, says);
        const CheckedProfile checked = check(rest.toStdString());
        QString all;
        bool found = false;
        for (const Finding &finding : checked.findings) {
            all += QString("%1 %2 %3\n")
                       .arg(finding.line)
                       .arg(finding.error ? "error" : "warning")
                       .arg(finding.text.c_str());
            found = found || (finding.line == line && finding.error == error &&
                              QString::fromStdString(finding.text).contains(says));
        }
        QVERIFY2(found, qPrintable(all));
        QVERIFY(!error || !checked.usable());
        QVERIFY2(error || checked.usable(), qPrintable(all));
    }

    void numberingNamesTableAndAddress()
    {
        // 40003 of the manuals is holding register 2 on the wire, 10005 discrete input 4.
        const CheckedProfile checked =
            check("[conventions]\nnumbering = \"modicon5\"\n[[point]]\nid = \"a\"\naddress = 40003\ntype = \"u16\"\n"
                  "[[point]]\nid = \"b\"\naddress = 10005\ntype = \"bool\"\n");
        QVERIFY(checked.usable());
        QCOMPARE(checked.profile.points[0].address, std::uint16_t(2));
        QVERIFY(checked.profile.points[0].table == ModbusTable::Holding);
        QCOMPARE(checked.profile.points[1].address, std::uint16_t(4));
        QVERIFY(checked.profile.points[1].table == ModbusTable::Discrete);
    }

    void plansFewReadsAndNoneThatIsForbidden_data()
    {
        QTest::addColumn<QString>("rest");
        QTest::addColumn<QString>("plan"); // address+count of each block
        const auto row = [](const char *name, const std::string &rest, const char *plan) {
            QTest::newRow(name) << QString::fromStdString(rest) << QString(plan);
        };
        const std::string three = point("a", 0) + point("b", 1, "type = \"f32\"\n") + point("c", 5);
        row("neighbours at once", three, "0+3 5+1");
        row("over a gap where it may", "[conventions]\nallow_gap = 2\n" + three, "0+6");
        row("never over garbage", "[conventions]\nallow_gap = 2\nunmapped = \"garbage\"\n" + three, "0+3 5+1");
        row("no longer than the device reads", "[conventions]\nmax_read_registers = 2\n" + three, "0+1 1+2 5+1");
        row("a group whole",
            point("a", 0, "type = \"u16\"\ngroup = \"g\"\n") + point("b", 5, "type = \"u16\"\ngroup = \"g\"\n"), "0+6");
        row("tables apart", point("a", 0) + point("b", 1, "type = \"u16\"\n", "input"), "1+1 0+1");
        row("32-bit registers count one",
            "[conventions]\nregister_width = 32\n" + point("a", 7001, "type = \"f32\"\n") +
                point("b", 7002, "type = \"f32\"\n"),
            "7001+2");
        row("unlike the canary",
            point("a", 0) + point("b", 4) + point("c", 5) + "[canary]\ntable = \"holding\"\naddress = 9\ncount = 2\n",
            "0+1 4+2");
    }
    void plansFewReadsAndNoneThatIsForbidden()
    {
        QFETCH(QString, rest);
        QFETCH(QString, plan);
        const CheckedProfile checked = check(rest.toStdString());
        QVERIFY(checked.usable());
        QStringList blocks;
        for (const ReadBlock &block : planReads(checked.profile, readable(checked.profile))) {
            blocks << QString("%1+%2").arg(block.address).arg(block.count);
        }
        QCOMPARE(blocks.join(' '), plan);
    }

    void aBlockAsLongAsTheCanaryTakesANeighbour()
    {
        const CheckedProfile checked = check(point("a", 0, "type = \"f32\"\n") + point("b", 2, "type = \"f32\"\n") +
                                             "[canary]\ntable = \"holding\"\naddress = 9\ncount = 2\n");
        const auto blocks = planReads(checked.profile, {&checked.profile.points[1]});
        QCOMPARE(blocks.size(), std::size_t(1));
        QCOMPARE(int(blocks[0].address), 0);
        QCOMPARE(blocks[0].count, 4);
    }

    void comparesAll64Bits()
    {
        // 2^64 - 1 and 2^64 - 2 are one double.
        PointSpec spec;
        spec.format.type = WordType::U64;
        const Reading reading = readingOf(spec, std::vector<std::uint16_t>{0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF});
        QVERIFY(equalsText(reading, "18446744073709551615"));
        QVERIFY(equalsText(reading, "0xFFFFFFFFFFFFFFFF"));
        QVERIFY(!equalsText(reading, "18446744073709551614"));
        spec.format.type = WordType::I64;
        const Reading below = readingOf(spec, std::vector<std::uint16_t>{0x8000, 0, 0, 0});
        QVERIFY(equalsText(below, "-9223372036854775808"));
        QVERIFY(!equalsText(below, "-9223372036854775807"));
    }

    void whatTheDeviceCallsNoValueIsNone()
    {
        const CheckedProfile checked =
            check(point("a", 0, "type = \"f32\"\ninvalid = [\"nan\", \"inf\", -9999]\nmax = 10.0\n"));
        const PointSpec &spec = checked.profile.points[0];
        const auto quality = [&](std::uint16_t high, std::uint16_t low) {
            return readingOf(spec, std::vector<std::uint16_t>{high, low}).quality;
        };
        QVERIFY(quality(0x3F80, 0) == Quality::Good);         // 1.0
        QVERIFY(quality(0x7FC0, 0) == Quality::Invalid);      // NaN
        QVERIFY(quality(0xFF80, 0) == Quality::Invalid);      // -inf, though not listed
        QVERIFY(quality(0xC61C, 0x3C00) == Quality::Invalid); // -9999.0
        QVERIFY(quality(0x41A0, 0) == Quality::OutOfRange);   // 20.0
    }

    // The double's register n holds 1000 + n (virtual_modbus_line.h).
    void aDeviceOutOfOrderIsNotBelieved()
    {
        test::VirtualClock clock;
        for (const int ok : {1005, 0}) {
            test::VirtualModbusLine line(clock, {}, 1);
            const CheckedProfile checked = check(
                point("a", 3) +
                point("fault", 5, "type = \"u16\"\nok_value = " + std::to_string(ok) + "\nalarm = \"sensor fault\"\n"));
            ProfileDevice device(checked.profile, line, clock);
            const Reading reading = device.read({"a"}, clock.now() + 10s).front();
            QVERIFY2((reading.quality == Quality::Good) == (ok == 1005), reading.reason.c_str());
            QVERIFY((device.state() == DeviceState::Fault) == (ok == 0));
            if (ok == 0) {
                QVERIFY(reading.quality == Quality::Invalid && !reading.value);
                QVERIFY2(device.why().find("sensor fault: fault reads 1005 instead of 0") != std::string::npos,
                         device.why().c_str());
            }
        }
    }

    void slowPointsAreAskedSlowly()
    {
        test::VirtualClock clock;
        test::VirtualModbusLine line(clock, {}, 1);
        const CheckedProfile checked = check(point("a", 3) + point("slow", 9, "type = \"u16\"\npoll_ms = 2000\n"));
        ProfileDevice device(checked.profile, line, clock);
        const auto first = device.readAll(clock.now() + 10s);
        QCOMPARE(line.asked, 2);
        const auto again = device.readAll(clock.now() + 10s);
        QCOMPARE(line.asked, 3);
        QVERIFY(again[1].quality == Quality::Good && again[1].time == first[1].time);
        clock.sleepUntil(clock.now() + 2s);
        QCOMPARE(device.readAll(clock.now() + 10s).size(), std::size_t(2));
        QCOMPARE(line.asked, 5);
    }

    void aDeadLineCostsOneBlock()
    {
        test::VirtualClock clock;
        test::VirtualModbusLine line(clock, {0.0, 1.0, 0.0, {}, false}, 1); // nothing is answered
        std::string points;
        for (int i = 0; i < 10; ++i) {
            points += point("p" + std::to_string(i), 10 * i);
        }
        CheckedProfile checked = check(points + "[canary]\ntable = \"holding\"\naddress = 500\ncount = 2\n");
        ProfileDevice device(checked.profile, line, clock);
        const Instant begin = clock.now();
        const auto readings = device.readAll(begin + 600s);
        QCOMPARE(readings.size(), std::size_t(10));
        for (const Reading &reading : readings) {
            QVERIFY(reading.quality == Quality::Bad && !reading.reason.empty());
        }
        // A recovery or two of a drain (2.5 s) and a canary (1 s), not ten.
        QVERIFY2(clock.now() - begin < 20s, qPrintable(QString::number((clock.now() - begin) / 1ms)));
    }

    void theWorkedExampleIsUsable()
    {
        QFile page(QStringLiteral(TGC_SOURCE_DIR "/docs/devices/adding-a-device.md"));
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(page.readAll());
        const QString example = text.section("```toml\n", 1, 1).section("```", 0, 0);
        const CheckedProfile checked = checkProfile(example.toStdString(), "xnx");
        QStringList findings;
        for (const Finding &finding : checked.findings) {
            findings << QString("%1: %2").arg(finding.line).arg(finding.text.c_str());
        }
        QCOMPARE(findings, QStringList());
        QCOMPARE(checked.profile.golden.size(), std::size_t(1));
    }

    void shippedProfilesAreProven_data()
    {
        QTest::addColumn<QString>("file");
        for (const QString &name : QDir(QStringLiteral(TGC_SOURCE_DIR "/resources/devices")).entryList({"*.toml"})) {
            QTest::newRow(qPrintable(name)) << QStringLiteral(TGC_SOURCE_DIR "/resources/devices/") + name;
        }
    }
    void shippedProfilesAreProven()
    {
        QFETCH(QString, file);
        const auto profile = loadProfile(file.toStdString()); // golden vectors that fail are errors
        QVERIFY2(profile.has_value(), profile ? "" : profile.error().message.c_str());
        QVERIFY(!profile->sources.empty());
        if (profile->protocol == "modbus") {
            QVERIFY(profile->modbus.canary.has_value());
        }
        const bool bytesExist = profile->name == "keller-33x" || profile->name == "modbus-gc";
        QVERIFY(!bytesExist || !profile->golden.empty());
    }
};

QTEST_GUILESS_MAIN(TestProfile)
#include "tst_profile.moc"
