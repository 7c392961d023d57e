// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/fault_script.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include <toml++/toml.h>

#include "drivers/profile/toml_fields.h"

namespace tgc::simulation {

namespace {

using drivers::Finding;
using drivers::TomlFields;

constexpr std::array<const char *, 11> kinds{"late",      "lost",         "unheard",    "duplicated",
                                             "truncated", "bad-checksum", "other-unit", "exception",
                                             "stall",     "unplug",       "power-cycle"};

Fault readFault(TomlFields &fields)
{
    Fault fault;
    fields.require("device");
    fields.require("kind");
    fault.device = fields.text("device");
    const std::string kind = fields.text("kind");
    const auto known = std::find(kinds.begin(), kinds.end(), kind);
    if (known == kinds.end()) {
        fields.error("kind", "\"" + kind + "\" is no fault");
    } else {
        fault.kind = static_cast<FaultKind>(known - kinds.begin());
    }
    if (const auto request = fields.whole("request", 1, 1'000'000'000)) {
        fault.request = static_cast<std::uint64_t>(*request);
    }
    fault.at_s = fields.number("at_s");
    fault.probability = fields.number("probability");
    if (static_cast<int>(fault.request.has_value()) + static_cast<int>(fault.at_s.has_value()) +
            static_cast<int>(fault.probability.has_value()) !=
        1) {
        fields.error("kind", "exactly one of request, at_s and probability says when");
    }
    fault.seconds = fields.number("seconds").value_or(fault.seconds);
    fault.code = static_cast<int>(fields.whole("code", 1, 15).value_or(fault.code));
    return fault;
}

} // namespace

Result<std::vector<Fault>> parseFaultScript(std::string_view text, const std::string &file)
{
    toml::table parsed;
    try {
        parsed = toml::parse(text, file);
    } catch (const toml::parse_error &error) {
        return fail(ErrorCode::BadInput,
                    file + ":" + std::to_string(error.source().begin.line) + ": " + std::string(error.description()));
    }
    std::vector<Finding> findings;
    std::vector<Fault> script;
    {
        TomlFields top(parsed, "script", findings);
        top.require("fault");
        if (const toml::array *faults = top.array("fault")) {
            for (const toml::node &element : *faults) {
                if (const toml::table *table = element.as_table()) {
                    TomlFields fields(*table, "fault", findings);
                    script.push_back(readFault(fields));
                }
            }
        }
    }
    const auto first = std::find_if(findings.begin(), findings.end(), [](const Finding &each) { return each.error; });
    if (first != findings.end()) {
        return fail(ErrorCode::BadInput, file + ":" + std::to_string(first->line) + ": " + first->text);
    }
    return script;
}

Result<std::vector<Fault>> readFaultScript(const std::filesystem::path &file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        return fail(ErrorCode::Io, file.string() + ": cannot be read");
    }
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    return parseFaultScript(text, file.string());
}

} // namespace tgc::simulation
