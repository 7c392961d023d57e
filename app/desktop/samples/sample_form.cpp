// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/samples/sample_form.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/lab/sample_cells.h"
#include "app/desktop/lab/sample_columns.h"
#include "app/desktop/shell/elided_label.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/theme.h"
#include "app/session/safety_rows.h"

namespace tgc::desktop {

namespace {

QLabel *heading(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    QFont strong = label->font();
    strong.setWeight(QFont::DemiBold);
    label->setFont(strong);
    label->setContentsMargins(0, 8, 0, 0);
    return label;
}

} // namespace

SampleForm::SampleForm(SheetModel &sheet, QWidget *parent)
    : QWidget(parent),
      m_sheet(sheet),
      m_fieldsArea(new QWidget(this)),
      m_draws(new QGridLayout),
      m_heading(new ElidedLabel(this)), // a long name makes the form no wider
      m_worstCase(new QLabel(this))
{
    m_worstCase->setWordWrap(true);
    m_worstCase->setWhatsThis(
        tr("**Worst case**\n\nThe pressure in the vial if all foil and all plated charge turn into "
           "hydrogen after the water is dosed. It needs the vial's pressure rating."));
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    strong.setPointSizeF(strong.pointSizeF() + 1.0);
    m_heading->setFont(strong);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 12);
    column->setSpacing(4);
    column->addWidget(m_heading);
    auto *fields = new QVBoxLayout(m_fieldsArea);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(4);
    column->addWidget(m_fieldsArea);
    column->addStretch(1);
    for (const FormGroup &group : sampleFormGroups()) {
        fields->addWidget(heading(group.heading, this));
        auto *grid = new QGridLayout;
        grid->setVerticalSpacing(4);
        grid->setColumnStretch(1, 3);
        grid->setColumnStretch(3, 2);
        grid->setColumnMinimumWidth(0, 96);
        int row = 0;
        for (const std::string &name : group.columns) {
            addField(grid, row, qstr(name));
            row += 2; // the line between is the echo's
        }
        fields->addLayout(grid);
        const auto isGroupOf = [&](const char *name) {
            const int at = m_sheet.column(QString::fromLatin1(name));
            return group.heading == m_sheet.columns()[static_cast<std::size_t>(at)].group;
        };
        if (isGroupOf("charge_plated_mAh")) {
            auto *cycler = new QPushButton(tr("From a cycler file ..."), this);
            cycler->setObjectName(QStringLiteral("formCycler"));
            connect(cycler, &QPushButton::clicked, this, &SampleForm::cyclerRequested);
            fields->addWidget(cycler, 0, Qt::AlignLeft);
        }
        if (isGroupOf("vial_volume_mL")) {
            fields->addWidget(m_worstCase);
            fields->addWidget(heading(tr("Draws"), this));
            fields->addLayout(m_draws);
        }
    }
    connect(&m_sheet, &SheetModel::edited, this, [this] {
        if (!m_writing) {
            refresh();
        }
    });
    show({});
}

QLineEdit *SampleForm::makeEdit(int column)
{
    const SheetColumn &spec = m_sheet.columns()[static_cast<std::size_t>(column)];
    auto *edit = new QLineEdit(this);
    edit->setWhatsThis(QStringLiteral("**%1**\n\n%2").arg(spec.label, spec.help));
    edit->setAccessibleName(spec.label);
    edit->setObjectName(spec.name);
    if (spec.kind == SheetColumn::Kind::Number) {
        edit->setAlignment(Qt::AlignRight);
    }
    if (!spec.choices.isEmpty()) {
        edit->setPlaceholderText(spec.choices.join(QStringLiteral(" / ")));
    }
    return edit;
}

void SampleForm::addField(QGridLayout *grid, int row, const QString &column)
{
    const int at = m_sheet.column(column);
    const SheetColumn &spec = m_sheet.columns()[static_cast<std::size_t>(at)];
    auto *name = new QLabel(spec.label, this);
    auto *edit = makeEdit(at);
    auto *echo = new QLabel(this);
    echo->setForegroundRole(QPalette::PlaceholderText);
    echo->setWordWrap(true);
    echo->hide();
    name->setBuddy(edit);
    grid->addWidget(name, row, 0);
    grid->addWidget(echo, row + 1, 0, 1, 5);
    m_fields.push_back({at, edit, echo});
    const int uColumn = m_sheet.column(QStringLiteral("u_") + column);
    if (uColumn < 0) {
        grid->addWidget(edit, row, 1, 1, spec.unit.isEmpty() ? 4 : 3);
        if (!spec.unit.isEmpty()) {
            grid->addWidget(new QLabel(spec.unit, this), row, 4);
        }
    } else {
        auto *u = makeEdit(uColumn);
        u->setPlaceholderText(tr("u"));
        grid->addWidget(edit, row, 1);
        grid->addWidget(new QLabel(QStringLiteral("±"), this), row, 2);
        grid->addWidget(u, row, 3);
        grid->addWidget(new QLabel(spec.unit, this), row, 4);
        m_fields.push_back({uColumn, u, echo});
    }
    for (auto i = m_fields.size() - (uColumn < 0 ? 1 : 2); i < m_fields.size(); ++i) {
        const Field field = m_fields[i];
        connect(field.edit, &QLineEdit::textEdited, this, [this, field] { check(field); });
        connect(field.edit, &QLineEdit::editingFinished, this, [this, field] { commit(field.column, field.edit); });
    }
}

QLineEdit *SampleForm::field(const QString &column) const
{
    const int at = m_sheet.column(column);
    const auto hit = std::find_if(m_fields.begin(), m_fields.end(), [&](const Field &f) { return f.column == at; });
    return hit == m_fields.end() ? nullptr : hit->edit;
}

