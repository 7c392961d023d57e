// SPDX-License-Identifier: GPL-3.0-or-later
// A line of the bench's log has the colour of its level, as the station says it.
#include <QBrush>
#include <QTest>

#include "app/desktop/bench/bench_log_model.h"

using namespace tgc::desktop;

class TestDesktopBenchLog : public QObject {
    Q_OBJECT

private slots:
    void aLevelHasItsColour()
    {
        BenchLogModel log;
        const auto colourOf = [&log](const char *level) {
            BenchEvent event;
            event.utc = QStringLiteral("2026-11-28T10:00:00.000Z");
            event.what = QStringLiteral("log");
            event.data = {{"level", level}, {"text", level}};
            log.tell(event);
            const QModelIndex newest = log.index(0, BenchLogModel::What);
            return newest.data().toString() == QLatin1String(level) ? newest.data(Qt::ForegroundRole) : QVariant(level);
        };
        QVERIFY(!colourOf("info").isValid());
        const QVariant warning = colourOf("warning");
        const QVariant error = colourOf("error");
        QVERIFY(warning.canConvert<QBrush>() && error.canConvert<QBrush>());
        QVERIFY(warning.value<QBrush>() != error.value<QBrush>());
    }
};

QTEST_MAIN(TestDesktopBenchLog)
#include "tst_desktop_bench_log.moc"
