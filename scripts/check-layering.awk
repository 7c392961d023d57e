# SPDX-License-Identifier: GPL-3.0-or-later
# The rules of scripts/check-layering; POSIX awk, so that a bare Debian can run it.

BEGIN {
    # room -> rooms it may include, besides itself. A room is the longest folder named here.
    may["analysis/core"] = ""
    may["analysis/signal"] = "analysis/core"
    may["analysis/peaks"] = "analysis/core analysis/signal"
    may["analysis/fit"] = "analysis/core analysis/signal analysis/peaks"
    may["analysis/calibration"] = "analysis/core"
    may["analysis/quantification"] = "analysis/core analysis/calibration"
    analysis = "analysis/core analysis/signal analysis/peaks analysis/fit analysis/calibration analysis/quantification"
    may["drivers/api"] = "analysis/core"
    may["drivers/transport"] = "analysis/core drivers/api"
    may["drivers/modbus"] = "analysis/core drivers/api drivers/transport"
    may["drivers/labjack"] = "analysis/core drivers/api drivers/transport drivers/modbus"
    may["drivers/cavro"] = "analysis/core drivers/api drivers/transport"
    may["drivers/profile"] = "analysis/core drivers/api drivers/transport drivers/modbus"
    # The bench that answers speaks the real protocols, with the codecs of those who ask.
    drivers = "drivers/api drivers/transport drivers/modbus drivers/labjack drivers/cavro drivers/profile"
    may["drivers/simulation"] = "analysis/core " drivers
    may["db"] = analysis
    may["app/formats"] = analysis
    # Evaluating a table of samples is a job of the session: docs/adr/0004.
    may["app/session"] = analysis " drivers/api db app/formats app/session/recording app/session/day app/session/care"
    # A vial's day: steps, states, clocks. Values in, values out, so that whoever keeps vials may ask it.
    may["app/session/day"] = "analysis/core"
    # The care of the chromatograph, likewise: counters, expiry, what is due.
    may["app/session/care"] = analysis " app/session/day"
    # Another program's chromatograms, from its folder into the store.
    may["app/session/watch"] = may["app/session"] " app/session"
    # What a station runs on: no Qt, no store, so that the thread sanitizer can vouch for it.
    may["app/session/recording"] = "analysis/core drivers/api"
    may["app/session/bench"] = analysis " drivers/api app/session/recording app/session/day"
    # What people read in windows and on paper: names, sentences, digits. No windows, no files.
    may["app/words"] = analysis
    # Reads back what the session wrote into the store.
    may["app/report"] = analysis " db app/formats app/session app/words"
    # What desktop and command line share with the station: the words on its socket, and no device.
    may["app/station/protocol"] = "analysis/core"
    may["app/station/client"] = "analysis/core app/station/protocol app/session/recording"
    may["app/station"] = analysis " " drivers " db app/formats app/session app/session/recording app/session/day " \
                         "app/session/bench app/station/protocol app/station/client"
    may["app/desktop/plot"] = analysis
    may["app/desktop"] = analysis " db app/formats app/session app/session/day app/session/care app/session/watch app/report app/words " \
                         "app/station/protocol app/station/client app/desktop/plot"
    may["app/cli"] = analysis " " drivers " drivers/simulation db app/formats app/session app/session/recording " \
                     "app/session/day app/session/care app/session/watch app/session/bench app/report app/words app/station app/station/protocol app/station/client"
    may["tests"] = may["app/cli"] " app/desktop app/desktop/plot app/cli"

    # include -> rooms (with all below them) that may name it. First match counts; what is not here is free.
    third("^qcustomplot\\.h$", "app/desktop/plot")
    third("^(SQLiteCpp/|sqlite3\\.h$)", "db tests")
    third("^(netcdf|xlsxwriter)", "app/formats tests")
    third("^nlohmann/", "db drivers app tests")
    third("^CLI/", "app/cli")
    third("^spdlog/", "drivers app")
    third("^toml\\+\\+/", "drivers app tests")
    third("^Eigen/", "analysis drivers/simulation tests")
    third("^cerf", "analysis/fit")
    third("^modbus(/|\\.h$)", "drivers/modbus")
    third("^boost/asio", "drivers/transport") # and there in asio.h alone: below
    third("^boost/beast", "drivers")
    third("^boost/crc\\.hpp$", "app/session/recording tests")
    third("^boost/", "analysis drivers tests")
    # Of Qt Core, what has no event loop in it serves the store and the formats (hashes, text codecs, files).
    third("^Q(ByteArray|ByteArrayView|CryptographicHash|DateTime|Dir|File|FileInfo|SaveFile|StandardPaths|String|" \
          "StringConverter|StringDecoder|StringView|TimeZone|Uuid|LockFile|StorageInfo|CoreApplication|Timer)$", "db app tests")
    third("^Q(tNetwork|tDBus|Local|Tcp|Udp|Ssl|Network|Host|AbstractSocket|DBus)", "app/desktop app/station tests")
    third("^Q[A-Za-z]", "app/desktop app/report app/words app/station tests")

    # Private to the room that uses them: no other room, tests apart, may include a header that shows them.
    split("SQLiteCpp/ sqlite3.h netcdf.h xlsxwriter.h qcustomplot.h modbus/ modbus.h boost/asio", private_to_room, " ")

    # Files over 400 lines, each with the reason.
    longest = 400
}

function third(pattern, rooms) { third_pattern[++thirds] = pattern; third_rooms[thirds] = " " rooms " " }

function complain(line, text) { print FILENAME ":" line ": " text; bad++ }

