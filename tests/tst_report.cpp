// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QIODevice>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "analysis/core/decimal.h"
#include "analysis/quantification/groups.h"
#include "app/cli/store_evaluation.h"
#include "app/formats/read_table.h"
#include "app/report/write_report.h"
#include "app/session/breakdown_records.h"
#include "app/session/evaluate.h"
#include "app/session/run_records.h"

using namespace tgc;

namespace {

/// A Gaussian of height 500 uV at 52 s with sigma 1.1 s, over a straight baseline: area 500 * 1.1 * sqrt(2 pi).
Chromatogram hydrogenTrace()
{
    std::vector<double> values;
    for (int i = 0; i <= 1200; ++i) {
        const double t = 0.1 * i;
        const double wave = 0.5 * std::sin(7.0 * i) + 0.3 * std::sin(3.1 * i); // noise that is the same each time
        values.push_back(850.0 + 0.05 * t + 500.0 * std::exp(-0.5 * std::pow((t - 52.0) / 1.1, 2)) + wave);
    }
    return Chromatogram::uniform(seconds(0.0), seconds(0.1), std::move(values), "uV").value();
}

template <class T>
T must(Result<T> result)
{
    if (!result) {
        throw std::runtime_error(result.error().message);
    }
    return std::move(*result);
}

/// The same number as `value` with the decimals that two digits of u leave, as a person would write it.
QString byHand(double value, double u)
{
    return QString::number(value, 'f', std::max(0, 1 - static_cast<int>(std::floor(std::log10(u)))));
}

QString pdfText(const QString &file, int page = 0)
{
    QStringList arguments{QStringLiteral("-layout")};
    if (page > 0) {
        arguments << QStringLiteral("-f") << QString::number(page) << QStringLiteral("-l") << QString::number(page);
    }
    QProcess process;
    process.start(QStringLiteral("pdftotext"), arguments << file << QStringLiteral("-"));
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput()).simplified();
}

/// The footer says how many there are.
int pagesOf(const QString &file)
{
    const auto match = QRegularExpression(QStringLiteral("page 1 of (\\d+)")).match(pdfText(file, 1));
    return match.captured(1).toInt();
}

report::ReportOptions atNoon()
{
    report::ReportOptions options;
    options.person = "A. Tester";
    options.at = std::chrono::sys_days(std::chrono::year(2026) / 1 / 31) + std::chrono::hours(12);
    return options;
}

} // namespace

