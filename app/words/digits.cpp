// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/words/digits.h"

#include <cmath>

namespace tgc::words {

namespace {

constexpr int significantWithoutU = 5;
constexpr double largestPlain = 1e7;  ///< beyond these limits numbers are written with an exponent
constexpr double smallestPlain = 1e-5;

/// Power of ten of the second significant digit of u.
int lastPlace(double u)
{
    // 0.0996 rounds to 0.10: look at the rounded number.
    const double exponent = std::floor(std::log10(u));
    const double scaled = std::round(u / std::pow(10.0, exponent - 1.0));
    return static_cast<int>(exponent) - 1 + (scaled >= 100.0 ? 1 : 0);
}

QString rounded(double value, int place)
{
    if (place >= 0) {
        const double unit = std::pow(10.0, place);
        value = std::round(value / unit) * unit;
    }
    const QString text = QString::number(value, 'f', std::max(0, -place));
    // A value that rounds to nothing has no sign.
    return text.startsWith(QLatin1Char('-')) && text.toDouble() == 0.0 ? text.mid(1) : text;
}

bool plain(double value)
{
    const double size = std::abs(value);
    return size == 0.0 || (size < largestPlain && size >= smallestPlain);
}

} // namespace

QString notKnown()
{
    return QStringLiteral("--");
}

QString valueText(double value, std::optional<double> u)
{
    if (!std::isfinite(value)) {
        return notKnown();
    }
    if (!u || !std::isfinite(*u) || *u <= 0.0) {
        return QString::number(value, 'g', significantWithoutU);
    }
    const int place = lastPlace(*u);
    if (plain(value) && plain(*u)) {
        return rounded(value, place);
    }
    const double exponent = value == 0.0 ? std::log10(*u) : std::log10(std::abs(value));
    return QString::number(value, 'e', std::max(0, static_cast<int>(std::floor(exponent)) - place));
}

QString valueText(std::optional<double> value, std::optional<double> u)
{
    return value ? valueText(*value, u) : notKnown();
}

QString uncertaintyText(double u)
{
    if (!std::isfinite(u)) {
        return notKnown();
    }
    if (u <= 0.0) {
        return QStringLiteral("0");
    }
    return plain(u) ? rounded(u, lastPlace(u)) : QString::number(u, 'e', 1);
}

QString probabilityText(double p)
{
    return p < 0.0001 ? QStringLiteral("< 0.0001") : QString::number(p, 'f', p < 0.01 ? 4 : 3);
}

QString effectSizeText(double g)
{
    return QString::number(g, 'f', std::abs(g) < 100.0 ? 2 : 0);
}

} // namespace tgc::words
