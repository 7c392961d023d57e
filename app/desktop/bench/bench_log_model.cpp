// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/bench_log_model.h"

#include <QApplication>
#include <QBrush>
#include <QDateTime>

#include "app/desktop/bench/bench_words.h"
#include "app/desktop/shell/local_time.h"

namespace tgc::desktop {

using nlohmann::json;

namespace {

constexpr std::size_t kept = 1000;

} // namespace

void BenchLogModel::add(const QString &utc, State state, const QString &sentence)
{
    const QDateTime when = QDateTime::fromString(utc, Qt::ISODateWithMs).toLocalTime();
    beginInsertRows({}, 0, 0);
    m_entries.push_front(
        {utc, when.isValid() ? when.toString(QStringLiteral("HH:mm:ss")) + offsetIfTwice(when) : utc, sentence, state});
    endInsertRows();
    if (m_entries.size() > kept) {
        beginRemoveRows({}, static_cast<int>(kept), static_cast<int>(kept));
        m_entries.pop_back();
        endRemoveRows();
    }
}

void BenchLogModel::know(const BenchRun &run)
{
    m_names[run.run] = runWords(run);
}

void BenchLogModel::tell(const BenchEvent &event)
{
    const json &d = event.data;
    const QString &what = event.what;
    if (what == QLatin1String("device")) {
        const BenchDevice device = readDevice(d);
        const StateWords words = deviceWords(device);
        // Health comes in such events too: only a change is news.
        const QString news = words.word + device.why;
        if (m_told.value(device.id) != news) {
            m_told[device.id] = news;
            add(event.utc, words.state,
                device.why.isEmpty() ? tr("%1: %2.").arg(device.id, words.word)
                                     : tr("%1: %2. %3").arg(device.id, words.word, device.why));
        }
    } else if (what == QLatin1String("gap")) {
        add(event.utc, State::Bad,
            tr("Gap of %1 s in the signal: %2")
                .arg(numberOf(d, "to_s").value_or(0.0) - numberOf(d, "from_s").value_or(0.0), 0, 'f', 1)
                .arg(textOf(d, "why")));
    } else if (what == QLatin1String("saturated")) {
        add(event.utc, State::Bad, saturatedWords(textOf(d, "channel")));
    } else if (what == QLatin1String("run")) {
        know(readRun(d));
    } else if (what == QLatin1String("closed")) {
        const QString run = textOf(d, "run");
        const QString status = textOf(d, "status");
        add(event.utc, status == QLatin1String("done") ? State::Good : State::Waiting,
            closedWords(status, integerOf(d, "gaps").value_or(0), m_names.value(run, run)));
        m_names.remove(run);
    } else if (what == QLatin1String("adopted")) {
        add(event.utc, State::Good, tr("Stored as %1.").arg(textOf(d, "store_id")));
    } else if (what == QLatin1String("queue")) {
        const QString why = textOf(d, "why");
        add(event.utc, State::Offline,
            (truthOf(d, "running").value_or(false) ? tr("The queue runs. %1") : tr("The queue is held. %1"))
                .arg(why)
                .trimmed());
    } else if (what == QLatin1String("dose")) {
        const auto delivered = numberOf(d, "delivered_mL");
        add(event.utc, truthOf(d, "known").value_or(false) ? State::Good : State::Bad,
            delivered ? tr("Dosed %1 mL: %2").arg(*delivered).arg(textOf(d, "evidence"))
                      : tr("It is not known how much was dosed. %1").arg(textOf(d, "evidence")));
    } else if (what == QLatin1String("log") || what == QLatin1String("station")) {
        const QString level = textOf(d, "level");
        add(event.utc,
            level == QLatin1String("error")     ? State::Bad
            : level == QLatin1String("warning") ? State::Waiting
                                                : State::Offline,
            textOf(d, "text"));
    }
}

int BenchLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int BenchLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BenchLogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Entry &entry = m_entries[static_cast<std::size_t>(index.row())];
    if (role == Qt::ForegroundRole && (entry.state == State::Bad || entry.state == State::Waiting)) {
        return QBrush(readable(stateColour(entry.state), QApplication::palette()));
    }
    if (role == Qt::ToolTipRole) {
        return tr("%1\n%2").arg(entry.utc, entry.sentence);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    return index.column() == Time ? entry.time : entry.sentence;
}

QVariant BenchLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == Time ? tr("Time") : tr("What happened");
}

} // namespace tgc::desktop
