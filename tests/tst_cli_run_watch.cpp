// SPDX-License-Identifier: GPL-3.0-or-later
// What `tgc run` makes of lines that have ended and of their verdicts.
#include <QTest>

#include "app/cli/run_watch.h"

using namespace tgc;
using nlohmann::json;

namespace {

json lineWith(const json &suitability)
{
    return {{"line", 3},
            {"sample_id", "S1"},
            {"state", "done"},
            {"done_injections", 1},
            {"runs", json::array({"run-1"})},
            {"why", ""},
            {"suitability", suitability}};
}

station::EventMessage told(const char *what, json data)
{
    station::EventMessage made;
    made.what = what;
    made.data = std::move(data);
    return made;
}

} // namespace

class TestCliRunWatch : public QObject {
    Q_OBJECT

private slots:
    void aVerdictIsWaitedForAndABadOneIsSaid()
    {
        cli::RunWatch watch({3}, json::object());
        watch.take(told("line", lineWith({{"verdict", "awaited"}, {"words", ""}, {"act", ""}})));
        watch.take(told("adopted", {{"run", "run-1"}, {"store_id", "R1"}}));
        QVERIFY(watch.takeEnded(true).empty());
        watch.take(told(
            "line",
            lineWith({{"verdict", "unsuitable"}, {"words", "fail: H2 tailing <= 1.5"}, {"act", "the queue holds"}})));
        const auto ended = watch.takeEnded(true);
        QCOMPARE(ended.size(), std::size_t{1});
        QCOMPARE(ended.front().why, std::string("unsuitable: fail: H2 tailing <= 1.5; the queue holds"));
        QCOMPARE(ended.front().runs, std::vector<std::string>{"R1"});
    }

    void whereNothingIsJudgedNothingIsWaitedFor()
    {
        cli::RunWatch watch({3}, json::object());
        watch.take(told("line", lineWith(nullptr)));
        watch.take(told("adopted", {{"run", "run-1"}, {"store_id", "R1"}}));
        const auto ended = watch.takeEnded(true);
        QCOMPARE(ended.size(), std::size_t{1});
        QVERIFY(ended.front().why.empty());
    }

    /// Who gives up waiting is told what is known.
    void whatIsAwaitedStillIsShownAtTheEnd()
    {
        cli::RunWatch watch({3}, json::object());
        watch.take(told("line", lineWith({{"verdict", "awaited"}, {"words", ""}, {"act", ""}})));
        QCOMPARE(watch.takeEnded(false).size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestCliRunWatch)
#include "tst_cli_run_watch.moc"
