// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/breakdown_model.h"

#include "app/desktop/inactive/flag_words.h"
#include "app/desktop/inactive/where_from.h"
#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

constexpr double percent = 100.0;

/// A value and its u in the table's unit.
struct Pair {
    std::optional<double> value;
    double u = 0.0;
};

Pair share(const std::optional<Estimate<double>> &fraction)
{
    return fraction ? Pair{percent * fraction->value, percent * fraction->u} : Pair{};
}

Pair pairAt(const Breakdown &row, int column)
{
    switch (column) {
    case BreakdownModel::H2Net:
    case BreakdownModel::H2NetU: return {inMicromoles(row.h2Net.value), inMicromoles(row.h2Net.u)};
    case BreakdownModel::LiMass:
    case BreakdownModel::LiMassU: return {inMicrograms(row.li0Mass.value), inMicrograms(row.li0Mass.u)};
    case BreakdownModel::LiCharge:
    case BreakdownModel::LiChargeU: return {inMilliampereHours(row.li0.value), inMilliampereHours(row.li0.u)};
    case BreakdownModel::Inactive:
    case BreakdownModel::InactiveU:
        return row.inactive ? Pair{inMilliampereHours(row.inactive->value), inMilliampereHours(row.inactive->u)}
                            : Pair{};
    case BreakdownModel::Sei:
    case BreakdownModel::SeiU:
        return row.sei ? Pair{inMilliampereHours(row.sei->value), inMilliampereHours(row.sei->u)} : Pair{};
    case BreakdownModel::LiShare:
    case BreakdownModel::LiShareU: return share(row.li0Fraction);
    case BreakdownModel::SeiShare:
    case BreakdownModel::SeiShareU: return share(row.seiFraction);
    default: return {};
    }
}

bool isU(int column)
{
    return column == BreakdownModel::H2NetU || column == BreakdownModel::LiMassU ||
           column == BreakdownModel::LiChargeU || column == BreakdownModel::InactiveU ||
           column == BreakdownModel::SeiU || column == BreakdownModel::LiShareU || column == BreakdownModel::SeiShareU;
}

bool isWords(int column)
{
    return column == BreakdownModel::Sample || column == BreakdownModel::Group || column == BreakdownModel::Decision ||
           column == BreakdownModel::Flags;
}

QString joined(const std::vector<std::string> &words)
{
    QStringList list;
    for (const std::string &word : words) {
        list << qstr(word);
    }
    return list.join(QStringLiteral(", "));
}

} // namespace

void BreakdownModel::setRows(std::vector<Breakdown> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int BreakdownModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int BreakdownModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BreakdownModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Breakdown &row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    if (role == Qt::TextAlignmentRole) {
        return QVariant(Qt::AlignVCenter | (isWords(column) ? Qt::AlignLeft : Qt::AlignRight));
    }
    if (role == Qt::ToolTipRole && column != Flags) {
        const QString formula = formulaOf(column);
        return formula.isEmpty() ? QVariant() : QVariant(tr("%1\n(Return: where from?)").arg(formula));
    }
    if (role == Qt::ToolTipRole) {
        QStringList lines;
        for (const std::string &flag : row.flags) {
            lines << flagInWords(flag);
        }
        return lines.join(u'\n');
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case Sample: return qstr(row.sampleId);
    case Group: return qstr(row.group);
    case Injections: return row.injections;
    case Efficiency:
        return row.coulombicEfficiency ? QString::number(percent * *row.coulombicEfficiency, 'f', 2) : notKnown();
    case Decision:
        return row.decision == DetectionDecision::NotDetected ? tr("not detected")
               : row.decision == DetectionDecision::Detected  ? tr("detected")
                                                              : tr("quantified");
    case Flags: return joined(row.flags);
    default: break;
    }
    const Pair pair = pairAt(row, column);
    if (!pair.value) {
        return notKnown();
    }
    return isU(column) ? uncertaintyText(pair.u) : valueText(*pair.value, pair.u);
}

QVariant BreakdownModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical) { // stays in sight while the table is scrolled
        return (role == Qt::DisplayRole || role == Qt::ToolTipRole) && section >= 0 && section < rowCount()
                   ? QVariant(qstr(m_rows[static_cast<std::size_t>(section)].sampleId))
                   : QVariant();
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    if (role == Qt::ToolTipRole) {
        return isU(section) ? tr("Standard uncertainty (k = 1) of the column before it") : QVariant();
    }
    switch (section) {
    case Sample: return tr("Sample");
    case Group: return tr("Group");
    case Injections: return tr("Inj.");
    case H2Net: return tr("H2 net\nµmol");
    case LiMass: return tr("Li metal\nµg");
    case LiCharge: return tr("Li metal\nmAh");
    case Inactive: return tr("Inactive\nmAh");
    case Sei: return tr("SEI Li+\nmAh");
    case LiShare: return tr("Li metal\n%");
    case SeiShare: return tr("SEI Li+\n%");
    case Efficiency: return tr("CE\n%");
    case Decision: return tr("Decision");
    case Flags: return tr("Flags");
    default: return tr("± u");
    }
}

} // namespace tgc::desktop
