// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "drivers/cavro/cavro_pump.h"
#include "tests/doubles/cavro_on_a_line.h"

using namespace tgc;
using namespace tgc::drivers;
using namespace std::chrono_literals;
using test::CavroOnALine;
using test::VirtualClock;
using Trouble = CavroOnALine::Trouble;

Q_DECLARE_METATYPE(Trouble)

/// Blocks as in the XCalibur Operating Manual 733085-B; what a pump does is CavroOnALine's, written apart from the driver.
class TestCavro : public QObject {
    Q_OBJECT

    struct Bench {
        VirtualClock clock;
        std::shared_ptr<CavroOnALine> line = std::make_shared<CavroOnALine>(clock);
        CavroPump pump;
        explicit Bench(CavroConfig config = {}) : pump(std::move(config), line, clock) {}
        [[nodiscard]] Instant in(Duration patience) const { return clock.now() + patience; }
    };

private slots:
    void speaksTheManualsBytes()
    {
        // hardware.md 3.1: 02 31 31 5A 52 03, checksum 09. The repeat bit is bit 3 of the sequence byte.
        QCOMPARE(cavro::oemBlock(1, 1, false, "ZR"), (Bytes{0x02, 0x31, 0x31, 0x5A, 0x52, 0x03, 0x09}));
        QCOMPARE(cavro::oemBlock(1, 1, true, "ZR"), (Bytes{0x02, 0x31, 0x39, 0x5A, 0x52, 0x03, 0x01}));
    }

    void readsAnswers()
    {
        // Status 0x60: idle, no error; 0x40: busy. An answer with data "3000" and one byte of noise before it.
        Bytes answer{0xFF, 0x02, 0x30, 0x60, '3', '0', '0', '0', 0x03, 0x00};
        for (const std::uint8_t byte : std::span(answer).subspan(1, 8)) {
            answer.back() ^= byte; // the check byte: from 0x02 to 0x03
        }
        const auto whole = cavro::parseOem(answer);
        QVERIFY(whole && *whole);
        QCOMPARE((*whole)->data, std::string("3000"));
        QVERIFY((*whole)->ready);
        QCOMPARE((*whole)->consumed, answer.size());
        for (std::size_t n = 0; n < answer.size(); ++n) {
            const auto part = cavro::parseOem(std::span(answer).first(n));
            QVERIFY(part && !*part);
        }
        answer[5] ^= 1U;
        QVERIFY(!cavro::parseOem(answer));
    }

    void connectingMovesNothing()
    {
        Bench bench;
        bench.line->initialised = false;
        QVERIFY(bench.pump.connect(bench.in(5s)));
        QCOMPARE(bench.line->moves, 0);
        QVERIFY(bench.pump.state() == DeviceState::Ready); // for a person's word: nothing is wrong with it
        QVERIFY(!bench.pump.initialised());
        QVERIFY(bench.pump.why().find("not initialised") != std::string::npos);
        const auto dose = bench.pump.dose(milliliters(0.5), bench.in(60s));
        QVERIFY(!dose);
        QCOMPARE(bench.line->moves, 0);
        QVERIFY(bench.pump.initialise(bench.in(60s)));
        QVERIFY(bench.pump.state() == DeviceState::Ready);
        QVERIFY(bench.pump.initialised());
        QCOMPARE(bench.pump.why(), std::string());
    }

    void refusesWhatIsTooMuch()
    {
        CavroConfig config;
        config.largestDose = milliliters(0.6);
        Bench bench(config);
        QVERIFY(bench.pump.connect(bench.in(5s)));
        for (const double volume_mL : {0.7, 0.0, -0.5, 1e-5, std::nan("")}) {
            const auto dose = bench.pump.dose(milliliters(volume_mL), bench.in(60s));
            QVERIFY(!dose);
            QVERIFY(dose.error().code == ErrorCode::BadInput);
        }
        QCOMPARE(bench.line->moves, 0);
    }

