// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <vector>

#include "app/desktop/shell/message_bar.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace tgc::desktop {

class BenchModel;

/// Titrant into a vial, one act at a time. What is typed is checked by the station at once, in words and numbers; the
/// act itself needs a check that says safe for exactly these numbers, and a tick that is gone with every change.
class DosePanel : public QWidget {
    Q_OBJECT
public:
    explicit DosePanel(BenchModel &model, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *field(const QString &key) const; ///< by the station's name, "volume_mL"
    [[nodiscard]] QLabel *verdict() const { return m_verdict; }
    [[nodiscard]] QCheckBox *confirmation() const { return m_confirm; }
    [[nodiscard]] QPushButton *doseButton() const { return m_dose; }
    [[nodiscard]] QCheckBox *initialiseConfirmation() const { return m_confirmInitialise; }
    [[nodiscard]] QPushButton *initialiseButton() const { return m_initialise; }

signals:
    void said(tgc::desktop::MessageBar::Kind kind, const QString &sentence);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Field {
        QString key, title;
        QLineEdit *edit = nullptr;
    };
    enum class Verdict { Asking, Safe, Refused };
    QWidget *makeInputs();
    QWidget *makeActs();
    void typed();
    void check();
    /// The station names its arguments; here they have titles.
    [[nodiscard]] QString withTitles(QString sentence) const
    {
        for (const Field &field : m_fields) {
            if (field.key.contains(u'_')) { // "vial" is a word of sentences
                sentence.replace(field.key, u'"' + field.title + u'"');
            }
        }
        return sentence;
    }
    void showVerdict(Verdict verdict, const QString &sentence);
    void dress();
    void dose();
    void takeIn(std::optional<double> delivered_mL);
    void initialise();
    void refresh();
    [[nodiscard]] bool overridden() const;
    /// The numbers as typed; empty and a sentence in `trouble` where one is none.
    [[nodiscard]] nlohmann::json inputs(QString &trouble) const;

    BenchModel &m_model;
    std::vector<Field> m_fields;
    QTimer m_checkSoon;
    int m_question = 0; ///< answers to older ones are passed over
    Verdict m_state = Verdict::Refused;
    bool m_acting = false; ///< an act is under way
    bool m_overridable = false; ///< a person's word could stand against the refusal
    bool m_forbidden = false;   ///< by an interlock
    QString m_interlockStates;
    QLabel *m_verdict;
    QLineEdit *m_overrideBy;
    QLineEdit *m_overrideReason;
    QCheckBox *m_confirm;
    QPushButton *m_dose;
    QLabel *m_pump;
    QCheckBox *m_confirmInitialise;
    QPushButton *m_initialise;
};

} // namespace tgc::desktop
