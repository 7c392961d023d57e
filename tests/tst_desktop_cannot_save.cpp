// SPDX-License-Identifier: GPL-3.0-or-later
// Another program holds the store, or its disk is full, while somebody works in the desktop: each write is told as not done,
// in words; the window stays alive; and what saves itself (cells, edits of peaks) is saved once it can be, without another key.
#include <QApplication>
#include <QStandardPaths>
#include <QTimer>

#include <SQLiteCpp/SQLiteCpp.h>

#include "app/desktop/day/day_model.h"
#include "app/desktop/day/day_workspace.h"
#include "tests/evaluate_fixture.h"
#include "tests/review_fixture.h"
#include "tests/small_disk.h"

using namespace tgc;
using namespace tgc::desktop;

namespace {

[[maybe_unused]] const bool ownMounts = test::makeOwnMounts(); // before there is a second thread

constexpr const char *locked = "locked";
constexpr const char *full = "full disk";

/// The store as an open browser of databases holds it.
class Lock {
public:
    explicit Lock(const QString &file) : m_other(file.toStdString(), SQLite::OPEN_READWRITE)
    {
        m_other.exec("BEGIN EXCLUSIVE");
    }
    void letGo() { m_other.exec("ROLLBACK"); }

private:
    SQLite::Database m_other;
};

} // namespace

class TestDesktopCannotSave : public QObject {
    Q_OBJECT
    const test::SmallDisk m_disk{32768};
    std::unique_ptr<ReviewFixture> m_fixture;
    std::unique_ptr<Lock> m_lock;

    [[nodiscard]] static bool isFull() { return QByteArray(QTest::currentDataTag()) == full; }
    static void rows()
    {
        QTest::addColumn<QString>("words");
        QTest::newRow(locked) << "is locked by another program: nothing was written; close it";
        QTest::newRow(full) << "disk is full";
    }
    void block()
    {
        if (isFull()) {
            m_disk.fill();
        } else {
            m_lock = std::make_unique<Lock>(file());
        }
    }
    void letGo()
    {
        if (isFull()) {
            m_disk.makeRoom();
        } else {
            m_lock->letGo();
        }
    }

