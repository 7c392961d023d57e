// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tgc::desktop {

/// News that a person is told wherever he is.
struct Notice {
    enum class Kind {
        VialReady,
        VialOverdue,
        VialFault,
        DeviceFault,
        LineFailed,
        LineUnsuitable,
        QueueHeld,
        Interlock,
        Question,
        QueueDone
    };
    enum class Place { Day, Bench };

    Kind kind = Kind::VialReady;
    QString title; ///< "Vial V-07 is ready"
    QString text;  ///< what to do, or what is known

    [[nodiscard]] Place place() const
    {
        return kind == Kind::VialReady || kind == Kind::VialOverdue || kind == Kind::VialFault ? Place::Day
                                                                                               : Place::Bench;
    }
    /// Somebody has to come now.
    [[nodiscard]] bool isUrgent() const
    {
        return kind == Kind::VialFault || kind == Kind::DeviceFault || kind == Kind::Interlock;
    }
};

} // namespace tgc::desktop
