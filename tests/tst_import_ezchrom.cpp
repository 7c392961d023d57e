// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <clocale>

#include "tests/vendor_reference.h"

using namespace tgc;
using namespace tgc::formats;

namespace {

/// Made up, in the layout EZChrom Elite 3 writes; latin-1.
const std::string small = "Version:\t3\nMaxchannels:\t2\nSample ID:\tS-1\nData File:\tz:\\a.dat\nMethod:\tz:\\m.met\n"
                          "User Name:\tSystem\nAcquisition Date and Time:\t6/29/2023 4:07:41 PM\n"
                          "Sampling Rate:\t10.000000\t5.000000\tHz\nTotal Data Points:\t3\t2\tPts.\n"
                          "X Axis Title:\tMinutes\tMinutes\nY Axis Title:\tcounts\t25 \xB5V\n"
                          "X Axis Multiplier:\t0.016667\t0.016667\nY Axis Multiplier:\t0.000130208\t0.5\n"
                          "17416\n-5\n7\n100\n101\n";

} // namespace

class TestImportEzchrom : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { std::setlocale(LC_ALL, "de_DE.UTF-8"); }

    void readsBothSeparators()
    {
        std::string commas = small;
        std::replace(commas.begin(), commas.end(), '\t', ',');
        for (const auto &text : {small, commas}) {
            const auto run = importBytes(text, "a.asc");
            QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
            QCOMPARE(run->format, std::string("ezchrom-ascii"));
            QCOMPARE(run->sampleName.value_or(""), std::string("S-1"));
            QCOMPARE(run->channels.size(), 2U);
            const auto &one = *run->channels[0].trace;
            QCOMPARE(one.signalUnit(), std::string("counts"));
            QCOMPARE(one.values()[1], -5.0);
            QCOMPARE(one.times_s()[2], 0.2);
            const auto &two = *run->channels[1].trace;
            QCOMPARE(two.signalUnit(), std::string("25uV"));
            QCOMPARE(two.values()[1], 50.5);
            QCOMPARE(two.times_s()[1], 0.2);
        }
    }
    void damagedFilesAreRefusedNotCrashed()
    {
        for (std::size_t keep = 0; keep < small.size(); ++keep) {
            QVERIFY(!importBytes(std::string_view(small).substr(0, keep), "a.asc").has_value());
        }
        QVERIFY(!importBytes(small + "5\n", "a.asc").has_value());
        for (std::size_t i = 0; i < small.size(); ++i) {
            for (unsigned bit = 0; bit < 8; ++bit) {
                std::string flipped = small;
                flipped[i] = static_cast<char>(static_cast<unsigned char>(flipped[i]) ^ (1U << bit));
                const auto run = importBytes(flipped, "a.asc");
                QVERIFY(run.has_value() || !run.error().message.empty());
            }
        }
    }
    void agreesWithAnotherDecoder()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        const auto folder = reference::set("ezchrom-gc-permanent-gas-h2");
        const auto run = importRun(folder / "original" / "230324.dat.asc");
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        for (const auto &[i, file] : {std::pair(0U, "230324_fid.trace.csv"), std::pair(1U, "230324_tcd.trace.csv")}) {
            const auto different = reference::compareTrace(run->channels.at(i), folder / file, 1e-9);
            QVERIFY2(different.empty(), different.c_str());
        }
        const auto tab = importRun(folder / "original" / "2023-06-29-007.dat.asc");
        QVERIFY2(tab.has_value(), tab ? "" : tab.error().message.c_str());
        QCOMPARE(tab->channels.at(0).trace->signalUnit(), std::string("pA"));
        QCOMPARE(tab->channels.at(1).trace->signalUnit(), std::string("25uV"));
        QCOMPARE(tab->channels.at(1).trace->values()[0], 469888 * 0.000130208); // counts in the reference trace
    }
};

QTEST_GUILESS_MAIN(TestImportEzchrom)
#include "tst_import_ezchrom.moc"
