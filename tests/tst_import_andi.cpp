// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <clocale>
#include <fstream>

#include <netcdf.h>

#include "app/formats/andi_units.h"
#include "app/formats/file_bytes.h"
#include "app/formats/netcdf_extent.h"
#include "tests/vendor_reference.h"

using namespace tgc;
using namespace tgc::formats;

namespace {

struct Made {
    bool classVp = false;     ///< minutes, bounds as sample numbers, baseline times in hours, values in uV
    bool uniform = true;
    float interval = 0.96F;
};

void putText(int id, int variable, const char *key, const std::string &text)
{
    nc_put_att_text(id, variable, key, text.size(), text.c_str());
}

/// A small ANDI file made by libnetcdf itself: 50 points, one peak.
std::string makeAndi(const Made &made, const QString &path)
{
    int id = 0;
    int points = 0;
    int peaks = 0;
    int width = 0;
    nc_create(path.toUtf8().constData(), NC_CLOBBER, &id);
    nc_def_dim(id, "point_number", 50, &points);
    nc_def_dim(id, "peak_number", 1, &peaks);
    nc_def_dim(id, "_12_byte_string", 12, &width);
    const auto define = [id](const char *name, nc_type type, std::vector<int> dimensions) {
        int variable = 0;
        nc_def_var(id, name, type, static_cast<int>(dimensions.size()), dimensions.data(), &variable);
        return variable;
    };
    const int signal = define("ordinate_values", NC_FLOAT, {points});
    const int interval = define("actual_sampling_interval", NC_FLOAT, {});
    const int delay = define("actual_delay_time", NC_FLOAT, {});
    const int raw = define("raw_data_retention", NC_FLOAT, {points});
    std::vector<int> columns;
    for (const char *name :
         {"peak_retention_time", "peak_start_time", "peak_end_time", "peak_area", "peak_height", "baseline_start_time",
          "baseline_stop_time", "baseline_start_value", "baseline_stop_value"}) {
        columns.push_back(define(name, NC_FLOAT, {peaks}));
    }
    const int peakName = define("peak_name", NC_CHAR, {peaks, width});
    putText(id, signal, "uniform_sampling_flag", made.uniform ? "Y" : "N");
    putText(id, NC_GLOBAL, "detector_unit", made.classVp ? "Volts" : "mAU");
    putText(id, NC_GLOBAL, "retention_unit", made.classVp ? "time in minutes" : "seconds");
    putText(id, NC_GLOBAL, "dataset_origin", made.classVp ? "Shimadzu" : "made up");
    putText(id, NC_GLOBAL, "sample_name", std::string("S 1\0\0  ", 7));
    putText(id, NC_GLOBAL, "injection_date_time_stamp", "20240102030405+0100");
    nc_enddef(id);
    std::vector<float> values(50);
    std::vector<float> times(50);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = made.classVp ? 0.001F * static_cast<float>(i) : static_cast<float>(i);
        times[i] = static_cast<float>(i * i);
    }
    nc_put_var_float(id, signal, values.data());
    nc_put_var_float(id, raw, times.data());
    const float step = made.classVp ? 0.25F / 60.0F : made.interval;
    nc_put_var_float(id, interval, &step);
    const float zero = 0.0F;
    nc_put_var_float(id, delay, &zero);
    // Sample 20 is the apex, 10 to 30 the bounds.
    const float s = step;
    const std::vector<float> cells =
        made.classVp ? std::vector<float>{20 * s, 10, 30, 5000, 400, 10 * s / 60, 30 * s / 60, 10000, 30000}
                     : std::vector<float>{20 * s, 10 * s, 30 * s, 5, 4, 10 * s, 30 * s, 10, 30};
    for (std::size_t i = 0; i < cells.size(); ++i) {
        nc_put_var_float(id, columns[i], &cells[i]);
    }
    const std::string padded("H2\0         ", 12);
    nc_put_var_text(id, peakName, padded.data());
    nc_close(id);
    return readFileBytes(path.toStdString()).value_or("");
}

} // namespace

class TestImportAndi : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

