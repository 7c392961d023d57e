// SPDX-License-Identifier: GPL-3.0-or-later
// The suitability rules of a run's method as lights in Review: what the command line says of the same runs.
#include <QCoreApplication>
#include <QItemSelectionModel>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>

#include "app/desktop/review/suitability_panel.h"
#include "app/session/method_file.h"
#include "tests/review_fixture.h"
#include "tests/run_tgc.h"

using namespace tgc;
using namespace tgc::desktop;

namespace {

QByteArray ruleText(const char *peak, const char *quantity, const char *comparison, const char *limit,
                    const char *aggregate)
{
    return QByteArray("[[suitability]]\npeak = \"") + peak + "\"\nquantity = \"" + quantity + "\"\noperator = \"" +
           comparison + "\"\nlimit = " + limit + "\naggregate = \"" + aggregate + "\"\n";
}

/// A pass, a fail, an RSD, a mean, and a peak that is not there.
QByteArray methodText()
{
    return QByteArray("name = \"H2 TCD\"\n[[target]]\nname = \"H2\"\nretention_s = 90\nhalf_window_s = 3\n") +
           ruleText("H2", "tailing", "<=", "1.2", "each") + ruleText("H2", "height", ">=", "300", "each") +
           ruleText("H2", "area", "<=", "60", "rsd") + ruleText("H2", "area", ">", "400", "mean") +
           ruleText("CO", "area", ">", "0", "each");
}

} // namespace

class TestDesktopReviewRules : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_review_rules"));
        applyAppearance(*qApp, qEnvironmentVariableIsSet("TGC_DARK") ? Appearance::Dark : Appearance::Light);
        m_fixture = std::make_unique<ReviewFixture>();
        const std::pair<const char *, double> runs[] = {{"a.csv", 1.0}, {"b.csv", 1.1}, {"c.csv", 1.5}, {"d.csv", 0.9}};
        for (const auto &[file, scale] : runs) {
            QVERIFY(!fusedTrace(m_fixture->path(file), scale).isEmpty());
            QCOMPARE(tgc({"import", file, "--db", "lab.sqlite"}).status, 0);
        }
        writeText(m_fixture->path("h2.toml"), methodText());
        QCOMPARE(tgc({"reprocess", "R1", "R2", "R3", "--method", "h2.toml", "--db", "lab.sqlite"}).status, 0);
        m_fixture->open();
        press(&m_fixture->desk->window(), Qt::Key_3, Qt::ControlModifier);
        m_fixture->waitForPeaks(3);
        m_fixture->review().tabs()->tabs()->setCurrentWidget(&panel());
    }
    void cleanupTestCase() { m_fixture.reset(); }

    /// R4 is the newest and is shown first.
    void withoutRulesItSaysHowToGiveSome()
    {
        QVERIFY2(panel().words().contains(QLatin1String("R4 was integrated without a method")),
                 qPrintable(panel().words()));
        QVERIFY(panel().words().contains(QLatin1String("tgc reprocess R4 --method")));
        QVERIFY(!panel().table()->isVisible());
        QVERIFY(!panel().worst());
        QVERIFY(m_fixture->review().tabs()->tabs()->tabIcon(tab()).isNull());
        m_fixture->picture(QStringLiteral("review-rules-none"));
        // The example that is shown is one that a method takes.
        const auto labels = panel().findChildren<QLabel *>();
        const auto example = std::find_if(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->text().startsWith(QLatin1String("[[suitability]]"));
        });
        QVERIFY(example != labels.end() && (*example)->isVisible());
        QVERIFY(session::parseMethod((*example)->text().toStdString(), "example").has_value());
    }

    void oneRunIsJudgedAsTheCommandLineDoes()
    {
        show(1);
        expectTheCommandLines({"a.csv"});
        QCOMPARE(verdict(0), QStringLiteral("passes"));
        QCOMPARE(verdict(1), QStringLiteral("fails")); // 250 uV high
        QCOMPARE(verdict(2), QStringLiteral("not judged")); // an RSD wants three runs
        QCOMPARE(verdict(3), QStringLiteral("passes"));
        QCOMPARE(verdict(4), QStringLiteral("fails: no peak"));
        QVERIFY(cell(2, 6).contains(QLatin1String("n too small")));
        QVERIFY(cell(4, 6).contains(QLatin1String("no peak is named CO in R1")));
        QCOMPARE(cell(1, 3), QStringLiteral("≥ 300 uV"));
        QCOMPARE(cell(2, 3), QStringLiteral("≤ 60 %"));
        QCOMPARE(cell(3, 3), QStringLiteral("> 400 uV*s"));
        QVERIFY(panel().worst() == Light::Bad);
        QVERIFY(!m_fixture->review().tabs()->tabs()->tabIcon(tab()).isNull());
        QCOMPARE(m_fixture->review().tabs()->tabs()->tabToolTip(tab()),
                 QStringLiteral("2 pass, 2 fail, 1 is not judged"));
        QVERIFY2(panel().words().contains(QLatin1String("Choose the replicates")), qPrintable(panel().words()));
        for (int row = 0; row < 5; ++row) {
            QVERIFY(!panel().table()->model()->index(row, 0).data(Qt::DecorationRole).isNull());
        }
        panel().table()->selectRow(0); // the peak it is about
        QCOMPARE(m_fixture->peaks()[static_cast<std::size_t>(m_fixture->plot().selectedPeak())].name,
                 std::optional<std::string>("H2"));
        m_fixture->picture(QStringLiteral("review-rules"));
    }

    void chosenReplicatesAreJudgedTogether()
    {
        choose({1, 2, 3});
        QTRY_VERIFY_WITH_TIMEOUT(panel().words().contains(QLatin1String("R1, R2, R3")), 20000);
        expectTheCommandLines({"a.csv", "b.csv", "c.csv"});
        QCOMPARE(cell(2, 5), QStringLiteral("3"));
        QCOMPARE(verdict(2), QStringLiteral("passes")); // of areas as 1 : 1.1 : 1.5 about 22 %
        m_fixture->picture(QStringLiteral("review-rules-replicates"));
        choose({1, 4}); // the other method's run is judged, and said to be another's
        QTRY_VERIFY_WITH_TIMEOUT(panel().words().contains(QLatin1String("Not integrated by this method: R4")), 20000);
        QVERIFY(cell(4, 6).contains(QLatin1String("R1")));
    }

    void changesByHandAreJudgedAtOnce()
    {
        show(1);
        QCOMPARE(verdict(3), QStringLiteral("passes"));
        m_fixture->keyAt(90.0, Qt::Key_Delete);
        m_fixture->waitForPeaks(2);
        QTRY_COMPARE_WITH_TIMEOUT(verdict(3), QStringLiteral("fails: no peak"), 5000);
        QVERIFY2(panel().words().contains(QLatin1String("R1 (draft)")), qPrintable(panel().words()));
        press(canvas(m_fixture->plot()), Qt::Key_Z, Qt::ControlModifier);
        m_fixture->waitForPeaks(3);
        QTRY_COMPARE_WITH_TIMEOUT(verdict(3), QStringLiteral("passes"), 5000);
    }

