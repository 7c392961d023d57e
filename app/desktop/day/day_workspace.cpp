// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/day/day_workspace.h"

#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/day/care_model.h"
#include "app/desktop/day/care_panel.h"
#include "app/desktop/day/next_list.h"
#include "app/desktop/day/step_form.h"
#include "app/desktop/day/vial_board.h"
#include "app/desktop/lab/lab.h"
#include "app/desktop/shell/empty_state.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/shell/text.h"
#include "app/session/day/check_step.h"

namespace tgc::desktop {

namespace {

constexpr int second_ms = 1000;
constexpr int look_ms = 5000; ///< a question about the trail's end; the vials are read when it has grown

QLabel *heading(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    QFont strong = label->font();
    strong.setWeight(QFont::DemiBold);
    label->setFont(strong);
    label->setContentsMargins(12, 10, 12, 2);
    return label;
}

QWidget *column(QWidget *parent, std::initializer_list<QWidget *> widgets)
{
    auto *area = new QWidget(parent);
    auto *all = new QVBoxLayout(area);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    for (QWidget *widget : widgets) {
        all->addWidget(widget);
    }
    return area;
}

} // namespace

DayWorkspace::DayWorkspace(Lab &lab, Ways ways, QWidget *parent)
    : Workspace(parent),
      m_lab(lab),
      m_ways(std::move(ways)),
      m_model(new DayModel(lab.store(), this)),
      m_messages(new MessageBar(this)),
      m_pages(new QStackedWidget(this)),
      m_board(new VialBoard(this)),
      m_next(new NextList(this)),
      m_form(new StepForm([this] { return m_model->now(); }, this)),
      m_careModel(new CareModel(
          lab.store(), [this] { return m_model->now(); }, this)),
      m_care(new CarePanel(*m_careModel, *m_messages, this))
{
    layOut();
    connect(m_model, &DayModel::loaded, this, [this] {
        refresh();
        const auto &vials = m_model->vials();
        if (std::exchange(m_first, false) && std::any_of(vials.begin(), vials.end(), [](const auto &vial) {
                return !vial.steps.empty() && vial.day.line.state != day::VialState::Closed;
            })) {
            emit underWay();
        }
    });
    connect(m_model, &DayModel::ticked, this, &DayWorkspace::refresh);
    connect(m_model, &DayModel::failed, this,
            [this](const QString &sentence) { m_messages->say(MessageBar::Kind::Problem, sentence); });
    connect(m_model, &DayModel::becameReady, this, [this](const QStringList &names) {
        const QString list = names.join(QStringLiteral(", "));
        emit vialReady(names.size() == 1 ? tr("Vial %1 is ready: draw from it.").arg(list)
                                         : tr("Vials %1 are ready: draw from them.").arg(list));
    });
    connect(&lab, &Lab::loaded, m_model, [this] { m_model->reload(); });
    connect(&lab, &Lab::loaded, m_careModel, &CareModel::reload);
    connect(m_model, &DayModel::loaded, m_careModel, &CareModel::reloadInAWhile);
    connect(m_careModel, &CareModel::loaded, this, &DayWorkspace::refresh);
    connect(m_careModel, &CareModel::failed, m_model, &DayModel::failed);
    connect(&lab, &Lab::saved, m_model, [this] { m_model->reload(false); });
    connect(m_board, &VialBoard::recordRequested, this, [this](const QString &id) { openForm(id, std::nullopt); });
    connect(m_board, &VialBoard::takeBackRequested, this, &DayWorkspace::openTakeBack);
    connect(m_next, &NextList::asked, this, &DayWorkspace::act);
    connect(m_form, &StepForm::recordAsked, this, &DayWorkspace::record);
    connect(m_form, &StepForm::takeBackAsked, this, &DayWorkspace::takeBack);
    connect(m_form, &StepForm::closed, this, [this](const QString &sampleId) {
        m_board->choose(sampleId);
        if (QWidget *first = firstFocus()) {
            first->setFocus(Qt::OtherFocusReason);
        }
    });
    connect(&m_second, &QTimer::timeout, m_model, &DayModel::tick);
    connect(&m_look, &QTimer::timeout, m_model, [this] { m_model->reload(false); });
    m_second.start(second_ms);
    m_look.start(look_ms);
    refresh();
}

void DayWorkspace::layOut()
{
    auto *empty = new EmptyState(tr("No vials today"),
                                 tr("A vial is a sample. Type or import the samples first, with vial volume, pressure "
                                    "rating, temperature, an upper "
                                    "bound of their lithium, and the reaction time; then each stands here, to be "
                                    "sealed, dosed and drawn from, with "
                                    "its clock."),
                                 this);
    empty->offer(tr("Go to Samples"), [this] { m_ways.toSamples(); });
    auto *list = new QScrollArea(this);
    list->setWidget(column(list, {m_next}));
    list->setWidgetResizable(true);
    list->setFrameShape(QFrame::NoFrame);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setFocusPolicy(Qt::NoFocus);
    auto *side = column(this, {m_form, heading(tr("What to do next"), this), list});
    side->setMinimumWidth(360);
    auto *vials = column(this, {heading(tr("Vials"), this), m_board});
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(vials);
    split->addWidget(side);
    split->setStretchFactor(0, 1);
    split->setSizes({700, 440});
    split->setChildrenCollapsible(false);
    m_pages->addWidget(empty);
    m_pages->addWidget(split);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_messages);
    all->addWidget(m_pages, 1);
    all->addWidget(m_care);
}

QString DayWorkspace::title() const
{
    return tr("Day");
}

