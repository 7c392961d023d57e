// SPDX-License-Identifier: GPL-3.0-or-later
// What the command line says in names of columns, the window says in the words over its columns.
#include <QTest>

#include "app/desktop/lab/columns_in_words.h"

using tgc::desktop::columnsInWords;

class TestDesktopColumnsInWords : public QObject {
    Q_OBJECT
private slots:
    void columnsAreNamedAsInTheTable()
    {
        QCOMPARE(columnsInWords(QStringLiteral("not dosed: pressure_rating_kPa and vial_volume_mL are missing")),
                 QStringLiteral("Not dosed: \"Pressure rating\" and \"Vial volume\" are missing."));
    }
    void whatIsNoColumnIsLeftAlone()
    {
        QCOMPARE(columnsInWords(QStringLiteral("Run run_7 has notes.")), QStringLiteral("Run run_7 has notes."));
        QCOMPARE(columnsInWords(QString()), QString());
    }
};

QTEST_APPLESS_MAIN(TestDesktopColumnsInWords)
#include "tst_desktop_columns_in_words.moc"
