// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/fit_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "app/desktop/review/fitted_curve.h"
#include "app/desktop/review/version_difference.h"
#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/jobs.h"
#include "app/desktop/shell/plain_table.h"
#include "app/desktop/shell/text.h"
#include "app/session/fit_trace.h"

namespace tgc::desktop {

namespace {

bool has(const Peak &peak, std::string_view flag)
{
    return std::find(peak.flags.begin(), peak.flags.end(), flag) != peak.flags.end();
}

QString whatItIs()
{
    return FitPanel::tr(
        "A second opinion where peaks overlap: an exponentially modified Gaussian for each peak, on one "
        "line a cluster. The classic result stays as it is until you use the fit in its place.");
}

} // namespace

FitAgreement fitAgreement(const Peak &fitted)
{
    if (has(fitted, "fit-failed")) {
        return {Light::NotJudged, FitPanel::tr("no fit: the classic area stands")};
    }
    if (has(fitted, "shape-mismatch")) {
        return {Light::Bad, FitPanel::tr("no such shape: take the classic area")};
    }
    if (!fitted.classicArea) {
        return {Light::NotJudged, FitPanel::tr("seen by the fit alone")};
    }
    if (has(fitted, "fit-disagrees")) {
        return {Light::Bad, FitPanel::tr("disagree by more than 2 u: look at it")};
    }
    return {Light::Good, FitPanel::tr("agree within 2 u")};
}

FitPanel::FitPanel(Lab &lab, QWidget *parent)
    : QWidget(parent),
      m_lab(lab),
      m_fit(new QPushButton(tr("Fit the peaks"), this)),
      m_use(new QPushButton(this)),
      m_words(new QLabel(whatItIs(), this)),
      m_view(makePlainTable(m_rows, this))
{
    setWhatsThis(tr(
        "**Fit**\n\nFits the peaks of the shown channel (`tgc integrate --mode fit`, docs/fit.md) and sets them "
        "beside the classic ones, in the plot as a purple curve while this table is shown, single peaks of a "
        "cluster dotted. *Disagree*: the areas differ by more than 2 sqrt(u_fit² + u_classic²). Of peaks that "
        "overlap or tail strongly the fit is usually right, of single odd-shaped ones the classic area; where the "
        "residuals say that a peak has no such shape, take the classic area.\n\n*Use the fit* shows the fitted peaks "
        "as the result of this channel; *Save as result* keeps them, as a version that says so, and from then on "
        "results are counted from the fitted areas. A change by hand, or *Back to classic*, takes the classic result "
        "again."));
    m_fit->setToolTip(tr("In the background; Cancel stands in the line at the bottom"));
    m_view->setObjectName(QStringLiteral("fit"));
    m_view->verticalHeader()->hide();
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(8, 4, 8, 4);
    top->setSpacing(12);
    top->addWidget(m_fit);
    top->addWidget(m_use);
    top->addWidget(m_words, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_view, 1);
    connect(m_fit, &QPushButton::clicked, this, &FitPanel::fit);
    connect(m_use, &QPushButton::clicked, this, &FitPanel::useOther);
    connect(&lab.jobs(), &Jobs::cancelRequested, this, [this] {
        if (m_waiting) {
            forget(tr("Cancelled. The classic result stays as it is."));
        }
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        if (now.isValid()) {
            emit peakWanted(m_apexes_s[static_cast<std::size_t>(now.row())]);
        }
    });
    dressButtons();
    m_view->hide();
}

QString FitPanel::words() const
{
    return m_words->text();
}

FitPanel::Fitted FitPanel::shownNow() const
{
    Fitted now;
    if (m_channel != nullptr && m_channel->integration) {
        now.run = m_run->details.summary.id;
        now.channel = m_channel->stored.name;
        now.fitted = m_channel->isFitted();
        for (const Peak &peak : m_channel->integration->result.peaks) {
            now.areas.push_back(inDetectorUnitSeconds(peak.area));
        }
    }
    return now;
}

void FitPanel::showChannel(const ShownRun *run, const ShownChannel *channel)
{
    const bool measured = run != nullptr && channel != nullptr && channel->trace && channel->integration;
    m_run = measured ? run : nullptr;
    m_channel = measured ? channel : nullptr;
    dressButtons();
    const Fitted now = shownNow();
    if (now == m_of) {
        if (isVisible()) { // the plot may have been cleared
            emit curveChanged(m_lines);
        }
        return;
    }
    const bool edited =
        now.run == m_of.run && now.channel == m_of.channel && !m_of.fitted && (m_waiting || !m_lines.empty());
    forget(edited ? tr("The peaks have changed since they were fitted.") : whatItIs());
    m_of = now;
    if (now.fitted) {
        showFit(m_channel->integration->result);
    }
}

void FitPanel::dressButtons()
{
    const bool fitted = m_channel != nullptr && m_channel->isFitted();
    m_fit->setVisible(!fitted);
    m_fit->setEnabled(m_channel != nullptr && !m_waiting);
    m_use->setText(fitted ? tr("Back to classic") : tr("Use the fit"));
    m_use->setToolTip(fitted ? tr("Shows the classic result again; saved versions stay")
                             : tr("Shows the fitted peaks as the result of this channel; Ctrl+S saves them"));
    m_use->setEnabled(fitted || !m_lines.empty());
}

void FitPanel::useOther()
{
    if (m_channel != nullptr) {
        emit modeWanted(m_channel->isFitted() ? session::IntegrationMode::Classic : session::IntegrationMode::Fit);
    }
}

/// Empties the table and takes the curve back. A fit that is still under way ends: nobody wants it any more, and other work
/// waits behind it.
void FitPanel::forget(const QString &words)
{
    if (std::exchange(m_waiting, false)) {
        m_job.cancel();
    }
    m_of = {};
    m_apexes_s.clear();
    m_rows.setRows({}, {}, {});
    m_view->hide();
    m_words->setText(words);
    m_lines.clear();
    dressButtons();
    emit curveChanged({});
}

void FitPanel::fit()
{
    if (m_channel == nullptr || m_waiting) {
        return;
    }
    const Processing how = session::processingOf(m_run->method, session::inputsOf(*m_channel->integration));
    if (const auto options = session::fitOptions(how); !options) { // as --mode fit says it
        forget(tr("Fit mode %1.").arg(qstr(options.error().message)));
        m_of = shownNow();
        return;
    }
    forget(tr("Fitting the peaks ..."));
    m_of = shownNow();
    m_waiting = true;
    dressButtons();
    m_job = m_lab.jobs().start<IntegrationResult>(
        tr("Fitting the peaks of %1").arg(qstr(m_channel->stored.name)), this,
        [trace = *m_channel->trace, how](QPromise<IntegrationResult> &promise) {
            if (auto fitted = session::fitTrace(trace, how, [&promise] { return !promise.isCanceled(); })) {
                promise.addResult(std::move(*fitted));
            }
        },
        [this, of = m_of](const IntegrationResult &fitted) {
            if (m_waiting && of == m_of) {
                showFit(fitted);
            }
        });
}

void FitPanel::showFit(const IntegrationResult &fitted)
{
    m_waiting = false;
    std::vector<PreparedTable::Row> rows;
    std::vector<Light> lights;
    for (const Peak &peak : fitted.peaks) {
        rows.push_back(row(peak));
        lights.push_back(fitAgreement(peak).light);
        m_apexes_s.push_back(inSeconds(peak.apex));
    }
    const auto agree = std::count_if(fitted.peaks.begin(), fitted.peaks.end(),
                                     [](const Peak &peak) { return fitAgreement(peak).light == Light::Good; });
    QStringList words{tr("There is no peak to fit.")};
    if (!fitted.peaks.empty()) {
        words = {tr("%1 of %2 peaks agree (%3 %4).")
                     .arg(agree)
                     .arg(fitted.peaks.size())
                     .arg(qstr(fitted.algorithmName), qstr(fitted.algorithmVersion)),
                 m_channel->isFitted() ? tr("The fit is this channel's result.")
                                       : tr("The classic result stays as it is.")};
    }
    for (const std::string &warning : fitted.warnings) {
        words << qstr(warning) + u'.';
    }
    m_words->setText(words.join(u' '));
    m_rows.setRows(headers(), std::move(rows), std::move(lights));
    m_view->setVisible(!fitted.peaks.empty());
    m_lines = fittedLines(fitted.peaks, fitted.steps);
    dressButtons();
    if (isVisible()) {
        emit curveChanged(m_lines);
    }
}

QStringList FitPanel::headers() const
{
    const QString unit = qstr(m_channel->integration->signalUnit) + QStringLiteral("·s");
    return {tr("Name"),
            tr("Retention\nmin"),
            tr("Classic\n%1").arg(unit),
            tr("u(classic)\n%1").arg(unit),
            tr("Fit\n%1").arg(unit),
            tr("u(fit)\n%1").arg(unit),
            tr("Fit - classic\n%"),
            tr("Do they agree?")};
}

PreparedTable::Row FitPanel::row(const Peak &fitted) const
{
    const auto figure = [](const QString &text) { return PreparedCell{text, true}; };
    const double area = inDetectorUnitSeconds(fitted.area);
    const double areaU = inDetectorUnitSeconds(fitted.areaU);
    const bool failed = fitAgreement(fitted).light == Light::NotJudged && fitted.classicArea.has_value();
    // The classic peak behind it is the one with that area; two tops that were fitted as one have none.
    const auto &classic = m_channel->integration->result.peaks;
    const auto same =
        std::find_if(classic.begin(), classic.end(), [&](const Peak &each) { return fitted.classicArea == each.area; });
    const bool known = fitted.classicArea && same != classic.end();
    const double before = fitted.classicArea ? inDetectorUnitSeconds(*fitted.classicArea) : 0.0;
    const double beforeU = known ? inDetectorUnitSeconds(same->areaU) : 0.0;
    const auto percent = fitted.classicArea && !failed ? percentOff(before, area) : std::nullopt;
    const FitAgreement agreement = fitAgreement(fitted);
    PreparedTable::Row row{{fitted.name ? qstr(*fitted.name) : QString()},
                           figure(QString::number(inMinutes(fitted.apex), 'f', 3)),
                           figure(known                ? valueText(before, beforeU)
                                  : fitted.classicArea ? valueText(before)
                                                       : notKnown()),
                           figure(known ? uncertaintyText(beforeU) : notKnown()),
                           figure(failed ? notKnown() : valueText(area, areaU)),
                           figure(failed ? notKnown() : uncertaintyText(areaU)),
                           figure(percent ? QString::number(*percent, 'f', 2) : notKnown()),
                           {agreement.words, false, agreement.words}};
    row.back().colour = lightColour(agreement.light, palette());
    return row;
}

void FitPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    emit curveChanged(m_lines);
}

void FitPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    emit curveChanged({});
}

} // namespace tgc::desktop
