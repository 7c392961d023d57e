// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/bench_model.h"

#include <QDateTime>
#include <algorithm>
#include <limits>

#include "app/desktop/bench/bench_words.h"

namespace tgc::desktop {

using nlohmann::json;

namespace {

constexpr qint64 staleAfter_ms = 2000; ///< without samples
constexpr int fillAfter_ms = 500;      ///< a hole may be filled by what is under way
constexpr double idleKept_s = 900.0;   ///< of signal, where no run needs it
constexpr double beforeRun_s = 120.0;  ///< kept of the time before a run
constexpr int recent_s = 60;           ///< what a station's ring holds

std::vector<double> numbersOf(const json &list)
{
    std::vector<double> all;
    for (const json &one : list) {
        all.push_back(one.is_number() ? one.get<double>() : std::numeric_limits<double>::quiet_NaN());
    }
    return all;
}

LiveBatch readBatch(const json &data)
{
    LiveBatch batch;
    batch.first = static_cast<std::uint64_t>(integerOf(data, "first").value_or(0));
    if (data.contains("device_s") && data["device_s"].is_array() && data.contains("values") &&
        data["values"].is_array()) {
        batch.device_s = numbersOf(data["device_s"]);
        for (const json &channel : data["values"]) {
            batch.values.push_back(numbersOf(channel));
        }
    }
    return batch;
}

} // namespace

BenchModel::BenchModel(BenchLink &link, QObject *parent) : QObject(parent), m_link(link)
{
    connect(&link, &BenchLink::attached, this, &BenchModel::attach);
    connect(&link, &BenchLink::detached, this, &BenchModel::detach);
    connect(&link, &BenchLink::happened, this, &BenchModel::take);
    connect(&link, &BenchLink::live, this, &BenchModel::takeLive);
    m_fillSoon.setSingleShot(true);
    m_fillSoon.setInterval(fillAfter_ms);
    connect(&m_fillSoon, &QTimer::timeout, this, &BenchModel::fillHoles);
}

void BenchModel::attach(const BenchWelcome &welcome)
{
    const bool sameLife = welcome.station == m_welcome.station && m_attachment != Attachment::Never;
    m_welcome = welcome;
    m_attachment = Attachment::Attached;
    m_detachedWhy.clear();
    BenchState state = readState(welcome.snapshot);
    if (!sameLife || state.channels != m_state.channels) {
        m_trace = std::make_shared<LiveTrace>(state.channels.size());
        m_previous.reset();
        m_sinceSample.invalidate();
    }
    m_fillFrom = 0;
    m_tried.reset();
    showState(std::move(state));
    emit attachmentChanged();
    if (m_state.run) {
        loadRun();
    } else {
        askRecent();
    }
}

void BenchModel::showState(BenchState state)
{
    m_state = std::move(state);
    m_queue.setLines(m_state.queue);
    if (m_state.run) {
        m_log.know(*m_state.run);
        m_savedBefore_s = m_state.run->savedAgo_s;
        m_sinceSaved.start();
    }
    emit devicesChanged();
    emit readingsChanged();
    emit interlocksChanged();
    emit runChanged();
    emit queueChanged();
    emit promptsChanged();
    emit signalCame();
}

void BenchModel::detach(const QString &why)
{
    if (m_attachment == Attachment::Attached) {
        m_attachment = Attachment::Lost;
        m_log.add(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs), State::Bad, why);
    }
    m_detachedWhy = why;
    emit attachmentChanged();
}

/// The signal of the run so far: from the recording, then what is not on the disk yet from the station's memory.
void BenchModel::loadRun()
{
    const QString run = m_state.run->run;
    m_fillFrom = m_state.run->firstSample;
    m_link.loadRun(m_welcome.spool, run, this, [this, run](const Result<SpooledTrace> &loaded) {
        if (!m_state.run || m_state.run->run != run) {
            return;
        }
        if (loaded) {
            m_trace->take(loaded->samples.first, loaded->samples.device_s, loaded->samples.values);
            for (const TraceGap &gap : loaded->gaps) {
                m_trace->addGap(gap);
            }
        } else {
            m_log.add(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs), State::Waiting,
                      QString::fromStdString(loaded.error().message));
        }
        emit signalCame();
        askRecent();
    });
}

void BenchModel::askRecent()
{
    command(QStringLiteral("recent"), {{"seconds", recent_s}}, this, [this](const Result<json> &answer) {
        if (answer) {
            const LiveBatch batch = readBatch(*answer);
            m_trace->take(batch.first, batch.device_s, batch.values);
            emit signalCame();
        }
    });
}

