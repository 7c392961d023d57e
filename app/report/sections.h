// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "app/report/block.h"
#include "app/report/content.h"

/// The parts of a report, in the order in which they are printed.
namespace tgc::report {

/// What is told of the printing itself.
struct Printing {
    QString program;   ///< name and version
    QString at_utc;
    QString person;    ///< who prints it; may be empty
};

void addTitlePage(Blocks &blocks, const Content &content, const Printing &printing);
/// Bars, the breakdown in two tables, and replicates where a group has some.
void addBreakdown(Blocks &blocks, const Content &content);
void addReplicates(Blocks &blocks, const Content &content);
/// Welch's test and Hedges' g of each pair, where the report covers several groups with replicates.
void addGroupComparison(Blocks &blocks, const Content &content);
void addFlags(Blocks &blocks, const Content &content);
/// What the numbers assume, and what a person has to look at.
void addAssumptions(Blocks &blocks, const Content &content);
void addMethod(Blocks &blocks, const Content &content);
void addCalibration(Blocks &blocks, const ReportedCurve &reported);
/// Vial, draws, hydrogen, chromatograms, uncertainty budget.
void addSample(Blocks &blocks, const Content &content, const ReportedSample &sample);
void addBudget(Blocks &blocks, const ReportedSample &sample);
void addBlanks(Blocks &blocks, const Content &content);
/// A run by itself: what it is, its chromatogram, its peaks, and the amount by the curve.
void addRun(Blocks &blocks, const Content &content);
void addChromatogram(Blocks &blocks, const ReportedRun &run, const QString &caption);
/// Where each number comes from.
void addProvenance(Blocks &blocks, const Content &content);

} // namespace tgc::report
