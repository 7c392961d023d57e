// SPDX-License-Identifier: GPL-3.0-or-later
// Chromatograms that instruments wrote, changed by hand in Review.
#include <QCoreApplication>
#include <QStandardPaths>
#include <QTest>

#include "tests/review_fixture.h"
#include "tests/shared_data.h"

using namespace tgc;
using namespace tgc::desktop;
using Kind = PeakHandle::Kind;

class TestDesktopReviewReal : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_review_real"));
        applyAppearance(*qApp, qEnvironmentVariableIsSet("TGC_DARK") ? Appearance::Dark : Appearance::Light);
    }
    void anEndIsDragged_data()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        QTest::addColumn<QString>("file");
        for (const char *file : {"shimadzu-gc-bid-h2/original/EF-R94.3-40h.gcd.txt",
                                 "fusion-microgc-h2/original/cu10mA_20220608T1257Z.fusion-data.json"}) {
            QTest::newRow(file) << QString::fromLatin1(file);
        }
    }
    void anEndIsDragged()
    {
        QFETCH(QString, file);
        ReviewFixture fixture;
        fixture.open();
        press(&fixture.desk->window(), Qt::Key_3, Qt::ControlModifier);
        fixture.desk->lab().importRuns(
            {QString::fromStdString((sharedData() / "chromatograms").string()) + u'/' + file});
        ReviewWorkspace &review = fixture.review();
        QTRY_VERIFY_WITH_TIMEOUT(review.peakTable()->model()->rowCount() > 0, 20000);
        QCoreApplication::processEvents();
        const auto before = fixture.peaks();
        const auto highest = std::max_element(before.begin(), before.end(),
                                              [](const Peak &a, const Peak &b) { return a.height < b.height; });
        const int index = static_cast<int>(highest - before.begin());
        review.peakTable()->selectRow(index);
        fixture.plot().zoomToPeak(index);
        QCoreApplication::processEvents();
        const QString set = file.section(u'-', 0, 0);
        fixture.picture(set + QStringLiteral("-peak"));
        const bool drop = !fixture.plot().handles().gripOf({Kind::End, index});
        fixture.dragHandle({drop ? Kind::Drop : Kind::End, index}, {drop ? -15 : 30, 0});
        QTRY_COMPARE_WITH_TIMEOUT(fixture.events().size(), std::size_t(1), 5000);
        QCOMPARE(fixture.events()[0].kind, EventKind::MoveEnd);
        QTRY_VERIFY_WITH_TIMEOUT(fixture.desk->lab().jobs().running() == 0, 10000);
        QTRY_VERIFY(review.status().contains(QLatin1String("changed")));
        fixture.giveReasons(QStringLiteral("tail cut off"));
        review.tabs()->showEvents();
        fixture.picture(set + QStringLiteral("-moved"));
        review.saveResult();
        QTRY_VERIFY_WITH_TIMEOUT(review.status().contains(QLatin1String("result version 2")), 10000);
        const auto &after = fixture.peaks();
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < after.size(); ++i) {
            const bool moved =
                std::find(after[i].flags.begin(), after[i].flags.end(), "manual") != after[i].flags.end();
            QVERIFY(moved || after[i].area == before[i].area); // nobody else's area changes
        }
        QVERIFY(after[static_cast<std::size_t>(index)].area != before[static_cast<std::size_t>(index)].area);
    }
};

QTEST_MAIN(TestDesktopReviewReal)
#include "tst_desktop_review_real.moc"
