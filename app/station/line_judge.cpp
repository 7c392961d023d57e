// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/line_judge.h"

#include <algorithm>

#include "app/session/judge_line.h"

namespace tgc::station {

namespace {

constexpr std::size_t openKept = 200; ///< those that wait for a store that is away for long

bench::LineVerdict notJudged(std::string why)
{
    bench::LineVerdict verdict;
    verdict.word = bench::LineVerdict::Word::NotJudged;
    verdict.words = std::move(why);
    return verdict;
}

bench::LineVerdict verdictOf(const session::LineJudgement &judgement)
{
    using Word = session::LineJudgement::Word;
    bench::LineVerdict verdict;
    verdict.word = judgement.word == Word::Suitable     ? bench::LineVerdict::Word::Suitable
                   : judgement.word == Word::Unsuitable ? bench::LineVerdict::Word::Unsuitable
                                                        : bench::LineVerdict::Word::NotJudged;
    for (const std::string &words : judgement.words) {
        verdict.words += (verdict.words.empty() ? "" : ". ") + words;
    }
    verdict.drawsLeft = judgement.drawsLeft;
    verdict.nothingAsked = judgement.nothingAsked;
    return verdict;
}

session::LineToJudge lineOf(const bench::JudgeQuestion &question, std::vector<db::RecordId> runs)
{
    session::LineToJudge line;
    line.line = question.line.line;
    line.kind = question.line.kind;
    line.sampleId = question.line.sampleId;
    line.methodName = question.line.method;
    line.methodText = question.methodText;
    line.columns = question.line.texts;
    line.runs = std::move(runs);
    line.drawsBegun = question.begunInjections;
    return line;
}

/// The stored run that was recorded under this name.
Result<db::RecordId> runOf(const db::Store &store, const std::string &run)
{
    const auto runs = store.runs({.text = run});
    if (!runs) {
        return fail(runs.error());
    }
    const auto found = std::find_if(runs->begin(), runs->end(), [&](const db::RunSummary &one) {
        return std::filesystem::path(one.fileName).stem() == run;
    });
    return found != runs->end() ? Result<db::RecordId>(found->id)
                                : fail(ErrorCode::Store, "run " + run + " is not in the store");
}

} // namespace

LineJudge::LineJudge(LineJudgeOptions options)
    : m_options(std::move(options)), m_thread([this](const std::stop_token &stop) { work(stop); })
{
}

LineJudge::~LineJudge() = default;

void LineJudge::answerTo(Answer answer)
{
    const std::scoped_lock lock(m_answering);
    m_answer = std::move(answer);
}

void LineJudge::ask(bench::JudgeQuestion question)
{
    {
        const std::scoped_lock lock(m_mutex);
        const auto now = Clock::now();
        m_open.push_back({std::move(question), now + m_options.patience, now, m_options.firstRetry, false});
        const auto told = std::find_if(m_open.begin(), m_open.end(), [](const Open &one) { return one.told; });
        if (m_open.size() > openKept && told != m_open.end()) {
            m_open.erase(told);
        }
    }
    m_changed.notify_all();
}

void LineJudge::adopted()
{
    {
        const std::scoped_lock lock(m_mutex);
        ++m_adoptions;
        for (Open &one : m_open) {
            one.again = Clock::now();
        }
    }
    m_changed.notify_all();
}

std::optional<LineJudge::Open> LineJudge::takeDue(Clock::time_point now)
{
    const auto due = std::find_if(m_open.begin(), m_open.end(),
                                  [&](const Open &one) { return one.again <= now || (!one.told && one.until <= now); });
    if (due == m_open.end()) {
        return std::nullopt;
    }
    std::optional<Open> one(std::move(*due));
    m_open.erase(due);
    return one;
}

LineJudge::Clock::time_point LineJudge::nextLook() const
{
    auto next = Clock::now() + std::chrono::hours(1);
    for (const Open &one : m_open) {
        next = std::min({next, one.again, one.told ? next : one.until});
    }
    return next;
}

void LineJudge::work(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        auto one = takeDue(Clock::now());
        if (!one) {
            const auto when = nextLook();
            m_changed.wait_until(lock, stop, when, [this, when] { return nextLook() < when; });
            continue;
        }
        const std::uint64_t adoptions = m_adoptions;
        lock.unlock();
        const bool done = tryOne(*one);
        lock.lock();
        if (!done) {
            one->again = adoptions != m_adoptions ? Clock::now() : Clock::now() + one->retryAfter;
            one->retryAfter = std::min(2 * one->retryAfter, m_options.longestRetry);
            m_open.push_back(std::move(*one));
        }
    }
}

Result<bench::LineVerdict> LineJudge::judge(const bench::JudgeQuestion &question) const
{
    if (db::Store::isStillToBeMade(m_options.store)) {
        return fail(ErrorCode::Store, "there is no store " + m_options.store.string() + " yet");
    }
    // Not read-only: what is opened so may be taken for a file that nobody writes, and the station writes it all the time.
    const auto store = db::Store::open(m_options.store);
    if (!store) {
        return fail(store.error());
    }
    std::vector<db::RecordId> runs;
    for (const std::string &run : question.runs) {
        const auto found = runOf(*store, run);
        if (!found) {
            return fail(found.error());
        }
        runs.push_back(*found);
    }
    return session::judgeLine(*store, lineOf(question, std::move(runs))).map(verdictOf);
}

bool LineJudge::tryOne(Open &one)
{
    const auto verdict = judge(one.question);
    if (verdict) {
        tell(one.question.id, *verdict);
        return true;
    }
    if (!one.told && Clock::now() >= one.until) {
        one.told = true;
        const auto waited_s = std::chrono::duration_cast<std::chrono::seconds>(m_options.patience).count();
        tell(one.question.id,
             notJudged(verdict.error().message + "; that was so for " + std::to_string(waited_s) + " s"));
    }
    return false;
}

void LineJudge::tell(std::uint64_t line, const bench::LineVerdict &verdict)
{
    const std::scoped_lock lock(m_answering);
    if (m_answer) {
        m_answer(line, verdict);
    }
}

} // namespace tgc::station
