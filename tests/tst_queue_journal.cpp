// SPDX-License-Identifier: GPL-3.0-or-later
// The queue's journal: cut off at every byte, with every byte changed, on a full disk: never a crash, and never a dose
// that was asked for forgotten.
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fstream>
#include <iterator>

#include <sys/resource.h>

#include "app/session/bench/queue_journal.h"
#include "app/session/bench/recovery.h"

using namespace tgc;
using namespace tgc::bench;

namespace {

LineState lineNumber(int number)
{
    auto read = readQueueLines({{{"line", std::to_string(number)},
                                 {"sample_id", "S" + std::to_string(number)},
                                 {"injections", "2"},
                                 {"dose_mL", "0.5"},
                                 {"reaction_s", "60"}}});
    LineState state;
    state.id = static_cast<std::uint64_t>(number);
    state.line = read->lines.front();
    return state;
}

/// What a station writes while it works through two lines that are dosed, a record each.
std::vector<QueueChange> aDay()
{
    std::vector<QueueChange> changes;
    std::vector<LineState> lines{lineNumber(1), lineNumber(2)};
    lines[0].methodHash = "abc";
    lines[0].methodText = "schema = 1\n";
    const auto add = [&](const char *what, std::vector<LineState> changed) {
        QueueChange change;
        change.what = what;
        change.utc = "2026-11-27T08:00:" + std::string(changes.size() < 10 ? "0" : "") +
                     std::to_string(changes.size()) + ".000Z";
        change.lines = std::move(changed);
        changes.push_back(std::move(change));
    };
    add("added", lines);
    changes.back().methods = {{"abc", "schema = 1\n"}};
    for (LineState &line : lines) {
        line.state = "active";
        add("begun", {line});
        line.dose.state = DoseFact::State::Asked;
        line.dose.asked_mL = line.dose.atMost_mL = 0.5;
        add("dose asked", {line});
        line.dose.state = DoseFact::State::Given;
        line.dose.delivered_mL = 0.5;
        line.dose.evidence = "plunger 3000 to 1500";
        add("dose known", {line});
        for (int i = 0; i < 2; ++i) {
            ++line.begunInjections;
            line.runs.push_back("run-" + std::to_string(line.id) + "-" + std::to_string(i));
            add(injectionBegun, {line});
            ++line.doneInjections;
            add("injection done", {line});
        }
        line.state = "done";
        add("ended", {line});
    }
    return changes;
}

/// The journal of it, and where each record ends.
std::string bytesOf(const std::vector<QueueChange> &changes, std::vector<std::size_t> &ends)
{
    std::string bytes;
    for (const QueueChange &change : changes) {
        bytes += journalLine(change);
        ends.push_back(bytes.size());
    }
    return bytes;
}

const LineState *lineIn(const std::vector<LineState> &lines, std::uint64_t id)
{
    for (const LineState &line : lines) {
        if (line.id == id) {
            return &line;
        }
    }
    return nullptr;
}

std::string read(const std::filesystem::path &file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

} // namespace

class TestQueueJournal : public QObject {
    Q_OBJECT

private slots:
    void isReadBackAsItWasWritten()
    {
        std::vector<std::size_t> ends;
        const auto changes = aDay();
        const JournalState all = replayJournal(bytesOf(changes, ends));
        QCOMPARE(all.tornBytes, std::uint64_t{0});
        QVERIFY(!all.damaged);
        QCOMPARE(all.lines.size(), std::size_t{2});
        QCOMPARE(all.lastId, std::uint64_t{2});
        QCOMPARE(all.lines[0].state, std::string("done"));
        QCOMPARE(all.lines[0].methodText, std::string("schema = 1\n"));
        QCOMPARE(all.lines[0].runs.size(), std::size_t{2});
        QCOMPARE(all.lines[0].line.reaction_s, std::optional(60.0));
        QCOMPARE(all.lines[0].dose.delivered_mL, std::optional(0.5));
        QCOMPARE(all.lastInjectionUtc, changes[changes.size() - 3].utc);
        QVERIFY(foundLines(all).empty()); // all are over
    }

