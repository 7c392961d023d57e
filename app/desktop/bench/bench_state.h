// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <utility>
#include <vector>

/// What a station tells of its bench (docs/station-protocol.md), as far as the screen shows it. A key that is missing or
/// of another type is "not known": a station of another version shows less, and breaks nothing.
namespace tgc::desktop {

struct BenchChannel {
    QString name; ///< "TCD"
    QString unit; ///< "uV"
    bool operator==(const BenchChannel &) const = default;
};

struct LinkHealth {
    std::int64_t requests = 0, answers = 0, timeouts = 0, badFrames = 0, exceptions = 0, lateBytes = 0, reconnects = 0;
    std::optional<double> last_ms, worst_ms;
};

struct BenchDevice {
    QString id, kind, model, serial, firmware, evidence, endpoint;
    QString state; ///< disconnected|connecting|identifying|ready|busy|suspect|fault
    QString why;
    LinkHealth health;
    std::optional<bool> initialised;
    std::optional<double> largestDose_mL;
};

struct BenchReading {
    QString point; ///< "gauge.headspace_pressure"
    std::optional<double> value;
    QString unit, quality, utc;
};

struct BenchRun {
    QString run, state, sampleId, group, kind, level, method, fault;
    std::optional<int> line;
    int injection = 0;
    std::uint64_t firstSample = 0, samples = 0, durable = 0;
    std::optional<double> zero_s, duration_s; ///< zero: on the device's clock
    double savedAgo_s = 0.0; ///< when it was told
};

struct BenchLine {
    std::optional<std::int64_t> id; ///< the line's own where numbers are used again; empty: the station tells none
    std::optional<int> line;
    QString sampleId, group, kind, method, level, state, step, why;
    int injections = 1;
    int done = 0;
    QStringList runs;
    QString known; ///< of an interrupted line, or a dose in doubt: what is known of it
    bool undecided = false; ///< interrupted, and waits for a person's choice
    bool doseInDoubt = false; ///< nobody knows whether it was given
    bool doseByHand = false;
    std::optional<double> doseAsked_mL;
    QString verdict; ///< awaited|suitable|unsuitable|not judged; empty: nothing is held against it
    QString verdictWords; ///< which rule, value and limit, or why there is none
    QString verdictAct; ///< what the queue did about it
};

struct BenchPrompt {
    int id = 0;
    std::optional<int> line;
    QString role, question, since;
    bool wantsValue = false;
    QString fieldName, unit;
    std::optional<double> preset;
};

struct BenchInterlock {
    QString name, kind, point, action;
    QString state; ///< ok|tripped|unknown|latched|inhibited
    QString unit, sentence, message;
    QString latchedBy; ///< the sentence that did; empty: it is not latched
    QString inhibitedBy, inhibitedWhy, inhibitedUntil;
    std::optional<double> value, limit;
    bool above = true;
    bool letsDose = false;
};

struct BenchState {
    QString bench;
    bool simulated = false;
    double timeScale = 1.0;
    std::vector<BenchChannel> channels;
    std::optional<std::pair<double, double>> h2Window_s;
    QString titrator; ///< role: a device's id, "manual", or empty
    QString signalDevice;
    QString pressurePoint;
    std::vector<BenchDevice> devices;
    std::vector<BenchReading> readings;
    std::vector<BenchInterlock> interlocks;
    std::optional<BenchRun> run;
    std::vector<BenchLine> queue;
    bool queueRunning = false;
    QString queueWhy; ///< why the queue runs or stands
    std::optional<int> sinceCheck; ///< injections since the last check standard
    std::optional<int> checkEvery; ///< so many are wanted at most
    std::vector<BenchPrompt> prompts;
};

[[nodiscard]] BenchState readState(const nlohmann::json &snapshot);
[[nodiscard]] BenchDevice readDevice(const nlohmann::json &device);
[[nodiscard]] BenchReading readReading(const nlohmann::json &reading);
[[nodiscard]] BenchInterlock readInterlock(const nlohmann::json &interlock);
[[nodiscard]] BenchRun readRun(const nlohmann::json &run);
[[nodiscard]] BenchLine readLine(const nlohmann::json &line);
/// Data of the event `since_check`.
void readSinceCheck(BenchState &state, const nlohmann::json &data);
[[nodiscard]] BenchPrompt readPrompt(const nlohmann::json &prompt);

/// Single values of a map, by the same rule.
[[nodiscard]] QString textOf(const nlohmann::json &map, const char *key);
[[nodiscard]] std::optional<double> numberOf(const nlohmann::json &map, const char *key);
[[nodiscard]] std::optional<std::int64_t> integerOf(const nlohmann::json &map, const char *key);
[[nodiscard]] std::optional<bool> truthOf(const nlohmann::json &map, const char *key);

} // namespace tgc::desktop
