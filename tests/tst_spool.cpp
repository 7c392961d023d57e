// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>
#include <fstream>
#include <random>

#include "app/session/recording/network_file_system.h"
#include "app/session/recording/spool_records.h"
#include "tests/spool_fixture.h"

using namespace tgc;
using namespace tgc::recording;
namespace fs = std::filesystem;

namespace {

struct Built {
    Bytes bytes;
    std::vector<std::size_t> ends; ///< of magic line and records
    std::vector<Sample> samples;
};

/// Header, samples, zero, samples, gap, trend, samples with NaN, end.
Built build(bool withEnd = true)
{
    Built out;
    SpoolEncoder encoder;
    out.ends.push_back(spoolMagic.size());
    const auto ended = [&] { out.ends.push_back(out.bytes.size()); };
    const auto add = [&](std::uint64_t from, std::uint64_t to) {
        std::vector<Sample> part;
        for (std::uint64_t n = from; n < to; ++n) {
            part.push_back(test::sample(n));
        }
        if (from == 20) {
            part[1].values[0] = std::nan("7");
            part[2].device_s = -0.0;
        }
        encoder.samples(part, out.bytes);
        out.samples.insert(out.samples.end(), part.begin(), part.end());
        ended();
    };
    (void)encoder.begin(test::header(), out.bytes);
    ended();
    add(7, 12);
    encoder.mark({Mark::Kind::Zero, 100.05, {}, 5, "start line"}, out.bytes);
    ended();
    add(12, 15);
    encoder.mark({Mark::Kind::Gap, 101.4, 102.0, -6, "link lost"}, out.bytes);
    ended();
    encoder.trend({"gauge.headspace_pressure", "kPa", 0.1 + 0.2, 77, 101.0}, out.bytes);
    ended();
    add(20, 24);
    if (withEnd) {
        encoder.end({"stopped", "2026-11-25T15:03:00.000Z", "by hand"}, out.bytes);
        ended();
    }
    return out;
}

QString message(const Result<SpooledRun> &run)
{
    return run ? QString() : QString::fromStdString(run.error().message);
}

} // namespace

