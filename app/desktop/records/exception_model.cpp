// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/records/exception_model.h"

#include <QApplication>
#include <algorithm>

#include "app/desktop/records/trail_words.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/theme.h"
#include "app/words/flag_words.h"

namespace tgc::desktop {

namespace {

QString subjectText(const session::Exception &one)
{
    QString text = qstr(one.subject);
    if (one.version) {
        text += QCoreApplication::translate("ExceptionModel", ", %1, version %2").arg(qstr(one.of)).arg(*one.version);
    }
    return text;
}

/// What each flag means.
QString flagsExplained(const session::Exception &one)
{
    QStringList lines;
    for (const QString &flag : qstr(one.sentence).split(QStringLiteral(", "))) {
        lines << flag + QStringLiteral(": ") + words::flagInWords(flag.toStdString());
    }
    return lines.join(QStringLiteral("\n"));
}

} // namespace

void ExceptionModel::setExceptions(std::vector<session::Exception> all)
{
    beginResetModel();
    m_all = std::move(all);
    sift();
    endResetModel();
}

void ExceptionModel::setAltered(std::vector<session::Exception> altered)
{
    beginResetModel();
    m_altered = std::move(altered);
    sift();
    endResetModel();
}

void ExceptionModel::showOnly(std::optional<session::ExceptionKind> kind)
{
    beginResetModel();
    m_only = kind;
    sift();
    endResetModel();
}

void ExceptionModel::sift()
{
    m_shown.clear();
    for (const auto *list : {&m_altered, &m_all}) {
        for (const session::Exception &one : *list) {
            if (!m_only || one.kind == *m_only) {
                m_shown.push_back(&one);
            }
        }
    }
}

const session::Exception *ExceptionModel::at(int row) const
{
    return row < 0 || row >= rowCount() ? nullptr : m_shown[static_cast<std::size_t>(row)];
}

int ExceptionModel::rowOf(const session::Exception &one) const
{
    const auto found = std::find_if(m_shown.begin(), m_shown.end(), [&one](const session::Exception *each) {
        return each->kind == one.kind && each->table == one.table && each->id == one.id;
    });
    return found == m_shown.end() ? -1 : static_cast<int>(found - m_shown.begin());
}

int ExceptionModel::count(std::optional<session::ExceptionKind> kind) const
{
    const auto in = [kind](const std::vector<session::Exception> &list) {
        return std::count_if(list.begin(), list.end(), [kind](const auto &one) { return !kind || one.kind == *kind; });
    };
    return static_cast<int>(in(m_altered) + in(m_all));
}

int ExceptionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int ExceptionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant ExceptionModel::data(const QModelIndex &index, int role) const
{
    const session::Exception *one = checkIndex(index, CheckIndexOption::IndexIsValid) ? at(index.row()) : nullptr;
    if (one == nullptr) {
        return {};
    }
    const bool bad = one->kind == session::ExceptionKind::Altered;
    if (role == Qt::ForegroundRole && bad && index.column() == Says) {
        return readable(stateColour(State::Bad), QApplication::palette());
    }
    if (role == Qt::ToolTipRole && index.column() == Says) {
        return one->kind == session::ExceptionKind::Flagged ? flagsExplained(*one) : qstr(one->sentence);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case Subject: return subjectText(*one);
    case Says: return exceptionText(one->kind) + QStringLiteral(": ") + qstr(one->sentence);
    case MadeBy: return qstr(one->madeBy);
    case Approved: return qstr(one->approvedBy);
    case When: return whenText(one->at_utc);
    default: return {};
    }
}

QVariant ExceptionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Subject: return tr("What");
    case Says: return tr("Why look at it");
    case MadeBy: return tr("Made by");
    case Approved: return tr("Approved by");
    case When: return tr("When (UTC)");
    default: return {};
    }
}

} // namespace tgc::desktop
