// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/day/care_form.h"

#include <QApplication>
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

#include "app/desktop/day/care_words.h"
#include "app/desktop/day/day_words.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

namespace {

const QString personKey = QStringLiteral("operator"); ///< who sits here, whatever they do

QLineEdit *field(QWidget *parent, const char *name, const QString &accessible, const QString &placeholder)
{
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(QString::fromLatin1(name));
    edit->setAccessibleName(accessible);
    edit->setPlaceholderText(placeholder);
    return edit;
}

} // namespace

CareForm::CareForm(std::function<care::TimePoint()> now, QWidget *parent)
    : QFrame(parent),
      m_now(std::move(now)),
      m_fields(new QFormLayout),
      m_else(new QFormLayout),
      m_heading(new QLabel(this)),
      m_kind(new QComboBox(this)),
      m_bench(new QComboBox(this)),
      m_part(field(this, "carePart", tr("Part or cylinder number"), tr("part or serial number; may be empty"))),
      m_amount(new QWidget(this)),
      m_value(field(this, "careValue", tr("Value"), QString())),
      m_unit(new QComboBox(this)),
      m_minimum(
          field(this, "careMinimum", tr("The certificate's minimum pressure"), tr("of the certificate; as known"))),
      m_expires(field(this, "careExpires", tr("The certificate's last day"), tr("2027-03-31; empty: as known"))),
      m_when(field(this, "careWhen", tr("When it was done; empty: now"), tr("now"))),
      m_by(field(this, "careBy", tr("Who did it"), QString())),
      m_note(field(this, "careNote", tr("Note"), tr("may be empty"))),
      m_instrument(field(this, "careInstrument", tr("The instrument whose runs are this bench's"),
                         tr("instrument that its runs name; empty: as known"))),
      m_trouble(new QLabel(this)),
      m_record(new QPushButton(tr("Record"), this)),
      m_cancel(new QPushButton(tr("Cancel"), this))
{
    setObjectName(QStringLiteral("careForm"));
    m_kind->setObjectName(QStringLiteral("careKind"));
    m_kind->setAccessibleName(tr("What was done"));
    m_bench->setObjectName(QStringLiteral("careBench"));
    m_bench->setAccessibleName(tr("Bench or chromatograph"));
    m_bench->setEditable(true);
    m_record->setObjectName(QStringLiteral("careRecord"));
    m_trouble->setObjectName(QStringLiteral("careTrouble"));
    for (const care::Kind kind : care::recordable) {
        m_kind->addItem(kindWords(kind), static_cast<int>(kind));
    }
    m_when->setToolTip(tr("As 14:05, or 2026-11-27 14:05; empty: the moment you press Record"));
    setWhatsThis(
        tr("**An act of care**\n\nWhat was done for a chromatograph or its gases. Counters begin anew from it. "
           "A cylinder's pressure is read as its gauge shows it; 0 means that a standard is empty, or gone. "
           "*Runs of*: where the bench has a name of your own, the instrument that its runs name. **Enter** "
           "records, **Esc** closes."));
    layOut();
    connect(m_kind, &QComboBox::currentIndexChanged, this, &CareForm::showFields);
    connect(m_record, &QPushButton::clicked, this, &CareForm::submit);
    connect(m_cancel, &QPushButton::clicked, this, &CareForm::dismiss);
    for (QLineEdit *edit : {m_part, m_value, m_minimum, m_expires, m_when, m_by, m_note, m_instrument}) {
        connect(edit, &QLineEdit::returnPressed, this, &CareForm::submit);
    }
    m_by->setPlaceholderText(tr("your name"));
    m_by->setText(QSettings().value(personKey).toString());
    dress();
    hide();
}

