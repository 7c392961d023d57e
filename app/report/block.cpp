// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/block.h"

#include <QAbstractTextDocumentLayout>
#include <QTextDocument>

#include "app/report/paper.h"

namespace tgc::report {

void Block::paintHead(QPainter &) const {}

std::unique_ptr<QTextDocument> paperText(const QString &richText, double size_pt, bool bold)
{
    auto document = std::make_unique<QTextDocument>();
    document->setDocumentMargin(0.0);
    document->setUseDesignMetrics(true);
    document->setDefaultFont(paperFont(size_pt, bold));
    document->setHtml(richText);
    return document;
}

Paragraph::Paragraph(const QString &richText, Style style)
    : m_document(paperText(richText, style.size_pt, style.bold)), m_style(style)
{
}

Paragraph::~Paragraph() = default;

BlockSize Paragraph::layOut(double width)
{
    m_document->setTextWidth(width);
    return {m_style.gapBefore, 0.0, {m_document->size().height()}, m_style.keepWithNext, m_style.startsPage};
}

void Paragraph::paintPiece(QPainter &painter, std::size_t) const
{
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette.setColor(QPalette::Text, inkColour);
    m_document->documentLayout()->draw(&painter, context);
}

Figure::Figure(double height, Draw draw, double gapBefore)
    : m_size(0.0, height), m_draw(std::move(draw)), m_gapBefore(gapBefore)
{
}

BlockSize Figure::layOut(double width)
{
    m_size.setWidth(width);
    return {m_gapBefore, 0.0, {m_size.height()}, false};
}

void Figure::paintPiece(QPainter &painter, std::size_t) const
{
    m_draw(painter, m_size);
}

void addTitle(Blocks &blocks, const QString &text)
{
    blocks.push_back(std::make_unique<Paragraph>(text.toHtmlEscaped(), Paragraph::Style{18.0, true, 0.0, true}));
}

void addHeading(Blocks &blocks, const QString &text, bool startsPage)
{
    blocks.push_back(
        std::make_unique<Paragraph>(text.toHtmlEscaped(), Paragraph::Style{13.0, true, mm(8.0), true, startsPage}));
}

void addSubheading(Blocks &blocks, const QString &text)
{
    blocks.push_back(std::make_unique<Paragraph>(text.toHtmlEscaped(), Paragraph::Style{10.0, true, mm(4.5), true}));
}

void addText(Blocks &blocks, const QString &richText)
{
    blocks.push_back(std::make_unique<Paragraph>(richText, Paragraph::Style{bodySize_pt, false, mm(2.0), false}));
}

void addNote(Blocks &blocks, const QString &richText)
{
    blocks.push_back(std::make_unique<Paragraph>(richText, Paragraph::Style{figureSize_pt, false, mm(1.5), false}));
}

} // namespace tgc::report
