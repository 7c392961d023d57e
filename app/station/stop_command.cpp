// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/stop_command.h"

#include "app/station/protocol/stop_table.h"

namespace tgc::station {

using nlohmann::json;

namespace {

std::string text(const json &args, const char *key)
{
    if (!args.is_object()) {
        return {};
    }
    const auto found = args.find(key);
    return found != args.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

Result<json> stopBench(const json &args, const BenchCommand &bench)
{
    const auto act = stopAct(text(args, "act"));
    if (!act) {
        return fail(ErrorCode::BadInput, "stop: act must be after-step, now-keep or safe-state");
    }
    const json why = {{"why", text(args, "why")}};
    const auto done = *act == StopAct::AfterStep ? bench("queue.hold", nullptr)
                      : *act == StopAct::NowKeep ? bench("halt", why)
                                                 : bench("abort", why);
    if (!done) {
        return fail(done.error());
    }
    return json{{"act", std::string(wordOf(*act))}, {"sentence", std::string(sentenceOf(*act))}};
}

} // namespace tgc::station
