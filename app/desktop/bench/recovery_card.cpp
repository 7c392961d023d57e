// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/recovery_card.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <nlohmann/json.hpp>

#include "analysis/core/decimal.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

using nlohmann::json;

RecoveryCard::RecoveryCard(QWidget *parent)
    : QFrame(parent),
      m_title(new QLabel(this)),
      m_known(new QLabel(this)),
      m_name(new QLineEdit(this)),
      m_reason(new QLineEdit(this)),
      m_dosedLabel(new QLabel(tr("it got (mL)"), this)),
      m_dosed(new QLineEdit(this)),
      m_trouble(new QLabel(this))
{
    setObjectName(QStringLiteral("recoveryCard"));
    QFont strong = m_title->font();
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    for (QLabel *label : {m_title, m_known, m_trouble}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_known->setObjectName(QStringLiteral("recoveryKnown"));
    m_known->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_name->setObjectName(QStringLiteral("recoveryName"));
    m_name->setFixedWidth(90);
    m_name->setAccessibleName(tr("Who decides"));
    m_name->setToolTip(tr("Who decides; kept with the line"));
    m_reason->setObjectName(QStringLiteral("recoveryReason"));
    m_reason->setMinimumWidth(70);
    m_reason->setAccessibleName(tr("Why"));
    m_reason->setToolTip(tr("Why; kept with the line"));
    m_dosed->setObjectName(QStringLiteral("recoveryDosed"));
    m_dosed->setFixedWidth(100); // its hint is read whole
    m_dosed->setAlignment(Qt::AlignRight);
    m_dosed->setPlaceholderText(tr("not known"));
    m_dosed->setAccessibleName(tr("What the vial got, in mL; empty: not known"));
    m_dosed->setToolTip(
        tr("Only where somebody knows it: by weighing, or because nothing was dosed by hand (0). Empty: "
           "it stays unknown, and no result says how much water the vial got."));
    m_dosedLabel->setBuddy(m_dosed);
    setWhatsThis(
        tr("**A line that did not come to its end**\n\n*Continue* goes on with the injections that are missing. "
           "*Repeat* makes all of them again. *Skip* and *Close* end the line; what was recorded is kept. "
           "*Hold* leaves it for later: the queue may go on without it.\n\nA vial that may have been dosed is "
           "never dosed again. Where nobody knows whether it was, your name and a reason are kept with the "
           "line."));

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    const auto field = [&](const QString &title, QLineEdit *edit, int stretch) {
        auto *label = new QLabel(title, this);
        label->setBuddy(edit);
        row->addWidget(label);
        row->addWidget(edit, stretch);
    };
    field(tr("Name"), m_name, 0);
    field(tr("Reason"), m_reason, 1);
    row->addWidget(m_dosedLabel);
    row->addWidget(m_dosed);
    const struct {
        const char *choice;
        QString name, toolTip;
    } choices[] = {
        {"continue", tr("Continue"), tr("Goes on with what is missing, once the queue is started")},
        {"repeat", tr("Repeat"), tr("All injections again; the dose is not given again")},
        {"skip", tr("Skip"), tr("The line ends as skipped")},
        {"hold", tr("Hold"), tr("Decide later; the queue may go on without this line")},
        {"close", tr("Close"), tr("The line ends with what it has")},
    };
    for (const auto &one : choices) {
        auto *button = new QPushButton(one.name, this);
        button->setObjectName(QStringLiteral("recovery-") + QString::fromUtf8(one.choice));
        button->setToolTip(one.toolTip);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this,
                [this, choice = QString::fromUtf8(one.choice)] { choose(choice); });
        row->addWidget(button);
        m_buttons.emplace_back(QString::fromUtf8(one.choice), button);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 6, 8, 6);
    column->setSpacing(4);
    column->addWidget(m_title);
    column->addWidget(m_known);
    column->addLayout(row);
    column->addWidget(m_trouble);
    m_trouble->hide();
    recolour();
    hide();
}

void RecoveryCard::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    giveRoom();
}

