// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/day/care_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "app/desktop/bench/state_chip.h"
#include "app/desktop/day/care_form.h"
#include "app/desktop/day/care_model.h"
#include "app/desktop/day/care_words.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

constexpr int body_px = 320;
constexpr int leastBody_px = 160; ///< in a small window: the rest is scrolled to

QScrollArea *scrolled(QWidget *widget, QWidget *parent)
{
    auto *area = new QScrollArea(parent);
    area->setWidget(widget);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

} // namespace

CarePanel::CarePanel(CareModel &model, MessageBar &messages, QWidget *parent)
    : QFrame(parent),
      m_model(model),
      m_messages(messages),
      m_chip(new StateChip(this)),
      m_summary(new QLabel(this)),
      m_record(new QPushButton(tr("Record ..."), this)),
      m_takeBack(new QPushButton(tr("Take back ..."), this)),
      m_toggle(new QPushButton(tr("Show"), this)),
      m_body(new QWidget(this)),
      m_column(nullptr),
      m_remarks(new QLabel(this)),
      m_form(new CareForm([&model] { return model.now(); }, this)),
      m_list(nullptr),
      m_formArea(nullptr)
{
    setObjectName(QStringLiteral("carePanel"));
    setWhatsThis(tr(
        "**GC care**\n\nWhat the chromatographs need: a bake-out when water on the molecular sieve shortens the "
        "retention times, a new septum, leak checks, cylinders and their certificates, check standards. Counters "
        "begin with what is recorded here. *Care of the gas chromatograph* in the documentation tells why each limit "
        "is what it is."));
    layOut();
    connect(m_toggle, &QPushButton::clicked, this, [this] {
        showForm(false);
        setOpen(!isOpen());
    });
    connect(m_record, &QPushButton::clicked, this, [this] {
        setOpen(true);
        showForm(true);
        m_form->openFor(care::Kind::Septum, {}, {});
    });
    connect(m_takeBack, &QPushButton::clicked, this, [this] {
        if (const care::CareAct *act = m_model.newest()) {
            showForm(true);
            m_form->openTakeBack(*act);
        }
    });
    connect(m_form, &CareForm::recordAsked, this, &CarePanel::record);
    connect(m_form, &CareForm::takeBackAsked, this, &CarePanel::takeBack);
    connect(m_form, &CareForm::closed, this, [this] {
        showForm(false);
        m_toggle->setFocus(Qt::OtherFocusReason);
    });
    connect(&model, &CareModel::loaded, this, &CarePanel::refresh);
    setOpen(false);
    refresh();
}

void CarePanel::layOut()
{
    auto *title = new QLabel(tr("GC care"), this);
    QFont strong = title->font();
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    m_summary->setTextFormat(Qt::PlainText);
    m_toggle->setObjectName(QStringLiteral("careToggle"));
    auto *strip = new QHBoxLayout;
    strip->setContentsMargins(12, 6, 12, 6);
    strip->setSpacing(8);
    strip->addWidget(title);
    strip->addWidget(m_chip);
    strip->addWidget(m_summary, 1);
    strip->addWidget(m_takeBack);
    strip->addWidget(m_record);
    strip->addWidget(m_toggle);
    auto *list = new QWidget(this);
    m_column = new QVBoxLayout(list);
    m_column->setContentsMargins(0, 0, 0, 8);
    m_column->setSpacing(0);
    m_remarks->setTextFormat(Qt::PlainText);
    m_remarks->setWordWrap(true);
    m_remarks->setContentsMargins(12, 4, 12, 4);
    m_column->addWidget(m_remarks);
    m_column->addStretch(1);
    m_list = scrolled(list, this);
    m_formArea = scrolled(m_form, this);
    m_formArea->hide();
    auto *body = new QHBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(0);
    body->addWidget(m_list, 1);
    body->addWidget(m_formArea, 1);
    m_body->setMinimumHeight(leastBody_px);
    m_body->setMaximumHeight(body_px);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    auto *rule = new QFrame(this);
    rule->setFrameShape(QFrame::HLine);
    rule->setFrameShadow(QFrame::Plain);
    rule->setForegroundRole(QPalette::Mid);
    all->addWidget(rule);
    all->addLayout(strip);
    all->addWidget(m_body);
}

void CarePanel::refresh()
{
    const session::CareState &state = m_model.state();
    m_chip->setWords(careWords(worstVerdict(state)));
    m_summary->setText(summaryWords(state));
    const bool several = state.benches.size() > 1;
    while (m_lines.size() < state.rows.size()) {
        auto *line = new CareLine(m_body);
        connect(line, &CareLine::asked, this, [this](const care::CareRow &row) { openFor(keyOf(row)); });
        m_column->insertWidget(static_cast<int>(m_lines.size()), line);
        m_lines.push_back(line);
    }
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        if (i < state.rows.size()) {
            m_lines[i]->setRow(state.rows[i], several);
        }
        m_lines[i]->setVisible(i < state.rows.size());
    }
    m_shown = state.rows.size();
    QStringList remarks;
    for (const std::string &remark : state.remarks) {
        remarks << qstr(remark);
    }
    if (state.rows.empty()) {
        remarks << tr("Record what was done, or let a run come in: then each subject stands here with its counter.");
    }
    m_remarks->setText(remarks.join(u'\n'));
    m_remarks->setVisible(!remarks.isEmpty());
    QStringList benches;
    for (const std::string &bench : state.benches) {
        benches << qstr(bench);
    }
    m_form->setBenches(benches);
    m_takeBack->setEnabled(m_model.newest() != nullptr);
}

std::vector<CareLine *> CarePanel::lines() const
{
    return {m_lines.begin(), m_lines.begin() + static_cast<std::ptrdiff_t>(m_shown)};
}

QString CarePanel::summary() const
{
    return m_summary->text();
}

bool CarePanel::isOpen() const
{
    return !m_body->isHidden();
}

void CarePanel::setOpen(bool open)
{
    m_body->setVisible(open);
    m_takeBack->setVisible(open);
    m_toggle->setText(open ? tr("Hide") : tr("Show"));
    m_toggle->setAccessibleName(open ? tr("Hide GC care") : tr("Show GC care"));
}

void CarePanel::showForm(bool form)
{
    m_list->setVisible(!form);
    m_formArea->setVisible(form);
}

bool CarePanel::openFor(const std::string &key)
{
    const care::CareRow *row = m_model.row(key);
    if (row == nullptr || !row->act) {
        return false;
    }
    setOpen(true);
    showForm(true);
    m_form->openFor(*row->act, qstr(row->bench), qstr(row->part));
    return true;
}

void CarePanel::record(const care::CareAct &act)
{
    m_model.record(act, [this, act](const Result<db::RecordId> &recorded) {
        if (!recorded) {
            m_form->setTrouble(qstr(recorded.error().message));
            return;
        }
        m_form->dismiss();
        m_messages.say(MessageBar::Kind::Done, tr("%1: %2 is recorded.").arg(qstr(act.bench), kindWords(act.kind)));
    });
}

void CarePanel::takeBack(qint64 id, const QString &by, const QString &reason)
{
    m_model.takeBack(id, by, reason, [this](const Result<db::RecordId> &recorded) {
        if (!recorded) {
            m_form->setTrouble(qstr(recorded.error().message));
            return;
        }
        m_form->dismiss();
        m_messages.say(MessageBar::Kind::Done, tr("The act is taken back; both stay in the record."));
    });
}

} // namespace tgc::desktop
