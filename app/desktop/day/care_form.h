// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QStringList>
#include <functional>
#include <optional>

#include "app/session/care/care_rows.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace tgc::desktop {

/// What was done for a chromatograph or its gases, typed by hand; or an act that is taken back, with its reason. Stands in
/// its place in the window: nothing else is blocked, and Esc closes it.
class CareForm : public QFrame {
    Q_OBJECT
public:
    explicit CareForm(std::function<care::TimePoint()> now, QWidget *parent = nullptr);

    void setBenches(const QStringList &names);
    void openFor(care::Kind kind, const QString &bench, const QString &part);
    void openTakeBack(const care::CareAct &act);
    void setTrouble(const QString &sentence);
    void dismiss();

    [[nodiscard]] QComboBox *bench() const { return m_bench; }
    [[nodiscard]] QComboBox *kind() const { return m_kind; }
    [[nodiscard]] QLineEdit *part() const { return m_part; }
    [[nodiscard]] QLineEdit *value() const { return m_value; }
    [[nodiscard]] QLineEdit *minimum() const { return m_minimum; }
    [[nodiscard]] QLineEdit *expires() const { return m_expires; }
    [[nodiscard]] QLineEdit *when() const { return m_when; }
    [[nodiscard]] QLineEdit *person() const { return m_by; }
    [[nodiscard]] QLineEdit *note() const { return m_note; }
    [[nodiscard]] QLineEdit *instrument() const { return m_instrument; }
    [[nodiscard]] QPushButton *button() const { return m_record; }
    [[nodiscard]] QString trouble() const;

signals:
    void recordAsked(const tgc::care::CareAct &act);
    void takeBackAsked(qint64 id, const QString &by, const QString &reason);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void clear();
    void showFields(); ///< those that the chosen kind has
    void submit();
    [[nodiscard]] care::Kind chosen() const;
    void dress();

    std::function<care::TimePoint()> m_now;
    std::optional<care::CareAct> m_takenBack;
    bool m_dressing = false;
    QFormLayout *m_fields; ///< what it is about
    QFormLayout *m_else; ///< when, by whom, what else
    QLabel *m_heading;
    QComboBox *m_kind;
    QComboBox *m_bench;
    QLineEdit *m_part;
    QWidget *m_amount;
    QLineEdit *m_value;
    QComboBox *m_unit;
    QLineEdit *m_minimum;
    QLineEdit *m_expires;
    QLineEdit *m_when;
    QLineEdit *m_by;
    QLineEdit *m_note;
    QLineEdit *m_instrument;
    QLabel *m_trouble;
    QPushButton *m_record;
    QPushButton *m_cancel;
};

} // namespace tgc::desktop
