// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/records/records_workspace.h"

#include <QDate>
#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/records/filter_panel.h"
#include "app/desktop/records/record_panel.h"
#include "app/desktop/records/trail_words.h"
#include "app/desktop/shell/empty_state.h"
#include "app/desktop/shell/jobs.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/shell/plain_table.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/tool_row.h"

namespace tgc::desktop {

namespace {

enum Page { TrailPage, ExceptionPage, NothingPage };

QStringList groupsOf(const Lab &lab)
{
    QStringList groups;
    for (const db::RunSummary &run : lab.runs()) {
        if (run.group && !run.group->empty()) {
            groups << qstr(*run.group);
        }
    }
    groups.removeDuplicates();
    groups.sort();
    return groups;
}

QString countText(qint64 number)
{
    return QLocale::c().toString(number);
}

} // namespace

RecordsWorkspace::RecordsWorkspace(Lab &lab, std::filesystem::path anchors, QWidget *parent)
    : Workspace(parent),
      m_lab(lab),
      m_anchors(std::move(anchors)),
      m_messages(new MessageBar(this)),
      m_filters(new FilterPanel(this)),
      m_trail(lab.store()),
      m_pages(new QStackedWidget(this)),
      m_trailView(makePlainTable(m_trail, this)),
      m_exceptionView(makePlainTable(m_exceptions, this)),
      m_record(new RecordPanel(this))
{
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(m_filters);
    split->addWidget(makeCentre());
    split->addWidget(m_record);
    split->setStretchFactor(1, 1);
    split->setSizes({250, 600, 350});
    split->setChildrenCollapsible(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_tools = makeToolBar();
    column->addWidget(m_tools);
    column->addWidget(m_messages);
    column->addWidget(split, 1);

    connect(m_filters, &FilterPanel::viewChosen, this, &RecordsWorkspace::showView);
    connect(m_filters, &FilterPanel::queryChanged, this, [this] { m_trail.show(m_filters->query()); });
    connect(m_filters, &FilterPanel::exceptionsChanged, this, &RecordsWorkspace::refreshExceptions);
    connect(&m_trail, &TrailModel::listed, this, &RecordsWorkspace::showView);
    connect(&m_trail, &TrailModel::pageRead, this, [this] {
        if (m_wanted != 0) {
            showEntry();
        }
    });
    connect(&m_trail, &TrailModel::failed, this,
            [this](const QString &sentence) { m_messages->say(MessageBar::Kind::Problem, sentence); });
    connect(m_trailView->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RecordsWorkspace::showEntry);
    connect(m_exceptionView->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RecordsWorkspace::showException);
    connect(m_record, &RecordPanel::approveRequested, this,
            [this](const QString &table, qint64 id, const QString &reviewer, const QString &statement) {
                approve(table, id, {reviewer.toStdString(), statement.toStdString()});
            });
    connect(m_record, &RecordPanel::takeBackRequested, this, &RecordsWorkspace::takeBack);
    const auto again = [this] {
        if (isVisible()) {
            refresh();
        }
    };
    connect(&lab, &Lab::loaded, this, again);
    connect(&lab, &Lab::runsChanged, this, again);
    auto *find = new QShortcut(QKeySequence::Find, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, this, [this] {
        m_filters->list()->setCurrentRow(0);
        m_filters->search()->setFocus(Qt::ShortcutFocusReason);
    });
    m_filters->setCounts([](auto) { return 0; }, false);
}

QWidget *RecordsWorkspace::makeToolBar()
{
    auto *row = new ToolRow(this);
    row->add(tr("Verify"),
             tr("Checks every record against the audit trail, the trail against its chain, and its end against the "
                "anchor outside the file"),
             [this] { verify(); });
    row->add(tr("Back up ..."), tr("Copies the store while it is in use, and reads the copy back"),
             [this] { chooseBackup(); });
    row->add(tr("Look again"), tr("Reads the trail and the exceptions anew"), [this] { refresh(); });
    row->addStretch();
    row->addLabel(tr("You are"));
    m_operator = new QLineEdit(row);
    m_operator->setObjectName(QStringLiteral("operator"));
    m_operator->setPlaceholderText(tr("your name"));
    m_operator->setMinimumWidth(180);
    m_operator->setMaximumWidth(260);
    m_operator->setAccessibleName(tr("Your name, for the audit trail"));
    m_operator->setWhatsThis(
        tr("**You are**\n\nYour name goes into the audit trail with everything that is changed from "
           "now on, beside the account of the computer. Change it when somebody else sits down."));
    row->addWidget(m_operator);
    connect(m_operator, &QLineEdit::editingFinished, this, [this] {
        m_record->setReviewer(m_operator->text().trimmed());
        emit operatorNamed(m_operator->text().trimmed());
    });
    return row;
}

QWidget *RecordsWorkspace::makeCentre()
{
    m_trailView->setObjectName(QStringLiteral("trail"));
    m_trailView->setWhatsThis(tr("**Audit trail**\n\nEvery change, the newest first: when, who, what, of which record "
                                 "and why. Choose one to see the record before and after. Nothing in it can be changed "
                                 "or removed; *Verify* shows that nothing was."));
    m_exceptionView->setObjectName(QStringLiteral("exceptions"));
    m_exceptionView->setWhatsThis(
        tr("**Review by exception**\n\nWhat a reviewer has to look at: edits by hand, left-out "
           "standards, broken runs, flags and the like. Choose one; a result or a calibration "
           "is approved at the right."));
    for (QTableView *view : {m_trailView, m_exceptionView}) {
        view->verticalHeader()->hide();
        view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed); // a long list asks no row for its height
        view->setSelectionMode(QAbstractItemView::SingleSelection);
        view->horizontalHeader()->setStretchLastSection(true);
    }
    const auto widths = [](QTableView *view, std::initializer_list<int> all) {
        int column = 0;
        for (const int width : all) {
            view->setColumnWidth(column++, width);
        }
    };
    widths(m_trailView, {64, 150, 110, 90, 110});
    widths(m_exceptionView, {200, 240, 90, 100});
    m_exceptionView->setColumnWidth(ExceptionModel::When, 150);
    m_pages->addWidget(m_trailView);
    m_pages->addWidget(m_exceptionView);
    m_pages->addWidget(new EmptyState(
        tr("Nothing to look at"),
        tr("Here stands what a reviewer has to see: peaks changed by hand, standards left out, broken runs, flags, "
           "approved results that were replaced. There is nothing of this kind among what is searched."),
        this));
    return m_pages;
}

QString RecordsWorkspace::title() const
{
    return tr("Records");
}

QString RecordsWorkspace::help() const
{
    return tr(
        "## Records\n\nEvery change of this store is in its **audit trail**: who, when, what, the values before and "
        "after, and why. Nothing in it can be changed.\n\n"
        "- **Review by exception** lists only what has to be looked at. What is not listed has nothing of the "
        "kind.\n"
        "- **Approve** says under your name that a result is right, and locks it. A later version is possible; it "
        "says that it took the place of an approved one, and is not approved itself.\n"
        "- **Verify** checks every record and every link of the trail, and its end against the anchor, a file "
        "outside the store that tells whether it was put back to an earlier state.\n"
        "- **Back up** copies the store while it is in use, and reads the copy back.\n"
        "- **You are** is the name that goes into the trail with what is changed from now on.\n"
        "- **Ctrl+F** searches the trail.");
}

bool RecordsWorkspace::showsSimulated() const
{
    return m_lab.anythingSimulated();
}

QString RecordsWorkspace::status() const
{
    const QString shown = m_filters->showsTrail()
                              ? (m_trail.rowCount() == 1 ? tr("%1 entry shown") : tr("%1 entries shown"))
                                    .arg(countText(m_trail.rowCount()))
                              : tr("%1 to look at").arg(countText(m_exceptions.rowCount()));
    return shown + QStringLiteral("   |   ") + (m_verified ? tr("verified") : tr("not verified since this was opened"));
}

QWidget *RecordsWorkspace::firstFocus()
{
    return m_filters->list();
}

void RecordsWorkspace::showEvent(QShowEvent *event)
{
    Workspace::showEvent(event);
    refresh();
}

void RecordsWorkspace::setOperator(const QString &name)
{
    m_operator->setText(name);
    m_record->setReviewer(name);
}

void RecordsWorkspace::askForOperator()
{
    m_operator->setFocus(Qt::OtherFocusReason);
    m_operator->selectAll();
}

void RecordsWorkspace::refresh()
{
    m_trail.show(m_filters->query());
    using Overview = std::pair<db::AuditChoices, db::TrailHead>;
    m_lab.store().ask<Overview>(
        this,
        [](db::Store &store) -> Result<Overview> {
            auto choices = db::auditChoices(store);
            auto head = choices ? store.trailHead() : fail(choices.error());
            return head ? Result<Overview>(Overview{std::move(*choices), std::move(*head)}) : fail(head.error());
        },
        [this](Result<Overview> overview) {
            if (overview) {
                m_filters->setChoices(overview->first, groupsOf(m_lab));
                m_filters->setTrailCount(overview->second.entries);
            }
        });
    refreshExceptions();
}

void RecordsWorkspace::refreshExceptions()
{
    using Found = Result<std::vector<session::Exception>>;
    const int search = ++m_search;
    ++m_waiting;
    // On a connection of its own: the store's other questions need not wait for it.
    m_lab.jobs().start<Found>(
        tr("Looking for exceptions"), this,
        [file = m_lab.store().file(), filter = m_filters->exceptionFilter()](QPromise<Found> &promise) {
            const auto store = db::Store::openReadOnly(file);
            promise.addResult(store ? session::exceptionsIn(*store, filter, [&] { return !promise.isCanceled(); })
                                    : Found(fail(store.error())));
        },
        [this, search](const Found &found) {
            --m_waiting;
            if (search != m_search) {
                return;
            }
            if (!found) {
                m_messages->say(MessageBar::Kind::Problem, qstr(found.error().message));
                return;
            }
            m_exceptions.setExceptions(*found);
            showView();
        });
}

void RecordsWorkspace::showView()
{
    const bool trail = m_filters->showsTrail();
    if (!trail) {
        m_exceptions.showOnly(m_filters->kind());
    }
    m_filters->setCounts([this](auto kind) { return m_exceptions.count(kind); }, m_verified);
    m_pages->setCurrentIndex(trail ? TrailPage : m_exceptions.rowCount() > 0 ? ExceptionPage : NothingPage);
    QTableView *view = trail ? m_trailView : m_exceptionView;
    if (view->model()->rowCount() > 0) {
        if (!view->currentIndex().isValid()) {
            view->selectRow(std::max(0, trail ? m_trail.rowOf(m_entry) : m_exceptions.rowOf(m_exception)));
        }
        trail ? showEntry() : showException();
    } else {
        ++m_question;
        m_shown = {};
        m_record->clear(trail ? tr("No entry is like this.") : tr("Nothing is chosen."));
    }
    emit changed();
}

void RecordsWorkspace::showEntry()
{
    const int row = m_trailView->currentIndex().row();
    if (!m_filters->showsTrail() || row < 0) {
        return;
    }
    m_entry = m_trail.numberAt(row);
    const db::AuditEntry *entry = m_trail.entryAt(row);
    m_wanted = entry == nullptr ? m_trail.numberAt(row) : 0; // its page is on the way
    if (entry != nullptr) {
        show([copy = *entry](db::Store &store) { return viewOfEntry(store, copy); });
    }
}

void RecordsWorkspace::showException()
{
    const session::Exception *one = m_exceptions.at(m_exceptionView->currentIndex().row());
    if (m_filters->showsTrail() || one == nullptr) {
        return;
    }
    m_exception = *one;
    if (one->table.empty() || one->table.front() == '(' || one->id == 0) { // the file as a whole
        ++m_question;
        m_shown = {};
        m_record->clear(qstr(one->sentence));
        return;
    }
    if (one->table == "audit_trail") {
        show([id = one->id](db::Store &store) -> Result<RecordView> {
            const auto entry = db::auditEntries(store, {id});
            return !entry           ? fail(entry.error())
                   : entry->empty() ? viewOfRecord(store, "audit_trail", id)
                                    : viewOfEntry(store, entry->front());
        });
        return;
    }
    show([table = one->table, id = one->id](db::Store &store) { return viewOfRecord(store, table, id); });
}

void RecordsWorkspace::show(std::function<Result<RecordView>(db::Store &)> question)
{
    m_shown = std::move(question);
    const int asked = ++m_question;
    m_lab.store().ask<RecordView>(this, m_shown, [this, asked](Result<RecordView> view) {
        if (asked != m_question) {
            return;
        }
        if (view) {
            m_record->show(*view);
        } else {
            m_record->clear(qstr(view.error().message));
        }
    });
}

} // namespace tgc::desktop