void CareForm::layOut()
{
    QFont strong = m_heading->font();
    strong.setWeight(QFont::DemiBold);
    m_heading->setFont(strong);
    m_heading->setWordWrap(true);
    m_trouble->setWordWrap(true);
    m_trouble->setTextFormat(Qt::PlainText);
    auto *amount = new QHBoxLayout(m_amount);
    amount->setContentsMargins(0, 0, 0, 0);
    amount->addWidget(m_value, 1);
    amount->addWidget(m_unit);
    for (QFormLayout *fields : {m_fields, m_else}) {
        fields->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
        fields->setVerticalSpacing(4);
    }
    m_fields->addRow(tr("What"), m_kind);
    m_fields->addRow(tr("Bench"), m_bench);
    m_fields->addRow(tr("Number"), m_part);
    m_fields->addRow(tr("Value"), m_amount);
    m_fields->addRow(tr("Minimum"), m_minimum);
    m_fields->addRow(tr("Good until"), m_expires);
    m_else->addRow(tr("When"), m_when);
    m_else->addRow(tr("By"), m_by);
    m_else->addRow(tr("Note"), m_note);
    m_else->addRow(tr("Runs of"), m_instrument);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_record);
    auto *right = new QVBoxLayout;
    right->setSpacing(6);
    right->addLayout(m_else);
    right->addWidget(m_trouble);
    right->addLayout(buttons);
    right->addStretch(1);
    auto *both = new QHBoxLayout;
    both->setSpacing(24);
    both->addLayout(m_fields, 1);
    both->addLayout(right, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(6);
    column->addWidget(m_heading);
    column->addLayout(both);
    column->addStretch(1);
}

void CareForm::setBenches(const QStringList &names)
{
    QStringList known;
    for (int i = 0; i < m_bench->count(); ++i) {
        known << m_bench->itemText(i);
    }
    if (names == known) {
        return;
    }
    const QString typed = m_bench->currentText();
    m_bench->clear();
    m_bench->addItems(names);
    m_bench->setCurrentText(typed.isEmpty() && !names.isEmpty() ? names.front() : typed);
}

QString CareForm::trouble() const
{
    return m_trouble->isHidden() ? QString() : m_trouble->text();
}

void CareForm::clear()
{
    for (QLineEdit *edit : {m_part, m_value, m_minimum, m_expires, m_when, m_note, m_instrument}) {
        edit->clear();
    }
    m_takenBack.reset();
    m_record->setEnabled(true);
    setTrouble({});
}

void CareForm::openFor(care::Kind kind, const QString &bench, const QString &part)
{
    clear();
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(kind)));
    if (!bench.isEmpty()) {
        m_bench->setCurrentText(bench);
    }
    // The number of a part that is changed is another one; a cylinder's pressure is read again and again.
    m_part->setText(care::isCylinder(kind) ? part : QString());
    showFields();
    show();
    QWidget *first = m_bench->currentText().isEmpty()            ? static_cast<QWidget *>(m_bench)
                     : care::isCylinder(kind) && !part.isEmpty() ? m_value
                     : kind == care::Kind::Note                  ? m_note
                     : m_fields->isRowVisible(m_part)            ? m_part
                     : m_fields->isRowVisible(m_amount)          ? m_value
                                                                 : m_when;
    first->setFocus(Qt::OtherFocusReason);
}

void CareForm::openTakeBack(const care::CareAct &act)
{
    clear();
    m_takenBack = act;
    showFields();
    show();
    m_note->setFocus(Qt::OtherFocusReason);
}

care::Kind CareForm::chosen() const
{
    return static_cast<care::Kind>(m_kind->currentData().toInt());
}

