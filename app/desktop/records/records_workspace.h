// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "app/desktop/lab/lab.h"
#include "app/desktop/records/exception_model.h"
#include "app/desktop/records/record_view.h"
#include "app/desktop/records/trail_model.h"
#include "app/desktop/shell/workspace.h"
#include "app/session/check_store.h"

class QLineEdit;
class QStackedWidget;
class QTableView;

namespace tgc::desktop {

class FilterPanel;
class MessageBar;
class RecordPanel;

/// The audit trail and the review by exception: what was changed by whom, whether all of it is as it was written, and
/// whose word stands for it.
class RecordsWorkspace : public Workspace {
    Q_OBJECT
public:
    RecordsWorkspace(Lab &lab, std::filesystem::path anchors, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString help() const override;
    [[nodiscard]] bool showsSimulated() const override;
    [[nodiscard]] QString status() const override;
    [[nodiscard]] QWidget *firstFocus() override;

    void setOperator(const QString &name);
    void askForOperator(); ///< the keyboard goes to the field
    /// Looks at every record of the store, and tells the outcome in the message bar.
    void verify();
    void backUp(const QString &file);

    [[nodiscard]] FilterPanel *filters() const { return m_filters; }
    [[nodiscard]] QTableView *trail() const { return m_trailView; }
    [[nodiscard]] QTableView *exceptions() const { return m_exceptionView; }
    [[nodiscard]] RecordPanel *record() const { return m_record; }
    [[nodiscard]] MessageBar *messages() const { return m_messages; }
    [[nodiscard]] QLineEdit *operatorField() const { return m_operator; }
    [[nodiscard]] bool upToDate() const { return m_waiting == 0 && !m_trail.reading(); }

signals:
    void operatorNamed(const QString &name);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeToolBar();
    QWidget *makeCentre();
    void refresh();
    void refreshExceptions();
    void showView();
    void showEntry();
    void showException();
    void show(std::function<Result<RecordView>(db::Store &)> question);
    void approve(const QString &table, qint64 id, const db::ApprovalWords &words);
    void takeBack(qint64 result);
    void tell(const session::CheckedStore &checked);
    void chooseBackup();

    Lab &m_lab;
    std::filesystem::path m_anchors;
    QWidget *m_tools = nullptr;
    QLineEdit *m_operator = nullptr;
    MessageBar *m_messages;
    FilterPanel *m_filters;
    TrailModel m_trail;
    ExceptionModel m_exceptions;
    QStackedWidget *m_pages;
    QTableView *m_trailView;
    QTableView *m_exceptionView;
    RecordPanel *m_record;
    std::function<Result<RecordView>(db::Store &)> m_shown; ///< what the record is read by
    db::RecordId m_entry = 0;              ///< that was chosen last: it stays chosen when the list is read anew
    session::Exception m_exception;        ///< the same
    db::RecordId m_wanted = 0; ///< the entry that is shown as soon as its page is there
    int m_question = 0;        ///< of the record; answers to older ones are dropped
    int m_search = 0;          ///< for exceptions; the same
    int m_waiting = 0;
    bool m_verified = false;
};

} // namespace tgc::desktop
