// SPDX-License-Identifier: GPL-3.0-or-later
// tgc charges, check and compare, through the real program.
#include <QFile>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

#include "tests/run_tgc.h"

namespace {

/// Cells of a CSV by row and column name.
QList<QMap<QString, QString>> rowsOf(const QByteArray &csv)
{
    QList<QMap<QString, QString>> rows;
    const QStringList lines = QString::fromUtf8(csv).split(u'\n', Qt::SkipEmptyParts);
    const QStringList columns = lines.value(0).split(u',');
    for (const QString &line : lines.mid(1)) {
        const QStringList cells = line.split(u',');
        QMap<QString, QString> row;
        for (qsizetype i = 0; i < columns.size(); ++i) {
            row[columns[i]] = cells.value(i);
        }
        rows << row;
    }
    return rows;
}

} // namespace

class TestCliCells : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    TgcRun tgc(const QStringList &arguments) const { return runTgc(arguments, m_folder.path(), "de_DE.UTF-8"); }
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }

private slots:
    void initTestCase()
    {
        writeText(file("cell.csv"), "time_s,current_mA,voltage_V,cycle,step\n0,-1,-0.05,1,1\n3600,-1,-0.04,1,1\n"
                                    "3600,1,0.05,1,2\n5400,1,1.0,1,2\n");
        writeText(file("broken.csv"), "a,b\n1,2\n");
        writeText(file("standards.csv"),
                  "level,amount_nmol,area\n1,10,4100\n1,10,4110\n2,100,40090\n2,100,40120\n3,200,"
                  "80100\n3,200,80120\n");
        QCOMPARE(tgc({"calibrate", "standards.csv", "--out", "CAL.json"}).status, 0);
    }
    void charges()
    {
        const TgcRun run = tgc({"charges", "cell.csv", "--format", "csv"});
        QCOMPARE(run.status, 0);
        const auto rows = rowsOf(run.out);
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[0]["role"], "plated");
        QCOMPARE(rows[0]["charge_mAh"], "1");
        QCOMPARE(rows[0]["counter_mAh"], "");
        QCOMPARE(rows[1]["role"], "stripped");
        QCOMPARE(rows[1]["charge_mAh"], "0.5");
        QCOMPARE(rows[1]["end_voltage_V"], "1");
    }
    void chargesOfAFile()
    {
        const TgcRun run = tgc({"charges", "cell.csv", "--sum", "--plating", "charge", "--format", "csv"});
        const auto rows = rowsOf(run.out);
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows[0]["charge_plated_mAh"], "0.5");
        QCOMPARE(rows[0]["charge_stripped_mAh"], "1");
        QCOMPARE(rows[0]["inactive_mAh"], "-0.5");
        QCOMPARE(rows[0]["cycling_time_h"], "1.5");
        QCOMPARE(rows[0]["last_role"], "plated");
    }
    void chargesGoOnAfterABadFile()
    {
        const TgcRun run = tgc({"charges", "broken.csv", "cell.csv", "--format", "csv"});
        QCOMPARE(run.status, 2);
        QCOMPARE(rowsOf(run.out).size(), 2);
        QVERIFY(run.err.contains("broken.csv: no headings of a cycler file"));
    }
    /// The contract (cli.md): others are still done unless --all-or-nothing; a header alone is no answer.
    void badFilesLeaveNoHeaderAlone()
    {
        for (const QStringList &more : {QStringList{}, QStringList{"--sum"}}) {
            const TgcRun bad = tgc(QStringList{"charges", "broken.csv", "--format", "csv"} + more);
            QCOMPARE(bad.status, 2);
            QCOMPARE(bad.out, QByteArray());
            const TgcRun none =
                tgc(QStringList{"charges", "cell.csv", "broken.csv", "--all-or-nothing", "--format", "csv"} + more);
            QCOMPARE(none.status, 2);
            QCOMPARE(none.out, QByteArray());
        }
        const TgcRun all = tgc({"charges", "cell.csv", "cell.csv", "--all-or-nothing", "--sum", "--format", "csv"});
        QCOMPARE(all.status, 0);
        QCOMPARE(rowsOf(all.out).size(), 2);
    }
    void ownColumnsAreChecked()
    {
        QCOMPARE(tgc({"charges", "cell.csv", "--columns", "zeit=time_s"}).status, 2);
        const TgcRun run = tgc({"charges", "broken.csv", "--columns", "time_s=a,current_mA=c"});
        QCOMPARE(run.status, 2);
        QVERIFY(run.err.contains("all the headings that were named"));
    }
    void declaredCellsAreHeldAgainstTheirVoltages()
    {
        const auto rows = rowsOf(
            tgc({"charges", "cell.csv", "--sum", "--cell-type", "Li||Cu", "--cutoff", "1", "--format", "csv"}).out);
        QCOMPARE(rows[0]["cell_type"], "Li||Cu");
        QCOMPARE(rows[0]["stripped_to_cutoff"], "yes");
        QCOMPARE(rows[0]["mean_plating_V"], "-0.04");
        const TgcRun wrong = tgc({"charges", "cell.csv", "--sum", "--cell-type", "anode-free"});
        QCOMPARE(wrong.status, 2);
        QVERIFY(wrong.err.contains("that is a cell against lithium"));
        const TgcRun symmetric = tgc({"charges", "cell.csv", "--cell-type", "Li||Li"});
        QCOMPARE(symmetric.status, 2);
        QVERIFY(symmetric.err.contains("refused"));
        QCOMPARE(tgc({"charges", "cell.csv", "--cell-type", "foil", "--plating", "discharge"}).status, 2);
        const TgcRun turned = tgc({"charges", "cell.csv", "--plating", "charge", "--format", "csv"});
        QCOMPARE(turned.status, 0); // nothing was declared: said, not refused
        QVERIFY(turned.err.contains("each other's role"));
    }
    void halfCyclesThatDoNotCountAreListed()
    {
        const auto rows = rowsOf(tgc({"charges", "cell.csv", "--sum", "--halves", "1", "--format", "csv"}).out);
        QCOMPARE(rows[0]["half_cycles"], "1");
        QCOMPARE(rows[0]["charge_stripped_mAh"], "0");
        QCOMPARE(rows[0]["left_out"], "2 charge 0.5 mAh");
        const auto halves = rowsOf(tgc({"charges", "cell.csv", "--halves", "2-", "--format", "csv"}).out);
        QCOMPARE(halves[0]["counted"], "no");
        QCOMPARE(halves[1]["counted"], "yes");
        for (const char *wrong : {"3", "0", "2-1", "a", "1,,2"}) {
            QVERIFY2(tgc({"charges", "cell.csv", "--halves", wrong}).status == 2, wrong);
        }
    }
    void safetyBeforeTheDose()
    {
        const QByteArray vial = "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,pressure_rating_kPa,foil_mg,"
                                "charge_plated_mAh,charge_stripped_mAh\n";
        writeText(file("plan.csv"), vial + "a,30,0.5,25,300,2.5,1.6,1.05\n");
        const TgcRun good = tgc({"safety", "plan.csv", "--format", "csv"});
        QVERIFY2(good.status == 0, good.err);
        const auto rows = rowsOf(good.out);
        QCOMPARE(rows[0]["verdict"], "safe");
        // 2.5 mg / 6.94 g/mol F + 1.6 mAh; half a mol H2 a mol of electrons.
        QVERIFY(std::abs(rows[0]["li_upper_mAh"].toDouble() - 11.254712) < 1e-6);
        QVERIFY(std::abs(rows[0]["h2_umol"].toDouble() - 209.964370) < 1e-5);
        // Before the cell's last strip is known the plated charge stands alone; an evaluation needs both.
        writeText(file("plated.csv"), "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,pressure_rating_kPa,"
                                      "foil_mg,charge_plated_mAh\na,30,0.5,25,300,2.5,1.6\n");
        const TgcRun plated = tgc({"safety", "plated.csv", "--format", "csv"});
        QVERIFY2(plated.status == 0, plated.err);
        QCOMPARE(rowsOf(plated.out)[0]["li_upper_mAh"], rows[0]["li_upper_mAh"]);
        writeText(file("plan.csv"),
                  vial + "a,30,0.5,25,300,2.5,1.6,1.05\nb,30,0.5,25,300,25,1.6,1.05\nc,30,0.5,25,,25,,\n");
        const TgcRun bad = tgc({"safety", "plan.csv", "--format", "csv"});
        QCOMPARE(bad.status, 1);
        QCOMPARE(rowsOf(bad.out)[1]["verdict"], "do-not-dose"); // more than 500 umol H2
        QCOMPARE(rowsOf(bad.out)[2]["verdict"], "not-known");
        QVERIFY(bad.out.contains("pressure_rating_kPa is missing"));
    }
    void nitrogenOfTracesIsTheMarkerOfAir()
    {
        // Gaussians of area height x sigma x sqrt(2 pi): H2 at 50 s, N2 at 80 s.
        const auto trace = [this](const QString &name, double nitrogen) {
            QByteArray csv = "time_s,signal_uV\n";
            for (int i = 0; i < 1200; ++i) {
                const double t = 0.1 * i;
                const auto peak = [t](double height, double at) {
                    return height * std::exp(-0.5 * std::pow(t - at, 2));
                };
                csv +=
                    QByteArray::number(t) + ',' +
                    QByteArray::number(0.05 * ((i * 7919) % 11 - 5) + peak(16000, 50) + peak(nitrogen, 80), 'g', 12) +
                    '\n';
            }
            writeText(file(name), csv);
        };
        trace("a.csv", 900);
        trace("b1.csv", 200);
        trace("b2.csv", 210);
        const QByteArray header =
            "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,trace\n";
        writeText(file("traced.csv"), header + "A,30,0.5,25,locked,0.5,a.csv\n");
        writeText(file("traced-blanks.csv"),
                  header + "B1,30,0.5,25,locked,0.5,b1.csv\nB2,30,0.5,25,locked,0.5,b2.csv\n");
        const QStringList job = {"quantify", "traced.csv", "--blanks", "traced-blanks.csv", "--calibration",
                                 "CAL.json", "--format",   "json",     "--target",          "H2=50:4"};
        const TgcRun plain = tgc(job);
        QVERIFY2(plain.status == 0, plain.err);
        QVERIFY(!plain.out.contains("\"air\""));
        const TgcRun marked = tgc(job + QStringList{"--target", "N2=80:4"});
        QVERIFY2(marked.status == 0, marked.err);
        QVERIFY2(marked.out.contains("air-in-vial"), marked.out);
        QVERIFY(marked.out.contains("\"air\":{\"air\":true"));
    }
    void importedChargesGoIntoTheSample()
    {
        writeText(file("samples-of-store.csv"), "sample_id,group,vial_volume_mL,area,injection_volume_mL\n"
                                                "cell,A,30,61000,0.5\ncell,,,58000,0.5\n");
        const QStringList db = {"--db", "cells.sqlite"};
        QCOMPARE(tgc(QStringList{"import", "samples-of-store.csv"} + db).status, 0);
        const TgcRun run = tgc(QStringList{"import", "cell.csv", "--format", "csv"} + db); // known by its content
        QVERIFY2(run.status == 0, run.err);
        QCOMPARE(rowsOf(run.out)[0]["kind"], "charges");
        QCOMPARE(rowsOf(run.out)[0]["record"], "cell");
        QCOMPARE(rowsOf(run.out)[0]["outcome"], "changed");
        const auto samples = rowsOf(tgc(QStringList{"samples", "--format", "csv"} + db).out);
        QCOMPARE(samples.size(), 1);
        QCOMPARE(samples[0]["draws"], "2"); // they are still there
        QCOMPARE(samples[0]["charge_plated_mAh"], "1");
        QCOMPARE(samples[0]["charge_stripped_mAh"], "0.5");
        const TgcRun again = tgc(QStringList{"import", "cell.csv", "--cycler", "--format", "csv"} + db);
        QCOMPARE(rowsOf(again.out)[0]["outcome"], "already there");
        const TgcRun other =
            tgc(QStringList{"import", "cell.csv", "--sample", "other", "--plating", "charge", "--format", "csv"} + db);
        QCOMPARE(rowsOf(other.out)[0]["outcome"], "added");
        QVERIFY(other.err.contains("active, not inactive"));
        QCOMPARE(tgc(QStringList{"import", "cell.csv", "cell.csv", "--sample", "other"} + db).status, 2);
        const TgcRun declared =
            tgc(QStringList{"import", "cell.csv", "--cell-type", "Li||Cu", "--cutoff", "2", "--format", "csv"} + db);
        QCOMPARE(rowsOf(declared.out)[0]["outcome"], "changed"); // cell_type and stripped_to_cutoff are new
        QCOMPARE(tgc(QStringList{"import", "cell.csv", "--cell-type", "foil"} + db).status, 2);
    }
    void checkStandards()
    {
        writeText(file("checks.csv"), "level,amount_nmol,area,injected_at\nK,100,40500,2026-05-04T09:00\n"
                                      "K,100,40300,2026-05-04T15:00\n");
        const TgcRun good = tgc({"check", "checks.csv", "--calibration", "CAL.json", "--format", "csv"});
        QVERIFY2(good.status == 0, good.err);
        const auto rows = rowsOf(good.out);
        QCOMPARE(rows[0]["verdict"], "passed");
        QVERIFY(std::abs(rows[0]["recovery"].toDouble() - 1.01) < 0.001);
        QCOMPARE(rows[1]["injected_at"], "2026-05-04T15:00");
        const TgcRun strict =
            tgc({"check", "checks.csv", "--calibration", "CAL.json", "--recovery-limit", "0,5", "--format", "csv"});
        QCOMPARE(strict.status, 1);
        QCOMPARE(rowsOf(strict.out)[0]["verdict"], "failed");
    }
    void readingAmountsOffACurve()
    {
        const TgcRun read = tgc({"calibrate", "CAL.json", "--read", "40100,40110", "--read", "90", "--format", "csv"});
        QVERIFY2(read.status == 0, read.err);
        const auto rows = rowsOf(read.out);
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[0]["replicates"], "2");
        QVERIFY(std::abs(rows[0]["amount_nmol"].toDouble() - 100.0) < 0.05);
        QVERIFY(rows[0]["amount_nmol_low"].toDouble() < 100.0 && rows[0]["amount_nmol_high"].toDouble() > 100.0);
        QCOMPARE(rows[1]["flags"], "\"out-of-range;not-detected\"");
        QCOMPARE(rowsOf(tgc({"calibrate", "standards.csv", "--read", "90", "--format", "csv"}).out)[0], rows[1]);
        QCOMPARE(tgc({"calibrate", "CAL.json"}).status, 2);
        QCOMPARE(tgc({"calibrate", "CAL.json", "--read", "90,x"}).status, 2);
        QCOMPARE(tgc({"calibrate", "CAL.json", "--read", "90", "--out", "new.json"}).status, 2);
        QVERIFY(!QFile::exists(file("new.json")));
    }
    void quantifyCorrectsOnRequestOnly()
    {
        writeText(file("vials.csv"), "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,"
                                     "injection_volume_mL,area,injected_at\nS,30,0.5,25,locked,0.5,40000,"
                                     "2026-05-04T11:00\n");
        writeText(file("drift.csv"), "level,amount_nmol,area,injected_at\nK,100,40100,2026-05-04T09:00\n"
                                     "K,100,36900,2026-05-04T13:00\n");
        const QStringList command{"quantify", "vials.csv", "--calibration", "CAL.json", "--format", "csv"};
        const TgcRun judged = tgc(command + QStringList{"--checks", "drift.csv"});
        QCOMPARE(judged.status, 1);
        QVERIFY2(judged.err.contains("drift.csv:3: check standard failed: recovery 92.0 %"), judged.err);
        QVERIFY(rowsOf(judged.out)[0]["flags"].contains("check-failed"));
        const QStringList wide{"--checks", "drift.csv", "--recovery-limit", "10", "--drift-limit", "10"};
        const TgcRun corrected = tgc(command + wide + QStringList{"--drift", "bracket"});
        QVERIFY2(corrected.status == 0, corrected.err);
        const double plain = rowsOf(judged.out)[0]["h2_vial_umol"].toDouble();
        const auto row = rowsOf(corrected.out)[0];
        QVERIFY(std::abs(row["h2_vial_umol"].toDouble() / plain - 1.0 / 0.96) < 1e-3);
        QVERIFY(row["flags"].contains("drift-corrected"));
        const auto divided = rowsOf(tgc(command + QStringList{"--recovery", "0.96,0.01"}).out)[0];
        QVERIFY(std::abs(divided["h2_vial_umol"].toDouble() / plain - 1.0 / 0.96) < 1e-9);
        for (const QStringList &wrong :
             {QStringList{"--drift", "bracket"}, QStringList{"--recovery", "checks"}, QStringList{"--recovery", "98"},
              QStringList{"--recovery", "0.98,-1"}, wide + QStringList{"--drift", "bracket", "--recovery", "checks"}}) {
            QCOMPARE(tgc(command + wrong).status, 2);
        }
    }
    void checksInAnotherQuantityAreRefused()
    {
        writeText(file("other.csv"), "level,li_ug,area\nK,100,40500\n");
        const TgcRun run = tgc({"check", "other.csv", "--calibration", "CAL.json"});
        QCOMPARE(run.status, 2);
        QVERIFY(run.err.contains("the same quantity"));
    }
    void compareGroups()
    {
        writeText(file("breakdown.csv"),
                  "sample_id,group,li0_fraction,u_li0_fraction,coulombic_efficiency,source\nA1,A,0.60,0.02,0.99,typed\n"
                  "A2,A,0.64,0.02,0.99,typed\nA3,A,0.68,0.02,0.99,typed\nB1,B,0.40,0.02,0.98,simulated\n"
                  "B2,B,0.42,0.02,0.98,simulated\n");
        writeText(file("samples.csv"), "sample_id,electrolyte,areal_capacity_mAh_cm2\nA1,LHCE,4\nA1,,\nA2,LHCE,4\nA3,"
                                       "carbonate,2\nB1,carbonate,2\nB2,carbonate,2\n");
        const auto groups = rowsOf(tgc({"compare", "breakdown.csv", "--format", "csv"}).out);
        QCOMPARE(groups.size(), 2);
        QCOMPARE(groups[0]["group"], "A");
        QCOMPARE(groups[0]["n"], "3");
        QVERIFY(std::abs(groups[0]["mean"].toDouble() - 0.64) < 1e-12);
        QCOMPARE(groups[0]["u_measurement"], "0.02");
        QCOMPARE(groups[0]["source"], "");
        QCOMPARE(groups[1]["source"], "simulated");
        const auto pairs = rowsOf(tgc({"compare", "breakdown.csv", "--pairs", "--format", "csv"}).out);
        QCOMPARE(pairs.size(), 1);
        QVERIFY(std::abs(pairs[0]["difference"].toDouble() - 0.23) < 1e-12);
        QVERIFY(pairs[0]["p"].toDouble() < 0.01);
        const double g = pairs[0]["hedges_g"].toDouble();
        QVERIFY(pairs[0]["hedges_g_low"].toDouble() > 0.0 && pairs[0]["hedges_g_low"].toDouble() < g);
        QVERIFY(pairs[0]["hedges_g_high"].toDouble() > g);
        const auto joined = rowsOf(
            tgc({"compare", "breakdown.csv", "--samples", "samples.csv", "--by", "electrolyte", "--format", "csv"})
                .out);
        QCOMPARE(joined[0]["electrolyte"], "LHCE");
        QCOMPARE(joined[0]["n"], "2");
        const auto practical =
            rowsOf(tgc({"compare", "breakdown.csv", "--samples", "samples.csv", "--practical", "--format", "csv"}).out);
        QCOMPARE(practical[0]["criterion"], "areal_capacity_mAh_cm2");
        QCOMPARE(practical[0]["met"], "no"); // 4, 4 and 2: 3.33 on average
        QCOMPARE(practical[1]["met"], "not known");
    }
    void compareRefusesInWords()
    {
        const TgcRun run = tgc({"compare", "breakdown.csv", "--by", "electrolyte"});
        QCOMPARE(run.status, 2);
        QVERIFY(run.err.contains("add --samples"));
        QCOMPARE(tgc({"compare", "breakdown.csv", "--value", "nothing"}).status, 2);
        QCOMPARE(tgc({"compare", "breakdown.csv", "--pairs", "--practical"}).status, 2);
    }
};

QTEST_APPLESS_MAIN(TestCliCells)
#include "tst_cli_cells.moc"
