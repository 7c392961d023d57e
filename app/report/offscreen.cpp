// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/offscreen.h"

#include <QGuiApplication>

#include <clocale>

namespace tgc::report {

namespace {

// Qt keeps references to both for as long as the application lives.
int argumentCount = 3;
char name[] = "tgc";
char option[] = "-platform";
char platform[] = "offscreen";
char *arguments[] = {name, option, platform, nullptr};

/// Qt complains of a locale that is not UTF-8, and then uses one that is: nothing that anybody has to act on.
void saySilently(QtMsgType, const QMessageLogContext &, const QString &) {}

} // namespace

Offscreen::Offscreen()
{
    if (QCoreApplication::instance() != nullptr) {
        return;
    }
    const auto before = qInstallMessageHandler(saySilently);
    m_application = std::make_unique<QGuiApplication>(argumentCount, arguments);
    std::setlocale(LC_MESSAGES, "C"); // the operating system's sentences stand within ours, which are English
    qInstallMessageHandler(before);
}

Offscreen::~Offscreen() = default;

} // namespace tgc::report
