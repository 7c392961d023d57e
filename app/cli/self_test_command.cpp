// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cstdlib>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/context.h"
#include "app/cli/self_test.h"

namespace tgc::cli {

namespace {

namespace fs = std::filesystem;

/// A folder of its own in the system's folder for temporary files, gone with it.
class ScratchFolder {
public:
    ScratchFolder()
    {
        std::error_code problem;
        std::string name = (fs::temp_directory_path(problem) / "tgc-self-test-XXXXXX").string();
        if (!problem && ::mkdtemp(name.data()) != nullptr) {
            m_path = name;
        }
    }
    ~ScratchFolder()
    {
        std::error_code ignored;
        if (!m_path.empty()) {
            fs::remove_all(m_path, ignored);
        }
    }
    ScratchFolder(const ScratchFolder &) = delete;
    ScratchFolder &operator=(const ScratchFolder &) = delete;
    /// Empty: none could be made.
    [[nodiscard]] const fs::path &path() const { return m_path; }

private:
    fs::path m_path;
};

void selfTest(Context &context)
{
    const ScratchFolder scratch;
    if (scratch.path().empty()) {
        context.console.error({ErrorCode::Io, "no folder for temporary files can be made; check TMPDIR and the disk"});
        return;
    }
    std::vector<CheckLine> lines = checkMachine(context.databasePath(), scratch.path());
    for (auto &&more : {checkEngine(), checkStore(scratch.path())}) {
        lines.insert(lines.end(), more.begin(), more.end());
    }
    formats::OutTable table{"self-test", {"check", "outcome", "what"}, {}};
    std::size_t failed = 0;
    for (const CheckLine &line : lines) {
        failed += line.passed ? 0 : 1;
        table.rows.push_back({formats::textCell(line.check), formats::textCell(line.passed ? "pass" : "fail"),
                              formats::textCell(line.words)});
    }
    context.print(table);
    if (failed > 0) {
        context.console.failedCheck(std::to_string(failed) + " of " + std::to_string(lines.size()) +
                                    " checks failed; the lines marked fail say what to do");
    }
}

} // namespace

void addSelfTestCommand(CLI::App &program, Action &chosen)
{
    CLI::App *command = program.add_subcommand("self-test", "Check the installation: resources, numbers, store, bench");
    command->footer(
        "To be run after installing or updating, and when something looks wrong. Check values of the analysis, "
        "a store written,\ndamaged and put back on purpose in a folder of its own, the simulated bench on the "
        "loopback interface, disk and clock.\nA line a check, pass or fail, in words; exit status 1 when one "
        "fails. Your own store is not written to.\n"
        "Example:\n  tgc self-test");
    command->callback([&chosen] { chosen = selfTest; });
}

} // namespace tgc::cli
