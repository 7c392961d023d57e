// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/table_block.h"

#include <QAbstractTextDocumentLayout>
#include <QTextDocument>
#include <QTextOption>
#include <algorithm>
#include <numeric>

#include "app/report/paper.h"

namespace tgc::report {

namespace {

constexpr double sidePadding = mm(1.1);
constexpr double edgePadding = mm(0.7);
constexpr double narrowestWords = mm(16.0);
constexpr double smallestSize_pt = 6.5;
constexpr std::size_t mostRowsTogether = 14; ///< of a table that is not parted
constexpr double sizeStep_pt = 0.5;

double sum(const std::vector<double> &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

} // namespace

Table::Table(std::vector<TableColumn> columns) : m_columns(std::move(columns)) {}

Table::~Table() = default;

void Table::addCells(std::vector<TableCell> cells)
{
    cells.resize(m_columns.size());
    m_rows.push_back(std::move(cells));
}

void Table::addRow(const QStringList &texts)
{
    std::vector<TableCell> cells;
    for (const QString &text : texts) {
        cells.push_back({text.toHtmlEscaped()});
    }
    addCells(std::move(cells));
}

void Table::build(double size_pt)
{
    const auto laid = [&](const TableCell &cell, std::size_t column, bool bold) {
        LaidCell made{paperText(cell.richText, size_pt, bold), cell.bar, cell.colour};
        QTextOption option = made.text->defaultTextOption();
        option.setAlignment(m_columns[column].number ? Qt::AlignRight : Qt::AlignLeft);
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        made.text->setDefaultTextOption(option);
        return made;
    };
    m_head.clear();
    m_laid.clear();
    for (std::size_t c = 0; c < m_columns.size(); ++c) {
        m_head.push_back(laid({m_columns[c].title}, c, true));
    }
    for (const auto &row : m_rows) {
        LaidRow cells;
        for (std::size_t c = 0; c < m_columns.size(); ++c) {
            cells.push_back(laid(row[c], c, false));
        }
        m_laid.push_back(std::move(cells));
    }
}

/// What each column would like: its widest line, unbroken.
std::vector<double> Table::idealWidths() const
{
    std::vector<double> ideal;
    for (std::size_t c = 0; c < m_columns.size(); ++c) {
        double widest = m_head[c].text->idealWidth();
        for (const LaidRow &row : m_laid) {
            widest = std::max(widest, row[c].text->idealWidth());
        }
        // A tenth of a millimetre more, so that rounding does not break a line that fits.
        ideal.push_back(std::max(widest + 2.0 * sidePadding + mm(0.1), m_columns[c].atLeast));
    }
    return ideal;
}

BlockSize Table::layOut(double width)
{
    std::vector<double> ideal;
    double fixed = 0.0;
    double words = 0.0;
    double narrowest = 0.0;
    for (double size_pt = tableSize_pt; size_pt >= smallestSize_pt; size_pt -= sizeStep_pt) {
        build(size_pt);
        ideal = idealWidths();
        fixed = words = narrowest = 0.0;
        for (std::size_t c = 0; c < ideal.size(); ++c) {
            (m_columns[c].wraps ? words : fixed) += ideal[c];
            narrowest += m_columns[c].wraps ? std::min(ideal[c], narrowestWords) : 0.0;
        }
        if (fixed + std::min(words, narrowest) <= width) {
            break;
        }
    }
    m_widths = ideal;
    if (fixed + words > width) {
        const double forWords = std::max(width - fixed, narrowest);
        for (std::size_t c = 0; c < ideal.size(); ++c) {
            if (m_columns[c].wraps) {
                const double least = std::min(ideal[c], narrowestWords);
                m_widths[c] = least + (ideal[c] - least) * (forWords - narrowest) / std::max(words - narrowest, 1.0);
            }
        }
        const double over = sum(m_widths) / width;
        for (double &each : m_widths) {
            each /= std::max(over, 1.0);
        }
    }
    m_headHeight = heightOf(m_head);
    m_heights.clear();
    for (LaidRow &row : m_laid) {
        m_heights.push_back(heightOf(row));
    }
    return {mm(2.5), m_headHeight, m_heights, false, false, m_rows.size() <= mostRowsTogether};
}

double Table::heightOf(LaidRow &row) const
{
    double height = 0.0;
    for (std::size_t c = 0; c < row.size(); ++c) {
        row[c].text->setTextWidth(m_widths[c] - 2.0 * sidePadding);
        height = std::max(height, row[c].text->size().height());
    }
    return height + 2.0 * edgePadding;
}

void Table::paintRow(QPainter &painter, const LaidRow &row, double height) const
{
    double x = 0.0;
    for (std::size_t c = 0; c < row.size(); ++c) {
        if (row[c].bar) {
            const double full = m_widths[c] - 2.0 * sidePadding;
            painter.fillRect(
                QRectF(x + sidePadding, height * 0.22, std::clamp(*row[c].bar, 0.0, 1.0) * full, height * 0.56),
                row[c].colour);
        }
        painter.save();
        painter.translate(x + sidePadding, edgePadding);
        QAbstractTextDocumentLayout::PaintContext context;
        context.palette.setColor(QPalette::Text, inkColour);
        row[c].text->documentLayout()->draw(&painter, context);
        painter.restore();
        x += m_widths[c];
    }
    painter.setPen(QPen(gridColour, pt(0.5)));
    painter.drawLine(QPointF(0.0, height), QPointF(x, height));
}

void Table::paintHead(QPainter &painter) const
{
    painter.fillRect(QRectF(0.0, 0.0, sum(m_widths), m_headHeight), headFill);
    paintRow(painter, m_head, m_headHeight);
}

void Table::paintPiece(QPainter &painter, std::size_t piece) const
{
    paintRow(painter, m_laid[piece], m_heights[piece]);
}

} // namespace tgc::report
