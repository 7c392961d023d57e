// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/bench_queue_model.h"

#include <QApplication>
#include <QBrush>
#include <QFont>
#include <algorithm>

#include "app/desktop/bench/bench_words.h"

namespace tgc::desktop {

void BenchQueueModel::setLines(std::vector<BenchLine> lines)
{
    beginResetModel();
    m_lines = std::move(lines);
    endResetModel();
}

namespace {

/// What is to be said of a line now: why it is over, what it does, or how its injections were judged.
QString stepWords(const BenchLine &line)
{
    const bool knownFirst = line.state == QLatin1String("interrupted") || (line.doseInDoubt && line.why.isEmpty());
    const QString words = knownFirst ? line.known : line.why.isEmpty() ? line.step : line.why;
    return words.isEmpty() ? verdictWords(line) : words;
}

bool same(const BenchLine &a, const BenchLine &b)
{
    return a.id && b.id ? *a.id == *b.id : a.line == b.line;
}

} // namespace

void BenchQueueModel::take(const BenchLine &line)
{
    const auto hit = std::find_if(m_lines.begin(), m_lines.end(), [&](const BenchLine &l) { return same(l, line); });
    if (hit == m_lines.end()) {
        return;
    }
    // Removing its row would choose the line behind it, and whoever clicks twice takes out two.
    beginResetModel();
    m_lines.erase(hit);
    endResetModel();
}

void BenchQueueModel::put(const BenchLine &line)
{
    const auto hit = std::find_if(m_lines.begin(), m_lines.end(), [&](const BenchLine &l) { return same(l, line); });
    const int row = static_cast<int>(hit - m_lines.begin());
    if (hit != m_lines.end()) {
        *hit = line;
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    } else {
        beginInsertRows({}, row, row);
        m_lines.push_back(line);
        endInsertRows();
    }
}

int BenchQueueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int BenchQueueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BenchQueueModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const BenchLine &line = m_lines[static_cast<std::size_t>(index.row())];
    const StateWords words = lineWords(line.state);
    if (role == Qt::ForegroundRole && index.column() == State) {
        const bool bad = line.verdict == QLatin1String("unsuitable") || line.verdict == QLatin1String("not judged");
        return QBrush(readable(stateColour(bad ? tgc::desktop::State::Waiting : words.state), QApplication::palette()));
    }
    if (role == Qt::FontRole && line.state == QLatin1String("active")) {
        QFont strong = QApplication::font();
        strong.setWeight(QFont::DemiBold);
        return strong;
    }
    if (role == Qt::TextAlignmentRole && (index.column() == Line || index.column() == Injections)) {
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    }
    if (role == Qt::ToolTipRole) {
        return line.known.isEmpty() ? stepWords(line) : line.known;
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case Line: return line.line ? QVariant(*line.line) : QVariant();
    case Sample: return line.sampleId;
    case Kind:
        return line.level.isEmpty() || line.level == line.sampleId ? line.kind : tr("%1 %2").arg(line.kind, line.level);
    case Method: return line.method;
    case Injections: return tr("%1 of %2").arg(line.done).arg(line.injections);
    case State: return QString(words.icon + QLatin1Char(' ') + words.word);
    case Step: return stepWords(line);
    default: return {};
    }
}

QVariant BenchQueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Line: return tr("Line");
    case Sample: return tr("Sample");
    case Kind: return tr("Kind");
    case Method: return tr("Method");
    case Injections: return tr("Injections");
    case State: return tr("State");
    case Step: return tr("Step, or why not");
    default: return {};
    }
}

} // namespace tgc::desktop
