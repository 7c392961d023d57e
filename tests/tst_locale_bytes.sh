#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A German locale changes no output byte: the same commands under C and under de_DE, everything they print and write compared.
#   tst_locale_bytes.sh TGC LOCALES      the program, and the folder with de_DE.UTF-8 (tests/CMakeLists.txt makes it)
set -euo pipefail
tgc="$(readlink -f "$1")"
export LOCPATH="$2"
examples="$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../resources/examples"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

[[ $(LC_ALL=de_DE.UTF-8 locale decimal_point) == , ]] || { echo "FAIL: the German locale does not bite"; exit 1; }

# A study with a store, once: what a bench measures is a little different each time.
export XDG_RUNTIME_DIR="$work" XDG_DATA_HOME="$work/data"
"$tgc" demo --no-window --seed 3 --out "$work/demo" --quiet --format csv >/dev/null

# The name in the output must not differ, so both work in a folder of the same name, one after the other.
work_in() { # LOCALE RESULTS
    export LC_ALL="$1" LANG="$1" LANGUAGE="${1%%_*}" TZ=UTC
    mkdir "$work/here"
    cd "$work/here"
    cp "$examples"/*.csv .
    sed 's/,/;/g; s/\./,/g' STANDARDS.csv >STANDARDS_comma.csv
    local format
    for format in csv json table; do
        "$tgc" calibrate STANDARDS.csv --format "$format" >"calibrate.$format" 2>&1
        "$tgc" calibrate STANDARDS_comma.csv --format "$format" >"calibrate_comma.$format" 2>&1
        "$tgc" calibrate STANDARDS.csv --weights 1/x --out CAL.json --format "$format" >"calibrate_out.$format" 2>&1
        "$tgc" quantify SAMPLES.csv --blanks BLANKS.csv --calibration CAL.json --format "$format" >"quantify.$format" 2>&1
    done
    "$tgc" quantify SAMPLES.csv --calibration CAL.json --monte-carlo 200 --seed 4 --format csv >monte_carlo.csv 2>&1
    sed 's/60210/sixty/' SAMPLES.csv >bad.csv
    ! "$tgc" quantify bad.csv --calibration CAL.json --format csv >bad.txt 2>&1
    cp -r "$work/demo" .
    local trace=demo/chromatograms/*_1.csv
    "$tgc" integrate $trace --target H2=52:4 >integrate.json 2>&1
    "$tgc" dump "$(echo $trace | cut -d' ' -f1)" >dump.csv 2>&1
    "$tgc" export breakdown --db demo/runs.sqlite --out exported.csv 2>&1
    sed -i '/^exported_at,/d' exported.csv.provenance.csv # the one thing that differs from run to run
    "$tgc" export peaks --db demo/runs.sqlite --out peaks.csv 2>&1
    rm -r demo
    cd "$work"
    mv here "$2"
}
work_in C.UTF-8 c
work_in de_DE.UTF-8 german

files=$(find c -type f | wc -l)
if diff -r c german; then
    echo "PASS: $files files agree byte for byte"
else
    echo "FAIL: a German locale changes the output"
    exit 1
fi
