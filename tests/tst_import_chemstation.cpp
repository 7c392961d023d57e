// SPDX-License-Identifier: GPL-3.0-or-later
#include <QStringConverter>
#include <QStringEncoder>
#include <QTest>

#include <bit>
#include <clocale>

#include "app/formats/file_bytes.h"
#include "tests/vendor_reference.h"

using namespace tgc;
using namespace tgc::formats;

namespace {

void put(std::string &bytes, std::size_t at, std::uint64_t value, std::size_t count)
{
    for (std::size_t k = 0; k < count; ++k) {
        bytes[at + k] = static_cast<char>(value >> (8 * (count - 1 - k)) & 0xFFU);
    }
}

void putText(std::string &bytes, std::size_t at, const std::string &ascii)
{
    bytes[at] = static_cast<char>(ascii.size());
    for (std::size_t k = 0; k < ascii.size(); ++k) {
        bytes[at + 1 + 2 * k] = ascii[k];
    }
}

std::string words(const std::vector<int> &values)
{
    std::string data;
    for (const int value : values) {
        data += static_cast<char>(static_cast<unsigned>(value) >> 8U & 0xFFU);
        data += static_cast<char>(static_cast<unsigned>(value) & 0xFFU);
    }
    return data;
}

/// A made-up signal file: scale 0.5, 5 Hz from -0.2 s on, unit "25 uV".
std::string makeSignal(const std::string &version, const std::string &data, int points)
{
    std::string bytes(0x1800, '\0');
    bytes[0] = 3;
    bytes.replace(1, 3, version);
    put(bytes, 0x108, 13, 4);
    const int last_ms = -200 + 200 * (points - 1);
    if (version == "130") {
        put(bytes, 0x11A, static_cast<std::uint32_t>(-200), 4);
        put(bytes, 0x11E, static_cast<std::uint32_t>(last_ms), 4);
    } else {
        put(bytes, 0x11A, std::bit_cast<std::uint32_t>(-200.0F), 4);
        put(bytes, 0x11E, std::bit_cast<std::uint32_t>(static_cast<float>(last_ms)), 4);
    }
    put(bytes, 0x127C, std::bit_cast<std::uint64_t>(0.5), 8);
    putText(bytes, 0x35A, "S-1");
    putText(bytes, 0x957, "24-Jul-23, 21:37:10");
    putText(bytes, 0x104C, "25 uV");
    putText(bytes, 0x1075, "TCD2B, Back Signal");
    return bytes + data;
}

std::string make181()
{
    // 70000 as an absolute value, second differences 2, -1, 0, then the last value once more
    return makeSignal("181", words({0x7FFF, 0, 1, 70000 - 65536, 2, -1, 0, 0x7FFF, 0, 1, 9464, 0}), 5);
}

std::string make179()
{
    std::string data;
    for (int i = 0; i < 200; ++i) {
        const double value = 0.5 * i * i - 3.0;
        auto bits = std::bit_cast<std::uint64_t>(value);
        for (int k = 0; k < 8; ++k) {
            data += static_cast<char>(bits & 0xFFU);
            bits >>= 8U;
        }
    }
    return makeSignal("179", data, 200);
}

std::string make130()
{
    std::vector<int> data = {0x1064, -32768, 1, 70000 - 65536, 5, -7}; // 100 values, the first absolute
    data.insert(data.end(), 97, 1);
    data.push_back(0x1064);
    data.insert(data.end(), 100, -1);
    return makeSignal("130", words(data), 200);
}

const char *const report = R"(Sample Name: S-1
Acq. Instrument : Instrument 1                    Location : Vial 1
Injection Date  : 7/24/2023 9:37:10 PM                 Inj :   1
Method          : C:\CHEM32\H2.M
                     External Standard Report

Signal 1: TCD2 B, Back Signal

RetTime  Type     Area     Amt/Area    Amount   Grp   Name
 [min]         [25 µV*s]             [mol%]
-------|------|----------|----------|----------|--|------------------
  0.700 BB       169.2013   1.000e-2    1.69201    H2
  3.340 MM N       -4.5e1          -          -    CO 2
 11.500                 -          -          -    propane

Totals :                             1.69201

Signal 2: FID1 A,

                         Summed Peaks Report
Signal 1: TCD2 B,
                          *** End of Report ***
)";

} // namespace

