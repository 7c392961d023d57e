// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <map>
#include <string>
#include <vector>

#include "app/desktop/shell/prepared_table.h"
#include "db/result_records.h"

class QLabel;
class QTableView;

namespace tgc::desktop {

/// The saved results of a run, newest first, and how two of them differ. What is shown but not saved counts as a version
/// of its own, so that it can be held against what was saved.
class VersionsPanel : public QWidget {
    Q_OBJECT
public:
    explicit VersionsPanel(QWidget *parent = nullptr);

    /// `saved` as the store gives them, oldest first; `shown` what is on the screen, where it differs from the newest.
    void setVersions(std::vector<db::StoredResult> saved, const std::optional<db::NewResult> &shown,
                     const std::map<db::RecordId, std::string> &methodNames);
    [[nodiscard]] QTableView *list() const { return m_listView; }
    [[nodiscard]] QTableView *differences() const { return m_differenceView; }
    [[nodiscard]] QString words() const;

private:
    struct Version {
        int number = 0; ///< 0: not saved
        db::NewResult result;
    };
    void compare();

    std::vector<Version> m_versions;
    std::map<db::RecordId, std::string> m_methodNames;
    PreparedTable m_list;
    PreparedTable m_differences;
    QTableView *m_listView;
    QTableView *m_differenceView;
    QLabel *m_words;
};

} // namespace tgc::desktop
