// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "app/formats/cycler_layout.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace tgc::desktop {

/// For a table whose headings are not known: which column holds what, and in which unit.
class ColumnForm : public QWidget {
    Q_OBJECT
public:
    explicit ColumnForm(QWidget *parent = nullptr);

    /// Guesses what it can from the headings' words.
    void setHeadings(const QString &problem, const QStringList &headings);

signals:
    void readRequested(const std::vector<formats::CyclerLayout> &layouts);

private:
    struct Line {
        QComboBox *heading = nullptr;
        QComboBox *unit = nullptr; ///< its data are the names of formats::OwnColumn
        QStringList words;         ///< that a heading of this kind begins with
    };
    void addLine(QGridLayout *grid, const QString &title, const char *name,
                 const std::vector<std::pair<QString, QString>> &units, const QStringList &words);
    void check();
    [[nodiscard]] Result<std::vector<formats::CyclerLayout>> layouts() const;

    QLabel *m_why;
    std::vector<Line> m_lines;
    QPushButton *m_read;
};

} // namespace tgc::desktop
