// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <clocale>
#include <cmath>
#include <filesystem>

#include <netcdf.h>

#include "analysis/core/decimal.h"
#include "app/formats/file_bytes.h"
#include "app/formats/imported_run.h"
#include "app/formats/netcdf_extent.h"
#include "app/formats/write_andi.h"

using namespace tgc;
using namespace tgc::formats;
namespace fs = std::filesystem;

namespace {

/// What a program that knows only the standard sees, by libnetcdf alone.
class Foreign {
public:
    explicit Foreign(const fs::path &file) { m_status = nc_open(file.c_str(), NC_NOWRITE, &m_id); }
    Foreign(const Foreign &) = delete;
    Foreign &operator=(const Foreign &) = delete;
    ~Foreign() { nc_close(m_id); }
    [[nodiscard]] bool good() const { return m_status == NC_NOERR; }
    [[nodiscard]] std::string attribute(const char *key, const char *variable = nullptr) const
    {
        int id = NC_GLOBAL;
        std::size_t length = 0;
        if ((variable != nullptr && nc_inq_varid(m_id, variable, &id) != NC_NOERR) ||
            nc_inq_attlen(m_id, id, key, &length) != NC_NOERR) {
            return "(none)";
        }
        std::string text(length, '\0');
        nc_get_att_text(m_id, id, key, text.data());
        return text;
    }
    [[nodiscard]] std::vector<double> numbers(const char *variable) const
    {
        int id = 0;
        int rank = 0;
        int dimension = 0;
        std::size_t length = 1;
        if (nc_inq_varid(m_id, variable, &id) != NC_NOERR) {
            return {};
        }
        nc_inq_varndims(m_id, id, &rank);
        if (rank == 1) {
            nc_inq_vardimid(m_id, id, &dimension);
            nc_inq_dimlen(m_id, dimension, &length);
        }
        std::vector<double> values(length);
        nc_get_var_double(m_id, id, values.data());
        return values;
    }
    [[nodiscard]] int type(const char *variable) const
    {
        int id = 0;
        nc_type type = NC_NAT;
        return nc_inq_varid(m_id, variable, &id) == NC_NOERR && nc_inq_vartype(m_id, id, &type) == NC_NOERR ? type
                                                                                                            : NC_NAT;
    }

private:
    int m_id = 0;
    int m_status = 0;
};

Chromatogram withValues(const std::vector<double> &times_s, const std::string &unit = "uV", double scale = 1.0 / 3.0)
{
    std::vector<double> values;
    for (std::size_t i = 0; i < times_s.size(); ++i) {
        values.push_back(1e5 + scale * static_cast<double>(i * i % 97));
    }
    return Chromatogram::create(times_s, values, unit).value();
}

std::vector<double> evenTimes(double start, double interval, int points)
{
    std::vector<double> times_s;
    for (int i = 0; i < points; ++i) {
        times_s.push_back(start + static_cast<double>(i) * interval);
    }
    return times_s;
}

/// As printed with three decimals and read again: even, but not to the last bit.
std::vector<double> printedTimes(double interval, int points)
{
    std::vector<double> times_s;
    for (int i = 0; i < points; ++i) {
        times_s.push_back(QString::number(interval * i, 'f', 3).toDouble());
    }
    return times_s;
}

} // namespace

class TestWriteAndi : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    [[nodiscard]] fs::path path(const char *name) const { return m_folder.filePath(name).toStdString(); }

