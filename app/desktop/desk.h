// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <filesystem>
#include <memory>

#include "app/desktop/lab/lab.h"
#include "app/desktop/main_window.h"
#include "app/desktop/shell/jobs.h"
#include "app/desktop/shell/theme.h"

class QProcess;

namespace tgc::desktop {

class CalibrationWorkspace;
class InactiveWorkspace;
class ReviewWorkspace;
class SamplesWorkspace;

/// One open store with its window: owns everything and ties it together.
class Desk : public QObject {
    Q_OBJECT
public:
    explicit Desk(db::Store store, QObject *parent = nullptr);
    ~Desk() override;

    [[nodiscard]] MainWindow &window() { return *m_window; }
    [[nodiscard]] Lab &lab() { return *m_lab; }
    [[nodiscard]] SamplesWorkspace &samples() { return *m_samples; }
    [[nodiscard]] CalibrationWorkspace &calibration() { return *m_calibration; }
    [[nodiscard]] ReviewWorkspace &review() { return *m_review; }
    [[nodiscard]] InactiveWorkspace &inactive() { return *m_inactive; }

signals:
    void openStoreRequested(const QString &file);

private:
    void fillMenu();
    void chooseStore();
    void openDemo();

    std::unique_ptr<StoreWorker> m_store;
    std::unique_ptr<Jobs> m_jobs;
    std::unique_ptr<Lab> m_lab;
    std::unique_ptr<MainWindow> m_window;
    SamplesWorkspace *m_samples = nullptr;
    CalibrationWorkspace *m_calibration = nullptr;
    ReviewWorkspace *m_review = nullptr;
    InactiveWorkspace *m_inactive = nullptr;
    QProcess *m_demo = nullptr;
};

} // namespace tgc::desktop
