// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/bench/bench_strip.h"
#include "app/desktop/bench/bench_workspace.h"
#include "tests/desktop_fixture.h"
#include "tests/doubles/scripted_link.h"

/// A desk whose bench says what the test tells it to, with the Bench workspace in front.
struct BenchFixture : DeskFixture {
    ScriptedLink *link = nullptr;

    void openBench()
    {
        auto store = tgc::db::Store::open(path("lab.sqlite").toStdString());
        QVERIFY(store.has_value());
        auto scripted = std::make_unique<ScriptedLink>();
        link = scripted.get();
        desk = std::make_unique<tgc::desktop::Desk>(std::move(*store), std::move(scripted));
        window().resize(1280, 800);
        window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
        window().activateWindow();
        press(&window(), Qt::Key_5, Qt::ControlModifier);
    }
    [[nodiscard]] tgc::desktop::MainWindow &window() const { return desk->window(); }
    [[nodiscard]] tgc::desktop::BenchWorkspace &bench() const { return desk->bench(); }
    [[nodiscard]] tgc::desktop::BenchModel &model() const { return desk->benchModel(); }
    [[nodiscard]] tgc::desktop::BenchStrip *strip() const { return window().findChild<tgc::desktop::BenchStrip *>(); }
    [[nodiscard]] QPushButton *button(const char *name) const
    {
        return bench().findChild<QPushButton *>(QString::fromUtf8(name));
    }
    [[nodiscard]] QWidget *focused() const
    {
        return QApplication::focusWidget() != nullptr ? QApplication::focusWidget() : &window();
    }
};
