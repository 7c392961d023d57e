// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/demo_tables.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "app/formats/table_row.h"
#include "drivers/simulation/random.h"

namespace tgc::cli {

namespace {

using formats::numberCell;
using formats::OutCell;
using formats::textCell;
using simulation::Random;

std::string cell(const MeasuredLine &line, const char *column)
{
    const auto found = line.row.find(column);
    return found != line.row.end() ? found->second : std::string();
}

double number(const MeasuredLine &line, const char *column)
{
    return parseDotDecimal(cell(line, column)).value_or(0.0);
}

const std::vector<std::string> &vialColumns()
{
    static const std::vector<std::string> columns{"sample_id",
                                                  "group",
                                                  "vial_volume_mL",
                                                  "u_vial_volume_mL",
                                                  "solids_volume_mL",
                                                  "u_solids_volume_mL",
                                                  "liquid_volume_mL",
                                                  "u_liquid_volume_mL",
                                                  "initial_pressure_kPa",
                                                  "u_initial_pressure_kPa",
                                                  "initial_temperature_C",
                                                  "temperature_C",
                                                  "u_temperature_C",
                                                  "sampling",
                                                  "injection_volume_mL",
                                                  "u_injection_volume_mL",
                                                  "syringe_temperature_C",
                                                  "ambient_pressure_kPa",
                                                  "u_ambient_pressure_kPa"};
    return columns;
}

class Notebook {
public:
    Notebook(const DemoMeasurement &measured, const formats::TextTable &cells, std::uint64_t seed)
        : m_measured(measured), m_cells(cells), m_seed(seed)
    {
        const std::vector<std::string> gas{
            "level",        "replicate",     "fraction_ppm", "u_amount_ppm", "injection_volume_mL",
            "pressure_kPa", "temperature_C", "trace"};
        m_done.standards = {"standards", gas, {}};
        m_done.check = {"check", gas, {}};
        m_done.blanks = {"blanks", vialColumns(), {}};
        m_done.blanks.columns.emplace_back("trace");
        m_done.samples = {"samples", vialColumns(), {}};
        for (const char *column : {"charge_plated_mAh", "u_charge_plated_mAh", "charge_stripped_mAh",
                                   "u_charge_stripped_mAh", "cell_type", "electrolyte", "morphology", "trace"}) {
            m_done.samples.columns.emplace_back(column);
        }
    }

    Result<DemoTables> write()
    {
        for (const MeasuredLine &line : m_measured.lines) {
            const std::string kind = cell(line, "kind");
            if (kind == "standard" || kind == "check") {
                addGas(line, kind == "standard" ? m_done.standards : m_done.check);
            } else if (kind == "blank") {
                addBlank(line);
            } else if (auto added = addSample(line); !added) {
                return fail(added.error());
            }
        }
        return std::move(m_done);
    }

private:
    /// The name of a line's next chromatogram, for the column `trace`.
    std::string trace(const std::string &name, const std::string &run)
    {
        std::string file = "chromatograms/" + name + "_" + std::to_string(++m_count[name]) + ".csv";
        m_done.traces.emplace_back(file, run);
        return file;
    }

    void addGas(const MeasuredLine &line, formats::OutTable &table)
    {
        const simulation::VialPlan &plan = m_measured.bench.vial;
        const std::string level = cell(line, "level");
        const double ppm = number(line, "fraction_ppm");
        for (const std::string &run : line.runs) {
            const std::string file = trace(level, run);
            table.rows.push_back({textCell(level), numberCell(m_count[level]), numberCell(ppm),
                                  numberCell(ppm * m_measured.bench.cylinders.uRel),
                                  numberCell(number(line, "injection_volume_mL")), numberCell(plan.ambient_kPa),
                                  numberCell(plan.syringe_C), textCell(file)});
        }
    }

    void addBlank(const MeasuredLine &line)
    {
        for (const std::string &run : line.runs) {
            std::vector<OutCell> row = vialCells(line);
            row.push_back(textCell(trace(cell(line, "sample_id"), run)));
            m_done.blanks.rows.push_back(std::move(row));
        }
    }

