// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>
#include <clocale>
#include <cstdio>
#include <functional>

#include "app/desktop/bench/station_link.h"
#include "app/desktop/desk.h"
#include "app/desktop/shell/text.h"
#include "db/anchor.h"

using namespace tgc;
using namespace tgc::desktop;

namespace {

QDir dataFolder()
{
    return {QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)};
}

QString defaultStore()
{
    return dataFolder().filePath(QStringLiteral("tgc.sqlite"));
}

db::OpenOptions storeOptions()
{
    db::OpenOptions options;
    options.anchors = dataFolder().filePath(QString::fromLatin1(db::anchorFolderName)).toStdString();
    options.anchorTrouble = [](const Error &error) {
        std::fprintf(stderr, "tgc-workbench: warning: %s\n", error.message.c_str());
    };
    return options;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    std::setlocale(LC_MESSAGES, "C"); // the operating system's sentences stand within ours, which are English
    QApplication::setApplicationName(QStringLiteral("tgc-workbench"));
    QApplication::setApplicationVersion(QStringLiteral(TGC_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("tgc-workbench"));

    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate("main", "Titration gas chromatography: the desktop."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption db(QStringLiteral("db"),
                                QApplication::translate("main", "The store to open; made when it is not there."),
                                QStringLiteral("FILE"), defaultStore());
    parser.addOption(db);
    parser.process(app);

    applyAppearance(app, static_cast<Appearance>(QSettings().value(QStringLiteral("appearance"), 0).toInt()));

    std::unique_ptr<Desk> desk;
    const std::function<bool(const QString &)> open = [&](const QString &file) {
        auto store = db::Store::open(file.toStdString(), storeOptions());
        if (!store) {
            std::fprintf(stderr, "tgc-workbench: %s\n", store.error().message.c_str());
            return false;
        }
        auto next = std::make_unique<Desk>(std::move(*store), std::make_unique<StationLink>());
        QObject::connect(next.get(), &Desk::openStoreRequested, &app, [&](const QString &other) {
            // Not from within the desk that asks: it is about to go.
            QTimer::singleShot(0, &app, [&, other] { open(other); });
        });
        if (desk) {
            next->window().setGeometry(desk->window().geometry());
        }
        next->window().show();
        desk = std::move(next);
        return true;
    };
    if (!open(parser.value(db))) {
        return 4;
    }
    return QApplication::exec();
}
