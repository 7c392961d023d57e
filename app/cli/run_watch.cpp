// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_watch.h"

#include <algorithm>
#include <utility>

#include "app/cli/queue_words.h"

namespace tgc::cli {

using nlohmann::json;

namespace {

bool ended(const json &line)
{
    const std::string state = text(line, "state");
    return state == "done" || state == "failed" || state == "skipped" || state == "aborted" || state == "closed" ||
           state == "removed";
}

} // namespace

RunWatch::RunWatch(const std::set<int> &lines, const json &snapshot)
{
    for (const int line : lines) {
        m_lines[line] = json::object();
    }
    for (const json &line : snapshot.value("queue", json::array())) {
        takeLine(line);
    }
}

void RunWatch::take(const station::EventMessage &event)
{
    const json &data = event.data;
    if (event.what == "line") {
        takeLine(data);
    } else if (event.what == "adopted") {
        m_adopted[text(data, "run")] = text(data, "store_id");
    } else if (event.what == "queue") {
        m_held = data.value("running", true) ? std::nullopt : std::optional(text(data, "why"));
    } else if (event.what == "prompt") {
        m_questions.push_back(text(data, "question"));
    } else if (event.what == "durable") {
        m_samples = data.value("samples", std::uint64_t{0});
        m_saved = std::chrono::steady_clock::now();
    } else if (event.what == "closed") {
        m_saved.reset();
    }
}

void RunWatch::takeLine(const json &line)
{
    const auto found = m_lines.find(line.value("line", -1));
    if (found == m_lines.end()) {
        return;
    }
    found->second = line;
    // Of a vial that reacts beside an injection nothing is shown: the injection is what goes on.
    const auto reacts = [](const json &one) { return one.contains("ready_at") && one.at("ready_at").is_string(); };
    const bool beside = reacts(line) && std::any_of(m_lines.begin(), m_lines.end(), [&](const auto &other) {
                            return text(other.second, "state") == "active" && !reacts(other.second);
                        });
    if (text(line, "state") == "active" && !beside) {
        m_now = "line " + std::to_string(found->first) + ", " + text(line, "sample_id") + ": " + text(line, "step");
    }
}

std::vector<EndedLine> RunWatch::takeEnded(bool onlyAdopted)
{
    std::vector<EndedLine> all;
    for (const auto &[number, line] : m_lines) {
        if (m_shown.contains(number) || !ended(line)) {
            continue;
        }
        EndedLine done{number,
                       text(line, "sample_id"),
                       text(line, "group"),
                       text(line, "kind"),
                       line.value("done_injections", 0),
                       text(line, "state"),
                       {},
                       text(line, "why")};
        const std::string verdict = text(line.value("suitability", json::object()), "verdict");
        if (done.why.empty() && (verdict == "unsuitable" || verdict == "not judged")) {
            done.why = suitabilitySentence(line);
        }
        bool adopted = verdict != "awaited"; // the verdict comes with the last run, or says in time why it does not
        for (const json &run : line.value("runs", json::array())) {
            const std::string name = run.is_string() ? run.get<std::string>() : std::string();
            const auto found = m_adopted.find(name);
            adopted = adopted && found != m_adopted.end();
            done.runs.push_back(found != m_adopted.end() ? found->second : name);
        }
        if (onlyAdopted && !adopted) {
            continue;
        }
        m_shown.insert(number);
        all.push_back(std::move(done));
    }
    return all;
}

bool RunWatch::allEnded() const
{
    return std::all_of(m_lines.begin(), m_lines.end(), [](const auto &line) { return ended(line.second); });
}

bool RunWatch::anyFailed() const
{
    return std::any_of(m_lines.begin(), m_lines.end(),
                       [](const auto &line) { return text(line.second, "state") != "done"; });
}

std::optional<std::string> RunWatch::takeQuestion()
{
    if (m_questions.empty()) {
        return std::nullopt;
    }
    std::string first = std::move(m_questions.front());
    m_questions.erase(m_questions.begin());
    return first;
}

std::string RunWatch::progress() const
{
    const auto done =
        std::count_if(m_lines.begin(), m_lines.end(), [](const auto &line) { return ended(line.second); });
    std::string now = std::to_string(done) + " of " + std::to_string(m_lines.size()) + " done; " + m_now;
    if (!m_saved) {
        return now;
    }
    const std::chrono::duration<double> ago = std::chrono::steady_clock::now() - *m_saved;
    const auto tenths = static_cast<long>(ago.count() * 10.0);
    return now + "; " + std::to_string(m_samples) + " samples, saved " + std::to_string(tenths / 10) + "." +
           std::to_string(tenths % 10) + " s ago";
}

} // namespace tgc::cli
