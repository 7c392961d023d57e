// SPDX-License-Identifier: GPL-3.0-or-later
#include <clocale>
#include <csignal>
#include <cstdio>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSocketNotifier>
#include <sys/signalfd.h>

#include "app/station/protocol/socket_path.h"
#include "app/station/station.h"

using namespace tgc;
using namespace tgc::station;

namespace {

/// SIGTERM and SIGINT as something to read. Blocked before any thread begins, so that none of them is interrupted.
int endingSignals()
{
    sigset_t endings;
    sigemptyset(&endings);
    sigaddset(&endings, SIGTERM);
    sigaddset(&endings, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &endings, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGHUP, SIG_IGN); // a closed terminal ends no run
    return ::signalfd(-1, &endings, SFD_CLOEXEC | SFD_NONBLOCK);
}

/// As the command line's (docs/cli.md).
int exitStatus(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Store:
    case ErrorCode::Integrity: return 4;
    case ErrorCode::Device:
    case ErrorCode::Timeout:
    case ErrorCode::LinkLost: return 3;
    case ErrorCode::Busy: return 1;
    default: return 2;
    }
}

int refuse(const Error &error)
{
    std::fprintf(stderr, "tgc-station: %s\n", error.message.c_str());
    return exitStatus(error.code);
}

/// The one line on standard output: whoever started this waits for it.
void say(const std::string &bench, std::int64_t pid, bool already)
{
    const nlohmann::json line = {
        {"bench", bench}, {"socket", socketPath(bench).string()}, {"pid", pid}, {"already", already}};
    std::printf("%s\n", line.dump().c_str());
    std::fflush(stdout);
}

int serve(const QCoreApplication &app, const StationOptions &options, int endings)
{
    const auto file = bench::loadBenchFile(options.bench);
    if (!file) {
        return refuse(file.error());
    }
    auto opened = Station::open(*file, options);
    if (!opened) {
        if (opened.error().code == ErrorCode::Busy) {
            say(file->name, InstanceLock::holder(lockPath(file->name)).value_or(0), true);
        }
        return refuse(opened.error());
    }
    Station &station = **opened;
    QObject::connect(&station, &Station::stopped, &app, &QCoreApplication::quit);
    const QSocketNotifier ending(endings, QSocketNotifier::Read);
    QObject::connect(&ending, &QSocketNotifier::activated, &station, [&station, endings] {
        signalfd_siginfo which{};
        while (::read(endings, &which, sizeof(which)) == static_cast<ssize_t>(sizeof(which))) {
            station.stop("the system or a person asked it to (" +
                         std::string(::strsignal(static_cast<int>(which.ssi_signo))) + ")");
        }
    });
    if (auto started = station.start(); !started) {
        return refuse(started.error());
    }
    say(file->name, station.about().pid, false);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    const int endings = endingSignals();
    const QCoreApplication app(argc, argv);
    std::setlocale(LC_MESSAGES, "C"); // the operating system's sentences stand within ours, which are English
    QCoreApplication::setApplicationName(QStringLiteral("tgc-station"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TGC_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "The process that owns a bench and records its runs, whatever becomes of desktop and command line.\n"
        "Ends with SIGTERM: a run under way is closed as stopped, and kept.\n"
        "It is not a safety system: docs/safety.md says what it does, and what it cannot."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption bench(QStringLiteral("bench"), QStringLiteral("The bench file (docs/bench.md)."),
                                   QStringLiteral("BENCH.toml"));
    const QCommandLineOption db(
        QStringLiteral("db"),
        QStringLiteral("The store that runs go to. Default: the user's own; of a simulated bench, "
                       "simulated.sqlite beside it."),
        QStringLiteral("FILE"));
    const QCommandLineOption foreground(QStringLiteral("foreground"),
                                        QStringLiteral("Write the log to standard error, too."));
    parser.addOptions({bench, db, foreground});
    parser.process(app);
    if (!parser.isSet(bench) || !parser.positionalArguments().isEmpty()) {
        return refuse({ErrorCode::BadInput, "tell the bench: tgc-station --bench BENCH.toml (see tgc-station --help)"});
    }
    StationOptions options;
    options.bench = parser.value(bench).toStdString();
    if (parser.isSet(db)) {
        options.store = parser.value(db).toStdString();
    }
    options.logOnStandardError = parser.isSet(foreground);
    return serve(app, options, endings);
}
