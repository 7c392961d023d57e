// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/cavro_program.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace tgc::simulation {

namespace {

constexpr double valveTurn_s = 0.25;
constexpr double homeSpeed_steps_s = 500.0;
constexpr int noNumber = -1;
constexpr std::size_t mostMoves = 5000; // a loop of loops ends here
// S codes 0 to 40 in steps a second; the table of the XP 3000 and XCalibur, from memory.
constexpr std::array<double, 41> speedCodes{6000, 5600, 5000, 4400, 3800, 3200, 2600, 2200, 2000, 1800, 1600,
                                            1400, 1200, 1000, 800,  600,  400,  200,  190,  180,  170,  160,
                                            150,  140,  130,  120,  110,  100,  90,   80,   70,   60,   50,
                                            40,   30,   20,   18,   16,   14,   12,   10};

class Reader {
public:
    Reader(std::string_view text, const CavroSettings &settings, double position_steps, char valve)
        : m_text(text), m_position_steps(position_steps), m_valve(valve)
    {
        m_program.settings = settings;
    }

    CavroProgram read()
    {
        while (m_at < m_text.size() && m_program.error == CavroError::None) {
            command(m_text[m_at++]);
        }
        if (m_program.error == CavroError::None && !m_loops.empty()) {
            m_program.error = CavroError::InvalidSequence;
        }
        if (m_program.error != CavroError::None) {
            m_program.moves.clear();
        }
        return std::move(m_program);
    }

private:
    int number()
    {
        int value = noNumber;
        while (m_at < m_text.size() && m_text[m_at] >= '0' && m_text[m_at] <= '9') {
            value = std::max(value, 0) * 10 + (m_text[m_at++] - '0');
            if (value > 1'000'000) {
                refuse(CavroError::InvalidOperand);
                return noNumber;
            }
        }
        return value;
    }
    void refuse(CavroError error)
    {
        if (m_program.error == CavroError::None) {
            m_program.error = error;
        }
    }
    /// The number behind a letter, within its limits; empty: refused.
    std::optional<int> within(int low, int high)
    {
        const int value = number();
        if (value < low || value > high) {
            refuse(CavroError::InvalidOperand);
            return std::nullopt;
        }
        return value;
    }
    void add(PumpMove move)
    {
        if (m_program.moves.size() >= mostMoves) {
            refuse(CavroError::Overflow);
            return;
        }
        m_program.moves.push_back(move);
    }

    void home(char letter)
    {
        const int first = number(); // force 0 to 2, or a speed code 10 to 40
        for (int i = 0; i < 2 && m_at < m_text.size() && m_text[m_at] == ','; ++i) {
            ++m_at;
            number(); // ports of a distribution valve; this one has three ports
        }
        if (first > 2 && (first < 10 || first > 40)) {
            refuse(CavroError::InvalidOperand);
            return;
        }
        const double speed = first >= 10 ? speedCodes[static_cast<std::size_t>(first)] : homeSpeed_steps_s;
        m_valve = letter == 'W' ? m_valve : letter == 'Y' ? 'i' : 'o';
        const double turn_s = letter == 'W' ? 0.0 : valveTurn_s;
        add({PumpMove::Kind::Home, 0.0, m_valve, turn_s + m_position_steps / speed, false});
        m_position_steps = 0.0;
        m_program.settings.initialised = true;
        m_program.initialises = true;
    }

    void valve(char letter)
    {
        if (!m_program.settings.initialised) {
            refuse(CavroError::NotInitialised);
            return;
        }
        m_valve = static_cast<char>(letter - 'A' + 'a');
        add({PumpMove::Kind::Valve, 0.0, m_valve, valveTurn_s, false});
    }

