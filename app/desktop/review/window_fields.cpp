// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/window_fields.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <algorithm>

#include "analysis/core/decimal.h"

namespace tgc::desktop {

namespace {

bool isHydrogen(const Target &target)
{
    return target.name == "H2";
}

/// What stands in the two fields for it, in min.
std::pair<QString, QString> fieldsOf(const std::optional<Target> &target)
{
    return target ? std::pair(QString::number(inMinutes(target->retention), 'g', 5),
                              QString::number(inMinutes(target->halfWindow), 'g', 4))
                  : std::pair(QString(), QString());
}

} // namespace

WindowFields::WindowFields(QWidget *parent)
    : QWidget(parent), m_retention(new QLineEdit(this)), m_halfWindow(new QLineEdit(this))
{
    for (QLineEdit *edit : {m_retention, m_halfWindow}) {
        edit->setFixedWidth(84);
        edit->setAlignment(Qt::AlignRight);
        edit->setWhatsThis(tr("**H2 window**\n\nThe peak whose apex lies in this window is H2. Empty: no peak of this "
                              "channel is named. Press Ctrl+I (or Enter) to integrate with it, then save the result."));
        connect(edit, &QLineEdit::returnPressed, this, &WindowFields::committed);
    }
    m_retention->setObjectName(QStringLiteral("h2Retention"));
    m_halfWindow->setObjectName(QStringLiteral("h2HalfWindow"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(new QLabel(tr("H2 at"), this));
    row->addWidget(m_retention);
    row->addWidget(new QLabel(QStringLiteral("±"), this));
    row->addWidget(m_halfWindow);
    row->addWidget(new QLabel(tr("min"), this));
    setFocusProxy(m_retention);
}

void WindowFields::setTargets(std::vector<Target> targets)
{
    m_targets = std::move(targets);
    const auto [at, half] = fieldsOf(target());
    m_retention->setText(at);
    m_halfWindow->setText(half);
    m_retention->setCursorPosition(0);
    m_halfWindow->setCursorPosition(0);
}

std::optional<Target> WindowFields::target() const
{
    const auto found = std::find_if(m_targets.begin(), m_targets.end(), isHydrogen);
    return found == m_targets.end() ? std::nullopt : std::optional(*found);
}

Result<std::vector<Target>> WindowFields::typed() const
{
    const QString at = m_retention->text().trimmed();
    const QString half = m_halfWindow->text().trimmed();
    if (std::pair(at, half) == fieldsOf(target())) {
        return m_targets;
    }
    std::vector<Target> targets = m_targets;
    if (at.isEmpty() && half.isEmpty()) {
        std::erase_if(targets, isHydrogen);
        return targets;
    }
    const auto retention = parseDecimal(at.toStdString());
    const auto halfWindow = parseDecimal(half.toStdString());
    if (!retention || !halfWindow || retention->value <= 0.0 || halfWindow->value <= 0.0) {
        return fail(ErrorCode::BadInput, tr("The H2 window needs a retention time and a half width above 0, in min; "
                                            "or leave both empty.")
                                             .toStdString());
    }
    const Target typed{"H2", minutes(retention->value), minutes(halfWindow->value)};
    const auto found = std::find_if(targets.begin(), targets.end(), isHydrogen);
    if (found == targets.end()) {
        targets.insert(targets.begin(), typed);
    } else {
        *found = typed;
    }
    return targets;
}

} // namespace tgc::desktop
