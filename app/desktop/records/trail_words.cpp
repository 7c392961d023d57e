// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/records/trail_words.h"

#include <QCoreApplication>
#include <array>
#include <utility>

#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("TrailWords", text);
}

constexpr std::array tables{std::pair{"store_info", QT_TRANSLATE_NOOP("TrailWords", "store")},
                            std::pair{"schema_migrations", QT_TRANSLATE_NOOP("TrailWords", "schema")},
                            std::pair{"cells", QT_TRANSLATE_NOOP("TrailWords", "cell")},
                            std::pair{"electrodes", QT_TRANSLATE_NOOP("TrailWords", "electrode")},
                            std::pair{"vials", QT_TRANSLATE_NOOP("TrailWords", "vial")},
                            std::pair{"syringes", QT_TRANSLATE_NOOP("TrailWords", "syringe")},
                            std::pair{"cylinders", QT_TRANSLATE_NOOP("TrailWords", "cylinder")},
                            std::pair{"titrants", QT_TRANSLATE_NOOP("TrailWords", "titrant")},
                            std::pair{"samples", QT_TRANSLATE_NOOP("TrailWords", "sample")},
                            std::pair{"draws", QT_TRANSLATE_NOOP("TrailWords", "draw")},
                            std::pair{"vial_steps", QT_TRANSLATE_NOOP("TrailWords", "vial step")},
                            std::pair{"care_acts", QT_TRANSLATE_NOOP("TrailWords", "act of GC care")},
                            std::pair{"runs", QT_TRANSLATE_NOOP("TrailWords", "run")},
                            std::pair{"run_drafts", QT_TRANSLATE_NOOP("TrailWords", "draft")},
                            std::pair{"methods", QT_TRANSLATE_NOOP("TrailWords", "method")},
                            std::pair{"calibrations", QT_TRANSLATE_NOOP("TrailWords", "calibration")},
                            std::pair{"results", QT_TRANSLATE_NOOP("TrailWords", "result")},
                            std::pair{"approvals", QT_TRANSLATE_NOOP("TrailWords", "approval")},
                            std::pair{"audit_trail", QT_TRANSLATE_NOOP("TrailWords", "entry")}};

} // namespace

QString whenText(const std::string &utc)
{
    return qstr(utc).left(19).replace(u'T', u' ');
}

QString personText(const db::AuditEntry &entry)
{
    return qstr(entry.operatorName.empty() ? entry.who : entry.operatorName);
}

QString accountText(const db::AuditEntry &entry)
{
    return translated(QT_TRANSLATE_NOOP("TrailWords", "account %1, %2")).arg(qstr(entry.who), qstr(entry.program));
}

QString actionText(const std::string &action)
{
    if (action == "migrated") {
        return translated(QT_TRANSLATE_NOOP("TrailWords", "brought up to date"));
    }
    if (action == "restored") {
        return translated(QT_TRANSLATE_NOOP("TrailWords", "restored"));
    }
    return qstr(action);
}

QString tableText(const std::string &table)
{
    for (const auto &[name, word] : tables) {
        if (table == name) {
            return translated(word);
        }
    }
    return qstr(table);
}

QString recordText(const std::string &table, db::RecordId id)
{
    if (table == "runs") {
        return tableText(table) + QStringLiteral(" R%1").arg(id);
    }
    return tableText(table) + QStringLiteral(" %1").arg(id);
}

QString recordText(const db::AuditEntry &entry)
{
    return recordText(entry.table, entry.recordId);
}

QString exceptionText(session::ExceptionKind kind)
{
    using Kind = session::ExceptionKind;
    switch (kind) {
    case Kind::Altered: return translated(QT_TRANSLATE_NOOP("TrailWords", "Not what was written"));
    case Kind::ApprovedReplaced: return translated(QT_TRANSLATE_NOOP("TrailWords", "Replaced an approved one"));
    case Kind::OwnApproval: return translated(QT_TRANSLATE_NOOP("TrailWords", "Own work approved"));
    case Kind::RetiredCurve: return translated(QT_TRANSLATE_NOOP("TrailWords", "Calibration retired"));
    case Kind::BrokenRun: return translated(QT_TRANSLATE_NOOP("TrailWords", "Broken run"));
    case Kind::ClockJump: return translated(QT_TRANSLATE_NOOP("TrailWords", "Clock was set"));
    case Kind::ManualEdit: return translated(QT_TRANSLATE_NOOP("TrailWords", "Edited by hand"));
    case Kind::UnusedPoint: return translated(QT_TRANSLATE_NOOP("TrailWords", "Standard left out"));
    case Kind::OutOfRange: return translated(QT_TRANSLATE_NOOP("TrailWords", "Out of range"));
    case Kind::Flagged: return translated(QT_TRANSLATE_NOOP("TrailWords", "Flagged"));
    case Kind::Simulated: return translated(QT_TRANSLATE_NOOP("TrailWords", "Simulated"));
    case Kind::Unsaved: return translated(QT_TRANSLATE_NOOP("TrailWords", "Edits not saved"));
    }
    return {};
}

} // namespace tgc::desktop
