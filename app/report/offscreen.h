// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

class QGuiApplication;

namespace tgc::report {

/// What Qt needs to draw with, without a display: for programs that have no windows. Does nothing where there is an
/// application already. To be held while a report is written.
class Offscreen {
public:
    Offscreen();
    ~Offscreen();
    Offscreen(const Offscreen &) = delete;
    Offscreen &operator=(const Offscreen &) = delete;

private:
    std::unique_ptr<QGuiApplication> m_application;
};

} // namespace tgc::report
