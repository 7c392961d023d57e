// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "app/desktop/lab/missing.h"
#include "app/desktop/sheet/sheet_model.h"

class QGridLayout;
class QLabel;
class QLineEdit;

namespace tgc::desktop {

/// One sample as a form: its cell, vial, charges, and its draws. Every field says how the number was understood.
class SampleForm : public QWidget {
    Q_OBJECT
public:
    explicit SampleForm(SheetModel &sheet, QWidget *parent = nullptr);

    void show(const SampleRows &sample); ///< no rows: empty form
    [[nodiscard]] QLineEdit *field(const QString &column) const;
    [[nodiscard]] QLabel *worstCase() const { return m_worstCase; }

signals:
    void addDrawRequested();
    void cyclerRequested(); ///< the charges are to come from a cycler's file

private:
    struct Field {
        int column = -1;
        QLineEdit *edit = nullptr;
        QLabel *echo = nullptr;
    };
    void addField(QGridLayout *grid, int row, const QString &column);
    QLineEdit *makeEdit(int column);
    void commit(int column, const QLineEdit *edit);
    void refresh();
    void refreshDraws();
    void refreshWorstCase();
    [[nodiscard]] bool hasSample() const;
    void check(const Field &field) const;

    SheetModel &m_sheet;
    SampleRows m_sample;
    std::vector<Field> m_fields;
    QWidget *m_fieldsArea;
    QGridLayout *m_draws;
    std::vector<QWidget *> m_drawWidgets;
    QLabel *m_heading;
    QLabel *m_worstCase; ///< the vial's pressure after the dose, if all metal reacts
    bool m_writing = false;
};

} // namespace tgc::desktop
