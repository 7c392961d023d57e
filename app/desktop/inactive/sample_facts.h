// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <optional>
#include <string_view>
#include <vector>

#include "app/desktop/sheet/sheet_model.h"

namespace tgc::desktop {

/// What the Samples table says of each vial and its cell: of a column the first of the sample's rows in which something
/// stands. A copy, so that results keep the words they were made with.
class SampleFacts {
public:
    SampleFacts() = default;
    explicit SampleFacts(const SheetModel &sheet);

    [[nodiscard]] QString text(std::string_view sample, const QString &column) const; ///< empty where nothing stands
    [[nodiscard]] std::optional<double> number(std::string_view sample, const QString &column) const;

    /// A column by which samples can be told apart or drawn.
    struct Column {
        QString name;
        QString title; ///< "Current dens. (mA/cm²)"
        bool numeric = false;
    };
    /// Columns of vial and cell in which something stands; those by which studies are usually grouped come first.
    /// `group` is always there.
    [[nodiscard]] const std::vector<Column> &columns() const { return m_columns; }
    [[nodiscard]] std::optional<Column> column(const QString &name) const;

    /// One line a filled cell of the sample, "Vial volume (mL)" and "30.0 ± 0.1", in the order of the table.
    struct Input {
        QString title;
        QString value;
    };
    [[nodiscard]] std::vector<Input> inputs(std::string_view sample) const;

private:
    QHash<QString, QHash<QString, QString>> m_texts; ///< sample, column
    QHash<QString, std::vector<Input>> m_inputs;
    std::vector<Column> m_columns;
};

} // namespace tgc::desktop
