// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "analysis/core/constants.h"
#include "app/report/cells.h"
#include "app/report/sections.h"
#include "app/report/table_block.h"

namespace tgc::report {

namespace {

QString peopleIn(const Content &content)
{
    std::set<std::string> people;
    for (const ReportedSample &sample : content.samples) {
        if (sample.result && !sample.result->stored().createdBy.empty()) {
            people.insert(sample.result->stored().createdBy);
        }
    }
    return joined({people.begin(), people.end()});
}

QString sourcesIn(const Content &content)
{
    std::set<std::string> sources;
    for (const ReportedSample &sample : content.samples) {
        if (sample.result) {
            sources.insert(sample.result->text("source"));
        }
    }
    if (content.run) {
        sources.insert(std::string(toString(content.run->details.summary.source)));
    }
    return joined({sources.begin(), sources.end()});
}

QString samplesIn(const Content &content)
{
    QStringList without;
    for (const ReportedSample &sample : content.samples) {
        if (!sample.result) {
            without << qstr(sample.name());
        }
    }
    const qsizetype all = static_cast<qsizetype>(content.samples.size());
    const QString text = QStringLiteral("%1 with a saved result").arg(all - without.size());
    return without.isEmpty() ? text : text + QStringLiteral("; without one: ") + without.join(QStringLiteral(", "));
}

} // namespace

void addTitlePage(Blocks &blocks, const Content &content, const Printing &printing)
{
    const bool ofRun = content.run.has_value();
    addTitle(blocks, ofRun ? QStringLiteral("Report of %1").arg(qstr(content.subject))
                           : QStringLiteral("Inactive lithium: %1").arg(qstr(content.subject)));
    addText(blocks,
            chemistry(QStringLiteral("Titration gas chromatography: the metal left on a cycled electrode makes H2 with "
                                     "the titrant; the gas chromatograph measures the H2. The charge that was lost "
                                     "and is not metal is Li+ in the SEI.")));
    auto table = std::make_unique<Table>(std::vector<TableColumn>{{QStringLiteral("This report")}, {{}, false, true}});
    if (!content.samples.empty()) {
        table->addRow(QStringList{QStringLiteral("Samples"), samplesIn(content)});
    }
    table->addRow(QStringList{QStringLiteral("Data"), sourcesIn(content)});
    table->addRow(QStringList{QStringLiteral("Store"), qstr(content.storeFile)});
    if (const QString people = peopleIn(content); !people.isEmpty()) {
        table->addRow(QStringList{QStringLiteral("Results saved by"), people});
    }
    table->addRow(QStringList{QStringLiteral("Printed"),
                              printing.person.isEmpty()
                                  ? printing.at_utc
                                  : QStringLiteral("%1, by %2").arg(printing.at_utc, printing.person)});
    table->addRow(QStringList{QStringLiteral("Program"), printing.program});
    table->addRow(QStringList{QStringLiteral("Constants"), QStringLiteral("%1 (molar mass of Li %2 g/mol)")
                                                               .arg(QLatin1String(constants::tableVersion))
                                                               .arg(constants::molarMassLithium_g_per_mol)});
    blocks.push_back(std::move(table));
}

} // namespace tgc::report
