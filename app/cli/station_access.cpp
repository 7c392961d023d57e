// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/station_access.h"

#include "app/session/bench/bench_file.h"
#include "app/station/protocol/socket_path.h"

namespace tgc::cli {

namespace {

using station::BlockingClient;

/// A run's last samples, the devices' safe state and the store's transaction come before the end.
constexpr std::chrono::seconds stopTimeout(120);

BlockingClient::Options greeting()
{
    BlockingClient::Options options;
    options.program = "tgc " TGC_VERSION;
    return options;
}

Result<BlockingClient> attachToOnly()
{
    std::optional<BlockingClient> only;
    std::string names;
    for (const std::string &name : station::benchesWithSockets()) {
        auto client = BlockingClient::connect(station::socketPath(name), greeting());
        if (client) {
            names += (names.empty() ? "" : ", ") + name;
            if (only) {
                continue;
            }
            only.emplace(std::move(*client));
        } else if (client.error().code != ErrorCode::LinkLost) {
            return fail(client.error());
        }
    }
    if (!only) {
        return fail(ErrorCode::LinkLost, "no station is running; start one with tgc station start --bench BENCH.toml");
    }
    if (names != only->welcome().bench) {
        return fail(ErrorCode::BadInput, "several stations are running: say --bench with one of " + names);
    }
    return std::move(*only);
}

} // namespace

Result<std::string> benchName(const std::string &fileOrName)
{
    std::error_code ignored;
    if (!std::filesystem::exists(fileOrName, ignored) && station::isBenchName(fileOrName)) {
        return fileOrName;
    }
    const auto file = bench::loadBenchFile(fileOrName);
    if (!file) {
        return fail(file.error());
    }
    return file->name;
}

Result<BlockingClient> attachTo(const std::optional<std::string> &bench)
{
    if (!bench) {
        return attachToOnly();
    }
    const auto name = benchName(*bench);
    if (!name) {
        return fail(name.error());
    }
    return BlockingClient::connect(station::socketPath(*name), greeting());
}

Result<station::StartedStation> ensureStation(const std::filesystem::path &bench,
                                              const std::optional<std::filesystem::path> &store)
{
    const auto program = station::stationProgram();
    if (!program) {
        return fail(ErrorCode::Io, "tgc-station is not beside this program; install the package whole");
    }
    station::StartOptions options;
    options.program = *program;
    options.bench = bench;
    options.store = store;
    auto started = station::startStation(options);
    if (!started || !started->alreadyThere || !options.store) {
        return started;
    }
    const auto client = BlockingClient::connect(started->socket, greeting());
    if (!client) {
        return fail(client.error());
    }
    std::error_code ignored;
    if (std::filesystem::weakly_canonical(client->welcome().store, ignored) !=
        std::filesystem::weakly_canonical(*options.store, ignored)) {
        return fail(ErrorCode::BadInput, "the station of bench " + started->bench + " that is running writes to " +
                                             client->welcome().store + "; stop it first, or leave --db out");
    }
    return started;
}

std::vector<std::string> stationsWritingTo(const std::filesystem::path &store)
{
    std::vector<std::string> names;
    std::error_code ignored;
    const auto wanted = std::filesystem::weakly_canonical(store, ignored);
    for (const std::string &name : station::benchesWithSockets()) {
        const auto client = BlockingClient::connect(station::socketPath(name), greeting());
        if (client && std::filesystem::weakly_canonical(client->welcome().store, ignored) == wanted) {
            names.push_back(name);
        }
    }
    return names;
}

Result<void> stopStation(BlockingClient &client, bool force)
{
    if (auto asked = client.command("station.stop", {{"force", force}}); !asked) {
        // Its answer may be lost with the connection that it ends.
        return asked.error().code == ErrorCode::LinkLost ? Result<void>() : fail(asked.error());
    }
    const auto deadline = std::chrono::steady_clock::now() + stopTimeout;
    while (std::chrono::steady_clock::now() < deadline) {
        if (const auto event = client.nextEvent(std::chrono::milliseconds(500)); !event) {
            return {};
        }
    }
    return fail(ErrorCode::Timeout, "the station was asked to stop and has not ended yet; its log says more");
}

} // namespace tgc::cli
