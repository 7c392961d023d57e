// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/records/filter_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QRegularExpression>
#include <QRegularExpressionValidator>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "app/desktop/records/trail_words.h"
#include "app/desktop/shell/tells_what_is_cut.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

constexpr int typingPause_ms = 250;
constexpr int trailRow = 0;
constexpr int allRow = 1;
constexpr int rowHeight_px = 32;

QString counted(const QString &name, qint64 count)
{
    return QStringLiteral("%1 (%2)").arg(name, QLocale::c().toString(count));
}

QString chosen(const QComboBox *box)
{
    return box->currentData().toString();
}

void setItems(QComboBox *box, const QString &every, const std::vector<std::string> &items,
              QString (*words)(const std::string &))
{
    const QSignalBlocker quiet(box);
    const QString before = chosen(box);
    box->clear();
    box->addItem(every, QString());
    for (const std::string &item : items) {
        box->addItem(words(item), qstr(item));
    }
    box->setCurrentIndex(std::max(0, box->findData(before)));
}

QString asItIs(const std::string &text)
{
    return qstr(text);
}

} // namespace

FilterPanel::FilterPanel(QWidget *parent)
    : QFrame(parent),
      m_list(new QListWidget(this)),
      m_trailBox(new QWidget(this)),
      m_search(new QLineEdit(this)),
      m_person(new QComboBox(this)),
      m_action(new QComboBox(this)),
      m_table(new QComboBox(this)),
      m_since(new QLineEdit(this)),
      m_until(new QLineEdit(this)),
      m_reviewBox(new QWidget(this)),
      m_group(new QComboBox(this)),
      m_unapproved(new QCheckBox(tr("Only what is not approved"), this))
{
    setMinimumWidth(240);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setObjectName(QStringLiteral("recordViews"));
    m_list->setUniformItemSizes(true);
    tellWhatIsCut(*m_list);
    m_list->setWhatsThis(
        tr("**What to look at**\n\nThe whole audit trail, or by exception: only what a reviewer has to "
           "see. What is not listed has nothing of the kind."));
    m_search->setPlaceholderText(tr("Search the trail ..."));
    m_search->setClearButtonEnabled(true);
    m_search->setObjectName(QStringLiteral("trailSearch"));
    for (QLineEdit *date : {m_since, m_until}) {
        date->setPlaceholderText(QStringLiteral("YYYY-MM-DD"));
        date->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9-]{0,10}")), date));
    }
    for (QComboBox *box : {m_person, m_action, m_table, m_group}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
    }
    auto *trail = new QFormLayout(m_trailBox);
    trail->setContentsMargins(0, 0, 0, 0);
    trail->setVerticalSpacing(4);
    trail->addRow(m_search);
    trail->addRow(tr("Who"), m_person);
    trail->addRow(tr("What"), m_action);
    trail->addRow(tr("Record"), m_table);
    trail->addRow(tr("Since"), m_since);
    trail->addRow(tr("Until"), m_until);
    auto *review = new QFormLayout(m_reviewBox);
    review->setContentsMargins(0, 0, 0, 0);
    review->addRow(tr("Group"), m_group);
    review->addRow(m_unapproved);
    auto *boxes = new QVBoxLayout;
    boxes->setContentsMargins(12, 4, 12, 4);
    boxes->addWidget(m_trailBox);
    boxes->addWidget(m_reviewBox);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_list, 1);
    column->addLayout(boxes);
    fillList();

    m_soon.setSingleShot(true);
    m_soon.setInterval(typingPause_ms);
    connect(&m_soon, &QTimer::timeout, this, &FilterPanel::queryChanged);
    for (const QLineEdit *field : {m_search, m_since, m_until}) {
        connect(field, &QLineEdit::textChanged, &m_soon, qOverload<>(&QTimer::start));
    }
    for (const QComboBox *box : {m_person, m_action, m_table}) {
        connect(box, &QComboBox::currentIndexChanged, this, &FilterPanel::queryChanged);
    }
    connect(m_group, &QComboBox::currentIndexChanged, this, &FilterPanel::exceptionsChanged);
    connect(m_unapproved, &QCheckBox::toggled, this, &FilterPanel::exceptionsChanged);
    connect(m_list, &QListWidget::currentRowChanged, this, [this] {
        m_trailBox->setVisible(showsTrail());
        m_reviewBox->setVisible(!showsTrail());
        emit viewChosen();
    });
    setChoices({}, {});
    m_list->setCurrentRow(trailRow);
    m_reviewBox->hide();
}

