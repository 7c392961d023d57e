// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <functional>

#include "app/desktop/day/day_model.h"
#include "app/desktop/shell/workspace.h"

class QLabel;
class QStackedWidget;

namespace tgc::desktop {

class CareModel;
class CarePanel;
class Lab;
class MessageBar;
class NextList;
class StepForm;
class VialBoard;

/// The day at the bench: every vial with its clock on the left, what to do next on the right, and in between nothing that
/// blocks. Steps are recorded in place.
class DayWorkspace : public Workspace {
    Q_OBJECT
public:
    struct Ways {
        std::function<void(const QString &sampleId)> toSample; ///< where its safety data are entered
        std::function<void()> toSamples;
        std::function<void()> toQueue;
    };
    DayWorkspace(Lab &lab, Ways ways, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString help() const override;
    [[nodiscard]] bool showsSimulated() const override;
    [[nodiscard]] QString status() const override;
    [[nodiscard]] QWidget *firstFocus() override;

    [[nodiscard]] DayModel &model() { return *m_model; }
    [[nodiscard]] VialBoard *board() const { return m_board; }
    [[nodiscard]] NextList *next() const { return m_next; }
    [[nodiscard]] StepForm *form() const { return m_form; }
    [[nodiscard]] CareModel &careModel() { return *m_careModel; }
    [[nodiscard]] CarePanel *care() const { return m_care; }
    [[nodiscard]] MessageBar *messages() const { return m_messages; }

signals:
    /// Vials are open as the store is opened: somebody's day is under way.
    void underWay();
    /// "Vial V-07 is ready": to be said wherever the person is.
    void vialReady(const QString &sentence);

private:
    void layOut();
    void refresh(); ///< all of it, as it is now
    void openForm(const QString &sampleId, std::optional<day::Step> step);
    void openTakeBack(const QString &sampleId);
    void act(const day::NextAct &act);
    void record(const day::VialStep &step);
    void takeBack(const QString &sampleId, db::RecordId id, const QString &by, const QString &reason);
    void sayRecorded(const QString &what, const session::RecordedStep &recorded);

    Lab &m_lab;
    Ways m_ways;
    DayModel *m_model;
    MessageBar *m_messages;
    QStackedWidget *m_pages;
    VialBoard *m_board;
    NextList *m_next;
    StepForm *m_form;
    CareModel *m_careModel;
    CarePanel *m_care;
    QTimer m_second;
    QTimer m_look; ///< for what other programs recorded
    bool m_first = true;
};

} // namespace tgc::desktop
