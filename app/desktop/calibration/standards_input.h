// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <vector>

#include "app/desktop/lab/lab.h"

namespace tgc::desktop {

class MessageBar;
class SheetView;

/// How standards and check standards come into the table: pasted, from a file, or typed.
class StandardsInput : public QObject {
    Q_OBJECT
public:
    enum class Kind { Standards, Checks };

    StandardsInput(Lab &lab, SheetView &table, MessageBar &messages, QWidget *window);

    void importCsv(const QString &file, Kind kind);
    void chooseFile(Kind kind);
    void paste();
    void startTyping();
    /// Rows of the table that hold anything, of this kind.
    [[nodiscard]] std::vector<int> rows(Kind kind) const;

signals:
    void begun(); ///< the table is wanted on the screen

private:
    void sayTaken(int rows, const QStringList &unknown);

    Lab &m_lab;
    SheetView &m_table;
    MessageBar &m_messages;
    QWidget *m_window;
};

} // namespace tgc::desktop
