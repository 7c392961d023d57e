// SPDX-License-Identifier: GPL-3.0-or-later
// docs/day.md and its picture are made from the program's own table of transitions. TGC_WRITE_DOCS=1 writes them anew.
#include <QFile>
#include <QIODevice>
#include <QTest>
#include <QXmlStreamReader>

#include "app/session/day/transition_docs.h"

using namespace tgc;

namespace {

const QString page = QStringLiteral(TGC_SOURCE_DIR) + "/docs/day.md";
const QString picture = QStringLiteral(TGC_SOURCE_DIR) + "/docs/images/vial-timeline.svg";

QByteArray read(const QString &name)
{
    QFile in(name);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

bool write(const QString &name, const QByteArray &bytes)
{
    QFile out(name);
    return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size();
}

} // namespace

class TestDayDocs : public QObject {
    Q_OBJECT
private slots:
    void thePageIsTheTable_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("wanted");
        QTest::newRow("transitions") << QByteArray("transitions") << QByteArray::fromStdString(day::transitionTable());
        QTest::newRow("refusals") << QByteArray("refusals") << QByteArray::fromStdString(day::refusalList());
    }
    void thePageIsTheTable()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, wanted);
        wanted = "\n" + wanted + "\n";
        const QByteArray begin =
            "<!-- " + name + ": made from app/session/day/transitions.cpp, see tests/tst_day_docs.cpp -->\n";
        const QByteArray end = "<!-- end of " + name + " -->";
        QByteArray text = read(page);
        const qsizetype from = text.indexOf(begin) + begin.size();
        const qsizetype to = text.indexOf(end);
        QVERIFY(from >= begin.size() && to >= from);
        if (qEnvironmentVariableIsSet("TGC_WRITE_DOCS")) {
            QVERIFY(write(page, text.replace(from, to - from, wanted)));
            return;
        }
        QCOMPARE(QString::fromUtf8(text.mid(from, to - from)), QString::fromUtf8(wanted));
    }
    void thePictureIsTheTable()
    {
        const QByteArray wanted = QByteArray::fromStdString(day::transitionPicture());
        QXmlStreamReader xml(wanted);
        int texts = 0;
        while (!xml.atEnd()) {
            texts += xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("text") ? 1 : 0;
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(texts > 20);
        if (qEnvironmentVariableIsSet("TGC_WRITE_DOCS")) {
            QVERIFY(write(picture, wanted));
            return;
        }
        QCOMPARE(QString::fromUtf8(read(picture)), QString::fromUtf8(wanted));
    }
};

QTEST_APPLESS_MAIN(TestDayDocs)
#include "tst_day_docs.moc"
