// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <QString>
#include <QTextDocument>
#include <QWidget>

/// What the looks at a window have in common: how a widget is named to somebody who has to find it, and whether it can be
/// brought into sight.
namespace legible {

inline QString short_(const QString &text)
{
    QString line = text.simplified();
    return line.size() > 60 ? line.left(57) + QStringLiteral("...") : line;
}

/// Where it is, for somebody who has to find it in the source.
inline QString nameOf(const QWidget &widget)
{
    QString path = QString::fromUtf8(widget.metaObject()->className()).section(QStringLiteral("::"), -1);
    if (!widget.objectName().isEmpty()) {
        path += u'#' + widget.objectName();
    }
    for (const QWidget *up = widget.parentWidget(); up != nullptr && !up->isWindow(); up = up->parentWidget()) {
        const QString type = QString::fromUtf8(up->metaObject()->className());
        if (type.startsWith(QLatin1String("tgc::"))) {
            path.prepend(type.section(QStringLiteral("::"), -1) + QLatin1String(" > "));
        }
    }
    return path;
}

/// Plain: what a tooltip must hold of a text that is cut.
inline QString plain(const QString &text)
{
    if (!Qt::mightBeRichText(text)) {
        return QString(text).remove(u'&').simplified();
    }
    QTextDocument document;
    document.setHtml(text);
    return document.toPlainText().simplified();
}

inline bool toldByToolTip(const QString &text, const QString &toolTip)
{
    return plain(toolTip).contains(plain(text));
}

/// The scroll area on whose page a widget lies, null where it lies on none: what is on a page can be brought into sight.
inline QAbstractScrollArea *pageOf(const QWidget &widget)
{
    for (const QWidget *up = &widget; up->parentWidget() != nullptr && !up->isWindow(); up = up->parentWidget()) {
        auto *area = qobject_cast<QAbstractScrollArea *>(up->parentWidget()->parentWidget());
        if (area != nullptr && area->viewport() == up->parentWidget()) {
            return area;
        }
    }
    return nullptr;
}

inline bool isShown(const QWidget &widget)
{
    return widget.isVisible() && widget.width() > 0 && widget.height() > 0 &&
           (!widget.visibleRegion().isEmpty() || pageOf(widget) == nullptr);
}

} // namespace legible