    /// Every length that a power cut could leave. What was on the disk whole is known; a dose that was asked for is never
    /// asked for again without a person's name; the record under way counts as if it had begun.
    void cutOffAtEveryByte()
    {
        std::vector<std::size_t> ends;
        const auto changes = aDay();
        const std::string bytes = bytesOf(changes, ends);
        int unknown = 0;
        for (std::size_t length = 0; length <= bytes.size(); ++length) {
            const JournalState state = replayJournal(std::string_view(bytes).substr(0, length));
            const auto whole =
                static_cast<std::size_t>(std::upper_bound(ends.begin(), ends.end(), length) - ends.begin());
            QCOMPARE(state.wholeBytes, whole == 0 ? 0 : ends[whole - 1]);
            QCOMPARE(state.wholeBytes + state.tornBytes, length);
            QVERIFY(!state.damaged);
            const auto found = foundLines(state);
            for (std::uint64_t id : {1U, 2U}) {
                // What the whole records say of this line's dose, and whether one was being written.
                bool asked = false;
                bool given = false;
                bool over = false;
                for (std::size_t i = 0; i < whole; ++i) {
                    const bool mine = changes[i].lines.size() == 1 && changes[i].lines.front().id == id;
                    asked = asked || (mine && changes[i].what == "dose asked");
                    given = given || (mine && changes[i].what == "dose known");
                    over = over || (mine && changes[i].what == "ended");
                }
                const bool asking = whole < changes.size() && length > (whole == 0 ? 0 : ends[whole - 1]) &&
                                    changes[whole].what == "dose asked" && changes[whole].lines.front().id == id;
                const LineState *line = lineIn(found, id);
                if (line == nullptr) {
                    QVERIFY(!asked || over || whole == 0);
                    continue;
                }
                if (given) {
                    QCOMPARE(line->dose.state, DoseFact::State::Given);
                } else if (asked || asking) {
                    QCOMPARE(line->dose.state, DoseFact::State::Unknown);
                    QCOMPARE(line->dose.atMost_mL, 0.5);
                    QCOMPARE(line->state, std::string("interrupted"));
                    for (const char *choice : {"continue", "repeat", "skip", "close"}) {
                        QVERIFY(!afterChoice(*line, {choice, "", "", {}}).has_value());
                        const auto after = afterChoice(*line, {choice, "jd", "looked at it", {}});
                        QVERIFY(after && !after->dose.mayDose());
                    }
                    ++unknown;
                } else {
                    QVERIFY(line->dose.mayDose());
                }
            }
        }
        QVERIFY(unknown > 100); // it has met what it is about
    }

    /// One changed byte anywhere: its record is left out, and said to be; no dose is taken for not asked for where a
    /// record about it may be the one that is missing.
    void everyByteChanged()
    {
        std::vector<std::size_t> ends;
        auto changes = aDay();
        changes.resize(5); // line 1 has its dose and its first injection begun; line 2 waits
        const std::string bytes = bytesOf(changes, ends);
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            std::string broken = bytes;
            broken[at] = static_cast<char>(broken[at] ^ 0x21);
            const JournalState state = replayJournal(broken);
            const auto found = foundLines(state);
            if (const LineState *line = lineIn(found, 1)) {
                QVERIFY2(!line->dose.mayDose(), qPrintable(QString::number(at)));
            }
            if (state.damaged) {
                if (const LineState *line = lineIn(found, 2)) {
                    QVERIFY(!line->dose.mayDose());
                    QCOMPARE(line->state, std::string("interrupted"));
                }
            }
        }
    }

    void whatIsNoJournalIsNoCrash()
    {
        for (const std::string &bytes :
             {std::string("\n\n\n"), std::string(5000, '\0'), std::string("{\"crc\":\"00000000\",\"record\":}\n"),
              std::string("{\"crc\":\""), std::string(300, '{') + "\n", journalLine(QueueChange{})}) {
            QVERIFY(foundLines(replayJournal(bytes)).empty());
        }
    }

