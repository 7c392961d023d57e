// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/station/client/blocking_client.h"
#include "app/station/client/start_station.h"

namespace tgc::cli {

/// The name of a bench: what `--bench` gave is a bench file, or the name itself. BadInput for neither.
[[nodiscard]] Result<std::string> benchName(const std::string &fileOrName);

/// The station of that bench; without a bench the only one that answers. LinkLost: none; BadInput: several.
[[nodiscard]] Result<station::BlockingClient> attachTo(const std::optional<std::string> &bench);

/// Starts the station of a bench file with this store (empty: the station's default), or finds the one that is there.
/// BadInput: the one that is there writes to another store than the one named.
[[nodiscard]] Result<station::StartedStation> ensureStation(const std::filesystem::path &bench,
                                                            const std::optional<std::filesystem::path> &store);

/// Names of the benches whose stations write to this store.
[[nodiscard]] std::vector<std::string> stationsWritingTo(const std::filesystem::path &store);

/// Asks the station to stop, and waits until it has. Busy: a run is being recorded and `force` is not given.
[[nodiscard]] Result<void> stopStation(station::BlockingClient &client, bool force);

} // namespace tgc::cli
