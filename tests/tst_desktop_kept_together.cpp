// SPDX-License-Identifier: GPL-3.0-or-later
// A line does not end between a number and its unit.
#include <QTest>

#include "app/desktop/shell/kept_together.h"

using tgc::desktop::keptTogether;

class TestDesktopKeptTogether : public QObject {
    Q_OBJECT
private slots:
    void aNumberStaysWithItsUnit()
    {
        QCOMPARE(keptTogether(QStringLiteral("80 % of 300 kPa, 0.5 mL in 41 ms")),
                 QStringLiteral("80\u00a0% of 300\u00a0kPa, 0.5\u00a0mL in 41\u00a0ms"));
    }
    void otherWordsMayPart()
    {
        const QString text = QStringLiteral("3 samples saved, 2 standards, line 12 months");
        QCOMPARE(keptTogether(text), text);
    }
};

QTEST_APPLESS_MAIN(TestDesktopKeptTogether)
#include "tst_desktop_kept_together.moc"
