#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The README's example must give what the README prints.
#   tst_readme.sh TGC
set -euo pipefail
tgc="$(readlink -f "$1")"
root="$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
cp "$root"/resources/examples/*.csv .

"$tgc" calibrate STANDARDS.csv --out CAL.json --format table >/dev/null
"$tgc" quantify SAMPLES.csv --blanks BLANKS.csv --calibration CAL.json --format csv >breakdown.csv
cut -d, -f1,12,13,18,19,29 breakdown.csv |
    LC_ALL=C awk -F, 'NR == 1 { print; next } { printf "%s,%.4f,%.4f,%.4f,%.4f,%s\n", $1, $2, $3, $4, $5, $6 }' >found
sed -n '/^sample_id,li0_mAh/,/^```/p' "$root/README.md" | grep -v '^```' >printed

diff printed found || { echo "FAIL: the README (<) prints what the program (>) does not"; exit 1; }
[[ $(wc -l <found) -eq 4 ]] || { echo "FAIL: the README's example was not found"; exit 1; }
echo "PASS"
