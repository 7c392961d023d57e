// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/text_decode.h"

#include <algorithm>

#include <QStringDecoder>

#include "app/formats/location.h"

namespace tgc::formats {

namespace {

unsigned byteAt(std::string_view bytes, std::size_t i)
{
    return static_cast<unsigned char>(bytes[i]);
}

std::size_t lineOf(std::string_view bytes, std::size_t offset)
{
    return 1 + static_cast<std::size_t>(
                   std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

/// Big-endian, little-endian, or not UTF-16 as far as a byte order mark or ASCII in every other byte tells.
std::optional<QStringConverter::Encoding> utf16Kind(std::string_view bytes)
{
    if (bytes.starts_with("\xFF\xFE")) {
        return QStringConverter::Utf16LE;
    }
    if (bytes.starts_with("\xFE\xFF")) {
        return QStringConverter::Utf16BE;
    }
    if (bytes.size() >= 4 && bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0) {
        return QStringConverter::Utf16LE;
    }
    return std::nullopt;
}

/// Text whose lines end in carriage returns alone (old Macintosh programs, some spreadsheets) gets line feeds instead.
std::string withLineFeeds(std::string text)
{
    if (text.find('\n') == std::string::npos) {
        std::replace(text.begin(), text.end(), '\r', '\n');
    }
    return text;
}

Result<DecodedText> decodeUtf16(std::string_view bytes, QStringConverter::Encoding kind, std::string_view origin)
{
    // A file cut in the middle of a character is cut text like any other: the half character stands as U+FFFD, so that
    // its line is seen not to end.
    const bool cut = bytes.size() % 2 != 0;
    bytes.remove_suffix(cut ? 1 : 0);
    QStringDecoder decoder(kind);
    QString text = decoder.decode(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    if (decoder.hasError()) {
        return badFile(origin, "looks like UTF-16 text but breaks in the middle of a character");
    }
    if (cut) {
        text.append(QChar(0xFFFD));
    }
    if (text.startsWith(QChar(0xFEFF))) {
        text.remove(0, 1);
    }
    if (text.contains(QChar(0))) {
        return badFile(origin, "holds NUL characters: this is not a text file");
    }
    return DecodedText{withLineFeeds(text.toStdString()), "UTF-16"};
}

bool isBig5(std::string_view bytes)
{
    bool sure = false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const unsigned lead = byteAt(bytes, i);
        if (lead < 0x80) {
            continue;
        }
        if (lead < 0xA1 || lead > 0xF9 || i + 1 == bytes.size()) {
            return false;
        }
        const unsigned trail = byteAt(bytes, ++i);
        if (!((trail >= 0x40 && trail <= 0x7E) || (trail >= 0xA1 && trail <= 0xFE))) {
            return false;
        }
        sure = sure || trail >= 0xA1;
    }
    return sure;
}

std::string latin1ToUtf8(std::string_view bytes)
{
    std::string utf8;
    utf8.reserve(bytes.size());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const unsigned b = byteAt(bytes, i);
        if (b < 0x80) {
            utf8 += static_cast<char>(b);
        } else {
            utf8 += static_cast<char>(0xC0U | (b >> 6U));
            utf8 += static_cast<char>(0x80U | (b & 0x3FU));
        }
    }
    return utf8;
}

} // namespace

std::size_t firstInvalidUtf8(std::string_view bytes)
{
    std::size_t i = 0;
    while (i < bytes.size()) {
        const unsigned lead = byteAt(bytes, i);
        std::size_t length = 1;
        unsigned least = 0x80; // bounds of the second byte keep out overlong forms, surrogates and > U+10FFFF
        unsigned most = 0xBF;
        if (lead >= 0x80) {
            if (lead >= 0xC2 && lead <= 0xDF) {
                length = 2;
            } else if (lead >= 0xE0 && lead <= 0xEF) {
                length = 3;
                least = lead == 0xE0 ? 0xA0 : 0x80;
                most = lead == 0xED ? 0x9F : 0xBF;
            } else if (lead >= 0xF0 && lead <= 0xF4) {
                length = 4;
                least = lead == 0xF0 ? 0x90 : 0x80;
                most = lead == 0xF4 ? 0x8F : 0xBF;
            } else {
                return i;
            }
        }
        for (std::size_t k = 1; k < length; ++k) {
            if (i + k >= bytes.size() || byteAt(bytes, i + k) < least || byteAt(bytes, i + k) > most) {
                return i;
            }
            least = 0x80;
            most = 0xBF;
        }
        i += length;
    }
    return std::string_view::npos;
}

Result<DecodedText> decodeStrict(std::string_view bytes, std::string_view origin)
{
    if (const auto kind = utf16Kind(bytes)) {
        return decodeUtf16(bytes, *kind, origin);
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    }
    if (const auto nul = bytes.find('\0'); nul != std::string_view::npos) {
        return badLine(origin, lineOf(bytes, nul), "holds a NUL byte: this is not a text file");
    }
    if (const auto bad = firstInvalidUtf8(bytes); bad != std::string_view::npos) {
        return badLine(origin, lineOf(bytes, bad), "is not UTF-8 text; save the file as \"CSV UTF-8\"");
    }
    return DecodedText{withLineFeeds(std::string(bytes)), "UTF-8"};
}

Result<DecodedText> decodeVendor(std::string_view bytes, std::string_view origin)
{
    if (utf16Kind(bytes) || firstInvalidUtf8(bytes) == std::string_view::npos) {
        return decodeStrict(bytes, origin);
    }
    if (const auto nul = bytes.find('\0'); nul != std::string_view::npos) {
        return badLine(origin, lineOf(bytes, nul), "holds a NUL byte: this is not a text file");
    }
    if (isBig5(bytes)) {
        QStringDecoder decoder("Big5");
        if (decoder.isValid()) {
            const QString text = decoder.decode(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
            if (!decoder.hasError()) {
                return DecodedText{withLineFeeds(text.toStdString()), "Big5"};
            }
        }
    }
    return DecodedText{withLineFeeds(latin1ToUtf8(bytes)), "latin-1"};
}

} // namespace tgc::formats
