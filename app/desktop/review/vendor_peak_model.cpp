// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/vendor_peak_model.h"

#include <cmath>

#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

/// Of our peaks within whose bounds the vendor's apex lies, the one with the nearest apex.
std::optional<Peak> oursAt(const db::VendorPeakRecord &theirs, const std::vector<Peak> &ours)
{
    std::optional<Peak> found;
    for (const Peak &peak : ours) {
        const bool inside =
            theirs.apex_s && *theirs.apex_s >= inSeconds(peak.start) && *theirs.apex_s <= inSeconds(peak.end);
        if (inside && (!found || std::abs(inSeconds(peak.apex) - *theirs.apex_s) <
                                     std::abs(inSeconds(found->apex) - *theirs.apex_s))) {
            found = peak;
        }
    }
    return found;
}

} // namespace

void VendorPeakModel::setPeaks(std::vector<db::VendorPeakRecord> peaks, const std::vector<Peak> &ours,
                               const std::string &signalUnit)
{
    beginResetModel();
    m_peaks = std::move(peaks);
    m_areaUnit = signalUnit + "*s";
    m_ours.clear();
    for (const db::VendorPeakRecord &peak : m_peaks) {
        m_ours.push_back(oursAt(peak, ours));
    }
    endResetModel();
}

QVariant VendorPeakModel::compared(std::size_t row, int column) const
{
    const auto &ours = m_ours[row];
    if (!ours) {
        return m_peaks[row].absent ? QString() : tr("no peak of ours");
    }
    const double area = inDetectorUnitSeconds(ours->area);
    if (column == OurArea) {
        return valueText(area, inDetectorUnitSeconds(ours->areaU)) + u' ' + qstr(m_areaUnit);
    }
    const auto &theirs = m_peaks[row].area;
    if (!theirs || *theirs == 0.0) {
        return notKnown();
    }
    if (m_peaks[row].areaUnit != m_areaUnit) {
        return tr("other unit");
    }
    return QString::number(100.0 * (area - *theirs) / std::abs(*theirs), 'f', 2);
}

QString VendorPeakModel::boundsInWords(std::size_t row) const
{
    const db::VendorPeakRecord &theirs = m_peaks[row];
    if (!m_ours[row] || !theirs.start_s || !theirs.end_s) {
        return {};
    }
    return tr("theirs from %1 to %2 min, ours from %3 to %4 min")
        .arg(*theirs.start_s / 60.0, 0, 'f', 3)
        .arg(*theirs.end_s / 60.0, 0, 'f', 3)
        .arg(inMinutes(m_ours[row]->start), 0, 'f', 3)
        .arg(inMinutes(m_ours[row]->end), 0, 'f', 3);
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
    if (role == Qt::ToolTipRole) {
        return boundsInWords(static_cast<std::size_t>(index.row()));
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
    case OurArea:
    case Difference: return compared(static_cast<std::size_t>(index.row()), index.column());
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
    case OurArea: return tr("Our area");
    case Difference: return tr("Ours\n% off");
    case Height: return tr("Height");
    case Concentration: return tr("Conc.\nas given");
    case Code: return tr("Code");
    default: return {};
    }
}

} // namespace tgc::desktop
