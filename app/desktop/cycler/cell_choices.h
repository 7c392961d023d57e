// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/session/cycler_reading.h"

class QComboBox;
class QLabel;
class QLineEdit;

namespace tgc::desktop {

/// What the file does not say of its cell: the type, which direction plates, and where stripping was to end.
class CellChoices : public QWidget {
    Q_OBJECT
public:
    explicit CellChoices(QWidget *parent = nullptr);

    /// Without the half cycles. BadInput: a symmetric cell, a cut-off that is no number.
    [[nodiscard]] Result<session::CyclerReading> reading() const;
    /// Which direction is called plating, whatever else is wrong.
    [[nodiscard]] CycleDirection plating() const;
    /// The type the sample is known to be; what somebody chose here by hand stays.
    void suggestType(const QString &type);
    void forgetHand() { m_byHand = false; } ///< another file: the type is suggested again

signals:
    void changed();

private:
    void followType();

    QComboBox *m_type;
    QComboBox *m_plating;
    QLineEdit *m_cutoff;
    bool m_byHand = false;
};

} // namespace tgc::desktop
