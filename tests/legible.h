// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QStringList>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QTableView>
#include <QToolTip>
#include <QWidget>

#include "tests/contrast.h"
#include "tests/legible_names.h"
#include "tests/legible_places.h"

/// Looks at a window as a person does who cannot guess what is cut: every text fits where it stands or can be had whole as
/// a tooltip, nothing lies over its neighbour, what can be operated is inside the window, and everything stands out from
/// its ground. What is wrong is told in sentences; none is good.
namespace legible {

/// The smallest reading that is read from across the room, at 100 % (docs/desktop.md).
constexpr int keyReading_px = 28;

/// What is told where the pointer rests.
inline QString toldAt(const QWidget &widget, QPoint at)
{
    QHelpEvent rests(QEvent::ToolTip, at, widget.mapToGlobal(at));
    QCoreApplication::sendEvent(const_cast<QWidget *>(&widget), &rests);
    const QString told = QToolTip::text();
    QToolTip::hideText();
    return told;
}

inline int longestWord(const QFontMetrics &metrics, const QString &text)
{
    int longest = 0;
    static const QRegularExpression breaks(QStringLiteral("[\\s/-]")); // where a line may end
    for (const QString &word : text.split(breaks)) {
        longest = std::max(longest, metrics.horizontalAdvance(word));
    }
    return longest;
}

// Text in its rectangle ---------------------------------------------------------------------------------------------------

inline void lookAtLabel(const QLabel &label, QStringList &found)
{
    const QString text = label.text();
    if (text.isEmpty()) {
        return;
    }
    const QString what = QStringLiteral("%1 \"%2\"").arg(nameOf(label), short_(plain(text)));
    if (label.inherits("tgc::desktop::ElidedLabel")) {
        // It tells what it cuts by itself: the pointer rests on it.
        const bool cut = label.fontMetrics().horizontalAdvance(text) > label.contentsRect().width();
        if (cut && !toldByToolTip(text, toldAt(label, label.rect().center()))) {
            found << QStringLiteral("%1 ends in an ellipsis, and no tooltip has it whole.").arg(what);
        }
        return;
    }
    if (label.wordWrap()) {
        const int wanted = label.heightForWidth(label.width());
        if (wanted > label.height() + 1) {
            found << QStringLiteral("%1 needs a height of %2 px and has %3.").arg(what).arg(wanted).arg(label.height());
        }
        const int word = longestWord(label.fontMetrics(), plain(text));
        if (word > label.contentsRect().width() && !toldByToolTip(text, label.toolTip())) {
            found << QStringLiteral("%1 has a word of %2 px in a width of %3.")
                         .arg(what)
                         .arg(word)
                         .arg(label.contentsRect().width());
        }
        return;
    }
    const QSize wanted = label.sizeHint();
    if (wanted.width() > label.width() + 1 && !toldByToolTip(text, label.toolTip())) {
        found
            << QStringLiteral("%1 needs a width of %2 px and has %3.").arg(what).arg(wanted.width()).arg(label.width());
    }
    if (wanted.height() > label.height() + 1) {
        found << QStringLiteral("%1 needs a height of %2 px and has %3.")
                     .arg(what)
                     .arg(wanted.height())
                     .arg(label.height());
    }
}

inline void lookAtButton(const QAbstractButton &button, QStringList &found)
{
    if (button.text().isEmpty()) {
        return;
    }
    const QSize wanted = button.sizeHint();
    constexpr int air_px = 4; // above and below, that a button may give up
    if (wanted.width() > button.width() + 1 || wanted.height() > button.height() + air_px) {
        found << QStringLiteral("%1 \"%2\" needs %3 x %4 px and has %5 x %6.")
                     .arg(nameOf(button), short_(button.text()))
                     .arg(wanted.width())
                     .arg(wanted.height())
                     .arg(button.width())
                     .arg(button.height());
    }
}

inline void lookAtField(const QLineEdit &field, QStringList &found)
{
    // What is typed scrolls; a hint does not.
    constexpr int ownMargins_px = 4;
    const QString hint = field.text().isEmpty() ? field.placeholderText() : QString();
    const QMargins margins = field.textMargins();
    QStyleOptionFrame option;
    option.initFrom(&field);
    option.lineWidth = field.style()->pixelMetric(QStyle::PM_DefaultFrameWidth, &option, &field);
    const QRect inside = field.style()->subElementRect(QStyle::SE_LineEditContents, &option, &field);
    const int room = inside.width() - margins.left() - margins.right() - ownMargins_px;
    const int wanted = field.fontMetrics().horizontalAdvance(hint);
    if (wanted > room && !toldByToolTip(hint, field.toolTip())) {
        found << QStringLiteral("%1: its hint \"%2\" needs %3 px and has %4.")
                     .arg(nameOf(field), hint)
                     .arg(wanted)
                     .arg(room);
    }
}

inline void lookAtChoice(const QComboBox &box, QStringList &found)
{
    QStyleOptionComboBox option;
    option.initFrom(&box);
    option.editable = box.isEditable();
    const QRect inside = box.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &box);
    const int wanted = box.fontMetrics().horizontalAdvance(box.currentText());
    if (wanted > inside.width() && !toldByToolTip(box.currentText(), box.toolTip())) {
        found << QStringLiteral("%1: \"%2\" needs %3 px and has %4.")
                     .arg(nameOf(box), box.currentText())
                     .arg(wanted)
                     .arg(inside.width());
    }
}

