// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>
#include <QStringList>

#include <map>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "tests/shared_data.h"

/// Small readers of the public chromatograms beside the checkout, independent of the importers they help to check.
struct ReferencePeak {
    QString name;
    double apex_s = 0.0;
    double area = 0.0;
    QString areaUnit;
    QString height;
    QString start_s; ///< empty where the vendor does not give it
    QString end_s;
    QString baselineStart;
    QString baselineEnd;
    QString type;
};

inline QString chromatogramFile(const QString &set, const QString &file)
{
    return QString::fromStdString((sharedData() / "chromatograms").string()) + "/" + set + "/" + file;
}

/// peaks.csv of a set, by chromatogram.
inline std::map<QString, std::vector<ReferencePeak>> referencePeaks(const QString &set)
{
    std::map<QString, std::vector<ReferencePeak>> peaks;
    QFile file(chromatogramFile(set, "peaks.csv"));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text)) {
        return peaks;
    }
    file.readLine();
    while (!file.atEnd()) {
        const QStringList f = QString::fromUtf8(file.readLine()).trimmed().split(',');
        if (f.size() < 15) {
            continue;
        }
        peaks[f[0]].push_back({f[2], f[3].toDouble(), f[4].toDouble(), f[5], f[6], f[8], f[9], f[11], f[13], f[14]});
    }
    return peaks;
}

/// A two-column trace (time_s, signal) after one header line.
[[nodiscard]] inline tgc::Result<tgc::Chromatogram> readTrace(const QString &path)
{
    QFile file(path);
    std::vector<double> times;
    std::vector<double> values;
    if (file.open(QIODevice::ReadOnly | QIODevice::Text)) {
        file.readLine();
        while (!file.atEnd()) {
            const QByteArray line = file.readLine();
            const qsizetype comma = line.indexOf(',');
            times.push_back(line.left(comma).toDouble());
            values.push_back(line.mid(comma + 1).trimmed().toDouble());
        }
    }
    return tgc::Chromatogram::create(std::move(times), std::move(values), "u");
}

/// One channel of a LabSolutions text export: the [Chromatogram (ChN)] section at its stated interval.
[[nodiscard]] inline tgc::Result<tgc::Chromatogram> readLabSolutions(const QString &path, const QString &channel)
{
    QFile file(path);
    std::vector<double> values;
    double interval_s = 0.0;
    bool inside = false;
    if (file.open(QIODevice::ReadOnly | QIODevice::Text)) {
        while (!file.atEnd()) {
            const QByteArray line = file.readLine().trimmed();
            if (line.startsWith('[')) {
                inside = line == QString("[Chromatogram (%1)]").arg(channel).toUtf8();
                continue;
            }
            const QList<QByteArray> fields = line.contains(';') ? line.split(';') : line.split(',');
            if (!inside || fields.size() < 2) {
                continue;
            }
            if (fields[0] == "Interval(msec)") {
                interval_s = fields[1].toDouble() / 1000.0;
            }
            bool number = false;
            (void)fields[0].toDouble(&number);
            if (number) {
                values.push_back(fields[1].toDouble());
            }
        }
    }
    return tgc::Chromatogram::uniform(tgc::seconds(0.0), tgc::seconds(interval_s), std::move(values), "uV");
}
