// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QTemporaryDir>
#include <QTest>

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

/// Whole studies on the simulated bench, from the wire to the interval: through station, drivers, recording, integration,
/// calibration and quantification. The stated uncertainties must be the real ones.
class TestCliDemo : public QObject {
    Q_OBJECT
private slots:
    void twentySeeds()
    {
        QTemporaryDir folder;
        qputenv("XDG_RUNTIME_DIR", folder.path().toUtf8());
        qputenv("XDG_DATA_HOME", folder.filePath("data").toUtf8());
        int intervals = 0;
        int held = 0;
        double bias = 0.0;
        std::vector<double> relative;
        QByteArray truthBefore;
        for (int seed = 1; seed <= 20; ++seed) {
            const TgcRun run =
                runTgc({"demo", "--no-window", "--seed", QString::number(seed), "--out", "d"}, folder.path());
            QVERIFY2(run.status == 0, QByteArray::number(seed) + ": " + run.err);
            const QByteArray measured = readBytes(folder.filePath("d/breakdown.csv"));
            const QByteArray truths = readBytes(folder.filePath("d/truth.csv"));
            QVERIFY(truths != truthBefore);
            truthBefore = truths;
            for (const QString name : {"li0_mAh", "sei_li_mAh"}) {
                const Column value = column(measured, name);
                const Column u = column(measured, "u_" + name);
                const Column low = column(measured, name + "_low");
                const Column high = column(measured, name + "_high");
                const Column truth = column(truths, name);
                QCOMPARE(value.cells.size(), 3);
                QCOMPARE(truth.cells.size(), 3);
                for (int i = 0; i < value.cells.size(); ++i) {
                    ++intervals;
                    held += low.at(i) <= truth.at(i) && truth.at(i) <= high.at(i) ? 1 : 0;
                    if (name == "li0_mAh") {
                        const double off = value.at(i) / truth.at(i) - 1.0;
                        bias += off;
                        relative.push_back(u.at(i) / value.at(i));
                        QVERIFY2(std::abs(off) <= std::max(0.03, 3.3 * relative.back()),
                                 qPrintable(QString("seed %1, sample %2: %3 %").arg(seed).arg(i + 1).arg(100.0 * off)));
                    }
                }
            }
        }
        bias /= static_cast<double>(relative.size());
        std::sort(relative.begin(), relative.end());
        const double median = relative[relative.size() / 2];
        const double share = static_cast<double>(held) / intervals;
        qInfo("%zu samples: mean bias of Li metal %.3f %%, median relative u %.2f %%; %d intervals: %.1f %% hold the "
              "truth",
              relative.size(), 100.0 * bias, 100.0 * median, intervals, 100.0 * share);
        QVERIFY(std::abs(bias) < 0.005);
        QVERIFY(median <= 0.03);
        QVERIFY(share >= 0.90);
    }
};

QTEST_GUILESS_MAIN(TestCliDemo)
#include "tst_cli_demo_long.moc"
