// SPDX-License-Identifier: GPL-3.0-or-later
// Every workspace in every state it can be brought into: no text is cut, nothing overlaps, everything is in reach and
// stands out from its ground. And the checker itself: that it finds what is wrong on purpose.
#include <QApplication>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QStandardItemModel>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

#include "app/desktop/bench/interlock_strip.h"
#include "app/desktop/shell/elided_label.h"
#include "app/session/vial_day.h"
#include "tests/interlock_states.h"
#include "tests/legible_pages.h"

using namespace tgc;
using namespace tgc::desktop;
using nlohmann::json;

namespace {

const QString longName = QStringLiteral("LHCE-3-whiskers-and-a-name-nobody-would-type-but-a-spreadsheet-does");

bool tells(const QStringList &found, const char *part)
{
    return std::any_of(found.begin(), found.end(),
                       [part](const QString &sentence) { return sentence.contains(QLatin1String(part)); });
}

/// What a dose in doubt looks like (docs/station-protocol.md).
json interrupted()
{
    json line = ScriptedLink::line(2, "interrupted");
    line["undecided"] = true;
    line["restored"] = true;
    line["known"] = "Interrupted while dosing, last recorded 2026-11-27T08:14:02.311Z. Whether it was dosed is NOT "
                    "KNOWN: 0.5 mL were asked for at 2026-11-27T08:14:02.311Z, it may have got up to 0.5 mL (the pump "
                    "was told to, and the station ended before its answer was recorded); it is not dosed again. 0 of 2 "
                    "injections are whole.";
    line["dose"] = {{"state", "unknown"}, {"in_doubt", true}, {"by_hand", false}, {"asked_mL", 0.5}};
    return line;
}

json prompt(int id, const char *question, json field)
{
    return {{"id", id},   {"line", 1}, {"role", "titrator"}, {"question", question}, {"field", std::move(field)},
            {"since", ""}};
}

} // namespace

