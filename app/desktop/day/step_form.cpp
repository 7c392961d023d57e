// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/day/step_form.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSettings>
#include <QVBoxLayout>

#include "app/desktop/lab/columns_in_words.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/theme.h"
#include "app/session/day/check_step.h"
#include "app/session/day/transitions.h"

namespace tgc::desktop {

namespace {

const QString personKey = QStringLiteral("operator"); ///< who sits here, whatever they do

/// What a hand does next to a vial in this state.
day::Step usual(day::VialState state)
{
    switch (state) {
    case day::VialState::Empty: return day::Step::Sealed;
    case day::VialState::Sealed: return day::Step::Dosed;
    case day::VialState::Reacting: return day::Step::Ready;
    case day::VialState::Ready:
    case day::VialState::Drawn: return day::Step::Draw;
    case day::VialState::Fault: return day::Step::Acknowledged;
    case day::VialState::Closed: return day::Step::Closed;
    }
    return day::Step::Sealed;
}

QLineEdit *field(QWidget *parent, const char *name, const QString &accessible)
{
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(QString::fromLatin1(name));
    edit->setAccessibleName(accessible);
    return edit;
}

} // namespace

StepForm::StepForm(std::function<day::TimePoint()> now, QWidget *parent)
    : QFrame(parent),
      m_now(std::move(now)),
      m_fields(new QFormLayout),
      m_heading(new QLabel(this)),
      m_step(new QComboBox(this)),
      m_amount(new QWidget(this)),
      m_value(field(this, "stepValue", tr("Amount"))),
      m_unit(new QComboBox(this)),
      m_unknown(new QCheckBox(tr("nobody knows how much went in"), this)),
      m_reaction(field(this, "stepReaction", tr("Reaction time in seconds"))),
      m_when(field(this, "stepWhen", tr("When it was done; empty: now"))),
      m_by(field(this, "stepBy", tr("Who did it"))),
      m_note(field(this, "stepNote", tr("Note"))),
      m_override(field(this, "stepOverride", tr("Why it is recorded although the dose is refused"))),
      m_trouble(new QLabel(this)),
      m_record(new QPushButton(tr("Record"), this)),
      m_cancel(new QPushButton(tr("Cancel"), this))
{
    setObjectName(QStringLiteral("stepForm"));
    m_step->setObjectName(QStringLiteral("stepKind"));
    m_record->setObjectName(QStringLiteral("stepRecord"));
    m_trouble->setObjectName(QStringLiteral("stepTrouble"));
    for (const day::Step step : day::allSteps) {
        if (step != day::Step::Void) {
            m_step->addItem(qstr(day::wordOf(step)), static_cast<int>(step));
        }
    }
    m_when->setPlaceholderText(tr("now"));
    m_when->setToolTip(tr("As 14:05, or 2026-11-27 14:05; empty: the moment you press Record"));
    m_override->setPlaceholderText(tr("your reason; it stays in the record"));
    setWhatsThis(
        tr("**A step by hand**\n\nWhat was done to this vial. *When*: if you do not record it at once, type when "
           "it was. A dose is refused unless the sample's vial volume, pressure rating, temperature and an "
           "upper bound of its lithium show that the vial stands it. **Enter** records, **Esc** closes."));
    layOut();
    connect(m_step, &QComboBox::currentIndexChanged, this, &StepForm::showFields);
    connect(m_unknown, &QCheckBox::toggled, this, &StepForm::showFields);
    connect(m_when, &QLineEdit::textEdited, this, &StepForm::showFields);
    connect(m_record, &QPushButton::clicked, this, &StepForm::submit);
    connect(m_cancel, &QPushButton::clicked, this, &StepForm::dismiss);
    for (QLineEdit *edit : {m_value, m_reaction, m_when, m_by, m_note, m_override}) {
        connect(edit, &QLineEdit::returnPressed, this, &StepForm::submit);
    }
    m_by->setPlaceholderText(tr("your name"));
    m_by->setText(QSettings().value(personKey).toString());
    dress();
    hide();
}

void StepForm::layOut()
{
    QFont strong = m_heading->font();
    strong.setWeight(QFont::DemiBold);
    strong.setPointSizeF(strong.pointSizeF() + 1.0);
    m_heading->setFont(strong);
    m_heading->setWordWrap(true);
    m_trouble->setWordWrap(true);
    m_trouble->setTextFormat(Qt::PlainText);
    auto *amount = new QHBoxLayout(m_amount);
    amount->setContentsMargins(0, 0, 0, 0);
    amount->addWidget(m_value, 1);
    amount->addWidget(m_unit);
    m_fields->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_fields->setVerticalSpacing(6);
    m_fields->addRow(tr("Step"), m_step);
    m_fields->addRow(tr("Amount"), m_amount);
    m_fields->addRow(QString(), m_unknown);
    m_fields->addRow(tr("Reaction time, s"), m_reaction);
    m_fields->addRow(tr("When"), m_when);
    m_fields->addRow(tr("By"), m_by);
    m_fields->addRow(tr("Note"), m_note);
    m_fields->addRow(tr("Nevertheless, because"), m_override);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_record);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(8);
    column->addWidget(m_heading);
    column->addLayout(m_fields);
    column->addWidget(m_trouble);
    column->addLayout(buttons);
}

