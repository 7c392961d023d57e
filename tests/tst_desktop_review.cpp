// SPDX-License-Identifier: GPL-3.0-or-later
// Every gesture of the Review workspace through the real plot: what it writes into the run's own event table, and that
// the peaks shown are what the engine makes of that table, to the last bit.
#include <QAbstractItemModel>
#include <QAbstractItemModelTester>
#include <QAction>
#include <QCoreApplication>
#include <QMenu>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include "tests/review_fixture.h"

using namespace tgc;
using namespace tgc::desktop;
using Kind = PeakHandle::Kind;

class TestDesktopReview : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_review"));
        applyAppearance(*qApp, qEnvironmentVariableIsSet("TGC_DARK") ? Appearance::Dark : Appearance::Light);
    }
    void init()
    {
        m_fixture = std::make_unique<ReviewFixture>();
        m_fixture->openWithRun();
        QCOMPARE(m_fixture->peaks().size(), std::size_t(3));
    }
    void cleanup() { m_fixture.reset(); }

    void draggingAnEndMovesIt()
    {
        const double before_s = inSeconds(peaks()[2].end);
        m_fixture->dragHandle({Kind::End, 2}, {12, 0});
        expectRow(EventKind::MoveEnd);
        QVERIFY(std::abs(inSeconds(events()[0].start) - 90.0) < 0.3); // the apex
        QVERIFY(events()[0].number > before_s + 0.5);
        expectPeaks(3);
        QVERIFY(std::abs(inSeconds(peaks()[2].end) - events()[0].number) < 1e-9);
        QVERIFY(manual(peaks()[2]));
        QVERIFY(!manual(peaks()[0]));
        m_fixture->picture(QStringLiteral("review-moved-end"));
    }

    void draggingADropLineMovesBothNeighbours()
    {
        m_fixture->dragHandle({Kind::Drop, 0}, {-6, 0});
        expectRow(EventKind::MoveEnd);
        expectPeaks(3);
        QVERIFY(std::abs(inSeconds(peaks()[0].end) - events()[0].number) < 1e-9);
        QCOMPARE(peaks()[1].start, peaks()[0].end);
    }

    void draggingTheBaselineChangesItsValue()
    {
        m_fixture->dragHandle({Kind::BaselineStart, 2}, {0, -30});
        expectRow(EventKind::MoveBaselineStart);
        expectPeaks(3);
        QVERIFY(std::abs(inDetectorUnits(peaks()[2].baselineStart) - events()[0].number) < 1e-6);
    }

    void splitMergeDeleteAndAdd()
    {
        m_fixture->keyAt(91.0, Qt::Key_S);
        expectRow(EventKind::SplitPeak);
        expectPeaks(4);
        m_fixture->keyAt(89.0, Qt::Key_M);
        expectRow(EventKind::MergePeaks);
        expectPeaks(3);
        m_fixture->keyAt(90.0, Qt::Key_Delete);
        expectRow(EventKind::DeletePeak);
        expectPeaks(2);
        press(canvas(plot()), Qt::Key_A);
        dragMouse(canvas(plot()), plot().pixelAt(84.0, 400.0).toPoint(), plot().pixelAt(97.0, 400.0).toPoint(),
                  Qt::LeftButton);
        expectRow(EventKind::AddPeak);
        expectPeaks(3);
        QCOMPARE(events().size(), std::size_t(4));
        m_fixture->picture(QStringLiteral("review-four-changes"));
    }

    void arrowKeysAreOneStepOfUndo()
    {
        QTest::mouseClick(canvas(plot()), Qt::LeftButton, {}, plot().handles().gripOf({Kind::End, 2})->toPoint());
        const double before_s = inSeconds(peaks()[2].end);
        for (int i = 0; i < 3; ++i) {
            const double now_s = inSeconds(peaks()[2].end);
            press(canvas(plot()), Qt::Key_Right);
            QTRY_VERIFY_WITH_TIMEOUT(inSeconds(peaks()[2].end) > now_s + 0.05, 10000);
        }
        QCOMPARE(events().size(), std::size_t(1));
        QVERIFY(std::abs(events()[0].number - before_s - 0.3) < 0.051); // three samples, the first onto one
        press(canvas(plot()), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(events().empty());
        QTRY_COMPARE_WITH_TIMEOUT(inSeconds(peaks()[2].end), before_s, 10000);
        press(canvas(plot()), Qt::Key_Y, Qt::ControlModifier);
        QCOMPARE(events().size(), std::size_t(1));
    }

    void theMenuOffersTheSame()
    {
        const auto choose = [&](const QString &words) {
            QTest::mouseClick(canvas(plot()), Qt::RightButton, {}, plot().pixelAt(91.0, 300.0).toPoint());
            auto *menu = plot().findChild<QMenu *>(QStringLiteral("peakMenu"));
            QVERIFY(menu != nullptr);
            for (QAction *action : menu->actions()) {
                if (action->text().startsWith(words)) {
                    action->trigger();
                }
            }
            menu->close();
            QTRY_VERIFY(plot().findChild<QMenu *>(QStringLiteral("peakMenu")) == nullptr);
        };
        choose(QStringLiteral("Split"));
        expectRow(EventKind::SplitPeak);
        expectPeaks(4);
        choose(QStringLiteral("Why"));
        QVERIFY2(messages().contains(QLatin1String("peak stands")), qPrintable(messages()));
    }

    void whyNoPeakIsAnswered()
    {
        m_fixture->keyAt(20.0, Qt::Key_W);
        QVERIFY2(messages().contains(QLatin1String("0.33")), qPrintable(messages()));
        QVERIFY(events().empty());
    }

    void aPeakIsNamedInTheTable()
    {
        QAbstractItemModel *table = m_fixture->review().peakTable()->model();
        QVERIFY(table->setData(table->index(2, PeakTableModel::Name), QStringLiteral("N2")));
        expectRow(EventKind::NamePeak);
        QTRY_COMPARE(table->index(2, PeakTableModel::Name).data().toString(), QStringLiteral("N2"));
    }

    void rowsAreAddedEditedAndDeleted()
    {
        EventsPanel &panel = m_fixture->review().tabs()->events();
        const QAbstractItemModelTester tester(&panel.model());
        m_fixture->review().tabs()->showEvents();
        panel.list()->setCurrentIndex(panel.list()->findText(QStringLiteral("min-area")));
        for (QToolButton *button : panel.findChildren<QToolButton *>()) {
            if (button->text() == QLatin1String("Add row")) {
                button->click();
            }
        }
        expectRow(EventKind::MinArea);
        auto &model = panel.model();
        QVERIFY(model.setData(model.index(0, EventTableModel::Value), QStringLiteral("1200")));
        QVERIFY(!model.setData(model.index(0, EventTableModel::Value), QStringLiteral("-1"))); // below its limits
        QVERIFY2(messages().contains(QLatin1String("min-area")), qPrintable(messages()));
        QVERIFY(!model.setData(model.index(0, EventTableModel::From), QStringLiteral("x")));
        QVERIFY(model.setData(model.index(0, EventTableModel::From), QStringLiteral("0,5"))); // min
        QCOMPARE(inSeconds(events()[0].start), 30.0);
        QVERIFY(model.setData(model.index(0, EventTableModel::To), QStringLiteral("2")));
        expectPeaks(2); // areas of about 2500, 1500 and 940 uV*s
        panel.view()->setCurrentIndex(model.index(0, 0));
        m_fixture->picture(QStringLiteral("review-events"));
        panel.deleteChosenRows();
        QVERIFY(events().empty());
        expectPeaks(3);
    }

    void aDraftOutlivesTheDesktopAndASavedResultNeedsReasons()
    {
        m_fixture->keyAt(91.0, Qt::Key_S);
        expectPeaks(4);
        QTRY_COMPARE_WITH_TIMEOUT(drafts(), std::size_t(1), 5000);
        // As after a kill: another desk on the same store, without the first one's orderly end having written anything.
        m_fixture->open();
        press(&m_fixture->desk->window(), Qt::Key_3, Qt::ControlModifier);
        m_fixture->waitForPeaks(4);
        QCOMPARE(events().size(), std::size_t(1));
        QVERIFY2(messages().contains(QLatin1String("draft")), qPrintable(messages()));
        m_fixture->picture(QStringLiteral("review-draft"));
        // No reason, no result.
        m_fixture->review().saveResult();
        QVERIFY2(messages().contains(QLatin1String("split-peak")), qPrintable(messages()));
        QCOMPARE(versions().size(), std::size_t(1));
        m_fixture->giveReasons(QStringLiteral("two substances"));
        m_fixture->review().saveResult();
        QTRY_VERIFY_WITH_TIMEOUT(messages().contains(QLatin1String("version 2")), 10000);
        QTRY_COMPARE_WITH_TIMEOUT(drafts(), std::size_t(0), 5000);
        const auto all = versions();
        QCOMPARE(all.size(), std::size_t(2));
        QCOMPARE(all[0].result.peaks.size(), std::size_t(3)); // the first stays as it was
        QCOMPARE(all[1].result.peaks.size(), std::size_t(4));
        const auto peaks = m_fixture->expected();
        for (std::size_t i = 0; i < peaks.size(); ++i) {
            QCOMPARE(all[1].result.peaks[i].area, inDetectorUnitSeconds(peaks[i].area));
        }
        QVERIFY(all[1].result.inputsJson.find("two substances") != std::string::npos);
        // The saved events are where the next desk begins, and discarding goes back to them.
        m_fixture->open();
        press(&m_fixture->desk->window(), Qt::Key_3, Qt::ControlModifier);
        m_fixture->waitForPeaks(4);
        m_fixture->keyAt(60.0, Qt::Key_Delete);
        expectPeaks(3);
        emit m_fixture->review().tabs()->events().discardRequested();
        expectPeaks(4);
        QTRY_COMPARE_WITH_TIMEOUT(drafts(), std::size_t(0), 5000);
    }

    void versionsStandSideBySide()
    {
        m_fixture->keyAt(91.0, Qt::Key_S);
        expectPeaks(4);
        VersionsPanel &panel = m_fixture->review().tabs()->versions();
        m_fixture->review().tabs()->tabs()->setCurrentWidget(&panel);
        QCOMPARE(panel.list()->model()->rowCount(), 2); // what is shown, and version 1
        QVERIFY2(panel.words().contains(QLatin1String("what is shown (second) against version 1 (first)")),
                 qPrintable(panel.words()));
        const QAbstractItemModel *table = panel.differences()->model();
        QCOMPARE(table->rowCount(), 4);
        m_fixture->giveReasons(QStringLiteral("two substances"));
        m_fixture->review().saveResult();
        QTRY_VERIFY_WITH_TIMEOUT(messages().contains(QLatin1String("version 2")), 10000);
        QTRY_COMPARE(panel.list()->model()->index(0, 0).data().toString(), QStringLiteral("2"));
        QVERIFY(panel.list()->model()->index(0, 6).data().toString().contains(QLatin1String("two substances")));
        QVERIFY(!panel.list()->horizontalScrollBar()->isVisible()); // at 1280 x 800; codes are scrolled to, not cut
        m_fixture->picture(QStringLiteral("review-versions"));
    }

    void theSignalStaysAsItWasStored()
    {
        const auto before = storedValues();
        m_fixture->keyAt(91.0, Qt::Key_S);
        expectPeaks(4);
        m_fixture->giveReasons(QStringLiteral("x"));
        m_fixture->review().saveResult();
        QTRY_VERIFY_WITH_TIMEOUT(messages().contains(QLatin1String("version 2")), 10000);
        QCOMPARE(storedValues(), before);
    }

private:
    ChromatogramPlot &plot() { return m_fixture->plot(); }
    const std::vector<Peak> &peaks() { return m_fixture->peaks(); }
    const std::vector<IntegrationEvent> &events() { return m_fixture->events(); }
    QString messages() { return m_fixture->review().messages()->text(); }
    static bool manual(const Peak &peak)
    {
        return std::find(peak.flags.begin(), peak.flags.end(), "manual") != peak.flags.end();
    }
    void expectRow(EventKind kind)
    {
        QVERIFY(!events().empty());
        QVERIFY2(events().back().kind == kind, describe(events().back()).c_str());
    }
    /// So many, and what the engine makes of the table.
    void expectPeaks(std::size_t count)
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->desk->lab().jobs().running() == 0, 10000);
        QTRY_COMPARE_WITH_TIMEOUT(peaks().size(), count, 10000);
        const auto expected = m_fixture->expected();
        QCOMPARE(expected.size(), count);
        for (std::size_t i = 0; i < count; ++i) {
            QCOMPARE(peaks()[i].area, expected[i].area);
            QCOMPARE(peaks()[i].start, expected[i].start);
            QCOMPARE(peaks()[i].end, expected[i].end);
        }
        QCoreApplication::processEvents();
    }
    db::Store reader()
    {
        m_fixture->desk->lab().store().waitUntilIdle();
        return db::Store::openReadOnly(m_fixture->path("lab.sqlite").toStdString()).value();
    }
    std::size_t drafts() { return reader().drafts()->size(); }
    std::vector<db::StoredResult> versions()
    {
        db::ResultFilter filter;
        filter.kind = "integration";
        return *reader().results(filter);
    }
    std::vector<double> storedValues()
    {
        const auto signal = reader().loadSignal(1);
        return {signal->values().begin(), signal->values().end()};
    }

    std::unique_ptr<ReviewFixture> m_fixture;
};

QTEST_MAIN(TestDesktopReview)
#include "tst_desktop_review.moc"