void BenchModel::fillHoles()
{
    const auto hole = m_trace->missing(m_fillFrom);
    if (!attached() || !hole) {
        return;
    }
    if (m_tried == hole->first) { // asked for already, and not to be had
        m_fillFrom = hole->second;
        m_tried.reset();
        m_fillSoon.start();
        return;
    }
    m_tried = hole->first;
    if (m_state.run && hole->first >= m_state.run->firstSample) {
        loadRun();
    } else {
        askRecent();
    }
    m_fillSoon.start();
}

void BenchModel::takeLive(const LiveBatch &batch)
{
    const bool hole = !m_trace->empty() && batch.first > m_trace->number(m_trace->size() - 1) + 1;
    if (m_trace->take(batch.first, batch.device_s, batch.values) > 0) {
        m_sinceSample.start();
    }
    if (hole && !m_fillSoon.isActive()) {
        m_fillSoon.start();
    }
    forgetOld();
    emit signalCame();
}

void BenchModel::forgetOld()
{
    if (m_trace->empty()) {
        return;
    }
    double keepFrom_s = m_trace->time_s(m_trace->size() - 1) - idleKept_s;
    if (m_state.run) {
        const auto first = m_trace->indexOf(m_state.run->firstSample);
        if (first) {
            keepFrom_s = std::min(keepFrom_s, m_trace->time_s(*first) - beforeRun_s);
        }
    }
    m_trace->dropBefore(keepFrom_s);
}

void BenchModel::take(const BenchEvent &event)
{
    if (event.number >= m_welcome.next) {
        takeState(event); // an older one is contained in the snapshot
    }
    if (event.what == QLatin1String("gap")) {
        const auto from = numberOf(event.data, "from_s");
        const auto to = numberOf(event.data, "to_s");
        if (from && to) {
            m_trace->addGap({*from, *to, textOf(event.data, "why").toStdString()});
            emit signalCame();
        }
    }
    if (event.what == QLatin1String("saturated")) {
        emit saturated(saturatedWords(textOf(event.data, "channel")));
    }
    m_log.tell(event);
}

/// What was read before a device was lost or in doubt is no reading of now, also before the station says so of each.
void BenchModel::takeNoOldReadingsFor(const BenchDevice &device)
{
    if (device.state == QLatin1String("ready") || device.state == QLatin1String("busy")) {
        return;
    }
    for (BenchReading &reading : m_state.readings) {
        if (reading.point.startsWith(device.id + u'.') && reading.quality == QLatin1String("good")) {
            reading.quality = QStringLiteral("stale");
        }
    }
    emit readingsChanged();
}

void BenchModel::takeState(const BenchEvent &event)
{
    const QString &what = event.what;
    if (what == QLatin1String("device")) {
        const BenchDevice device = readDevice(event.data);
        const auto hit = std::find_if(m_state.devices.begin(), m_state.devices.end(),
                                      [&](const BenchDevice &d) { return d.id == device.id; });
        hit != m_state.devices.end() ? void(*hit = device) : m_state.devices.push_back(device);
        takeNoOldReadingsFor(device);
        emit devicesChanged();
    } else if (what == QLatin1String("reading")) {
        const BenchReading reading = readReading(event.data);
        const auto hit = std::find_if(m_state.readings.begin(), m_state.readings.end(),
                                      [&](const BenchReading &r) { return r.point == reading.point; });
        hit != m_state.readings.end() ? void(*hit = reading) : m_state.readings.push_back(reading);
        emit readingsChanged();
    } else if (what == QLatin1String("interlock")) {
        const BenchInterlock interlock = readInterlock(event.data);
        const auto hit = std::find_if(m_state.interlocks.begin(), m_state.interlocks.end(),
                                      [&](const BenchInterlock &i) { return i.name == interlock.name; });
        hit != m_state.interlocks.end() ? void(*hit = interlock) : m_state.interlocks.push_back(interlock);
        emit interlocksChanged();
    } else if (what == QLatin1String("run")) {
        takeRun(event.data);
    } else if (what == QLatin1String("durable")) {
        if (m_state.run && m_state.run->run == textOf(event.data, "run")) {
            m_state.run->durable = static_cast<std::uint64_t>(integerOf(event.data, "samples").value_or(0));
            m_savedBefore_s = 0.0;
            m_sinceSaved.start();
            emit savedChanged();
        }
    } else if (what == QLatin1String("closed")) {
        takeClosed(event.data);
    } else if (what == QLatin1String("adopted")) {
        emit adopted(textOf(event.data, "store_id"));
    } else if (what == QLatin1String("line")) {
        ++m_lineNews;
        const BenchLine line = readLine(event.data);
        line.state == QLatin1String("removed") ? m_queue.take(line) : m_queue.put(line);
        m_state.queue = m_queue.lines();
        emit queueChanged();
    } else if (what == QLatin1String("queue")) {
        m_state.queueRunning = truthOf(event.data, "running").value_or(false);
        m_state.queueWhy = textOf(event.data, "why");
        emit queueChanged();
        const auto waiting = std::count_if(m_state.queue.begin(), m_state.queue.end(), [](const BenchLine &line) {
            return line.state == QLatin1String("waiting");
        });
        if (integerOf(event.data, "lines").value_or(0) != waiting || truthOf(event.data, "reordered").value_or(false)) {
            refreshQueue(); // lines were taken out or moved
        }
    } else if (what == QLatin1String("since_check")) {
        readSinceCheck(m_state, event.data);
        emit queueChanged();
    } else if (what == QLatin1String("prompt")) {
        const BenchPrompt prompt = readPrompt(event.data);
        std::erase_if(m_state.prompts, [&](const BenchPrompt &p) { return p.id == prompt.id; });
        m_state.prompts.push_back(prompt);
        emit promptsChanged();
    } else if (what == QLatin1String("answered")) {
        const auto id = integerOf(event.data, "id");
        std::erase_if(m_state.prompts, [&](const BenchPrompt &p) { return p.id == id; });
        emit promptsChanged();
    } else if (what == QLatin1String("dose")) {
        emit dosed(event.data);
    }
}

