// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "analysis/core/error.h"
#include "analysis/peaks/peak.h"

class QLineEdit;

namespace tgc::desktop {

/// "H2 at 0.87 ± 0.10 min": the retention window of the wanted peak; both empty: none.
class WindowFields : public QWidget {
    Q_OBJECT
public:
    explicit WindowFields(QWidget *parent = nullptr);

    void setTarget(const std::optional<Target> &target);
    /// BadInput in one sentence where the two fields make no window.
    [[nodiscard]] Result<std::optional<Target>> typed() const;

signals:
    void committed(); ///< Enter

private:
    QLineEdit *m_retention;
    QLineEdit *m_halfWindow;
};

} // namespace tgc::desktop
