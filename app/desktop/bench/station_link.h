// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <string>
#include <vector>

#include "app/desktop/bench/bench_link.h"
#include "app/station/client/station_client.h"

namespace tgc::desktop {

/// The link to a real station, over its socket. Looks about once a second for a bench whose station answers, and stays
/// with that bench; where its socket is gone and another bench's is there, it goes over to that.
class StationLink : public BenchLink {
    Q_OBJECT
public:
    explicit StationLink(QObject *parent = nullptr);

    void start() override;
    void command(const QString &name, nlohmann::json args, QObject *owner, Answer answer) override;
    void loadRun(const QString &spoolFolder, const QString &run, QObject *owner, LoadedRun loaded) override;

private:
    void look();
    void choose(const std::vector<std::string> &benches);

    station::StationClient m_client;
    QTimer m_lookAgain;
    std::string m_bench; ///< the one that is tried, or attached to
    bool m_looking = false;
};

} // namespace tgc::desktop
