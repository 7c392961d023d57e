// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <filesystem>
#include <optional>

#include "app/desktop/shell/message_bar.h"

class QProcess;

namespace tgc::desktop {

/// Starts what a bench needs where none runs: the station, which outlives this window; or the simulated bench with a
/// station and a store of its own, which end with this program.
class BenchStarter : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// `store` empty: the station's own.
    void startStation(const QString &benchFile, const std::optional<std::filesystem::path> &store);
    /// `program` is the command line's.
    void startSimulated(const QString &program, const QString &folder);

signals:
    void said(tgc::desktop::MessageBar::Kind kind, const QString &sentence);
    /// The simulated bench runs, with its station.
    void simulatedRuns();

private:
    void start(const QString &benchFile, const std::optional<std::filesystem::path> &store, bool endsWithUs);

    bool m_starting = false;
    QProcess *m_simulation = nullptr;
};

} // namespace tgc::desktop
