#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Plants one violation of each rule in an otherwise clean tree; scripts/check-layering must name each, and only them.
set -euo pipefail
check="$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../scripts/check-layering"
tree="$(mktemp -d)"
trap 'rm -rf "$tree"' EXIT
failed=0

plant() { mkdir -p "$tree/$(dirname "$1")"; printf '%s\n' "${@:2}" >"$tree/$1"; }
spdx='// SPDX-License-Identifier: GPL-3.0-or-later'
clean() {
    rm -rf "${tree:?}"/*
    plant analysis/core/error.h "$spdx" '#pragma once' 'struct Error {};' '[[nodiscard]] Result<int> parse(int x);' \
        '[[nodiscard]]' 'Result<std::vector<int>> parseAll();' \
        'template <class M>' '[[nodiscard]] auto made(int x,' '    M m) -> Result<M>' '{' '}' '// Result<int> commented(int x);' 'Result<int> m_last;'
    plant analysis/peaks/area.h "$spdx" '#pragma once' '#include "analysis/core/error.h"'
    plant analysis/peaks/area.cpp "$spdx" '#include "analysis/peaks/area.h"' '#include <Eigen/Dense>'
    plant db/statement.h "$spdx" '#pragma once' '#include <SQLiteCpp/SQLiteCpp.h>'
    plant db/inner.h "$spdx" '#pragma once' '#include "db/statement.h"'
    plant db/store.h "$spdx" '#pragma once' '#include "analysis/peaks/area.h"'
    plant db/hash.cpp "$spdx" '#include <QCryptographicHash>'
    plant db/store.cpp "$spdx" '#include "db/store.h"' '#include "db/inner.h"'
    plant app/desktop/plot/plot.cpp "$spdx" '#include <qcustomplot.h>'
    plant app/desktop/window.h "$spdx" '#pragma once' '#include <QWidget>' 'class W { Q_OBJECT };'
    plant drivers/transport/asio.h "$spdx" '#pragma once' '#include <boost/asio.hpp>'
    plant drivers/simulation/host.h "$spdx" '#pragma once' '#include "drivers/transport/asio.h"'
    plant drivers/modbus/port.cpp "$spdx" '#include <modbus/modbus.h>'
    plant app/session/recording/ring.h "$spdx" '#pragma once' '#include "analysis/core/error.h"'
    plant app/session/bench/run.cpp "$spdx" '#include "app/session/recording/ring.h"'
    plant app/station/server.cpp "$spdx" '#include <QLocalServer>' '#include "app/session/recording/ring.h"'
    plant app/station/protocol/message.h "$spdx" '#pragma once'
    plant app/desktop/live.cpp "$spdx" '#include "app/station/protocol/message.h"'
    plant tests/tst_x.cpp "$spdx" '#include "db/store.h"' '#include "tst_x.moc"' '#include "moc_x_test.cpp"'
}

# expect NAME PATTERN: the check fails with exactly one line, and that line matches.
expect() {
    local said
    if said="$("$check" "$tree")"; then
        echo "FAIL $1: not noticed"; failed=1
    elif [[ $(wc -l <<<"$said") -ne 1 || ! $said =~ $2 ]]; then
        echo "FAIL $1: said"; echo "$said"; failed=1
    fi
    clean
}

clean
"$check" "$tree" || { echo "FAIL: a clean tree is not passed"; failed=1; }

plant analysis/core/up.h "$spdx" '#pragma once' '#include "analysis/peaks/area.h"'
expect "edge" '^analysis/core/up.h:3: analysis/core may not include analysis/peaks$'
plant db/up.cpp "$spdx" '#include "app/desktop/window.h"'
expect "edge to the desktop" '^db/up.cpp:2: db may not include app/desktop$'
plant drivers/api/x.h "$spdx" '#pragma once' '#include "db/store.h"'
expect "driver to store" 'drivers/api may not include db'
plant app/desktop/x.cpp "$spdx" '#include "drivers/transport/asio.h"'
expect "driver to desktop" '^app/desktop/x.cpp:2: app/desktop may not include drivers/transport$'
plant drivers/cavro/x.cpp "$spdx" '#include <boost/asio.hpp>'
expect "Asio outside its room" 'only by drivers/transport'
plant drivers/transport/x.cpp "$spdx" '#include <boost/asio/read.hpp>'
expect "Asio past its header" '^drivers/transport/x.cpp:2: .* comes through'
plant app/station/x.cpp "$spdx" '#include "drivers/simulation/host.h"'
expect "the station knows no simulation" '^app/station/x.cpp:2: app/station may not include drivers/simulation$'
plant app/cli/x.cpp "$spdx" '#include "drivers/simulation/host.h"'
expect "Asio seen through another header" 'shows boost/asio, which is private to drivers/simulation'
plant drivers/profile/x.cpp "$spdx" '#include <modbus/modbus.h>'
expect "libmodbus outside its room" 'only by drivers/modbus'
plant app/cli/x.cpp "$spdx" '#include <QLocalSocket>'
expect "sockets outside the station" '<QLocalSocket> may be included only by'
plant app/session/recording/x.cpp "$spdx" '#include <QFile>'
expect "Qt under the recorder" '^app/session/recording/x.cpp:2: <QFile>: what a station runs on has no Qt'
plant app/station/protocol/x.cpp "$spdx" '#include "app/session/recording/ring.h"'
expect "the socket's words know no bench" 'app/station/protocol may not include app/session/recording'
plant app/desktop/y.cpp "$spdx" '#include <qcustomplot.h>'
expect "QCustomPlot outside its room" '^app/desktop/y.cpp:2: <qcustomplot.h> may be included only by app/desktop/plot'
plant app/cli/y.cpp "$spdx" '#include <SQLiteCpp/Database.h>'
expect "SQLite outside the store" 'only by db tests'
plant app/cli/z.cpp "$spdx" '#include "db/inner.h"'
expect "private header, through another" '"db/inner.h" shows SQLiteCpp/, which is private to db'
plant analysis/core/q.cpp "$spdx" '#include <QString>'
expect "Qt in analysis" '<QString> may be included only by'
plant db/q.h "$spdx" '#pragma once' '#include <QString>'
expect "Qt in the store's headers" '^db/q.h:3: the store.s headers speak in standard C'
plant app/formats/q.cpp "$spdx" '#include <QtWidgets/QWidget>'
expect "Qt in formats" '<QtWidgets/QWidget> may be included only by'
plant analysis/peaks/rel.cpp "$spdx" '#include "area.h"'
expect "relative include" 'write includes from the root'
plant db/object.cpp "$spdx" 'class X { Q_OBJECT };'
expect "Q_OBJECT below" '^db/object.cpp:2: Q_OBJECT'
plant db/nd.h "$spdx" '#pragma once' '    static Result<std::vector<int>> make(int x);'
expect "nodiscard" '^db/nd.h:3: .*\[\[nodiscard\]\]'
plant db/nd.h "$spdx" '#pragma once' 'auto make(int x) -> Result<int>;'
expect "nodiscard, trailing type" '^db/nd.h:3: .*\[\[nodiscard\]\]'
plant db/no_licence.cpp 'int x;'
expect "licence line" '^db/no_licence.cpp:1: the first line'
plant db/no_guard.h "$spdx" 'int f();'
expect "pragma once" '^db/no_guard.h:1: a header begins'
plant db/locale.cpp "$spdx" 'double f(const char *t) { return std::strtod(t, nullptr); }'
expect "locale" '^db/locale.cpp:2: this call depends on the C locale'
plant analysis/new/x.cpp "$spdx"
expect "unknown room" 'not in the table of rooms'
plant db/long.cpp "$spdx" "$(seq 1 400)"
expect "length" '^db/long.cpp:401: over 400 lines'

[[ $failed -eq 0 ]] && echo "PASS: every planted violation is named"
exit $failed
