// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/bench/queue_change.h"

namespace tgc::bench {

/// The queue's journal: a line of text a change, `{"crc":"<8 hex>","record":{...}}` and a line feed; the CRC-32 is of the
/// record's bytes. docs/station.md.
[[nodiscard]] std::string journalLine(const QueueChange &change);

/// What a journal tells.
struct JournalState {
    std::vector<LineState> lines; ///< as they were when the last record was written
    std::map<std::string, std::string> methods;
    std::string lastInjectionUtc; ///< empty: none is known
    std::optional<int> sinceCheck; ///< injections since the last check standard; empty: none is known
    std::uint64_t lastId = 0;
    std::uint64_t wholeBytes = 0; ///< up to the end of the last whole record
    std::uint64_t tornBytes = 0; ///< behind it: a record that was being written
    bool damaged = false; ///< records that are not whole stand before whole ones: the disk, or a hand
};

/// Reads any bytes whatever. Records that are not whole are left out.
[[nodiscard]] JournalState replayJournal(std::string_view bytes);

/// The lines as a station that was started anew has to show them: who was at work is `interrupted` and waits for a person's
/// choice; a dose that was asked for and not answered is unknown. Where records are missing, or one was being written, a
/// line at work whose dose is not recorded may have been dosed: that is unknown too. Nothing at all where every line is
/// over.
[[nodiscard]] std::vector<LineState> foundLines(const JournalState &journal);

} // namespace tgc::bench
