// SPDX-License-Identifier: GPL-3.0-or-later
// docs/integration.md: its table of events is the program's own, its method is one, its event rows are such.
// TGC_WRITE_DOCS=1 writes the table anew.
#include <QFile>
#include <QIODevice>
#include <QTest>

#include "analysis/core/decimal.h"
#include "analysis/peaks/integration_event.h"
#include "app/session/method_file.h"

using namespace tgc;

namespace {

const QString file = QStringLiteral(TGC_SOURCE_DIR) + "/docs/integration.md";
const QByteArray begin = "<!-- events: made from the program's own table, see tests/tst_integration_docs.cpp -->\n";
const QByteArray end = "<!-- end of events -->";

std::string valueOf(const EventInfo &info)
{
    std::string all;
    switch (info.value) {
    case EventValue::None: return all;
    case EventValue::Text: return "text";
    case EventValue::Number: return info.unit == "1" ? std::string("ratio") : std::string(info.unit);
    case EventValue::Choice: break;
    }
    for (const std::string_view choice : info.choices) {
        all += (all.empty() ? "" : ", ") + std::string(choice);
    }
    return all;
}

std::string table()
{
    std::string text = "\n| event | when | value | default | what it does |\n|---|---|---|---|---|\n";
    for (const EventInfo &info : eventTable()) {
        const std::string when = isSetting(info.kind)                  ? "setting"
                                 : info.extent == EventExtent::Instant ? "at a time"
                                 : info.extent == EventExtent::Stretch ? "from, to"
                                                                       : "from[, to]";
        text += "| `" + std::string(info.name) + "` | " + when + " | " + valueOf(info) + " | " +
                std::string(isSetting(info.kind) ? info.standard : "") + " | " + std::string(info.meaning) + " |\n";
    }
    return text + "\n";
}

/// What stands between two marks.
QByteArray between(const QByteArray &text, const QByteArray &from, const QByteArray &to)
{
    const qsizetype at = text.indexOf(from);
    const qsizetype until = text.indexOf(to, at + from.size());
    return at < 0 || until < 0 ? QByteArray() : text.mid(at + from.size(), until - at - from.size());
}

QByteArray page()
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

} // namespace

class TestIntegrationDocs : public QObject {
    Q_OBJECT
private slots:
    void theEventsAreTheProgramsOwn()
    {
        QByteArray text = page();
        const QByteArray wanted = QByteArray::fromStdString(table());
        if (qEnvironmentVariableIsSet("TGC_WRITE_DOCS")) {
            const qsizetype at = text.indexOf(begin) + begin.size();
            text.replace(at, text.indexOf(end) - at, wanted);
            QFile out(file);
            QVERIFY(out.open(QIODevice::WriteOnly));
            out.write(text);
            return;
        }
        QCOMPARE(QString::fromUtf8(between(text, begin, end)), QString::fromUtf8(wanted));
    }
    void theMethodIsOne()
    {
        const auto method = session::parseMethod(between(page(), "```toml\n", "```").toStdString(), "page");
        QVERIFY2(method.has_value(), method ? "" : method.error().message.c_str());
        QCOMPARE(method->processing.options.targets.size(), std::size_t(1));
        QCOMPARE(method->processing.method.size(), std::size_t(4));
    }
    void theRowsAreEvents()
    {
        const QList<QByteArray> lines =
            between(page(), "time_s,event,value,end_s,reason\n", "```").trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        for (const QByteArray &line : lines) {
            const QList<QByteArray> f = line.split(',');
            const auto time = [](const QByteArray &t) {
                return t.isEmpty() ? std::nullopt : std::optional(seconds(t.toDouble()));
            };
            const auto event = makeEvent(f[1].toStdString(), time(f[0]), time(f[3]), f[2].toStdString());
            QVERIFY2(event.has_value(), event ? "" : event.error().message.c_str());
        }
    }
};

QTEST_APPLESS_MAIN(TestIntegrationDocs)
#include "tst_integration_docs.moc"
