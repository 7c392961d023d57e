// SPDX-License-Identifier: GPL-3.0-or-later
// CLI and desktop give the same bytes: what Review integrates, saves and the store exports is what `tgc integrate` prints.
#include <QByteArrayList>
#include <QComboBox>
#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include "app/desktop/shell/jobs.h"
#include "tests/review_fixture.h"
#include "tests/run_tgc.h"
#include "tests/shared_data.h"

using namespace tgc;
using namespace tgc::desktop;

namespace {

/// What both tell of a peak, under the same names.
const QByteArrayList &columns()
{
    static const QByteArrayList all{"apex_s", "height",         "area",           "area_u",       "start_s",
                                    "end_s",  "baseline_start", "baseline_end",   "width_half_s", "tailing",
                                    "plates", "resolution",     "signal_to_noise"};
    return all;
}

/// The text of a number as it stands in an object; empty where it is null.
QByteArray numberIn(const QString &object, const QByteArray &key)
{
    const QRegularExpression pattern(u'"' + QString::fromLatin1(key) + QStringLiteral("\":([^,}\\]]+)"));
    const QString text = pattern.match(object).captured(1);
    return text == QLatin1String("null") ? QByteArray() : text.toLatin1();
}

/// One line a channel: the texts of its peaks' numbers, channel by channel.
QList<QByteArrayList> ofJson(const QByteArray &lines)
{
    QList<QByteArrayList> peaks;
    for (const QByteArray &line : lines.trimmed().split('\n')) {
        const QString text = QString::fromUtf8(line);
        const qsizetype from = text.indexOf(QLatin1String("\"peaks\":["));
        const qsizetype to = text.indexOf(QLatin1String("\"rejected\":"), from);
        const QStringList objects = text.mid(from, to - from).split(QStringLiteral("{\"name\":"));
        for (qsizetype i = 1; i < objects.size(); ++i) {
            QByteArrayList peak;
            for (const QByteArray &column : columns()) {
                peak << numberIn(objects[i], column);
            }
            peaks << peak;
        }
    }
    return peaks;
}

/// The rows of the exported table; no cell before the last of these columns holds a comma.
QList<QByteArrayList> ofCsv(const QByteArray &csv)
{
    QList<QByteArrayList> peaks;
    QByteArrayList header;
    for (const QByteArray &line : csv.trimmed().split('\n')) {
        const QByteArrayList cells = line.trimmed().split(',');
        if (header.isEmpty()) {
            header = cells;
            continue;
        }
        QByteArrayList peak;
        for (const QByteArray &column : columns()) {
            peak << cells.value(header.indexOf(column));
        }
        peaks << peak;
    }
    return peaks;
}

} // namespace

class TestDesktopReviewBytes : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_review_bytes"));
    }
    void generated_data()
    {
        QTest::addColumn<double>("scale");
        QTest::addColumn<bool>("fit");
        for (const double scale : {1.0, 0.37, 0.021}) {
            QTest::addRow("classic, scale %g", scale) << scale << false;
        }
        QTest::newRow("fit") << 1.0 << true;
    }
    void generated()
    {
        QFETCH(double, scale);
        QFETCH(bool, fit);
        ReviewFixture fixture;
        expectSameBytes(fixture, fusedTrace(fixture.path("trace.csv"), scale), fit);
    }

    void ofInstruments_data()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("fit");
        for (const char *file : {"shimadzu-gc-bid-h2/original/EF-R94.3-40h.gcd.txt",
                                 "fusion-microgc-h2/original/cu10mA_20220608T1257Z.fusion-data.json",
                                 "andi-aia-samples/original/DNX-7AN.CDF", "andi-aia-samples/original/ICI_21_2.CDF"}) {
            QTest::newRow(file) << QString::fromLatin1(file) << false;
        }
        QTest::newRow("fit") << QStringLiteral("shimadzu-gc-bid-h2/original/EF-R94.3-40h.gcd.txt") << true;
    }
    void ofInstruments()
    {
        QFETCH(QString, file);
        QFETCH(bool, fit);
        const QString source = QString::fromStdString((sharedData() / "chromatograms").string()) + u'/' + file;
        if (!QFile::exists(source)) {
            QSKIP(qPrintable(source + QStringLiteral(" is not there")));
        }
        ReviewFixture fixture;
        expectSameBytes(fixture, source, fit);
    }

private:
    /// By the command line, and by the workspace: imported, integrated (Ctrl+I), saved (Ctrl+S), exported.
    static void expectSameBytes(ReviewFixture &fixture, const QString &file, bool fit)
    {
        QStringList arguments{"integrate", file, "--format", "json"};
        if (fit) {
            arguments << QStringLiteral("--mode") << QStringLiteral("fit");
        }
        const TgcRun printed = runTgc(arguments, fixture.folder.path());
        QVERIFY2(printed.status == 0, printed.err.constData());
        const auto wanted = ofJson(printed.out);
        QVERIFY(!wanted.isEmpty());

        fixture.open();
        press(&fixture.desk->window(), Qt::Key_3, Qt::ControlModifier);
        fixture.desk->lab().importRuns({file});
        ReviewWorkspace &review = fixture.review();
        QTRY_VERIFY_WITH_TIMEOUT(review.peakTable()->model()->rowCount() > 0, 30000);
        auto *channels = review.findChild<QComboBox *>(QStringLiteral("channel"));
        QVERIFY(channels != nullptr);
        for (int i = 0; i < channels->count(); ++i) {
            settle(fixture);
            channels->setCurrentIndex(i);
            emit channels->activated(i);
            if (!fit) {
                review.integrate();
                continue;
            }
            FitPanel &panel = review.tabs()->fit();
            review.tabs()->tabs()->setCurrentWidget(&panel);
            panel.fit();
            settle(fixture);
            if (panel.useButton()->isEnabled()) {
                panel.useOther();
            }
        }
        settle(fixture);
        review.saveResult();
        QTRY_VERIFY_WITH_TIMEOUT(review.status().contains(QLatin1String("result version 2")), 20000);
        fixture.desk->lab().store().waitUntilIdle();
        const TgcRun exported =
            runTgc({"export", "peaks", "--out", "peaks.csv", "--db", "lab.sqlite"}, fixture.folder.path());
        QVERIFY2(exported.status == 0, exported.err.constData());
        const auto got = ofCsv(readBytes(fixture.path("peaks.csv")));
        QCOMPARE(got.size(), wanted.size());
        for (qsizetype i = 0; i < got.size(); ++i) {
            QCOMPARE(got[i], wanted[i]);
        }
    }
    static void settle(const ReviewFixture &fixture)
    {
        QTRY_VERIFY_WITH_TIMEOUT(fixture.desk->lab().jobs().running() == 0, 60000);
        QCoreApplication::processEvents();
    }
};

QTEST_MAIN(TestDesktopReviewBytes)
#include "tst_desktop_review_bytes.moc"