void RecoveryCard::giveRoom()
{
    constexpr int margins_px = 24;
    if (const int room = width() - margins_px; room > 400) { // before it is laid out it has no width of its own
        m_known->setMinimumHeight(m_known->heightForWidth(room));
    }
}

void RecoveryCard::setLine(const std::optional<BenchLine> &line, int others)
{
    const auto identity = [](const std::optional<BenchLine> &one) {
        return one ? std::optional(std::pair(one->id, one->line)) : std::nullopt;
    };
    if (identity(line) != identity(m_line)) {
        m_reason->clear();
        m_dosed->clear();
        m_trouble->hide();
    }
    m_line = line;
    setVisible(line.has_value());
    if (!line) {
        return;
    }
    const QString name = line->sampleId.isEmpty() ? tr("Line %1").arg(line->line.value_or(0))
                                                  : tr("Line %1, %2").arg(line->line.value_or(0)).arg(line->sampleId);
    QString title = line->state == QLatin1String("interrupted") ? tr("%1, was interrupted: what is to become of it?")
                    : line->state == QLatin1String("failed")    ? tr("%1, failed: what is to become of it?")
                                                                : tr("%1, was aborted: what is to become of it?");
    title = title.arg(name);
    if (others > 0) {
        title += others == 1 ? tr("  (1 more waits for a choice)") : tr("  (%1 more wait for a choice)").arg(others);
    }
    m_title->setText(title);
    m_known->setText(line->known.isEmpty() ? line->why : line->known);
    giveRoom();
    const bool doubt = line->doseInDoubt;
    m_dosed->setVisible(doubt);
    m_dosedLabel->setVisible(doubt);
    m_name->setPlaceholderText(doubt ? tr("needed") : tr("optional"));
    m_reason->setPlaceholderText(doubt ? tr("needed") : tr("optional"));
    button(QStringLiteral("hold"))->setEnabled(line->state == QLatin1String("interrupted"));
}

void RecoveryCard::setTrouble(const QString &sentence)
{
    m_trouble->setText(sentence);
    m_trouble->show();
}

QPushButton *RecoveryCard::button(const QString &choice) const
{
    for (const auto &[name, button] : m_buttons) {
        if (name == choice) {
            return button;
        }
    }
    return nullptr;
}

QString RecoveryCard::text() const
{
    return m_title->text() + QLatin1Char('\n') + m_known->text() +
           (m_trouble->isHidden() ? QString() : QLatin1Char('\n') + m_trouble->text());
}

void RecoveryCard::choose(const QString &choice)
{
    if (!m_line || !m_line->line) {
        return;
    }
    json args = {{"line", *m_line->line}, {"choice", choice.toStdString()}};
    const QString name = m_name->text().trimmed();
    const QString reason = m_reason->text().trimmed();
    if (m_line->doseInDoubt && choice != QLatin1String("hold") && (name.isEmpty() || reason.isEmpty())) {
        setTrouble(
            tr("Whether this vial was dosed is not known. Type your name and what speaks for your choice: both are "
               "kept with the line."));
        (name.isEmpty() ? m_name : m_reason)->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (!name.isEmpty()) {
        args["by"] = name.toStdString();
    }
    if (!reason.isEmpty()) {
        args["reason"] = reason.toStdString();
    }
    if (const QString typed = m_dosed->text().trimmed(); m_line->doseInDoubt && !typed.isEmpty()) {
        const auto dosed = parseDecimal(typed.toStdString());
        if (!dosed) {
            setTrouble(tr("\"%1\" is no amount in mL; leave it empty where it is not known.").arg(typed));
            m_dosed->setFocus(Qt::OtherFocusReason);
            return;
        }
        args["dosed_mL"] = dosed->value;
    }
    m_trouble->hide();
    emit chosen(args);
}

void RecoveryCard::recolour()
{
    const QColor colour = stateColour(State::Bad);
    setStyleSheet(QStringLiteral("#recoveryCard { border: none; border-left: 4px solid %1; background: %2; }")
                      .arg(colour.name(), softened(colour, QApplication::palette()).name()));
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, readable(colour, QApplication::palette()));
    m_trouble->setPalette(colours);
}

void RecoveryCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange) {
        recolour();
    }
}

} // namespace tgc::desktop
