// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/cycler/cell_choices.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSignalBlocker>

#include "analysis/core/decimal.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

const QString symmetric = QStringLiteral("Li||Li");

} // namespace

CellChoices::CellChoices(QWidget *parent)
    : QWidget(parent), m_type(new QComboBox(this)), m_plating(new QComboBox(this)), m_cutoff(new QLineEdit(this))
{
    m_type->setObjectName(QStringLiteral("cyclerCellType"));
    m_type->addItem(tr("not said"), QString());
    for (const CellType type :
         {CellType::LiCu, CellType::Reservoir, CellType::AnodeFree, CellType::Foil, CellType::Host}) {
        m_type->addItem(qstr(toString(type)), qstr(toString(type)));
    }
    m_type->addItem(symmetric, symmetric);
    m_type->setWhatsThis(
        tr("**Cell type**\n\nSays which direction plates on the titrated electrode: discharge in `Li||Cu`, `reservoir` "
           "and `host`, charge in `anode-free` and `foil`. It is held against the voltages, and charges that "
           "contradict it are refused. `Li||Li` is refused: its charge does not tell one electrode's loss."));
    m_plating->setObjectName(QStringLiteral("cyclerPlating"));
    m_plating->addItem(tr("discharge"));
    m_plating->addItem(tr("charge"));
    m_plating->setWhatsThis(
        tr("**Plating**\n\nThe direction that plates metal on the titrated electrode. The cell type says it, "
           "except of a host, which may be in a half cell or in a full cell."));
    m_cutoff->setObjectName(QStringLiteral("cyclerCutoff"));
    m_cutoff->setAlignment(Qt::AlignRight);
    m_cutoff->setPlaceholderText(tr("V, where stripping was to end"));
    m_cutoff->setWhatsThis(
        tr("**Cut-off**\n\nThe voltage at which stripping was to end. With it the result says whether the last strip "
           "reached it, to 1 % or 5 mV. If it did not, metal found by titration is partly active."));
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(4);
    form->addRow(tr("Cell type"), m_type);
    form->addRow(tr("Plating is"), m_plating);
    form->addRow(tr("Cut-off"), m_cutoff);
    connect(m_type, &QComboBox::activated, this, [this] { m_byHand = true; });
    connect(m_type, &QComboBox::currentIndexChanged, this, [this] {
        followType();
        emit changed();
    });
    connect(m_plating, &QComboBox::currentIndexChanged, this, &CellChoices::changed);
    connect(m_cutoff, &QLineEdit::textEdited, this, &CellChoices::changed);
}

void CellChoices::followType()
{
    const auto type = cellTypeFromString(m_type->currentData().toString().toStdString());
    const bool free = !type || type == CellType::Host;
    m_plating->setEnabled(free);
    m_plating->setToolTip(free ? QString() : tr("The cell type says it"));
    if (type) {
        const QSignalBlocker quiet(m_plating);
        m_plating->setCurrentIndex(platingOf(*type) == CycleDirection::Charging ? 1 : 0);
    }
}

CycleDirection CellChoices::plating() const
{
    return m_plating->currentIndex() == 1 ? CycleDirection::Charging : CycleDirection::Discharging;
}

void CellChoices::suggestType(const QString &type)
{
    const int at = m_type->findData(type);
    if (!m_byHand && at >= 0) {
        m_type->setCurrentIndex(at);
    }
}

Result<session::CyclerReading> CellChoices::reading() const
{
    const QString type = m_type->currentData().toString();
    if (type == symmetric) {
        return fail(ErrorCode::BadInput, std::string(whySymmetricIsRefused));
    }
    session::CyclerReading reading;
    reading.cellType = cellTypeFromString(type.toStdString());
    reading.plating = plating();
    if (const QString typed = m_cutoff->text().trimmed(); !typed.isEmpty()) {
        const auto volts = parseDecimal(typed.toStdString());
        if (!volts) {
            return fail(ErrorCode::BadInput, tr("Cut-off: %1").arg(qstr(volts.error().message)).toStdString());
        }
        reading.cutoff_V = volts->value;
    }
    return reading;
}

} // namespace tgc::desktop
