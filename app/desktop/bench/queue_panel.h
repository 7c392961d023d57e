// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "app/desktop/shell/message_bar.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;

namespace tgc::desktop {

class BenchModel;

/// The queue with each line's state and step, and above it what a run outside the queue is to be called.
class QueuePanel : public QWidget {
    Q_OBJECT
public:
    explicit QueuePanel(BenchModel &model, QWidget *parent = nullptr);

    /// Reads a QUEUE.csv off this thread and hands its lines to the station.
    void load(const QString &file);
    /// Arguments of run.start; empty and a sentence where a field is wrong.
    [[nodiscard]] nlohmann::json singleRun(QString &trouble) const;
    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] QLineEdit *sampleField() const { return m_sample; }

signals:
    void said(tgc::desktop::MessageBar::Kind kind, const QString &sentence);

private:
    void chooseFile();
    void clearWaiting();
    void refresh();

    BenchModel &m_model;
    QTableView *m_table;
    QLabel *m_empty;
    QLineEdit *m_sample;
    QComboBox *m_kind;
    QLineEdit *m_minutes;
    std::optional<int> m_shownLine; ///< at work, and scrolled to once
};

} // namespace tgc::desktop
