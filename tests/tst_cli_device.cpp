// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "tests/run_tgc.h"

/// `tgc device` against a Modbus server that is not ours.
class TestCliDevice : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QProcess m_server;
    QString m_endpoint;

    static QByteArray point(const QByteArray &id, int address, const QByteArray &rest)
    {
        return "[[point]]\nid = \"" + id + "\"\ntable = \"holding\"\naddress = " + QByteArray::number(address) + "\n" +
               rest;
    }

    TgcRun device(QStringList arguments)
    {
        arguments.prepend("device");
        return runTgc(arguments, m_folder.path());
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QByteArray profile = "schema = 1\n[device]\nvendor = \"V\"\nmodel = \"M\"\nevidence = \"manual\"\n"
                             "sources = [\"tests/foreign/modbus_server.py\"]\n"
                             "[canary]\ntable = \"holding\"\naddress = 40\ncount = 3\n"
                             "[identity]\npoint = \"name\"\nexpect = \"H2\"\n";
        int at = 0;
        for (const char *order : {"ABCD", "CDAB", "BADC", "DCBA"}) {
            const QByteArray words = QByteArray("word_order = \"") + order + "\"\n";
            profile += point(QByteArray("f32_") + order, 2 * at, "type = \"f32\"\n" + words);
            profile += point(QByteArray("u64_") + order, 10 + 4 * at, "type = \"u64\"\n" + words);
            ++at;
        }
        profile += point("i16", 30, "type = \"i16\"\n");
        profile += point("name", 31, "type = \"string(2)\"\n");
        profile += point("mode", 32, "type = \"enum\"\nenum = { \"0\" = \"idle\", \"1\" = \"running\" }\n");
        profile += point("set", 50, "type = \"f32\"\naccess = \"rw\"\nmin = -10.0\nmax = 10.0\n");
        writeText(m_folder.filePath("foreign.toml"), profile);

        m_server.start("/usr/bin/python3", {QStringLiteral(TGC_SOURCE_DIR "/tests/foreign/modbus_server.py")});
        if (!m_server.waitForStarted() || !m_server.waitForReadyRead(20000)) {
            QSKIP("python3-pymodbus is not installed");
        }
        m_endpoint = "tcp://127.0.0.1:" + QString::fromLatin1(m_server.readLine().trimmed());
    }

    void cleanupTestCase()
    {
        m_server.kill();
        m_server.waitForFinished();
    }

    void readsEveryWordOrder()
    {
        const TgcRun run = device({"read", "foreign.toml", "--port", m_endpoint});
        QCOMPARE(run.status, 0);
        QCOMPARE(run.out.count('\n'), 12);
        for (const char *order : {"ABCD", "CDAB", "BADC", "DCBA"}) {
            QVERIFY2(run.out.contains(QByteArray("{\"point\":\"f32_") + order + "\",\"value\":3.5,"), run.out);
            // 0x0123456789ABCDEF, all 64 bits
            QVERIFY2(run.out.contains(QByteArray("{\"point\":\"u64_") + order + "\",\"value\":81985529216486895,"),
                     run.out);
        }
        QVERIFY2(run.out.contains("{\"point\":\"i16\",\"value\":-2,"), run.out);
        QVERIFY2(run.out.contains("{\"point\":\"name\",\"value\":\"H2\","), run.out);
        QVERIFY2(run.out.contains("{\"point\":\"mode\",\"value\":\"running\","), run.out);
    }

    void countsRounds()
    {
        const TgcRun run = device({"read", "foreign.toml", "--port", m_endpoint, "--count", "50", "i16", "name"});
        QCOMPARE(run.status, 0);
        QCOMPARE(run.out.count("\"quality\":\"good\""), 100);
    }

    void writesOnceConfirmedAndBounded()
    {
        TgcRun run = device({"write", "foreign.toml", "--port", m_endpoint, "set", "-2.5"});
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains("--yes"), run.err);
        run = device({"write", "foreign.toml", "--port", m_endpoint, "set", "-12", "--yes"});
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains("outside -10 to 10"), run.err);
        run = device({"write", "foreign.toml", "--port", m_endpoint, "set", "-2.5", "--yes"});
        QVERIFY2(run.status == 0, run.err);
        run = device({"read", "foreign.toml", "--port", m_endpoint, "set"});
        QVERIFY2(run.out.contains("\"value\":-2.5,"), run.out);
        run = device({"write", "foreign.toml", "--port", m_endpoint, "i16", "1", "--yes"});
        QCOMPARE(run.status, 2);
    }

    void saysWhatIsWrong()
    {
        TgcRun run = device({"read", "foreign.toml", "--port", m_endpoint, "nothing"});
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains("no point \"nothing\""), run.err);
        run = device({"read", "foreign.toml", "--port", "tcp://127.0.0.1:1", "--retries", "0", "i16"});
        QCOMPARE(run.status, 3);
        QVERIFY2(run.out.contains("\"value\":null"), run.out);
        QCOMPARE(run.err.count('\n'), 1);
        run = device({"read", "foreign.toml", "--port", "serial:///dev/no-such-port", "--retries", "0", "i16"});
        QCOMPARE(run.status, 3);
        QVERIFY2(run.err.contains("no such device"), run.err);
        run = device({"read", "foreign.toml", "--port", "com3", "i16"});
        QCOMPARE(run.status, 2);
        run = device({"read", "foreign.toml", "--port", m_endpoint, "--unit", "250", "i16"});
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains("is no unit that answers"), run.err);
        run = device({"read", "foreign.toml", "--port", m_endpoint, "--unit", "255", "i16"});
        QCOMPARE(run.status, 0);
    }

    void readsNothingOfAnotherDevice()
    {
        QByteArray profile = readBytes(m_folder.filePath("foreign.toml"));
        writeText(m_folder.filePath("other.toml"), profile.replace("expect = \"H2\"", "expect = \"O2\""));
        const TgcRun run = device({"read", "other.toml", "--port", m_endpoint, "i16"});
        QCOMPARE(run.status, 3);
        QVERIFY2(run.out.contains("\"value\":null"), run.out);
        QVERIFY2(run.err.contains("this is another device"), run.err);
    }

    void limitsOfACommandHoldForItsPoint()
    {
        QByteArray profile = readBytes(m_folder.filePath("foreign.toml"));
        profile += "[[command]]\nid = \"flow\"\npoint = \"set\"\nlimits = [0.0, 5.0]\n";
        writeText(m_folder.filePath("limited.toml"), profile);
        for (const char *name : {"set", "flow"}) {
            const TgcRun run = device({"write", "limited.toml", "--port", m_endpoint, name, "7", "--yes"});
            QCOMPARE(run.status, 2);
            QVERIFY2(run.err.contains("outside 0 to 5"), run.err);
        }
    }

    void lintsWithLineNumbers()
    {
        writeText(m_folder.filePath("broken.toml"), "schema = 1\n[device]\nvendor = \"V\"\nmodel = \"M\"\n"
                                                    "evidence = \"manual\"\ncolour = \"red\"\n"
                                                    "[[point]]\nid = \"a\"\ntable = \"holding\"\naddress = 1\n"
                                                    "type = \"f32\"\n"
                                                    "[[point]]\nid = \"b\"\ntable = \"holding\"\naddress = 2\n"
                                                    "type = \"u16\"\n");
        const TgcRun run = device({"check", "broken.toml"});
        QCOMPARE(run.status, 2);
        QVERIFY2(run.out.contains("broken.toml:6: error: device: unknown key \"colour\""), run.out);
        QVERIFY2(run.out.contains("lie over each other"), run.out);
    }

    void shippedProfilesAreUsable_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"keller-33x", "labjack-t7", "simulated-sampler"}) {
            QTest::newRow(name) << QString(name);
        }
    }
    void shippedProfilesAreUsable()
    {
        QFETCH(QString, name);
        QVERIFY2(device({"list"}).out.contains(name.toUtf8()), "not listed");
        const TgcRun run = device({"check", name});
        QVERIFY2(run.status == 0, run.out);
    }
};

QTEST_GUILESS_MAIN(TestCliDevice)
#include "tst_cli_device.moc"
