// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/program.h"

#include <algorithm>
#include <cctype>
#include <exception>
#include <sstream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/interrupt.h"

namespace tgc::cli {

namespace {

void addCommands(CLI::App &program, Context &context, Action &chosen)
{
    addIntegrateCommand(program, chosen);
    addDumpCommand(program, chosen);
    addCalibrateCommand(program, chosen);
    addCheckCommand(program, chosen);
    addQuantifyCommand(program, chosen);
    addSafetyCommand(program, chosen);
    addCompareCommand(program, chosen);
    addChargesCommand(program, chosen);
    addImportCommand(program, chosen);
    addWatchCommand(program, chosen);
    addSamplesCommand(program, chosen);
    addVialsCommand(program, chosen);
    addCareCommand(program, chosen);
    addRunsCommand(program, chosen);
    addShowCommand(program, chosen);
    addReprocessCommand(program, chosen);
    addExportCommand(program, chosen);
    addReportCommand(program, chosen);
    addRecoverCommand(program, chosen);
    addReviewCommand(program, chosen);
    addApproveCommand(program, chosen);
    addVerifyCommand(program, chosen);
    addBackupCommand(program, chosen);
    addRestoreCommand(program, chosen);
    addArchiveCommand(program, chosen);
    addSelfTestCommand(program, chosen);
    addDemoCommand(program, chosen);
    addDeviceCommand(program, chosen);
    addSimulateCommand(program, chosen);
    addStationCommand(program, chosen);
    addRunCommand(program, chosen);
    addQueueCommand(program, chosen);
    addAbortCommand(program, chosen);
    for (CLI::App *command : program.get_subcommands({})) {
        addGlobalOptions(*command, context.options);
        command->set_help_flag("--help,-h", "this page");
        for (CLI::App *below : command->get_subcommands({})) {
            addGlobalOptions(*below, context.options);
            below->set_help_flag("--help,-h", "this page");
        }
    }
}

/// The arguments with a negative number made an option's value: the parser would take `-5` for an option of its own.
std::vector<std::string> readableArguments(int argc, const char *const *argv)
{
    std::vector<std::string> arguments(argv, argv + argc);
    const bool writes = std::find(arguments.begin(), arguments.end(), "device") != arguments.end() &&
                        std::find(arguments.begin(), arguments.end(), "write") != arguments.end();
    for (std::size_t i = 1; writes && i < arguments.size(); ++i) {
        std::string &argument = arguments[i];
        if (argument.size() > 1 && argument[0] == '-' &&
            (std::isdigit(static_cast<unsigned char>(argument[1])) != 0 || argument[1] == '.')) {
            argument.insert(0, "--value=");
        }
    }
    return arguments;
}

/// The sentence for a command line that was not understood, and where help is.
Error usageError(const CLI::App &program, const CLI::ParseError &problem)
{
    std::string command = "tgc";
    for (const CLI::App *chosen : program.get_subcommands()) {
        command += " " + chosen->get_name();
        for (const CLI::App *below : chosen->get_subcommands()) {
            command += " " + below->get_name();
        }
    }
    return {ErrorCode::BadInput, std::string(problem.what()) + " (see `" + command + " --help`)"};
}

int finish(Console &console)
{
    console.flush();
    if (interrupted()) {
        console.stopped();
    }
    return static_cast<int>(console.status());
}

int run(int argc, const char *const *argv, Context &context)
{
    CLI::App program("Titration gas chromatography: metallic and SEI lithium of a cycled electrode.", "tgc");
    program.set_version_flag("--version", "tgc " TGC_VERSION);
    program.set_help_flag("--help,-h", "this page; `tgc COMMAND --help` for a command's options");
    program.require_subcommand(0, 1);
    program.get_formatter()->column_width(34);
    program.footer(
        "Exit status: 0 done, 1 done but a check failed, 2 bad usage or input, 3 device, 4 store or integrity.\n"
        "This program is not a safety system: docs/safety.md says what it does, and what it cannot.");
    addGlobalOptions(program, context.options);
    Action chosen;
    addCommands(program, context, chosen);
    try {
        std::vector<std::string> arguments = readableArguments(argc, argv);
        arguments.erase(arguments.begin());
        std::reverse(arguments.begin(), arguments.end()); // as this overload wants them
        program.parse(std::move(arguments));
    } catch (const CLI::Success &page) {
        // Help and version are answers, not failures. CLI11 prints them through exit().
        std::ostringstream text;
        program.exit(page, text, text);
        context.console.write(text.str());
        return finish(context.console);
    } catch (const CLI::ParseError &problem) {
        context.console.error(usageError(program, problem));
        return finish(context.console);
    }
    context.console.quiet = context.options.quiet;
    context.console.level = context.options.logLevel;
    if (!chosen) {
        context.console.error({ErrorCode::BadInput, "no command given (see `tgc --help`)"});
        return finish(context.console);
    }
    chosen(context);
    return finish(context.console);
}

} // namespace

int runProgram(int argc, const char *const *argv)
{
    catchInterrupts();
    Context context;
    try {
        return run(argc, argv, context);
    } catch (const std::exception &bug) {
        context.console.error({ErrorCode::BadInput, std::string("unexpected failure: ") + bug.what()});
        return finish(context.console);
    }
}

} // namespace tgc::cli