    void dosesOnceWhateverHappens_data()
    {
        QTest::addColumn<Trouble>("what");
        QTest::addColumn<bool>("known");
        QTest::newRow("nothing") << Trouble::None << true;
        QTest::newRow("question lost") << Trouble::QuestionLost << true;
        QTest::newRow("answer lost") << Trouble::AnswerLost << true;
        QTest::newRow("answer late") << Trouble::AnswerLate << true;
        QTest::newRow("answer twice") << Trouble::AnswerTwice << true;
        QTest::newRow("answer damaged") << Trouble::AnswerDamaged << true;
        QTest::newRow("answer cut") << Trouble::AnswerCut << true;
        QTest::newRow("power cycle") << Trouble::PowerCycle << false;
        QTest::newRow("unplugged for a moment") << Trouble::Unplugged << true;
    }
    // The trouble meets the n-th block of a dose, for every n there is.
    void dosesOnceWhateverHappens()
    {
        QFETCH(Trouble, what);
        QFETCH(bool, known);
        int blocks = 0; // of an undisturbed dose
        {
            Bench bench;
            QVERIFY(bench.pump.connect(bench.in(5s)));
            bench.line->trouble = [&](const std::string &, bool) { return ++blocks, Trouble::None; };
            QVERIFY(bench.pump.dose(milliliters(0.5), bench.in(120s)));
            QCOMPARE(bench.line->moves, 2);
            QCOMPARE(bench.line->dispensed, 1500);
        }
        QVERIFY(blocks > 10);
        for (int n = 0; n < blocks; ++n) {
            Bench bench;
            QVERIFY(bench.pump.connect(bench.in(5s)));
            int block = 0;
            bench.line->trouble = [&](const std::string &, bool) { return block++ == n ? what : Trouble::None; };
            const auto dose = bench.pump.dose(milliliters(0.5), bench.in(120s));
            QVERIFY2(bench.line->dispensed <= 1500,
                     qPrintable(QString("block %1: %2").arg(n).arg(bench.line->dispensed)));
            QVERIFY(bench.line->largestMove <= 1500);
            if (!dose) {
                QVERIFY2(bench.line->dispensed == 0, dose.error().message.c_str());
                QVERIFY(dose.error().message.find("nothing was dosed") != std::string::npos);
                continue;
            }
            const double true_mL = bench.line->dispensed / 3000.0;
            if (dose->known) {
                QVERIFY2(std::abs(inMilliliters(dose->delivered) - true_mL) < 1e-9, dose->evidence.c_str());
            }
            QVERIFY2(inMilliliters(dose->atMost) >= true_mL - 1e-9, dose->evidence.c_str());
            QVERIFY2(dose->known || !known, dose->evidence.c_str());
            QVERIFY(!dose->evidence.empty());
        }
    }

    void manyTroublesAtRandom()
    {
        for (unsigned seed = 1; seed <= 2000; ++seed) {
            Bench bench;
            QVERIFY(bench.pump.connect(bench.in(5s)));
            std::mt19937 random(seed);
            bench.line->lateBy = std::chrono::milliseconds(std::uniform_int_distribution(100, 450)(random));
            bench.line->trouble = [&](const std::string &, bool) {
                const int draw = std::uniform_int_distribution(0, 99)(random);
                return draw < 30 ? static_cast<Trouble>(1 + draw / 5) : Trouble::None;
            };
            const auto dose = bench.pump.dose(milliliters(0.5), bench.in(300s));
            QVERIFY2(bench.line->dispensed <= 1500, "a dose was doubled");
            if (dose && dose->known) {
                QVERIFY2(std::abs(inMilliliters(dose->delivered) - bench.line->dispensed / 3000.0) < 1e-9,
                         dose->evidence.c_str());
            }
            if (!dose) {
                QCOMPARE(bench.line->dispensed, 0);
            }
        }
    }

    void tellsABlockedPlunger()
    {
        Bench bench;
        QVERIFY(bench.pump.connect(bench.in(5s)));
        bench.line->trouble = [&](const std::string &command, bool) {
            bench.line->error = command.find('D') != std::string::npos ? 9 : bench.line->error;
            return Trouble::None;
        };
        const auto dose = bench.pump.dose(milliliters(0.5), bench.in(60s));
        QVERIFY(dose);
        QVERIFY(!dose->known);
        QVERIFY(bench.pump.state() == DeviceState::Fault);
        QVERIFY(bench.pump.why().find("blocked") != std::string::npos);
        QVERIFY(!bench.pump.initialised());
    }

    void noticesAnotherPump()
    {
        Bench bench;
        QVERIFY(bench.pump.connect(bench.in(5s)));
        QVERIFY(bench.pump.readAll(bench.in(5s)).front().quality == Quality::Good);
        bench.line->close();
        QVERIFY(bench.pump.readAll(bench.in(5s)).front().quality == Quality::Good); // comes back by itself
        QCOMPARE(bench.pump.health().reconnects, 1U);
    }
};

QTEST_GUILESS_MAIN(TestCavro)
#include "tst_cavro.moc"