class TestDesktopLegible : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        for (const char *name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"}) {
            qputenv(name, m_home.path().toUtf8());
        }
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_legible"));
        if (LegibleDesk::german()) {
            QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        }
        applyAppearance(*qApp, LegibleDesk::dark() ? Appearance::Dark : Appearance::Light);
    }
    void init() { m_desk = std::make_unique<LegibleDesk>(); }
    void cleanup() { m_desk.reset(); }

    // That it can fail ----------------------------------------------------------------------------------------------------

    void whatIsWrongOnPurposeIsFound()
    {
        QWidget window;
        window.resize(400, 300);
        const auto put = [&](QWidget *widget, QRect place) {
            widget->setParent(&window);
            widget->setGeometry(place);
            return widget;
        };
        put(new QLabel(QStringLiteral("this text is wider than its place")), {0, 0, 60, 24});
        auto *wrapped = new QLabel(QStringLiteral("this text is wrapped, and still needs more lines than it has"));
        wrapped->setWordWrap(true);
        put(wrapped, {0, 30, 90, 20});
        put(new QPushButton(QStringLiteral("A button without room")), {0, 90, 40, 32});
        auto *field = new QLineEdit;
        field->setPlaceholderText(QStringLiteral("not known, but longer"));
        put(field, {0, 130, 50, 32});
        put(new QPushButton(QStringLiteral("under")), {200, 0, 120, 34});
        put(new QPushButton(QStringLiteral("over")), {250, 10, 120, 34});
        put(new QPushButton(QStringLiteral("outside")), {350, 100, 120, 34});
        auto *pale = new QLabel(QStringLiteral("pale"));
        pale->setStyleSheet(QStringLiteral("background: white; color: #b0b0b0;"));
        put(pale, {200, 150, 80, 24});
        auto *small = new QLabel(QStringLiteral("12.31"));
        small->setProperty("keyReading", true);
        put(small, {200, 180, 80, 24});
        QStandardItemModel model(1, 1);
        model.setHorizontalHeaderLabels({QStringLiteral("a header that is too long")});
        model.setItem(0, 0, new QStandardItem(QStringLiteral("a cell that is too long for its column")));
        QTableView table;
        table.setModel(&model);
        table.setColumnWidth(0, 60);
        put(&table, {0, 180, 180, 100});
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const QStringList found = legible::look(window);
        for (const char *part :
             {"\"this text is wider than its place\" needs a width", "\"this text is wrapped",
              "\"A button without room\" needs", "its hint \"not known, but longer\"", "lie over one another",
              "lies outside of", "\"pale\" stands out from its ground by 2.", "is a key reading of",
              "the header \"a header that is too long\"", "\"a cell that is too long for its column\""}) {
            QVERIFY2(tells(found, part), qPrintable(QLatin1String(part) + u'\n' + found.join(u'\n')));
        }
        table.setParent(nullptr);
    }

    void whatIsRightIsLeftAlone()
    {
        QWidget window;
        auto *column = new QVBoxLayout(&window);
        column->addWidget(new QLabel(QStringLiteral("a text")));
        auto *wrapped =
            new QLabel(QStringLiteral("a text that may go on in the next line when there is no room for it"));
        wrapped->setWordWrap(true);
        column->addWidget(wrapped);
        auto *elided = new ElidedLabel;
        elided->setText(
            QStringLiteral("a text that gives way where there is no room for it, and tells it all the same"));
        column->addWidget(elided);
        column->addWidget(new QPushButton(QStringLiteral("A button")));
        column->addWidget(new QCheckBox(QStringLiteral("a box to tick")));
        auto *reading = new QLabel(QStringLiteral("106.9 kPa"));
        reading->setProperty("keyReading", true);
        QFont big = reading->font();
        big.setPixelSize(28);
        reading->setFont(big);
        column->addWidget(reading);
        window.resize(300, 320);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const QStringList found = legible::look(window);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }

    /// WCAG's own examples: black on white is 21 to 1, #767676 on white is 4.54 to 1.
    void contrastIsThatOfWcag()
    {
        QCOMPARE(legible::contrast(qRgb(0, 0, 0), qRgb(255, 255, 255)), 21.0);
        QVERIFY(std::abs(legible::contrast(qRgb(0x76, 0x76, 0x76), qRgb(255, 255, 255)) - 4.54) < 0.005);
    }

    // The desk -----------------------------------------------------------------------------------------------------------

    void empty()
    {
        m_desk->openSized();
        m_desk->lookAtEverything("empty");
        judge();
    }

    void withData()
    {
        m_desk->openSized();
        m_desk->fill();
        m_desk->lookAtEverything("data", LegibleDesk::Tabs::All);
        press(&window(), Qt::Key_F1);
        m_desk->open_(Qt::Key_1);
        m_desk->lookAt(QStringLiteral("data-help"));
        press(&window(), Qt::Key_F1);
        desk().samples().messages()->say(
            MessageBar::Kind::Problem,
            QStringLiteral(
                "The file a-table-with-a-rather-long-name.csv, line 12, column vial_volume_mL: \"twenty\" is "
                "no number; type it with digits, as 20.0 or 20,0, and import the file again."),
            QStringLiteral("Go to the cell"), [] {});
        m_desk->lookAt(QStringLiteral("data-problem"));
        desk().samples().messages()->ask(QStringLiteral("Why is cell-01 removed?"),
                                         QStringLiteral("reason, for the audit trail"), QStringLiteral("Withdraw"),
                                         [](const QString &) {});
        m_desk->lookAt(QStringLiteral("data-asking"));
        desk().samples().messages()->clear();
        QTest::keyClicks(desk().samples().table(), QStringLiteral("x"));
        m_desk->lookAt(QStringLiteral("data-typing"));
        judge();
    }

    void otherPages()
    {
        auto pages = std::make_unique<LegiblePages>();
        LegiblePages &desk = *pages;
        m_desk = std::move(pages);
        desk.openSized();
        desk.open_(Qt::Key_1);
        desk.lookAtWatch();
        desk.lookAtCycler();
        desk.lookAtCare();
        judge();
    }

    void longNames()
    {
        m_desk->openSized();
        m_desk->fill();
        SheetModel &sheet = desk().lab().samples();
        sheet.setData(sheet.index(0, sheet.column(QStringLiteral("sample_id"))), longName);
        sheet.setData(sheet.index(1, sheet.column(QStringLiteral("sample_id"))), longName);
        sheet.setData(sheet.index(0, sheet.column(QStringLiteral("group"))), longName + longName);
        if (LegibleDesk::german()) {
            sheet.setData(sheet.index(0, sheet.column(QStringLiteral("vial_volume_mL"))), QStringLiteral("30,0"));
        }
        QTRY_VERIFY_WITH_TIMEOUT(desk().inactive().breakdown().rows().front().sampleId == longName.toStdString(),
                                 10000);
        m_desk->lookAtEverything("long");
        judge();
    }

    void aDay()
    {
        {
            auto store = db::Store::open(m_desk->path("lab.sqlite").toStdString()).value();
            std::vector<db::Sample> samples;
            for (const char *name : {"V-02", "V-03", "V-05", "V-09"}) {
                db::Sample one;
                one.sampleId = name;
                one.values = {{"group", "A"},          {"vial_volume_mL", "20.0"}, {"liquid_volume_mL", "2.0"},
                              {"temperature_C", "25"}, {"li_upper_mAh", "5"},      {"reaction_s", "1800"},
                              {"draws_planned", "3"}};
                if (one.sampleId != "V-09") {
                    one.values["pressure_rating_kPa"] = "300";
                }
                samples.push_back(one);
            }
            db::Sample named = samples.front();
            named.sampleId = longName.toStdString();
            samples.push_back(named);
            store.saveSamples(samples).value();
            const auto put = [&](const std::string &id, day::VialStep one) {
                one.sampleId = id;
                QVERIFY(session::recordStep(store, one, test::minute(60)).has_value());
            };
            for (const auto &one : samples) {
                put(one.sampleId, test::step(day::Step::Sealed, 1));
            }
            put("V-02", test::step(day::Step::Dosed, 27));
            put("V-02", test::step(day::Step::Draw, 58));
            put("V-03", test::step(day::Step::Dosed, 48));
            put("V-05", test::unknownDose(49));
        }
        m_desk->openSized();
        desk().day().model().setClock([] { return test::minute(60); });
        desk().day().model().reload();
        m_desk->open_(Qt::Key_0);
        QTRY_COMPARE_WITH_TIMEOUT(desk().day().board()->cards().size(), std::size_t(5), 10000);
        m_desk->lookAt(QStringLiteral("day-running"));
        // Refused: the vial without a rating.
        StepForm *form = desk().day().form();
        press(desk().day().board()->card(QStringLiteral("V-09")), Qt::Key_Return);
        m_desk->lookAt(QStringLiteral("day-form"));
        form->person()->setText(QStringLiteral("J. Doe"));
        form->value()->setText(LegibleDesk::typed("2.0"));
        press(form->value(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(form->overrideReason()->isVisible(), 5000);
        m_desk->lookAt(QStringLiteral("day-refused"));
        press(form->overrideReason(), Qt::Key_Escape);
        press(desk().day().board()->card(QStringLiteral("V-02")), Qt::Key_Z, Qt::ControlModifier);
        m_desk->lookAt(QStringLiteral("day-take-back"));
        press(form->note(), Qt::Key_Escape);
        press(desk().day().board()->card(longName), Qt::Key_Return);
        m_desk->lookAt(QStringLiteral("day-long"));
        judge();
    }

    void aBench()
    {
        m_desk->openSized();
        ScriptedLink &link = *m_desk->link;
        link.answers[QStringLiteral("recent")] = ScriptedLink::recent(ScriptedLink::samples(0, 600));
        json snapshot = ScriptedLink::snapshot();
        snapshot["queue"] = json::array({ScriptedLink::line(1, "waiting"), ScriptedLink::line(2, "waiting")});
        link.attach(snapshot);
        m_desk->lookAtTabs(QStringLiteral("bench-idle"));
        link.tell("queue", {{"running", true}, {"lines", 2}, {"why", ""}});
        link.tell("line", ScriptedLink::line(1, "active", "waits for the injection"));
        link.tell("run", ScriptedLink::run("r1", 590, std::nullopt));
        emit link.live(ScriptedLink::samples(600, 650));
        m_desk->lookAt(QStringLiteral("bench-waiting"));
        link.tell("run", ScriptedLink::run("r1", 590, 65.0));
        emit link.live(ScriptedLink::samples(650, 1650, 65.0));
        m_desk->lookAt(QStringLiteral("bench-running"));
        m_desk->bench().queuePanel()->table()->selectRow(1);
        m_desk->lookAt(QStringLiteral("bench-line-chosen"));
        press(m_desk->focused(), Qt::Key_Escape);
        QTest::mouseClick(m_desk->button("benchStop"), Qt::LeftButton);
        m_desk->lookAt(QStringLiteral("bench-stop"));
        press(m_desk->focused(), Qt::Key_Escape);
        QTest::mouseClick(m_desk->button("benchAbort"), Qt::LeftButton);
        m_desk->lookAt(QStringLiteral("bench-abort"));
        m_desk->bench().messages()->clear();
        link.tell(
            "prompt",
            prompt(7,
                   "Dose 0.5 mL of water into vial 5 without venting, and type what it got. Even if all its lithium "
                   "reacts at once, the pressure stays at 38 kPa above ambient, of 80 kPa that are allowed.",
                   {{"name", "dose"}, {"unit", "mL"}, {"default", 0.5}}));
        link.tell("prompt", prompt(8, "Type the absolute pressure of vial 5, just before the draw.",
                                   {{"name", "headspace_pressure"}, {"unit", "kPa"}, {"default", nullptr}}));
        m_desk->lookAt(QStringLiteral("bench-prompts"));
        link.tell("answered", {{"id", 7}});
        link.tell("answered", {{"id", 8}});
        link.tell("device", ScriptedLink::device("gauge", "disconnected", "tcp://127.0.0.1:502: no answer in 1 s"));
        link.tell("gap", {{"run", "r1"}, {"from_s", 70.0}, {"to_s", 82.0}, {"why", "the adc did not answer"}});
        m_desk->lookAt(QStringLiteral("bench-lost-device"));
        m_desk->open_(Qt::Key_1);
        m_desk->lookAt(QStringLiteral("bench-lost-device-elsewhere"));
        m_desk->open_(Qt::Key_5);
        json named = ScriptedLink::run("20261125T194900.354Z-a-very-long-name-of-a-bench-1", 590, 65.0);
        named["sample_id"] = longName.toStdString();
        link.tell("run", named);
        json line = ScriptedLink::line(3, "waiting");
        line["sample_id"] = longName.toStdString();
        line["method"] = "a-method-with-a-rather-long-name.toml";
        link.tell("line", line);
        m_desk->lookAt(QStringLiteral("bench-long"));
        link.lose();
        m_desk->lookAt(QStringLiteral("bench-station-lost"));
        judge();
    }

    void aBenchThatRefuses()
    {
        m_desk->openSized();
        ScriptedLink &link = *m_desk->link;
        json snapshot = ScriptedLink::snapshot();
        snapshot["interlocks"] = test::allWell();
        snapshot["devices"][1]["initialised"] = true;
        link.attach(snapshot);
        m_desk->lookAt(QStringLiteral("interlocks-well"));
        snapshot["interlocks"] = test::mixed();
        link.attach(snapshot);
        m_desk->lookAt(QStringLiteral("interlocks-mixed"));
        // Each sentence of what forbids doses is in sight, not only those that come first.
        for (const char *name : {"leak-hood", "headspace", "oven", "carrier"}) {
            const InterlockCard *card = m_desk->bench().interlocks()->card(QString::fromUtf8(name));
            QVERIFY2(card != nullptr && card->visibleRegion().boundingRect().height() >= card->height() - 1, name);
        }
        snapshot["interlocks"] = json::array();
        snapshot["queue"] =
            json::array({ScriptedLink::line(1, "done"), interrupted(), ScriptedLink::line(3, "waiting")});
        link.attach(snapshot);
        m_desk->lookAt(QStringLiteral("bench-dose-in-doubt"));
        DosePanel &dose = *m_desk->bench().dosePanel();
        m_desk->bench().findChild<QTabWidget *>()->setCurrentWidget(&dose);
        link.answers[QStringLiteral("dose.check")] = json{
            {"safe", false},
            {"sentence", "Refused: if all 5 mAh of lithium react at once, the vial would stand 412 kPa above "
                         "ambient, and 80 % of its rating are 240 kPa. Take less lithium, a larger vial or one with "
                         "a higher rating."},
            {"override", {{"possible", true}}},
            {"missing", json::array()}};
        QTest::keyClicks(dose.field(QStringLiteral("volume_mL")), LegibleDesk::typed("0.5"));
        QTRY_VERIFY_WITH_TIMEOUT(dose.verdict()->text().contains(QLatin1String("412 kPa")), 5000);
        m_desk->lookAt(QStringLiteral("bench-dose-refused"));
        judge();
    }

private:
    [[nodiscard]] Desk &desk() const { return *m_desk->desk; }
    [[nodiscard]] MainWindow &window() const { return m_desk->window(); }
    void judge() const
    {
        for (const QString &sentence : m_desk->found) {
            qWarning("%s", qPrintable(sentence));
        }
        QVERIFY2(m_desk->found.isEmpty(), qPrintable(QStringLiteral("%1 states were looked at; %2 things are wrong")
                                                         .arg(m_desk->looked)
                                                         .arg(m_desk->found.size())));
    }

    QTemporaryDir m_home;
    std::unique_ptr<LegibleDesk> m_desk;
};

QTEST_MAIN(TestDesktopLegible)
#include "tst_desktop_legible.moc"
