// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/notify/bench_news.h"

#include <QCoreApplication>
#include <algorithm>

#include "app/desktop/bench/bench_words.h"

namespace tgc::desktop {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("BenchNews", text);
}

qint64 keyOf(const BenchLine &line)
{
    return line.id ? *line.id : -1 - line.line.value_or(0);
}

QString nameOf(const BenchLine &line)
{
    const QString number = line.line ? say("Line %1").arg(*line.line) : say("A line");
    return line.sampleId.isEmpty() ? number : number + QStringLiteral(" (%1)").arg(line.sampleId);
}

bool isUnfinished(const BenchLine &line)
{
    return line.state == QLatin1String("waiting") || line.state == QLatin1String("active") ||
           line.state == QLatin1String("interrupted");
}

} // namespace

std::vector<Notice> BenchNews::look(const BenchState &state)
{
    if (state.bench != m_bench) {
        *this = BenchNews();
        m_bench = state.bench;
    }
    std::vector<Notice> news;
    lookAtInterlocks(state, news);
    lookAtDevices(state, news);
    lookAtPrompts(state, news);
    lookAtLines(state, news);
    lookAtQueue(state, news);
    return news;
}

void BenchNews::lookAtLines(const BenchState &state, std::vector<Notice> &news)
{
    QMap<qint64, QString> lines, verdicts;
    for (const BenchLine &line : state.queue) {
        const qint64 key = keyOf(line);
        const bool failed = line.state == QLatin1String("failed");
        if (failed && m_lines.contains(key) && m_lines[key] != line.state) {
            news.push_back({Notice::Kind::LineFailed, say("%1 failed").arg(nameOf(line)), line.why});
        }
        lines[key] = line.state;
        verdicts[key] = line.verdict;
        if (m_lines.contains(key) && m_verdicts.value(key) != line.verdict) {
            if (line.verdict == QLatin1String("unsuitable")) {
                news.push_back(
                    {Notice::Kind::LineUnsuitable, say("%1 is not suitable").arg(nameOf(line)), verdictWords(line)});
            } else if (line.verdict == QLatin1String("not judged")) {
                news.push_back({Notice::Kind::LineUnsuitable, say("%1 could not be judged").arg(nameOf(line)),
                                verdictWords(line)});
            }
        }
    }
    m_lines = std::move(lines);
    m_verdicts = std::move(verdicts);
}

void BenchNews::lookAtQueue(const BenchState &state, std::vector<Notice> &news)
{
    const auto count = [&](const char *word) {
        return std::count_if(state.queue.begin(), state.queue.end(),
                             [word](const BenchLine &line) { return line.state == QLatin1String(word); });
    };
    const bool unfinished = std::any_of(state.queue.begin(), state.queue.end(), isUnfinished);
    if (m_unfinished && !unfinished && !state.queue.empty()) {
        QString text = say("%1 lines are done").arg(count("done"));
        if (const auto failed = count("failed"); failed > 0) {
            text += say(", %1 failed").arg(failed);
        }
        news.push_back({Notice::Kind::QueueDone, say("The queue is through"), text + u'.'});
    } else if (m_running == true && !state.queueRunning && unfinished) {
        news.push_back({Notice::Kind::QueueHeld, say("The queue holds"), state.queueWhy});
    }
    m_unfinished = unfinished;
    m_running = state.queueRunning;
}

void BenchNews::lookAtInterlocks(const BenchState &state, std::vector<Notice> &news)
{
    QSet<QString> tripped;
    for (const BenchInterlock &one : state.interlocks) {
        if (one.state != QLatin1String("tripped") && one.state != QLatin1String("latched")) {
            continue;
        }
        tripped.insert(one.name);
        if (!m_tripped.contains(one.name)) {
            news.push_back({Notice::Kind::Interlock, say("Interlock %1").arg(one.name),
                            one.message.isEmpty() ? one.sentence : one.sentence + u' ' + one.message});
        }
    }
    m_tripped = std::move(tripped);
}

void BenchNews::lookAtDevices(const BenchState &state, std::vector<Notice> &news)
{
    QSet<QString> faulty;
    for (const BenchDevice &device : state.devices) {
        if (device.state != QLatin1String("fault")) {
            continue;
        }
        faulty.insert(device.id);
        if (!m_faulty.contains(device.id)) {
            news.push_back({Notice::Kind::DeviceFault, say("%1 is at fault").arg(device.id), device.why});
        }
    }
    m_faulty = std::move(faulty);
}

void BenchNews::lookAtPrompts(const BenchState &state, std::vector<Notice> &news)
{
    QSet<QString> asked;
    for (const BenchPrompt &prompt : state.prompts) {
        // Numbers begin anew with a station; with the time they do not come twice.
        const QString key = QString::number(prompt.id) + u' ' + prompt.since;
        asked.insert(key);
        if (!m_asked.contains(key)) {
            news.push_back({Notice::Kind::Question, say("The bench waits for you"), prompt.question});
        }
    }
    m_asked = std::move(asked);
}

} // namespace tgc::desktop
