// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QFloat16> // QCOMPARE tries it on a nlohmann::json
#include <QStandardPaths>

#include "tests/bench_fixture.h"

/// What tests of the Bench workspace have in common: a desk of their own for each, in front of a bench that says what the
/// test tells it to. Whoever derives includes "moc_bench_test.cpp".
class BenchTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        tgc::desktop::applyAppearance(*qApp, qEnvironmentVariableIsSet("TGC_DARK") ? tgc::desktop::Appearance::Dark
                                                                                   : tgc::desktop::Appearance::Light);
    }
    void init()
    {
        m_fixture = std::make_unique<BenchFixture>();
        m_fixture->openBench();
        m_link = m_fixture->link;
    }
    void cleanup()
    {
        QVERIFY(QApplication::activeModalWidget() == nullptr); // nothing modal, ever
        m_fixture.reset();
    }

protected:
    [[nodiscard]] tgc::desktop::BenchWorkspace &bench() { return m_fixture->bench(); }
    [[nodiscard]] tgc::desktop::MainWindow &window() { return m_fixture->window(); }
    [[nodiscard]] tgc::desktop::BenchModel &model() { return m_fixture->model(); }
    [[nodiscard]] tgc::desktop::BenchStrip *strip() { return m_fixture->strip(); }
    [[nodiscard]] QPushButton *button(const char *name) { return m_fixture->button(name); }
    [[nodiscard]] QWidget *focused() { return m_fixture->focused(); }

    std::unique_ptr<BenchFixture> m_fixture;
    ScriptedLink *m_link = nullptr;
};
