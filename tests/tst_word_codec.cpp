// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <bit>

#include "drivers/modbus/frame.h"
#include "drivers/modbus/word_codec.h"

using namespace tgc;
using namespace tgc::drivers;

class TestWordCodec : public QObject {
    Q_OBJECT

private slots:
    void ordersOf32Bits()
    {
        // hardware.md 0, finding 1: 3.5 is 0x40600000, in ABCD the registers 4060 0000.
        const std::vector<std::pair<const char *, std::vector<std::uint16_t>>> rows{{"ABCD", {0x4060, 0x0000}},
                                                                                    {"CDAB", {0x0000, 0x4060}},
                                                                                    {"BADC", {0x6040, 0x0000}},
                                                                                    {"DCBA", {0x0000, 0x6040}}};
        for (const auto &[order, words] : rows) {
            const WordFormat format{WordType::F32, *wordOrderFromString(order)};
            QCOMPARE(*encodeWords(Value(3.5), format), words);
            QCOMPARE(std::get<float>(*decodeWords(words, format)), 3.5F);
        }
    }

    void ordersOf64Bits()
    {
        // docs/cli.md: CDAB reverses the words, DCBA all bytes, BADC swaps in each word.
        const std::uint64_t value = 0x0102030405060708;
        const std::vector<std::pair<const char *, std::vector<std::uint16_t>>> rows{
            {"ABCD", {0x0102, 0x0304, 0x0506, 0x0708}},
            {"CDAB", {0x0708, 0x0506, 0x0304, 0x0102}},
            {"BADC", {0x0201, 0x0403, 0x0605, 0x0807}},
            {"DCBA", {0x0807, 0x0605, 0x0403, 0x0201}}};
        for (const auto &[order, words] : rows) {
            const WordFormat format{WordType::U64, *wordOrderFromString(order)};
            QCOMPARE(*encodeWords(Value(value), format), words);
            QCOMPARE(std::get<std::uint64_t>(*decodeWords(words, format)), value);
        }
    }

    void oneRegisterIsHighByteFirst()
    {
        for (const char *order : {"ABCD", "CDAB", "BADC", "DCBA"}) {
            WordFormat format{WordType::I16, *wordOrderFromString(order)};
            QCOMPARE(std::get<std::int64_t>(*decodeWords(std::vector<std::uint16_t>{0xFFFE}, format)),
                     std::int64_t(-2));
            format = *wordFormatFromString("string(5)");
            format.order = *wordOrderFromString(order);
            QCOMPARE(std::get<std::string>(*decodeWords(std::vector<std::uint16_t>{0x4162, 0x6300, 0x0000}, format)),
                     std::string("Abc"));
        }
    }

    void bcd()
    {
        const WordFormat format{WordType::Bcd16};
        QCOMPARE(std::get<std::uint64_t>(*decodeWords(std::vector<std::uint16_t>{0x1234}, format)),
                 std::uint64_t(1234));
        QVERIFY(!decodeWords(std::vector<std::uint16_t>{0x12A4}, format));
        QCOMPARE((*encodeWords(Value(std::uint64_t(987)), format))[0], std::uint16_t(0x0987));
        QVERIFY(!encodeWords(Value(std::uint64_t(10000)), format));
    }

    void refusesWhatDoesNotFit_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<double>("value");
        QTest::newRow("u16 too large") << "u16" << 65536.0;
        QTest::newRow("u16 negative") << "u16" << -1.0;
        QTest::newRow("i16 too small") << "i16" << -32769.0;
        QTest::newRow("u32 negative") << "u32" << -1.0;
        QTest::newRow("a fraction") << "i32" << 0.5;
        QTest::newRow("f32 too large") << "f32" << 1e39;
        QTest::newRow("bool of two") << "bool" << 2.0;
    }
    void refusesWhatDoesNotFit()
    {
        QFETCH(QString, type);
        QFETCH(double, value);
        const auto words = encodeWords(Value(value), *wordFormatFromString(type.toStdString()));
        QVERIFY(!words);
        QCOMPARE(words.error().code, ErrorCode::BadInput);
    }

    void frames()
    {
        // hardware.md 5.3: the Keller example `01 03 00 02 00 02 65 CB`.
        const Bytes request{0x01, 0x03, 0x00, 0x02, 0x00, 0x02, 0x65, 0xCB};
        QCOMPARE(rtuFrame(1, Bytes{0x03, 0x00, 0x02, 0x00, 0x02}), request);
        QVERIFY(!parseRtu(Bytes{0x01, 0x83, 0x02, 0x00, 0x00}, 1, 3));
        const Bytes mbap = mbapFrame(7, 1, Bytes{0x03, 0x02, 0x12, 0x34});
        for (std::size_t n = 0; n < mbap.size(); ++n) {
            QVERIFY(!parseMbap(std::span(mbap).first(n))->has_value());
        }
        const auto whole = parseMbap(mbap);
        QCOMPARE((*whole)->transaction, std::uint16_t(7));
        QCOMPARE((*whole)->pdu, (Bytes{0x03, 0x02, 0x12, 0x34}));
        QVERIFY(!parseMbap(Bytes{0, 1, 9, 9, 0, 3, 1, 3}));
    }
};

QTEST_GUILESS_MAIN(TestWordCodec)
#include "tst_word_codec.moc"
