// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/write_trace_csv.h"

#include "analysis/core/decimal.h"
#include "app/formats/write_csv.h"

namespace tgc::formats {

namespace {

void addNote(std::string &text, std::string_view key, const std::string &value)
{
    if (value.empty()) {
        return;
    }
    text.append("# ").append(key).append(": ");
    for (const char c : value) {
        text += c == '\n' || c == '\r' ? ' ' : c; // a comment is one line
    }
    text += '\n';
}

} // namespace

std::string traceCsv(const Chromatogram &trace, const TraceNotes &notes)
{
    constexpr std::size_t bytesPerSample = 24;
    std::string text;
    text.reserve(trace.size() * bytesPerSample);
    addNote(text, "source", std::string(toString(notes.source)));
    addNote(text, "sample", notes.sample);
    addNote(text, "channel", notes.channel);
    addNote(text, "acquired", notes.acquiredAt);
    addNote(text, "origin", notes.origin);
    addNote(text, "points", std::to_string(trace.size()));
    for (const Stretch &stretch : trace.saturation()) {
        addNote(text, "saturated", shortest(stretch.from_s) + " " + shortest(stretch.to_s));
    }
    text += "time_s," + csvCell(textCell("signal_" + trace.signalUnit())) + '\n';
    for (std::size_t i = 0; i < trace.size(); ++i) {
        text += shortest(trace.times_s()[i]) + ',' + shortest(trace.values()[i]) + '\n';
    }
    return text;
}

} // namespace tgc::formats
