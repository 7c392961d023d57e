// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <filesystem>
#include <memory>

#include "app/desktop/bench/bench_link.h"
#include "app/desktop/lab/lab.h"
#include "app/desktop/main_window.h"
#include "app/desktop/shell/jobs.h"
#include "app/desktop/shell/theme.h"

class QProcess;

namespace tgc::desktop {

class BenchModel;
class BenchStarter;
class BenchWorkspace;
class CalibrationWorkspace;
class DayWorkspace;
class InactiveWorkspace;
class Notifications;
class RecordsWorkspace;
class ReviewWorkspace;
class SamplesWorkspace;

/// One open store with its window: owns everything and ties it together.
class Desk : public QObject {
    Q_OBJECT
public:
    /// `link` is the way to the bench; without one none is looked for.
    explicit Desk(db::Store store, std::unique_ptr<BenchLink> link = nullptr, QObject *parent = nullptr);
    Desk(const Desk &) = delete;
    Desk &operator=(const Desk &) = delete;
    ~Desk() override;

    [[nodiscard]] MainWindow &window() { return *m_window; }
    [[nodiscard]] Lab &lab() { return *m_lab; }
    [[nodiscard]] DayWorkspace &day() { return *m_day; }
    [[nodiscard]] SamplesWorkspace &samples() { return *m_samples; }
    [[nodiscard]] CalibrationWorkspace &calibration() { return *m_calibration; }
    [[nodiscard]] ReviewWorkspace &review() { return *m_review; }
    [[nodiscard]] InactiveWorkspace &inactive() { return *m_inactive; }
    [[nodiscard]] BenchWorkspace &bench() { return *m_bench; }
    [[nodiscard]] RecordsWorkspace &records() { return *m_records; }
    [[nodiscard]] Notifications &notifications() { return *m_notifications; }
    [[nodiscard]] BenchModel &benchModel() { return *m_benchModel; }

signals:
    void openStoreRequested(const QString &file);

private:
    void fillMenu();
    void chooseStore();
    void openDemo();
    void addDay();
    void addNotifications();
    void takeDropped(const QStringList &files);
    void addBench();
    void addWatch();
    void addRecords();

    std::unique_ptr<BenchLink> m_link;
    std::unique_ptr<BenchModel> m_benchModel;
    std::unique_ptr<BenchStarter> m_benchStarter;
    std::unique_ptr<StoreWorker> m_store;
    std::unique_ptr<Jobs> m_jobs;
    std::unique_ptr<Lab> m_lab;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Notifications> m_notifications;
    DayWorkspace *m_day = nullptr;
    SamplesWorkspace *m_samples = nullptr;
    CalibrationWorkspace *m_calibration = nullptr;
    ReviewWorkspace *m_review = nullptr;
    InactiveWorkspace *m_inactive = nullptr;
    BenchWorkspace *m_bench = nullptr;
    RecordsWorkspace *m_records = nullptr;
    QProcess *m_demo = nullptr;
    QString m_demoSaid; ///< the last line
};

} // namespace tgc::desktop
