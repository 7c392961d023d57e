// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

#include "app/desktop/cycler/cycler_panel.h"
#include "app/desktop/day/care_panel.h"
#include "app/desktop/watch/watch_panel.h"
#include "tests/cycler_files.h"
#include "tests/legible_states.h"
#include "tests/watched_folder.h"

/// The pages that lie behind Samples, and the care of the chromatographs below Day.
struct LegiblePages : LegibleDesk {
    tgc::desktop::SamplesWorkspace &samples() const { return desk->samples(); }

    void lookAtWatch()
    {
        using tgc::test::exportedTrace;
        using tgc::test::exportTo;
        QVERIFY(QDir().mkpath(path("export")));
        tgc::desktop::SheetModel &sheet = desk->lab().samples();
        std::vector<tgc::desktop::SheetModel::Row> rows;
        for (const char *name : {"cell-01", "cell-02"}) {
            tgc::desktop::SheetModel::Row row(sheet.columnCount(), QString());
            row[sheet.column(QStringLiteral("sample_id"))] = QString::fromUtf8(name);
            row[sheet.column(QStringLiteral("sampling"))] = QStringLiteral("locked");
            row[sheet.column(QStringLiteral("injection_volume_mL"))] = typed("0.5");
            rows.push_back(row);
        }
        sheet.replaceRows(0, 0, rows, QStringLiteral("typed"));
        tgc::desktop::WatchPanel &panel = *samples().watchPanel();
        panel.setSettle(std::chrono::milliseconds(100));
        samples().openWatch();
        lookAt(QStringLiteral("watch-empty"));
        exportTo(path("export/run1.csv"), exportedTrace(1000.0, "cell-02", "2026-11-27T10:00:00Z"));
        exportTo(path("export/a-run-that-nobody-named-20261127-1105.csv"), exportedTrace(700.0));
        for (const auto &[field, minutes] : {std::pair("h2Retention", "1.0"), std::pair("h2HalfWindow", "0.2")}) {
            panel.findChild<QLineEdit *>(QString::fromUtf8(field))->setText(typed(minutes));
        }
        panel.watchFolder(path("export"));
        QTRY_VERIFY_WITH_TIMEOUT(panel.matched() == 1 && panel.unmatched() == 1, 20000);
        lookAt(QStringLiteral("watch-files"));
        const auto *hand = panel.findChild<QComboBox *>(); // which injection it is
        for (int row = 0; row < panel.table()->model()->rowCount() && !hand->isVisible(); ++row) {
            panel.table()->selectRow(row);
        }
        QVERIFY(hand->isVisible());
        lookAt(QStringLiteral("watch-by-hand"));
        panel.watcher().stop();
    }
    void lookAtCycler()
    {
        writeText(path("cell-7.csv"), threeCycles("time_s,current_mA,voltage_V,cycle,step"));
        samples().openCycler(path("cell-7.csv"));
        auto *cell = samples().findChild<QComboBox *>(QStringLiteral("cyclerCellType"));
        QTRY_VERIFY_WITH_TIMEOUT(cell != nullptr && cell->isVisible(), 20000);
        QTRY_VERIFY_WITH_TIMEOUT(samples().cycler()->halves().rowCount() == 6, 20000);
        lookAt(QStringLiteral("cycler-charges"));
        cell->setCurrentIndex(cell->findText(QStringLiteral("anode-free")));
        lookAt(QStringLiteral("cycler-refused"));
    }
    void lookAtCare()
    {
        open_(Qt::Key_0);
        tgc::desktop::CarePanel &care = *desk->day().care();
        for (const char *act : {"Show", "Record ..."}) {
            for (QAbstractButton *button : care.findChildren<QAbstractButton *>()) {
                if (button->isVisible() && button->text() == QString::fromUtf8(act)) {
                    button->click();
                    break;
                }
            }
            lookAt(QStringLiteral("care-%1").arg(QString::fromUtf8(act).left(4).toLower()));
        }
    }
};