void BenchModel::takeRun(const json &data)
{
    BenchRun run = readRun(data);
    if (run.state != QLatin1String("recording") && run.state != QLatin1String("closing")) {
        return; // its `closed` says how it ended
    }
    const bool begins = !m_state.run || m_state.run->run != run.run;
    m_state.run = std::move(run);
    if (begins) {
        m_savedBefore_s = m_state.run->savedAgo_s;
        m_sinceSaved.start();
        m_fillFrom = m_state.run->firstSample;
    }
    emit runChanged();
}

void BenchModel::takeClosed(const json &data)
{
    const QString id = textOf(data, "run");
    QString name = id;
    if (m_state.run && m_state.run->run == id) {
        const BenchRun &run = *m_state.run;
        name = runWords(run);
        if (run.zero_s) {
            // The samples that come from now on belong to no run: the ghost keeps those up to here.
            m_previous = FinishedRun{name, std::make_shared<const LiveTrace>(*m_trace), *run.zero_s};
        }
        m_state.run.reset();
    }
    const QString status = textOf(data, "status");
    emit closed(id, status, closedWords(status, integerOf(data, "gaps").value_or(0), name));
    emit runChanged();
}

/// Only the queue: of everything else events may have told something newer meanwhile. Where they did of a line, the answer
/// may be older than that: it is asked for again.
void BenchModel::refreshQueue()
{
    command(QStringLiteral("snapshot"), json::object(), this, [this, news = m_lineNews](const Result<json> &answer) {
        if (!answer) {
            return;
        }
        if (news != m_lineNews) {
            refreshQueue();
        } else if (answer->contains("snapshot")) {
            m_state.queue = readState((*answer)["snapshot"]).queue;
            m_queue.setLines(m_state.queue);
            emit queueChanged();
        }
    });
}

std::optional<double> BenchModel::elapsed_s() const
{
    if (!m_state.run || !m_state.run->zero_s || m_trace->empty()) {
        return std::nullopt;
    }
    return m_trace->time_s(m_trace->size() - 1) - *m_state.run->zero_s;
}

bool BenchModel::signalFresh() const
{
    return attached() && m_sinceSample.isValid() && m_sinceSample.elapsed() < staleAfter_ms &&
           !lostDevices().contains(m_state.signalDevice);
}

double BenchModel::savedAgo_s() const
{
    return m_savedBefore_s + (m_sinceSaved.isValid() ? static_cast<double>(m_sinceSaved.elapsed()) * 1e-3 : 0.0);
}

QStringList BenchModel::lostDevices() const
{
    QStringList lost;
    for (const BenchDevice &device : m_state.devices) {
        if (device.state == QLatin1String("fault") || device.state == QLatin1String("suspect") ||
            device.state == QLatin1String("disconnected")) {
            lost << device.id;
        }
    }
    return lost;
}

bool BenchModel::waitingLines() const
{
    return std::any_of(m_state.queue.begin(), m_state.queue.end(), [](const BenchLine &line) {
        return line.state == QLatin1String("waiting") || line.state == QLatin1String("active");
    });
}

std::optional<BenchReading> BenchModel::reading(const QString &point) const
{
    for (const BenchReading &reading : m_state.readings) {
        if (reading.point == point) {
            return reading;
        }
    }
    return std::nullopt;
}

void BenchModel::command(const QString &name, json args, QObject *owner, BenchLink::Answer answer)
{
    m_link.command(name, std::move(args), owner, std::move(answer));
}

} // namespace tgc::desktop
