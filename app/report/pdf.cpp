// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/pdf.h"

#include <QBuffer>
#include <QFontDatabase>
#include <QPageSize>
#include <QPdfWriter>

#include "app/report/paper.h"

namespace tgc::report {

namespace {

constexpr double headerTop = mm(10.0);
constexpr double ruleBelowHeader = mm(15.5);
constexpr double bandHeight = mm(6.5);
constexpr double textTop = mm(25.0);
constexpr double textBottom = mm(279.0);
constexpr double footerTop = mm(283.0);
constexpr double lineHeight = mm(5.0);

void paintFrame(QPainter &painter, const PageFrame &frame, int page, int pages)
{
    const QRectF header(leftMargin, headerTop, textWidth, lineHeight);
    const QRectF footer(leftMargin, footerTop, textWidth, lineHeight);
    painter.setPen(faintColour);
    painter.setFont(paperFont(figureSize_pt));
    const QString number = QStringLiteral("page %1 of %2").arg(page).arg(pages);
    const QFontMetricsF metrics(painter.font());
    const auto leftOf = [&](const QString &text, const QString &right) {
        const double room = textWidth - metrics.horizontalAdvance(right) - mm(6.0);
        return metrics.elidedText(text, Qt::ElideMiddle, room);
    };
    painter.drawText(header, Qt::AlignLeft | Qt::AlignVCenter, leftOf(frame.title, frame.printedAt));
    painter.drawText(header, Qt::AlignRight | Qt::AlignVCenter, frame.printedAt);
    painter.drawText(footer, Qt::AlignLeft | Qt::AlignVCenter, leftOf(frame.footer, number));
    painter.drawText(footer, Qt::AlignRight | Qt::AlignVCenter, number);
    painter.setPen(QPen(gridColour, pt(0.5)));
    painter.drawLine(QPointF(leftMargin, ruleBelowHeader), QPointF(leftMargin + textWidth, ruleBelowHeader));
    painter.drawLine(QPointF(leftMargin, footerTop), QPointF(leftMargin + textWidth, footerTop));
    if (!frame.band.isEmpty()) {
        const QRectF band(leftMargin, ruleBelowHeader + mm(1.0), textWidth, bandHeight);
        painter.fillRect(band, simulatedFill);
        painter.setPen(inkColour);
        painter.setFont(paperFont(bodySize_pt, true));
        painter.drawText(band, Qt::AlignCenter, frame.band);
    }
}

void paintPage(QPainter &painter, const Blocks &blocks, std::span<const BlockSize> sizes,
               std::span<const Placement> placements, int page)
{
    for (const Placement &place : placements) {
        if (place.page != page) {
            continue;
        }
        painter.save();
        painter.translate(leftMargin, textTop + place.y);
        if (place.withHead) {
            painter.save();
            painter.translate(0.0, -sizes[place.block].head);
            blocks[place.block]->paintHead(painter);
            painter.restore();
        }
        blocks[place.block]->paintPiece(painter, place.piece);
        painter.restore();
    }
}

/// Qt writes the clock's time into the file; the report's own stands there instead, digit for digit as long.
void setCreationDate(QByteArray &pdf, const QString &date)
{
    const QByteArray key = "/CreationDate (D:";
    const auto at = pdf.indexOf(key);
    if (at >= 0 && date.size() == 14) {
        pdf.replace(at + key.size(), date.size(), date.toLatin1());
    }
}

} // namespace

Result<QByteArray> pdfOf(const Blocks &blocks, const PageFrame &frame)
{
    if (QFontDatabase::families().isEmpty()) {
        return fail(ErrorCode::Io, "no typeface is installed to write a report with; install the package "
                                   "fonts-dejavu-core");
    }
    std::vector<BlockSize> sizes;
    for (const auto &block : blocks) {
        sizes.push_back(block->layOut(textWidth));
    }
    const std::vector<Placement> placements = paginate(sizes, textBottom - textTop);
    const int pages = placements.empty() ? 1 : placements.back().page + 1;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(dotsPerInch);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF());
        writer.setTitle(frame.title);
        writer.setCreator(QStringLiteral("TGC Workbench"));
        QPainter painter(&writer);
        for (int page = 0; page < pages; ++page) {
            if (page > 0) {
                writer.newPage();
            }
            paintFrame(painter, frame, page + 1, pages);
            paintPage(painter, blocks, sizes, placements, page);
        }
    }
    setCreationDate(bytes, frame.pdfDate);
    return bytes;
}

} // namespace tgc::report
