// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>
#include <functional>
#include <optional>

#include "app/session/exceptions.h"
#include "db/audit_pages.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QListWidget;

namespace tgc::desktop {

/// Left of the records: the whole trail or what is to be looked at, and what either is narrowed to.
class FilterPanel : public QFrame {
    Q_OBJECT
public:
    explicit FilterPanel(QWidget *parent = nullptr);

    /// How many there are of everything, and of each kind.
    void setCounts(const std::function<int(std::optional<session::ExceptionKind>)> &count, bool verified);
    void setTrailCount(qint64 entries);
    void setChoices(const db::AuditChoices &choices, const QStringList &groups);

    [[nodiscard]] bool showsTrail() const;
    [[nodiscard]] std::optional<session::ExceptionKind> kind() const; ///< empty: all
    [[nodiscard]] db::AuditQuery query() const;
    [[nodiscard]] session::ExceptionFilter exceptionFilter() const;
    void choose(std::optional<session::ExceptionKind> kind);

    [[nodiscard]] QListWidget *list() const { return m_list; }
    [[nodiscard]] QLineEdit *search() const { return m_search; }
    [[nodiscard]] QComboBox *person() const { return m_person; }
    [[nodiscard]] QCheckBox *unapproved() const { return m_unapproved; }

signals:
    void viewChosen();       ///< trail, or what of the exceptions
    void queryChanged();     ///< what the trail is narrowed to
    void exceptionsChanged(); ///< what is searched for exceptions

private:
    void fillList();

    QListWidget *m_list;
    QWidget *m_trailBox;
    QLineEdit *m_search;
    QComboBox *m_person;
    QComboBox *m_action;
    QComboBox *m_table;
    QLineEdit *m_since;
    QLineEdit *m_until;
    QWidget *m_reviewBox;
    QComboBox *m_group;
    QCheckBox *m_unapproved;
    QTimer m_soon;
};

} // namespace tgc::desktop
