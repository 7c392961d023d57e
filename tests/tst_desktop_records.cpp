// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModel>
#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSize>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <SQLiteCpp/SQLiteCpp.h>

#include "app/desktop/records/filter_panel.h"
#include "app/desktop/records/record_panel.h"
#include "app/desktop/records/records_workspace.h"
#include "db/verify_store.h"
#include "tests/desktop_fixture.h"
#include "tests/store_fixture.h"
#include "tests/store_tamper.h"

using namespace tgc;
using namespace tgc::desktop;

/// The Records workspace: the trail, what is to be looked at, before and after, approval, verify, backup.
class TestDesktopRecords : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        qputenv("XDG_DATA_HOME", m_home.path().toUtf8());
        qputenv("XDG_CONFIG_HOME", m_home.path().toUtf8());
        qputenv("XDG_RUNTIME_DIR", m_home.path().toUtf8());
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_records"));
        applyAppearance(*qApp, Appearance::Light);
    }
    void init()
    {
        QSettings().remove(QStringLiteral("operator"));
        m_fixture = std::make_unique<DeskFixture>();
    }

    void anEmptyStore()
    {
        open();
        QCOMPARE(records().trail()->model()->rowCount(), 1); // the store was made
        QTRY_VERIFY(records().record()->title()->text().contains(QLatin1String("schema")));
        const QAbstractItemModelTester tester(records().trail()->model());
        QCOMPARE(desk().window().size(), QSize(1280, 800)); // nothing in it asks for more
        m_fixture->picture(QStringLiteral("records-empty"));
        records().filters()->choose(std::nullopt);
        m_fixture->picture(QStringLiteral("records-nothing-to-look-at"));
        QVERIFY(records().status().contains(QLatin1String("0 to look at")));
    }

    void theTrailShowsBeforeAndAfter()
    {
        fill();
        open();
        const QAbstractItemModelTester tester(records().trail()->model());
        const int all = records().trail()->model()->rowCount();
        QVERIFY(all > 20);
        search(QStringLiteral("glued"));
        QTRY_COMPARE(records().trail()->model()->rowCount(), 1);
        QTRY_VERIFY(records().record()->title()->text().contains(QLatin1String("vial 1, changed")));
        const QAbstractItemModel *fields = records().record()->table()->model();
        QTRY_COMPARE(fields->columnCount(), 3);
        QCOMPARE(cell(*fields, rowOf(*fields, QStringLiteral("volume")), 1), QStringLiteral("30.00"));
        QCOMPARE(cell(*fields, rowOf(*fields, QStringLiteral("volume")), 2), QStringLiteral("29.50"));
        m_fixture->picture(QStringLiteral("records-before-after"));
        records().filters()->search()->clear();
        QTRY_COMPARE(records().trail()->model()->rowCount(), all);
        // Who: the names that were given.
        QComboBox *person = records().filters()->person();
        QTRY_VERIFY(person->findText(QStringLiteral("A. Maker")) > 0);
        person->setCurrentIndex(person->findText(QStringLiteral("A. Maker")));
        QTRY_VERIFY(records().trail()->model()->rowCount() < all && records().trail()->model()->rowCount() > 0);
        m_fixture->picture(QStringLiteral("records-filled"));
        applyAppearance(*qApp, Appearance::Dark);
        m_fixture->picture(QStringLiteral("records-filled-dark"));
        applyAppearance(*qApp, Appearance::Light);
    }

    void approvedInPlace()
    {
        fill();
        open();
        QSettings().remove(QStringLiteral("operator"));
        records().filters()->choose(session::ExceptionKind::ManualEdit);
        QTRY_VERIFY(records().exceptions()->model()->rowCount() >= 2);
        QAbstractItemModel &list = *records().exceptions()->model();
        const QAbstractItemModelTester tester(&list);
        const int row = rowOf(list, QStringLiteral("R1, integration, version 1"));
        QVERIFY(row >= 0);
        records().exceptions()->selectRow(row);
        QTRY_VERIFY(records().record()->approveButton()->isVisible());
        QCOMPARE(records().record()->state()->text(), QStringLiteral("Not approved."));
        // Without words there is no approval, and the field that lacks them has the keyboard.
        records().record()->approveButton()->click();
        QVERIFY(records().record()->state()->text().contains(QLatin1String("Say who reviews")));
        QTest::keyClicks(records().record()->reviewer(), QStringLiteral("B. Reviewer"));
        records().record()->approveButton()->click();
        QVERIFY(records().record()->state()->text().contains(QLatin1String("State what you checked")));
        m_fixture->picture(QStringLiteral("records-approve"));
        QTest::keyClicks(records().record()->statement(), QStringLiteral("baseline looked at"));
        press(records().record()->statement(), Qt::Key_Return);
        QTRY_COMPARE(records().messages()->kind(), MessageBar::Kind::Done);
        QVERIFY(records().messages()->text().contains(QLatin1String("B. Reviewer")));
        settle();
        records().exceptions()->selectRow(rowOf(list, QStringLiteral("R1, integration, version 1")));
        QTRY_VERIFY(records().record()->state()->text().contains(QLatin1String("Approved and locked by B. Reviewer")));
        m_fixture->picture(QStringLiteral("records-approved"));
        // Only what is not approved: it is gone from the list.
        records().filters()->unapproved()->setChecked(true);
        settle();
        QTRY_COMPARE(rowOf(list, QStringLiteral("R1, integration, version 1")), -1);
        records().filters()->unapproved()->setChecked(false);
        settle();

        // Taken back, with a reason asked in the bar.
        QTRY_VERIFY(rowOf(list, QStringLiteral("R1, integration, version 1")) >= 0);
        records().exceptions()->selectRow(rowOf(list, QStringLiteral("R1, integration, version 1")));
        QTRY_VERIFY(records().record()->takeBackButton()->isVisible());
        records().record()->takeBackButton()->click();
        QVERIFY(records().messages()->asking());
        auto *field = records().messages()->findChild<QLineEdit *>();
        QTest::keyClicks(field, QStringLiteral("the blank was wrong"));
        press(field, Qt::Key_Return);
        QTRY_VERIFY(records().messages()->text().contains(QLatin1String("taken back")));
    }

    void whoSitsHereGoesIntoTheTrail()
    {
        open();
        auto *who = desk().window().findChild<QToolButton *>(QStringLiteral("whoSitsHere"));
        QVERIFY(who != nullptr);
        press(&desk().window(), Qt::Key_1, Qt::ControlModifier);
        who->click();
        QCOMPARE(desk().window().current(), static_cast<Workspace *>(&records()));
        QTest::keyClicks(records().operatorField(), QStringLiteral("A. Maker"));
        press(records().operatorField(), Qt::Key_Return);
        QTRY_COMPARE(who->text(), QStringLiteral("A. Maker"));
        QCOMPARE(records().record()->reviewer()->text(), QStringLiteral("A. Maker"));
        m_fixture->pasteExamples();
        m_fixture->waitUntilSaved();
        const auto store = db::Store::openReadOnly(m_fixture->path("lab.sqlite").toStdString());
        QCOMPARE(store->audit()->back().operatorName, std::string("A. Maker"));
        // And is remembered.
        m_fixture->open();
        QCOMPARE(records().operatorField()->text(), QStringLiteral("A. Maker"));
    }

    void verifiedInWords()
    {
        fill(true);
        open();
        QVERIFY(records().status().contains(QLatin1String("not verified")));
        records().verify();
        QTRY_COMPARE_WITH_TIMEOUT(records().messages()->kind(), MessageBar::Kind::Done, 10000);
        QVERIFY2(records().messages()->text().contains(QLatin1String("Nothing was altered")) &&
                     records().messages()->text().contains(QLatin1String(". The anchor agrees")),
                 qPrintable(records().messages()->text()));
        m_fixture->picture(QStringLiteral("records-verified"));
    }

    void alteredInWords()
    {
        fill();
        test::tamper(m_fixture->path("lab.sqlite").toStdString(),
                     {"UPDATE peaks SET area = 2 * area WHERE id = 1", "UPDATE approvals SET reviewer = 'the boss'",
                      "DELETE FROM titrants WHERE id = 2"});
        open();
        records().verify();
        QTRY_COMPARE_WITH_TIMEOUT(records().messages()->kind(), MessageBar::Kind::Problem, 10000);
        QVERIFY2(records().messages()->text().contains(QLatin1String("The store was altered: 4 finding(s)")),
                 qPrintable(records().messages()->text()));
        records().messages()->findChild<QPushButton *>()->click(); // Show them
        QTRY_COMPARE(records().exceptions()->model()->rowCount(), 4);
        settle();
        m_fixture->picture(QStringLiteral("records-altered"));
    }

    void backedUp()
    {
        fill();
        open();
        const QString copy = m_fixture->path("copy.sqlite");
        records().backUp(copy);
        QTRY_COMPARE_WITH_TIMEOUT(records().messages()->kind(), MessageBar::Kind::Done, 10000);
        QVERIFY2(records().messages()->text().contains(QLatin1String("copy.sqlite is a whole backup")),
                 qPrintable(records().messages()->text()));
        QVERIFY(db::Store::openReadOnly(copy.toStdString())->verify()->empty());
        records().backUp(m_fixture->path("lab.sqlite"));
        QTRY_COMPARE(records().messages()->kind(), MessageBar::Kind::Problem);
        QVERIFY(records().messages()->text().contains(QLatin1String("the store itself")));
    }

    /// 100,000 entries: what is in sight is there at once, wherever one goes.
    void aLongTrailScrolls()
    {
        constexpr int entries = 100'000;
        {
            (void)db::Store::open(m_fixture->path("lab.sqlite").toStdString()).value();
            SQLite::Database raw(m_fixture->path("lab.sqlite").toStdString(), SQLite::OPEN_READWRITE);
            raw.exec(
                "PRAGMA synchronous = OFF; BEGIN; WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n "
                "WHERE i < " +
                std::to_string(entries) +
                ") INSERT INTO audit_trail (id, at_utc, who, action, table_name, record_id, old_value, new_value, "
                "reason, program, digests, chain) SELECT i, '2026-03-01T12:00:00.000Z', 'lab', 'changed', 'samples', "
                "i, '{\"notes\":\"a\"}', '{\"notes\":\"b\"}', 'reason ' || i, 'test', printf('%0500d', i), 'x' FROM "
                "n; COMMIT");
        }
        open();
        const QAbstractItemModel &trail = *records().trail()->model();
        QCOMPARE(trail.rowCount(), entries);
        QElapsedTimer clock;
        qint64 worst = 0;
        for (const int row : {50'000, 99'999, 12'345, 70'001, 0, 30'000}) {
            clock.start();
            records().trail()->scrollTo(trail.index(row, 0));
            records().trail()->selectRow(row);
            records().trail()->viewport()->repaint();
            worst = std::max(worst, clock.elapsed()); // how long the window does not answer
            QTRY_COMPARE(cell(trail, row, TrailModel::Reason),
                         row == entries - 1 ? QString() : QStringLiteral("reason %1").arg(entries - row));
        }
        qInfo("the window was held up for %lld ms at most", static_cast<long long>(worst));
        QVERIFY2(worst < 200, qPrintable(QString::number(worst))); // a frame is a few; this machine may be busy
        clock.start();
        records().filters()->search()->setText(QStringLiteral("reason 4711"));
        QTRY_COMPARE(trail.rowCount(), 11); // 4711, and 47110 to 47119
        qInfo("a search of %d entries was answered after %lld ms", entries, static_cast<long long>(clock.elapsed()));
        m_fixture->picture(QStringLiteral("records-long"));
    }

private:
    Desk &desk() { return *m_fixture->desk; }
    RecordsWorkspace &records() { return desk().records(); }
    static QString cell(const QAbstractItemModel &model, int row, int column)
    {
        return model.index(row, column).data().toString();
    }
    static int rowOf(const QAbstractItemModel &model, const QString &first)
    {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (cell(model, row, 0) == first) {
                return row;
            }
        }
        return -1;
    }
    void search(const QString &text) { records().filters()->search()->setText(text); }
    /// Until all that was asked is answered.
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(records().upToDate(), 10000); }
    void open()
    {
        m_fixture->open();
        press(&desk().window(), Qt::Key_7, Qt::ControlModifier);
        QCOMPARE(desk().window().current(), static_cast<Workspace *>(&records()));
        settle();
        QTRY_VERIFY(records().trail()->model()->rowCount() > 0);
    }
    /// A store with something of everything, made by A. Maker.
    void fill(bool anchored = false)
    {
        db::OpenOptions options;
        options.person = "lab";
        options.operatorName = "A. Maker";
        if (anchored) {
            options.anchors = QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))
                                  .filePath(QStringLiteral("anchors"))
                                  .toStdString();
        }
        auto store = db::Store::open(m_fixture->path("lab.sqlite").toStdString(), options).value();
        test::fill(store);
        store.setOperator("");
        QVERIFY(store
                    .change(1, db::Vial{.name = "one", .volume = db::AsTyped{"29.50", "mL", "0.02"}, .notes = "glued"},
                            "weighed with water anew")
                    .has_value());
    }

    QTemporaryDir m_home;
    std::unique_ptr<DeskFixture> m_fixture;
};

QTEST_MAIN(TestDesktopRecords)
#include "tst_desktop_records.moc"
