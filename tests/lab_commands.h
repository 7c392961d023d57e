// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>

#include <cmath>
#include <vector>

#include "tests/run_tgc.h"
#include "tests/spool_builder.h"

/// A laboratory's store through the real program, and every command that writes to one or out of one.
namespace tgc::test {

struct LabCommand {
    const char *name;
    QStringList arguments;
};

class LabStore {
public:
    /// The folder of inputs, of calibration and of the data folder; the store may stand elsewhere.
    explicit LabStore(QString folder) : m_folder(std::move(folder)) {}

    [[nodiscard]] TgcRun tgc(const QStringList &arguments, const QString &store) const
    {
        return runTgc(arguments + QStringList{"--db", store}, m_folder);
    }
    /// Results of two groups, a run, a vial that was sealed, and a recording that waits to be taken in.
    void make(const QString &store) const
    {
        const QString examples = QStringLiteral(TGC_SOURCE_DIR "/resources/examples/");
        trace("run1.csv", 1);
        for (int i = 2; i < 6; ++i) {
            trace("run" + QString::number(i) + ".csv", i);
        }
        writeText(m_folder + "/vials.csv",
                  "sample_id,group,vial_volume_mL,liquid_volume_mL,temperature_C,pressure_rating_kPa,li_upper_mAh,"
                  "reaction_s,draws_planned\nV-03,A,20,2,25,300,5,1800,2\nV-04,A,20,2,25,300,5,1800,2\n");
        writeText(m_folder + "/more.csv", "sample_id,group\nV-08,A\n");
        for (const QStringList &arguments :
             {QStringList{"calibrate", examples + "STANDARDS.csv", "--out", "cal.json", "--store"},
              QStringList{"quantify", examples + "SAMPLES.csv", "--blanks", examples + "BLANKS.csv", "--calibration",
                          "cal.json", "--store", "--operator", "A. Maker"},
              QStringList{"import", "run1.csv"}, QStringList{"import", "vials.csv", "--samples"},
              QStringList{"vials", "step", "V-03", "sealed", "--by", "jd"},
              QStringList{"vials", "step", "V-04", "sealed", "--by", "jd"}}) {
            const TgcRun run = tgc(arguments, store);
            QVERIFY2(run.status == 0, run.err.constData());
        }
        addRecording(store);
    }
    static void addRecording(const QString &store)
    {
        SpoolBuilder(header("run-1"))
            .samples(1, 3000)
            .end()
            .write(std::filesystem::path((store + "-spool").toStdString()) / "run-1.spool");
    }
    /// A run of 4000 samples that no other has.
    void trace(const QString &name, int number) const
    {
        QByteArray text = "# source: simulated\ntime_s,signal_uV\n";
        for (int i = 0; i < 4000; ++i) {
            const double z = 0.01 * i - 20.0;
            text += QByteArray::number(0.01 * i, 'g', 17) + ',' +
                    QByteArray::number(number + 100.0 * std::exp(-0.5 * z * z), 'g', 17) + '\n';
        }
        writeText(m_folder + '/' + name, text);
    }

    /// All that write to the store.
    [[nodiscard]] static std::vector<LabCommand> writing()
    {
        const QString examples = QStringLiteral(TGC_SOURCE_DIR "/resources/examples/");
        return {
            {"import runs", {"import", "run2.csv", "run3.csv", "run4.csv"}},
            {"import samples", {"import", "more.csv", "--samples"}},
            {"keep a calibration", {"calibrate", examples + "STANDARDS.csv", "--weights", "1/x", "--store"}},
            {"save results",
             {"quantify", examples + "SAMPLES.csv", "--blanks", examples + "BLANKS.csv", "--calibration", "cal.json",
              "--recovery", "0.985,0.006", "--store"}},
            {"reprocess", {"reprocess", "R1"}},
            {"vial step", {"vials", "step", "V-03", "dosed", "--value", "2", "--unit", "mL", "--by", "jd"}},
            {"void a step", {"vials", "void", "V-04", "2", "--reason", "wrong vial"}},
            {"approve", {"approve", "cell-01", "cell-02", "--reviewer", "B. Reviewer", "--statement", "checked"}},
            {"take a recording in", {"recover"}},
        };
    }
    /// All that write a file; `out` is its folder.
    [[nodiscard]] static std::vector<LabCommand> exporting(const QString &out)
    {
        return {
            {"CSV", {"export", "runs", "--out", out + "/runs.csv"}},
            {"breakdown as CSV", {"export", "breakdown", "--out", out + "/breakdown.csv"}},
            {"XLSX", {"export", "breakdown", "--out", out + "/breakdown.xlsx"}},
            {"chromatogram as CSV", {"export", "chromatogram", "--run", "R1", "--out", out + "/r1.csv"}},
            {"netCDF", {"export", "chromatogram", "--run", "R1", "--out", out + "/r1.cdf"}},
            {"PDF", {"report", "--run", "R1", "--out", out + "/r1.pdf"}},
            {"backup", {"backup", out + "/backup.sqlite"}},
            {"archive", {"archive", "carbonate", "--out", out + "/archive.sqlite"}},
        };
    }
    /// All that only read.
    [[nodiscard]] static std::vector<LabCommand> reading()
    {
        return {
            {"runs", {"runs", "--format", "csv"}},
            {"show", {"show", "R1"}},
            {"samples", {"samples", "--format", "csv"}},
            {"vials", {"vials", "--format", "csv"}},
            {"vial steps", {"vials", "steps", "V-03"}},
            {"review", {"review", "--format", "csv"}},
            {"export", {"export", "breakdown", "--out", "-"}},
            {"verify", {"verify"}},
        };
    }

private:
    QString m_folder;
};

} // namespace tgc::test
