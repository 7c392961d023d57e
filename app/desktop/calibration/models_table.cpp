// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/calibration/models_table.h"

#include <QCoreApplication>
#include <QFont>
#include <algorithm>
#include <cmath>

#include "analysis/calibration/detection.h"
#include "app/desktop/calibration/curve_words.h"
#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

constexpr double significantLack = 0.05;

QString say(const char *text)
{
    return QCoreApplication::translate("ModelsTable", text);
}

QString percent(const LevelReadBack &level)
{
    const double misfit = 100.0 * level.misfit();
    return (misfit > 0.0 ? QStringLiteral("+") : QString()) + QString::number(misfit, 'f', 1) + QStringLiteral(" % (") +
           (level.level.empty() ? QString::number(level.given, 'g', 4) : qstr(level.level)) + u')';
}

QString lackOfFit(const Calibration &curve)
{
    if (!curve.lackOfFit) {
        return notKnown();
    }
    return (curve.lackOfFit->p < significantLack ? say("yes, p = %1") : say("no, p = %1"))
        .arg(curve.lackOfFit->p, 0, 'g', 2);
}

} // namespace

QString modelInWords(const CalibrationOptions &options)
{
    if (options.model == CurveModel::AverageResponseFactor) {
        return say("average response factor");
    }
    QString words = options.model == CurveModel::Linear ? say("straight line") : say("quadratic");
    if (options.origin == CurveOrigin::Force) {
        words += say(" through the origin");
    } else if (options.origin == CurveOrigin::Include) {
        words += say(" with (0, 0)");
    }
    if (options.weights != CurveWeights::None) {
        words += say(", weights ") + qstr(toString(options.weights)).replace(u'2', QStringLiteral("²"));
    }
    return words;
}

void ModelsTable::setFits(std::vector<ModelFit> fits, const CalibrationOptions &shown)
{
    beginResetModel();
    m_fits = std::move(fits);
    m_shown = shown;
    endResetModel();
}

int ModelsTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_fits.size());
}

int ModelsTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool ModelsTable::isShown(const ModelFit &fit) const
{
    const CalibrationOptions &o = fit.options;
    return o.model == m_shown.model && (o.model == CurveModel::AverageResponseFactor ||
                                        (o.origin == m_shown.origin && o.weights == m_shown.weights));
}

QString ModelsTable::text(const ModelFit &fit, int column) const
{
    if (column == Model) {
        return modelInWords(fit.options) + (isShown(fit) ? tr("  (chosen)") : QString());
    }
    if (!fit.curve) {
        return column == LackOfFit ? tr("cannot be fitted") : notKnown();
    }
    const Calibration &curve = *fit.curve;
    const auto worst = std::max_element(fit.levels.begin(), fit.levels.end(), [](const auto &a, const auto &b) {
        return std::abs(a.misfit()) < std::abs(b.misfit());
    });
    switch (column) {
    case LackOfFit: return lackOfFit(curve);
    case LowestLevel: return fit.levels.empty() ? notKnown() : percent(fit.levels.front());
    case WorstLevel: return worst == fit.levels.end() ? notKnown() : percent(*worst);
    case Loq: {
        const auto loq = quantifiedFrom(curve);
        return loq ? QString::number(*loq, 'g', 3) + u' ' + words::amountUnitOf(curve) : notKnown();
    }
    case R2: return curve.r2 ? QString::number(*curve.r2, 'f', 5) : notKnown();
    case ResidualSd: return QString::number(curve.residualSd, 'g', 3);
    default: return {};
    }
}

QVariant ModelsTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const ModelFit &fit = m_fits[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return text(fit, index.column());
    case Qt::ToolTipRole: return fit.curve ? QVariant() : QVariant(qstr(fit.curve.error().message));
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (index.column() <= LackOfFit ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::FontRole: {
        QFont font;
        font.setBold(isShown(fit));
        return font;
    }
    default: return {};
    }
}

QVariant ModelsTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::ToolTipRole && section == ResidualSd) {
        return tr("Residual standard deviation. Comparable only between models with the same weights.");
    }
    if (role == Qt::ToolTipRole && section == Loq) {
        return tr("10 s / slope by the scatter at the lowest standard, so that models with other weights compare.");
    }
    if (role == Qt::ToolTipRole && (section == LowestLevel || section == WorstLevel)) {
        return tr("The level's mean area read back off the curve, against the amount that was given.");
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant(Qt::AlignVCenter | (section <= LackOfFit ? Qt::AlignLeft : Qt::AlignRight));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Model: return tr("Model");
    case LackOfFit: return tr("Lack of fit");
    case LowestLevel: return tr("Lowest reads");
    case WorstLevel: return tr("Worst reads");
    case Loq: return tr("LOQ");
    case R2: return tr("R²");
    case ResidualSd: return tr("SD");
    default: return {};
    }
}

} // namespace tgc::desktop