private slots:
    void initTestCase() { std::setlocale(LC_ALL, "de_DE.UTF-8"); }

    void theSamplesComeBackToTheLastBit_data()
    {
        QTest::addColumn<std::vector<double>>("times_s");
        QTest::addColumn<QString>("flag");
        QTest::addColumn<bool>("listed");
        QTest::newRow("10 Hz") << evenTimes(0.0, 0.1, 3000) << "Y" << false;
        QTest::newRow("with a delay") << evenTimes(12.3456, 0.96, 500) << "Y" << false;
        QTest::newRow("before the injection") << evenTimes(-2.5, 1.0 / 3.0, 500) << "Y" << false;
        QTest::newRow("printed times") << printedTimes(0.1, 3000) << "Y" << true;
        QTest::newRow("rounded times") << printedTimes(1.0 / 30.0, 500) << "N" << true;
        QTest::newRow("uneven") << std::vector<double>{0.0, 0.1, 0.35, 4.0, 4.5, 9.0} << "N" << true;
        QTest::newRow("two samples") << std::vector<double>{1.0, 3.0} << "Y" << false;
        QTest::newRow("one sample") << std::vector<double>{7.25} << "Y" << false;
    }
    void theSamplesComeBackToTheLastBit()
    {
        QFETCH(std::vector<double>, times_s);
        QFETCH(QString, flag);
        QFETCH(bool, listed);
        const Chromatogram trace = withValues(times_s);
        QVERIFY(writeAndi(path("t.cdf"), trace, {}).has_value());
        const auto run = importRun(path("t.cdf"));
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        const Chromatogram &back = *run->channels.at(0).trace;
        QCOMPARE(back.size(), trace.size());
        for (std::size_t i = 0; i < trace.size(); ++i) {
            QVERIFY2(back.times_s()[i] == trace.times_s()[i] && back.values()[i] == trace.values()[i],
                     qPrintable(QString::number(i)));
        }
        QCOMPARE(back.signalUnit(), std::string("uV"));
        const Foreign foreign(path("t.cdf"));
        QVERIFY(foreign.good());
        QCOMPARE(QString::fromStdString(foreign.attribute("uniform_sampling_flag", "ordinate_values")), flag);
        QCOMPARE(!foreign.numbers("raw_data_retention").empty(), listed);
        // A program that knows delay and interval only is off by no more than rounding, where sampling is even.
        const double delay = foreign.numbers("actual_delay_time").at(0);
        const double interval = foreign.numbers("actual_sampling_interval").at(0);
        for (std::size_t i = 0; flag == "Y" && i < trace.size(); ++i) {
            QVERIFY(std::abs(delay + static_cast<double>(i) * interval - trace.times_s()[i]) <= 1e-6 * interval);
        }
    }
    void theStandardsTypesWhereTheyKeepEveryBit()
    {
        // Counts of a 24-bit converter fit into 32-bit floats; thirds do not.
        QVERIFY(writeAndi(path("c.cdf"), withValues(evenTimes(0.0, 0.5, 100), "counts", 1.0), {}).has_value());
        QCOMPARE(Foreign(path("c.cdf")).type("ordinate_values"), NC_FLOAT);
        QCOMPARE(Foreign(path("c.cdf")).type("actual_sampling_interval"), NC_FLOAT);
        QVERIFY(writeAndi(path("v.cdf"), withValues(evenTimes(0.0, 0.1, 100)), {}).has_value());
        QCOMPARE(Foreign(path("v.cdf")).type("ordinate_values"), NC_DOUBLE);
        const auto bytes = readFileBytes(path("v.cdf")).value();
        QVERIFY(isClassicNetcdf(bytes));
        QCOMPARE(bytes.at(3), '\1'); // the oldest version, which every program reads
        QCOMPARE(netcdfExtent(bytes).value(), bytes.size());
    }
    void whatIsKnownOfTheRunSurvives()
    {
        AndiNotes notes;
        notes.source = Source::Simulated;
        notes.program = "TGC Workbench 1.2.3";
        notes.run = "R12";
        notes.sample = "Zelle µ-7 \"a\"";
        notes.sampleType = "standard";
        notes.channel = "TCD";
        notes.detector = "tcd front";
        notes.instrument = "Shimadzu GC-2030"; // whose own files give area and height in other units
        notes.method = "h2.met";
        notes.acquiredAt = "2026-03-01T12:34:56.789Z";
        notes.processing = "classic 4, result version 2";
        const Chromatogram trace = withValues(evenTimes(0.0, 0.5, 200));
        auto known =
            Chromatogram::create(evenTimes(0.0, 0.5, 200), {trace.values().begin(), trace.values().end()}, "V").value();
        QVERIFY(writeAndi(path("s.cdf"), std::move(known).withSaturation({{10.0, 12.5}, {40.0, 41.0}}).value(), notes)
                    .has_value());
        const auto run = importRun(path("s.cdf")).value();
        QVERIFY(run.source == Source::Simulated);
        QCOMPARE(run.sampleName.value_or(""), notes.sample);
        QCOMPARE(run.instrument.value_or(""), notes.instrument);
        QCOMPARE(run.methodName.value_or(""), notes.method);
        QCOMPARE(run.acquiredAt.value_or(""), notes.acquiredAt);
        QCOMPARE(run.channels.at(0).name, notes.channel);
        QCOMPARE(run.channels.at(0).detector, notes.detector);
        QCOMPARE(run.channels.at(0).trace->signalUnit(), std::string("V"));
        const auto saturated = run.channels.at(0).trace->saturation();
        QCOMPARE(saturated.size(), std::size_t{2});
        QVERIFY(saturated[0] == (Stretch{10.0, 12.5}) && saturated[1] == (Stretch{40.0, 41.0}));
        QVERIFY(run.warnings.empty());
        const Foreign foreign(path("s.cdf"));
        QCOMPARE(foreign.attribute("injection_date_time_stamp"), std::string("20260301123456+0000"));
        QCOMPARE(foreign.attribute("detector_unit"), std::string("V"));
        QCOMPARE(foreign.attribute("retention_unit"), std::string("seconds"));
        QCOMPARE(foreign.attribute("dataset_completeness"), std::string("C1"));
        QVERIFY(foreign.attribute("experiment_title").starts_with("SIMULATED DATA"));
        QVERIFY(foreign.attribute("administrative_comments").starts_with("SIMULATED DATA"));
        notes.source = Source::Measured;
        notes.acquiredAt = "7/24/2023 9:15"; // as a file wrote it: no time stamp of the standard's
        QVERIFY(writeAndi(path("m.cdf"), withValues(evenTimes(0.0, 0.5, 20)), notes).has_value());
        QVERIFY(importRun(path("m.cdf"))->source == Source::Imported);
        QCOMPARE(importRun(path("m.cdf"))->acquiredAt.value_or(""), notes.acquiredAt);
        QCOMPARE(Foreign(path("m.cdf")).attribute("injection_date_time_stamp"), std::string("(none)"));
        QCOMPARE(Foreign(path("m.cdf")).attribute("experiment_title"), std::string("R12"));
    }
    void thePeakTableSurvives()
    {
        AndiNotes notes;
        notes.channel = "TCD";
        notes.peaks = {{"H2", 50.1, 48.3, 53.7, 1234.5, 5013.25, 99.5, 101.25, "BV", false},
                       {std::nullopt, 61.0, 53.7, 66.0, -12.0, -30.5, 101.25, 100.0, "VB", true},
                       {std::string(200, 'x') + "µ", 80.0, 78.0, 82.0, 1.0, 2.0, 100.0, 100.0, "MM", false}};
        QVERIFY(writeAndi(path("p.cdf"), withValues(evenTimes(0.0, 0.1, 1000)), notes).has_value());
        const auto run = importRun(path("p.cdf")).value();
        const auto &peaks = run.channels.at(0).vendorPeaks;
        QCOMPARE(peaks.size(), notes.peaks.size());
        for (std::size_t i = 0; i < peaks.size(); ++i) {
            const AndiPeak &written = notes.peaks[i];
            QVERIFY(peaks[i].name == written.name && peaks[i].code == written.code &&
                    peaks[i].manual == written.manual);
            QVERIFY(peaks[i].apex_s == written.apex_s && peaks[i].start_s == written.start_s &&
                    peaks[i].end_s == written.end_s && peaks[i].height == written.height &&
                    peaks[i].area == written.area && peaks[i].baselineStart == written.baselineStart &&
                    peaks[i].baselineEnd == written.baselineEnd);
            QCOMPARE(peaks[i].areaUnit, std::string("uV*s"));
            QCOMPARE(peaks[i].heightUnit, std::string("uV"));
        }
        const Foreign foreign(path("p.cdf"));
        QCOMPARE(foreign.attribute("dataset_completeness"), std::string("C1+C2"));
        QVERIFY(foreign.numbers("peak_area") == (std::vector<double>{5013.25, -30.5, 2.0}));
        QVERIFY(foreign.numbers("manually_reintegrated_peaks") == (std::vector<double>{0, 1, 0}));
    }
    void wholeOrNotAtAll()
    {
        const auto nowhere = writeAndi(path("no/such/folder/t.cdf"), withValues(evenTimes(0.0, 0.1, 10)), {});
        QVERIFY(!nowhere.has_value());
        QVERIFY2(nowhere.error().message.find("t.cdf") != std::string::npos, nowhere.error().message.c_str());
        QVERIFY(writeAndi(path("kept.cdf"), withValues(evenTimes(0.0, 0.1, 10)), {}).has_value());
        QVERIFY(writeAndi(path("kept.cdf"), withValues(evenTimes(0.0, 0.1, 20)), {}).has_value()); // replaced
        QCOMPARE(importRun(path("kept.cdf"))->channels.at(0).trace->size(), std::size_t{20});
        for (const auto &entry : fs::directory_iterator(m_folder.path().toStdString())) {
            QVERIFY2(!entry.path().filename().string().starts_with('.'), entry.path().c_str());
        }
    }
    void flippedBitsNeverCrash()
    {
        AndiNotes notes;
        notes.program = "TGC Workbench 1";
        notes.channel = "TCD";
        notes.peaks = {{"H2", 2.0, 1.0, 3.0, 4.0, 5.0, 6.0, 7.0, "BB", false}};
        auto trace = withValues(printedTimes(0.1, 50));
        QVERIFY(writeAndi(path("f.cdf"), std::move(trace).withSaturation({{1.0, 2.0}}).value(), notes).has_value());
        const auto bytes = readFileBytes(path("f.cdf")).value();
        std::size_t refused = 0;
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            std::string flipped = bytes;
            flipped[i] = static_cast<char>(static_cast<unsigned char>(flipped[i]) ^ (1U << (i % 8)));
            const auto run = importBytes(flipped, "f.cdf");
            QVERIFY(run.has_value() || !run.error().message.empty());
            refused += run ? 0 : 1;
        }
        qInfo("%zu of %zu files with a flipped bit were refused, the others read", refused, bytes.size());
    }
    void opensWithNcdump()
    {
        const QString program = QStandardPaths::findExecutable(QStringLiteral("ncdump"));
        if (program.isEmpty()) {
            QSKIP("ncdump (Debian package netcdf-bin) is not here");
        }
        AndiNotes notes;
        notes.peaks = {{"H2", 2.0, 1.0, 3.0, 4.0, 5.0, 6.0, 7.0, "BB", false}};
        QVERIFY(writeAndi(path("n.cdf"), withValues(evenTimes(0.0, 0.1, 50)), notes).has_value());
        QProcess process;
        process.start(program, {m_folder.filePath("n.cdf")});
        QVERIFY(process.waitForFinished(30000) && process.exitCode() == 0);
        const QByteArray text = process.readAllStandardOutput();
        QVERIFY2(text.contains("point_number = 50") && text.contains("\"H2\""), text.constData());
    }
};

QTEST_GUILESS_MAIN(TestWriteAndi)
#include "tst_write_andi.moc"
