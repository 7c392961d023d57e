// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <set>

#include "db/anchor.h"

namespace tgc::db {

namespace fs = std::filesystem;

namespace {

/// The anchored value of an entry, by the entry's number. The first line that speaks of an entry counts: work that goes on
/// after a secret return to an earlier state does not hide it.
using Expected = std::map<std::int64_t, const AnchorLine *>;

std::string sentence(const AnchorLine &line)
{
    return line.at_utc + " (line " + std::to_string(line.number) + " of the anchor)";
}

class Comparison {
public:
    Comparison(const Store &store, const Anchor &anchor) : m_store(store), m_anchor(anchor) {}

    Result<AnchorVerdict> run()
    {
        auto head = m_store.trailHead();
        if (!head && head.error().code == ErrorCode::Integrity) {
            m_verdict.notes.emplace_back("without the end of its trail the store cannot be held against the anchor");
            return m_verdict;
        }
        if (!head) {
            return fail(head.error());
        }
        m_head = std::move(*head);
        for (const AnchorLine &line : m_anchor.lines) {
            if (line.head.storeId == m_head.storeId) {
                m_lines.push_back(&line);
            }
        }
        m_verdict.known = !m_lines.empty();
        m_verdict.endIsDamaged =
            !m_anchor.damaged.empty() && (m_lines.empty() || m_anchor.damaged.back() > m_lines.back()->number);
        if (m_lines.empty()) {
            return m_verdict;
        }
        const std::string place = anchoredPlace(m_store.file());
        m_livesHere = std::any_of(m_lines.begin(), m_lines.end(), [&](const AnchorLine *line) {
            return line->event != AnchorEvent::Backup && line->file == place;
        });
        if (m_livesHere) {
            leaveOutOtherLives(place);
        }
        collect();
        if (auto read = readChains(); !read) {
            return fail(read.error());
        }
        judge();
        return m_verdict;
    }

private:
    /// Lines of a copy that was written to at another place, and still is there as the anchor says: its life is not
    /// this store's.
    void leaveOutOtherLives(const std::string &place)
    {
        std::map<std::string, std::vector<const AnchorLine *>> others;
        for (const AnchorLine *line : m_lines) {
            if (line->event != AnchorEvent::Backup && line->file != place) {
                others[line->file].push_back(line);
            }
        }
        for (const auto &[file, lines] : others) {
            std::error_code ignored;
            if (!fs::is_regular_file(file, ignored)) {
                continue; // moved from there: they are this store's own
            }
            const auto other = Store::openReadOnly(file);
            const auto head = other ? other->trailHead() : fail(other.error());
            if (!head || head->storeId != m_head.storeId) {
                continue;
            }
            std::vector<std::int64_t> numbers;
            for (const AnchorLine *line : lines) {
                numbers.push_back(line->head.entries);
            }
            const auto there = other->trailChains(numbers);
            if (!there) {
                continue;
            }
            std::set<const AnchorLine *> lived;
            for (std::size_t i = 0; i < lines.size(); ++i) {
                if ((*there)[i] == lines[i]->head.chain) {
                    lived.insert(lines[i]);
                }
            }
            if (std::erase_if(m_lines, [&](const AnchorLine *line) { return lived.contains(line); }) > 0) {
                m_verdict.notes.push_back("a copy of this store was written to as " + file +
                                          "; what was anchored for it does not count here");
            }
        }
    }

    void collect()
    {
        for (const AnchorLine *line : m_lines) {
            if (line->event == AnchorEvent::Restored) {
                const auto beyond = m_expected.upper_bound(line->backupEntries);
                for (auto each = beyond; each != m_expected.end(); ++each) {
                    m_setAside.push_back(each->second);
                }
                m_expected.erase(beyond, m_expected.end());
                m_lastRestore = line;
            }
            if (line->event == AnchorEvent::Backup) {
                m_backups.push_back(line); // of which store at which place, it does not say
            } else {
                m_expected.try_emplace(line->head.entries, line);
            }
        }
    }

