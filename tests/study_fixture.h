// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/desktop_fixture.h"

/// Ten cells in three groups and one alone; typed areas on the calibration of resources/examples.
inline QString studyCsv(const QString &file)
{
    struct Cell {
        const char *id;
        const char *group;
        double area;
        double stripped;
    };
    static const std::vector<Cell> cells = {
        {"A1", "carbonate", 60210, 1.050}, {"A2", "carbonate", 55840, 1.078},   {"A3", "carbonate", 63900, 1.012},
        {"A4", "carbonate", 58100, 1.061}, {"B1", "ether", 9120, 1.486},        {"B2", "ether", 10480, 1.478},
        {"B3", "ether", 8350, 1.495},      {"C1", "LHCE", 3150, 1.561},         {"C2", "LHCE", 2980, 1.569},
        {"C3", "LHCE", 3920, 1.552},       {"D1", "ionic liquid", 21500, 1.322}};
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly | QIODevice::Text)) {
        return {};
    }
    QTextStream text(&out);
    text << "sample_id,group,vial_volume_mL,u_vial_volume_mL,solids_volume_mL,liquid_volume_mL,temperature_C,sampling,"
            "injection_volume_mL,u_injection_volume_mL,area,charge_plated_mAh,charge_stripped_mAh,u_charge_plated_mAh,"
            "u_charge_stripped_mAh,electrode_area_cm2,u_electrode_area_cm2,electrolyte,current_density_mA_cm2,"
            "areal_capacity_mAh_cm2,cycles,electrolyte_g_per_Ah,li_excess_um\n";
    for (const Cell &cell : cells) {
        const QString group = QString::fromUtf8(cell.group);
        const bool practical = group == QLatin1String("LHCE");
        text << cell.id << ',' << group << ",30.0,0.1,0.05,0.5,25.0,locked,0.5,0.005," << cell.area << ",1.600,"
             << QString::number(cell.stripped, 'f', 3) << ",0.0014,0.0014,1.27,0.01,"
             << (group == QLatin1String("carbonate") ? "1 M LiPF6 EC:EMC" : "LiFSI") << ','
             << (practical ? "0.6,4.2,20,2.8,20" : "0.5,1.26,10,,50") << '\n';
    }
    return file;
}

/// A desk at the workspace *Inactive Li*, with that study evaluated.
struct StudyFixture : DeskFixture {
    [[nodiscard]] tgc::desktop::InactiveWorkspace &inactive() const { return desk->inactive(); }

    void openStudy()
    {
        open();
        desk->samples().importCsv(studyCsv(path("study.csv")), false);
        desk->samples().importCsv(example("BLANKS.csv"), true);
        calibrateExamples();
        press(&desk->window(), Qt::Key_4, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(inactive().breakdown().rowCount(), 11, 10000);
    }
    /// In the workspace's box of that name.
    void choose(const char *box, const QString &text) const
    {
        auto *combo = inactive().findChild<QComboBox *>(QString::fromLatin1(box));
        QVERIFY(combo != nullptr);
        QVERIFY2(combo->findText(text) >= 0, qPrintable(text));
        combo->setCurrentIndex(combo->findText(text));
    }
};
