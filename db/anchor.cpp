// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/anchor.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>

#include "db/sha256.h"

namespace tgc::db {

namespace fs = std::filesystem;

namespace {

constexpr const char *heading =
    "# Anchor of a TGC Workbench store: lines are only appended. The format is told in docs/store.md.\n";
constexpr std::size_t fieldCount = 8;
constexpr std::size_t checkDigits = 16;
constexpr std::array<AnchorEvent, 3> events{AnchorEvent::Grown, AnchorEvent::Backup, AnchorEvent::Restored};

tl::unexpected<Error> ioError(const fs::path &file, const char *what, int code)
{
    return fail(ErrorCode::Io, "the anchor " + file.string() + " cannot be " + what + ": " + std::strerror(code));
}

/// One field of a line: tabs and line ends would be taken for the line's own.
std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '\\': out += "\\\\"; break;
        case '\t': out += "\\t"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        default: out += c;
        }
    }
    return out;
}

std::string unescaped(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
            continue;
        }
        const char next = text[++i];
        out += next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next;
    }
    return out;
}

std::string lineText(const AnchorLine &line)
{
    const std::string text = line.at_utc + "\t" + std::string(toString(line.event)) + "\t" + line.head.storeId + "\t" +
                             std::to_string(line.head.entries) + "\t" + line.head.chain + "\t" + escaped(line.file) +
                             "\t" + (line.event == AnchorEvent::Restored ? std::to_string(line.backupEntries) : "");
    return text + "\t" + sha256Hex(text).substr(0, checkDigits) + "\n";
}

std::optional<std::int64_t> wholeNumber(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    return problem == std::errc() && end == text.data() + text.size() && number >= 0 ? std::optional(number)
                                                                                     : std::nullopt;
}

/// Nothing: the line is not what was written.
std::optional<AnchorLine> parsed(std::string_view text)
{
    std::array<std::string_view, fieldCount> fields;
    std::size_t count = 0;
    std::string_view rest = text;
    while (count < fieldCount) {
        const auto tab = rest.find('\t');
        fields[count++] = rest.substr(0, tab);
        if (tab == std::string_view::npos) {
            break;
        }
        rest = rest.substr(tab + 1);
        if (count == fieldCount) {
            return std::nullopt;
        }
    }
    if (count != fieldCount) {
        return std::nullopt;
    }
    const std::string_view signedPart = text.substr(0, text.size() - fields[7].size() - 1);
    if (sha256Hex(signedPart).substr(0, checkDigits) != fields[7]) {
        return std::nullopt;
    }
    AnchorLine line;
    line.at_utc = fields[0];
    const auto entries = wholeNumber(fields[3]);
    const auto backup = fields[6].empty() ? std::optional<std::int64_t>(0) : wholeNumber(fields[6]);
    bool known = false;
    for (const AnchorEvent event : events) {
        if (fields[1] == toString(event)) {
            line.event = event;
            known = true;
        }
    }
    if (!known || !entries || !backup) {
        return std::nullopt;
    }
    line.head = {std::string(fields[2]), *entries, std::string(fields[4])};
    line.file = unescaped(fields[5]);
    line.backupEntries = *backup;
    return line;
}

/// A line that a power cut left without its end is closed first, so that only this one is lost.
std::string separation(int fd)
{
    struct stat now {};
    if (::fstat(fd, &now) != 0 || now.st_size == 0) {
        return heading;
    }
    char last = '\n';
    return ::pread(fd, &last, 1, now.st_size - 1) == 1 && last != '\n' ? "\n" : "";
}

} // namespace

std::string_view toString(AnchorEvent event)
{
    switch (event) {
    case AnchorEvent::Grown: return "grown";
    case AnchorEvent::Backup: return "backup";
    case AnchorEvent::Restored: return "restored";
    }
    return "grown";
}

fs::path anchorFile(const fs::path &folder, std::string_view storeId)
{
    return folder / (std::string(storeId) + ".anchor");
}

std::string anchoredPlace(const fs::path &file)
{
    std::error_code problem;
    const fs::path absolute = fs::absolute(file, problem);
    const fs::path place = fs::weakly_canonical(absolute, problem);
    return problem ? absolute.string() : place.string();
}

Result<void> appendToAnchor(const fs::path &file, const AnchorLine &line, bool durable)
{
    std::error_code ignored;
    if (file.has_parent_path()) {
        fs::create_directories(file.parent_path(), ignored); // opening tells what is wrong
    }
    constexpr mode_t plainFile = 0666;
    const int fd = ::open(file.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, plainFile);
    if (fd < 0) {
        return ioError(file, "written", errno);
    }
    const std::string text = separation(fd) + lineText(line);
    const ssize_t put = ::write(fd, text.data(), text.size());
    int problem = put < 0 ? errno : put != static_cast<ssize_t>(text.size()) ? ENOSPC : 0;
    if (problem == 0 && durable && ::fsync(fd) != 0) {
        problem = errno;
    }
    ::close(fd);
    return problem == 0 ? Result<void>() : ioError(file, "written", problem);
}

Result<Anchor> readAnchor(const fs::path &file)
{
    Anchor anchor;
    anchor.file = file;
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
        return anchor;
    }
    if (!fs::is_regular_file(file, ignored)) {
        return fail(ErrorCode::Io, "the anchor " + file.string() + " is no plain file; name another (--anchor FILE)");
    }
    errno = 0;
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open() || in.bad()) {
        return ioError(file, "read", errno);
    }
    anchor.found = true;
    std::size_t number = 0;
    for (std::string_view rest = bytes; !rest.empty();) {
        const auto end = rest.find('\n');
        const std::string_view text = rest.substr(0, end);
        rest = end == std::string_view::npos ? "" : rest.substr(end + 1);
        ++number;
        if (text.empty() || text.front() == '#') {
            continue;
        }
        if (auto line = parsed(text)) {
            line->number = number;
            anchor.lines.push_back(std::move(*line));
        } else {
            anchor.damaged.push_back(number);
        }
    }
    return anchor;
}

} // namespace tgc::db
