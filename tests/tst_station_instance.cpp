// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <unistd.h>

#include "app/session/recording/descriptor.h"
#include "app/station/instance_lock.h"
#include "app/station/peer.h"

using namespace tgc;
using namespace tgc::station;

class TestStationInstance : public QObject {
    Q_OBJECT

private slots:
    void oneStationABench()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("bench-t.lock").toStdString();
        {
            const auto first = InstanceLock::take(file);
            QVERIFY(first.has_value());
            const auto second = InstanceLock::take(file);
            QVERIFY(!second);
            QCOMPARE(second.error().code, ErrorCode::Busy);
            QVERIFY(second.error().message.find(std::to_string(::getpid())) != std::string::npos);
        }
        QVERIFY(InstanceLock::take(file).has_value());
    }

    void onlyTheSameUser()
    {
        QVERIFY(checkPeer(1000, 1000).has_value());
        QVERIFY(!checkPeer(1001, 1000));
        QVERIFY(!checkPeer(0, 1000)); // root is another user
        std::array<int, 2> pair{};
        QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair.data()), 0);
        const recording::Descriptor one(pair[0]);
        const recording::Descriptor two(pair[1]);
        QCOMPARE(*peerUser(one.get()), ::getuid());
        QVERIFY(!peerUser(-1));
    }
};

QTEST_GUILESS_MAIN(TestStationInstance)
#include "tst_station_instance.moc"