    /// A line that a program of another version wrote is shown, and its dose is not forgotten.
    void aLineOfAnotherVersionKeepsItsDose()
    {
        LineState line = lineNumber(1);
        line.dose.state = DoseFact::State::Given;
        line.dose.delivered_mL = 0.5;
        nlohmann::json record = recordOf(line);
        record["texts"]["injections"] = "many";
        const auto back = lineOfRecord(record);
        QVERIFY(back.has_value());
        QCOMPARE(back->state, std::string("failed"));
        QVERIFY(QString::fromStdString(back->why).contains("injections"));
        QVERIFY(!back->dose.mayDose());
        record["dose"]["state"] = "halfway";
        QCOMPARE(lineOfRecord(record)->dose.state, DoseFact::State::Unknown);
    }

    /// Cut off at every byte of the last record, opened, written on, opened again.
    void goesOnAfterACut()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("bench.queue").toStdString();
        std::vector<std::size_t> ends;
        auto changes = aDay();
        changes.resize(3);
        const std::string bytes = bytesOf(changes, ends);
        for (std::size_t length = ends[1]; length < bytes.size(); ++length) {
            std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes.substr(0, length);
            JournalState state;
            auto journal = QueueJournal::open(file, state);
            QVERIFY2(journal.has_value(), journal ? "" : journal.error().message.c_str());
            QCOMPARE(state.wholeBytes, ends[1]);
            QVERIFY((*journal)->append(changes[2]).has_value());
            QCOMPARE(read(file), bytes);
        }
    }

    void aDamagedJournalIsKeptAside()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("bench.queue").toStdString();
        std::vector<std::size_t> ends;
        std::string bytes = bytesOf(aDay(), ends);
        bytes[ends[0] + 20] = '#';
        std::ofstream(file, std::ios::binary) << bytes;
        JournalState state;
        QVERIFY(QueueJournal::open(file, state).has_value());
        QVERIFY(state.damaged);
        const QStringList kept = QDir(folder.path()).entryList({"bench.queue.damaged-*"});
        QCOMPARE(kept.size(), 1);
        QCOMPARE(read(folder.filePath(kept[0]).toStdString()), bytes);
        const JournalState again = replayJournal(read(file));
        QVERIFY(!again.damaged);
        QCOMPARE(again.lines.size(), state.lines.size());
        QCOMPARE(again.lastInjectionUtc, state.lastInjectionUtc);
    }

    void aLongOneIsBegunAnewAndTheOldOneKept()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("bench.queue").toStdString();
        JournalState state;
        auto journal = QueueJournal::open(file, state);
        QVERIFY(journal.has_value());
        QueueChange change;
        change.what = "added";
        change.lines = {lineNumber(1)};
        QVERIFY((*journal)->append(change).has_value());
        QCOMPARE((*journal)->beginAnewIfLong(change).value(), false);
        change.methods = {{"abc", std::string(5U << 20U, 'x')}};
        QVERIFY((*journal)->append(change).has_value());
        change.methods.clear();
        QCOMPARE((*journal)->beginAnewIfLong(change).value(), true);
        QVERIFY(std::filesystem::file_size(file) < 2000);
        QCOMPARE(QDir(folder.path()).entryList({"bench.queue-*"}).size(), 1);
        QVERIFY((*journal)->append(change).has_value());
        QCOMPARE(replayJournal(read(file)).lines.size(), std::size_t{1});
    }

    /// A disk that takes half of a record: the error says so, nothing of it stays, and the next one is whole.
    void aFullDiskLeavesNoHalfRecord()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("bench.queue").toStdString();
        JournalState state;
        auto journal = QueueJournal::open(file, state);
        QVERIFY(journal.has_value());
        const auto changes = aDay();
        QVERIFY((*journal)->append(changes[0]).has_value());
        const std::string before = read(file);
        rlimit usual{};
        getrlimit(RLIMIT_FSIZE, &usual);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        rlimit small = usual;
        small.rlim_cur = before.size() + 50;
        setrlimit(RLIMIT_FSIZE, &small);
        const auto refused = (*journal)->append(changes[1]);
        setrlimit(RLIMIT_FSIZE, &usual);
        std::signal(SIGXFSZ, handler);
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().code, ErrorCode::Io);
        QCOMPARE(read(file), before);
        QVERIFY((*journal)->append(changes[1]).has_value());
        QCOMPARE(read(file), before + journalLine(changes[1]));
    }
};

QTEST_GUILESS_MAIN(TestQueueJournal)
#include "tst_queue_journal.moc"