/// The report of a store, read back from its PDF.
class TestReport : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QVERIFY2(!QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty(), "install poppler-utils");
        fillStore();
    }

    void theReportHoldsTheNumbersThatWereSaved()
    {
        const QString file = write("carbonate");
        QVERIFY(pagesOf(file) >= 4);
        const QString text = pdfText(file);
        QCOMPARE(m_rows.size(), std::size_t(5));
        int reported = 0;
        for (const Breakdown &row : m_rows) {
            if (row.group != "carbonate") {
                QVERIFY(!text.contains(QString::fromStdString(row.sampleId)));
                continue;
            }
            ++reported;
            QVERIFY2(text.contains(QString::fromStdString(row.sampleId)), row.sampleId.c_str());
            const auto holds = [&](double value, double u) {
                const QString shown = byHand(value, u) + " ± " + byHand(u, u);
                QVERIFY2(text.contains(shown), qPrintable(shown));
            };
            holds(inMilliampereHours(row.li0.value), inMilliampereHours(row.li0.u));
            holds(inMicrograms(row.li0Mass.value), inMicrograms(row.li0Mass.u));
            holds(inMicromoles(row.h2Net.value), inMicromoles(row.h2Net.u));
            holds(inMilliampereHours(row.sei->value), inMilliampereHours(row.sei->u));
            holds(100.0 * row.li0Fraction->value, 100.0 * row.li0Fraction->u);
            QVERIFY(text.contains(QString::number(100.0 * *row.coulombicEfficiency, 'f', 2)));
            const QString interval = byHand(inMilliampereHours(row.li0.low), inMilliampereHours(row.li0.u)) + " to " +
                                     byHand(inMilliampereHours(row.li0.high), inMilliampereHours(row.li0.u));
            QVERIFY2(text.contains(interval), qPrintable(interval));
            for (const std::string &flag : row.flags) {
                QVERIFY2(text.contains(QString::fromStdString(flag)), flag.c_str());
            }
        }
        QVERIFY(reported >= 2);
    }

    /// Of all samples: each pair of groups, by Welch and Hedges (analysis/quantification/groups.h, tested by itself).
    void groupsAreComparedWhereThereAreSeveral()
    {
        QVERIFY(!pdfText(write("carbonate")).contains("Groups compared"));
        const QString text = pdfText(write(nullptr)).simplified();
        const QString part = text.mid(text.indexOf("Groups compared"), 700);
        QVERIFY2(part.startsWith("Groups compared") && part.contains("- ether"), qPrintable(part));
        std::map<std::string, std::vector<double>> metal;
        for (const Breakdown &row : m_rows) {
            metal[row.group].push_back(inMilliampereHours(row.li0.value));
        }
        const auto compared = compareGroups(metal["carbonate"], metal["ether"]);
        const double half = 0.5 * (compared->high - compared->low);
        QVERIFY2(text.contains(byHand(compared->difference, half)), qPrintable(byHand(compared->difference, half)));
        QVERIFY(text.contains(QStringLiteral("%1 (%2)").arg(compared->t, 0, 'f', 2).arg(compared->dof, 0, 'f', 1)));
        QVERIFY(text.contains(QString::number(compared->hedgesG, 'f', 2)));
    }

    void theReportSaysWhatItRestsOn()
    {
        const QString text = pdfText(write("carbonate"));
        for (const char *words : {
                 "One electron lost is one Li", // (i)
                 "No hydrogen comes from LiH, Al", // (ii)
                 "All deposits were in the vial", // (iii)
                 "No soft short", // (iv)
                 "separator or counter electrode", // (v)
                 "corroded while the cell rested", // (vi)
                 "Aluminium",
                 "Zinc",
                 "Silicon", // false positives
                 "SI-2019, IUPAC-2021",
                 "2026-01-31 12:00:00 UTC",
                 "A. Tester",
                 "tgc-classic",
                 "Lack of fit",
                 "Critical value",
                 "Injected volume",
                 "Replicate cells",
                 "SD of cells",
                 "Free gas volume",
                 "Said of their vials and cells",
                 "Charge balance",
             }) {
            QVERIFY2(text.contains(QString::fromUtf8(words)), words);
        }
        QVERIFY(text.contains(QString::fromStdString(std::string(hash).substr(0, 12))));
        QVERIFY(text.contains("R1"));
    }

    /// The example data are typed; one sample's chromatogram is simulated.
    void everyPageIsBrandedWhereAnythingIsSimulated()
    {
        const QString file = write("carbonate");
        const int pages = pagesOf(file);
        for (int page = 1; page <= pages; ++page) {
            const QString text = pdfText(file, page);
            QVERIFY2(text.contains("SIMULATED DATA among the inputs"), qPrintable(QString::number(page)));
            QVERIFY(text.contains(QStringLiteral("page %1 of %2").arg(page).arg(pages)));
        }
        QVERIFY(pdfText(file, pages + 1).isEmpty());
        QVERIFY(!pdfText(write("ether")).contains("SIMULATED"));
    }

    void theSameStoreAtTheSameTimeGivesTheSameBytes()
    {
        QFile first(write("carbonate", "first.pdf"));
        QFile second(write("carbonate", "second.pdf"));
        QVERIFY(first.open(QIODevice::ReadOnly) && second.open(QIODevice::ReadOnly));
        const QByteArray bytes = first.readAll();
        QVERIFY(bytes.startsWith("%PDF-"));
        QCOMPARE(bytes, second.readAll());
        QVERIFY(bytes.contains("/CreationDate (D:20260131120000"));
    }

    void aRunIsReportedWithItsSampleAndAloneWithout()
    {
        const auto store = must(db::Store::openReadOnly(m_file));
        const QString of = m_folder.filePath("run.pdf");
        QVERIFY(report::writeRunReport(store, m_run, of.toStdString(), atNoon()).has_value());
        QString text = pdfText(of);
        QVERIFY(text.contains("Report of run R1"));
        QVERIFY(text.contains("with-run"));
        QVERIFY(text.contains("Li metal"));
        QVERIFY(report::writeRunReport(store, m_checkRun, of.toStdString(), atNoon()).has_value());
        text = pdfText(of);
        QVERIFY(text.contains("check, done"));
        QVERIFY(text.contains("By the latest calibration in the store"));
        QVERIFY(!text.contains("breakdown"));
    }

    void whatCannotBeReportedIsRefused_data()
    {
        QTest::addColumn<QString>("group");
        QTest::addColumn<QString>("says");
        QTest::newRow("no such group") << "polymer"
                                       << "no sample";
        QTest::newRow("nothing saved") << "unsaved"
                                       << "quantify --store";
    }
    void whatCannotBeReportedIsRefused()
    {
        QFETCH(QString, group);
        QFETCH(QString, says);
        const auto store = must(db::Store::openReadOnly(m_file));
        const QString out = m_folder.filePath("refused.pdf");
        const auto done = report::writeGroupReport(store, group.toStdString(), out.toStdString(), atNoon());
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::BadInput);
        QVERIFY2(done.error().message.find(says.toStdString()) != std::string::npos, done.error().message.c_str());
        QVERIFY(!QFile::exists(out));
    }

    void nothingIsLeftWhereItCannotBeWritten()
    {
        const auto store = must(db::Store::openReadOnly(m_file));
        const QString out = m_folder.filePath("no such folder/report.pdf");
        QVERIFY(!report::writeGroupReport(store, "carbonate", out.toStdString(), atNoon()));
        QVERIFY(!QFile::exists(out));
    }

