// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QStringList>
#include <optional>

#include "app/report/block.h"

namespace tgc::report {

/// A cell: rich text, or a bar over the given share of the cell's width.
struct TableCell {
    QString richText;
    std::optional<double> bar{}; ///< 0..1
    QColor colour{};
};

struct TableColumn {
    QString title;          ///< rich text
    bool number = false;    ///< to the right
    bool wraps = false;     ///< words that may break into lines where the table is too wide
    double atLeast = 0.0;   ///< dots
};

/// A table with its head again on every page; rows are not cut.
class Table : public Block {
public:
    explicit Table(std::vector<TableColumn> columns);
    Table(const Table &) = delete;
    Table &operator=(const Table &) = delete;
    ~Table() override;
    /// As many cells as columns.
    void addCells(std::vector<TableCell> cells);
    /// The same with plain texts.
    void addRow(const QStringList &texts);
    [[nodiscard]] bool empty() const { return m_rows.empty(); }

    [[nodiscard]] BlockSize layOut(double width) override;
    void paintHead(QPainter &painter) const override;
    void paintPiece(QPainter &painter, std::size_t piece) const override;

private:
    struct LaidCell {
        std::unique_ptr<QTextDocument> text;
        std::optional<double> bar;
        QColor colour;
    };
    using LaidRow = std::vector<LaidCell>;

    void build(double size_pt);
    [[nodiscard]] std::vector<double> idealWidths() const;
    [[nodiscard]] double heightOf(LaidRow &row) const;
    void paintRow(QPainter &painter, const LaidRow &row, double height) const;

    std::vector<TableColumn> m_columns;
    std::vector<std::vector<TableCell>> m_rows;
    LaidRow m_head;
    std::vector<LaidRow> m_laid;
    std::vector<double> m_widths;
    std::vector<double> m_heights;
    double m_headHeight = 0.0;
};

} // namespace tgc::report
