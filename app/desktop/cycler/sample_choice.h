// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

#include "app/desktop/lab/missing.h"

namespace tgc::desktop {

/// The sample that a cell's charges go into: those of the table that are neither blanks nor foils, and a new one of the file's name.
class SampleChoice : public QComboBox {
    Q_OBJECT
public:
    explicit SampleChoice(const SheetModel &sheet, QWidget *parent = nullptr);

    /// For another file: a sample that goes by its name is chosen, else `preferred`, else the new one.
    void offerFor(const QString &name, const QString &preferred);
    /// The table has changed: what is chosen stays while it is there.
    void refresh();
    [[nodiscard]] SampleRows chosen() const; ///< no rows: a new one; no name: none
    [[nodiscard]] QString cellType() const; ///< that the chosen sample is known to have

signals:
    void chosenChanged();

private:
    void fill(const QStringList &wishes);

    const SheetModel &m_sheet;
    QString m_name;
    QString m_preferred;
};

} // namespace tgc::desktop
