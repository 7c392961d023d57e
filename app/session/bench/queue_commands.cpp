// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/queue_commands.h"

#include "app/session/bench/command_args.h"

namespace tgc::bench {

using nlohmann::json;

namespace {

struct Call {
    QueueEngine &queue;
    const std::string &name;
    const json &args;
};

/// A map of texts, as a row of QUEUE.csv is.
Result<QueueRow> rowOf(const json &map, const std::string &where)
{
    if (!map.is_object()) {
        return fail(ErrorCode::BadInput, where + " must be a map of column and text");
    }
    QueueRow row;
    for (const auto &[column, value] : map.items()) {
        if (!value.is_string()) {
            return fail(ErrorCode::BadInput, std::string(where)
                                                 .append(", column ")
                                                 .append(column)
                                                 .append(": must be a text, as it stands in a file"));
        }
        row.emplace(column, value.get<std::string>());
    }
    return row;
}

QueueHand handOf(CommandArgs &args)
{
    QueueHand hand;
    hand.by = args.text("by").value_or(std::string());
    hand.reason = args.text("reason").value_or(std::string());
    return hand;
}

int lineIn(CommandArgs &args, const char *key = "line")
{
    args.require(key);
    const auto line = args.whole(key);
    if (line && (*line < 1 || *line > 1'000'000)) {
        args.bad(std::string(key) + " must be the number of a line");
        return 0;
    }
    return static_cast<int>(line.value_or(0));
}

json nothing()
{
    return json::object();
}

Result<json> answer(const Result<void> &done)
{
    return done ? Result<json>(nothing()) : Result<json>(fail(done.error()));
}

Result<json> add(const Call &call)
{
    CommandArgs args(call.name, call.args, {"lines", "replace", "first", "folder", "by", "reason"});
    args.require("lines");
    QueueEngine::AddOptions options;
    options.replace = args.flag("replace");
    options.first = args.flag("first");
    options.folder = args.text("folder").value_or(std::string());
    options.hand = handOf(args);
    if (const auto good = args.check(); !good) {
        return fail(good.error());
    }
    const json &lines = call.args.at("lines");
    if (!lines.is_array() || lines.size() > 10000) {
        return fail(ErrorCode::BadInput, call.name + ": lines must be a list of at most 10000 rows");
    }
    std::vector<QueueRow> rows;
    for (const json &line : lines) {
        auto row = rowOf(line, call.name + ": row " + std::to_string(rows.size() + 1));
        if (!row) {
            return fail(row.error());
        }
        rows.push_back(std::move(*row));
    }
    const auto added = call.queue.add(rows, options);
    if (!added) {
        return fail(added.error());
    }
    return json{{"lines", rows.size()}, {"numbers", added->lines}, {"warnings", added->warnings}};
}

Result<json> edit(const Call &call)
{
    CommandArgs args(call.name, call.args, {"line", "columns", "folder", "by", "reason"});
    const int line = lineIn(args);
    args.require("columns");
    const std::string folder = args.text("folder").value_or(std::string());
    const QueueHand hand = handOf(args);
    if (const auto good = args.check(); !good) {
        return fail(good.error());
    }
    const auto columns = rowOf(call.args.at("columns"), call.name + ": columns");
    if (!columns) {
        return fail(columns.error());
    }
    const auto warnings = call.queue.edit(line, *columns, folder, hand);
    if (!warnings) {
        return fail(warnings.error());
    }
    return json{{"warnings", *warnings}};
}

Result<json> move(const Call &call)
{
    CommandArgs args(call.name, call.args, {"line", "before", "by", "reason"});
    const int line = lineIn(args);
    std::optional<int> before;
    if (call.args.is_object() && call.args.contains("before") && !call.args["before"].is_null()) {
        before = lineIn(args, "before");
    }
    const QueueHand hand = handOf(args);
    if (const auto good = args.check(); !good) {
        return fail(good.error());
    }
    return answer(call.queue.move(line, before, hand));
}

/// priority, skip, remove: a line, and who says so.
template <Result<void> (QueueEngine::*does)(int, const QueueHand &)>
Result<json> ofOneLine(const Call &call)
{
    CommandArgs args(call.name, call.args, {"line", "by", "reason"});
    const int line = lineIn(args);
    const QueueHand hand = handOf(args);
    if (const auto good = args.check(); !good) {
        return fail(good.error());
    }
    return answer((call.queue.*does)(line, hand));
}

Result<json> repeat(const Call &call)
{
    CommandArgs args(call.name, call.args, {"line", "by", "reason"});
    const int line = lineIn(args);
    const QueueHand hand = handOf(args);
    if (const auto good = args.check(); !good) {
        return fail(good.error());
    }
    const auto fresh = call.queue.repeat(line, hand);
    if (!fresh) {
        return fail(fresh.error());
    }
    return json{{"line", *fresh}};
}

Result<json> recover(const Call &call)
{
    CommandArgs args(call.name, call.args, {"line", "choice", "by", "reason", "dosed_mL"});
    const int line = lineIn(args);
    args.require("choice");
    RecoveryChoice choice;
    choice.choice = args.text("choice").value_or(std::string());
    choice.dosed_mL = args.number("dosed_mL");
    const QueueHand hand = handOf(args);
    choice.by = hand.by;
    choice.reason = hand.reason;
    if (const auto good = args.check(); !good) {
        return fail(good.error());
    }
    return answer(call.queue.recover(line, choice));
}

Result<json> details(const Call &call)
{
    CommandArgs args(call.name, call.args, {"line"});
    const int line = lineIn(args);
    if (const auto good = args.check(); !good) {
        return fail(good.error());
    }
    auto found = call.queue.lineDetails(line);
    return found ? Result<json>(json{{"line", std::move(*found)}}) : Result<json>(fail(found.error()));
}

Result<json> start(const Call &call)
{
    CommandArgs args(call.name, call.args, {"on_failure", "on_unsuitable"});
    QueueEngine::Policy policy;
    if (const auto word = args.text("on_failure")) {
        if (*word != "skip" && *word != "hold") {
            args.bad("on_failure must be \"skip\" or \"hold\"");
        }
        policy.holdOnFailure = *word == "hold";
    }
    if (const auto word = args.text("on_unsuitable")) {
        policy.onUnsuitable = onUnsuitableOf(*word);
        if (!policy.onUnsuitable) {
            args.bad("on_unsuitable " + onUnsuitableWords());
        }
    }
    if (const auto good = args.check(); !good) {
        return fail(good.error());
    }
    return answer(call.queue.resume(policy));
}

Result<json> holdOrClear(const Call &call)
{
    CommandArgs args(call.name, call.args, {});
    if (const auto good = args.check(); !good) {
        return fail(good.error());
    }
    if (call.name == "queue.hold") {
        call.queue.hold("held by a person");
        return nothing();
    }
    const auto gone = call.queue.clear();
    return gone ? Result<json>(json{{"lines", *gone}}) : Result<json>(fail(gone.error()));
}

struct Entry {
    const char *name;
    Result<json> (*does)(const Call &);
};

constexpr Entry entries[] = {
    {"queue.add", add},
    {"queue.edit", edit},
    {"queue.move", move},
    {"queue.priority", ofOneLine<&QueueEngine::priority>},
    {"queue.skip", ofOneLine<&QueueEngine::skip>},
    {"queue.remove", ofOneLine<&QueueEngine::remove>},
    {"queue.repeat", repeat},
    {"queue.recover", recover},
    {"queue.line", details},
    {"queue.start", start},
    {"queue.hold", holdOrClear},
    {"queue.clear", holdOrClear},
};

} // namespace

Result<json> doQueueCommand(QueueEngine &queue, const std::string &name, const json &args)
{
    for (const Entry &entry : entries) {
        if (name == entry.name) {
            return entry.does({queue, name, args});
        }
    }
    return fail(ErrorCode::BadInput, "there is no command \"" + name + "\"");
}

} // namespace tgc::bench
