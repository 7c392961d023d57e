// SPDX-License-Identifier: GPL-3.0-or-later
// What the Records workspace does: approve, take back, verify, back up.
#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>

#include "app/desktop/records/filter_panel.h"
#include "app/desktop/records/record_panel.h"
#include "app/desktop/records/records_workspace.h"
#include "app/desktop/shell/jobs.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

/// A job tells how far it is, in thousandths, and hears whether it is still wanted.
template <class T>
std::function<bool(double)> toldTo(QPromise<T> &promise)
{
    constexpr int whole = 1000;
    promise.setProgressRange(0, whole);
    return [&promise](double part) {
        promise.setProgressValue(static_cast<int>(whole * part));
        return !promise.isCanceled();
    };
}

/// Notes are told in lines of their own on the command line; here they stand behind a full stop.
QString asSentence(QString note)
{
    if (!note.isEmpty()) {
        note[0] = note[0].toUpper();
    }
    return note;
}

session::Exception exceptionOf(const db::Alteration &alteration)
{
    session::Exception one;
    one.kind = session::ExceptionKind::Altered;
    one.subject = alteration.table + (alteration.id ? " " + std::to_string(*alteration.id) : std::string());
    one.of = "record";
    one.table = alteration.table;
    one.id = alteration.id.value_or(0);
    one.sentence = alteration.what;
    return one;
}

} // namespace

void RecordsWorkspace::approve(const QString &table, qint64 id, const db::ApprovalWords &words)
{
    m_lab.store().ask<db::GivenApproval>(
        this,
        [result = table == QLatin1String("results"), id, words](db::Store &store) {
            return result ? db::approveResult(store, id, words) : db::approveCalibrationAs(store, id, words);
        },
        [this, words](Result<db::GivenApproval> given) {
            if (!given) {
                m_messages->say(MessageBar::Kind::Problem, qstr(given.error().message));
                return;
            }
            const QString reviewer = qstr(words.reviewer);
            switch (given->ownWork) {
            case db::OwnWork::No:
                m_messages->say(MessageBar::Kind::Done, tr("Approved and locked by %1.").arg(reviewer));
                break;
            case db::OwnWork::Yes:
                m_messages->say(MessageBar::Kind::Note,
                                tr("Approved and locked, and marked as own work: %1 made it.").arg(reviewer));
                break;
            case db::OwnWork::NotKnown:
                m_messages->say(MessageBar::Kind::Note,
                                tr("Approved and locked by %1. It was made from the same account (%2) and nobody said "
                                   "by whom: that is marked.")
                                    .arg(reviewer, qstr(given->madeBy)));
                break;
            }
            m_lab.refreshCalibrations();
            refresh();
        });
}

void RecordsWorkspace::takeBack(qint64 result)
{
    m_messages->ask(tr("Why is the approval taken back?"), tr("reason, for the audit trail"), tr("Take back"),
                    [this, result](const QString &reason) {
                        m_lab.store().ask<void>(
                            this,
                            [result, text = reason.toStdString()](db::Store &store) {
                                return db::takeBackApproval(store, result, text);
                            },
                            [this](Result<void> done) {
                                if (done) {
                                    m_messages->say(MessageBar::Kind::Done,
                                                    tr("The approval was taken back. It stays on record."));
                                    refresh();
                                } else {
                                    m_messages->say(MessageBar::Kind::Problem, qstr(done.error().message));
                                }
                            });
                    });
}

void RecordsWorkspace::verify()
{
    using Checked = Result<session::CheckedStore>;
    ++m_waiting;
    m_messages->say(MessageBar::Kind::Note, tr("Checking every record ..."));
    m_lab.jobs().start<Checked>(
        tr("Verifying"), this,
        [file = m_lab.store().file(), anchors = m_anchors](QPromise<Checked> &promise) {
            promise.addResult(session::checkStore(file, anchors, toldTo(promise)));
        },
        [this](const Checked &checked) {
            --m_waiting;
            if (checked) {
                tell(*checked);
            } else {
                m_messages->say(MessageBar::Kind::Problem, qstr(checked.error().message));
            }
        });
}

void RecordsWorkspace::tell(const session::CheckedStore &checked)
{
    m_verified = true;
    std::vector<session::Exception> altered;
    for (const db::Alteration &each : checked.altered) {
        altered.push_back(exceptionOf(each));
    }
    m_exceptions.setAltered(std::move(altered));
    QStringList said;
    for (const std::string &note : checked.notes) {
        said << asSentence(qstr(note));
    }
    if (!checked.unanchored.empty()) {
        said << asSentence(
            tr("%1: that the file was not put back to an earlier state is not shown").arg(qstr(checked.unanchored)));
    }
    if (checked.altered.empty()) {
        m_messages->say(
            checked.unanchored.empty() ? MessageBar::Kind::Done : MessageBar::Kind::Note,
            tr("Nothing was altered: every record, and all %1 entries of the trail, are as they were "
               "written. %2.")
                .arg(QLocale::c().toString(static_cast<qlonglong>(checked.entries)), said.join(QStringLiteral(". "))));
    } else {
        const db::Alteration &first = checked.altered.front();
        m_messages->say(
            MessageBar::Kind::Problem,
            tr("The store was altered: %n finding(s). %1: %2.", nullptr, static_cast<int>(checked.altered.size()))
                .arg(qstr(exceptionOf(first).subject), qstr(first.what)),
            tr("Show them"), [this] { m_filters->choose(session::ExceptionKind::Altered); });
    }
    showView();
}

void RecordsWorkspace::chooseBackup()
{
    const QFileInfo store(qstr(m_lab.store().file().string()));
    const QString name =
        QStringLiteral("%1-%2.sqlite").arg(store.completeBaseName(), QDate::currentDate().toString(Qt::ISODate));
    const QString file = QFileDialog::getSaveFileName(this, tr("Back up the store"), store.dir().filePath(name),
                                                      tr("Stores (*.sqlite)"));
    if (!file.isEmpty()) {
        backUp(file);
    }
}

void RecordsWorkspace::backUp(const QString &file)
{
    struct Outcome {
        Result<db::TrailHead> head;
        std::string warning;
    };
    ++m_waiting;
    m_messages->say(MessageBar::Kind::Note, tr("Copying the store, and reading the copy back ..."));
    const std::string now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString();
    m_lab.jobs().start<Outcome>(
        tr("Backing up"), this,
        [from = m_lab.store().file(), to = file.toStdString(), anchors = m_anchors, now](QPromise<Outcome> &promise) {
            Outcome outcome{db::TrailHead{}, {}};
            outcome.head = session::backUpStore(from, to, anchors, now, outcome.warning, toldTo(promise));
            promise.addResult(std::move(outcome));
        },
        [this, file](const Outcome &outcome) {
            --m_waiting;
            if (!outcome.head) {
                m_messages->say(MessageBar::Kind::Problem,
                                tr("No backup was made: %1").arg(qstr(outcome.head.error().message)));
                return;
            }
            const QString done = tr("%1 is a whole backup, read back record by record: %2 entries of the trail.")
                                     .arg(QFileInfo(file).fileName(),
                                          QLocale::c().toString(static_cast<qlonglong>(outcome.head->entries)));
            if (outcome.warning.empty()) {
                m_messages->say(MessageBar::Kind::Done, done);
            } else {
                m_messages->say(MessageBar::Kind::Note, done + u' ' + qstr(outcome.warning));
            }
        });
}

} // namespace tgc::desktop
