// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/dose_panel.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "analysis/core/decimal.h"
#include "app/desktop/bench/bench_model.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

using nlohmann::json;

namespace {

constexpr int checkAfter_ms = 200;
constexpr int fieldsInARow = 5;

} // namespace

DosePanel::DosePanel(BenchModel &model, QWidget *parent)
    : QWidget(parent),
      m_model(model),
      m_verdict(new QLabel(this)),
      m_overrideBy(new QLineEdit(this)),
      m_overrideReason(new QLineEdit(this)),
      m_confirm(new QCheckBox(tr("These numbers are this vial's; it is closed and shielded"), this)),
      m_dose(new QPushButton(tr("Dose"), this)),
      m_pump(new QLabel(this)),
      m_confirmInitialise(new QCheckBox(tr("It moves liquid: the outlet leads into the waste"), this)),
      m_initialise(new QPushButton(tr("Initialise pump"), this))
{
    setObjectName(QStringLiteral("dosePanel"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(8);
    column->addWidget(makeInputs());
    m_verdict->setObjectName(QStringLiteral("doseVerdict"));
    m_verdict->setWordWrap(true);
    m_verdict->setTextFormat(Qt::PlainText);
    m_verdict->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // Room for what is mostly said: nothing is to jump under the pointer while somebody types.
    m_verdict->setMinimumHeight(2 * fontMetrics().lineSpacing() + 14);
    column->addWidget(m_verdict);
    column->addWidget(makeActs());
    column->addStretch(1);
    setWhatsThis(tr("**Titrant**\n\nEverything about the vial is typed here, and checked as you type: the pressure if "
                    "all the lithium that can be in the vial turned to hydrogen at once, against the rating of the "
                    "vial. Without a rating, the free volume and an upper bound of lithium nothing is dosed.\n\n"
                    "*Initialise pump* moves the plunger and so liquid; connecting never does. A dose whose answer is "
                    "lost is not repeated: the pump is asked what it did."));

    m_checkSoon.setSingleShot(true);
    m_checkSoon.setInterval(checkAfter_ms);
    connect(&m_checkSoon, &QTimer::timeout, this, &DosePanel::check);
    connect(m_confirm, &QCheckBox::toggled, this, &DosePanel::refresh);
    connect(m_confirmInitialise, &QCheckBox::toggled, this, &DosePanel::refresh);
    connect(m_dose, &QPushButton::clicked, this, &DosePanel::dose);
    connect(m_initialise, &QPushButton::clicked, this, &DosePanel::initialise);
    connect(&model, &BenchModel::devicesChanged, this, &DosePanel::refresh);
    connect(&model, &BenchModel::interlocksChanged, this, [this] {
        QString states;
        for (const BenchInterlock &interlock : m_model.state().interlocks) {
            states += interlock.state + QLatin1Char(' ');
        }
        if (std::exchange(m_interlockStates, states) != states) {
            typed(); // what was allowed may not be any more
        }
    });
    connect(&model, &BenchModel::attachmentChanged, this, &DosePanel::typed);
    showVerdict(Verdict::Asking, tr("Type the dose and the vial's data: whether it is safe is said here."));
}

QWidget *DosePanel::makeInputs()
{
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(2);
    const struct {
        const char *key;
        QString title, preset, help;
    } wanted[] = {
        {"volume_mL", tr("Dose (mL)"), {}, tr("Titrant to be given now.")},
        {"vial_volume_mL", tr("Vial volume (mL)"), {}, tr("Of the empty vial, up to the septum.")},
        {"solids_volume_mL", tr("Solids in it (mL)"), QStringLiteral("0"), tr("Electrode, stirring bar.")},
        {"liquid_volume_mL", tr("Liquid in it (mL)"), QStringLiteral("0"), tr("Before this dose.")},
        {"pressure_rating_kPa",
         tr("Vial's rating (kPa gauge)"),
         {},
         tr("The pressure above ambient that the vial and its septum bear. As the maker states it; never a guess.")},
        {"li_upper_mAh",
         tr("Li at most (mAh)"),
         {},
         tr("All lithium that can be there: foil and plated charge together.")},
        {"initial_pressure_kPa", tr("Pressure now (kPa absolute)"), QStringLiteral("101.325"),
         tr("Absolute, in the closed vial before the dose.")},
        {"temperature_C", tr("Temperature (°C)"), QStringLiteral("25"), tr("Of the vial.")},
        {"vial",
         tr("Vial (its name)"),
         {},
         tr("Whose doses count together, where the bench bounds what one vial gets.")},
    };
    for (const auto &one : wanted) {
        auto *edit = new QLineEdit(one.preset, box);
        edit->setObjectName(QString::fromUtf8(one.key));
        edit->setAlignment(QLatin1String(one.key) == QLatin1String("vial") ? Qt::AlignLeft : Qt::AlignRight);
        edit->setMinimumWidth(90);
        edit->setMaximumWidth(180);
        edit->setToolTip(one.help);
        edit->setWhatsThis(tr("**%1**\n\n%2").arg(one.title, one.help));
        auto *label = new QLabel(one.title, box);
        label->setBuddy(edit);
        const int index = static_cast<int>(m_fields.size());
        const int row = 2 * (index / fieldsInARow);
        grid->addWidget(label, row, index % fieldsInARow);
        grid->addWidget(edit, row + 1, index % fieldsInARow);
        connect(edit, &QLineEdit::textEdited, this, &DosePanel::typed);
        m_fields.push_back({QString::fromUtf8(one.key), one.title, edit});
    }
    return box;
}

QWidget *DosePanel::makeActs()
{
    auto *box = new QWidget(this);
    m_confirm->setObjectName(QStringLiteral("doseConfirm"));
    m_dose->setObjectName(QStringLiteral("doseNow"));
    m_confirmInitialise->setObjectName(QStringLiteral("initialiseConfirm"));
    m_initialise->setObjectName(QStringLiteral("initialiseNow"));
    m_initialise->setToolTip(tr("Moves the plunger to its end stop, and with it the liquid in the syringe"));
    m_pump->setWordWrap(true); // else its longest sentence makes the window wider
    m_overrideBy->setObjectName(QStringLiteral("overrideBy"));
    m_overrideBy->setPlaceholderText(tr("your name"));
    m_overrideBy->setAccessibleName(tr("On whose word it is dosed against the check"));
    m_overrideBy->setFixedWidth(130);
    m_overrideReason->setObjectName(QStringLiteral("overrideReason"));
    m_overrideReason->setPlaceholderText(tr("against the check: why it may be dosed all the same"));
    m_overrideReason->setAccessibleName(tr("Why it may be dosed against the check"));
    m_overrideReason->setToolTip(
        tr("Name and reason are kept with the dose. No word goes beyond the vial's rating, and "
           "none overrides an interlock"));
    for (QLineEdit *edit : {m_overrideBy, m_overrideReason}) {
        connect(edit, &QLineEdit::textEdited, this, [this] {
            m_confirm->setChecked(false); // another word, another tick
            refresh();
        });
    }
    auto *word = new QHBoxLayout;
    word->setSpacing(8);
    word->addWidget(m_overrideBy);
    word->addWidget(m_overrideReason, 1);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->addWidget(m_confirm, 1, 0);
    grid->addWidget(m_dose, 1, 1);
    grid->addLayout(word, 0, 0, 1, 3);
    grid->addWidget(m_confirmInitialise, 2, 0);
    grid->addWidget(m_initialise, 2, 1);
    grid->addWidget(m_pump, 2, 2);
    grid->setColumnStretch(2, 1);
    return box;
}

QLineEdit *DosePanel::field(const QString &key) const
{
    const auto hit = std::find_if(m_fields.begin(), m_fields.end(), [&](const Field &f) { return f.key == key; });
    return hit == m_fields.end() ? nullptr : hit->edit;
}

json DosePanel::inputs(QString &trouble) const
{
    json args = json::object();
    for (const Field &field : m_fields) {
        const QString text = field.edit->text().trimmed();
        if (text.isEmpty()) {
            continue; // the station says what is missing
        }
        if (field.key == QLatin1String("vial")) {
            args["vial"] = text.toStdString();
            continue;
        }
        const auto number = parseDecimal(text.toStdString());
        if (!number) {
            trouble = tr("%1: %2").arg(field.title, qstr(number.error().message));
            return {};
        }
        args[field.key.toStdString()] = number->value;
    }
    return args;
}

void DosePanel::typed()
{
    ++m_question;
    m_confirm->setChecked(false);
    m_overridable = m_forbidden = false;
    showVerdict(Verdict::Asking, tr("Checking ..."));
    m_checkSoon.start();
}

void DosePanel::check()
{
    QString trouble;
    const json args = inputs(trouble);
    if (!trouble.isEmpty()) {
        showVerdict(Verdict::Refused, trouble);
        return;
    }
    if (!m_model.attached()) {
        showVerdict(Verdict::Refused, tr("No station is attached: nothing can be checked, and nothing dosed."));
        return;
    }
    if (!args.contains("volume_mL")) {
        showVerdict(Verdict::Asking, tr("Type the dose and the vial's data: whether it is safe is said here."));
        return;
    }
    const int question = ++m_question;
    m_model.command(QStringLiteral("dose.check"), args, this, [this, question](const Result<json> &answer) {
        if (question != m_question) {
            return;
        }
        if (!answer) {
            showVerdict(Verdict::Refused, qstr(answer.error().message));
            return;
        }
        const bool safe = truthOf(*answer, "safe").value_or(false);
        const auto stretch = answer->find("override");
        m_overridable = !safe && stretch != answer->end() && truthOf(*stretch, "possible").value_or(false);
        const QString forbidden = textOf(*answer, "interlocks");
        m_forbidden = !forbidden.isEmpty();
        // The sentence of the check has its numbers in it.
        showVerdict(!forbidden.isEmpty() ? Verdict::Refused
                    : safe               ? Verdict::Safe
                                         : Verdict::Refused,
                    forbidden.isEmpty() ? withTitles(textOf(*answer, "sentence")) : forbidden);
    });
}

void DosePanel::showVerdict(Verdict verdict, const QString &sentence)
{
    m_state = verdict;
    const QString sign = verdict == Verdict::Safe      ? QStringLiteral("✓  ")
                         : verdict == Verdict::Refused ? QStringLiteral("✕  ")
                                                       : QString();
    m_verdict->setText(sign + sentence);
    dress();
    refresh();
}

void DosePanel::dress()
{
    const QColor colour = stateColour(m_state == Verdict::Safe      ? State::Good
                                      : m_state == Verdict::Refused ? State::Waiting
                                                                    : State::Busy);
    const QString style = QStringLiteral("#doseVerdict { background: %1; border: none; border-left: 4px solid %2;"
                                         " padding: 6px 8px; }")
                              .arg(softened(colour, palette()).name(), colour.name());
    if (m_verdict->styleSheet() != style) {
        m_verdict->setStyleSheet(style);
    }
}

void DosePanel::refresh()
{
    const QString titrator = m_model.state().titrator;
    const auto &devices = m_model.state().devices;
    const auto pump = std::find_if(devices.begin(), devices.end(), [&](const auto &d) { return d.id == titrator; });
    const bool there = m_model.attached() && pump != devices.end();
    const bool ready = there && pump->state == QLatin1String("ready");
    const bool initialised = there && pump->initialised.value_or(true);
    // A blocked plunger is a fault that initialising mends; the station knows whether it may.
    const bool mendable = ready || (there && pump->state == QLatin1String("fault"));
    m_pump->setText(!m_model.attached()                   ? QString()
                    : titrator == QLatin1String("manual") ? tr("Titrant is given by hand on this bench.")
                    : !there                              ? tr("This bench has no titrator.")
                    : !ready                              ? tr("%1 is not ready.").arg(titrator)
                    : !initialised ? tr("%1 is not initialised; it must be, before its first dose.").arg(titrator)
                                   : tr("%1 is initialised.").arg(titrator));
    m_confirmInitialise->setVisible(there);
    m_initialise->setVisible(there);
    m_initialise->setEnabled(mendable && !m_acting && m_confirmInitialise->isChecked());
    m_overrideBy->setVisible(m_overridable && !m_forbidden);
    m_overrideReason->setVisible(m_overridable && !m_forbidden);
    m_confirm->setEnabled((m_state == Verdict::Safe || overridden()) && ready && initialised && !m_acting);
    m_dose->setEnabled(m_confirm->isEnabled() && m_confirm->isChecked());
    const QString volume = field(QStringLiteral("volume_mL"))->text().trimmed();
    m_dose->setText(m_acting || volume.isEmpty() ? tr("Dose")
                    : overridden()               ? tr("Dose %1 mL against the check").arg(volume)
                                                 : tr("Dose %1 mL").arg(volume));
    m_dose->setToolTip(!ready                     ? m_pump->text()
                       : !initialised             ? tr("Initialise the pump first")
                       : m_state != Verdict::Safe ? tr("Refused until the check says safe")
                                                  : tr("Tick first that the numbers are this vial's"));
}

void DosePanel::dose()
{
    QString trouble;
    json args = inputs(trouble);
    if (!trouble.isEmpty() || (m_state != Verdict::Safe && !overridden()) || !m_confirm->isChecked()) {
        return;
    }
    if (m_state != Verdict::Safe) {
        args["override"] = {{"by", m_overrideBy->text().trimmed().toStdString()},
                            {"reason", m_overrideReason->text().trimmed().toStdString()}};
        m_overrideReason->clear(); // the next one needs a reason of its own
    }
    args["confirm"] = true;
    m_acting = true;
    m_confirm->setChecked(false); // the next dose needs a tick of its own
    refresh();
    m_model.command(QStringLiteral("dose"), args, this, [this](const Result<json> &answer) {
        m_acting = false;
        const auto delivered = answer ? numberOf(*answer, "delivered_mL") : std::nullopt;
        const bool known = answer && truthOf(*answer, "known").value_or(false) && delivered;
        takeIn(known ? delivered : std::nullopt);
        if (!answer) {
            const bool doubt = answer.error().code == ErrorCode::LinkLost || answer.error().code == ErrorCode::Timeout;
            emit said(MessageBar::Kind::Problem,
                      doubt ? tr("It is not known whether the dose was given: %1 Look at the pump and the vial; do not "
                                 "dose again before you know.")
                                  .arg(qstr(answer.error().message))
                            : qstr(answer.error().message));
            return;
        }
        const QString evidence = textOf(*answer, "evidence");
        if (known) {
            emit said(MessageBar::Kind::Done,
                      tr("Dosed %1 mL: %2.").arg(QString::number(*delivered, 'g', 5), evidence));
        } else {
            emit said(
                MessageBar::Kind::Problem,
                tr("It is not known how much was dosed. %1 Look at the pump and the vial; do not dose again before "
                   "you know.")
                    .arg(evidence));
        }
    });
}

bool DosePanel::overridden() const
{
    return m_overridable && !m_forbidden && !m_overrideBy->text().trimmed().isEmpty() &&
           !m_overrideReason->text().trimmed().isEmpty();
}

/// The vial is not what it was: what was dosed is in it now, and its pressure is another. Not known how much: neither.
void DosePanel::takeIn(std::optional<double> delivered_mL)
{
    QLineEdit *liquid = field(QStringLiteral("liquid_volume_mL"));
    const auto before = parseDecimal(liquid->text().toStdString());
    liquid->setText(delivered_mL && before ? QString::number(before->value + *delivered_mL, 'g', 6) : QString());
    field(QStringLiteral("initial_pressure_kPa"))->clear();
    field(QStringLiteral("volume_mL"))->clear();
    typed();
}

void DosePanel::initialise()
{
    m_acting = true;
    m_confirmInitialise->setChecked(false);
    refresh();
    m_model.command(QStringLiteral("titrator.initialise"), {{"confirm", true}}, this,
                    [this](const Result<json> &answer) {
                        m_acting = false;
                        refresh();
                        emit said(answer ? MessageBar::Kind::Done : MessageBar::Kind::Problem,
                                  answer ? tr("The pump is initialised.") : qstr(answer.error().message));
                    });
}

void DosePanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        dress();
    }
}

} // namespace tgc::desktop
