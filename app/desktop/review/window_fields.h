// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "analysis/core/error.h"
#include "analysis/peaks/peak.h"

class QLineEdit;

namespace tgc::desktop {

/// "H2 at 0.87 ± 0.10 min": the retention window of the wanted peak; both empty: none. A channel's other targets, from a
/// method, are kept as they are.
class WindowFields : public QWidget {
    Q_OBJECT
public:
    explicit WindowFields(QWidget *parent = nullptr);

    void setTargets(std::vector<Target> targets);
    /// H2's among those set.
    [[nodiscard]] std::optional<Target> target() const;
    /// Those set with H2's as it stands in the fields; to the last bit as it was where nothing was typed. BadInput in one
    /// sentence where the two fields make no window.
    [[nodiscard]] Result<std::vector<Target>> typed() const;

signals:
    void committed(); ///< Enter

private:
    std::vector<Target> m_targets;
    QLineEdit *m_retention;
    QLineEdit *m_halfWindow;
};

} // namespace tgc::desktop
