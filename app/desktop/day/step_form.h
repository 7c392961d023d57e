// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <functional>
#include <optional>

#include "app/desktop/day/day_words.h"
#include "app/session/vial_day.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace tgc::desktop {

/// What was done to a vial, typed by hand; or a step that is taken back, with its reason. Stands in its place in the
/// window: nothing else is blocked, and Esc closes it. What is not possible is said while it is chosen, before it is typed.
class StepForm : public QFrame {
    Q_OBJECT
public:
    explicit StepForm(std::function<day::TimePoint()> now, QWidget *parent = nullptr);

    /// For a step; the one that comes next where none is asked for.
    void openFor(const session::StoredVial &vial, std::optional<day::Step> step);
    void openTakeBack(const session::StoredVial &vial, const day::TimelineEntry &entry);
    /// The vial as it is now, while the form is open.
    void renew(const session::StoredVial &vial);
    [[nodiscard]] QString sampleId() const;
    void setTrouble(const QString &sentence);
    /// The dose was refused: why, and the field for who records it nevertheless.
    void setRefused(const QString &sentence);
    void dismiss();

    [[nodiscard]] QComboBox *step() const { return m_step; }
    [[nodiscard]] QLineEdit *value() const { return m_value; }
    [[nodiscard]] QLineEdit *reaction() const { return m_reaction; }
    [[nodiscard]] QLineEdit *when() const { return m_when; }
    [[nodiscard]] QLineEdit *person() const { return m_by; }
    [[nodiscard]] QLineEdit *note() const { return m_note; }
    [[nodiscard]] QLineEdit *overrideReason() const { return m_override; }
    [[nodiscard]] QCheckBox *unknown() const { return m_unknown; }
    [[nodiscard]] QPushButton *button() const { return m_record; }
    [[nodiscard]] QString trouble() const;

signals:
    void recordAsked(const tgc::day::VialStep &step);
    void takeBackAsked(const QString &sampleId, qint64 id, const QString &by, const QString &reason);
    void closed(const QString &sampleId);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void prepare(const session::StoredVial &vial);
    void showFields(); ///< those that the chosen step has, and what is in its way
    void submit();
    [[nodiscard]] day::Step chosen() const;
    [[nodiscard]] QString standsInTheWay() const;
    void rememberPerson() const;
    void dress();

    std::function<day::TimePoint()> m_now;
    std::optional<session::StoredVial> m_vial;
    std::optional<day::TimelineEntry> m_takenBack;
    QString m_inTheWay; ///< as last said
    QStringList m_units;
    bool m_dressing = false;
    QFormLayout *m_fields;
    QLabel *m_heading;
    QComboBox *m_step;
    QWidget *m_amount;
    QLineEdit *m_value;
    QComboBox *m_unit;
    QCheckBox *m_unknown;
    QLineEdit *m_reaction;
    QLineEdit *m_when;
    QLineEdit *m_by;
    QLineEdit *m_note;
    QLineEdit *m_override;
    QLabel *m_trouble;
    QPushButton *m_record;
    QPushButton *m_cancel;
};

} // namespace tgc::desktop