class TestSpool : public QObject {
    Q_OBJECT

private slots:
    void givesBackWhatWasWritten()
    {
        const Built built = build();
        const auto run = parseSpool(built.bytes, "x");
        QVERIFY2(run.has_value(), qPrintable(message(run)));
        QVERIFY(test::same(run->header, test::header()));
        QCOMPARE(run->samples.size(), built.samples.size());
        for (std::size_t i = 0; i < run->samples.size(); ++i) {
            QVERIFY(test::same(run->samples[i], built.samples[i]));
        }
        QCOMPARE(run->marks.size(), std::size_t{2});
        QCOMPARE(run->marks[0].kind, Mark::Kind::Zero);
        QCOMPARE(run->marks[0].device_s, 100.05);
        QVERIFY(!run->marks[0].until_s);
        QCOMPARE(run->marks[1].kind, Mark::Kind::Gap);
        QCOMPARE(run->marks[1].until_s.value(), 102.0);
        QCOMPARE(run->marks[1].host_ns, std::int64_t{-6});
        QCOMPARE(run->marks[1].text, std::string("link lost"));
        QCOMPARE(run->trends.size(), std::size_t{1});
        QCOMPARE(run->trends[0].value, 0.1 + 0.2);
        QCOMPARE(run->trends[0].unit, std::string("kPa"));
        QCOMPARE(run->end->status, std::string("stopped"));
        QCOMPARE(run->wholeBytes, std::uint64_t{built.bytes.size()});
        QCOMPARE(run->tornBytes, std::uint64_t{0});
    }
    /// Two samples of the middle are at the end of the first channel's range.
    void saysWhichSamplesAreSaturated()
    {
        std::vector<Sample> samples;
        for (std::uint64_t n = 0; n < 6; ++n) {
            samples.push_back(test::sample(n));
            samples.back().saturated = n == 2 || n == 3 ? 0x80000001U : 0U;
        }
        SpoolEncoder encoder;
        Bytes bytes;
        QVERIFY(encoder.begin(test::header(), bytes));
        encoder.samples(std::span(samples).first(2), bytes);
        encoder.samples(std::span(samples).subspan(2), bytes);
        const auto run = parseSpool(bytes, "x");
        QVERIFY2(run.has_value(), qPrintable(message(run)));
        QCOMPARE(run->samples.size(), samples.size());
        for (std::size_t i = 0; i < samples.size(); ++i) {
            QVERIFY(test::same(run->samples[i], samples[i]));
        }
        // Where the record before them is damaged it is noticed that whole samples stand behind it.
        Bytes header;
        QVERIFY(SpoolEncoder().begin(test::header(), header));
        const std::size_t inFirstSamples = header.size() + 20;
        bytes[inFirstSamples] ^= 1U;
        const auto upTo = parseSpool(bytes, "x");
        QVERIFY2(upTo.has_value(), qPrintable(message(upTo)));
        QVERIFY(upTo->samples.empty());
        QVERIFY(upTo->wholeBehindTorn);
    }
    void isWhatThePageSays()
    {
        // Made with python3 (struct, zlib.crc32) after docs/spool.md, not with this program.
        QFile file(QStringLiteral(TGC_SOURCE_DIR "/tests/data/small.spool"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray golden = file.readAll();
        SpoolEncoder encoder;
        Bytes bytes;
        QVERIFY(encoder.begin(test::header("golden", 1), bytes));
        Sample first = test::sample(3, 1);
        first.device_s = 1.5;
        first.host_ns = -2;
        first.lines = 0x80000001U;
        first.values = {-0.25};
        Sample second = first;
        second.number = 4;
        second.device_s = 1.625;
        second.values = {std::numeric_limits<double>::infinity()};
        encoder.samples(std::vector{first, second}, bytes);
        encoder.mark({Mark::Kind::Zero, 1.5, {}, 9, "\"ready\" \xC2\xB5"}, bytes);
        encoder.trend({"gauge.p", "kPa", 101.325, 10, 1.5}, bytes);
        encoder.end({"done", "2026-11-25T15:04:02.123Z", ""}, bytes);
        const QByteArray ours(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        QCOMPARE(ours.toHex('\n'), golden.toHex('\n'));
    }
    void readsUpToWhereItIsTorn()
    {
        const Built built = build();
        for (std::size_t cut = 0; cut < built.bytes.size(); ++cut) {
            const auto run = parseSpool(std::span(built.bytes).first(cut), "x");
            if (cut < built.ends[1]) {
                QVERIFY(!run.has_value());
                QCOMPARE(run.error().code, ErrorCode::Integrity);
                continue;
            }
            QVERIFY2(run.has_value(), qPrintable(message(run)));
            const auto whole = *std::prev(std::upper_bound(built.ends.begin(), built.ends.end(), cut));
            QCOMPARE(run->wholeBytes, std::uint64_t{whole});
            QCOMPARE(run->tornBytes, std::uint64_t{cut - whole});
            QVERIFY(!run->end);
            QVERIFY(run->samples.size() <= built.samples.size());
            for (std::size_t i = 0; i < run->samples.size(); ++i) {
                QVERIFY(test::same(run->samples[i], built.samples[i]));
            }
        }
    }
    void noFlippedBitIsBelieved()
    {
        const Built built = build();
        for (std::size_t at = 0; at < built.bytes.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                Bytes flipped = built.bytes;
                flipped[at] = static_cast<std::uint8_t>(flipped[at] ^ (1U << bit));
                const auto run = parseSpool(flipped, "x");
                if (!run) {
                    QVERIFY(at < built.ends[1]);
                    continue;
                }
                QVERIFY(run->wholeBytes <= at);
                QVERIFY(run->tornBytes > 0);
            }
        }
    }
    void aRecordCountsOnlyInItsPlace()
    {
        const Built built = build();
        const auto part = [&](std::size_t i) {
            return std::span(built.bytes).subspan(built.ends[i], built.ends[i + 1] - built.ends[i]);
        };
        Bytes swapped(built.bytes.begin(), built.bytes.begin() + static_cast<std::ptrdiff_t>(built.ends[1]));
        for (const std::size_t i : {3, 1, 2}) { // samples 12 to 14 first
            swapped.insert(swapped.end(), part(i).begin(), part(i).end());
        }
        const auto run = parseSpool(swapped, "x");
        QVERIFY(run.has_value());
        QCOMPARE(run->wholeBytes, std::uint64_t{built.ends[1]});
        Bytes twice(built.bytes.begin(), built.bytes.begin() + static_cast<std::ptrdiff_t>(built.ends[2]));
        twice.insert(twice.end(), part(1).begin(), part(1).end());
        QCOMPARE(parseSpool(twice, "x")->samples.size(), std::size_t{5});
    }
    void refusesInOneLineWhateverTheHeaderHolds() // found by fuzzing
    {
        RunHeader header = test::header();
        header.program = "TGC Workb\nch \x7f 1.2" + std::string(100, 'x');
        SpoolEncoder encoder;
        Bytes bytes;
        QVERIFY(encoder.begin(header, bytes));
        encoder.end({"stopped", "2026-11-25T15:03:00.000Z", "by hand"}, bytes);
        encoder.end({"stopped", "2026-11-25T15:03:00.000Z", "once more"}, bytes);
        const QString refused = message(parseSpool(bytes, "bench.spool"));
        QVERIFY(refused.contains("(TGC Workb?ch ? 1.2"));
        QVERIFY(!refused.contains('\n') && refused.size() < 250);
    }
    void refusesWholeRecordsThatMakeNoSense_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QByteArray>("payload");
        const auto samples = [](std::uint64_t first, std::uint32_t count, std::uint16_t values, int bytes) {
            QByteArray payload;
            for (int i = 0; i < 8; ++i) {
                payload.append(static_cast<char>(first >> (8 * i)));
            }
            for (int i = 0; i < 4; ++i) {
                payload.append(static_cast<char>(count >> (8 * i)));
            }
            payload.append(static_cast<char>(values)).append(static_cast<char>(values >> 8));
            return payload.append(QByteArray(bytes, 'x'));
        };
        QTest::newRow("an unknown type") << 9 << QByteArray("{}");
        QTest::newRow("type 0") << 0 << QByteArray();
        QTest::newRow("a second header") << 1 << QByteArray("{}");
        QTest::newRow("no samples") << 2 << samples(50, 0, 2, 0);
        QTest::newRow("fewer bytes than samples") << 2 << samples(50, 3, 2, 36);
        QTest::newRow("more bytes than samples") << 2 << samples(50, 1, 2, 37);
        QTest::newRow("as many samples as there can be") << 2 << samples(50, 0xFFFFFFFF, 0xFFFF, 36);
        QTest::newRow("no count") << 2 << QByteArray("abc");
        QTest::newRow("samples again") << 2 << samples(23, 1, 0, 20);
        QTest::newRow("numbers that run over") << 2 << samples(0xFFFFFFFFFFFFFFFFULL, 1, 0, 20);
        QTest::newRow("a mark without a time") << 3 << QByteArray(R"({"kind":"gap"})");
        QTest::newRow("a mark of another kind")
            << 3 << QByteArray(R"({"kind":"x","device_s":1,"until_s":null,"host_ns":1,"text":""})");
        QTest::newRow("a mark of another type")
            << 3 << QByteArray(R"({"kind":"gap","device_s":"1","until_s":null,"host_ns":1,"text":""})");
        QTest::newRow("no JSON") << 3 << QByteArray("{");
        QTest::newRow("no object") << 4 << QByteArray("[]");
        QTest::newRow("an end that counts otherwise")
            << 5 << QByteArray(R"({"status":"done","ended_utc":"","why":"","samples":3,"marks":2,"trends":1})");
    }
    void refusesWholeRecordsThatMakeNoSense()
    {
        QFETCH(int, type);
        QFETCH(QByteArray, payload);
        const Built built = build(false);
        Bytes bytes = built.bytes;
        Bytes record;
        for (std::size_t i = 0; i < 4; ++i) {
            record.push_back(static_cast<std::uint8_t>(static_cast<std::size_t>(payload.size()) >> (8 * i)));
        }
        record.push_back(static_cast<std::uint8_t>(type));
        record.insert(record.end(), payload.begin(), payload.end());
        std::uint32_t before = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            before |= static_cast<std::uint32_t>(bytes[bytes.size() - 4 + i]) << (8 * i);
        }
        const std::uint32_t crc = chainedCrc(before, record);
        for (std::size_t i = 0; i < 4; ++i) {
            record.push_back(static_cast<std::uint8_t>(crc >> (8 * i)));
        }
        bytes.insert(bytes.end(), record.begin(), record.end());
        const auto run = parseSpool(bytes, "bench.spool");
        QVERIFY(!run.has_value());
        QCOMPARE(run.error().code, ErrorCode::Integrity);
        QVERIFY2(message(run).contains("bench.spool: the record at byte " + QString::number(built.bytes.size())),
                 qPrintable(message(run)));
    }
    void nothingFollowsTheEnd()
    {
        Built built = build();
        built.bytes.push_back(0);
        QCOMPARE(parseSpool(built.bytes, "x")->tornBytes, std::uint64_t{1});
    }
    void longRunsOfSamplesAreCutIntoRecords()
    {
        SpoolEncoder encoder;
        Bytes bytes;
        QVERIFY(encoder.begin(test::header("long", 4), bytes));
        std::vector<Sample> samples;
        for (std::uint64_t n = 0; n < 50000; ++n) {
            samples.push_back(test::sample(n, 4));
        }
        encoder.samples(samples, bytes);
        const auto run = parseSpool(bytes, "x");
        QVERIFY2(run.has_value(), qPrintable(message(run)));
        QCOMPARE(run->tornBytes, std::uint64_t{0});
        QCOMPARE(run->samples.size(), samples.size());
        QVERIFY(test::same(run->samples.back(), samples.back()));
    }
    void aNoteOfAnyBytesCostsNothing()
    {
        SpoolEncoder encoder;
        Bytes bytes;
        QVERIFY(encoder.begin(test::header(), bytes));
        encoder.mark({Mark::Kind::Note, std::nan(""), {}, 1, "\xFF\xFE no UTF-8"}, bytes);
        encoder.mark({Mark::Kind::Note, 1.0, {}, 1, std::string(3'000'000, '\x01')}, bytes);
        const auto run = parseSpool(bytes, "x");
        QVERIFY2(run.has_value(), qPrintable(message(run)));
        QCOMPARE(run->marks.size(), std::size_t{2});
        QVERIFY(std::isnan(run->marks[0].device_s));
        QCOMPARE(run->tornBytes, std::uint64_t{0});
    }
    void tellsWhatBrokeOffAtOnce()
    {
        Bytes begun;
        SpoolEncoder encoder;
        QVERIFY(encoder.begin(test::header(), begun));
        for (std::size_t cut = 0; cut < begun.size(); ++cut) {
            QVERIFY2(brokeOffAtOnce(std::span(begun).first(cut)), qPrintable(QString::number(cut)));
        }
        Bytes zeros(begun.size(), 0);
        QVERIFY(brokeOffAtOnce(zeros));
        std::copy_n(begun.begin(), 20, zeros.begin());
        zeros.resize(21 + begun[12] + 256U * begun[13]); // header's length was written, its text was not
        QVERIFY(brokeOffAtOnce(zeros));
        QVERIFY(!brokeOffAtOnce(begun)); // a run without a sample
        const Bytes other = {'a', 'b'};
        QVERIFY(!brokeOffAtOnce(other));

        // A whole recording in which any one bit of the header is wrong is none of these.
        const Bytes whole = build().bytes;
        for (std::size_t bit = 0; bit < 8 * begun.size(); ++bit) {
            Bytes damaged = whole;
            damaged[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
            QVERIFY2(!brokeOffAtOnce(damaged), qPrintable(QString::number(bit)));
        }
    }
    void listsTheSpoolsOfAFolder()
    {
        const QTemporaryDir dir;
        const fs::path folder = dir.path().toStdString();
        const auto write = [&](const char *name, const Bytes &bytes) {
            std::ofstream(folder / name, std::ios::binary)
                .write(reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        };
        QVERIFY(listSpools(folder / "none").empty());
        write("b.spool", build().bytes);
        SpoolEncoder encoder;
        Bytes earlier;
        RunHeader header = test::header("z");
        header.startedUtc = "2026-01-01T00:00:00.000Z";
        QVERIFY(encoder.begin(header, earlier));
        earlier.push_back('x');
        write("z.spool", earlier);
        write("empty.spool", {});
        write("other.spool", {'a', 'b'});
        write("b.txt", build().bytes);
        fs::create_directory(folder / "folder.spool");
        const auto entries = listSpools(folder);
        QCOMPARE(entries.size(), std::size_t{2});
        QCOMPARE(entries[0].header.run, std::string("z"));
        QCOMPARE(entries[1].file, folder / "b.spool");
        QVERIFY(!entries[1].owned);
        QCOMPARE(spoolFilesIn(folder).size(), std::size_t{4});
        QCOMPARE(readSpool(folder / "nothing.spool").error().code, ErrorCode::Io);
        QCOMPARE(readSpool(folder / "empty.spool").error().code, ErrorCode::Integrity);
        QCOMPARE(spoolFolderOf("/data/runs.sqlite"), fs::path("/data/runs.sqlite-spool"));
    }
    void tellsNetworkFileSystems_data()
    {
        QTest::addColumn<quint32>("magic");
        QTest::addColumn<bool>("network");
        // statfs(2), linux/magic.h
        QTest::newRow("ext4") << quint32{0xEF53} << false;
        QTest::newRow("xfs") << quint32{0x58465342} << false;
        QTest::newRow("btrfs") << quint32{0x9123683E} << false;
        QTest::newRow("overlay") << quint32{0x794C7630} << false;
        QTest::newRow("tmpfs") << quint32{0x01021994} << false;
        QTest::newRow("zfs") << quint32{0x2FC12FC1} << false;
        QTest::newRow("nfs") << quint32{0x6969} << true;
        QTest::newRow("smb") << quint32{0x517B} << true;
        QTest::newRow("cifs") << quint32{0xFF534D42} << true;
        QTest::newRow("smb2") << quint32{0xFE534D42} << true;
        QTest::newRow("afs") << quint32{0x5346414F} << true;
        QTest::newRow("fuse") << quint32{0x65735546} << true;
        QTest::newRow("9p") << quint32{0x01021997} << true;
    }
    void tellsNetworkFileSystems()
    {
        QFETCH(quint32, magic);
        QFETCH(bool, network);
        QCOMPARE(networkFileSystem(magic).has_value(), network);
    }
};

QTEST_APPLESS_MAIN(TestSpool)
#include "tst_spool.moc"
