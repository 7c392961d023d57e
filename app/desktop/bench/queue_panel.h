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
class LineTools;
class RecoveryCard;

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
    [[nodiscard]] RecoveryCard *recovery() const { return m_recovery; }
    [[nodiscard]] LineTools *tools() const { return m_tools; }

signals:
    void said(tgc::desktop::MessageBar::Kind kind, const QString &sentence);

private:
    void chooseFile();
    void clearWaiting();
    void refresh();
    void showChosen();
    void showRecovery();
    void askColumns(int line);
    void orderLine(const QString &command, const nlohmann::json &args);
    void recover(const nlohmann::json &args);

    BenchModel &m_model;
    QTableView *m_table;
    QLabel *m_empty;
    LineTools *m_tools;
    RecoveryCard *m_recovery;
    bool m_restoring = false; ///< the selection, after the lines were read anew
    QLineEdit *m_sample;
    QComboBox *m_kind;
    QLineEdit *m_minutes;
    std::optional<int> m_shownLine; ///< at work, and scrolled to once
    std::optional<int> m_chosenLine;
    std::optional<int> m_askedColumns; ///< of which line the columns were asked for last
};

} // namespace tgc::desktop
