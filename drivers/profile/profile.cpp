// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/profile/profile.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace tgc::drivers {

namespace {

constexpr std::string_view compositionPrefix = "composition.";

template <class Spec>
const Spec *find(const std::vector<Spec> &list, const std::string &id)
{
    const auto found = std::find_if(list.begin(), list.end(), [&](const Spec &spec) { return spec.id == id; });
    return found != list.end() ? &*found : nullptr;
}

} // namespace

int PointSpec::addresses() const
{
    if (isBit()) {
        return 1;
    }
    return wide ? registersOf(format) / 2 : registersOf(format);
}

const PointSpec *Profile::point(const std::string &id) const
{
    return find(points, id);
}

const CommandSpec *Profile::command(const std::string &id) const
{
    return find(commands, id);
}

const SequenceSpec *Profile::sequence(const std::string &id) const
{
    return find(sequences, id);
}

std::optional<std::string> Profile::component(const std::string &id) const
{
    if (components && id.starts_with(compositionPrefix)) {
        const std::string wanted = id.substr(compositionPrefix.size());
        for (const auto &[code, known] : components->names) {
            if (known == wanted) {
                return wanted;
            }
        }
    }
    return std::nullopt;
}

std::vector<std::string> Profile::composition() const
{
    std::vector<std::string> ids;
    if (components) {
        for (const auto &[code, known] : components->names) {
            ids.push_back(std::string(compositionPrefix) + known);
        }
    }
    return ids;
}

std::string Profile::writableNames() const
{
    std::string names;
    const auto add = [&](const std::string &id) { names += (names.empty() ? "" : ", ") + id; };
    for (const CommandSpec &known : commands) {
        add(known.id);
    }
    for (const PointSpec &known : points) {
        if (known.writable()) {
            add(known.id);
        }
    }
    return names.empty() ? "nothing" : names;
}

bool CheckedProfile::usable() const
{
    return std::none_of(findings.begin(), findings.end(), [](const Finding &f) { return f.error; });
}

Result<Profile> loadProfile(const std::string &file)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) {
        return fail(ErrorCode::Io, file + ": this device profile cannot be read");
    }
    CheckedProfile checked = checkProfile(text.str(), std::filesystem::path(file).stem().string());
    for (const Finding &finding : checked.findings) {
        if (finding.error) {
            return fail(ErrorCode::BadInput, file + ", line " + std::to_string(finding.line) + ": " + finding.text);
        }
    }
    return std::move(checked.profile);
}

} // namespace tgc::drivers