class TestImportChemstation : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { std::setlocale(LC_ALL, "de_DE.UTF-8"); }

    void readsSignals_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QList<double>>("values");
        QTest::newRow("181") << QByteArray::fromStdString(make181())
                             << QList<double>{35000, 35001, 35001.5, 35002, 37500};
        QTest::newRow("179") << QByteArray::fromStdString(make179()) << QList<double>{-1.5, -1.25, -0.5};
        QTest::newRow("130") << QByteArray::fromStdString(make130()) << QList<double>{35000, 35002.5, 34999, 34999.5};
    }
    void readsSignals()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QList<double>, values);
        const auto run = importBytes(bytes.toStdString(), "s.ch");
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        QCOMPARE(run->format, std::string("chemstation-ch"));
        QCOMPARE(run->sampleName.value_or(""), std::string("S-1"));
        const auto &channel = run->channels.at(0);
        QCOMPARE(channel.name, std::string("TCD2B, Back Signal"));
        QCOMPARE(channel.detector, std::string("TCD2B"));
        QCOMPARE(channel.trace->signalUnit(), std::string("25uV"));
        const auto seen = channel.trace->values().first(static_cast<std::size_t>(values.size()));
        QCOMPARE(QList<double>(seen.begin(), seen.end()), values);
        QVERIFY(std::abs(inSeconds(channel.trace->start()) + 0.2) < 1e-9);
        QVERIFY(std::abs(inSeconds(*channel.trace->interval()) - 0.2) < 1e-9);
    }
    void everyShorterSignalIsRefused()
    {
        for (const auto &bytes : {make181(), make179(), make130()}) {
            // Of 179 and 130 only the time span tells: a cut that leaves another whole rate cannot be seen.
            const std::size_t least = bytes.substr(1, 3) != "181" ? bytes.size() - 80 : 1;
            for (std::size_t keep = least; keep < bytes.size(); ++keep) {
                QVERIFY2(!importBytes(std::string_view(bytes).substr(0, keep), "s.ch").has_value(),
                         qPrintable(QString::fromStdString(bytes.substr(1, 3)) + ' ' + QString::number(keep)));
            }
        }
    }
    void flippedBitsNeverCrash()
    {
        for (const auto &bytes : {make181(), make179(), make130()}) {
            for (std::size_t i = 0; i < bytes.size(); ++i) {
                for (const unsigned bit : {0U, 3U, 7U}) {
                    std::string flipped = bytes;
                    flipped[i] = static_cast<char>(static_cast<unsigned char>(flipped[i]) ^ (1U << bit));
                    const auto run = importBytes(flipped, "s.ch");
                    QVERIFY(run.has_value() || !run.error().message.empty());
                }
            }
        }
    }
    void readsAReport_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QString text = QString::fromUtf8(report);
        QTest::newRow("UTF-8") << text.toUtf8();
        QTest::newRow("latin-1") << text.toLatin1();
        QTest::newRow("latin-1, CRLF") << QString(text).replace("\n", "\r\n").toLatin1();
        QStringEncoder utf16(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
        QTest::newRow("UTF-16") << QByteArray(utf16.encode(text));
    }
    void readsAReport()
    {
        QFETCH(QByteArray, bytes);
        const auto run = importBytes(bytes.toStdString(), "Report.TXT");
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        QCOMPARE(run->format, std::string("chemstation-report"));
        QCOMPARE(run->methodName.value_or(""), std::string("C:\\CHEM32\\H2.M"));
        QCOMPARE(run->acquiredAt.value_or(""), std::string("7/24/2023 9:37:10 PM"));
        QCOMPARE(run->channels.size(), 2U);
        const auto &channel = run->channels[0];
        QVERIFY(!channel.trace.has_value());
        QCOMPARE(channel.name, std::string("TCD2 B, Back Signal"));
        QCOMPARE(channel.vendorPeaks.size(), 3U);
        const auto &h2 = channel.vendorPeaks[0];
        QCOMPARE(h2.name.value_or(""), std::string("H2"));
        QCOMPARE(h2.apex_s.value(), 42.0);
        QCOMPARE(h2.area.value(), 169.2013);
        QCOMPARE(h2.areaUnit, std::string("25uV*s"));
        QCOMPARE(h2.concentration.value(), 1.69201);
        QCOMPARE(channel.vendorPeaks[1].code, std::string("MM N"));
        QCOMPARE(channel.vendorPeaks[1].area.value(), -45.0);
        QVERIFY(channel.vendorPeaks[1].manual);
        QCOMPARE(channel.vendorPeaks[1].name.value_or(""), std::string("CO 2"));
        QVERIFY(channel.vendorPeaks[2].absent);
        QVERIFY(run->channels[1].vendorPeaks.empty());
    }
    void damagedReports()
    {
        const std::string text = report;
        for (std::size_t keep = 0; keep < text.find(" ***\n"); ++keep) {
            QVERIFY(!importBytes(std::string_view(text).substr(0, keep), "Report.TXT").has_value());
        }
        for (std::size_t i = 0; i < text.size(); ++i) {
            for (const unsigned bit : {0U, 4U, 7U}) {
                std::string flipped = text;
                flipped[i] = static_cast<char>(static_cast<unsigned char>(flipped[i]) ^ (1U << bit));
                const auto run = importBytes(flipped, "Report.TXT");
                QVERIFY(run.has_value() || !run.error().message.empty());
            }
        }
        std::string bad = text;
        bad.replace(bad.find("169.2013"), 8, "169.2x13");
        const auto run = importBytes(bad, "Report.TXT");
        QVERIFY(!run && run.error().message.starts_with("Report.TXT:12: "));
    }
    void agreesWithChemstation_data()
    {
        QTest::addColumn<QString>("set");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("chromatogram");
        QTest::newRow("181 FID") << "chemstation-6890-fid-tcd"
                                 << "001F0101_FID1A.ch"
                                 << "run1_FID1A";
        QTest::newRow("181 TCD") << "chemstation-6890-fid-tcd"
                                 << "001F0101_TCD2B.ch"
                                 << "run1_TCD2B";
        QTest::newRow("181 FID, starts below zero") << "chemstation-6890-fid-tcd"
                                                    << "001F0102_FID1A.ch"
                                                    << "run2_FID1A";
        QTest::newRow("181 TCD, starts below zero") << "chemstation-6890-fid-tcd"
                                                    << "001F0102_TCD2B.ch"
                                                    << "run2_TCD2B";
        QTest::newRow("179 FID") << "chemstation-gc2asm-fid"
                                 << "V179.D_FID1A.ch"
                                 << "v179_det401";
    }
    void agreesWithChemstation()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        QFETCH(QString, set);
        QFETCH(QString, file);
        QFETCH(QString, chromatogram);
        const auto folder = reference::set(set.toStdString());
        const auto run = importRun(folder / "original" / file.toStdString());
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        const auto different =
            reference::compareTrace(run->channels.at(0), folder / (chromatogram.toStdString() + ".trace.csv"), 1e-6);
        QVERIFY2(different.empty(), different.c_str());
        const auto bytes = readFileBytes(folder / "original" / file.toStdString()).value();
        for (std::size_t lost = 1; lost < bytes.size(); lost += 1 + lost / 3) {
            QVERIFY2(!importBytes(std::string_view(bytes).substr(0, bytes.size() - lost), "cut").has_value(),
                     qPrintable(QString::number(lost)));
        }
    }
    void readsTheRealReport()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        for (const auto &[file, stem] :
             {std::pair("001F0101_Report.TXT", "run1"), std::pair("001F0102_Report.TXT", "run2")}) {
            const auto run = importRun(reference::set("chemstation-6890-fid-tcd") / "original" / file);
            QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
            QCOMPARE(run->channels.size(), 2U);
            for (const std::size_t i : {0U, 1U}) {
                // The report prints five decimals at best, the reference comes from the full-precision REPORT01.CSV.
                const auto different =
                    reference::comparePeaks(run->channels[i], "chemstation-6890-fid-tcd",
                                            std::string(stem) + (i == 0 ? "_FID1A" : "_TCD2B"), 1e-5, 0.03);
                QVERIFY2(different.empty(), different.c_str());
            }
        }
    }
    void readsTheExportedSignal()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        const auto folder = reference::set("chemstation-tcd-h2-gasbag");
        const auto run = importRun(folder / "original" / "LOHC003_01_GS2_TCD_SPEC.CSV");
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        // That reference lays the times on an even grid; the file's own wander by up to 0.2 ms.
        const auto different =
            reference::compareTrace(run->channels.at(0), folder / "LOHC003_01.trace.csv", 1e-3, "unstated");
        QVERIFY2(different.empty(), different.c_str());
    }
};

QTEST_GUILESS_MAIN(TestImportChemstation)
#include "tst_import_chemstation.moc"