void SampleForm::show(const SampleRows &sample)
{
    m_sample = sample;
    refresh();
}

void SampleForm::commit(int column, const QLineEdit *edit)
{
    if (m_sample.rows.empty()) {
        return;
    }
    const SheetColumn &spec = m_sheet.columns()[static_cast<std::size_t>(column)];
    setSampleCells(m_sheet, m_sample, {{spec.name, edit->text()}}, spec.label);
}

void SampleForm::check(const Field &field) const
{
    const SheetColumn &spec = m_sheet.columns()[static_cast<std::size_t>(field.column)];
    const QString text = field.edit->text();
    const QString wrong = cellProblem(spec, text);
    const QString meant = understood(spec, text);
    QPalette colours = palette();
    if (!wrong.isEmpty()) {
        colours.setColor(QPalette::Base, softened(stateColour(State::Bad), colours));
    }
    field.edit->setPalette(colours);
    QString echo = wrong;
    if (wrong.isEmpty() && meant != text.trimmed()) {
        echo = tr("understood as %1 %2").arg(meant, spec.unit).trimmed();
    }
    field.echo->setText(echo);
    field.echo->setVisible(!echo.isEmpty());
}

void SampleForm::refresh()
{
    const bool any = hasSample();
    m_fieldsArea->setEnabled(any);
    using Kind = SampleRows::Kind;
    m_heading->setText(!any ? tr("No sample selected")
                            : (m_sample.kind == Kind::Blank  ? tr("Blank %1")
                               : m_sample.kind == Kind::Foil ? tr("Li foil %1")
                                                             : tr("Sample %1"))
                                  .arg(m_sample.sampleId));
    for (const Field &field : m_fields) {
        QString text;
        if (any) {
            for (const int row : m_sample.rows) {
                if (text = m_sheet.cell(row, field.column); !text.isEmpty()) {
                    break;
                }
            }
        }
        if (field.edit->text() != text) {
            field.edit->setText(text);
        }
        check(field);
    }
    refreshWorstCase();
    refreshDraws();
}

void SampleForm::refreshWorstCase()
{
    m_worstCase->hide();
    if (!hasSample() || m_sample.kind == SampleRows::Kind::Blank) {
        return;
    }
    const auto checked = session::safetyOf(m_sheet.table(m_sample.rows, {}));
    if (!checked || checked->rows.size() != 1 || !checked->rows.front().rating) {
        return; // what is wrong stands at its field, and without a rating there is nothing to hold a pressure against
    }
    const session::SafetyRow &row = checked->rows.front();
    const DoseSafety &worst = row.worst;
    QString text;
    if (worst.worst) {
        text = tr("Worst case %1 kPa absolute if all %2 mAh of lithium react; rating %3 kPa above the air outside.")
                   .arg(QLocale::c().toString(inKilopascals(*worst.worst), 'f', 0),
                        QLocale::c().toString(inMilliampereHours(*row.lithium), 'f', 1),
                        QLocale::c().toString(inKilopascals(*row.rating), 'f', 0));
    }
    if (!worst.safe) {
        text = tr("Do not dose:") + u' ' + qstr(worst.reason) + u'.';
    }
    QPalette colours = palette();
    if (!worst.safe) {
        colours.setColor(QPalette::WindowText, stateColour(State::Bad));
    }
    m_worstCase->setPalette(colours);
    m_worstCase->setText(text);
    m_worstCase->show();
}

bool SampleForm::hasSample() const
{
    return !m_sample.rows.empty() && m_sample.rows.back() < static_cast<int>(m_sheet.rows().size());
}

void SampleForm::refreshDraws()
{
    const bool any = hasSample();
    // While somebody types in a draw's field it must not be taken away.
    for (QWidget *widget : m_drawWidgets) {
        if (widget->hasFocus()) {
            return;
        }
    }
    for (QWidget *widget : m_drawWidgets) {
        widget->deleteLater();
        widget->hide();
    }
    m_drawWidgets.clear();
    if (!any) {
        return;
    }
    const auto put = [&](QWidget *widget, int row, int column) {
        m_draws->addWidget(widget, row, column);
        m_drawWidgets.push_back(widget);
    };
    int line = 0;
    const QStringList columns{QStringLiteral("injection_volume_mL"), QStringLiteral("area"), QStringLiteral("trace")};
    for (int c = 0; c < columns.size(); ++c) {
        const SheetColumn &spec = m_sheet.columns()[static_cast<std::size_t>(m_sheet.column(columns[c]))];
        put(new QLabel(spec.unit == QLatin1String("mL") ? tr("%1 (mL)").arg(spec.label) : spec.label, this), line,
            c + 1);
    }
    for (const int row : m_sample.rows) {
        ++line;
        put(new QLabel(QString::number(line), this), line, 0);
        for (int c = 0; c < columns.size(); ++c) {
            const int column = m_sheet.column(columns[c]);
            auto *edit = makeEdit(column);
            edit->setObjectName(QStringLiteral("%1 %2").arg(columns[c]).arg(line));
            edit->setText(m_sheet.cell(row, column));
            edit->setCursorPosition(0);
            edit->setToolTip(edit->text());
            connect(edit, &QLineEdit::editingFinished, this, [this, row, column, edit] {
                m_writing = true;
                m_sheet.setData(m_sheet.index(row, column), edit->text());
                m_writing = false;
            });
            put(edit, line, c + 1);
        }
    }
    auto *add = new QPushButton(tr("Add draw"), this);
    connect(add, &QPushButton::clicked, this, &SampleForm::addDrawRequested);
    m_draws->addWidget(add, line + 1, 1, 1, 2);
    m_drawWidgets.push_back(add);
}

} // namespace tgc::desktop