void FilterPanel::fillList()
{
    m_list->addItem(tr("Audit trail"));
    m_list->addItem(tr("Review by exception"));
    for (const session::ExceptionKind kind : session::exceptionKinds) {
        m_list->addItem(QStringLiteral("    ") + exceptionText(kind));
    }
    for (int row = 0; row < m_list->count(); ++row) {
        m_list->item(row)->setSizeHint(QSize(0, rowHeight_px)); // hit with gloves on
    }
}

void FilterPanel::setTrailCount(qint64 entries)
{
    m_list->item(trailRow)->setText(counted(tr("Audit trail"), entries));
}

void FilterPanel::setCounts(const std::function<int(std::optional<session::ExceptionKind>)> &count, bool verified)
{
    m_list->item(allRow)->setText(counted(tr("Review by exception"), count(std::nullopt)));
    int row = allRow;
    for (const session::ExceptionKind kind : session::exceptionKinds) {
        const int found = count(kind);
        // That nothing was altered is known only once somebody has looked.
        const bool unknown = kind == session::ExceptionKind::Altered && !verified && found == 0;
        QListWidgetItem *item = m_list->item(++row);
        item->setText(QStringLiteral("    ") + (unknown ? tr("%1 (not verified)").arg(exceptionText(kind))
                                                        : counted(exceptionText(kind), found)));
        QFont font = m_list->font();
        font.setBold(found > 0 && kind == session::ExceptionKind::Altered);
        item->setFont(font);
    }
}

void FilterPanel::setChoices(const db::AuditChoices &choices, const QStringList &groups)
{
    setItems(m_person, tr("everybody"), choices.persons, asItIs);
    setItems(m_action, tr("everything"), choices.actions, actionText);
    setItems(m_table, tr("all records"), choices.tables, tableText);
    std::vector<std::string> names;
    for (const QString &group : groups) {
        names.push_back(group.toStdString());
    }
    setItems(m_group, tr("all groups"), names, asItIs);
}

bool FilterPanel::showsTrail() const
{
    return m_list->currentRow() <= trailRow;
}

std::optional<session::ExceptionKind> FilterPanel::kind() const
{
    const int row = m_list->currentRow() - allRow - 1;
    return row < 0 ? std::nullopt : std::optional(session::exceptionKinds.at(static_cast<std::size_t>(row)));
}

void FilterPanel::choose(std::optional<session::ExceptionKind> kind)
{
    int row = allRow;
    if (kind) {
        const auto found = std::find(session::exceptionKinds.begin(), session::exceptionKinds.end(), *kind);
        row = allRow + 1 + static_cast<int>(found - session::exceptionKinds.begin());
    }
    m_list->setCurrentRow(row);
}

db::AuditQuery FilterPanel::query() const
{
    const auto text = [](const QString &said) {
        return said.trimmed().isEmpty() ? std::nullopt : std::optional(said.trimmed().toStdString());
    };
    db::AuditQuery query;
    query.text = text(m_search->text());
    query.person = text(chosen(m_person));
    query.action = text(chosen(m_action));
    query.table = text(chosen(m_table));
    query.since = text(m_since->text());
    query.until = text(m_until->text());
    return query;
}

session::ExceptionFilter FilterPanel::exceptionFilter() const
{
    session::ExceptionFilter filter;
    if (const QString group = chosen(m_group); !group.isEmpty()) {
        filter.group = group.toStdString();
    }
    filter.unapprovedOnly = m_unapproved->isChecked();
    filter.verify = false; // that is the button's work
    return filter;
}

} // namespace tgc::desktop