QString StepForm::sampleId() const
{
    return m_vial ? qstr(m_vial->sample.sampleId) : QString();
}

QString StepForm::trouble() const
{
    return m_trouble->isHidden() ? QString() : m_trouble->text();
}

void StepForm::prepare(const session::StoredVial &vial)
{
    m_vial = vial;
    m_takenBack.reset();
    for (QLineEdit *edit : {m_value, m_reaction, m_when, m_note, m_override}) {
        edit->clear();
    }
    m_unknown->setChecked(false);
    m_fields->setRowVisible(m_override, false);
    m_record->setEnabled(true);
}

void StepForm::openFor(const session::StoredVial &vial, std::optional<day::Step> step)
{
    prepare(vial);
    const day::Step wanted = step.value_or(usual(day::stateAt(vial.day.line, m_now())));
    m_step->setCurrentIndex(m_step->findData(static_cast<int>(wanted)));
    m_record->setText(tr("Record"));
    showFields();
    show();
    (m_fields->isRowVisible(m_amount) ? m_value : m_note)->setFocus(Qt::OtherFocusReason);
}

void StepForm::openTakeBack(const session::StoredVial &vial, const day::TimelineEntry &entry)
{
    prepare(vial);
    m_takenBack = entry;
    m_record->setText(tr("Take back"));
    showFields();
    show();
    m_note->setFocus(Qt::OtherFocusReason);
}

void StepForm::renew(const session::StoredVial &vial)
{
    if (m_vial && !isHidden() && vial.sample.sampleId == m_vial->sample.sampleId) {
        m_vial = vial;
        // What was said of something typed stays; only what the clock has changed is said anew.
        if (const QString wrong = standsInTheWay(); !m_takenBack && wrong != m_inTheWay) {
            showFields();
        }
    }
}

day::Step StepForm::chosen() const
{
    return static_cast<day::Step>(m_step->currentData().toInt());
}

QString StepForm::standsInTheWay() const
{
    const auto at = typedTime(m_when->text(), m_now());
    const auto event = day::eventOf(chosen(), !m_unknown->isChecked() || chosen() != day::Step::Dosed);
    if (!m_vial || !at || !event) {
        return {};
    }
    const day::VialState state = day::stateAt(m_vial->day.line, *at);
    const QString why = qstr(day::transition(state, *event).refusal);
    return why.isEmpty() ? why : tr("Not possible now: %1.").arg(why);
}