function room_of(path,    folder) {
    folder = path
    while (sub(/\/[^\/]*$/, "", folder)) {
        if (folder in may) return folder
    }
    return (folder in may) ? folder : ""
}

# Is `room` one of the listed rooms, or inside one?
function within(room, rooms,    path) {
    path = room
    do {
        if (index(rooms, " " path " ")) return 1
    } while (sub(/\/[^\/]*$/, "", path))
    return 0
}

function included(line) {
    sub(/^[ \t]*#[ \t]*include[ \t]*/, "", line)
    quoted = (line ~ /^"/)
    sub(/^["<]/, "", line)
    sub(/[">].*$/, "", line)
    return line
}

FNR == 1 {
    if (pass == "learn") known[FILENAME] = 1
    else {
        room = room_of(FILENAME)
        if (room == "") complain(1, "this folder is not in the table of rooms (scripts/check-layering.awk)")
        if ($0 != "// SPDX-License-Identifier: GPL-3.0-or-later")
            complain(1, "the first line is not \"// SPDX-License-Identifier: GPL-3.0-or-later\"")
        header = (FILENAME ~ /\.h$/)
        before = since = ""
        if (header) headers[FILENAME] = 1
    }
}

pass == "learn" && /^[ \t]*#[ \t]*include/ {
    path = included($0)
    if (quoted) includes[FILENAME] = includes[FILENAME] " " path
    for (i in private_to_room) if (index(path, private_to_room[i]) == 1) shows[FILENAME] = private_to_room[i]
}

pass == "learn" { next }

# Before the first check: what a header includes, it shows.
!learnt {
    learnt = 1
    do {
        changed = 0
        for (file in includes) {
            if (file in shows) continue
            count = split(includes[file], names, " ")
            for (i = 1; i <= count; i++)
                if (names[i] in shows) { shows[file] = shows[names[i]]; changed = 1; break }
        }
    } while (changed)
}

/^[ \t]*#[ \t]*include/ {
    path = included($0)
    if (path ~ /^boost\/asio/ && FILENAME != "drivers/transport/asio.h" && within(room, " drivers/transport "))
        complain(FNR, "<" path "> comes through \"drivers/transport/asio.h\", which sets it up for this compiler")
    if (path ~ /^Q[A-Z]/ && room ~ /^app\/session\/(recording|bench|day)$/)
        complain(FNR, "<" path ">: what a station runs on has no Qt, so that the thread sanitizer can vouch for it")
    if (!quoted || path !~ /\//) {
        for (i = 1; i <= thirds; i++) {
            if (path ~ third_pattern[i]) {
                if (!within(room, third_rooms[i])) complain(FNR, "<" path "> may be included only by" third_rooms[i])
                break
            }
        }
    }
    if (header && room == "db" && path ~ /^Q/) complain(FNR, "the store's headers speak in standard C++ types")
    if (quoted && path !~ /^[a-z0-9_]+\.moc$|^moc_[a-z0-9_]+\.cpp$/) {
        if (!(path in known)) complain(FNR, "\"" path "\" is no file of ours: write includes from the root, libraries' in <>")
        else {
            other = room_of(path)
            if (other != room && index(" " may[room] " ", " " other " ") == 0)
                complain(FNR, room " may not include " other)
            # Asio is private to all of drivers/, whose rooms share it through one header.
            else if (other != room && room != "tests" && path in shows && !(room ~ /^drivers\// && shows[path] ~ /^boost/))
                complain(FNR, "\"" path "\" shows " shows[path] ", which is private to " other)
        }
    }
}

{
    code = $0
    sub(/\/\/.*/, "", code)
    if (code ~ /Q_OBJECT|Q_GADGET/ && FILENAME !~ /^(app|tests)\//) complain(FNR, "Q_OBJECT stands only under app/ and in tests")
    # Tests may set a locale, to show that nothing changes; the language of messages is no matter of numbers.
    sub(/setlocale\(LC_MESSAGES, /, "", code)
    if (code ~ /(^|[^A-Za-z0-9_])(stod|stof|stold|strtod|strtof|strtold|atof|sscanf)[ \t]*\(/ ||
        (code ~ /(setlocale|localeconv)[ \t]*\(/ && FILENAME !~ /^tests\//))
        complain(FNR, "this call depends on the C locale: use analysis/core/decimal.h")
    # A declaration begins its line; the attribute stands before it, or alone on the line above.
    if (header && code ~ /^[ \t]*((static|inline|virtual|constexpr|friend|explicit)[ \t]+)*(tgc::)?Result<.*>[ \t]+[A-Za-z_][A-Za-z0-9_]*[ \t]*\(/ &&
        before !~ /\[\[nodiscard\]\][ \t]*$/)
        complain(FNR, "a function that returns a Result is [[nodiscard]]")
    # With a trailing type the attribute may stand some lines above: somewhere since the last statement ended.
    if (header && code ~ /->[ \t]*(tgc::)?Result</ && (since code) !~ /\[\[nodiscard\]\]/ && code !~ /\[[^\]]*\][ \t]*\(/)
        complain(FNR, "a function that returns a Result is [[nodiscard]]")
    since = code ~ /[;{}][ \t]*$/ ? "" : since code
    if (code ~ /[^ \t]/) before = code
    if (header && code ~ /^[ \t]*#[ \t]*pragma[ \t]+once/) guarded[FILENAME] = 1
    lines[FILENAME] = FNR
}

END {
    for (file in headers) if (!(file in guarded)) { FILENAME = file; complain(1, "a header begins with #pragma once") }
    for (file in lines)
        if (lines[file] > longest && !(file in allowed_long)) {
            FILENAME = file
            complain(lines[file], "over " longest " lines: one idea a file")
        }
    exit bad > 0
}
