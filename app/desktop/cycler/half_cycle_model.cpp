// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/cycler/half_cycle_model.h"

#include <QGuiApplication>
#include <QPalette>
#include <algorithm>

#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

QString milliampereHoursText(const std::optional<Charge> &charge)
{
    return charge ? valueText(inMilliampereHours(*charge)) : notKnown();
}

QString voltsText(const std::optional<double> &volts)
{
    constexpr int millivolts = 3;
    return volts ? QString::number(*volts, 'f', millivolts) : notKnown();
}

QString differenceText(const HalfCycle &half)
{
    if (!half.counter || !(inCoulombs(half.integral) > 0.0)) {
        return notKnown();
    }
    constexpr double percent = 100.0;
    constexpr int decimals = 2;
    const double difference = percent * (double(*half.counter / half.integral) - 1.0);
    const QString text = QString::number(difference, 'f', decimals);
    return text.toDouble() > 0.0 ? u'+' + text : text.toDouble() == 0.0 ? QStringLiteral("0.00") : text;
}

QString remarks(const HalfCycle &half)
{
    QStringList notes;
    for (const std::string &note : half.notes) {
        notes << qstr(note);
    }
    return notes.join(QStringLiteral("; "));
}

} // namespace

void HalfCycleModel::setFile(const OpenedCycler &opened)
{
    beginResetModel();
    m_source = opened.source;
    m_stretches_h = opened.stretches_h;
    m_counted.assign(m_source->halves.size(), true);
    endResetModel();
    emit countedChanged();
}

void HalfCycleModel::clear()
{
    beginResetModel();
    m_source.reset();
    m_stretches_h.clear();
    m_counted.clear();
    endResetModel();
    emit countedChanged();
}

void HalfCycleModel::setPlating(CycleDirection plating)
{
    m_plating = plating;
    if (rowCount() > 0) {
        emit dataChanged(index(0, Direction), index(rowCount() - 1, Direction));
    }
}

void HalfCycleModel::setAllCounted(bool counted)
{
    m_counted.assign(m_counted.size(), counted);
    if (rowCount() > 0) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
    emit countedChanged();
}

bool HalfCycleModel::anyCounted() const
{
    return std::find(m_counted.begin(), m_counted.end(), true) != m_counted.end();
}

std::vector<std::pair<std::size_t, std::size_t>> HalfCycleModel::countedRanges() const
{
    std::vector<std::pair<std::size_t, std::size_t>> ranges;
    if (std::find(m_counted.begin(), m_counted.end(), false) == m_counted.end()) {
        return ranges;
    }
    for (std::size_t i = 0; i < m_counted.size(); ++i) {
        if (!m_counted[i]) {
            continue;
        }
        if (i > 0 && m_counted[i - 1]) {
            ranges.back().second = i + 1;
        } else {
            ranges.emplace_back(i + 1, i + 1);
        }
    }
    return ranges;
}

std::vector<DrawnHalfCycle> HalfCycleModel::drawn() const
{
    std::vector<DrawnHalfCycle> all;
    for (int row = 0; row < rowCount(); ++row) {
        const auto at = static_cast<std::size_t>(row);
        const QString number = QString::number(row + 1);
        all.push_back({m_stretches_h[at], isCounted(row) ? number + u' ' + role(row) : tr("%1 not counted").arg(number),
                       m_source->halves[at].direction == m_plating, isCounted(row)});
    }
    return all;
}

QString HalfCycleModel::role(int row) const
{
    return m_source->halves[static_cast<std::size_t>(row)].direction == m_plating ? tr("plated") : tr("stripped");
}

int HalfCycleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_counted.size());
}

int HalfCycleModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString HalfCycleModel::text(const QModelIndex &index) const
{
    const auto at = static_cast<std::size_t>(index.row());
    const HalfCycle &half = m_source->halves[at];
    switch (index.column()) {
    case Number: return QString::number(index.row() + 1);
    case Time: {
        const Stretches &where = m_stretches_h[at];
        return where.empty() ? notKnown()
                             : tr("%1 .. %2").arg(where.front().first, 0, 'f', 3).arg(where.back().second, 0, 'f', 3);
    }
    case Direction: return tr("%1 (%2)").arg(role(index.row()), qstr(toString(half.direction)));
    case Integral: return milliampereHoursText(half.integral);
    case Counter: return milliampereHoursText(half.counter);
    case Difference: return differenceText(half);
    case MeanVoltage: return voltsText(half.meanVoltage_V);
    case EndVoltage: return voltsText(half.endVoltage_V);
    default: return remarks(half);
    }
}

QVariant HalfCycleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const bool words = index.column() == Direction || index.column() == Remark;
    switch (role) {
    case Qt::DisplayRole: return text(index);
    case Qt::ToolTipRole: {
        const HalfCycle &half = m_source->halves[static_cast<std::size_t>(index.row())];
        const QString where = tr("Cycle %1 of the file, lines %2 to %3, %4 records. By the other rule %5 mAh.")
                                  .arg(half.cycle)
                                  .arg(half.firstLine)
                                  .arg(half.lastLine)
                                  .arg(half.records)
                                  .arg(valueText(inMilliampereHours(half.otherRule)));
        const QString said = remarks(half);
        return said.isEmpty() ? where : said + QStringLiteral("\n") + where;
    }
    case Qt::TextAlignmentRole: return QVariant(Qt::AlignVCenter | (words ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::ForegroundRole: // a box without its tick is easily overlooked
        return isCounted(index.row()) ? QVariant()
                                      : QVariant(QGuiApplication::palette().brush(QPalette::PlaceholderText));
    case Qt::CheckStateRole:
        return index.column() == Number ? QVariant(isCounted(index.row()) ? Qt::Checked : Qt::Unchecked) : QVariant();
    default: return {};
    }
}

QVariant HalfCycleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical) {
        return {};
    }
    if (role == Qt::ToolTipRole && section == Difference) {
        return tr("The cycler's counter against the integral of the current; beyond 0.1 % the remark says why");
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Number: return tr("Counts");
    case Time: return tr("From .. to\nh");
    case Direction: return tr("Direction");
    case Integral: return tr("Integral\nmAh");
    case Counter: return tr("Counter\nmAh");
    case Difference: return tr("Differs\n%");
    case MeanVoltage: return tr("Mean\nV");
    case EndVoltage: return tr("End\nV");
    default: return tr("What deserves a look");
    }
}

Qt::ItemFlags HalfCycleModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Number ? flags | Qt::ItemIsUserCheckable : flags;
}

bool HalfCycleModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid) || index.column() != Number) {
        return false;
    }
    m_counted[static_cast<std::size_t>(index.row())] = value.toInt() != Qt::Unchecked;
    emit dataChanged(index, index.siblingAtColumn(ColumnCount - 1), {Qt::CheckStateRole, Qt::ForegroundRole});
    emit countedChanged();
    return true;
}

} // namespace tgc::desktop
