// SPDX-License-Identifier: GPL-3.0-or-later
// The nights in which daylight saving begins and ends (Europe/Berlin, tz database: 2026-03-29 01:00 UTC, 2026-10-25 01:00
// UTC): what is typed by the clock on the wall is one moment or is refused, and what is shown says which of two it is.
#include <QApplication>
#include <QDateTime>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <ctime>

#include "app/desktop/bench/prompt_list.h"
#include "app/desktop/day/day_words.h"
#include "app/desktop/shell/local_time.h"
#include "app/desktop/shell/text.h"
#include "tests/wall_clock.h"

using namespace tgc;
using namespace tgc::desktop;

namespace {

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate);
}
day::TimePoint point(const char *text)
{
    return day::TimePoint(std::chrono::milliseconds(utc(text).toMSecsSinceEpoch()));
}

} // namespace

class TestDesktopDaylight : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { const test::TrueDate after; }

    void theMachineKnowsTheZone()
    {
        QCOMPARE(utc("2026-07-01T12:00:00Z").toLocalTime().time(), QTime(14, 0));
        QCOMPARE(utc("2026-12-01T12:00:00Z").toLocalTime().time(), QTime(13, 0));
    }

    void typed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("moment"); ///< empty: refused
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *text, const char *now, const char *moment, const char *says) {
            QTest::newRow(name) << QString(text) << QString(now) << QString(moment) << QString(says);
        };
        // Clocks go back at 03:00 CEST = 01:00 UTC.
        row("before", "01:59", "2026-10-25T08:00:00Z", "2026-10-24T23:59:00Z", "");
        row("after", "03:00", "2026-10-25T08:00:00Z", "2026-10-25T02:00:00Z", "");
        row("twice, both over", "02:30", "2026-10-25T08:00:00Z", "",
            "02:30 was there twice on 2026-10-25, when the clocks were set back: type it with its offset from UTC, "
            "02:30+02:00 for the first or 02:30+01:00 for the second");
        row("twice, the second is to come", "02:30", "2026-10-25T00:40:00Z", "2026-10-25T00:30:00Z", "");
        row("twice, in the second hour", "02:30", "2026-10-25T01:40:00Z", "", "twice");
        row("twice, the first", "02:30+02:00", "2026-10-25T08:00:00Z", "2026-10-25T00:30:00Z", "");
        row("twice, the second", "02:30+01:00", "2026-10-25T08:00:00Z", "2026-10-25T01:30:00Z", "");
        row("twice, in UTC", "00:30Z", "2026-10-25T08:00:00Z", "2026-10-25T00:30:00Z", "");
        row("twice, with the day", "2026-10-25 02:30", "2026-11-02T08:00:00Z", "",
            "2026-10-25 02:30+02:00 for the first or 2026-10-25 02:30+01:00");
        row("twice, the day and the first", "2026-10-25 02:30+02:00", "2026-11-02T08:00:00Z", "2026-10-25T00:30:00Z",
            "");
        row("the hour before as of the hour after", "01:50:30", "2026-10-25T00:05:00Z", "2026-10-24T23:50:30Z", "");
        // They go forward at 02:00 CET = 01:00 UTC.
        row("left out", "02:30", "2026-03-29T08:00:00Z", "", "02:30 was not there on 2026-03-29");
        row("left out, with the day", "2026-03-29T02:30", "2026-04-02T08:00:00Z", "", "was not there");
        row("before it was left out", "01:59", "2026-03-29T08:00:00Z", "2026-03-29T00:59:00Z", "");
        row("after it was left out", "03:00", "2026-03-29T08:00:00Z", "2026-03-29T01:00:00Z", "");
        row("left out, but with an offset", "02:30+01:00", "2026-03-29T08:00:00Z", "2026-03-29T01:30:00Z", "");
        // Any other night.
        row("yesterday's", "23:50", "2026-06-01T22:10:00Z", "2026-06-01T21:50:00Z", "");
        row("no time", "25:00", "2026-06-01T12:00:00Z", "", "is not read as a time");
        row("no day", "2026-02-30 12:00", "2026-06-01T12:00:00Z", "", "is not read as a time");
    }
    void typed()
    {
        QFETCH(QString, text);
        QFETCH(QString, now);
        QFETCH(QString, moment);
        QFETCH(QString, says);
        const auto read = typedMoment(text, utc(now.toLatin1()).toLocalTime());
        if (moment.isEmpty()) {
            QVERIFY2(!read, read ? qPrintable(read->toUTC().toString(Qt::ISODate)) : "");
            QVERIFY2(qstr(read.error().message).contains(says), read.error().message.c_str());
        } else {
            QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
            QCOMPARE(read->toUTC().toString(Qt::ISODate), moment);
        }
        // The day's form reads alike.
        const auto step = typedTime(text, point(now.toLatin1()));
        QCOMPARE(step.has_value(), read.has_value());
        QVERIFY(!step || *step == day::TimePoint(std::chrono::milliseconds(read->toMSecsSinceEpoch())));
    }

    /// Every minute of both nights is shown so that typing it gives it back.
    void whatIsShownIsTypedBack()
    {
        int twice = 0;
        for (const char *midnight : {"2026-10-24T22:00:00Z", "2026-03-28T23:00:00Z"}) {
            for (int minute = 0; minute < 300; ++minute) {
                const day::TimePoint at = point(midnight) + std::chrono::minutes(minute);
                const day::TimePoint now = point(midnight) + std::chrono::hours(10);
                const QString shown = wallTime(at, now);
                const auto read = typedTime(shown, now);
                QVERIFY2(read.has_value(), qPrintable(shown));
                QVERIFY2(*read == at, qPrintable(shown));
                twice += shown.contains(QLatin1Char('+')) ? 1 : 0;
            }
        }
        QCOMPARE(twice, 120); // an hour, twice
    }

    /// The question of the bench, answered in the second of the two hours.
    void aPersonsAnswer()
    {
        const qint64 off_ms = utc("2026-10-25T01:40:00Z").toMSecsSinceEpoch() - QDateTime::currentMSecsSinceEpoch();
        test::setDateBy(std::chrono::milliseconds(off_ms));
        QVERIFY(std::abs(QDateTime::currentDateTimeUtc().secsTo(utc("2026-10-25T01:40:00Z"))) < 60);
        BenchPrompt prompt;
        prompt.id = 1;
        prompt.question = QStringLiteral("Dose.");
        PromptCard card(prompt, nullptr);
        std::optional<PromptAnswer> answer;
        connect(&card, &PromptCard::answered, this, [&](const PromptAnswer &given) { answer = given; });
        auto *time = card.findChild<QLineEdit *>(QStringLiteral("promptTime"));
        time->setText(QStringLiteral("02:30"));
        QTest::mouseClick(card.doneButton(), Qt::LeftButton);
        QVERIFY(!answer);
        time->setText(QStringLiteral("02:30+02:00"));
        QTest::mouseClick(card.doneButton(), Qt::LeftButton);
        QVERIFY(answer.has_value());
        QCOMPARE(answer->utc.value_or(QString()), QStringLiteral("2026-10-25T00:30:00.000Z"));
    }
};

int main(int argc, char **argv)
{
    qputenv("TZ", "Europe/Berlin");
    ::tzset();
    QApplication application(argc, argv);
    TestDesktopDaylight test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_desktop_daylight.moc"