private:
    TgcRun tgc(const QStringList &arguments) { return runTgc(arguments, m_fixture->folder.path()); }
    SuitabilityPanel &panel() { return m_fixture->review().tabs()->suitability(); }
    int tab() { return m_fixture->review().tabs()->tabs()->indexOf(&panel()); }
    QString cell(int row, int column) { return panel().table()->model()->index(row, column).data().toString(); }
    QString verdict(int row) { return cell(row, 0); }
    int rowOf(qint64 run) { return 4 - static_cast<int>(run); } // the newest first
    void show(qint64 run)
    {
        QTableView *list = m_fixture->review().runTable(); // selectRow() would mind a Ctrl key that is still held
        list->selectionModel()->setCurrentIndex(list->model()->index(rowOf(run), 0),
                                                QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->review().status().contains(QStringLiteral("R%1: ").arg(run)), 10000);
        m_fixture->waitForPeaks(3);
    }
    void choose(const QList<qint64> &runs)
    {
        show(runs.front());
        for (const qint64 run : runs) {
            m_fixture->review().runTable()->selectionModel()->select(
                m_fixture->review().runTable()->model()->index(rowOf(run), 0),
                QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }
    /// Verdicts and figures of `tgc integrate` over the same files, to the last bit.
    void expectTheCommandLines(const QStringList &files)
    {
        const TgcRun run = tgc(QStringList{"integrate"} + files + QStringList{"--method", "h2.toml"});
        const auto last = run.out.trimmed().split('\n').last();
        const QJsonArray theirs = QJsonDocument::fromJson(last).object()["suitability"].toArray();
        QCOMPARE(theirs.size(), 5);
        QCOMPARE(panel().rules().size(), std::size_t(5));
        for (int i = 0; i < 5; ++i) {
            const SuitabilityVerdict &ours = panel().rules()[static_cast<std::size_t>(i)].verdict;
            const QJsonObject each = theirs[i].toObject();
            QCOMPARE(QString::fromUtf8(toString(ours.verdict).data()), each["verdict"].toString());
            QCOMPARE(static_cast<int>(ours.n), each["n"].toInt());
            QCOMPARE(ours.value.has_value(), each["value"].isDouble());
            QCOMPARE(ours.value.value_or(0.0), each["value"].toDouble());
        }
    }
    std::unique_ptr<ReviewFixture> m_fixture;
};

QTEST_MAIN(TestDesktopReviewRules)
#include "tst_desktop_review_rules.moc"
