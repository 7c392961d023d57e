// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "tests/run_tgc.h"

/// `tgc simulate` as a program: our own command line and mbpoll, which is not ours, read the same from it.
class TestCliSimulate : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QProcess m_simulator;
    QJsonObject m_line;

    [[nodiscard]] QString endpoint(const QString &id) const
    {
        for (const auto &device : m_line["devices"].toArray()) {
            if (device[QLatin1String("id")].toString() == id) {
                return device[QLatin1String("endpoint")].toString();
            }
        }
        return {};
    }
    bool start(QProcess &process, const QStringList &options)
    {
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral(TGC_PROGRAM), QStringList{"simulate"} + options);
        while (process.waitForStarted() && !process.canReadLine() && process.waitForReadyRead(20000)) {
        }
        m_line = QJsonDocument::fromJson(process.readLine()).object();
        return !m_line.isEmpty();
    }
    static bool end(QProcess &process)
    {
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        return process.waitForFinished(10000) && process.exitStatus() == QProcess::NormalExit &&
               process.exitCode() == 0;
    }
    QByteArray mbpoll(const QStringList &arguments)
    {
        QProcess process;
        process.start("mbpoll", arguments);
        process.waitForFinished(20000);
        return process.readAllStandardOutput() + process.readAllStandardError();
    }
    double read(const QString &profile, const QString &id, const QString &point)
    {
        const TgcRun run = runTgc({"device", "read", profile, "--port", endpoint(id), point}, m_folder.path());
        const QJsonObject line = QJsonDocument::fromJson(run.out).object();
        return run.status == 0 && line["quality"].toString() == "good" ? line["value"].toDouble() : std::nan("");
    }
    /// The value of mbpoll's line "[2]: 1.00413".
    static double valueOf(const QByteArray &said)
    {
        const auto at = said.indexOf("]:");
        return at < 0 ? std::nan("") : said.mid(at + 2).split('\n').value(0).trimmed().toDouble();
    }

