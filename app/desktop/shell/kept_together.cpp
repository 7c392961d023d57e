// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/kept_together.h"

#include <QRegularExpression>

namespace tgc::desktop {

QString keptTogether(QString text)
{
    static const QRegularExpression gap(
        QStringLiteral("(?<=\\d) (?=(%|kPa|mL|µL|mAh|mg|µg|µmol|nmol|ms|s|min|h|uV|mV|°C"
                       "|ppm)(?![\\w]))"));
    return text.replace(gap, QString(QChar::Nbsp));
}

} // namespace tgc::desktop