void StepForm::showFields()
{
    const bool back = m_takenBack.has_value();
    const day::Step step = chosen();
    const bool dose = step == day::Step::Dosed;
    const auto units = day::unitsOf(step);
    m_heading->setText(back ? tr("%1: take back %2").arg(sampleId(), entryWords(*m_takenBack, m_now()))
                            : tr("%1: what was done?").arg(sampleId()));
    m_fields->setRowVisible(m_step, !back);
    m_fields->setRowVisible(m_amount, !back && !units.empty());
    m_fields->setRowVisible(m_unknown, !back && dose);
    m_fields->setRowVisible(m_reaction, !back && dose);
    m_fields->setRowVisible(m_when, !back);
    if (back) {
        m_note->setPlaceholderText(tr("why it is taken back; both stay in the record"));
        m_trouble->hide();
        return;
    }
    QStringList names;
    for (const std::string_view each : units) {
        names << qstr(each);
    }
    if (names != m_units) {
        m_units = names;
        m_unit->clear();
        m_unit->addItems(names);
    }
    m_value->setPlaceholderText(dose                      ? tr("what went in")
                                : step == day::Step::Draw ? tr("gas drawn; may be empty")
                                                          : tr("pressure in the vial; may be empty"));
    const auto reaction = m_vial ? m_vial->day.plan.reaction_s : std::nullopt;
    m_reaction->setPlaceholderText(reaction ? tr("%1, as the sample says").arg(*reaction)
                                            : tr("empty: you will say when it is ready"));
    const auto event = day::eventOf(step, !(dose && m_unknown->isChecked()));
    const day::VialState state = m_vial ? day::stateAt(m_vial->day.line, m_now()) : day::VialState::Empty;
    m_note->setPlaceholderText(event && day::transition(state, *event).needsReason ? tr("needed: why")
                                                                                   : tr("may be empty"));
    if (!dose) {
        m_fields->setRowVisible(m_override, false);
    }
    m_inTheWay = standsInTheWay();
    m_record->setEnabled(m_inTheWay.isEmpty());
    setTrouble(m_inTheWay);
}

void StepForm::submit()
{
    if (!m_vial || !m_record->isEnabled()) {
        return;
    }
    const QString by = m_by->text().trimmed();
    const QString note = m_note->text().trimmed();
    if (by.isEmpty()) {
        setTrouble(tr("Who did it? Type a name; it is remembered."));
        m_by->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (m_takenBack) {
        if (note.isEmpty()) {
            setTrouble(tr("Type why it is taken back."));
            m_note->setFocus(Qt::OtherFocusReason);
            return;
        }
        rememberPerson();
        m_record->setEnabled(false);
        emit takeBackAsked(sampleId(), m_takenBack->step.id, by, note);
        return;
    }
    const auto at = typedTime(m_when->text(), m_now());
    if (!at) {
        setTrouble(qstr(at.error().message));
        m_when->setFocus(Qt::OtherFocusReason);
        return;
    }
    day::VialStep step;
    step.sampleId = m_vial->sample.sampleId;
    step.step = chosen();
    step.at = *at;
    step.by = by.toStdString();
    step.note = note.toStdString();
    if (const QString value = m_value->text().trimmed(); m_fields->isRowVisible(m_amount) && !value.isEmpty()) {
        step.value = value.toStdString();
        step.unit = m_unit->currentText().toStdString();
    }
    if (step.step == day::Step::Dosed) {
        step.known = !m_unknown->isChecked();
        step.reaction_s = m_reaction->text().trimmed().toStdString();
        if (m_fields->isRowVisible(m_override)) {
            step.overrideReason = m_override->text().trimmed().toStdString();
        }
    }
    rememberPerson();
    m_record->setEnabled(false); // until the store has answered
    emit recordAsked(step);
}

void StepForm::rememberPerson() const
{
    QSettings().setValue(personKey, m_by->text().trimmed());
}

void StepForm::setTrouble(const QString &sentence)
{
    m_trouble->setText(columnsInWords(sentence));
    m_trouble->setVisible(!sentence.isEmpty());
    if (!sentence.isEmpty() && (m_takenBack || standsInTheWay().isEmpty())) {
        m_record->setEnabled(true);
    }
}

void StepForm::setRefused(const QString &sentence)
{
    m_fields->setRowVisible(m_override, true);
    setTrouble(sentence);
    m_override->setFocus(Qt::OtherFocusReason);
}

void StepForm::dismiss()
{
    const QString sample = sampleId(); // hiding gives the keyboard to whoever is next
    hide();
    m_vial.reset();
    emit closed(sample);
}

void StepForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        dismiss();
    } else {
        QFrame::keyPressEvent(event);
    }
}

void StepForm::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_dressing) {
        dress();
    }
}

void StepForm::dress()
{
    const QScopedValueRollback busy(m_dressing, true);
    const QPalette palette = QApplication::palette();
    setStyleSheet(QStringLiteral("#stepForm { background: %1; border: none; border-left: 4px solid %2; }")
                      .arg(softened(stateColour(State::Busy), palette).name(), stateColour(State::Busy).name()));
    QPalette bad = palette;
    bad.setColor(QPalette::WindowText, readable(stateColour(State::Bad), palette));
    m_trouble->setPalette(bad);
}

} // namespace tgc::desktop
