// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QWidget>
#include <vector>

#include "app/desktop/lab/lab.h"
#include "app/desktop/plot/chromatogram_plot.h"
#include "app/desktop/review/light.h"
#include "app/desktop/review/shown_run.h"

class QLabel;
class QPushButton;
class QTableView;

namespace tgc::desktop {

/// What flags of a peak of `integrateFit` say of the two areas.
struct FitAgreement {
    Light light = Light::Good;
    QString words;
};
[[nodiscard]] FitAgreement fitAgreement(const Peak &fitted);

/// Fitted peaks beside the classic ones of the shown channel, on demand: areas, their difference, and whether they agree.
/// A second opinion, until it is asked for as the channel's result; then the fitted peaks are what is shown and saved.
class FitPanel : public QWidget {
    Q_OBJECT
public:
    explicit FitPanel(Lab &lab, QWidget *parent = nullptr);

    /// What is shown now; both stay as they are until the next call. Null: nothing to fit.
    void showChannel(const ShownRun *run, const ShownChannel *channel);
    void fit();
    void useOther(); ///< the fit as the channel's result, or the classic one again
    [[nodiscard]] QTableView *table() const { return m_view; }
    [[nodiscard]] QPushButton *button() const { return m_fit; }
    [[nodiscard]] QPushButton *useButton() const { return m_use; }
    [[nodiscard]] QString words() const;

signals:
    void curveChanged(const std::vector<FittedLine> &lines); ///< to be drawn; none while the panel is hidden
    void peakWanted(double apex_s);
    void modeWanted(session::IntegrationMode mode); ///< for the shown channel

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void forget(const QString &words);
    void showFit(const IntegrationResult &fitted);
    void dressButtons();

    /// Which peaks the fit belongs to.
    struct Fitted {
        db::RecordId run = 0;
        std::string channel;
        bool fitted = false; ///< the shown peaks themselves are
        std::vector<double> areas;
        bool operator==(const Fitted &) const = default;
    };
    [[nodiscard]] Fitted shownNow() const;
    [[nodiscard]] QStringList headers() const;
    [[nodiscard]] PreparedTable::Row row(const Peak &fitted) const;

    Lab &m_lab;
    QPushButton *m_fit;
    QPushButton *m_use;
    QLabel *m_words;
    LightTable m_rows{7};
    QTableView *m_view;
    const ShownRun *m_run = nullptr;
    const ShownChannel *m_channel = nullptr;
    Fitted m_of; ///< what is in the table, or asked for
    bool m_waiting = false;
    QFuture<IntegrationResult> m_job;
    std::vector<double> m_apexes_s;
    std::vector<FittedLine> m_lines;
};

} // namespace tgc::desktop
