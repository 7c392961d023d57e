// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

#include "tests/technician.h"

/// Hours of a day that are alike with and without a bench.
struct TechniciansHours : Technician {
    /// A vial of the technician's own: typed, sealed, its dose refused and mended, ready, drawn from.
    void sealDoseAndDraw() const
    {
        goTo("Samples");
        // The queue's samples are the station's; this one is the technician's own, typed and pasted.
        if (desk->lab().samples().rows().empty()) {
            QVERIFY(hands::click(desk->samples(), QStringLiteral("Type the first sample")));
        }
        paste(desk->samples().table(),
              QStringLiteral("sample_id\tgroup\tvial_volume_mL\tliquid_volume_mL\ttemperature_C\t"
                             "li_upper_mAh\treaction_s\tdraws_planned\nhand-1\tby hand\t20,0\t2,0\t25\t"
                             "5\t3\t1\n"));
        QVERIFY(said(*desk->samples().messages(), QStringLiteral("1 row(s) taken over")));
        QTest::qWait(800); // it is saved as typed
        goTo("Day");
        QVERIFY(vialSays(QStringLiteral("hand-1"), QStringLiteral("empty")));
        picture(QStringLiteral("day-04-a-vial"));
        openStep(QStringLiteral("hand-1"));
        tgc::desktop::StepForm *form = desk->day().form();
        QCOMPARE(form->step()->currentText(), QStringLiteral("sealed"));
        hands::typeInto(form->person(), QStringLiteral("J. Doe"));
        press(form->person(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!form->isVisible(), 10000);
        QVERIFY(vialSays(QStringLiteral("hand-1"), QStringLiteral("sealed")));
        // The dose is refused, in words, and the way to what is missing is offered.
        openStep(QStringLiteral("hand-1"));
        hands::typeInto(form->value(), QStringLiteral("2,0"));
        press(form->value(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(form->trouble().contains(QLatin1String("\"Pressure rating\" is missing")), 5000);
        picture(QStringLiteral("day-05-dose-refused"));
        press(form->overrideReason(), Qt::Key_Escape);
        QVERIFY(!form->isVisible());
        QVERIFY(doNext(QStringLiteral("hand-1: refused, no pressure rating")));
        QCOMPARE(window().current()->title(), QStringLiteral("Samples"));
        hands::typeHere(QStringLiteral("300"));
        press(QApplication::focusWidget(), Qt::Key_Return);
        picture(QStringLiteral("day-06-rating-typed"));
        goTo("Day");
        QTRY_VERIFY_WITH_TIMEOUT(!vial(QStringLiteral("hand-1"))->text().contains(QLatin1String("refused")), 8000);
        openStep(QStringLiteral("hand-1"));
        hands::typeInto(form->value(), QStringLiteral("2,0"));
        press(form->value(), Qt::Key_Return);
        QVERIFY(vialSays(QStringLiteral("hand-1"), QStringLiteral("reacting")));
        QTRY_VERIFY_WITH_TIMEOUT(!form->isVisible(), 10000);
        picture(QStringLiteral("day-07-reacting"));
        // It is told when it is ready, wherever one is.
        goTo("Samples");
        QVERIFY(said(*desk->samples().messages(), QStringLiteral("Vial hand-1 is ready: draw from it."), 20000));
        QVERIFY(hands::click(*desk->samples().messages(), QStringLiteral("Go to Day")));
        openStep(QStringLiteral("hand-1"));
        press(form->note(), Qt::Key_Return); // a draw
        QVERIFY(vialSays(QStringLiteral("hand-1"), QStringLiteral("drawn")));
    }

    /// Under Inactive Li: kept as a result of so many samples, as a table and on paper.
    void saveAndExport(const QString &to, int samples) const
    {
        tgc::desktop::InactiveWorkspace &inactive = desk->inactive();
        QVERIFY(hands::click(inactive, QStringLiteral("Save as result")));
        QTRY_VERIFY_WITH_TIMEOUT(inactive.savedState()->text().startsWith(QLatin1String("saved as version 1")), 10000);
        clickAndName(inactive, "Export table ...", to + QStringLiteral("/breakdown.csv"));
        QVERIFY(said(*inactive.messages(), QStringLiteral("Written: ")));
        const QByteArray csv = contents(to + QStringLiteral("/breakdown.csv"));
        QCOMPARE(csv.count('\n'), samples + 1);
        QVERIFY(csv.startsWith("sample_id,"));
        clickAndName(inactive, "PDF report ...", to + QStringLiteral("/report.pdf"));
        QTRY_VERIFY_WITH_TIMEOUT(contents(to + QStringLiteral("/report.pdf")).startsWith("%PDF"), 30000);
        QVERIFY(said(*inactive.messages(), QStringLiteral("report.pdf")));
        picture(QStringLiteral("day-20-exported"));
    }

    /// What was done by hand is found among the exceptions and approved; the store is verified and backed up.
    void approveVerifyAndBackUp(const QString &edited, const QString &to) const
    {
        goTo("Records");
        tgc::desktop::RecordsWorkspace &records = desk->records();
        hands::typeInto(records.operatorField(), QStringLiteral("B. Reviewer"));
        press(records.operatorField(), Qt::Key_Return);
        hands::clickCell(records.filters()->list(), 1, 0); // Review by exception
        QTRY_VERIFY_WITH_TIMEOUT(hands::rowSaying(*records.exceptions(), 0, edited) >= 0, 20000);
        hands::clickCell(records.exceptions(), hands::rowSaying(*records.exceptions(), 0, edited), 0);
        QTRY_VERIFY_WITH_TIMEOUT(records.record()->approveButton()->isVisible(), 10000);
        picture(QStringLiteral("day-21-exception"));
        hands::typeInto(records.record()->statement(), QStringLiteral("the tail is looked at"));
        QVERIFY(hands::click(*records.record(), QStringLiteral("Approve and lock")));
        QVERIFY(said(*records.messages(), QStringLiteral("Approved and locked")));
        picture(QStringLiteral("day-22-approved"));
        QVERIFY(hands::click(records, QStringLiteral("Verify")));
        QVERIFY(said(*records.messages(), QStringLiteral("Nothing was altered"), 60000));
        QVERIFY2(records.messages()->text().contains(QLatin1String(". The anchor agrees up to entry ")),
                 qPrintable(records.messages()->text()));
        picture(QStringLiteral("day-23-verified"));
        clickAndName(records, "Back up ...", to + QStringLiteral("/copy.sqlite"));
        QVERIFY(said(*records.messages(), QStringLiteral("copy.sqlite is a whole backup"), 60000));
        QVERIFY(tgc::db::Store::openReadOnly((to + QStringLiteral("/copy.sqlite")).toStdString())->verify()->empty());
        picture(QStringLiteral("day-24-backed-up"));
    }
};
