// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QProgressBar;
class QToolButton;

namespace tgc::desktop {

class ElidedLabel;
class Jobs;

/// The strip at the bottom that never goes away: what the workspace says, the work under way with its Cancel, and the
/// state of saving.
class StatusStrip : public QFrame {
    Q_OBJECT
public:
    explicit StatusStrip(Jobs &jobs, QWidget *parent = nullptr);

    void setStatus(const QString &text);
    void setSaved(const QString &text, bool trouble);
    /// Something that stays whatever the workspace, right of what the workspace says.
    void add(QWidget *widget);

private:
    ElidedLabel *m_status;
    QLabel *m_job;
    QProgressBar *m_progress;
    QToolButton *m_cancel;
    QLabel *m_saved;
};

} // namespace tgc::desktop
