// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QIODevice>
#include <QTemporaryDir>
#include <QTest>

#include "app/session/metals.h"

using namespace tgc;
using namespace tgc::session;

namespace {

const QByteArray rubidium = "[[metal]]\nname = \"Rb\"\nmolar_mass_g_per_mol = 85.4678\nh2_per_atom = 0.5\ncharges = 1\n"
                            "source = \"IUPAC 2021\"\nreactions = { water = \"2 Rb + 2 H2O -> 2 RbOH + H2\" }\n";

void writeText(const QString &name, const QByteArray &text)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), static_cast<qint64>(text.size()));
}

QString refusal(QByteArray text, const char *from, const char *to)
{
    const auto metals = parseMetals(text.replace(from, to).toStdString(), "own.toml");
    return metals ? QString() : QString::fromStdString(metals.error().message);
}

} // namespace

class TestMetals : public QObject {
    Q_OBJECT
private slots:
    void shippedTable()
    {
        QStringList names;
        for (const Analyte &metal : shippedMetals()) {
            names << QString::fromStdString(metal.name);
            QVERIFY(!metal.source.empty());
            for (const char *titrant : {"water", "D2O", "ethanol", "acid"}) {
                QVERIFY(metal.reactions.contains(titrant));
            }
            QCOMPARE(metal.hydrogenPerAtom, 0.5 * metal.charges); // every electron makes half an H2
        }
        QCOMPARE(names, QStringList({"Li", "LixC6", "LixSi", "Na", "K", "Mg", "Ca"}));
        const auto fromTable = metalByName(shippedMetals(), "Li");
        QCOMPARE(inGramsPerMole(fromTable->molarMass), inGramsPerMole(lithium().molarMass));
        QCOMPARE(fromTable->hydrogenPerAtom, lithium().hydrogenPerAtom);
        QCOMPARE(reactionOf(*fromTable, "water"), reactionOf(lithium(), "water"));
        QVERIFY(!metalByName(shippedMetals(), "li"));
    }
    void reactionsGoByTitrant()
    {
        const auto sodium = metalByName(shippedMetals(), "Na");
        QVERIFY(reactionOf(*sodium, "ethanol").find("C2H5ONa") != std::string::npos);
        QCOMPARE(reactionOf(*sodium, "isopropanol"), reactionOf(*sodium, "water"));
    }
    void ownMetals()
    {
        const QTemporaryDir folder;
        writeText(folder.filePath("own.toml"), rubidium);
        const auto metals = metalsWith(folder.filePath("own.toml").toStdString());
        QVERIFY2(metals, metals ? "" : metals.error().message.c_str());
        QCOMPARE(inGramsPerMole(metalByName(*metals, "Rb")->molarMass), 85.4678);
        QVERIFY(metalByName(*metals, "Li"));
        writeText(folder.filePath("own.toml"), QByteArray(rubidium).replace("\"Rb\"", "\"Li\""));
        const auto twice = metalsWith(folder.filePath("own.toml").toStdString());
        QVERIFY(!twice && twice.error().message.find("comes with the program") != std::string::npos);
        QVERIFY(!metalsWith(folder.filePath("none.toml").toStdString()));
    }
    void refusedInWords()
    {
        QVERIFY(refusal(rubidium, "charges = 1\n", "").contains("own.toml:1: a metal needs"));
        QVERIFY(refusal(rubidium, "h2_per_atom = 0.5", "h2_per_atom = 1.0").contains("half its charges"));
        QVERIFY(refusal(rubidium, "charges = 1", "charges = 0").contains("1 to 8"));
        QVERIFY(refusal(rubidium, "85.4678", "-1.0").contains("above 0"));
        QVERIFY(refusal(rubidium, "source", "quelle").contains("no key \"quelle\""));
        QVERIFY(refusal(rubidium, "[[metal]]", "[[metall]]").contains("only [[metal]]"));
        QVERIFY(refusal(rubidium, "water = ", "water ").contains("own.toml:7"));
        QVERIFY(refusal(rubidium + rubidium, "IUPAC", "IUPAC").contains("stands here twice"));
    }
};

QTEST_APPLESS_MAIN(TestMetals)
#include "tst_metals.moc"
