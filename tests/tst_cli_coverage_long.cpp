// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QtTest>

#include "tests/run_tgc.h"

namespace {

struct Column {
    QStringList cells;
    [[nodiscard]] double at(int row) const { return cells[row].toDouble(); }
};

Column column(const QByteArray &csv, const QString &name)
{
    const QStringList lines = QString::fromUtf8(csv).split('\n', Qt::SkipEmptyParts);
    const auto index = lines.value(0).split(',').indexOf(name);
    Column found;
    for (int i = 1; i < lines.size(); ++i) {
        found.cells << lines[i].split(',').value(index);
    }
    return found;
}

} // namespace

/// Whole simulated studies, from chromatograms to intervals: the stated uncertainties must be the real ones.
class TestCliCoverage : public QObject {
    Q_OBJECT
private slots:
    void intervalsHoldTheTruth()
    {
        QTemporaryDir folder;
        int intervals = 0;
        int held = 0;
        double sum = 0.0;
        double squares = 0.0;
        for (int seed = 1001; seed <= 1060; ++seed) {
            const TgcRun run =
                runTgc({"demo", "--no-window", "--seed", QString::number(seed), "--out", "d"}, folder.path());
            QVERIFY2(run.status == 0, QByteArray::number(seed) + ": " + run.err);
            const QByteArray measured = readBytes(folder.filePath("d/breakdown.csv"));
            const QByteArray truths = readBytes(folder.filePath("d/truth.csv"));
            for (const QString name : {"li0_mAh", "sei_li_mAh"}) {
                const Column value = column(measured, name);
                const Column u = column(measured, "u_" + name);
                const Column low = column(measured, name + "_low");
                const Column high = column(measured, name + "_high");
                const Column truth = column(truths, name);
                QCOMPARE(value.cells.size(), truth.cells.size());
                for (int i = 0; i < value.cells.size(); ++i) {
                    const double z = (value.at(i) - truth.at(i)) / u.at(i);
                    sum += z;
                    squares += z * z;
                    ++intervals;
                    held += low.at(i) <= truth.at(i) && truth.at(i) <= high.at(i) ? 1 : 0;
                }
            }
        }
        const double share = static_cast<double>(held) / intervals;
        const double sd = std::sqrt(squares / intervals);
        qInfo("%d intervals: %.2f %% hold the truth, mean %.3f u, scatter %.3f u", intervals, 100.0 * share,
              sum / intervals, sd);
        // Ten samples of one seed share a calibration, so the share scatters by about 0.9 %: the required 93-98.5 %.
        QVERIFY(share > 0.93 && share < 0.985);
        QVERIFY(sd > 0.9 && sd < 1.15);
    }
};

QTEST_GUILESS_MAIN(TestCliCoverage)
#include "tst_cli_coverage_long.moc"
