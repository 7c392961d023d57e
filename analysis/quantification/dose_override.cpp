// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/dose_override.h"

namespace tgc {

DoseOverride doseOverride(const DoseQuestion &question)
{
    DoseSafetyOptions used;
    used.usableRating = 1.0;
    used.leastFreeShare = 0.05;
    used.mostHydrogen = micromoles(1000.0);
    DoseOverride answer{false, doseSafety(question), doseSafety(question, used), {}};
    if (answer.asked.safe) {
        answer.sentence = "there is nothing to override";
    } else if (!answer.asked.missing.empty()) {
        answer.sentence = "what is not known cannot be overridden";
    } else if (!answer.stretched.safe) {
        answer.sentence = "no word overrides this: " + answer.stretched.reason;
    } else {
        answer.possible = true;
        answer.sentence = answer.asked.reason;
    }
    return answer;
}

} // namespace tgc
