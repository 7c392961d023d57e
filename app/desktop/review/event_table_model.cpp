// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/event_table_model.h"

#include <algorithm>

#include "analysis/core/decimal.h"
#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

constexpr double secondsPerMinute = 60.0;

QString unitOf(const EventInfo &info, const QString &signalUnit)
{
    return QString::fromUtf8(info.unit.data(), static_cast<qsizetype>(info.unit.size()))
        .replace(QLatin1String("signal"), signalUnit);
}

QString minutesText(std::optional<double> time_s, bool toEdit)
{
    if (!time_s) {
        return {};
    }
    const double time_min = *time_s / secondsPerMinute;
    return toEdit ? qstr(shortest(time_min)) : QString::number(time_min, 'f', 4);
}

} // namespace

QString eventInWords(EventKind kind, const QString &signalUnit)
{
    const EventInfo &info = eventInfo(kind);
    const auto word = [](std::string_view text) { return qstr(std::string(text)); };
    QString words = word(info.name) + QStringLiteral(": ") + word(info.meaning);
    const QString unit = unitOf(info, signalUnit);
    if (!unit.isEmpty()) {
        words += EventTableModel::tr(". Value in %1").arg(unit);
    }
    if (!info.choices.empty()) {
        QStringList choices;
        for (const std::string_view choice : info.choices) {
            choices << word(choice);
        }
        words += EventTableModel::tr(". Value: %1").arg(choices.join(EventTableModel::tr(" or ")));
    }
    if (!info.standard.empty()) {
        words += EventTableModel::tr(". Without it: %1").arg(word(info.standard));
    }
    return words + u'.';
}

EventTableModel::EventTableModel(EventDraft &draft, QObject *parent) : QAbstractTableModel(parent), m_draft(draft)
{
    connect(&draft, &EventDraft::changed, this, [this](const std::string &channel) {
        if (channel != m_channel) {
            return;
        }
        const int now = static_cast<int>(events().size());
        if (now == m_rows) { // an editor that is open stays open
            emit dataChanged(index(0, 0), index(now - 1, ColumnCount - 1));
            return;
        }
        beginResetModel();
        m_rows = now;
        endResetModel();
    });
}

void EventTableModel::setChannel(const std::string &channel, const QString &signalUnit)
{
    beginResetModel();
    m_channel = channel;
    m_unit = signalUnit;
    m_rows = static_cast<int>(events().size());
    endResetModel();
}

int EventTableModel::rowWithoutReason() const
{
    const auto &rows = events();
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [](const IntegrationEvent &row) { return qstr(row.reason).trimmed().isEmpty(); });
    return found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
}

int EventTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int EventTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString EventTableModel::text(const IntegrationEvent &event, int column, bool toEdit) const
{
    const EventInfo &info = eventInfo(event.kind);
    switch (column) {
    case Event: return qstr(std::string(info.name));
    case From: return minutesText(startOf_s(event), toEdit);
    case To: return minutesText(event.end ? std::optional(inSeconds(*event.end)) : std::nullopt, toEdit);
    case Value: {
        const QString unit = unitOf(info, m_unit);
        if (toEdit || info.value != EventValue::Number) {
            return qstr(tgc::valueText(event));
        }
        return valueText(event.number) + (unit.isEmpty() ? QString() : u' ' + unit);
    }
    case Reason: return qstr(event.reason);
    default: return {};
    }
}

QVariant EventTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const IntegrationEvent &event = events()[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Reason && event.reason.empty()) {
            return tr("why? (F2)");
        }
        return text(event, index.column(), false);
    case Qt::EditRole: return text(event, index.column(), true);
    case Qt::ToolTipRole: return eventInWords(event.kind, m_unit);
    case Qt::TextAlignmentRole: {
        const bool words = index.column() == Event || index.column() == Reason;
        return QVariant(Qt::AlignVCenter | (words ? Qt::AlignLeft : Qt::AlignRight));
    }
    default: return {};
    }
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole) {
        return {};
    }
    if (orientation == Qt::Vertical) {
        return section + 1;
    }
    switch (section) {
    case Event: return tr("Event");
    case From: return tr("From, at\nmin");
    case To: return tr("To\nmin");
    case Value: return tr("Value");
    case Reason: return tr("Reason");
    default: return {};
    }
}

Qt::ItemFlags EventTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    const EventInfo &info = eventInfo(events()[static_cast<std::size_t>(index.row())].kind);
    const bool fixed = index.column() == Event || (index.column() == To && info.extent == EventExtent::Instant) ||
                       (index.column() == Value && info.value == EventValue::None);
    return QAbstractTableModel::flags(index) | (fixed ? Qt::NoItemFlags : Qt::ItemIsEditable);
}

bool EventTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return false;
    }
    auto next = events();
    IntegrationEvent &event = next[static_cast<std::size_t>(index.row())];
    const QString typed = value.toString().trimmed();
    if (typed == text(event, index.column(), true)) {
        return true; // digits that are not shown stay
    }
    std::optional<Time> start = startOf_s(event) ? std::optional(event.start) : std::nullopt;
    std::optional<Time> end = event.end;
    std::string number = tgc::valueText(event);
    std::string reason = event.reason;
    if (index.column() == From || index.column() == To) {
        const auto time_min = parseDecimal(typed.toStdString());
        if (!time_min && !typed.isEmpty()) {
            emit refused(tr("\"%1\" is no time in min.").arg(typed));
            return false;
        }
        (index.column() == From ? start : end) = time_min ? std::optional(minutes(time_min->value)) : std::nullopt;
    } else if (index.column() == Value) {
        number = typed.toStdString();
    } else {
        reason = typed.toStdString();
    }
    auto made = makeEvent(eventInfo(event.kind).name, start, end, number, std::move(reason));
    if (!made) {
        emit refused(qstr(made.error().message));
        return false;
    }
    event = std::move(*made);
    m_draft.replace(m_channel, std::move(next), tr("edit of row %1").arg(index.row() + 1));
    return true;
}

} // namespace tgc::desktop
