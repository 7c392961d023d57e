// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/theme.h"

#include <QApplication>
#include <QFont>
#include <QProxyStyle>
#include <QStyleOption>
#include <algorithm>
#include <cmath>
#include <iterator>

namespace tgc::desktop {

namespace {

constexpr double bodyPoints = 10.0;

QPalette lightPalette()
{
    QPalette p(QColor(0xf3, 0xf5, 0xf7));
    p.setColor(QPalette::Window, QColor(0xf3, 0xf5, 0xf7));
    p.setColor(QPalette::WindowText, QColor(0x1d, 0x25, 0x2c));
    p.setColor(QPalette::Base, Qt::white);
    p.setColor(QPalette::AlternateBase, QColor(0xf7, 0xf9, 0xfa));
    p.setColor(QPalette::Text, QColor(0x1d, 0x25, 0x2c));
    p.setColor(QPalette::Button, QColor(0xfc, 0xfd, 0xfd));
    p.setColor(QPalette::ButtonText, QColor(0x1d, 0x25, 0x2c));
    p.setColor(QPalette::Mid, QColor(0xc5, 0xcc, 0xd3));
    p.setColor(QPalette::Highlight, QColor(0x24, 0x5f, 0x8f));
    p.setColor(QPalette::HighlightedText, Qt::white);
    p.setColor(QPalette::PlaceholderText, QColor(0x5f, 0x69, 0x72));
    p.setColor(QPalette::Link, QColor(0x1f, 0x5f, 0x99));
    p.setColor(QPalette::ToolTipBase, Qt::white);
    p.setColor(QPalette::ToolTipText, QColor(0x1d, 0x25, 0x2c));
    return p;
}

QPalette darkPalette()
{
    QPalette p(QColor(0x2a, 0x2f, 0x35));
    p.setColor(QPalette::Window, QColor(0x23, 0x28, 0x2d));
    p.setColor(QPalette::WindowText, QColor(0xe4, 0xe8, 0xec));
    p.setColor(QPalette::Base, QColor(0x1a, 0x1e, 0x22));
    p.setColor(QPalette::AlternateBase, QColor(0x1f, 0x24, 0x28));
    p.setColor(QPalette::Text, QColor(0xe4, 0xe8, 0xec));
    p.setColor(QPalette::Button, QColor(0x33, 0x3a, 0x41));
    p.setColor(QPalette::ButtonText, QColor(0xe4, 0xe8, 0xec));
    p.setColor(QPalette::Mid, QColor(0x4b, 0x54, 0x5d));
    p.setColor(QPalette::Highlight, QColor(0x2b, 0x66, 0x99));
    p.setColor(QPalette::HighlightedText, Qt::white);
    p.setColor(QPalette::PlaceholderText, QColor(0x95, 0x9f, 0xa8));
    p.setColor(QPalette::Link, QColor(0x7c, 0xb8, 0xe8));
    p.setColor(QPalette::ToolTipBase, QColor(0x2a, 0x2f, 0x35));
    p.setColor(QPalette::ToolTipText, QColor(0xe4, 0xe8, 0xec));
    return p;
}

void greyDisabled(QPalette &p)
{
    const QColor grey = isDark(p) ? QColor(0x75, 0x7f, 0x88) : QColor(0x8b, 0x95, 0x9e);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        p.setColor(QPalette::Disabled, role, grey);
    }
}

QColor mix(const QColor &a, const QColor &b, double shareOfA)
{
    const auto part = [shareOfA](int x, int y) {
        return static_cast<int>(std::lround(shareOfA * x + (1 - shareOfA) * y));
    };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

/// WCAG 2.1, success criterion 1.4.3 (AA) wants 4.5; more, for letters are drawn with soft edges, and stand on the soft
/// ground of another colour, too.
constexpr double readableContrast = 5.3;

double luminance(const QColor &colour)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

/// Fusion with outlines of fields, and of boxes, ticked or not, that are seen on a dark ground: its own are darker than
/// the window.
class OutlineStyle final : public QProxyStyle {
public:
    OutlineStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override
    {
        const bool box = element == PE_IndicatorCheckBox || element == PE_IndicatorRadioButton ||
                         element == PE_IndicatorItemViewItemCheck;
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (element == PE_FrameLineEdit && frame != nullptr && isDark(option->palette)) {
            QStyleOptionFrame lit = *frame;
            lit.palette.setColor(QPalette::Window, option->palette.color(QPalette::PlaceholderText));
            lit.palette.setColor(QPalette::Highlight,
                                 option->palette.color(QPalette::Link)); // the one that is typed into
            QProxyStyle::drawPrimitive(element, &lit, painter, widget);
            return;
        }
        if (!box || !isDark(option->palette)) {
            QProxyStyle::drawPrimitive(element, option, painter, widget);
            return;
        }
        QStyleOptionButton lit; // of the item view's option Fusion reads the common part alone
        static_cast<QStyleOption &>(lit) = *option;
        lit.version = QStyleOptionButton::Version;
        lit.type = QStyleOptionButton::Type;
        const QColor outline = option->palette.color(QPalette::PlaceholderText);
        lit.palette.setColor(QPalette::Window,
                             outline.lighter(130)); // Fusion draws with what is darker than the window
        QProxyStyle::drawPrimitive(element == PE_IndicatorItemViewItemCheck ? PE_IndicatorCheckBox : element, &lit,
                                   painter, widget);
    }
};

} // namespace

QColor stateColour(State state)
{
    switch (state) {
    case State::Good: return {0x2e, 0x8b, 0x57};
    case State::Waiting: return {0xc9, 0x8a, 0x12};
    case State::Bad: return {0xc6, 0x28, 0x28};
    case State::Busy: return {0x2b, 0x74, 0xb8};
    case State::Offline: return {0x80, 0x88, 0x90};
    }
    return {0x80, 0x88, 0x90};
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < 128;
}

QColor softened(const QColor &colour, const QPalette &palette)
{
    return mix(colour, palette.color(QPalette::Base), isDark(palette) ? 0.28 : 0.13);
}

QColor readable(const QColor &colour, const QPalette &palette)
{
    const bool dark = isDark(palette);
    QColor text = dark ? colour.lighter(155) : colour.darker(125);
    // On the window, on a table, and on a ground softened from the colour itself.
    const QColor grounds[] = {palette.color(QPalette::Window), palette.color(QPalette::Base),
                              softened(colour, palette)};
    const auto enough = [&](const QColor &one) {
        return std::all_of(std::begin(grounds), std::end(grounds),
                           [&](const QColor &ground) { return contrast(one, ground) >= readableContrast; });
    };
    constexpr int steps = 40;
    for (int i = 0; i < steps && !enough(text); ++i) {
        text = mix(dark ? QColor(Qt::white) : QColor(Qt::black), text, 0.05);
    }
    return text;
}

void applyAppearance(QApplication &app, Appearance appearance)
{
    app.setStyle(new OutlineStyle); // the application owns it
    QPalette palette = app.style()->standardPalette();
    if (appearance == Appearance::Dark || (appearance == Appearance::System && isDark(palette))) {
        palette = darkPalette();
    } else {
        palette = lightPalette();
    }
    greyDisabled(palette);
    app.setPalette(palette);
    QFont font = app.font();
    font.setPointSizeF(bodyPoints);
    app.setFont(font);
    app.setStyleSheet(QStringLiteral(
        "QPushButton, QComboBox, QLineEdit, QSpinBox, QDoubleSpinBox { min-height: 24px; padding: 3px 8px; }"
        "QPushButton { padding: 3px 14px; }"
        "QToolButton { min-height: 24px; padding: 3px 8px; }"
        "QHeaderView::section { padding: 4px 6px; border: none; border-right: 1px solid palette(mid);"
        "  border-bottom: 1px solid palette(mid); background: palette(window); }"
        "QTableView { gridline-color: palette(mid); }"
        "QSplitter::handle { background: palette(window); }"));
}

} // namespace tgc::desktop