private:
    static constexpr const char *hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    QTemporaryDir m_folder;
    std::string m_file;
    std::vector<Breakdown> m_rows;
    db::RecordId m_run = 0;
    db::RecordId m_checkRun = 0;

    QString write(const char *group, const char *name = "report.pdf")
    {
        const auto store = must(db::Store::openReadOnly(m_file));
        QString out = m_folder.filePath(QString::fromUtf8(name));
        const auto wanted = group == nullptr ? std::nullopt : std::optional<std::string>(group);
        const auto done = report::writeGroupReport(store, wanted, out.toStdString(), atNoon());
        if (!done) {
            throw std::runtime_error(done.error().message);
        }
        return out;
    }

    static db::RecordId storeRun(db::Store &store, const std::string &kind, const std::string &contentHash,
                                 double &area)
    {
        db::NewRun run;
        run.status = "done";
        run.kind = kind;
        run.source = Source::Simulated;
        run.fileName = kind + ".csv";
        run.contentHash = contentHash;
        run.startedUtc = "2026-01-30T09:00:00Z";
        run.channels = {{"TCD", "tcd", hydrogenTrace(), {}, "", ""}};
        const auto id = must(store.addRun(run)).id;
        IntegrationOptions options;
        options.targets = {{"H2", seconds(52.0), seconds(4.0)}};
        const session::ChannelIntegration done{"TCD", "uV", options.targets,
                                               integrateClassic(*run.channels[0].trace, options)};
        must(store.saveResult(session::integrationRecord(id, Source::Simulated, {done})));
        for (const Peak &peak : done.result.peaks) {
            area = peak.name ? inDetectorUnitSeconds(peak.area) : area;
        }
        return id;
    }

    /// The shipped examples, one more sample of group carbonate with a run, one more of group ether, and one in a group of its own with no result.
    void fillStore()
    {
        const std::string examples = TGC_SOURCE_DIR "/resources/examples/";
        const auto standards = must(formats::readTable(examples + "STANDARDS.csv"));
        const auto blanks = must(formats::readTable(examples + "BLANKS.csv"));
        auto samples = must(formats::readTable(examples + "SAMPLES.csv"));
        m_file = m_folder.filePath("lab.sqlite").toStdString();
        auto store = must(db::Store::open(m_file));
        double area = 0.0;
        m_run = storeRun(store, "sample", hash, area);
        double checkArea = 0.0;
        m_checkRun = storeRun(store, "check", std::string("fedcba98") + hash, checkArea);
        QVERIFY(std::abs(area - 500.0 * 1.1 * std::sqrt(2.0 * M_PI)) < 0.01 * area);
        const session::TraceIntegrator integrator = [area](const std::string &) {
            return session::TraceArea{area, "uV*s", Source::Simulated, {}, {}};
        };
        const auto curve = must(session::calibrateStandards(standards, {}, integrator)).curve;
        addSample(samples, "with-run", "carbonate");
        auto replicate = *std::find_if(samples.rows.begin(), samples.rows.end(),
                                       [&](const auto &row) { return row.cells[*samples.column("group")] == "ether"; });
        replicate.cells[*samples.column("sample_id")] = "cell-04";
        replicate.cells[*samples.column("charge_stripped_mAh")] = "1.480";
        auto &typed = replicate.cells[*samples.column("area")];
        typed = shortest(1.1 * *parseDotDecimal(typed));
        samples.rows.push_back(replicate);
        const auto evaluated = must(session::evaluate(samples, blanks, curve, {}, integrator));
        m_rows = evaluated.rows;
        const std::map<std::string, db::RecordId> runs{{"sample.csv", m_run}};
        must0(cli::storeSamples(store, blanks, db::SampleKind::Blank, Source::Typed, runs));
        must0(cli::storeSamples(store, samples, db::SampleKind::Sample, Source::Typed, runs));
        const auto calibration = must(session::storeCalibration(store, "examples", curve));
        must(session::storeBreakdowns(store, m_rows, calibration, std::vector{session::breakdownInputs({})}));
        db::Sample unsaved;
        unsaved.sampleId = "later";
        unsaved.values = {{"group", "unsaved"}};
        must(store.saveSample(unsaved));
    }

    static void must0(const Result<void> &done)
    {
        if (!done) {
            throw std::runtime_error(done.error().message);
        }
    }

    /// A row like the table's first, whose area comes from a trace.
    static void addSample(formats::TextTable &table, const std::string &id, const std::string &group)
    {
        if (!table.column("trace")) {
            table.columns.emplace_back("trace");
            for (auto &row : table.rows) {
                row.cells.emplace_back();
            }
        }
        auto row = table.rows.front();
        row.cells[*table.column("sample_id")] = id;
        row.cells[*table.column("group")] = group;
        row.cells[*table.column("area")] = "";
        row.cells[*table.column("trace")] = "sample.csv";
        table.rows.push_back(row);
    }
};

QTEST_MAIN(TestReport)
#include "tst_report.moc"
