// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

/// What one run of the real program gave back.
struct TgcRun {
    int status = -1; ///< exit status; -1 when it did not end by itself
    QByteArray out;
    QByteArray err;
};

/// Runs the program that the build made, in `folder`, with LC_ALL set where `locale` says so.
inline TgcRun runTgc(const QStringList &arguments, const QString &folder, const QString &locale = {},
                     const QString &program = QStringLiteral(TGC_PROGRAM), const QString &outputFile = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    // Whoever runs the tests keeps their own store.
    environment.insert("XDG_DATA_HOME", folder + "/data");
    environment.remove("DISPLAY");
    environment.remove("WAYLAND_DISPLAY");
    if (!locale.isEmpty()) {
        environment.insert("LC_ALL", locale);
    }
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder);
    if (!outputFile.isEmpty()) {
        process.setStandardOutputFile(outputFile);
    }
    process.start(program, arguments);
    TgcRun run;
    if (process.waitForFinished(120000) && process.exitStatus() == QProcess::NormalExit) {
        run.status = process.exitCode();
    }
    run.out = process.readAllStandardOutput();
    run.err = process.readAllStandardError();
    return run;
}

inline void writeText(const QString &file, const QByteArray &text)
{
    QFile out(file);
    QVERIFY2(out.open(QIODevice::WriteOnly), qPrintable(file));
    QCOMPARE(out.write(text), static_cast<qint64>(text.size()));
}

inline QByteArray readBytes(const QString &file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}
