// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>

#include "app/formats/read_table.h"
#include "app/session/evaluate.h"

/// What the tests of evaluated tables share.
namespace tgc::test {

inline formats::TextTable table(const char *csv, const char *name = "samples.csv")
{
    auto read = formats::parseTable(csv, name);
    if (!read) {
        qFatal("%s", read.error().message.c_str());
    }
    return *read;
}

/// Exact line through zero of 400 a nmol, but for a scatter that cancels in the coefficients.
inline Calibration curve()
{
    const auto made = session::calibrateStandards(table("level,replicate,amount_nmol,area\n"
                                                        "1,1,50,20010\n1,2,50,19990\n2,1,100,39990\n2,2,100,40010\n"
                                                        "3,1,200,80010\n3,2,200,79990\n",
                                                        "standards.csv"),
                                                  {}, {});
    if (!made) {
        qFatal("%s", made.error().message.c_str());
    }
    return made->curve;
}

[[nodiscard]] inline Result<session::Evaluation> run(const char *samples, const char *blanks = nullptr,
                                                     const session::EvaluationOptions &options = {})
{
    const auto blankTable = blanks ? std::optional(table(blanks, "blanks.csv")) : std::nullopt;
    return session::evaluate(table(samples), blankTable, curve(), options, {});
}

inline bool hasFlag(const Breakdown &row, const char *flag)
{
    return std::find(row.flags.begin(), row.flags.end(), flag) != row.flags.end();
}

} // namespace tgc::test
