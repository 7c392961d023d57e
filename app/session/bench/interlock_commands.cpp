// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/interlock_commands.h"

#include <algorithm>

#include "app/session/bench/command_args.h"
#include "app/session/bench/utc.h"

namespace tgc::bench {

using nlohmann::json;

namespace {

constexpr double usualInhibition_min = 60.0;

std::string trimmed(const std::string &text)
{
    const auto begin = text.find_first_not_of(" \t\r\n");
    return begin == std::string::npos ? std::string()
                                      : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

} // namespace

InterlockWord typedWord(CommandArgs &args)
{
    InterlockWord word{trimmed(args.text("by").value_or("")), trimmed(args.text("reason").value_or("")), utcNow()};
    if (word.by.empty()) {
        args.bad("by is missing: whose word is it?");
    }
    if (word.reason.empty()) {
        args.bad("reason is missing: it is kept with the name");
    }
    return word;
}

Result<json> interlockCommand(InterlockWatch &interlocks, const std::string &command, const json &given)
{
    const bool inhibits = command == "interlock.inhibit";
    std::vector<std::string_view> known{"name", "by", "reason"};
    if (inhibits) {
        known.emplace_back("minutes");
    }
    CommandArgs args(command, given, known);
    args.require("name");
    const std::string name = args.text("name").value_or("");
    const double minutes = inhibits ? args.number("minutes").value_or(usualInhibition_min) : 0.0;
    InterlockWord word = typedWord(args);
    if (const auto good = args.check(); !good) {
        return fail(good.error());
    }
    const auto done = inhibits                         ? interlocks.inhibit(name, std::move(word), minutes)
                      : command == "interlock.release" ? interlocks.release(name, word)
                                                       : interlocks.acknowledge(name, std::move(word));
    if (!done) {
        return fail(done.error().code, command + ": " + done.error().message);
    }
    return json{{"interlocks", interlocks.json()}};
}

} // namespace tgc::bench
