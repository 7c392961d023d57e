// SPDX-License-Identifier: GPL-3.0-or-later
// tgc charges, check and compare, through the real program.
#include <QTemporaryDir>
#include <QtTest>

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
    void ownColumnsAreChecked()
    {
        QCOMPARE(tgc({"charges", "cell.csv", "--columns", "zeit=time_s"}).status, 2);
        const TgcRun run = tgc({"charges", "broken.csv", "--columns", "time_s=a,current_mA=c"});
        QCOMPARE(run.status, 2);
        QVERIFY(run.err.contains("all the headings that were named"));
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
