// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QIODevice>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>
#include <QToolButton>
#include <QWidget>
#include <cmath>

#include "app/desktop/calibration/calibration_workspace.h"
#include "app/desktop/desk.h"
#include "app/desktop/inactive/inactive_workspace.h"
#include "app/desktop/review/review_workspace.h"
#include "app/desktop/samples/samples_workspace.h"
#include "app/desktop/sheet/sheet_view.h"
#include "app/desktop/shell/message_bar.h"

/// A file of the repository.
inline QString example(const char *name)
{
    return QStringLiteral(TGC_SOURCE_DIR "/resources/examples/") + QString::fromUtf8(name);
}

inline void press(QWidget *on, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    QTest::keyClick(on, key, modifiers);
}

/// A desk on a store of its own, as main() makes it.
struct DeskFixture {
    QTemporaryDir folder;
    QString toldOfSaving; ///< the last that was said: a slow machine may save before anybody waits for it
    std::unique_ptr<tgc::desktop::Desk> desk;

    [[nodiscard]] QString path(const char *name) const { return folder.filePath(QString::fromUtf8(name)); }

    void open() { open(path("lab.sqlite")); }
    void open(const QString &file)
    {
        desk.reset();
        auto store = tgc::db::Store::open(file.toStdString());
        QVERIFY2(store.has_value(), store ? "" : store.error().message.c_str());
        desk = std::make_unique<tgc::desktop::Desk>(std::move(*store));
        QObject::connect(&desk->lab(), &tgc::desktop::Lab::saved, &desk->lab(),
                         [this](const QString &words) { toldOfSaving = words; });
        QSignalSpy loaded(&desk->lab(), &tgc::desktop::Lab::loaded);
        desk->window().resize(1280, 800);
        desk->window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&desk->window()));
        desk->window().activateWindow();
        QVERIFY(!loaded.isEmpty() || loaded.wait(5000));
    }

    void pasteExamples()
    {
        desk->samples().importCsv(example("SAMPLES.csv"), false);
        desk->samples().importCsv(example("BLANKS.csv"), true);
        QCOMPARE(desk->lab().samples().rows().size(), std::size_t(7));
        desk->samples().table()->goTo(0, 0);
    }

    void calibrateExamples()
    {
        press(&desk->window(), Qt::Key_2, Qt::ControlModifier);
        desk->calibration().importCsv(example("STANDARDS.csv"));
        QTRY_VERIFY_WITH_TIMEOUT(desk->calibration().draft().has_value(), 5000);
        QVERIFY(desk->calibration().words()->text().contains(QLatin1String("LOD")));
        press(desk->calibration().table(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(desk->lab().curve().has_value(), 5000);
    }

    void waitUntilSaved() { QTRY_VERIFY_WITH_TIMEOUT(toldOfSaving.startsWith(QLatin1String("saved")), 5000); }

    /// Where TGC_SCREENSHOT_DIR names a folder, puts a picture of the window there.
    void picture(const QString &name) const
    {
        const QString dir = qEnvironmentVariable("TGC_SCREENSHOT_DIR");
        if (dir.isEmpty()) {
            return;
        }
        QTest::qWait(120);
        QVERIFY(desk->window().grab().save(QDir(dir).filePath(name + QStringLiteral(".png"))));
    }
};

/// A chromatogram with H2 at 52 s and a bigger peak at 74 s, in our own format, branded as simulated.
inline QString simulatedTrace(const QString &file, double scale)
{
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly | QIODevice::Text)) {
        return {};
    }
    QTextStream text(&out);
    text << "# source: simulated\ntime_s,signal_uV\n";
    quint32 state = 12345;
    for (int i = 0; i <= 1200; ++i) {
        const double t = i * 0.1;
        state = state * 1664525u + 1013904223u;
        const double noise = (state / 4294967296.0 - 0.5) * 2.0;
        const double h2 = scale * std::exp(-0.5 * std::pow((t - 52.0) / 1.1, 2));
        const double o2 = 600.0 * std::exp(-0.5 * std::pow((t - 74.0) / 1.6, 2));
        text << QString::number(t, 'f', 1) << ',' << QString::number(850.0 + 0.05 * t + h2 + o2 + noise, 'f', 3)
             << '\n';
    }
    return file;
}
