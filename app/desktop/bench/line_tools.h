// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "app/desktop/bench/bench_state.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace tgc::desktop {

/// What can be done with the line that is chosen in the queue: moved, changed, skipped, taken out while it waits; repeated
/// when it is over. What cannot be done is grey, and the row says why.
class LineTools : public QFrame {
    Q_OBJECT
public:
    explicit LineTools(QWidget *parent = nullptr);

    /// `previous`, `nextButOne`: waiting lines before and behind which it would stand after a move up and down.
    struct Chosen {
        BenchLine line;
        std::optional<int> previous;
        bool hasNext = false;
        std::optional<int> nextButOne;
    };
    void setChosen(const std::optional<Chosen> &chosen);
    /// The columns of the chosen line as they were typed.
    void setColumns(const std::map<QString, QString> &columns);
    [[nodiscard]] QToolButton *tool(const char *name) const;
    [[nodiscard]] QComboBox *columnBox() const { return m_column; }
    [[nodiscard]] QLineEdit *valueField() const { return m_value; }
    [[nodiscard]] QString text() const;

signals:
    void asked(const QString &command, const nlohmann::json &args);

private:
    void order(const char *command);
    void moveUp();
    void moveDown();
    void set();
    void showValue();

    std::optional<Chosen> m_chosen;
    std::map<QString, QString> m_columns;
    QLabel *m_name;
    QComboBox *m_column;
    QLineEdit *m_value;
    QToolButton *m_first, *m_up, *m_down, *m_skip, *m_remove, *m_repeat, *m_set;
};

} // namespace tgc::desktop
