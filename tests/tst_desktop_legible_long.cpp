// SPDX-License-Identifier: GPL-3.0-or-later
// What tst_desktop_legible looks at in a light window of 1280 x 800, in all sizes, themes and with a decimal comma: a
// process for each, for scale and locale are of a whole process.
#include <QDir>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTest>

class TestDesktopLegibleLong : public QObject {
    Q_OBJECT
private slots:
    void everySizeAndTheme_data()
    {
        QTest::addColumn<QString>("window");
        QTest::addColumn<QString>("scale");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("german");
        QTest::newRow("1280 x 800, dark") << "1280x800"
                                          << "1" << true << false;
        QTest::newRow("1280 x 800, decimal comma") << "1280x800"
                                                   << "1" << false << true;
        QTest::newRow("1920 x 1080, light") << "1920x1080"
                                            << "1" << false << false;
        QTest::newRow("1920 x 1080, dark") << "1920x1080"
                                           << "1" << true << false;
        QTest::newRow("3840 x 2160 at 200 %, light") << "1920x1080"
                                                     << "2" << false << false; // in device pixels
        QTest::newRow("3840 x 2160 at 200 %, dark") << "1920x1080"
                                                    << "2" << true << false;
        QTest::newRow("1280 x 800 at 125 %, light") << "1280x800"
                                                    << "1.25" << false << false;
    }
    void everySizeAndTheme()
    {
        QFETCH(QString, window);
        QFETCH(QString, scale);
        QFETCH(bool, dark);
        QFETCH(bool, german);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TGC_WINDOW"), window);
        environment.insert(QStringLiteral("QT_SCALE_FACTOR"), scale);
        environment.remove(QStringLiteral("TGC_DARK"));
        environment.remove(QStringLiteral("TGC_GERMAN"));
        if (dark) {
            environment.insert(QStringLiteral("TGC_DARK"), QStringLiteral("1"));
        }
        if (german) {
            environment.insert(QStringLiteral("TGC_GERMAN"), QStringLiteral("1"));
            environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("de_DE.UTF-8"));
        }
        if (const QString pictures = environment.value(QStringLiteral("TGC_SCREENSHOT_DIR")); !pictures.isEmpty()) {
            const QString own = QStringLiteral("%1/%2-%3%4%5")
                                    .arg(pictures, window, scale, dark ? "-dark" : "", german ? "-comma" : "");
            QVERIFY(QDir().mkpath(own));
            environment.insert(QStringLiteral("TGC_SCREENSHOT_DIR"), own);
        }
        QProcess look;
        look.setProcessEnvironment(environment);
        look.setProcessChannelMode(QProcess::MergedChannels);
        look.start(QStringLiteral(TGC_LEGIBLE_PROGRAM), QStringList());
        QVERIFY(look.waitForFinished(600000));
        QByteArray said; // what is wrong, not what the platform cannot do
        for (const QByteArray &line : look.readAll().split('\n')) {
            if (!line.startsWith("PASS") && !line.contains("does not support")) {
                said += line + '\n';
            }
        }
        QVERIFY2(look.exitStatus() == QProcess::NormalExit && look.exitCode() == 0, said.constData());
    }
};

QTEST_MAIN(TestDesktopLegibleLong)
#include "tst_desktop_legible_long.moc"
