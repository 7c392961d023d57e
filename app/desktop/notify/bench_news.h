// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QSet>
#include <optional>
#include <vector>

#include "app/desktop/bench/bench_state.h"
#include "app/desktop/notify/notice.h"

namespace tgc::desktop {

/// What is new about the bench since it was last looked at, each thing once: a line that failed or is not suitable, a queue that holds or is
/// through, an interlock that tripped, a device at fault, a question for a person. Of what was so already when it is first
/// looked at only that is told which still waits for somebody: interlocks, faults, questions.
class BenchNews {
public:
    [[nodiscard]] std::vector<Notice> look(const BenchState &state);

private:
    void lookAtLines(const BenchState &state, std::vector<Notice> &news);
    void lookAtQueue(const BenchState &state, std::vector<Notice> &news);
    void lookAtInterlocks(const BenchState &state, std::vector<Notice> &news);
    void lookAtDevices(const BenchState &state, std::vector<Notice> &news);
    void lookAtPrompts(const BenchState &state, std::vector<Notice> &news);

    QString m_bench; ///< another bench has other lines
    QMap<qint64, QString> m_lines; ///< their states
    QMap<qint64, QString> m_verdicts; ///< of the lines
    std::optional<bool> m_running;
    bool m_unfinished = false;
    QSet<QString> m_tripped;
    QSet<QString> m_faulty;
    QSet<QString> m_asked;
};

} // namespace tgc::desktop
