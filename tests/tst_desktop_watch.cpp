// SPDX-License-Identifier: GPL-3.0-or-later
// A watched folder on the screen: matched files fill the table of samples, others are matched by hand.
#include "app/desktop/watch/watch_panel.h"
#include "tests/desktop_fixture.h"
#include "tests/watched_folder.h"

using namespace tgc;
using namespace tgc::desktop;
using test::exportedTrace;
using test::exportTo;

class TestDesktopWatch : public QObject {
    Q_OBJECT
    DeskFixture m_fixture;

    WatchPanel &panel() { return *m_fixture.desk->samples().watchPanel(); }
    QString cell(int row, const char *column)
    {
        return m_fixture.desk->lab().samples().cell(row, QString::fromUtf8(column));
    }

    /// The run in the sample's first row, as the store has it.
    QString storedRun(const std::string &sample)
    {
        const auto store = db::Store::openReadOnly(m_fixture.path("lab.sqlite").toStdString());
        const auto found = store ? store->samples({.sampleId = sample}) : fail(store.error());
        if (!found || found->empty() || found->front().record.draws.empty()) {
            return {};
        }
        const auto &values = found->front().record.draws.front().values;
        const auto trace = values.find("trace");
        return trace == values.end() ? QString() : QString::fromStdString(trace->second);
    }

private slots:
    void init()
    {
        m_fixture.open();
        SheetModel &sheet = m_fixture.desk->lab().samples();
        const auto row = [&](const char *name) {
            SheetModel::Row one(sheet.columnCount(), QString());
            one[sheet.column("sample_id")] = QString::fromUtf8(name);
            one[sheet.column("sampling")] = "locked";
            one[sheet.column("injection_volume_mL")] = "0.5";
            return one;
        };
        sheet.replaceRows(0, 0, {row("cell-01"), row("cell-02")}, "typed");
        QVERIFY(QDir().mkpath(m_fixture.path("export")));
        panel().setSettle(std::chrono::milliseconds(200));
    }
    void cleanup()
    {
        m_fixture.desk.reset();
        QFile::remove(m_fixture.path("lab.sqlite"));
        QDir(m_fixture.path("export")).removeRecursively();
    }

    void aMatchedFileFillsItsRow()
    {
        m_fixture.desk->samples().openWatch();
        QVERIFY(panel().isVisible());
        exportTo(m_fixture.path("export/run1.csv"), exportedTrace(1000.0, "cell-02", "2026-11-27T10:00:00Z"));
        panel().watchFolder(m_fixture.path("export"));
        QTRY_COMPARE_WITH_TIMEOUT(cell(1, "trace"), QStringLiteral("R1"), 10000);
        QCOMPARE(cell(0, "trace"), QString());
        QCOMPARE(cell(1, "injected_at"), QStringLiteral("2026-11-27T10:00:00.000Z"));
        QVERIFY2(panel().stateLine().contains("1 matched, 0 not"), qPrintable(panel().stateLine()));
        QVERIFY(panel().stateLine().contains("last run1.csv"));
        // The strip says so on every screen.
        const auto *strip = m_fixture.desk->window().findChild<QToolButton *>("watchedFolder");
        QVERIFY(strip != nullptr && strip->isVisibleTo(strip->parentWidget()));
        // And the table's own save keeps it.
        m_fixture.desk->lab().saveNow();
        QTRY_COMPARE(storedRun("cell-02"), QStringLiteral("R1"));
        panel().watcher().stop();
        QVERIFY(panel().stateLine().isEmpty());
    }

    void byHand()
    {
        exportTo(m_fixture.path("export/20261127.csv"), exportedTrace(1000.0));
        m_fixture.desk->samples().openWatch();
        panel().watchFolder(m_fixture.path("export"));
        QTRY_COMPARE_WITH_TIMEOUT(panel().unmatched(), 1U, 10000);
        panel().table()->selectRow(0);
        auto *injection = panel().findChild<QComboBox *>();
        QVERIFY(injection != nullptr && injection->isVisible());
        QCOMPARE(injection->count(), 2);
        injection->setCurrentIndex(1);
        QLineEdit *by = nullptr;
        QLineEdit *reason = nullptr;
        for (QLineEdit *field : panel().findChildren<QLineEdit *>()) {
            by = field->placeholderText().startsWith("Your name") ? field : by;
            reason = field->placeholderText().startsWith("Why") ? field : reason;
        }
        QVERIFY(by != nullptr && reason != nullptr);
        by->setText("J. Doe");
        press(reason, Qt::Key_Return); // no reason yet
        auto *state = panel().findChild<QLabel *>("watchState");
        QTRY_VERIFY2(state->text().contains("Give name and reason"), qPrintable(state->text()));
        reason->setText("lab book, page 12");
        press(reason, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(cell(1, "trace"), QStringLiteral("R1"), 10000);
        QCOMPARE(panel().unmatched(), 0U);
        QCOMPARE(panel().matched(), 1U);
    }

    void aFolderThatIsAwayIsSaid()
    {
        panel().watchFolder(m_fixture.path("nowhere"));
        QTRY_VERIFY_WITH_TIMEOUT(panel().stateLine().contains("network folder"), 10000);
    }
};

QTEST_MAIN(TestDesktopWatch)
#include "tst_desktop_watch.moc"