    void plunger(char letter)
    {
        const int value = number();
        const bool silent = letter >= 'a';
        const char upper = silent ? static_cast<char>(letter - 'a' + 'A') : letter;
        const double steps = value / m_program.settings.scale();
        const double target = upper == 'A' ? steps : upper == 'P' ? m_position_steps + steps : m_position_steps - steps;
        if (!m_program.settings.initialised) {
            refuse(CavroError::NotInitialised);
        } else if (value == noNumber || target < -1e-9 || target > PumpDrive::fullStroke_steps + 1e-9) {
            refuse(CavroError::InvalidOperand);
        } else if (m_valve == 'b') {
            refuse(CavroError::MoveNotAllowed);
        } else {
            // Ramps at both ends are left out: they are a few hundredths of a second.
            add({PumpMove::Kind::Plunger, target, m_valve,
                 std::abs(target - m_position_steps) / m_program.settings.top_steps_s, silent});
            m_position_steps = target;
        }
    }

    void loop()
    {
        const std::size_t bodyEnd = m_at - 1; // at the G
        const std::optional<int> times = within(1, 30000);
        if (m_loops.empty()) {
            refuse(CavroError::InvalidSequence);
        }
        if (m_program.error != CavroError::None) {
            return;
        }
        const std::size_t body = m_loops.back();
        m_loops.pop_back();
        const std::size_t after = m_at;
        // The body is read again for every round, so that a relative move that leaves the stroke in the last is found.
        for (int round = 1; round < *times && m_program.error == CavroError::None; ++round) {
            m_at = body;
            while (m_at < bodyEnd && m_program.error == CavroError::None) {
                command(m_text[m_at++]);
            }
        }
        m_at = after;
    }

    void set(char letter)
    {
        CavroSettings &settings = m_program.settings;
        switch (letter) {
        case 'V':
            if (const auto value = within(5, 6000)) {
                settings.top_steps_s = *value;
            }
            break;
        case 'v':
            if (const auto value = within(50, 1000)) {
                settings.start_steps_s = *value;
            }
            break;
        case 'c':
            if (const auto value = within(50, 2700)) {
                settings.cutoff_steps_s = *value;
            }
            break;
        case 'S':
            if (const auto value = within(0, 40)) {
                settings.top_steps_s = speedCodes[static_cast<std::size_t>(*value)];
            }
            break;
        case 'L':
            if (const auto value = within(1, 20)) {
                settings.slope = *value;
            }
            break;
        case 'K':
            if (const auto value = within(0, 31)) {
                settings.backlash = *value;
            }
            break;
        default: // N
            if (const auto value = within(0, 1)) {
                settings.microsteps = *value == 1;
            }
            break;
        }
    }

    void command(char letter)
    {
        switch (letter) {
        case 'Z':
        case 'Y':
        case 'W': home(letter); break;
        case 'I':
        case 'O':
        case 'B':
        case 'E': valve(letter); break;
        case 'A':
        case 'P':
        case 'D':
        case 'a':
        case 'p':
        case 'd': plunger(letter); break;
        case 'V':
        case 'v':
        case 'c':
        case 'S':
        case 'L':
        case 'K':
        case 'N': set(letter); break;
        case 'M':
            if (const auto delay_ms = within(5, 30000)) {
                add({PumpMove::Kind::Delay, 0.0, m_valve, *delay_ms * 1e-3, false});
            }
            break;
        case 'J': // auxiliary outputs: nothing hangs on them
            (void)within(0, 7);
            break;
        case 'U': // line setting, from the next power-up
            (void)number();
            break;
        case 'g':
            if (m_loops.size() >= 10) {
                refuse(CavroError::InvalidSequence);
            }
            m_loops.push_back(m_at);
            break;
        case 'G': loop(); break;
        case 'R':
            if (m_at != m_text.size()) {
                refuse(CavroError::InvalidSequence);
            }
            m_program.execute = true;
            break;
        default: refuse(CavroError::InvalidCommand); break;
        }
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    double m_position_steps;
    char m_valve;
    std::vector<std::size_t> m_loops; ///< where the body of each open loop begins
    CavroProgram m_program;
};

} // namespace

CavroProgram readCavroProgram(std::string_view text, const CavroSettings &settings, double position_steps, char valve)
{
    return Reader(text, settings, position_steps, valve).read();
}

} // namespace tgc::simulation
