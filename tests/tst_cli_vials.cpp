// SPDX-License-Identifier: GPL-3.0-or-later
// tgc vials, through the real program: a vial's day, what is refused, what is taken back.
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "tests/run_tgc.h"

class TestCliVials : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    TgcRun tgc(QStringList arguments, const QString &store = QStringLiteral("lab.sqlite")) const
    {
        return runTgc(arguments << QStringLiteral("--db") << store, m_folder.path(), "de_DE.UTF-8");
    }
    TgcRun step(const QString &sample, const QStringList &rest) const
    {
        return tgc(QStringList{"vials", "step", sample} + rest);
    }
    /// The objects of a list that is printed as JSON lines.
    QList<QJsonObject> objects(const QStringList &arguments) const
    {
        QList<QJsonObject> all;
        const TgcRun run = tgc(arguments + QStringList{"--format", "json"});
        for (const QByteArray &line : run.out.split('\n')) {
            if (!line.isEmpty()) {
                all << QJsonDocument::fromJson(line).object();
            }
        }
        return all;
    }
    QJsonObject vial(const QString &sample) const
    {
        for (const QJsonObject &each : objects({"vials", "--all"})) {
            if (each["sample_id"] == sample) {
                return each;
            }
        }
        return {};
    }

private slots:
    void initTestCase()
    {
        writeText(m_folder.filePath("samples.csv"),
                  "sample_id,group,vial_volume_mL,liquid_volume_mL,temperature_C,pressure_rating_kPa,li_upper_mAh,"
                  "reaction_s,draws_planned\n"
                  "V-03,A,20,2,25,300,5,1800,2\nV-07,A,20,2,25,300,5,,\nV-09,B,20,2,25,,5,1800,2\n");
        const TgcRun run = tgc({"import", "samples.csv", "--samples"});
        QVERIFY2(run.status == 0, run.err.constData());
        QVERIFY2(run.err.isEmpty(), run.err.constData()); // both columns are known
    }
    void aDay()
    {
        QCOMPARE(vial("V-03")["state"].toString(), "empty");
        QCOMPARE(step("V-03", {"sealed", "--by", "jd"}).status, 0);
        QCOMPARE(vial("V-03")["state"].toString(), "sealed");
        const TgcRun dosed = step("V-03", {"dosed", "--value", "2,0", "--unit", "mL", "--by", "jd"});
        QVERIFY2(dosed.status == 0, dosed.err.constData());
        QVERIFY2(dosed.err.isEmpty(), dosed.err.constData());
        const QJsonObject reacting = vial("V-03");
        QCOMPARE(reacting["state"].toString(), "reacting");
        QVERIFY(reacting["to_ready_s"].toInt() > 1700 && reacting["to_ready_s"].toInt() <= 1800);
        QCOMPARE(reacting["draws_planned"].toInt(), 2);
        const TgcRun early = step("V-03", {"draw"});
        QCOMPARE(early.status, 2);
        QVERIFY2(early.err.contains("still reacting") && early.err.contains("ready in 2"), early.err.constData());
        const TgcRun settled = step("V-03", {"ready", "--value", "131.2", "--unit", "kPa"});
        QCOMPARE(settled.status, 0);
        QVERIFY(settled.err.contains("before its reaction time is over")); // taken, and said
        QCOMPARE(step("V-03", {"draw", "--value", "100", "--unit", "uL"}).status, 0);
        QCOMPARE(step("V-03", {"draw"}).status, 0);
        QCOMPARE(vial("V-03")["draws"].toInt(), 2);
        const auto steps = objects({"vials", "steps", "V-03"});
        QCOMPARE(steps.size(), 5);
        QCOMPARE(steps[1]["value"].toDouble(), 2.0);
        QCOMPARE(steps[1]["by"].toString(), "jd");
        QCOMPARE(steps[4]["draw"].toInt(), 2);
        QCOMPARE(step("V-03", {"closed"}).status, 0);
        const TgcRun after = step("V-03", {"draw"});
        QCOMPARE(after.status, 2);
        QVERIFY2(after.err.contains("void that step first"), after.err.constData());
        QCOMPARE(tgc({"verify"}).status, 0);
    }
    void aRefusedDose()
    {
        QCOMPARE(step("V-09", {"sealed"}).status, 0);
        QVERIFY(vial("V-09")["dose_refusal"].toString().startsWith("no pressure rating"));
        const QStringList dose = {"dosed", "--value", "2", "--unit", "mL"};
        const TgcRun refused = step("V-09", dose);
        QCOMPARE(refused.status, 2);
        QVERIFY2(refused.err.contains("pressure_rating_kPa"), refused.err.constData());
        QVERIFY2(refused.err.contains("override"), refused.err.constData());
        QCOMPARE(vial("V-09")["state"].toString(), "sealed");
        const auto acts = objects({"vials", "next", "--group", "B"});
        QCOMPARE(acts.size(), 1);
        QVERIFY(acts[0]["reason"].toString().startsWith("refused, no pressure rating"));
        const TgcRun kept = step("V-09", dose + QStringList{"--override", "old vial, rated 300 kPa on its box"});
        QCOMPARE(kept.status, 0);
        QVERIFY2(kept.err.contains("the check of the dose said"), kept.err.constData());
        QCOMPARE(objects({"vials", "steps", "V-09"})[1]["override"].toString(), "old vial, rated 300 kPa on its box");
    }
    void anUnknownDoseIsAFault()
    {
        QCOMPARE(step("V-07", {"sealed"}).status, 0);
        QCOMPARE(step("V-07", {"dosed", "--value", "2", "--unit", "mL", "--unknown"}).status, 2); // without a note
        QCOMPARE(
            step("V-07", {"dosed", "--value", "2", "--unit", "mL", "--unknown", "--note", "syringe slipped"}).status,
            0);
        QCOMPARE(vial("V-07")["state"].toString(), "fault");
        QCOMPARE(step("V-07", {"ready"}).status, 2);
        QCOMPARE(step("V-07", {"acknowledged", "--note", "weighed: 1.98 g"}).status, 0);
        const QJsonObject looked = vial("V-07");
        QCOMPARE(looked["state"].toString(), "reacting");
        QVERIFY(looked["remarks"].toString().contains("not known"));
        QVERIFY(looked["to_ready_s"].isNull()); // nobody said how long it takes
    }
    void voidTakesBack()
    {
        const auto steps = objects({"vials", "steps", "V-03"});
        const QString closed = QString::number(steps.back()["id"].toInt());
        const QString sealed = QString::number(steps.front()["id"].toInt());
        QCOMPARE(tgc({"vials", "void", "V-03", closed}).status, 2); // without a reason
        const TgcRun rests = tgc({"vials", "void", "V-03", sealed, "--reason", "wrong vial"});
        QCOMPARE(rests.status, 2);
        QVERIFY2(rests.err.contains("take that one back first"), rests.err.constData());
        QCOMPARE(tgc({"vials", "void", "V-03", closed, "--reason", "one more draw is wanted"}).status, 0);
        QCOMPARE(vial("V-03")["state"].toString(), "drawn");
        const auto after = objects({"vials", "steps", "V-03"});
        QCOMPARE(after.size(), steps.size() + 1);
        QCOMPARE(after[after.size() - 2]["voided"].toString(), "yes");
    }
    void wrongUseIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("no such step") << QStringList{"step", "V-03", "shaken"} << QByteArray("is no step");
        QTest::newRow("void as a step") << QStringList{"step", "V-03", "void"} << QByteArray("tgc vials void");
        QTest::newRow("no such sample") << QStringList{"step", "V-99", "sealed"} << QByteArray("there is no sample");
        QTest::newRow("a time without zone")
            << QStringList{"step", "V-03", "draw", "--at", "2026-11-27T10:04"} << QByteArray("its offset");
        QTest::newRow("still to come") << QStringList{"step", "V-03", "draw", "--at", "2199-01-01T00:00Z"}
                                       << QByteArray("still to come");
        QTest::newRow("a mass") << QStringList{"step", "V-03", "draw", "--value", "2", "--unit", "mg"}
                                << QByteArray("mL or uL");
        QTest::newRow("steps of nobody") << QStringList{"steps", "V-99"} << QByteArray("there is no sample");
    }
    void wrongUseIsRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, said);
        const auto before = objects({"vials", "steps", "V-03"}).size();
        const TgcRun run = tgc(QStringList("vials") + arguments);
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains(said), run.err.constData());
        QCOMPARE(objects({"vials", "steps", "V-03"}).size(), before);
    }
    void noStoreIsMade()
    {
        QCOMPARE(tgc({"vials", "step", "V-03", "sealed"}, "none.sqlite").status, 4);
        QVERIFY(!QFile::exists(m_folder.filePath("none.sqlite")));
    }
    void helpTellsOfSteps()
    {
        const TgcRun run = runTgc({"vials", "step", "--help"}, m_folder.path());
        QCOMPARE(run.status, 0);
        for (const char *word : {"--override", "--unknown", "--reaction", "--at", "acknowledged"}) {
            QVERIFY2(run.out.contains(word), word);
        }
    }
};

QTEST_APPLESS_MAIN(TestCliVials)
#include "tst_cli_vials.moc"