private slots:
    void initTestCase() { std::setlocale(LC_ALL, "de_DE.UTF-8"); }

    void readsASmallFile()
    {
        const auto bytes = makeAndi({}, m_folder.filePath("a.cdf"));
        const auto run = importBytes(bytes, "a.cdf");
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        QCOMPARE(run->format, std::string("andi"));
        QCOMPARE(run->sampleName.value_or(""), std::string("S 1"));
        QCOMPARE(run->acquiredAt.value_or(""), std::string("2024-01-02T03:04:05+01:00"));
        const auto &trace = *run->channels[0].trace;
        QCOMPARE(trace.size(), 50U);
        QCOMPARE(trace.signalUnit(), std::string("mAU"));
        QCOMPARE(trace.times_s()[10], 10 * 0.96); // not 10 times the 32-bit 0.95999998
        const auto &peak = run->channels[0].vendorPeaks.at(0);
        QCOMPARE(peak.name.value_or(""), std::string("H2"));
        QCOMPARE(peak.areaUnit, std::string("mAU*s"));
        QCOMPARE(peak.baselineEnd.value(), 30.0);
    }
    void undoesClassVpTimes()
    {
        Made made;
        made.classVp = true;
        const auto run = importBytes(makeAndi(made, m_folder.filePath("vp.cdf")), "vp.cdf");
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        const auto &channel = run->channels[0];
        QVERIFY(std::abs(channel.trace->times_s()[40] - 10.0) < 1e-6); // 40 steps of 0.25 s
        const auto &peak = channel.vendorPeaks.at(0);
        QVERIFY(std::abs(*peak.apex_s - 5.0) < 1e-6);
        QVERIFY(std::abs(*peak.start_s - 2.5) < 1e-6);
        QVERIFY(std::abs(*peak.end_s - 7.5) < 1e-6);
        QVERIFY(std::abs(*peak.baselineStart - 0.01) < 1e-9); // 10000 uV on a trace in V
        QCOMPARE(peak.areaUnit, std::string("uV*s"));
    }
    void readsUnevenSampling()
    {
        Made made;
        made.uniform = false;
        const auto run = importBytes(makeAndi(made, m_folder.filePath("n.cdf")), "n.cdf");
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        QCOMPARE(run->channels[0].trace->times_s()[7], 49.0);
        QVERIFY(!run->channels[0].trace->interval().has_value());
    }
    void refusesImpossibleIntervals()
    {
        Made made;
        made.interval = 0.0F;
        const auto run = importBytes(makeAndi(made, m_folder.filePath("z.cdf")), "z.cdf");
        QVERIFY(!run && run.error().message.find("actual_sampling_interval") != std::string::npos);
    }
    // libnetcdf itself fills what is missing with zeros.
    void everyShorterFileIsRefused()
    {
        const auto bytes = makeAndi({}, m_folder.filePath("t.cdf"));
        QVERIFY(importBytes(bytes, "t.cdf").has_value());
        QCOMPARE(netcdfExtent(bytes).value(), bytes.size());
        for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
            QVERIFY(!importBytes(std::string_view(bytes).substr(0, bytes.size() - cut), "t.cdf").has_value());
        }
    }
    void flippedBitsNeverCrash()
    {
        const auto bytes = makeAndi({}, m_folder.filePath("f.cdf"));
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            for (unsigned bit = 0; bit < 8; ++bit) {
                std::string flipped = bytes;
                flipped[i] = static_cast<char>(static_cast<unsigned char>(flipped[i]) ^ (1U << bit));
                const auto run = importBytes(flipped, "f.cdf");
                QVERIFY(run.has_value() || !run.error().message.empty());
            }
        }
    }
    void agreesWithTheVendors_data()
    {
        QTest::addColumn<QString>("set");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("chromatogram");
        QTest::addColumn<QString>("unit");
        const auto add = [](const char *file, const char *chromatogram, const char *unit) {
            QTest::newRow(chromatogram) << "andi-aia-samples" << file << chromatogram << unit;
        };
        add("CLASS10.CDF", "shimadzu_class10_vitamin", "V");
        add("SHIMADZU.CDF", "shimadzu_trial1", "uV");
        add("DNX-7AN.CDF", "dionex_7anions", "uS");
        add("ACID.CDF", "pe_nelson_acid", "uV");
        add("PK-SUM01N01.CDF", "pe_1020_pksum", "uV");
        add("AAA250PM.CDF", "beckman_aminoacids", "AU");
        add("ICI_21_2.CDF", "ici_dp800", "uV");
        add("VARIAN2.CDF", "varian_star_2", "AU");
        add("WATERS4.CDF", "waters_4", "V");
        add("WAT_490.CDF", "waters_490_parabens", "AU");
        add("WAT_9962.CDF", "waters_996_phenones", "AU");
        add("WAT_MS2D.CDF", "waters_ms_phenones", "Intens");
        QTest::newRow("agilent_hplc") << "andi-chemstation-lc-2018"
                                      << "agilent_hplc.cdf"
                                      << "agilent_hplc"
                                      << "mAU";
    }
    void agreesWithTheVendors()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        QFETCH(QString, set);
        QFETCH(QString, file);
        QFETCH(QString, chromatogram);
        QFETCH(QString, unit);
        const auto folder = reference::set(set.toStdString());
        const auto run = importRun(folder / "original" / file.toStdString());
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        const auto &channel = run->channels.at(0);
        const auto trace = reference::compareTrace(channel, folder / (chromatogram.toStdString() + ".trace.csv"), 1e-9,
                                                   unit.toStdString());
        QVERIFY2(trace.empty(), trace.c_str());
        const auto peaks = reference::comparePeaks(channel, set.toStdString(), chromatogram.toStdString());
        QVERIFY2(peaks.empty(), peaks.c_str());
        // Cut anywhere, a real file is refused as well.
        const auto bytes = readFileBytes(folder / "original" / file.toStdString()).value();
        for (std::size_t keep = 1; keep < bytes.size() - 512; keep += 1 + bytes.size() / 61) {
            QVERIFY(!importBytes(std::string_view(bytes).substr(0, keep), "cut").has_value());
        }
    }
};

QTEST_GUILESS_MAIN(TestImportAndi)
#include "tst_import_andi.moc"
