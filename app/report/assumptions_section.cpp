// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include "app/report/cells.h"
#include "app/report/paper.h"
#include "app/report/sections.h"
#include "app/report/table_block.h"
#include "app/words/assumptions.h"
#include "app/words/flag_words.h"

namespace tgc::report {

namespace {

/// tgc-method.md 2.2: what else makes hydrogen in LiOH.
constexpr const char *falsePositives[] = {
    "Aluminium (current collector, casing) in the vial: 2 Al + 2 OH- + 6 H2O -> 2 Al(OH)4- + 3 H2",
    "Zinc coatings (casings, tabs) in the vial: attacked by the LiOH formed, with H2",
    "Silicon in the electrode or the vial: Si + 2 OH- + H2O -> SiO3(2-) + 2 H2",
    "LiH on the electrode: it gives one H2, twice as much as Li metal for each Li",
    "Blank measured with the same foil, separator, electrolyte residue and titrant",
    "Air in the vial (N2 peak beside H2), septum tight, vial shaken before each draw",
};

QString samplesOf(const std::vector<QString> &names, std::size_t all)
{
    if (names.size() == all && all > 1) {
        return QStringLiteral("all samples");
    }
    return QStringList(names.begin(), names.end()).join(QStringLiteral(", "));
}

void addHydrideRows(Blocks &blocks, const Content &content)
{
    auto table = std::make_unique<Table>(std::vector<TableColumn>{
        {QStringLiteral("Sample"), false, true},
        {QStringLiteral("Reaction counted"), false, true},
        {chemistry(QStringLiteral("Change of Li metal (mAh) if 1 % of the inactive Li were LiH")), true, true}});
    for (const ReportedSample &sample : content.samples) {
        if (sample.result) {
            const auto fall = sample.result->li0PerPercentLiH_mAh();
            table->addCells({{nameOf(sample).toHtmlEscaped()},
                             {chemistry(qstr(sample.result->reaction()).toHtmlEscaped())},
                             {fall ? valueText(*fall, sample.result->number("u_li0_mAh")) : notKnown()}});
        }
    }
    if (!table->empty()) {
        blocks.push_back(std::move(table));
    }
}

/// Each sentence once, with the samples it was said of, in the order in which they first come.
void addJudgements(Blocks &blocks, const Content &content)
{
    std::vector<std::pair<QString, std::vector<QString>>> said;
    std::size_t results = 0;
    for (const ReportedSample &sample : content.samples) {
        if (!sample.result) {
            continue;
        }
        ++results;
        for (const QString &sentence : sample.result->judgements()) {
            const auto known =
                std::find_if(said.begin(), said.end(), [&](const auto &each) { return each.first == sentence; });
            (known == said.end() ? said.emplace_back(sentence, std::vector<QString>()) : *known)
                .second.push_back(nameOf(sample));
        }
    }
    auto table = std::make_unique<Table>(
        std::vector<TableColumn>{{QStringLiteral("Samples"), false, true, mm(30.0)},
                                 {QStringLiteral("Said of their vials and cells"), false, true}});
    for (const auto &[sentence, names] : said) {
        table->addCells({{samplesOf(names, results).toHtmlEscaped()}, {chemistry(sentence.toHtmlEscaped())}});
    }
    if (!table->empty()) {
        blocks.push_back(std::move(table));
    }
}

} // namespace

void addFlags(Blocks &blocks, const Content &content)
{
    std::map<std::string, std::vector<QString>> samplesByFlag;
    std::size_t results = 0;
    for (const ReportedSample &sample : content.samples) {
        results += sample.result ? 1 : 0;
        if (sample.result) {
            for (const std::string &flag : sample.result->flags()) {
                samplesByFlag[flag].push_back(nameOf(sample));
            }
        }
    }
    addSubheading(blocks, QStringLiteral("Flags"));
    if (samplesByFlag.empty()) {
        addText(blocks, QStringLiteral("No result has a flag."));
        return;
    }
    auto table = std::make_unique<Table>(std::vector<TableColumn>{{QStringLiteral("Flag")},
                                                                  {QStringLiteral("Samples"), false, true},
                                                                  {QStringLiteral("What it means"), false, true}});
    for (const auto &[flag, names] : samplesByFlag) {
        table->addCells({{QStringLiteral("<b>%1</b>").arg(qstr(flag).toHtmlEscaped())},
                         {samplesOf(names, results).toHtmlEscaped()},
                         {words::flagInWords(flag).toHtmlEscaped()}});
    }
    blocks.push_back(std::move(table));
}

void addAssumptions(Blocks &blocks, const Content &content)
{
    addHeading(blocks, QStringLiteral("What the numbers assume"));
    static constexpr const char *numerals[] = {"(i)", "(ii)", "(iii)", "(iv)", "(v)", "(vi)"};
    auto list = std::make_unique<Table>(std::vector<TableColumn>{{{}}, {QStringLiteral("Assumption"), false, true}});
    const QStringList assumptions = words::assumptions();
    for (qsizetype i = 0; i < assumptions.size(); ++i) {
        list->addCells({{QString::fromUtf8(numerals[i])}, {chemistry(assumptions[i])}});
    }
    blocks.push_back(std::move(list));
    addHydrideRows(blocks, content);
    addJudgements(blocks, content);
    addSubheading(blocks, QStringLiteral("To be checked by hand: what else makes hydrogen"));
    auto table = std::make_unique<Table>(std::vector<TableColumn>{{QStringLiteral("Looked at"), false, true},
                                                                  {QStringLiteral("Ruled out"), false, false, mm(18.0)},
                                                                  {QStringLiteral("Remark"), false, false, mm(42.0)}});
    for (const char *line : falsePositives) {
        table->addCells({{chemistry(QString::fromUtf8(line).toHtmlEscaped())}, {}, {}});
    }
    blocks.push_back(std::move(table));
    addText(blocks,
            QStringLiteral("<br>Checked by ______________________________ &nbsp;&nbsp; Date ____________________"));
}

} // namespace tgc::report
