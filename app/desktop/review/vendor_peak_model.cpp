// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/vendor_peak_model.h"

#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

void VendorPeakModel::setPeaks(std::vector<db::VendorPeakRecord> peaks)
{
    beginResetModel();
    m_peaks = std::move(peaks);
    endResetModel();
}

int VendorPeakModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_peaks.size());
}

int VendorPeakModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant VendorPeakModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        const bool words = index.column() == Name || index.column() == Code;
        return QVariant(Qt::AlignVCenter | (words ? Qt::AlignLeft : Qt::AlignRight));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const db::VendorPeakRecord &peak = m_peaks[static_cast<std::size_t>(index.row())];
    const auto withUnit = [](std::optional<double> value, const std::string &unit) {
        return value && !unit.empty() ? valueText(value) + u' ' + qstr(unit) : valueText(value);
    };
    switch (index.column()) {
    case Name: return qstr(peak.name.value_or(""));
    case Retention: return peak.apex_s ? QString::number(*peak.apex_s / 60.0, 'f', 3) : notKnown();
    case Area: return peak.absent ? tr("not found") : withUnit(peak.area, peak.areaUnit);
    case Height: return withUnit(peak.height, peak.heightUnit);
    case Concentration: return valueText(peak.concentration);
    case Code: return peak.manual ? tr("%1 manual").arg(qstr(peak.code)) : qstr(peak.code);
    default: return {};
    }
}

QVariant VendorPeakModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole) {
        return {};
    }
    if (orientation == Qt::Vertical) {
        return section + 1;
    }
    switch (section) {
    case Name: return tr("Vendor's name");
    case Retention: return tr("Retention\nmin");
    case Area: return tr("Area");
    case Height: return tr("Height");
    case Concentration: return tr("Conc.\nas given");
    case Code: return tr("Code");
    default: return {};
    }
}

} // namespace tgc::desktop
