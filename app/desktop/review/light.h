// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPalette>
#include <vector>

#include "app/desktop/shell/prepared_table.h"
#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

/// What a rule or a comparison comes to; each has a shape of its own beside its colour, so that it reads without it.
enum class Light { Good, Bad, NoPeak, NotJudged };

[[nodiscard]] QIcon lightIcon(Light light);
[[nodiscard]] State stateOf(Light light);
/// The colour for text on the palette's base.
[[nodiscard]] QColor lightColour(Light light, const QPalette &palette);

/// A table with a light before the words of one column.
class LightTable : public PreparedTable {
    Q_OBJECT
public:
    explicit LightTable(int column, QObject *parent = nullptr) : PreparedTable(parent), m_column(column) {}

    /// A light for each row.
    void setRows(const QStringList &headers, std::vector<Row> rows, std::vector<Light> lights);
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    int m_column;
    std::vector<Light> m_lights;
};

} // namespace tgc::desktop
