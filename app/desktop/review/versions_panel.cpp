// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/versions_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "app/desktop/review/version_difference.h"
#include "app/desktop/review/version_words.h"
#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/plain_table.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

QString percentText(std::optional<double> percent)
{
    return percent ? QString::number(*percent, 'f', 3) : notKnown();
}

constexpr std::size_t differenceColumns = 9;

/// Columns of the list that are told in tooltips and of the two compared versions in words: beside the differences there
/// is no room for them.
constexpr std::array toldInWords{2, 3, 4, 5};

/// The last column takes what is left, so that nothing has to be scrolled sideways.
void stretchLast(QTableView &view)
{
    const int last = view.model()->columnCount() - 1;
    if (last >= 0) {
        view.horizontalHeader()->setSectionResizeMode(last, QHeaderView::Stretch);
    }
}

/// By what a version came to be: "tgc-classic 1, method h2 version 2".
QString makingOf(const db::NewResult &result, const std::map<db::RecordId, std::string> &methodNames)
{
    const auto method = methodNames.find(result.methodId.value_or(0));
    const QString fit = fitInWords(result);
    const QString algorithm =
        fit.isEmpty() ? algorithmInWords(result) : VersionsPanel::tr("%1 (%2)").arg(fit, algorithmInWords(result));
    return method == methodNames.end() ? VersionsPanel::tr("%1, no method").arg(algorithm)
                                       : VersionsPanel::tr("%1, method %2").arg(algorithm, qstr(method->second));
}

/// A row of the difference table; the unit stands in the header.
PreparedTable::Row differenceRow(const PeakPair &pair)
{
    const db::PeakRecord &peak = pair.after ? *pair.after : *pair.before;
    const auto figure = [](const QString &text) { return PreparedCell{text, true}; };
    PreparedTable::Row row{{peak.name ? qstr(*peak.name) : QString()},
                           figure(QString::number(peak.apex_s / 60.0, 'f', 3))};
    if (!pair.before || !pair.after) {
        row.push_back(figure(pair.before ? valueText(pair.before->area, pair.before->areaU) : QString()));
        row.push_back(figure(pair.after ? valueText(pair.after->area, pair.after->areaU) : QString()));
        row.resize(differenceColumns - 1);
        row.push_back({pair.before ? VersionsPanel::tr("only the first") : VersionsPanel::tr("only the second"), false,
                       pair.before ? VersionsPanel::tr("only the first version has this peak")
                                   : VersionsPanel::tr("only the second version has this peak")});
        return row;
    }
    const db::PeakRecord &a = *pair.before;
    const db::PeakRecord &b = *pair.after;
    row.push_back(figure(valueText(a.area, a.areaU)));
    row.push_back(figure(valueText(b.area, b.areaU)));
    row.push_back(figure(percentText(percentOff(a.area, b.area))));
    row.push_back(figure(percentText(percentOff(a.height, b.height))));
    row.push_back(figure(QString::number(b.start_s - a.start_s, 'f', 2)));
    row.push_back(figure(QString::number(b.end_s - a.end_s, 'f', 2)));
    const QString code =
        a.code == b.code && a.rule == b.rule ? qstr(a.code)
        : a.code == b.code
            ? VersionsPanel::tr("%1: %2, now %3").arg(qstr(a.code), qstr(a.rule), qstr(b.rule))
            : VersionsPanel::tr("%1 %2, now %3 %4").arg(qstr(a.code), qstr(a.rule), qstr(b.code), qstr(b.rule));
    row.push_back({code, false, code});
    return row;
}

} // namespace

VersionsPanel::VersionsPanel(QWidget *parent)
    : QWidget(parent),
      m_listView(makePlainTable(m_list, this)),
      m_differenceView(makePlainTable(m_differences, this)),
      m_words(new QLabel(this))
{
    m_listView->verticalHeader()->hide();
    m_differenceView->verticalHeader()->hide();
    m_listView->setObjectName(QStringLiteral("versions"));
    m_listView->setWhatsThis(
        tr("**Versions**\n\nEvery saved result of this run, the newest first. Choose two (Ctrl with "
           "a click) to see how they differ; one is held against the newest. None is ever changed "
           "or deleted."));
    for (QTableView *view : {m_listView, m_differenceView}) {
        view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    }
    m_words->setWordWrap(true);
    m_words->setContentsMargins(8, 4, 8, 4);
    auto *right = new QWidget(this);
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_words);
    column->addWidget(m_differenceView, 1);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(m_listView);
    split->addWidget(right);
    split->setStretchFactor(1, 1);
    split->setSizes({260, 540});
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(split);
    connect(m_listView->selectionModel(), &QItemSelectionModel::selectionChanged, this, &VersionsPanel::compare);
}

QString VersionsPanel::words() const
{
    return m_words->text();
}

