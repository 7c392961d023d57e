// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/cli/console.h"
#include "app/cli/table_text.h"

namespace CLI { // NOLINT(readability-identifier-naming): the library's
class App;
}

namespace tgc::cli {

/// What may stand before or after any command.
struct GlobalOptions {
    std::optional<std::string> database; ///< --db
    std::optional<Format> format;        ///< --format
    std::optional<std::string> operatorName; ///< --operator
    bool quiet = false;
    LogLevel logLevel = LogLevel::Warning;
};

/// What every command gets: the options that are common to all, and the way out.
struct Context {
    GlobalOptions options;
    Console console;

    /// As asked for; else a table on a terminal, and `elsewhere` in a pipe or file.
    [[nodiscard]] Format format(Format elsewhere) const;
    /// --db, else `tgc.sqlite` in the data folder.
    [[nodiscard]] std::filesystem::path databasePath() const;

    /// --operator, else what the variable TGC_OPERATOR says; empty: nobody said who sits here.
    [[nodiscard]] std::string operatorName() const;

    /// `tgc-workbench` in the user's data folder (XDG base directory specification).
    [[nodiscard]] static std::filesystem::path dataFolder();
    /// Where the anchors of stores are kept (docs/store.md).
    [[nodiscard]] static std::filesystem::path anchorFolder();

    void print(const formats::OutTable &table, Format elsewhere = Format::Csv);
};

/// Gives `app` (the program or one command) the global options.
void addGlobalOptions(CLI::App &app, GlobalOptions &options);

} // namespace tgc::cli
