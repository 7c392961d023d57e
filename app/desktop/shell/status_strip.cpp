// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/status_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include "app/desktop/shell/elided_label.h"
#include "app/desktop/shell/jobs.h"
#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

StatusStrip::StatusStrip(Jobs &jobs, QWidget *parent)
    : QFrame(parent),
      m_status(new ElidedLabel(this)),
      m_job(new QLabel(this)),
      m_progress(new QProgressBar(this)),
      m_cancel(new QToolButton(this)),
      m_saved(new QLabel(this))
{
    setObjectName(QStringLiteral("statusStrip"));
    setMinimumHeight(36);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_progress->setFixedWidth(140);
    m_progress->setTextVisible(false);
    m_cancel->setText(tr("Cancel"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 2, 12, 2);
    row->setSpacing(12);
    row->addWidget(m_status, 1);
    row->addWidget(m_job);
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    row->addWidget(m_saved);
    const auto showJob = [this](bool shown) {
        m_job->setVisible(shown);
        m_progress->setVisible(shown);
        m_cancel->setVisible(shown);
    };
    showJob(false);
    connect(&jobs, &Jobs::started, this, [this, showJob](const QString &label) {
        m_job->setText(label);
        m_progress->setRange(0, 0);
        showJob(true);
    });
    connect(&jobs, &Jobs::progressed, this, [this](int value, int maximum) {
        m_progress->setRange(0, maximum);
        m_progress->setValue(value);
    });
    connect(&jobs, &Jobs::idle, this, [showJob] { showJob(false); });
    connect(m_cancel, &QToolButton::clicked, &jobs, &Jobs::cancelAll);
}

void StatusStrip::add(QWidget *widget)
{
    static_cast<QHBoxLayout *>(layout())->insertWidget(1, widget);
}

void StatusStrip::setStatus(const QString &text)
{
    m_status->setText(text);
    m_status->setToolTip(text);
}

void StatusStrip::setSaved(const QString &text, bool trouble)
{
    m_saved->setText(text);
    QPalette colours = palette();
    if (trouble) {
        colours.setColor(QPalette::WindowText, readable(stateColour(State::Bad), colours));
    }
    m_saved->setPalette(colours);
}

} // namespace tgc::desktop
