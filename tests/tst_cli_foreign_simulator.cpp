// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <bit>

#include "tests/doubles/foreign_peer.h"
#include "tests/run_tgc.h"

/// The simulated bench as clients see it that are not ours: pymodbus and mbpoll read what our drivers read.
class TestCliForeignSimulator : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QProcess m_bench;
    QMap<QString, QJsonObject> m_devices; ///< by profile

    [[nodiscard]] QString endpoint(const QString &profile) const
    {
        return m_devices[profile][QLatin1String("endpoint")].toString();
    }
    [[nodiscard]] QString unit(const QString &profile) const
    {
        return QString::number(m_devices[profile][QLatin1String("unit")].toInt(1));
    }

    static QByteArray output(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.start(program, arguments);
        process.waitForFinished(30000);
        return process.readAllStandardOutput().trimmed();
    }

    [[nodiscard]] QByteArray pymodbus(const QString &profile, const QString &table, int address, int count) const
    {
        return output(tgc::test::foreignPython(),
                      {QStringLiteral(TGC_SOURCE_DIR "/tests/foreign/read_simulator.py"), endpoint(profile),
                       unit(profile), table, QString::number(address), QString::number(count)});
    }

    /// The value that mbpoll prints behind "[address]:".
    [[nodiscard]] QString mbpoll(const QString &profile, int address, const QString &type) const
    {
        const QString where = endpoint(profile);
        QStringList arguments{"-a", unit(profile), "-0", "-r", QString::number(address), "-c", "1",
                              "-t", type,          "-B", "-1"};
        if (where.startsWith("tcp://")) {
            arguments << "-m"
                      << "tcp"
                      << "-p" << where.section(':', 2) << where.section('/', 2).section(':', 0, 0);
        } else {
            arguments << "-m"
                      << "rtu"
                      << "-b"
                      << "9600"
                      << "-P"
                      << "none" << where.mid(9);
        }
        const QString text = output("mbpoll", arguments);
        return text.section("]:", 1).trimmed().section('\n', 0, 0).section(' ', 0, 0).trimmed();
    }

    /// What `tgc device read` says the point is.
    double ours(const QString &profile, const QString &point)
    {
        const TgcRun run = runTgc(
            {"device", "read", profile, "--port", endpoint(profile), "--unit", unit(profile), point}, m_folder.path());
        const QJsonObject reading = QJsonDocument::fromJson(run.out).object();
        return reading[QLatin1String("quality")] == "good" ? reading[QLatin1String("value")].toDouble(qQNaN())
                                                           : qQNaN();
    }

    static double floatOf(const QByteArray &words)
    {
        const auto parts = words.split(' ');
        return parts.size() == 2 ? std::bit_cast<float>(parts[0].toUInt() << 16U | parts[1].toUInt()) : qQNaN();
    }

private slots:
    void initTestCase()
    {
        if (!tgc::test::hasPymodbus()) {
            QSKIP("python3-pymodbus is not installed");
        }
        m_bench.setWorkingDirectory(m_folder.path());
        m_bench.start(QStringLiteral(TGC_PROGRAM), {"simulate", "--seed", "3"});
        while (!m_bench.canReadLine() && m_bench.waitForReadyRead(20000)) {
        }
        const QJsonArray devices =
            QJsonDocument::fromJson(m_bench.readLine()).object()[QLatin1String("devices")].toArray();
        for (const auto &device : devices) {
            m_devices[device[QLatin1String("profile")].toString()] = device.toObject();
        }
        for (const char *profile : {"labjack-t7", "keller-33x", "simulated-sampler", "modbus-gc"}) {
            QVERIFY2(m_devices.contains(profile), profile);
        }
    }
    void cleanupTestCase()
    {
        m_bench.terminate();
        QVERIFY(m_bench.waitForFinished(10000));
        QCOMPARE(m_bench.exitCode(), 0);
    }

    void theCanaryOfTheLabjack()
    {
        // hardware.md 2.1: TEST, 55100, always 0x00112233.
        QCOMPARE(pymodbus("labjack-t7", "holding", 55100, 2), QByteArray("17 8755"));
        QCOMPARE(mbpoll("labjack-t7", 55100, "4:int"), QString::number(0x00112233));
    }

    void theDetectorSignal()
    {
        const double one = floatOf(pymodbus("labjack-t7", "holding", 0, 2));
        const double two = mbpoll("labjack-t7", 0, "4:float").toDouble();
        const double three = ours("labjack-t7", "ain0");
        // A baseline with noise and drift, read three times within a second: volts, far apart only in another word order.
        QVERIFY2(std::abs(one - two) < 0.01 && std::abs(one - three) < 0.01,
                 qPrintable(QString("%1 %2 %3").arg(one).arg(two).arg(three)));
        QVERIFY(std::abs(one) > 1e-9 && std::abs(one) < 10.0);
    }

    void theGaugeOnItsSerialLine()
    {
        const double one = floatOf(pymodbus("keller-33x", "holding", 2, 2));
        const double two = mbpoll("keller-33x", 2, "4:float").toDouble();
        const double three = ours("keller-33x", "headspace_pressure");
        QVERIFY2(std::abs(one - two) < 0.005 && std::abs(one - three) < 0.005,
                 qPrintable(QString("%1 %2 %3").arg(one).arg(two).arg(three)));
        QVERIFY(one > -1.0 && one < 20.0);
    }

    void theSampler()
    {
        // "TGCSIM", two letters a register.
        QCOMPARE(pymodbus("simulated-sampler", "holding", 0, 3), QByteArray("21575 17235 18765"));
        QCOMPARE(pymodbus("simulated-sampler", "write", 16, 2), QByteArray());
        QCOMPARE(ours("simulated-sampler", "vial"), 2.0);
        const TgcRun run = runTgc(
            {"device", "write", "simulated-sampler", "--port", endpoint("simulated-sampler"), "vial", "1", "--yes"},
            m_folder.path());
        QVERIFY2(run.status == 0, run.err);
        QCOMPARE(mbpoll("simulated-sampler", 16, "4"), QString("1"));
    }

    void theChromatographThatIntegrates()
    {
        QCOMPARE(pymodbus("modbus-gc", "holding", 3001, 3), QByteArray("112 116 114")); // H2, O2, N2
        QCOMPARE(mbpoll("modbus-gc", 3034, "4"), QString("1"));
        QCOMPARE(ours("modbus-gc", "stream"), 1.0);
        QCOMPARE(pymodbus("modbus-gc", "holding", 9999, 1), QByteArray("exception 2"));
    }
};

QTEST_GUILESS_MAIN(TestCliForeignSimulator)
#include "tst_cli_foreign_simulator.moc"