QString DayWorkspace::help() const
{
    return tr(
        "## Day\n\nEvery vial with its clock, and what to do next. A vial is *sealed*, *dosed*, reacts until it is "
        "*ready*, is drawn from, and *closed*; the list says what comes first.\n\n"
        "- **Arrow keys** go from vial to vial, **Enter** records a step, **Ctrl+Z** takes the last one back with a "
        "reason. Nothing is deleted.\n"
        "- A reacting vial becomes *ready* when its reaction time is over (`reaction_s` of the sample or of the "
        "dose), or when you record *ready*.\n"
        "- A dose is refused unless the sample says what the vial stands; *Go to Samples* leads to what is "
        "missing.\n"
        "- A dose nobody knows the amount of makes the vial a **fault** until somebody has looked at it and "
        "acknowledged it.\n"
        "- **GC care**, below, tells what the chromatograph needs: bake-out, septum, leak check, cylinders; what is "
        "due "
        "stands in the list, too.\n\nWhat may follow what stands in the documentation under *A day on the bench*.");
}

bool DayWorkspace::showsSimulated() const
{
    const auto &vials = m_model->vials();
    return m_careModel->state().simulated || std::any_of(vials.begin(), vials.end(), [](const auto &vial) {
               return vial.sample.source == Source::Simulated;
           });
}

QString DayWorkspace::status() const
{
    const auto &vials = m_model->vials();
    const auto count = [&](day::VialState state) {
        return std::count_if(vials.begin(), vials.end(), [&](const session::StoredVial &vial) {
            return day::stateAt(vial.day.line, m_model->now()) == state;
        });
    };
    QString text = (vials.size() == 1 ? tr("%1 vial: %2 reacting, %3 ready") : tr("%1 vials: %2 reacting, %3 ready"))
                       .arg(vials.size())
                       .arg(count(day::VialState::Reacting))
                       .arg(count(day::VialState::Ready));
    if (const auto faults = count(day::VialState::Fault); faults > 0) {
        text += tr(", %1 at fault").arg(faults);
    }
    return text;
}

QWidget *DayWorkspace::firstFocus()
{
    return m_pages->currentIndex() == 0 ? m_pages : m_board->firstFocus();
}

void DayWorkspace::refresh()
{
    m_pages->setCurrentIndex(m_model->vials().empty() ? 0 : 1);
    m_board->setVials(m_model->vials(), m_model->now());
    m_next->setActs(day::withActs(m_model->next(), m_careModel->acts()));
    if (const session::StoredVial *open = m_model->vial(m_form->sampleId())) {
        m_form->renew(*open);
    }
    emit changed();
}

void DayWorkspace::openForm(const QString &sampleId, std::optional<day::Step> step)
{
    if (const session::StoredVial *vial = m_model->vial(sampleId)) {
        m_messages->clear();
        m_board->choose(sampleId);
        m_form->openFor(*vial, step);
    }
}

void DayWorkspace::openTakeBack(const QString &sampleId)
{
    const session::StoredVial *vial = m_model->vial(sampleId);
    const auto last = vial != nullptr ? day::lastStep(vial->day.line) : std::nullopt;
    if (!last) {
        m_messages->say(MessageBar::Kind::Note, tr("%1 has no step that could be taken back.").arg(sampleId));
        return;
    }
    m_board->choose(sampleId);
    m_form->openTakeBack(*vial, *last);
}

void DayWorkspace::act(const day::NextAct &act)
{
    if (act.kind == day::NextAct::Kind::EnterSafety) {
        m_ways.toSample(qstr(act.sampleId));
    } else if (act.kind == day::NextAct::Kind::CheckStandard) {
        m_ways.toQueue();
    } else if (act.kind == day::NextAct::Kind::Care) {
        if (!m_care->openFor(act.sampleId)) { // a check standard is injected, not recorded
            m_ways.toQueue();
        }
    } else {
        openForm(qstr(act.sampleId), act.step);
    }
}

void DayWorkspace::record(const day::VialStep &step)
{
    m_model->record(step, [this, step](const Result<session::RecordedStep> &recorded) {
        if (recorded) {
            const QString what = recorded->draw > 0 ? tr("draw %1").arg(recorded->draw) : qstr(day::wordOf(step.step));
            m_form->dismiss();
            sayRecorded(tr("%1: %2 is recorded.").arg(qstr(step.sampleId), what), *recorded);
            return;
        }
        const QString sentence = qstr(recorded.error().message);
        if (step.step == day::Step::Dosed && sentence.contains(QLatin1String("the dose is refused"))) {
            m_form->setRefused(sentence);
        } else {
            m_form->setTrouble(sentence);
        }
    });
}

void DayWorkspace::takeBack(const QString &sampleId, db::RecordId id, const QString &by, const QString &reason)
{
    m_model->takeBack(sampleId, id, by, reason, [this, sampleId](const Result<session::RecordedStep> &recorded) {
        if (!recorded) {
            m_form->setTrouble(qstr(recorded.error().message));
            return;
        }
        m_form->dismiss();
        sayRecorded(tr("%1: the step is taken back; it is %2 again.").arg(sampleId, qstr(day::wordOf(recorded->state))),
                    *recorded);
    });
}

void DayWorkspace::sayRecorded(const QString &what, const session::RecordedStep &recorded)
{
    QStringList text{what};
    for (const std::string &remark : recorded.remarks) {
        text << qstr(remark);
    }
    m_messages->say(recorded.remarks.empty() ? MessageBar::Kind::Done : MessageBar::Kind::Note, text.join(u' '));
}

} // namespace tgc::desktop
