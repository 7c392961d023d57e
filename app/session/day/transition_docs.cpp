// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/day/transition_docs.h"

#include <array>
#include <map>
#include <vector>

#include "app/session/day/transitions.h"

namespace tgc::day {

namespace {

std::string cell(const Transition &found)
{
    if (!found.taken()) {
        return "refused";
    }
    const std::string next = found.back ? "back" : std::string(wordOf(*found.next));
    return "**" + next + "**" + (found.needsReason ? " *" : "");
}

/// The words on one arrow: all events that lead from one state to another.
std::vector<std::string> labels(VialState from, VialState to)
{
    std::vector<std::string> words;
    for (const Event event : allEvents) {
        if (const Transition &found = transition(from, event); found.next == to) {
            words.push_back(std::string(wordOf(event)) + (found.needsReason ? " *" : ""));
        }
    }
    return words;
}

// The picture: the states of a vial that goes well in a row, the fault below. Positions in px.
constexpr int width = 1060;
constexpr int height = 510;
constexpr int row_y = 230;
constexpr int fault_y = 400;
constexpr int half_w = 50;
constexpr int half_h = 22;

struct Place {
    int x, y;
};

Place placeOf(VialState state)
{
    constexpr std::array<Place, allStates.size()> places = {Place{70, row_y},  Place{250, row_y}, Place{430, row_y},
                                                            Place{610, row_y}, Place{790, row_y}, Place{520, fault_y},
                                                            Place{980, row_y}};
    return places[static_cast<std::size_t>(state)];
}

std::string number(int value)
{
    return std::to_string(value);
}

std::string text(int x, int y, const std::vector<std::string> &lines, const char *anchor = "middle")
{
    std::string all;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        all += "  <text x=\"" + number(x) + "\" y=\"" + number(y + 15 * static_cast<int>(i)) + "\" text-anchor=\"" +
               anchor + "\">" + lines[i] + "</text>\n";
    }
    return all;
}

std::string arrow(const std::string &path, bool dashed = false)
{
    return "  <path d=\"" + path + "\"" + (dashed ? " stroke-dasharray=\"5 4\"" : "") + "/>\n";
}

std::string point(int x, int y)
{
    return number(x) + " " + number(y);
}

std::string loop(Place at, bool below, const std::vector<std::string> &words)
{
    const int side = below ? 1 : -1;
    const int edge = at.y + side * half_h;
    return arrow("M" + point(at.x - 34, edge) + " C" + point(at.x - 44, edge + side * 40) + " " +
                 point(at.x - 4, edge + side * 40) + " " + point(at.x - 14, edge)) +
           text(at.x - 24, edge + (below ? 46 : -36), words);
}

std::string edge(VialState from, VialState to, const std::vector<std::string> &words)
{
    const Place a = placeOf(from);
    const Place b = placeOf(to);
    if (from == to) {
        return loop(a, from == VialState::Fault, words);
    }
    if (to == VialState::Fault) {
        const int lean = (a.x - b.x) / 6;
        const bool left = from == VialState::Sealed;       // of its arrow, where there is room
        const bool inTheWay = from == VialState::Reacting; // is the word on the arrow back to it
        return arrow("M" + point(a.x, a.y + half_h) + " L" + point(b.x + lean, b.y - half_h)) +
               text(a.x + (left       ? -8
                           : inTheWay ? 44
                                      : 14),
                    a.y + half_h + (inTheWay ? 46 : 20), words, left ? "end" : "start");
    }
    const bool neighbours = b.x > a.x && b.x - a.x < 200;
    if (neighbours) {
        return arrow("M" + point(a.x + half_w, a.y) + " L" + point(b.x - half_w, b.y)) +
               text((a.x + b.x) / 2, a.y - 8, words);
    }
    if (b.x < a.x) { // back along the row
        return arrow("M" + point(a.x - half_w, a.y + 12) + " L" + point(b.x + half_w, b.y + 12)) +
               text((a.x + b.x) / 2, a.y + 30, words);
    }
    const int up = a.y - half_h - (b.x - a.x) / 2; // the control point: farther starts pass higher
    return arrow("M" + point(a.x + 20, a.y - half_h) + " Q" + point((a.x + b.x) / 2, up) + " " +
                 point(b.x - 10, b.y - half_h)) +
           text(a.x + (b.x - a.x) / 4, a.y - half_h - (b.x - a.x) / 5 - 4, words, "end");
}

} // namespace

