// SPDX-License-Identifier: GPL-3.0-or-later
// What a technician gets for a few small studies, byte for byte: a number that changes shows here, and in the CHANGELOG.
// tests/data/golden/<study>/run.txt holds the commands, a line each; expected-<n>.csv what the n-th prints.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "tests/run_tgc.h"

class TestCliGolden : public QObject {
    Q_OBJECT
private slots:
    void studies_data()
    {
        QTest::addColumn<QString>("folder");
        const QDir golden(QStringLiteral(TGC_SOURCE_DIR) + "/tests/data/golden");
        for (const QString &name : golden.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            QTest::newRow(qPrintable(name)) << golden.filePath(name);
        }
    }
    void studies()
    {
        QFETCH(QString, folder);
        const QTemporaryDir work; // the study's folder stays as it is
        for (const QString &name : QDir(folder).entryList(QDir::Files)) {
            QVERIFY(QFile::copy(folder + '/' + name, work.filePath(name)));
        }
        int number = 0;
        for (const QByteArray &line : readBytes(folder + "/run.txt").split('\n')) {
            if (line.isEmpty()) {
                continue;
            }
            const TgcRun run = runTgc(QString::fromUtf8(line).split(u' '), work.path(), "de_DE.UTF-8");
            QVERIFY2(run.status == 0, run.err);
            const QString expected = folder + QStringLiteral("/expected-%1.csv").arg(++number);
            if (qEnvironmentVariableIsSet("TGC_WRITE_GOLDEN")) { // by hand, after a change that is meant
                writeText(expected, run.out);
            }
            QCOMPARE(run.out, readBytes(expected));
        }
        QVERIFY(number > 0);
    }
};

QTEST_APPLESS_MAIN(TestCliGolden)
#include "tst_cli_golden.moc"
