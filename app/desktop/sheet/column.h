// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace tgc::desktop {

/// What one column of a sheet holds and says.
struct SheetColumn {
    enum class Kind { Text, Number, Choice };

    QString name;         ///< as in files: `vial_volume_mL`
    QString label;        ///< as people say: "Vial volume"
    QString unit;         ///< "mL"; empty for words
    QString group;        ///< heading it stands under: "Vial"
    Kind kind = Kind::Text;
    QStringList choices;  ///< of a Choice
    bool shown = false;   ///< visible before anybody asks for it
    std::optional<double> above;    ///< the value must be greater than this
    std::optional<double> atLeast;  ///< the value must not be less than this
    QString help{};       ///< a sentence or two, Markdown
    bool tick = false;    ///< shown with a box: empty or `yes` is ticked, `no` is not
    QString oneOf{};      ///< of the columns with the same word here one is used; empty ones give way to a filled one

    QString shortLabel{}; ///< for the table's header, where the column before it says the rest

    [[nodiscard]] QString title() const
    {
        const QString &words = shortLabel.isEmpty() ? label : shortLabel;
        return unit.isEmpty() ? words : words + QLatin1Char('\n') + unit;
    }
};

using SheetColumns = std::vector<SheetColumn>;

/// The column a header cell means: its file name, its label, or "label (unit)", in any case. -1: none.
[[nodiscard]] int columnNamed(const SheetColumns &columns, const QString &header);

/// What is wrong with a typed cell, in one sentence; empty when nothing is. An empty cell is never wrong here.
[[nodiscard]] QString cellProblem(const SheetColumn &column, const QString &text);

/// The number as it was understood ("1,50" -> "1.50"), or the text without outer blanks.
[[nodiscard]] QString understood(const SheetColumn &column, const QString &text);

} // namespace tgc::desktop
