// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/peak_table_model.h"

#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

QString joined(const std::vector<std::string> &words)
{
    QStringList list;
    for (const std::string &word : words) {
        list << qstr(word);
    }
    return list.join(QStringLiteral(", "));
}

QString fixed(std::optional<double> value, int decimals)
{
    return value ? QString::number(*value, 'f', decimals) : notKnown();
}

} // namespace

void PeakTableModel::setPeaks(std::vector<Peak> peaks, const QString &signalUnit)
{
    beginResetModel();
    m_peaks = std::move(peaks);
    m_unit = signalUnit;
    endResetModel();
}

int PeakTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_peaks.size());
}

int PeakTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PeakTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        const bool words = index.column() == Name || index.column() == Code || index.column() == Flags;
        return QVariant(Qt::AlignVCenter | (words ? Qt::AlignLeft : Qt::AlignRight));
    }
    const Peak &peak = m_peaks[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole) {
        return tr("from %1 to %2 min, rule: %3")
            .arg(inMinutes(peak.start), 0, 'f', 3)
            .arg(inMinutes(peak.end), 0, 'f', 3)
            .arg(qstr(toString(peak.rule)));
    }
    if (role != Qt::DisplayRole && role != Qt::EditRole) {
        return {};
    }
    const double areaU = inDetectorUnitSeconds(peak.areaU);
    switch (index.column()) {
    case Name: return peak.name ? qstr(*peak.name) : QString();
    case Retention: return fixed(inMinutes(peak.apex), 3);
    case Area: return valueText(inDetectorUnitSeconds(peak.area), areaU);
    case AreaU: return uncertaintyText(areaU);
    case Height: return valueText(inDetectorUnits(peak.height));
    case Width: return fixed(peak.widthHalf ? std::optional(inSeconds(*peak.widthHalf)) : std::nullopt, 2);
    case SignalToNoise:
        return peak.signalToNoise ? QString::number(*peak.signalToNoise, 'f', *peak.signalToNoise < 100.0 ? 1 : 0)
                                  : notKnown();
    case Tailing: return fixed(peak.tailing, 2);
    case Resolution: return fixed(peak.resolution, 1);
    case Code: return qstr(peak.code);
    case Flags: return joined(peak.flags);
    default: return {};
    }
}

QVariant PeakTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole) {
        return {};
    }
    if (orientation == Qt::Vertical) {
        return section + 1;
    }
    switch (section) {
    case Name: return tr("Name");
    case Retention: return tr("Retention\nmin");
    case Area: return tr("Area\n%1·s").arg(m_unit);
    case AreaU: return tr("u(area)\n%1·s").arg(m_unit);
    case Height: return tr("Height\n%1").arg(m_unit);
    case Width: return tr("Width ½\ns");
    case SignalToNoise: return tr("S/N");
    case Tailing: return tr("Tailing");
    case Resolution: return tr("Resol.");
    case Code: return tr("Code");
    case Flags: return tr("Flags");
    default: return {};
    }
}

Qt::ItemFlags PeakTableModel::flags(const QModelIndex &index) const
{
    return QAbstractTableModel::flags(index) | (index.column() == Name ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

bool PeakTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const QString name = value.toString().trimmed();
    if (role != Qt::EditRole || index.column() != Name || name.isEmpty() || name == index.data().toString()) {
        return false;
    }
    emit renamed(index.row(), name);
    return true;
}

} // namespace tgc::desktop