std::string transitionTable()
{
    std::string text = "| |";
    std::string rule = "\n|---|";
    for (const Event event : allEvents) {
        text += " " + std::string(wordOf(event)) + " |";
        rule += "---|";
    }
    text += rule + "\n";
    for (const VialState state : allStates) {
        text += "| **" + std::string(wordOf(state)) + "** |";
        for (const Event event : allEvents) {
            text += " " + cell(transition(state, event)) + " |";
        }
        text += "\n";
    }
    return text;
}

std::string refusalList()
{
    std::string text;
    for (const VialState state : allStates) {
        std::vector<std::pair<std::string_view, std::string>> sentences; // sentence, its steps
        for (const Event event : allEvents) {
            const Transition &found = transition(state, event);
            if (found.taken()) {
                continue;
            }
            if (sentences.empty() || sentences.back().first != found.refusal) {
                sentences.emplace_back(found.refusal, std::string());
            }
            std::string &steps = sentences.back().second;
            steps += (steps.empty() ? "" : "; ") + std::string(wordOf(event));
        }
        for (const auto &[sentence, steps] : sentences) {
            text += "- **" + std::string(wordOf(state)) + "** and *" + steps + "*: " + std::string(sentence) + ".\n";
        }
    }
    return text;
}

std::string transitionPicture()
{
    std::string svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + number(width) + " " + number(height) +
        "\" width=\"" + number(width) + "\" height=\"" + number(height) +
        "\" font-family=\"sans-serif\" font-size=\"13\">\n"
        "<!-- Made from app/session/day/transitions.cpp by tests/tst_day_docs.cpp. -->\n"
        "<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\" "
        "markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0 L8 4 L0 8 z\" fill=\"#444\"/></marker></defs>\n"
        "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
        "<g fill=\"none\" stroke=\"#444\" stroke-width=\"1.3\" marker-end=\"url(#tip)\">\n";
    std::string words;
    for (const VialState from : allStates) {
        for (const VialState to : allStates) {
            if (const auto on = labels(from, to); !on.empty()) {
                const std::string drawn = edge(from, to, on);
                const std::size_t split = drawn.find("  <text");
                svg += drawn.substr(0, split);
                words += drawn.substr(split);
            }
        }
        if (transition(from, Event::Acknowledged).back) {
            const Place at = placeOf(from);
            svg += arrow("M" + point(at.x + half_w, at.y) + " L" + point(at.x + half_w + 90, at.y), true);
            words += text(at.x + half_w + 98, at.y - 3,
                          {std::string(wordOf(Event::Acknowledged)) + " *: back to the state before the fault",
                           "(after a dose that is not known: reacting)"},
                          "start");
        }
    }
    svg += "</g>\n<g fill=\"#333\">\n" + words + "</g>\n<g fill=\"#f2f4f7\" stroke=\"#444\" stroke-width=\"1.5\">\n";
    std::string names;
    for (const VialState state : allStates) {
        const Place at = placeOf(state);
        const char *fill = state == VialState::Fault   ? " fill=\"#fbe3e1\""
                           : state == VialState::Ready ? " fill=\"#e3f3e6\""
                                                       : "";
        svg += "  <rect x=\"" + number(at.x - half_w) + "\" y=\"" + number(at.y - half_h) + "\" width=\"" +
               number(2 * half_w) + "\" height=\"" + number(2 * half_h) + "\" rx=\"6\"" + fill + "/>\n";
        names += text(at.x, at.y + 5, {std::string(wordOf(state))});
    }
    svg += "</g>\n<g fill=\"#111\" font-weight=\"bold\" font-size=\"14\">\n" + names + "</g>\n<g fill=\"#333\">\n" +
           text(20, height - 16,
                {"* needs a note that says why. A reacting vial is ready, too, once its reaction time is over."},
                "start") +
           "</g>\n</svg>\n";
    return svg;
}

} // namespace tgc::day
