// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desk.h"

#include <QActionGroup>
#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QProcess>
#include <QSettings>
#include <QStandardPaths>
#include <QToolButton>

#include "app/desktop/bench/bench_starter.h"
#include "app/desktop/bench/bench_strip.h"
#include "app/desktop/bench/bench_workspace.h"
#include "app/desktop/calibration/calibration_workspace.h"
#include "app/desktop/day/day_workspace.h"
#include "app/desktop/inactive/inactive_workspace.h"
#include "app/desktop/notify/notifications.h"
#include "app/desktop/records/records_workspace.h"
#include "app/desktop/review/review_workspace.h"
#include "app/desktop/samples/samples_workspace.h"
#include "app/desktop/sheet/sheet_view.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/shell/text.h"
#include "db/anchor.h"

namespace tgc::desktop {

namespace {

/// The command-line program: beside this one where installed, in its own folder of a build tree, or on the path.
QString commandLineProgram()
{
    const QDir here(QCoreApplication::applicationDirPath());
    for (const QString &place : {here.filePath(QStringLiteral("tgc")), here.filePath(QStringLiteral("../cli/tgc"))}) {
        if (QFileInfo(place).isExecutable()) {
            return QDir::cleanPath(place);
        }
    }
    return QStandardPaths::findExecutable(QStringLiteral("tgc"));
}

/// A bench that is never found: for a window that is not to look for one.
class NoLink : public BenchLink {
public:
    void start() override {}
    void command(const QString &, nlohmann::json, QObject *, Answer answer) override
    {
        answer(fail(ErrorCode::LinkLost, "no station is attached"));
    }
    void loadRun(const QString &, const QString &, QObject *, LoadedRun loaded) override
    {
        loaded(fail(ErrorCode::LinkLost, "no station is attached"));
    }
};

/// What hands must know of the queue.
day::QueueFacts queueFacts(const BenchState &state)
{
    day::QueueFacts facts;
    for (const BenchLine &line : state.queue) {
        const bool open = line.state == QLatin1String("waiting") || line.state == QLatin1String("active");
        if (open && line.line && !line.sampleId.isEmpty()) {
            facts.lines.emplace(line.sampleId.toStdString(), *line.line);
        }
    }
    if (state.run) {
        facts.busyWith = state.run->sampleId.toStdString();
    }
    facts.injectionsSinceCheck = state.sinceCheck;
    facts.checkEvery = state.checkEvery;
    return facts;
}

} // namespace

Desk::Desk(db::Store store, std::unique_ptr<BenchLink> link, QObject *parent)
    : QObject(parent),
      m_link(link ? std::move(link) : std::make_unique<NoLink>()),
      m_benchModel(std::make_unique<BenchModel>(*m_link)),
      m_benchStarter(std::make_unique<BenchStarter>()),
      m_store(std::make_unique<StoreWorker>(std::move(store))),
      m_jobs(std::make_unique<Jobs>()),
      m_lab(std::make_unique<Lab>(*m_store, *m_jobs)),
      m_window(std::make_unique<MainWindow>(*m_jobs))
{
    const auto demo = [this] { openDemo(); };
    m_samples = new SamplesWorkspace(*m_lab, demo);
    m_calibration = new CalibrationWorkspace(*m_lab, demo);
    m_review = new ReviewWorkspace(*m_lab, demo);
    m_inactive = new InactiveWorkspace(
        *m_lab, {[this] { m_window->open(m_samples); }, [this] { m_window->open(m_calibration); }, demo});
    m_window->addWorkspace(m_samples, RailIcon::Samples);
    m_window->addWorkspace(m_calibration, RailIcon::Calibration);
    m_window->addWorkspace(m_review, RailIcon::Review);
    m_window->addWorkspace(m_inactive, RailIcon::Inactive);
    addBench();
    addWatch();
    addRecords();
    const QFileInfo file(qstr(m_store->file().string()));
    m_window->setStore(file.fileName(), file.absoluteFilePath());
    fillMenu();
    addDay();
    addNotifications();
    connect(m_lab.get(), &Lab::saved, m_window.get(), &MainWindow::setSaved);
    connect(m_lab.get(), &Lab::failed, this,
            [this](const QString &sentence) { m_samples->messages()->say(MessageBar::Kind::Problem, sentence); });
    connect(m_window.get(), &MainWindow::filesDropped, this, &Desk::takeDropped);
    m_lab->load();
    m_link->start();
}

Desk::~Desk()
{
    // A field in which somebody is typing commits now, while the sheet it writes to is there. Then save, and wait for
    // the store; the window goes before what it looks at.
    if (QWidget *focused = QApplication::focusWidget(); focused != nullptr && m_window->isAncestorOf(focused)) {
        focused->clearFocus();
    }
    m_lab->saveNow();
    if (m_demo != nullptr) { // it ends its station with it
        m_demo->disconnect(this);
        m_demo->terminate();
        m_demo->waitForFinished(10000);
    }
    m_window.reset();
    m_store->waitUntilIdle();
}

void Desk::addDay()
{
    const auto toSample = [this](const QString &sampleId) {
        SheetModel &sheet = m_lab->samples();
        m_window->open(m_samples);
        for (int row = 0; row < static_cast<int>(sheet.rows().size()); ++row) {
            if (sheet.cell(row, sheet.column(QStringLiteral("sample_id"))) == sampleId) {
                m_samples->table()->goTo(row, sheet.column(QStringLiteral("pressure_rating_kPa")));
                return;
            }
        }
    };
    m_day = new DayWorkspace(*m_lab,
                             {toSample, [this] { m_window->open(m_samples); }, [this] { m_window->open(m_bench); }});
    m_window->addOnTop(m_day, RailIcon::Day, QKeySequence(QStringLiteral("Ctrl+0")));
    connect(m_day, &DayWorkspace::underWay, m_window.get(), [this] {
        if (m_window->current() == m_samples) { // where every window begins
            m_window->open(m_day);
        }
    });
    connect(m_day, &DayWorkspace::vialReady, this, [this](const QString &sentence) {
        m_notifications->tell({{Notice::Kind::VialReady, tr("Ready"), sentence}});
    });
    const auto tellQueue = [this] { m_day->model().setQueue(queueFacts(m_benchModel->state())); };
    connect(m_benchModel.get(), &BenchModel::queueChanged, m_day, tellQueue);
    connect(m_benchModel.get(), &BenchModel::runChanged, m_day, tellQueue);
}

/// Chromatograms where chromatograms are looked at; else the file of one cell's cycler.
void Desk::takeDropped(const QStringList &files)
{
    if (m_window->current() == m_review) {
        m_lab->importRuns(files);
        return;
    }
    m_window->open(m_samples);
    m_samples->openCycler(files.front());
    if (files.size() > 1) {
        m_samples->messages()->say(MessageBar::Kind::Note,
                                   tr("A cell's charges come from one file: %1 is opened, the others are not. "
                                      "Chromatograms are dropped on Review.")
                                       .arg(QFileInfo(files.front()).fileName()));
    }
}

void Desk::addBench()
{
    const auto startStation = [this](const QString &benchFile) {
        // In place of one that is gone: where that had its runs, so that the one it was cut off in is taken in. Else here,
        // but real runs do not go into a store of simulated ones.
        std::optional<std::filesystem::path> store = m_store->file();
        if (m_benchModel->attachment() == BenchModel::Attachment::Lost) {
            store = m_benchModel->store().toStdString();
        } else if (m_lab->anythingSimulated()) {
            store.reset();
        }
        m_benchStarter->startStation(benchFile, store);
    };
    const auto startSimulated = [this] {
        const QDir data(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
        m_benchStarter->startSimulated(commandLineProgram(), data.filePath(QStringLiteral("simulated-bench")));
    };
    m_bench = new BenchWorkspace(*m_benchModel, {startStation, startSimulated}, qstr(m_store->file().string()));
    m_window->addWorkspace(m_bench, RailIcon::Bench);
    connect(m_bench, &BenchWorkspace::openStoreRequested, this, &Desk::openStoreRequested);
    connect(m_benchStarter.get(), &BenchStarter::said, m_bench->messages(),
            qOverload<MessageBar::Kind, const QString &>(&MessageBar::say));
    connect(m_benchStarter.get(), &BenchStarter::simulatedRuns, m_bench, [this] {
        // Beside the program, installed or built; the simulated bench and this queue belong together.
        const QDir programs(QFileInfo(commandLineProgram()).path());
        m_bench->offerQueue(
            QDir::cleanPath(programs.filePath(QStringLiteral("../share/tgc-workbench/demo/queue.csv"))));
    });
    connect(m_benchModel.get(), &BenchModel::adopted, m_lab.get(), &Lab::refreshRuns);
    auto *strip = new BenchStrip(*m_benchModel);
    m_window->addToStrip(strip);
    connect(strip, &BenchStrip::opened, m_window.get(), [this] { m_window->open(m_bench); });
}

void Desk::addRecords()
{
    constexpr int number = 7; // as the design has it, whatever else there is
    const QDir data(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    m_records = new RecordsWorkspace(*m_lab, data.filePath(QString::fromLatin1(db::anchorFolderName)).toStdString());
    m_window->addWorkspace(m_records, RailIcon::Records, number);
    auto *who = new QToolButton;
    who->setObjectName(QStringLiteral("whoSitsHere"));
    who->setAutoRaise(true);
    who->setToolTip(
        tr("Who sits here: this name goes into the audit trail with what is changed. Click to say another."));
    m_window->addToStrip(who);
    const auto named = [this, who](const QString &name) {
        who->setText(name.isEmpty() ? tr("who are you?") : name);
        m_store->ask<void>(
            this,
            [text = name.toStdString()](db::Store &store) -> Result<void> {
                store.setOperator(text);
                return {};
            },
            [](const Result<void> &) {});
    };
    connect(who, &QToolButton::clicked, this, [this] {
        m_window->open(m_records);
        m_records->askForOperator();
    });
    connect(m_records, &RecordsWorkspace::operatorNamed, this, [named](const QString &name) {
        QSettings().setValue(QStringLiteral("operator"), name);
        named(name);
    });
    const QString before = QSettings().value(QStringLiteral("operator")).toString();
    m_records->setOperator(before);
    named(before);
}

void Desk::fillMenu()
{
    QMenu *menu = m_window->menu();
    menu->addAction(tr("Open another store ..."), this, &Desk::chooseStore);
    menu->addAction(tr("Open the demo"), this, &Desk::openDemo);
    menu->addSeparator();
    QMenu *look = menu->addMenu(tr("Appearance"));
    auto *group = new QActionGroup(look);
    const int now = QSettings().value(QStringLiteral("appearance"), 0).toInt();
    for (const auto &[name, appearance] :
         {std::pair(tr("As the system"), Appearance::System), std::pair(tr("Light"), Appearance::Light),
          std::pair(tr("Dark"), Appearance::Dark)}) {
        QAction *action = look->addAction(name);
        action->setCheckable(true);
        action->setChecked(static_cast<int>(appearance) == now);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [appearance = appearance] {
            QSettings().setValue(QStringLiteral("appearance"), static_cast<int>(appearance));
            applyAppearance(*qApp, appearance);
        });
    }
    QAction *notify = menu->addAction(tr("Notifications"));
    notify->setCheckable(true);
    notify->setChecked(QSettings().value(QStringLiteral("notifications"), true).toBool());
    connect(notify, &QAction::toggled, this, [this](bool on) {
        QSettings().setValue(QStringLiteral("notifications"), on);
        m_notifications->setOn(on);
    });
    menu->addSeparator();
    menu->addAction(tr("Quit"), QKeySequence::Quit, qApp, &QApplication::closeAllWindows);
}

void Desk::chooseStore()
{
    const QString file =
        QFileDialog::getSaveFileName(m_window.get(), tr("Open or create a store"), {}, tr("Stores (*.sqlite)"), nullptr,
                                     QFileDialog::DontConfirmOverwrite);
    if (!file.isEmpty()) {
        emit openStoreRequested(file);
    }
}

void Desk::openDemo()
{
    MessageBar *messages = m_samples->messages();
    if (m_demo != nullptr) {
        return;
    }
    const QString program = commandLineProgram();
    if (program.isEmpty()) {
        messages->say(MessageBar::Kind::Problem,
                      tr("The program tgc, which makes the demo, was not found beside this one."));
        return;
    }
    const QString folder =
        QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(QStringLiteral("demo"));
    const QString store = QDir(folder).filePath(QStringLiteral("runs.sqlite"));
    const QString last = QDir(folder).filePath(QStringLiteral("breakdown.csv")); // of all it writes
    if (QFileInfo::exists(last)) {
        emit openStoreRequested(store);
        return;
    }
    m_window->open(m_samples);
    const auto tell = [this](const QString &text) {
        m_samples->messages()->say(MessageBar::Kind::Note, text, tr("Cancel"), [this] {
            if (m_demo != nullptr) {
                m_demo->terminate();
            }
        });
    };
    tell(tr("Measuring the demo on a simulated bench; this takes half a minute ..."));
    m_demo = new QProcess(this);
    m_demo->setReadChannel(QProcess::StandardError);
    connect(m_demo, &QProcess::readyReadStandardError, this, [this, tell] {
        while (m_demo->canReadLine()) {
            const QString line = QString::fromUtf8(m_demo->readLine()).trimmed();
            m_demoSaid = line;
            if (line.endsWith(QLatin1String("lines done"))) {
                tell(tr("Measuring the demo on a simulated bench: %1").arg(line.section(QStringLiteral(": "), 1)));
            }
        }
    });
    connect(m_demo, &QProcess::finished, this, [this, store, last](int code) {
        m_demo->deleteLater();
        m_demo = nullptr;
        if (code == 0 && QFileInfo::exists(last)) {
            emit openStoreRequested(store);
        } else {
            m_samples->messages()->say(MessageBar::Kind::Problem, tr("There is no demo. %1").arg(m_demoSaid));
        }
    });
    connect(m_demo, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            m_samples->messages()->say(MessageBar::Kind::Problem,
                                       tr("The demo could not be started: %1").arg(m_demo->errorString()));
            m_demo->deleteLater();
            m_demo = nullptr;
        }
    });
    m_demo->start(program, {QStringLiteral("demo"), QStringLiteral("--out"), folder, QStringLiteral("--no-window"),
                            QStringLiteral("--log-level"), QStringLiteral("info")});
}

} // namespace tgc::desktop
