// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/bench/dosing.h"
#include "app/session/bench/line_base.h"
#include "app/session/bench/reaction.h"

namespace tgc::bench {

/// Doses the vial of one line of the queue, once, by the pump or by a person. What an earlier station asked for, or this
/// one before a person had the line done again, is never given once more.
class LineDose : LineBase {
public:
    LineDose(BenchParts &parts, LineState begun, LineHooks hooks);

    /// The reaction that has begun. The error is why the line failed, or that it was interrupted (then the waiter says so).
    [[nodiscard]] Result<Reaction> run();

private:
    [[nodiscard]] Result<Reaction> dose();
    [[nodiscard]] Result<Reaction> doseOfBefore();
    [[nodiscard]] Result<Reaction> doseByHand(const DoseQuestion &question, const DoseLeave &leave);
    /// On the disk before anything is asked for: a dose that may have been given is never given again.
    [[nodiscard]] Result<void> keepAsked(bool byHand);
    /// What became of it. Where the disk refuses, the line goes on; a station after this one then finds it unknown.
    void keepDose(const DoseFact &dose);
    void keepAnswer(const std::optional<double> &delivered_mL, double atMost_mL, const std::string &evidence,
                    const std::string &utc, const std::string &by = {});
    void markOverride(const DoseLeave &leave);
    [[nodiscard]] Result<void> deviceThere(const std::string &id);
    /// While the queue is held no dose is begun.
    [[nodiscard]] Result<void> notHeld();
    /// The needle at the vial, until it is let go; none where no sampler moves it.
    [[nodiscard]] Result<Needle::Hold> needleAtVial();
    /// That neither the worst case nor an interlock keeps this line from dosing.
    [[nodiscard]] Result<DoseLeave> leaveToDose(const DoseQuestion &question);
    /// Interlocks that were not heard of yet are waited for, the others are asked.
    [[nodiscard]] Result<void> interlocksLet();
    /// Whose doses count together: the sample, or without a name the vial's position.
    [[nodiscard]] std::string vialKey() const;
    /// No interlock has tripped since a person was asked to dose.
    [[nodiscard]] bool questionStands(std::string &why);

    DoseFact m_dose;
};

} // namespace tgc::bench
