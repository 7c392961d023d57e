// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/lab/columns_in_words.h"

#include <QHash>
#include <QRegularExpression>

#include "app/desktop/lab/sample_columns.h"

namespace tgc::desktop {

namespace {

/// Only names that no sentence has by chance: `notes` and `group` are words.
const QHash<QString, QString> &labels()
{
    static const QHash<QString, QString> all = [] {
        QHash<QString, QString> made;
        for (const SheetColumn &column : sampleColumns()) {
            if (column.name.contains(u'_')) {
                made.insert(column.name, column.label);
            }
        }
        return made;
    }();
    return all;
}

} // namespace

QString columnsInWords(QString sentence)
{
    static const QRegularExpression name(QStringLiteral("\\b[a-z][a-z0-9]*(?:_[A-Za-z0-9]+)+\\b"));
    qsizetype from = 0;
    for (auto hit = name.match(sentence); hit.hasMatch(); hit = name.match(sentence, from)) {
        const auto label = labels().constFind(hit.captured());
        from = hit.capturedEnd();
        if (label != labels().constEnd()) {
            const QString words = u'"' + *label + u'"';
            sentence.replace(hit.capturedStart(), hit.capturedLength(), words);
            from = hit.capturedStart() + words.size();
        }
    }
    if (sentence.isEmpty()) {
        return sentence;
    }
    sentence[0] = sentence[0].toUpper();
    return sentence.endsWith(u'.') || sentence.endsWith(u'?') ? sentence : sentence + u'.';
}

} // namespace tgc::desktop
