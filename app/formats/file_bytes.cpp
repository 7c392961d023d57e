// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/file_bytes.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include <QCryptographicHash>

#include "app/formats/location.h"

namespace tgc::formats {

namespace {

std::string sizeSentence()
{
    return "is larger than " + std::to_string(maxFileBytes >> 20) + " MiB, more than this program reads";
}

} // namespace

Result<std::string> readFileBytes(const std::filesystem::path &file)
{
    const std::string name = file.string();
    std::error_code status;
    if (std::filesystem::is_directory(file, status)) {
        return badFile(name, "is a folder; name a file in it");
    }
    if (!std::filesystem::exists(file, status)) {
        return badFile(name, "there is no such file");
    }
    const auto size = std::filesystem::is_regular_file(file, status) ? std::filesystem::file_size(file, status) : 0;
    if (size > maxFileBytes) {
        return badFile(name, sizeSentence());
    }
    const std::unique_ptr<std::FILE, int (*)(std::FILE *)> in(std::fopen(file.c_str(), "rb"), &std::fclose);
    if (!in) {
        return fail(ErrorCode::Io, name + ": cannot be opened: " + std::strerror(errno));
    }
    // Read to the end rather than `size` bytes: pipes have no size, and a file may grow.
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(size) + 1);
    std::array<char, 65536> chunk{};
    std::size_t got = 0;
    while ((got = std::fread(chunk.data(), 1, chunk.size(), in.get())) > 0) {
        bytes.append(chunk.data(), got);
        if (bytes.size() > maxFileBytes) {
            return badFile(name, sizeSentence());
        }
    }
    if (std::ferror(in.get()) != 0) {
        return fail(ErrorCode::Io, name + ": cannot be read to its end: " + std::strerror(errno));
    }
    return bytes;
}

std::string sha256Hex(std::string_view bytes)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    return hash.result().toHex().toStdString();
}

} // namespace tgc::formats
