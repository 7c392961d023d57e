// SPDX-License-Identifier: GPL-3.0-or-later
#include <cerrno>
#include <csignal>
#include <fstream>

#include <QTemporaryDir>
#include <QTest>

#include "app/station/client/start_station.h"

using namespace tgc;
using namespace tgc::station;

/// Starting a station, seen from the program that starts it. The station here is a script that says what one says.
class TestStartStation : public QObject {
    Q_OBJECT

private slots:
    void itsLineIsRead()
    {
        const auto started = startStation(says(ready("false") + "exec sleep 30"));
        QVERIFY2(started.has_value(), started ? "" : started.error().message.c_str());
        QCOMPARE(started->bench, std::string("b"));
        QVERIFY(!started->alreadyThere);
        QVERIFY(isThere(started->pid));
        ::kill(static_cast<pid_t>(started->pid), SIGKILL);
    }

    /// It is no zombie as long as the program that started it lives: its pid is free.
    void itIsGoneWhenItEnds_data()
    {
        QTest::addColumn<QString>("already");
        QTest::newRow("it ran and ended") << "false";
        QTest::newRow("another one was there") << "true";
    }
    void itIsGoneWhenItEnds()
    {
        QFETCH(QString, already);
        const auto started = startStation(says(ready(already.toStdString())));
        QVERIFY2(started.has_value(), started ? "" : started.error().message.c_str());
        QTRY_VERIFY(!isThere(started->pid));
    }

    void whatIsNotReadyInTimeIsEndedAndGone()
    {
        const std::string pidFile = m_folder.filePath("pid").toStdString();
        StartOptions options = says("echo $$ > '" + pidFile + "'\nexec sleep 30");
        options.timeout = std::chrono::milliseconds(500);
        const auto started = startStation(options);
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::Timeout);
        std::int64_t pid = 0;
        std::ifstream(pidFile) >> pid;
        QVERIFY(pid > 0);
        QTRY_VERIFY(!isThere(pid));
    }

    void aRefusalIsItsOwnSentence()
    {
        const auto started = startStation(says("echo 'tgc-station: bench.toml, line 3: no' >&2; exit 2"));
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::BadInput);
        QCOMPARE(started.error().message, std::string("bench.toml, line 3: no"));
    }

private:
    /// The one line of JSON that a station says when it is ready.
    [[nodiscard]] static std::string ready(const std::string &already)
    {
        return "printf '{\"bench\":\"b\",\"socket\":\"/s\",\"pid\":%d,\"already\":" + already + "}\\n' $$\n";
    }
    [[nodiscard]] StartOptions says(const std::string &script) const
    {
        StartOptions options;
        options.program = m_folder.filePath("station").toStdString();
        options.bench = "bench.toml";
        std::ofstream(options.program) << "#!/bin/sh\n" << script << '\n';
        std::filesystem::permissions(options.program, std::filesystem::perms::owner_all);
        return options;
    }
    /// A zombie is there.
    [[nodiscard]] static bool isThere(std::int64_t pid)
    {
        return ::kill(static_cast<pid_t>(pid), 0) == 0 || errno != ESRCH;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestStartStation)
#include "tst_start_station.moc"