private slots:
    void initTestCase() { QVERIFY(start(m_simulator, {"--seed", "3", "--write-bench", "here.toml"})); }
    void cleanupTestCase()
    {
        m_simulator.kill();
        m_simulator.waitForFinished();
    }

    void theFirstLineSaysWhatThereIs()
    {
        QCOMPARE(m_line["devices"].toArray().size(), 5);
        for (const auto &device : m_line["devices"].toArray()) {
            for (const char *key : {"id", "kind", "protocol", "endpoint", "profile", "unit"}) {
                QVERIFY2(device.toObject().contains(key), key);
            }
        }
        QVERIFY(endpoint("gauge").startsWith("serial:///dev/pts/"));
        const QJsonArray vials = m_line["truth"].toObject()["vials"].toArray();
        QVERIFY(vials.size() >= 6);
        QVERIFY(vials.last().toObject()["li0_mAh"].toDouble() > 0.0);
    }

    void everyProfileReadsItsDevice()
    {
        const std::pair<const char *, const char *> pairs[] = {
            {"labjack-t7", "adc"}, {"keller-33x", "gauge"}, {"simulated-sampler", "sampler"}, {"modbus-gc", "gc"}};
        for (const auto &[profile, id] : pairs) {
            const TgcRun run = runTgc({"device", "read", profile, "--port", endpoint(id)}, m_folder.path());
            QVERIFY2(run.status == 0, run.out + run.err);
            QVERIFY(run.out.count("\"quality\":\"good\"") > 1);
        }
        QCOMPARE(read("labjack-t7", "adc", "product_id"), 7.0);
    }

    void mbpollReadsTheSame()
    {
        if (QStandardPaths::findExecutable("mbpoll").isEmpty()) {
            QSKIP("mbpoll is not installed");
        }
        const QString port = endpoint("adc").section(':', -1);
        // -0: addresses as on the wire; -B: the high word first.
        const double detector = valueOf(mbpoll({"-m", "tcp", "-p", port, "-a", "1", "-0", "-r", "0", "-c", "1", "-t",
                                                "4:float", "-B", "-1", "127.0.0.1"}));
        QVERIFY(std::abs(detector - read("labjack-t7", "adc", "ain0")) < 20e-6); // the noise is 1 uV, it wanders by 3
        const QByteArray test = mbpoll(
            {"-m", "tcp", "-p", port, "-a", "1", "-0", "-r", "55100", "-c", "2", "-t", "4:hex", "-1", "127.0.0.1"});
        QVERIFY2(test.contains("0x0011") && test.contains("0x2233"), test);
        const QString terminal = endpoint("gauge").mid(static_cast<int>(qstrlen("serial://")));
        const QByteArray said = mbpoll({"-m", "rtu", "-b", "9600", "-P", "none", "-a", "1", "-0", "-r", "2", "-c", "1",
                                        "-t", "4:float", "-B", "-1", terminal});
        QVERIFY2(std::abs(valueOf(said) - read("keller-33x", "gauge", "headspace_pressure")) < 1e-5, said);
        // Written by mbpoll, read by us.
        const QByteArray written = mbpoll({"-m", "tcp", "-p", endpoint("sampler").section(':', -1), "-a", "1", "-0",
                                           "-r", "18", "-t", "4:float", "-B", "127.0.0.1", "--", "250"});
        QVERIFY2(written.contains("Written"), written);
        QCOMPARE(read("simulated-sampler", "sampler", "volume"), 250.0);
    }

    void oneWriteInjects()
    {
        const auto write = [this](const QString &point, const QString &value) {
            return runTgc(
                {"device", "write", "simulated-sampler", "--port", endpoint("sampler"), point, value, "--yes"},
                m_folder.path());
        };
        QCOMPARE(write("vial", "5").status, 0);
        const TgcRun run = write("inject", "1");
        QVERIFY2(run.status == 0, run.err);
        QCOMPARE(write("inject", "1").status, 3); // busy
        QTRY_COMPARE_WITH_TIMEOUT(read("simulated-sampler", "sampler", "done"), 1.0, 20000);
    }

    void theBenchFileIsThere()
    {
        const QByteArray bench = readBytes(m_folder.filePath("here.toml"));
        for (const char *part : {"name = \"here\"", "simulated = true", "time_scale = 1\n", "driver = \"labjack-t7\"",
                                 "driver = \"cavro\"", "profile = \"simulated-sampler\""}) {
            QVERIFY2(bench.contains(part), part);
        }
        QVERIFY2(bench.contains(endpoint("adc").toUtf8()), bench);
        QVERIFY(QFileInfo(m_folder.filePath("here.gauge")).isSymLink());
    }

    void unpluggedComesBack()
    {
        writeText(m_folder.filePath("faults.toml"), "[[fault]]\ndevice = \"adc\"\nkind = \"unplug\"\nrequest = 1\n"
                                                    "seconds = 0.5\n");
        QProcess simulator;
        const QJsonObject before = m_line;
        QVERIFY(start(simulator, {"--faults", "faults.toml", "--speed", "50"}));
        TgcRun run = runTgc({"device", "read", "labjack-t7", "--port", endpoint("adc"), "--retries", "0", "product_id"},
                            m_folder.path());
        QCOMPARE(run.status, 3);
        QTRY_COMPARE_WITH_TIMEOUT(read("labjack-t7", "adc", "product_id"), 7.0, 10000);
        QVERIFY(end(simulator));
        m_line = before;
    }

    void saysWhatIsWrong()
    {
        writeText(m_folder.filePath("wrong.toml"), "[[fault]]\ndevice = \"fridge\"\nkind = \"late\"\nrequest = 1\n");
        const TgcRun faults = runTgc({"simulate", "--faults", "wrong.toml"}, m_folder.path());
        QCOMPARE(faults.status, 2);
        QVERIFY2(faults.err.contains("no device \"fridge\"") && faults.err.count('\n') == 1, faults.err);
        QCOMPARE(runTgc({"simulate", "--bench", "none.toml"}, m_folder.path()).status, 2);
        QCOMPARE(runTgc({"simulate", "--speed", "0"}, m_folder.path()).status, 2);
    }

    void sigtermIsTheEndItWaitsFor()
    {
        QVERIFY(end(m_simulator));
        QVERIFY(m_simulator.readAllStandardError().isEmpty());
        QVERIFY(!QFileInfo(m_folder.filePath("here.gauge")).isSymLink());
    }
};

QTEST_GUILESS_MAIN(TestCliSimulate)
#include "tst_cli_simulate.moc"
