// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>
#include <QString>
#include <functional>
#include <memory>
#include <vector>

#include "app/report/paginate.h"

class QTextDocument;

namespace tgc::report {

/// Something that flows down the pages: a paragraph, a table, a figure. Laid out once, then painted piece by piece.
class Block {
public:
    virtual ~Block() = default;

    /// Fixes the block's looks at this width.
    [[nodiscard]] virtual BlockSize layOut(double width) = 0;
    /// Both with the origin at the top left of what is painted.
    virtual void paintHead(QPainter &painter) const;
    virtual void paintPiece(QPainter &painter, std::size_t piece) const = 0;
};

using Blocks = std::vector<std::unique_ptr<Block>>;

/// Text that breaks into lines. Rich text as QTextDocument reads it.
class Paragraph : public Block {
public:
    struct Style {
        double size_pt = 9.0;
        bool bold = false;
        double gapBefore = 0.0;
        bool keepWithNext = false;
        bool startsPage = false;
    };
    Paragraph(const QString &richText, Style style);
    Paragraph(const Paragraph &) = delete;
    Paragraph &operator=(const Paragraph &) = delete;
    ~Paragraph() override;
    [[nodiscard]] BlockSize layOut(double width) override;
    void paintPiece(QPainter &painter, std::size_t piece) const override;

private:
    std::unique_ptr<QTextDocument> m_document;
    Style m_style;
};

/// A drawing over the whole width, `height` dots high.
class Figure : public Block {
public:
    using Draw = std::function<void(QPainter &painter, QSizeF size)>;
    Figure(double height, Draw draw, double gapBefore);
    [[nodiscard]] BlockSize layOut(double width) override;
    void paintPiece(QPainter &painter, std::size_t piece) const override;

private:
    QSizeF m_size;
    Draw m_draw;
    double m_gapBefore;
};

// What sections are made of.
void addTitle(Blocks &blocks, const QString &text);
void addHeading(Blocks &blocks, const QString &text, bool startsPage = false);
void addSubheading(Blocks &blocks, const QString &text);
void addText(Blocks &blocks, const QString &richText);
/// Small print below a figure or table.
void addNote(Blocks &blocks, const QString &richText);

/// Rich text in a document of the reports' typeface, without margins.
[[nodiscard]] std::unique_ptr<QTextDocument> paperText(const QString &richText, double size_pt, bool bold = false);

} // namespace tgc::report