inline void lookAtHeader(const QHeaderView &header, QStringList &found)
{
    for (int i = 0; i < header.count(); ++i) {
        if (header.isSectionHidden(i) || header.model() == nullptr) {
            continue;
        }
        const QString text = header.model()->headerData(i, header.orientation()).toString();
        const bool across = header.orientation() == Qt::Horizontal;
        QString longest;
        for (const QString &line : text.split(u'\n')) {
            longest = line.size() > longest.size() ? line : longest;
        }
        constexpr int padding_px = 12; // of every section, by the style sheet
        const int wanted = header.fontMetrics().horizontalAdvance(longest) + padding_px;
        const int room = across ? header.sectionSize(i) : header.width();
        const QPoint middle = across ? QPoint(header.sectionViewportPosition(i) + room / 2, header.height() / 2)
                                     : QPoint(room / 2, header.sectionViewportPosition(i) + header.sectionSize(i) / 2);
        if (header.viewport()->rect().contains(middle) && wanted > room + 1 &&
            !toldByToolTip(text, toldAt(*header.viewport(), middle))) {
            found << QStringLiteral("%1: the header \"%2\" needs %3 px and has %4.")
                         .arg(nameOf(header), short_(text))
                         .arg(wanted)
                         .arg(room);
        }
    }
}

inline void lookAtTabs(const QTabBar &bar, QStringList &found)
{
    int right = 0;
    for (int i = 0; i < bar.count(); ++i) {
        const QString text = bar.tabText(i);
        const int wanted = bar.fontMetrics().size(Qt::TextShowMnemonic, text).width();
        if (bar.isTabVisible(i) && wanted > bar.tabRect(i).width()) {
            found << QStringLiteral("%1: the tab \"%2\" needs %3 px and has %4.")
                         .arg(nameOf(bar), text)
                         .arg(wanted)
                         .arg(bar.tabRect(i).width());
        }
        right = std::max(right, bar.tabRect(i).right());
    }
    if (right > bar.width()) {
        found << QStringLiteral("%1: its tabs need %2 px and have %3.").arg(nameOf(bar)).arg(right).arg(bar.width());
    }
}