    /// As DeskFixture does, with a store that waits a tenth of a second for others, not five.
    void open()
    {
        db::OpenOptions hasty;
        hasty.busyTimeout = std::chrono::milliseconds(100);
        auto store = db::Store::open(file().toStdString(), hasty);
        QVERIFY(store.has_value());
        m_fixture->desk = std::make_unique<Desk>(std::move(*store));
        connect(&lab(), &Lab::saved, this, [this](const QString &words, bool trouble) {
            m_saved = words;
            m_trouble = trouble;
        });
        connect(&lab(), &Lab::failed, this, [this](const QString &words) { m_failed = words; });
        QSignalSpy loaded(&lab(), &Lab::loaded);
        m_fixture->desk->window().resize(1280, 800);
        m_fixture->desk->window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_fixture->desk->window()));
        QVERIFY(!loaded.isEmpty() || loaded.wait(5000));
    }
    [[nodiscard]] QString file() const
    {
        return isFull() ? m_disk.path(QString::fromUtf8(QTest::currentTestFunction()) + ".sqlite")
                        : m_fixture->path("lab.sqlite");
    }
    [[nodiscard]] Lab &lab() const { return m_fixture->desk->lab(); }
    [[nodiscard]] db::Store reader() const { return db::Store::openReadOnly(file().toStdString()).value(); }
    [[nodiscard]] std::int64_t entries() const { return reader().trailHead()->entries; }

    QString m_saved;
    bool m_trouble = false;
    QString m_failed;

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init()
    {
        m_saved.clear();
        m_failed.clear();
        m_fixture = std::make_unique<ReviewFixture>();
        if (isFull() && !m_disk.isThere()) {
            QSKIP("nothing can be mounted here");
        }
        open();
    }
    void cleanup()
    {
        m_fixture.reset();
        m_lock.reset();
        m_disk.makeRoom();
    }

    void aCellIsSavedOnceTheStoreIsFree_data() { rows(); }
    void aCellIsSavedOnceTheStoreIsFree()
    {
        QFETCH(QString, words);
        block();
        QTimer alive;
        QElapsedTimer since;
        qint64 longest_ms = 0;
        connect(&alive, &QTimer::timeout, this, [&] { longest_ms = std::max(longest_ms, since.restart()); });
        since.start();
        alive.start(10);
        m_fixture->pasteExamples();
        QTRY_VERIFY_WITH_TIMEOUT(m_trouble && m_saved.contains(words), 20000);
        QVERIFY(m_saved.startsWith(QStringLiteral("not saved: ")));
        QVERIFY2(longest_ms < 3000,
                 qPrintable(QString::number(longest_ms))); // a loaded machine, not a wait for the store
        QVERIFY(reader().samples()->empty());
        QCOMPARE(lab().samples().rows().size(), std::size_t(7)); // what was typed stays on the screen
        letGo();
        QTRY_VERIFY_WITH_TIMEOUT(!m_trouble && m_saved.startsWith(QStringLiteral("saved")), 20000);
        QVERIFY(reader().samples()->size() >= 4);
        QVERIFY(reader().verify()->empty());
    }

    /// What could not be saved is tried a last time when the window is closed.
    void closingSavesWhatWasNotSaved_data() { rows(); }
    void closingSavesWhatWasNotSaved()
    {
        QFETCH(QString, words);
        block();
        m_fixture->pasteExamples();
        QTRY_VERIFY_WITH_TIMEOUT(m_trouble && m_saved.contains(words), 20000);
        letGo();
        m_fixture->desk.reset();
        QVERIFY(reader().samples()->size() >= 4);
    }

    void editsOfPeaksAreKeptOnceTheStoreIsFree_data() { rows(); }
    void editsOfPeaksAreKeptOnceTheStoreIsFree()
    {
        QFETCH(QString, words);
        m_fixture->importAndShow({fusedTrace(m_fixture->path("fused.csv"))});
        block();
        m_fixture->keyAt(61.0, Qt::Key_S);
        QTRY_VERIFY_WITH_TIMEOUT(m_trouble && m_saved.contains(words), 20000);
        QVERIFY(reader().drafts()->empty());
        letGo();
        QTRY_COMPARE_WITH_TIMEOUT(m_saved, QStringLiteral("all saved"), 20000);
        QCOMPARE(reader().drafts()->size(), std::size_t(1));
    }

    void aResultIsToldAsNotSaved_data() { rows(); }
    void aResultIsToldAsNotSaved()
    {
        QFETCH(QString, words);
        m_fixture->importAndShow({fusedTrace(m_fixture->path("fused.csv"))});
        block();
        const std::int64_t before = entries();
        m_fixture->review().saveResult();
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->review().messages()->text().contains(words), 20000);
        QCOMPARE(m_fixture->review().messages()->kind(), MessageBar::Kind::Problem);
        letGo();
        QCOMPARE(entries(), before);
        m_fixture->review().saveResult();
        QTRY_VERIFY_WITH_TIMEOUT(
            m_fixture->review().messages()->text().contains(QLatin1String("saved as result version")), 20000);
        QVERIFY(reader().verify()->empty());
    }

    void anImportIsToldAsNotDone_data() { rows(); }
    void anImportIsToldAsNotDone()
    {
        QFETCH(QString, words);
        block();
        lab().importRuns({fusedTrace(m_fixture->path("fused.csv"))});
        QTRY_VERIFY_WITH_TIMEOUT(m_failed.contains(words), 20000);
        QVERIFY(reader().runs()->empty());
        letGo();
        QSignalSpy imported(&lab(), &Lab::runsImported);
        lab().importRuns({m_fixture->path("fused.csv")});
        QVERIFY(imported.wait(20000));
    }

    void aCalibrationIsToldAsNotSavedOrApproved_data() { rows(); }
    void aCalibrationIsToldAsNotSavedOrApproved()
    {
        QFETCH(QString, words);
        block();
        lab().saveCurve(QStringLiteral("c"), test::curve());
        QTRY_VERIFY_WITH_TIMEOUT(m_failed.contains(words), 20000);
        letGo();
        lab().saveCurve(QStringLiteral("c"), test::curve());
        QTRY_COMPARE_WITH_TIMEOUT(reader().calibrations()->size(), std::size_t(1), 20000);
        const auto id = reader().calibrations()->front().id;
        m_failed.clear();
        block();
        lab().approveCalibration(id, "looked at");
        QTRY_VERIFY_WITH_TIMEOUT(m_failed.contains(words), 20000);
        letGo();
        QVERIFY(!reader().calibrations()->front().approval.has_value());
        lab().approveCalibration(id, "looked at");
        QTRY_VERIFY_WITH_TIMEOUT(reader().calibrations()->front().approval.has_value(), 20000);
    }

    void aVialsStepIsToldAsNotRecorded_data() { rows(); }
    void aVialsStepIsToldAsNotRecorded()
    {
        QFETCH(QString, words);
        m_fixture->pasteExamples();
        QTRY_VERIFY_WITH_TIMEOUT(!m_trouble && m_saved.startsWith(QStringLiteral("saved")), 20000);
        StoreWorker &store = lab().store();
        DayModel day(store);
        day::VialStep sealed;
        sealed.sampleId = reader().samples()->front().record.sampleId;
        sealed.step = day::Step::Sealed;
        sealed.at = day.now();
        sealed.by = "jd";
        QString told;
        const auto done = [&](const Result<session::RecordedStep> &recorded) {
            told = recorded ? QStringLiteral("recorded") : QString::fromStdString(recorded.error().message);
        };
        block();
        day.record(sealed, done);
        QTRY_VERIFY_WITH_TIMEOUT(told.contains(words), 20000);
        letGo();
        day.record(sealed, done);
        QTRY_COMPARE_WITH_TIMEOUT(told, QStringLiteral("recorded"), 20000);
    }
};

QTEST_MAIN(TestDesktopCannotSave)
#include "tst_desktop_cannot_save.moc"
