// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <vector>

#include "app/desktop/bench/bench_state.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace tgc::desktop {

/// What became of a line that did not come to its end, and a person's choice for it: in its place beside the queue, and
/// never in the way of a run. Hidden while no line needs one.
class RecoveryCard : public QFrame {
    Q_OBJECT
public:
    explicit RecoveryCard(QWidget *parent = nullptr);

    /// The line to decide upon; empty: none. What was typed stays while the line is the same. `others`: that wait for a
    /// choice behind it.
    void setLine(const std::optional<BenchLine> &line, int others);
    void setTrouble(const QString &sentence);
    [[nodiscard]] QPushButton *button(const QString &choice) const;
    [[nodiscard]] QLineEdit *nameField() const { return m_name; }
    [[nodiscard]] QLineEdit *reasonField() const { return m_reason; }
    [[nodiscard]] QLineEdit *dosedField() const { return m_dosed; }
    [[nodiscard]] QString text() const;

signals:
    /// Arguments of queue.recover.
    void chosen(const nlohmann::json &args);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    /// What is known of a dose is never cut off, however little room the window has.
    void giveRoom();
    void choose(const QString &choice);
    void recolour();

    std::optional<BenchLine> m_line;
    QLabel *m_title;
    QLabel *m_known;
    QLineEdit *m_name;
    QLineEdit *m_reason;
    QLabel *m_dosedLabel;
    QLineEdit *m_dosed;
    QLabel *m_trouble;
    std::vector<std::pair<QString, QPushButton *>> m_buttons;

protected:
    void changeEvent(QEvent *event) override; ///< follows a change of theme
};

} // namespace tgc::desktop
