// SPDX-License-Identifier: GPL-3.0-or-later
// What was dosed against its check is said with the run in the store, and found in the audit trail without opening it.
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#include "app/session/adopt_run.h"
#include "tests/spool_builder.h"

using namespace tgc;
using tgc::test::SpoolBuilder;

class TestAdoptOverride : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    [[nodiscard]] session::AdoptedRun adopt(db::Store &store, const std::string &line, const std::string &name) const
    {
        auto header = test::header(name, 1);
        header.line = line;
        SpoolBuilder builder(header);
        builder.sample(1.0, 1, {1.0}).end("done");
        const auto spool = std::filesystem::path(m_dir.path().toStdString()) / "spool" / (name + ".spool");
        auto adopted = session::adoptRun(store, builder.write(spool));
        if (!adopted) {
            qFatal("%s", adopted.error().message.c_str());
        }
        return *adopted;
    }

private slots:
    void theMarkIsKept()
    {
        auto store = db::Store::open(m_dir.filePath("a.sqlite").toStdString()).value();
        const auto marked =
            adopt(store,
                  R"({"kind":"sample","sample_id":"S1","override_by":"jd","override_reason":"tested at 40 kPa",)"
                  R"("dose_overridden":"the vial could reach 27.5 kPa"})",
                  "one");
        const std::string said =
            "dosed against its check, on the word of jd: tested at 40 kPa; the check had said: the "
            "vial could reach 27.5 kPa";
        QVERIFY(std::find(marked.warnings.begin(), marked.warnings.end(), said) != marked.warnings.end());
        auto trail = store.audit();
        QVERIFY(trail.has_value());
        QCOMPARE(trail->back().table, std::string("runs"));
        QCOMPARE(trail->back().reason, std::optional<std::string>("dose override by jd: tested at 40 kPa"));
        // A word that was not needed leaves no mark.
        const auto plain = adopt(
            store, R"({"kind":"sample","sample_id":"S2","override_by":"jd","override_reason":"to be sure"})", "two");
        QVERIFY(std::none_of(plain.warnings.begin(), plain.warnings.end(),
                             [](const std::string &w) { return w.find("against its check") != std::string::npos; }));
        trail = store.audit();
        QVERIFY(trail->back().reason.value_or("").empty());
        QVERIFY(store.verify()->empty());
    }
};

QTEST_GUILESS_MAIN(TestAdoptOverride)
#include "tst_adopt_override.moc"