    Result<void> readChains()
    {
        std::vector<std::int64_t> numbers;
        for (const auto &[number, line] : m_expected) {
            numbers.push_back(number);
        }
        auto chains = m_store.trailChains(numbers);
        if (!chains) {
            return fail(chains.error());
        }
        std::size_t i = 0;
        for (const auto &[number, line] : m_expected) {
            const auto &chain = (*chains)[i++];
            if (number > m_head.entries) {
                m_beyond = line;
            } else if (chain != line->head.chain) {
                m_differing.push_back(line);
            } else if (m_differing.empty()) {
                m_verdict.agreedUpTo = number;
            }
        }
        return {};
    }

    /// The line that says this very end of the trail, if there is one.
    const AnchorLine *among(const std::vector<const AnchorLine *> &lines) const
    {
        const auto found = std::find_if(lines.begin(), lines.end(), [&](const AnchorLine *line) {
            return line->head.entries == m_head.entries && line->head.chain == m_head.chain;
        });
        return found == lines.end() ? nullptr : *found;
    }

    void judge()
    {
        if (m_lastRestore != nullptr) {
            m_verdict.notes.push_back("the store was restored from a backup on " + m_lastRestore->at_utc + ", to its " +
                                      std::to_string(m_lastRestore->backupEntries) + " entries");
        }
        if (m_beyond == nullptr && m_differing.empty()) {
            return;
        }
        if (!m_livesHere) {
            if (const AnchorLine *backup = among(m_backups)) {
                m_verdict.agreedUpTo = m_head.entries;
                m_verdict.notes.push_back("this is the backup of " + backup->at_utc + " as it was written, with " +
                                          std::to_string(m_head.entries) + " entries; the store has gone on since");
                return;
            }
            if (const AnchorLine *aside = among(m_setAside)) {
                m_verdict.agreedUpTo = m_head.entries;
                m_verdict.notes.push_back("this is the store of " + aside->at_utc + ", with " +
                                          std::to_string(m_head.entries) + " entries, as a restore set it aside");
                return;
            }
        }
        if (!m_differing.empty()) {
            const AnchorLine &first = *m_differing.front();
            const auto more = m_differing.size() - 1;
            m_verdict.findings.push_back(
                {"audit_trail", first.head.entries,
                 "the entry is not the one anchored on " + sentence(first) + ": the trail was rewritten" +
                     (m_verdict.agreedUpTo > 0 ? " after entry " + std::to_string(m_verdict.agreedUpTo)
                                               : std::string()) +
                     (more > 0 ? "; " + std::to_string(more) + " later anchored entries differ, too" : std::string())});
        }
        if (m_beyond != nullptr) {
            m_verdict.findings.push_back(
                {"audit_trail", std::nullopt,
                 "the trail ends at entry " + std::to_string(m_head.entries) + ", but entry " +
                     std::to_string(m_beyond->head.entries) + " was anchored on " + sentence(*m_beyond) +
                     ": the store was put back to an earlier state, or this is an older copy"});
        }
    }

    const Store &m_store;
    const Anchor &m_anchor;
    AnchorVerdict m_verdict;
    TrailHead m_head;
    std::vector<const AnchorLine *> m_lines; ///< of this store, in the anchor's order
    bool m_livesHere = false; ///< this file was written to at this place
    Expected m_expected;
    std::vector<const AnchorLine *> m_backups;
    std::vector<const AnchorLine *> m_setAside;
    std::vector<const AnchorLine *> m_differing;
    const AnchorLine *m_beyond = nullptr; ///< the last one beyond the trail's end
    const AnchorLine *m_lastRestore = nullptr;
};

} // namespace

Result<AnchorVerdict> compareWithAnchor(const Store &store, const Anchor &anchor)
{
    return Comparison(store, anchor).run();
}

} // namespace tgc::db