void VersionsPanel::setVersions(std::vector<db::StoredResult> saved, const std::optional<db::NewResult> &shown,
                                const std::map<db::RecordId, std::string> &methodNames)
{
    const auto method = [&methodNames](const db::NewResult &result) {
        const auto found = methodNames.find(result.methodId.value_or(0));
        return PreparedCell{found == methodNames.end() ? QString() : qstr(found->second)};
    };
    m_versions.clear();
    m_methodNames = methodNames;
    std::vector<PreparedTable::Row> rows;
    if (shown) {
        m_versions.push_back({0, *shown});
        const QString fit = fitInWords(*shown);
        rows.push_back({{fit.isEmpty() ? tr("not saved") : tr("not saved, %1").arg(fit), false, {}, {}, {}, {}, true},
                        {},
                        {},
                        {algorithmInWords(*shown)},
                        method(*shown),
                        {QString::number(shown->peaks.size()), true},
                        {changesInWords(*shown)}});
    }
    std::reverse(saved.begin(), saved.end());
    for (db::StoredResult &each : saved) {
        QString number = QString::number(each.version);
        if (const QString fit = fitInWords(each.result); !fit.isEmpty()) {
            number += QStringLiteral(", ") + fit;
        }
        if (each.withdrawn) {
            number += tr(" withdrawn: %1").arg(qstr(each.withdrawn->reason));
        }
        rows.push_back({{number},
                        {timeInWords(each.createdAt_utc).left(16), false,
                         tr("%1 by %2").arg(timeInWords(each.createdAt_utc), qstr(each.createdBy))},
                        {qstr(each.createdBy), false, qstr(each.program)},
                        {algorithmInWords(each.result)},
                        method(each.result),
                        {QString::number(each.result.peaks.size()), true},
                        {changesInWords(each.result), false, changesInWords(each.result)}});
        m_versions.push_back({each.version, std::move(each.result)});
    }
    m_list.setTable(
        {tr("Version"), tr("When (UTC)"), tr("Who"), tr("Algorithm"), tr("Method"), tr("Peaks"), tr("By hand")},
        std::move(rows));
    for (const int column : toldInWords) {
        m_listView->setColumnHidden(column, true);
    }
    stretchLast(*m_listView);
    compare();
}

void VersionsPanel::compare()
{
    QModelIndexList chosen = m_listView->selectionModel()->selectedRows();
    std::sort(chosen.begin(), chosen.end(), [](const auto &a, const auto &b) { return a.row() > b.row(); });
    std::size_t older = m_versions.size() < 2 ? 0 : 1;
    std::size_t newer = 0;
    if (chosen.size() >= 2) {
        older = static_cast<std::size_t>(chosen[0].row());
        newer = static_cast<std::size_t>(chosen[1].row());
    } else if (chosen.size() == 1 && chosen[0].row() > 0) {
        older = static_cast<std::size_t>(chosen[0].row());
    }
    if (m_versions.size() < 2 || older == newer) {
        m_words->setText(m_versions.empty() ? tr("No result of this run is saved yet: Ctrl+S saves the first version.")
                                            : tr("There is one version only: nothing to compare."));
        m_differences.setTable({}, {});
        return;
    }
    const auto name = [](const Version &version) {
        return version.number == 0 ? tr("what is shown") : tr("version %1").arg(version.number);
    };
    const auto pairs = pairPeaks(m_versions[older].result.peaks, m_versions[newer].result.peaks);
    std::vector<PreparedTable::Row> rows;
    bool differ = false;
    for (const PeakPair &pair : pairs) {
        rows.push_back(differenceRow(pair));
        differ = differ || !pair.before || !pair.after || pair.before->area != pair.after->area ||
                 pair.before->name != pair.after->name;
    }
    const QString first = name(m_versions[older]);
    const QString second = name(m_versions[newer]);
    QString unit = pairs.empty() ? QString() : qstr((pairs[0].after ? *pairs[0].after : *pairs[0].before).areaUnit);
    unit.replace(u'*', QStringLiteral("·")); // as over our peaks
    QString words = differ ? tr("%1 (second) against %2 (first).").arg(second, first)
                           : tr("%1 against %2: the same peaks and areas, to the last bit.").arg(second, first);
    const QString before = makingOf(m_versions[older].result, m_methodNames);
    const QString after = makingOf(m_versions[newer].result, m_methodNames);
    words += before == after ? tr(" Both: %1.").arg(after) : tr(" First: %1. Second: %2.").arg(before, after);
    m_words->setText(words);
    m_differences.setTable({tr("Name"), tr("Ret.\nmin"), tr("First\n%1").arg(unit), tr("Second\n%1").arg(unit),
                            tr("Area\n%"), tr("Height\n%"), tr("Start\ns"), tr("End\ns"), tr("Code")},
                           std::move(rows)); // its last column is as wide as its words: it scrolls rather than be cut
}

} // namespace tgc::desktop
