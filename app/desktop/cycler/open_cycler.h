// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPromise>
#include <QStringList>
#include <memory>
#include <vector>

#include "app/desktop/plot/cycler_plot.h"
#include "app/session/cycler_source.h"

namespace tgc::desktop {

/// A cycler file as the worker read it.
struct OpenedCycler {
    std::shared_ptr<const session::CyclerSource> source; ///< empty: it could not be read
    DrawnCycling drawn;
    std::vector<Stretches> stretches_h; ///< of each half cycle on the drawn time
    bool restarts = false;              ///< the time goes back: what follows is drawn behind what came before
    QString problem;
    QStringList headings; ///< of a table whose columns are not known: somebody must say what they hold
};

/// What of a file that was read deserves a look: what its reader noticed, with the lines, and of each half cycle.
[[nodiscard]] QStringList noticed(const OpenedCycler &opened);

/// Reads the file, with progress in percent; a cancelled promise stops it. `layouts` empty: the known ones.
void openCycler(const QString &file, const std::vector<formats::CyclerLayout> &layouts,
                QPromise<OpenedCycler> &promise);

} // namespace tgc::desktop
