// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/context.h"

#include <cstdlib>
#include <map>

#include <CLI/CLI.hpp>

#include "db/anchor.h"

namespace tgc::cli {

Format Context::format(Format elsewhere) const
{
    return options.format.value_or(console.outputIsTerminal() ? Format::Table : elsewhere);
}

std::filesystem::path Context::databasePath() const
{
    return options.database ? std::filesystem::path(*options.database) : dataFolder() / "tgc.sqlite";
}

std::string Context::operatorName() const
{
    const char *named = std::getenv("TGC_OPERATOR");
    return options.operatorName.value_or(named != nullptr ? named : "");
}

std::filesystem::path Context::dataFolder()
{
    // The specification says that a relative XDG_DATA_HOME is to be ignored.
    const char *data = std::getenv("XDG_DATA_HOME");
    if (data != nullptr && std::filesystem::path(data).is_absolute()) {
        return std::filesystem::path(data) / "tgc-workbench";
    }
    const char *home = std::getenv("HOME");
    return std::filesystem::path(home != nullptr ? home : "/") / ".local" / "share" / "tgc-workbench";
}

std::filesystem::path Context::anchorFolder()
{
    return dataFolder() / db::anchorFolderName;
}

void Context::print(const formats::OutTable &table, Format elsewhere)
{
    console.write(toText(table, format(elsewhere)));
}

void addGlobalOptions(CLI::App &app, GlobalOptions &options)
{
    static const std::map<std::string, Format> formats{
        {"table", Format::Table}, {"csv", Format::Csv}, {"json", Format::Json}};
    static const std::map<std::string, LogLevel> levels{{"debug", LogLevel::Debug},
                                                        {"info", LogLevel::Info},
                                                        {"warning", LogLevel::Warning},
                                                        {"error", LogLevel::Error}};
    const auto group = "Everywhere (before or after the command)";
    app.add_option("--db", options.database, "the store (default: tgc-workbench/tgc.sqlite in the user's data folder)")
        ->type_name("FILE")
        ->group(group);
    app.add_option("--operator", options.operatorName,
                   "who sits here, for the audit trail, beside the account (default: the variable TGC_OPERATOR)")
        ->type_name("NAME")
        ->group(group);
    app.add_option_function<std::string>(
           "--format", [&options](const std::string &name) { options.format = formats.at(name); },
           "table, csv or json (default: table on a terminal, otherwise as the command says)")
        ->check(CLI::IsMember({"table", "csv", "json"}))
        ->type_name("FORMAT")
        ->group(group);
    app.add_flag("--quiet,-q", options.quiet, "no progress and no warnings")->group(group);
    app.add_option_function<std::string>(
           "--log-level", [&options](const std::string &name) { options.logLevel = levels.at(name); },
           "debug, info, warning (default) or error: what is said on standard error")
        ->check(CLI::IsMember({"debug", "info", "warning", "error"}))
        ->type_name("LEVEL")
        ->group(group);
}

} // namespace tgc::cli
