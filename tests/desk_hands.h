// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPoint>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QWidget>

/// What a person's hands do to a window: find what is to be seen, click into the middle of it, type. Nothing is reached
/// that is hidden, disabled or out of the window: such a thing cannot be clicked, and that is said.
namespace hands {

/// Whether a person could click it: shown, enabled, and at least its middle inside the window.
inline bool inReach(const QWidget &widget)
{
    const QWidget *window = widget.window();
    const QPoint middle = widget.mapTo(window, widget.rect().center());
    return widget.isVisible() && widget.isEnabled() && window->rect().contains(middle) &&
           widget.visibleRegion().contains(widget.rect().center());
}

/// The button that says this, or begins with it; null: none can be clicked.
inline QAbstractButton *buttonSaying(const QWidget &in, const QString &words)
{
    for (QAbstractButton *button : in.findChildren<QAbstractButton *>()) {
        const QString text = QString(button->text()).remove(QLatin1Char('&'));
        if (inReach(*button) && (text == words || text.startsWith(words))) {
            return button;
        }
    }
    return nullptr;
}

/// Waits until it is there, and clicks it. False: it never came.
inline bool click(const QWidget &in, const QString &words, int timeout_ms = 10000)
{
    if (!QTest::qWaitFor([&] { return buttonSaying(in, words) != nullptr; }, timeout_ms)) {
        qWarning("no button \"%s\" can be clicked", qPrintable(words));
        return false;
    }
    QAbstractButton *button = buttonSaying(in, words);
    // The middle of a wide tick box is beside its text.
    const bool box = qobject_cast<QCheckBox *>(button) != nullptr;
    QTest::mouseClick(button, Qt::LeftButton, {}, box ? QPoint(8, button->height() / 2) : QPoint());
    return true;
}

/// Clicks into the field and types over what stands there.
inline void typeInto(QLineEdit *field, const QString &text)
{
    QVERIFY2(field != nullptr && inReach(*field), qPrintable(text));
    QTest::mouseClick(field, Qt::LeftButton);
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, text);
}

inline QLineEdit *fieldNamed(const QWidget &in, const char *name)
{
    return in.findChild<QLineEdit *>(QString::fromUtf8(name));
}

inline void clickTab(QTabBar *bar, const QString &words)
{
    for (int i = 0; bar != nullptr && i < bar->count(); ++i) {
        if (bar->tabText(i).remove(QLatin1Char('&')).startsWith(words)) {
            QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(i).center());
            QCOMPARE(bar->currentIndex(), i);
            return;
        }
    }
    QFAIL(qPrintable(QStringLiteral("no tab \"%1\"").arg(words)));
}

inline QString cellText(const QAbstractItemView &view, int row, int column)
{
    return view.model()->index(row, column).data().toString();
}

inline void clickCell(QAbstractItemView *view, int row, int column, Qt::KeyboardModifiers modifiers = {})
{
    const QModelIndex at = view->model()->index(row, column);
    QVERIFY2(at.isValid(), qPrintable(QStringLiteral("no row %1").arg(row)));
    view->scrollTo(at);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, modifiers, view->visualRect(at).center());
}

/// The row in whose column this stands; -1: none.
inline int rowSaying(const QAbstractItemView &view, int column, const QString &words)
{
    for (int row = 0; row < view.model()->rowCount(); ++row) {
        if (cellText(view, row, column).contains(words)) {
            return row;
        }
    }
    return -1;
}

/// The row in whose column exactly this stands; -1: none.
inline int rowOf(const QAbstractItemView &view, int column, const QString &text)
{
    for (int row = 0; row < view.model()->rowCount(); ++row) {
        if (cellText(view, row, column) == text) {
            return row;
        }
    }
    return -1;
}

/// Whether this is to be read somewhere on it.
inline bool says(const QWidget &widget, const QString &words)
{
    for (const QLabel *label : widget.findChildren<QLabel *>()) {
        if (label->isVisible() && label->text().contains(words)) {
            return true;
        }
    }
    return false;
}

/// Types to whatever has the keyboard: the first key may open an editor, which then has it.
inline void typeHere(const QString &text)
{
    for (const QChar key : text) {
        QTest::keyClick(QApplication::focusWidget(), key.toLatin1());
    }
}

inline void copyFromASpreadsheet(const QString &rows)
{
    QApplication::clipboard()->setText(rows);
}

/// Answers the file dialog that the next click opens, by keyboard: the name, Enter. `opened` tells that there was one.
inline void nameTheFile(const QString &file, bool &opened)
{
    auto *look = new QTimer(qApp);
    QObject::connect(look, &QTimer::timeout, qApp, [look, file, &opened] {
        auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
        auto *name = dialog != nullptr ? dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit")) : nullptr;
        if (name == nullptr || !name->isVisible()) {
            return;
        }
        look->stop();
        look->deleteLater();
        opened = true;
        QTest::keyClick(name, Qt::Key_A, Qt::ControlModifier);
        QApplication::clipboard()->setText(file);
        QTest::keyClick(name, Qt::Key_V, Qt::ControlModifier);
        QTest::keyClick(name, Qt::Key_Return);
    });
    look->start(50);
}

} // namespace hands