    Result<void> addSample(const MeasuredLine &line)
    {
        const std::string id = cell(line, "sample_id");
        const auto truth = std::find_if(m_measured.truth.begin(), m_measured.truth.end(), [&](const auto &vial) {
            return std::to_string(vial.position) == cell(line, "vial");
        });
        const auto known = std::find_if(m_cells.rows.begin(), m_cells.rows.end(), [&](const auto &row) {
            return formats::TableRow(m_cells, row).text("sample_id") == id;
        });
        if (truth == m_measured.truth.end() || known == m_cells.rows.end()) {
            return fail(ErrorCode::BadInput, m_cells.origin + ": sample " + id +
                                                 " of the queue is not in it, or its vial is "
                                                 "not on the simulated bench");
        }
        m_done.truth.push_back({id, truth->li0_mAh, truth->seiLi_mAh});
        const formats::TableRow cells(m_cells, *known);
        const double plan_mAh = parseDotDecimal(std::string(cells.text("charge_plated_mAh"))).value_or(0.0);
        const double u_mAh = parseDotDecimal(std::string(cells.text("u_charge_mAh"))).value_or(0.0);
        Random cycler(m_seed, "cycler " + id);
        const double plated = displayed(cycler.normal(plan_mAh, u_mAh));
        const double stripped = displayed(cycler.normal(plan_mAh - truth->li0_mAh - truth->seiLi_mAh, u_mAh));
        for (const std::string &run : line.runs) {
            std::vector<OutCell> row = vialCells(line);
            for (const OutCell &each :
                 {numberCell(plated), numberCell(u_mAh), numberCell(stripped), numberCell(u_mAh)}) {
                row.push_back(each);
            }
            for (const char *column : {"cell_type", "electrolyte", "morphology"}) {
                row.push_back(textCell(std::string(cells.text(column))));
            }
            row.push_back(textCell(trace(id, run)));
            m_done.samples.rows.push_back(std::move(row));
        }
        return {};
    }

    /// As a cycler displays it, in nAh.
    static double displayed(double charge_mAh)
    {
        constexpr double stepsPerUnit = 1e6;
        return std::round(charge_mAh * stepsPerUnit) / stepsPerUnit;
    }

    [[nodiscard]] std::vector<OutCell> vialCells(const MeasuredLine &line) const
    {
        const simulation::VialPlan &plan = m_measured.bench.vial;
        const std::string sampling = cell(line, "sampling");
        const auto ifEqualised = [&](double value) {
            return numberCell(sampling == "equalised" ? std::optional(value) : std::nullopt);
        };
        return {textCell(cell(line, "sample_id")),
                textCell(cell(line, "group")),
                numberCell(plan.volume_mL),
                numberCell(plan.uVolume_mL),
                numberCell(plan.solids_mL),
                numberCell(plan.uSolids_mL),
                numberCell(plan.liquid_mL),
                numberCell(plan.uLiquid_mL),
                numberCell(plan.sealed_kPa),
                numberCell(plan.uSealed_kPa),
                numberCell(plan.sealed_C),
                numberCell(plan.temperature_C),
                numberCell(plan.uTemperature_C),
                textCell(sampling),
                numberCell(number(line, "injection_volume_mL")),
                numberCell(plan.uSyringe_mL),
                ifEqualised(plan.syringe_C),
                ifEqualised(plan.ambient_kPa),
                ifEqualised(plan.uAmbient_kPa)};
    }

    const DemoMeasurement &m_measured;
    const formats::TextTable &m_cells;
    std::uint64_t m_seed;
    DemoTables m_done;
    std::map<std::string, int> m_count;
};

} // namespace

Result<DemoTables> demoTables(const DemoMeasurement &measured, const formats::TextTable &cells, std::uint64_t seed)
{
    return Notebook(measured, cells, seed).write();
}

} // namespace tgc::cli
