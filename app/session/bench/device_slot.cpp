// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/device_slot.h"

#include <algorithm>

namespace tgc::bench {

using namespace std::chrono_literals;

namespace {

constexpr drivers::Duration connectTimeout = 5s;
constexpr drivers::Duration firstBackOff = 500ms;
constexpr drivers::Duration longestBackOff = 30s;
/// The signal is looked for more often: each second without it is missing in a run.
constexpr drivers::Duration longestSignalBackOff = 2s;
constexpr drivers::Duration stateEvery = 500ms; ///< of a device that is not polled
constexpr drivers::Duration healthEvery = 5s;
constexpr drivers::Duration lookEvery = 5s; ///< at a device that is not polled
constexpr drivers::Duration lookTimeout = 3s;

} // namespace

DeviceSlot::DeviceSlot(BenchCore &core, Readings &readings, const DeviceEntry &entry,
                       std::unique_ptr<drivers::Device> device)
    : m_core(core), m_readings(readings), m_entry(entry), m_device(std::move(device))
{
}

bool DeviceSlot::down() const
{
    const drivers::DeviceState state = m_device->state();
    return state == drivers::DeviceState::Disconnected ||
           (state == drivers::DeviceState::Fault && !waitsForInitialising());
}

bool DeviceSlot::waitsForInitialising() const
{
    const auto *titrator = dynamic_cast<const drivers::Titrator *>(m_device.get());
    return titrator != nullptr && !titrator->initialised() && m_device->state() == drivers::DeviceState::Fault;
}

drivers::Instant DeviceSlot::step(drivers::Instant now)
{
    if (!m_wanted) {
        return now + longestBackOff;
    }
    if (now < m_retryAt) {
        return m_retryAt;
    }
    drivers::Instant next = m_connected ? poll(now) : connect(now);
    watch();
    return next;
}

drivers::Instant DeviceSlot::connect(drivers::Instant now)
{
    auto identity = m_device->connect(now + connectTimeout);
    if (!identity) {
        return backOff(m_core.now(), identity.error().message);
    }
    {
        const std::lock_guard lock(m_mutex);
        m_identity = std::move(*identity);
    }
    m_connected = true;
    m_backOff = {};
    setWhy({});
    return m_core.now();
}

drivers::Instant DeviceSlot::poll(drivers::Instant now)
{
    bool lost = false;
    std::string why;
    drivers::Instant next = now + stateEvery;
    if (m_signal) {
        auto step = m_signal->step(now);
        next = step.next;
        lost = step.lost;
        why = std::move(step.why);
    }
    if (m_slow) {
        auto step = m_slow->step(now);
        next = m_signal ? std::min(next, step.next) : step.next;
        lost = lost || (step.lost && !m_signal);
        why = why.empty() ? std::move(step.why) : why;
    }
    if (!m_signal && !m_slow) {
        lookAfter(now);
        lost = down() || m_device->state() == drivers::DeviceState::Suspect;
        why = m_device->why();
        m_connected = !lost; // nothing asks it but us: connecting anew is what proves it
    }
    if (lost) {
        tellStale();
        m_connected = m_connected && !down();
        return backOff(m_core.now(), why);
    }
    if (why.empty()) {
        m_backOff = {};
        setWhy({});
    }
    return next;
}

/// A pulled plug is to be seen before the next dose needs the device. Asking moves nothing.
void DeviceSlot::lookAfter(drivers::Instant now)
{
    auto *sensor = dynamic_cast<drivers::Sensor *>(m_device.get());
    if (sensor != nullptr && now >= m_lookAt) {
        (void)sensor->readAll(now + lookTimeout); // its state is the answer
        m_lookAt = m_core.now() + lookEvery;
    }
}

/// What was read before the link was lost is old now, also for whoever looks on.
void DeviceSlot::tellStale()
{
    for (nlohmann::json &reading : m_readings.stale(m_entry.id)) {
        m_core.tell("reading", std::move(reading));
    }
}

drivers::Instant DeviceSlot::backOff(drivers::Instant now, const std::string &why)
{
    const drivers::Duration longest = m_signal ? longestSignalBackOff : longestBackOff;
    m_backOff = std::clamp(2 * m_backOff, firstBackOff, longest);
    m_retryAt = now + m_backOff;
    setWhy(why);
    return m_retryAt;
}

void DeviceSlot::wantConnected()
{
    m_wanted = true;
    m_retryAt = {};
    m_backOff = {};
}

void DeviceSlot::disconnect()
{
    m_wanted = false;
    m_connected = false;
    m_device->disconnect();
    tellStale();
    setWhy("disconnected on a person's word");
    watch();
}

Result<void> DeviceSlot::usable() const
{
    const drivers::DeviceState state = m_device->state();
    if (m_connected &&
        (state == drivers::DeviceState::Ready || state == drivers::DeviceState::Busy || waitsForInitialising())) {
        return {};
    }
    std::string why = m_device->why();
    if (why.empty()) {
        const std::lock_guard lock(m_mutex);
        why = m_why;
    }
    return fail(ErrorCode::LinkLost, m_entry.id + " is " + std::string(drivers::toString(state)) +
                                         (why.empty() ? std::string() : " (" + why + ")") + "; nothing was sent");
}

void DeviceSlot::setWhy(const std::string &why)
{
    const std::lock_guard lock(m_mutex);
    m_why = why;
}

void DeviceSlot::watch()
{
    if (const auto *titrator = dynamic_cast<const drivers::Titrator *>(m_device.get())) {
        const TitratorState state{titrator->initialised(), inMilliliters(titrator->largestDose())};
        const std::lock_guard lock(m_mutex);
        m_titrator = state;
    }
    const std::string state(drivers::toString(m_device->state()));
    std::string why = m_device->why();
    if (why.empty()) {
        const std::lock_guard lock(m_mutex);
        why = m_why;
    }
    const drivers::Instant now = m_core.now();
    const bool changed = state != m_toldState || why != m_toldWhy;
    if (!changed && now - m_toldAt < healthEvery) {
        return;
    }
    const std::uint64_t requests = m_device->health().requests;
    if (!changed && requests == m_toldRequests) {
        return;
    }
    m_toldState = state;
    m_toldWhy = why;
    m_toldRequests = requests;
    m_toldAt = now;
    m_core.tell("device", json());
}

nlohmann::json DeviceSlot::json() const
{
    const std::lock_guard lock(m_mutex);
    return deviceJson(m_entry, m_identity, *m_device, m_titrator, m_why);
}

std::optional<TitratorState> DeviceSlot::titrator() const
{
    const std::lock_guard lock(m_mutex);
    return m_titrator;
}

std::string DeviceSlot::instrument() const
{
    const std::lock_guard lock(m_mutex);
    std::string text;
    for (const std::string *part : {&m_identity.vendor, &m_identity.model, &m_identity.serial}) {
        text += (text.empty() || part->empty() ? "" : " ") + *part;
    }
    return text;
}

} // namespace tgc::bench
