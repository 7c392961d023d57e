// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QIODevice>
#include <QTemporaryDir>
#include <nlohmann/json.hpp>

/// An installation of its own, so that the window finds there what it starts: `tgc`, which serves the simulated bench
/// faster than the clock on the wall, with a gauge that loses its cable once, and a bench file in which a person reads the
/// pressure; and the station. Everything else is the program's own.
class FasterBench {
public:
    static constexpr int speed = 40;

    FasterBench()
    {
        for (const char *folder : {"bin", "data", "run", "config", "share/tgc-workbench"}) {
            QDir(m_home.path()).mkpath(QString::fromUtf8(folder));
        }
        for (const auto &[name, folder] : {std::pair("XDG_DATA_HOME", "data"), std::pair("XDG_RUNTIME_DIR", "run"),
                                           std::pair("XDG_CONFIG_HOME", "config")}) {
            qputenv(name, path(folder).toUtf8());
        }
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent");
        qputenv("PATH", path("bin").toUtf8() + ':' + qgetenv("PATH"));
        QFile::link(QStringLiteral(TGC_STATION_PROGRAM), path("bin/tgc-station"));
        QFile::link(QStringLiteral(TGC_SOURCE_DIR "/resources/demo"), path("share/tgc-workbench/demo"));
        write("faults.toml", QStringLiteral("[[fault]]\ndevice = \"gauge\"\nkind = \"unplug\"\nat_s = 1400.0\n"
                                            "seconds = 6.0\n"));
        // The bench file is written before the first line is printed; the pressure is then typed by a person.
        write("bin/tgc", QStringLiteral("#!/bin/sh\n"
                                        "mkfifo '%1'\n"
                                        "'%2' \"$@\" --speed %3 --seed 1 --faults '%4' >'%1' &\n"
                                        "simulator=$!\n"
                                        "trap 'kill $simulator' TERM\n"
                                        "read -r line <'%1'\n"
                                        "for file; do :; done\n"
                                        "sed -i 's/^pressure = .*/pressure = \"manual\"/' \"$file\"\n"
                                        "printf '%s\\n' \"$line\" >'%5'\n"
                                        "printf '%s\\n' \"$line\"\n"
                                        "wait $simulator\n")
                             .arg(path("first-line"), QStringLiteral(TGC_PROGRAM))
                             .arg(speed)
                             .arg(path("faults.toml"), path("truth.json")));
        QFile::setPermissions(path("bin/tgc"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    [[nodiscard]] QString path(const char *name) const { return m_home.filePath(QString::fromUtf8(name)); }

    struct VialTruth {
        double li0_mAh = 0.0;
        double sei_mAh = 0.0;
    };
    /// What is in the vial at this position of the sampler.
    [[nodiscard]] VialTruth truth(int position) const
    {
        QFile file(path("truth.json"));
        if (!file.open(QIODevice::ReadOnly)) {
            return {};
        }
        const auto told = nlohmann::json::parse(file.readAll().toStdString(), nullptr, false);
        for (const auto &vial : told["truth"]["vials"]) {
            if (vial["vial"] == position) {
                return {vial["li0_mAh"], vial["sei_li_mAh"]};
            }
        }
        return {};
    }

private:
    void write(const char *name, const QString &text) const
    {
        QFile file(path(name));
        if (file.open(QIODevice::WriteOnly)) {
            file.write(text.toUtf8());
        }
    }

    QTemporaryDir m_home;
};
