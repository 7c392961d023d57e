// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/suitability_panel.h"

#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/shell/plain_table.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

/// From docs/measures.md.
constexpr const char *ruleExample = "[[suitability]]\n"
                                    "peak = \"H2\"\n"
                                    "quantity = \"tailing\"    # any number of a peak, by its name in JSON\n"
                                    "operator = \"<=\"         # <=, >=, < or >\n"
                                    "limit = 1.5\n"
                                    "aggregate = \"each\"      # each run; or mean, rsd, min, max of the chosen ones";

} // namespace

SuitabilityPanel::SuitabilityPanel(Lab &lab, QWidget *parent)
    : QWidget(parent),
      m_lab(lab),
      m_words(new QLabel(this)),
      m_example(new QLabel(QString::fromLatin1(ruleExample), this)),
      m_view(makePlainTable(m_rows, this))
{
    setWhatsThis(tr("**Suitability**\n\nThe rules `[[suitability]]` of the method this run is integrated with, held "
                    "against the peaks as they are shown, changes that are not saved included. A tick passes, a cross "
                    "fails; a run without the peak fails, too (flat line); two dots: there is no number to judge.\n\n"
                    "Choose replicates in the list of runs (Ctrl or Shift with a click): mean, RSD, smallest and "
                    "largest are of all chosen runs, and a rule for each run holds for each of them. `tgc integrate` "
                    "with the same method gives the same figures."));
    m_view->setObjectName(QStringLiteral("suitability"));
    m_view->verticalHeader()->hide();
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_example->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_example->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    for (QLabel *label : {m_words, m_example}) {
        label->setContentsMargins(8, 4, 8, 4);
    }
    m_example->setContentsMargins(24, 4, 8, 4);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_words);
    column->addWidget(m_example);
    column->addWidget(m_view, 1);
    column->addStretch(0);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        if (now.isValid()) {
            emit peakWanted(m_judged[static_cast<std::size_t>(now.row())].rule.peak);
        }
    });
    const auto readAgain = [this] { // another run of the series may have a new result
        m_readOf.clear();
        refresh();
    };
    connect(&lab, &Lab::areasChanged, this, readAgain);
    connect(&lab, &Lab::runsChanged, this, readAgain);
    refresh();
}

QString SuitabilityPanel::words() const
{
    return m_words->text();
}

std::optional<Light> SuitabilityPanel::worst() const
{
    std::optional<Light> worst;
    for (const Light light : {Light::Good, Light::NotJudged, Light::NoPeak, Light::Bad}) {
        const auto is = [light](const JudgedRule &rule) { return lightOf(rule.verdict) == light; };
        worst = std::any_of(m_judged.begin(), m_judged.end(), is) ? light : worst;
    }
    return worst;
}

void SuitabilityPanel::showRun(const ShownRun *run)
{
    m_rules = run != nullptr ? run->rules : std::vector<SuitabilityRule>();
    m_shown.reset();
    if (run != nullptr) {
        m_shown = m_rules.empty()
                      ? JudgedRun{run->details.summary.id, db::runName(run->details.summary.id), run->methodName(), {}}
                      : judgedRun(*run);
    }
    refresh();
}

void SuitabilityPanel::setChosen(const QList<qint64> &runs)
{
    m_chosen = runs;
    refresh();
}

void SuitabilityPanel::refresh()
{
    if (!m_rules.empty() && m_chosen.size() > 1 && m_readOf != m_chosen) {
        readChosen();
    }
    judge();
}

void SuitabilityPanel::readChosen()
{
    m_readOf = m_chosen;
    m_others.reset();
    m_problem.clear();
    m_lab.store().ask<std::vector<JudgedRun>>(
        this, [runs = m_chosen](db::Store &store) { return readJudgedRuns(store, runs); },
        [this, runs = m_chosen](Result<std::vector<JudgedRun>> read) {
            if (runs != m_readOf) {
                return;
            }
            m_problem = read ? QString() : qstr(read.error().message);
            m_others = read ? std::move(*read) : std::vector<JudgedRun>();
            judge();
        });
}

/// The runs to be judged: those chosen, the shown one as it is on the screen now.
std::vector<JudgedRun> SuitabilityPanel::series() const
{
    if (m_chosen.size() < 2) {
        return m_shown ? std::vector{*m_shown} : std::vector<JudgedRun>();
    }
    std::vector<JudgedRun> runs = m_others.value_or(std::vector<JudgedRun>());
    for (JudgedRun &run : runs) {
        if (m_shown && run.id == m_shown->id) {
            run = *m_shown;
        }
    }
    return runs;
}

void SuitabilityPanel::judge()
{
    const bool any = !m_rules.empty();
    m_judged.clear();
    m_example->setVisible(!any);
    m_view->setVisible(any);
    if (!any) {
        sayHowToGiveRules();
    } else if (m_chosen.size() > 1 && !m_others) {
        m_words->setText(tr("The chosen runs are being read ..."));
    } else if (!m_problem.isEmpty()) {
        m_words->setText(m_problem);
    } else {
        const std::vector<JudgedRun> runs = series();
        m_judged = judgeRuns(m_rules, runs);
        m_words->setText(seriesInWords(runs));
    }
    std::vector<PreparedTable::Row> rows;
    std::vector<Light> lights;
    for (const JudgedRule &each : m_judged) {
        rows.push_back(judgedRow(each, palette()));
        lights.push_back(lightOf(each.verdict));
    }
    m_rows.setRows(judgedHeaders(), std::move(rows), std::move(lights));
    emit judged();
}

QString SuitabilityPanel::seriesInWords(const std::vector<JudgedRun> &runs) const
{
    QStringList names;
    QStringList others;
    QStringList silent;
    for (const JudgedRun &run : runs) {
        if (run.channels.empty()) {
            silent << qstr(run.name);
            continue;
        }
        names << qstr(run.name);
        if (run.method != m_shown->method) {
            others << qstr(run.name);
        }
    }
    QString words = tr("Rules of method %1 over %2: %3.")
                        .arg(qstr(m_shown->method), names.isEmpty() ? tr("no run") : names.join(QStringLiteral(", ")),
                             countInWords(m_judged));
    if (!others.isEmpty()) {
        words += tr(" Not integrated by this method: %1.").arg(others.join(QStringLiteral(", ")));
    }
    if (!silent.isEmpty()) {
        words += tr(" Without a signal, not judged: %1.").arg(silent.join(QStringLiteral(", ")));
    }
    const auto together = [](const SuitabilityRule &rule) { return rule.aggregate != Aggregate::Each; };
    if (m_chosen.size() < 2 && std::any_of(m_rules.begin(), m_rules.end(), together)) {
        words += tr(" Choose the replicates in the list of runs (Ctrl with a click) to judge them together.");
    }
    return words;
}

void SuitabilityPanel::sayHowToGiveRules()
{
    if (!m_shown) {
        m_words->setText(tr("No run is shown: there is nothing to judge."));
        m_example->hide();
        return;
    }
    const QString run = qstr(db::runName(m_shown->id));
    m_words->setText(
        (m_shown->method.empty()
             ? tr("%1 was integrated without a method, so there are no rules to hold it against.").arg(run)
             : tr("Method %1 has no suitability rules to hold %2 against.").arg(qstr(m_shown->method), run)) +
        tr(" Write rules like this one into a method file, then: tgc reprocess %1 --method FILE.toml").arg(run));
}

} // namespace tgc::desktop
