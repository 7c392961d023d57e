// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "app/report/cells.h"
#include "app/report/sections.h"
#include "app/report/table_block.h"
#include "app/words/curve_words.h"

namespace tgc::report {

namespace {

/// Each thing once, in the order met.
class Distinct {
public:
    void add(const QString &text)
    {
        if (!text.isEmpty() && !m_list.contains(text)) {
            m_list << text;
        }
    }
    [[nodiscard]] QString text() const { return m_list.isEmpty() ? notKnown() : m_list.join(QStringLiteral("; ")); }

private:
    QStringList m_list;
};

QString windowText(const Target &target)
{
    return QStringLiteral("%1 at %2 s ± %3 s")
        .arg(qstr(target.name))
        .arg(inSeconds(target.retention), 0, 'g', 6)
        .arg(inSeconds(target.halfWindow), 0, 'g', 4);
}

struct Integrations {
    Distinct algorithms;
    Distinct windows;
    Distinct instruments;
    bool typed = false;

    void add(const ReportedRun &run)
    {
        if (run.integration) {
            algorithms.add(
                QStringLiteral("%1, version %2")
                    .arg(qstr(run.integration->result.algorithmName), qstr(run.integration->result.algorithmVersion)));
        }
        for (const Target &target : run.targets) {
            windows.add(windowText(target));
        }
        const db::RunDetails &run_ = run.details;
        instruments.add(QStringList{qstr(run_.instrument), qstr(run_.methodName)}.join(
            run_.instrument.empty() || run_.methodName.empty() ? QString() : QStringLiteral(", ")));
    }
    void add(const std::vector<ReportedSample> &samples)
    {
        for (const ReportedSample &sample : samples) {
            for (const ReportedDraw &draw : sample.draws) {
                draw.run ? add(*draw.run) : void(typed = true);
            }
        }
    }
};

QString blankText(const Content &content)
{
    const auto corrected = [](const ReportedSample &sample) {
        return !sample.result || sample.result->number("h2_blank_umol").has_value();
    };
    const auto &samples = content.samples;
    if (std::all_of(samples.begin(), samples.end(), corrected)) {
        return QStringLiteral("mean H2 of the blanks in moles, subtracted");
    }
    return std::any_of(samples.begin(), samples.end(),
                       [](const auto &sample) { return sample.result && sample.result->number("h2_blank_umol"); })
               ? QStringLiteral(
                     "mean H2 of the blanks in moles, subtracted; from samples with the flag no-blank, nothing")
               : QStringLiteral("none: nothing was subtracted");
}

} // namespace

void addMethod(Blocks &blocks, const Content &content)
{
    Integrations integrations;
    integrations.add(content.samples);
    integrations.add(content.blanks);
    if (content.run) {
        integrations.add(*content.run);
    }
    Distinct evaluations;
    Distinct samplings;
    for (const ReportedSample &sample : content.samples) {
        if (sample.result) {
            const db::NewResult &result = sample.result->stored().result;
            evaluations.add(
                QStringLiteral("%1, version %2").arg(qstr(result.algorithmName), qstr(result.algorithmVersion)));
        }
        for (const ReportedDraw &draw : sample.draws) {
            const auto sampling = draw.draw.values.find("sampling");
            samplings.add(sampling == draw.draw.values.end() ? QString() : qstr(sampling->second));
        }
    }
    addHeading(blocks, QStringLiteral("Method"));
    auto table = std::make_unique<Table>(
        std::vector<TableColumn>{{QStringLiteral("Step")}, {QStringLiteral("How"), false, true}});
    const auto row = [&](const char *step, const QString &how) {
        table->addCells({{QString::fromUtf8(step)}, {chemistry(how.toHtmlEscaped())}});
    };
    row("Instrument", integrations.instruments.text());
    row("Integration",
        integrations.algorithms.text() +
            (integrations.typed ? QStringLiteral("; some areas were typed in or come from files that were not kept")
                                : QString()));
    row("H2 window", integrations.windows.text());
    if (!content.samples.empty()) {
        row("Sampling", samplings.text());
        row("Vial",
            QStringLiteral("ideal gas; water activity 1; vapour pressure of water by Wagner and Pruss; H2 dissolved by "
                           "IAPWS G7-04 with Kell's density, unless the titrant's own values are given"));
        row("Blank", blankText(content));
        row("Evaluation",
            evaluations.text() + QStringLiteral("; standard uncertainties to first order (GUM) with correlations"));
    }
    for (const ReportedCurve &curve : content.curves) {
        row("Calibration", QStringLiteral("%1 (%2): %3")
                               .arg(curve.stored.id)
                               .arg(qstr(curve.stored.calibration.name), words::curveInShort(curve.curve)));
    }
    blocks.push_back(std::move(table));
}

} // namespace tgc::report
