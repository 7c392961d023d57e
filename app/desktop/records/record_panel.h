// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "app/desktop/records/record_view.h"
#include "app/desktop/shell/prepared_table.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace tgc::desktop {

/// A record as it was and as it is, who changed it and why, and the place where it is approved.
class RecordPanel : public QFrame {
    Q_OBJECT
public:
    explicit RecordPanel(QWidget *parent = nullptr);

    void show(const RecordView &view);
    void clear(const QString &why);
    /// Who sits here: the reviewer, unless another name is typed.
    void setReviewer(const QString &name);

    [[nodiscard]] QTableView *table() const { return m_view; }
    [[nodiscard]] QLabel *title() const { return m_title; }
    [[nodiscard]] QLabel *state() const { return m_state; }
    [[nodiscard]] QLineEdit *reviewer() const { return m_reviewer; }
    [[nodiscard]] QLineEdit *statement() const { return m_statement; }
    [[nodiscard]] QPushButton *approveButton() const { return m_approve; }
    [[nodiscard]] QPushButton *takeBackButton() const { return m_takeBack; }

signals:
    void approveRequested(const QString &table, qint64 id, const QString &reviewer, const QString &statement);
    void takeBackRequested(qint64 result);

private:
    void approve();
    void showState(const RecordView &view);

    QLabel *m_title;
    QLabel *m_about;
    PreparedTable m_fields;
    QTableView *m_view;
    QWidget *m_box;
    QLabel *m_state;
    QLineEdit *m_reviewer;
    QLineEdit *m_statement;
    QPushButton *m_approve;
    QPushButton *m_takeBack;
    QString m_table;
    qint64 m_id = 0;
};

} // namespace tgc::desktop
