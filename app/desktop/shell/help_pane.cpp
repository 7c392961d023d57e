// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/help_pane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

namespace tgc::desktop {

HelpPane::HelpPane(QWidget *parent) : QFrame(parent), m_text(new QTextBrowser(this))
{
    setFixedWidth(320);
    auto *title = new QLabel(tr("Help"), this);
    QFont strong = title->font();
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    auto *close = new QToolButton(this);
    close->setText(tr("Close  F1"));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::NoFocus);
    m_text->setFocusPolicy(Qt::ClickFocus);
    m_text->setOpenExternalLinks(false);
    m_text->setFrameShape(QFrame::NoFrame);
    auto *top = new QHBoxLayout;
    top->addWidget(title);
    top->addStretch(1);
    top->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 4, 4, 4);
    column->addLayout(top);
    column->addWidget(m_text, 1);
    connect(close, &QToolButton::clicked, this, &HelpPane::closeRequested);
}

void HelpPane::setHelp(const QString &markdown)
{
    m_text->setMarkdown(markdown);
}

QString HelpPane::text() const
{
    return m_text->toPlainText();
}

QString HelpPane::helpOf(const QWidget *widget)
{
    for (; widget != nullptr; widget = widget->parentWidget()) {
        if (!widget->whatsThis().isEmpty()) {
            return widget->whatsThis();
        }
    }
    return {};
}

} // namespace tgc::desktop