void CareForm::showFields()
{
    const bool back = m_takenBack.has_value();
    const care::Kind kind = chosen();
    const bool standard = kind == care::Kind::StandardCylinder;
    const auto units = care::unitsOf(kind);
    m_heading->setText(back ? tr("Take back: %1").arg(actWords(*m_takenBack, m_now())) : tr("What was done?"));
    m_record->setText(back ? tr("Take back") : tr("Record"));
    m_fields->setRowVisible(m_kind, !back);
    m_fields->setRowVisible(m_bench, !back);
    m_else->setRowVisible(m_when, !back);
    m_else->setRowVisible(m_instrument, !back);
    m_fields->setRowVisible(
        m_part, !back && (care::isCylinder(kind) || kind == care::Kind::Septum || kind == care::Kind::Column));
    m_fields->setRowVisible(m_amount, !back && !units.empty());
    m_fields->setRowVisible(m_minimum, !back && standard);
    m_fields->setRowVisible(m_expires, !back && standard);
    QStringList names;
    for (const std::string_view unit : units) {
        names << qstr(unit);
    }
    m_unit->clear();
    m_unit->addItems(names);
    m_value->setPlaceholderText(care::isCylinder(kind)        ? tr("pressure as the gauge shows it")
                                : kind == care::Kind::BakeOut ? tr("how long; may be empty")
                                                              : tr("what leaks; may be empty"));
    m_note->setPlaceholderText(back                       ? tr("why it is taken back; both stay in the record")
                               : kind == care::Kind::Note ? tr("what there is to say")
                                                          : tr("may be empty"));
    setTrouble({});
}

void CareForm::submit()
{
    if (!m_record->isEnabled()) {
        return;
    }
    const QString by = m_by->text().trimmed();
    const QString note = m_note->text().trimmed();
    if (by.isEmpty()) {
        setTrouble(tr("Who did it? Type a name; it is remembered."));
        m_by->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (m_takenBack && note.isEmpty()) {
        setTrouble(tr("Type why it is taken back."));
        m_note->setFocus(Qt::OtherFocusReason);
        return;
    }
    const auto at = typedTime(m_when->text(), m_now());
    if (!at) {
        setTrouble(tr("\"%1\" is not read as a time: type 14:05 or 2026-11-27 14:05, or leave it empty for now.")
                       .arg(m_when->text().trimmed()));
        m_when->setFocus(Qt::OtherFocusReason);
        return;
    }
    QSettings().setValue(personKey, by);
    if (m_takenBack) {
        m_record->setEnabled(false); // until the store has answered
        emit takeBackAsked(m_takenBack->id, by, note);
        return;
    }
    const auto textOf = [this](QLineEdit *edit) {
        return m_fields->isRowVisible(edit) ? edit->text().trimmed().toStdString() : std::string();
    };
    care::CareAct act;
    act.kind = chosen();
    act.bench = m_bench->currentText().trimmed().toStdString();
    act.at = *at;
    act.by = by.toStdString();
    act.part = textOf(m_part);
    act.value = m_fields->isRowVisible(m_amount) ? m_value->text().trimmed().toStdString() : std::string();
    act.unit = m_unit->currentText().toStdString();
    act.minimum = textOf(m_minimum);
    act.expiresOn = textOf(m_expires);
    act.instrument = m_instrument->text().trimmed().toStdString();
    act.note = note.toStdString();
    if (const auto right = care::checkAct(act, m_now()); !right) {
        setTrouble(qstr(right.error().message));
        return;
    }
    m_record->setEnabled(false); // until the store has answered
    emit recordAsked(act);
}

void CareForm::setTrouble(const QString &sentence)
{
    m_trouble->setText(sentence);
    m_trouble->setVisible(!sentence.isEmpty());
    if (!sentence.isEmpty()) {
        m_record->setEnabled(true);
    }
}

void CareForm::dismiss()
{
    hide();
    m_takenBack.reset();
    emit closed();
}

void CareForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        dismiss();
    } else {
        QFrame::keyPressEvent(event);
    }
}

void CareForm::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_dressing) {
        dress();
    }
}

void CareForm::dress()
{
    const QScopedValueRollback busy(m_dressing, true);
    const QPalette palette = QApplication::palette();
    setStyleSheet(QStringLiteral("#careForm { background: %1; border: none; border-left: 4px solid %2; }")
                      .arg(softened(stateColour(State::Busy), palette).name(), stateColour(State::Busy).name()));
    QPalette bad = palette;
    bad.setColor(QPalette::WindowText, readable(stateColour(State::Bad), palette));
    m_trouble->setPalette(bad);
}

} // namespace tgc::desktop