inline void lookAtCells(const QAbstractItemView &view, QStringList &found)
{
    const QAbstractItemModel *model = view.model();
    const QRect seen = view.viewport()->rect();
    const auto *table = qobject_cast<const QTableView *>(&view);
    for (int row = 0; model != nullptr && row < model->rowCount(); ++row) {
        for (int column = 0; column < model->columnCount(); ++column) {
            const QModelIndex at = model->index(row, column);
            const QRect cell = view.visualRect(at);
            if (!cell.isValid() || !seen.contains(cell) || view.indexWidget(at) != nullptr) {
                continue;
            }
            const QString text = at.data().toString();
            const QVariant font = at.data(Qt::FontRole);
            const QFontMetrics metrics(font.isValid() ? font.value<QFont>() : view.font());
            constexpr int margins_px = 6;
            const bool wraps =
                (table != nullptr && table->wordWrap() && cell.height() >= 2 * metrics.height()) || table == nullptr;
            const int wanted = wraps ? longestWord(metrics, text) : metrics.size(0, text).width();
            if (wanted > cell.width() - margins_px + 1 &&
                !toldByToolTip(text, toldAt(*view.viewport(), cell.center()))) {
                found << QStringLiteral("%1: \"%2\" in column \"%3\" is cut, and no tooltip has it whole.")
                             .arg(nameOf(view), short_(text),
                                  short_(model->headerData(column, Qt::Horizontal).toString()));
            }
        }
    }
}

inline void lookAtKeyReading(const QWidget &widget, QStringList &found)
{
    if (!widget.property("keyReading").toBool()) {
        return;
    }
    if (const auto *label = qobject_cast<const QLabel *>(&widget); label != nullptr && label->text().isEmpty()) {
        return;
    }
    int px = QFontInfo(widget.font()).pixelSize();
    if (const auto *label = qobject_cast<const QLabel *>(&widget);
        label != nullptr && Qt::mightBeRichText(label->text())) {
        static const QRegularExpression size(QStringLiteral("font-size: ?(\\d+)px"));
        px = 0;
        for (const QRegularExpressionMatch &match : size.globalMatch(label->text())) {
            px = std::max(px, match.captured(1).toInt());
        }
    }
    if (px < keyReading_px) {
        found << QStringLiteral("%1 is a key reading of %2 px; it needs %3.")
                     .arg(nameOf(widget))
                     .arg(px)
                     .arg(keyReading_px);
    }
}

/// Everything that is wrong with what the window shows now.
inline QStringList look(QWidget &window)
{
    QStringList found;
    const QImage picture = window.grab().toImage().convertToFormat(QImage::Format_RGB32);
    QList<QWidget *> all = window.findChildren<QWidget *>();
    all.prepend(&window);
    for (const QWidget *widget : all) {
        if (!isShown(*widget) || widget->window() != &window) { // a tooltip is a window of its own
            continue;
        }
        lookForOverlap(*widget, found);
        lookAtPlace(*widget, found);
        lookAtKeyReading(*widget, found);
        if (const auto *label = qobject_cast<const QLabel *>(widget)) {
            lookAtLabel(*label, found);
        } else if (const auto *button = qobject_cast<const QAbstractButton *>(widget)) {
            lookAtButton(*button, found);
        } else if (const auto *field = qobject_cast<const QLineEdit *>(widget)) {
            lookAtField(*field, found);
        } else if (const auto *box = qobject_cast<const QComboBox *>(widget)) {
            lookAtChoice(*box, found);
        } else if (const auto *header = qobject_cast<const QHeaderView *>(widget)) {
            lookAtHeader(*header, found);
        } else if (const auto *bar = qobject_cast<const QTabBar *>(widget)) {
            lookAtTabs(*bar, found);
        } else if (const auto *view = qobject_cast<const QAbstractItemView *>(widget)) {
            lookAtCells(*view, found);
            lookAtCellContrast(window, *view, picture, found, nameOf(*widget));
        }
        lookAtContrast(window, *widget, picture, found, nameOf(*widget));
    }
    found.removeDuplicates();
    return found;
}

} // namespace legible
