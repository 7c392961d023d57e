#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes NNN.sql: a small store as the program of schema N left it, with a row or two in every table and its audit trail.

The digests and the chain are computed here after docs/store.md, not by the program, so that the test shows both: that the
program reads what an earlier one wrote, and that the page says how. A dump that is there is left alone: it stands for
files in laboratories, and never changes. Usage: make.py [N ...], from any folder; without N, those that are missing.
"""
import hashlib
import pathlib
import sqlite3
import struct
import sys

HERE = pathlib.Path(__file__).resolve().parent
SCHEMA = sorted((HERE.parents[2] / "db" / "schema").glob("[0-9][0-9][0-9]_*.sql"))
NOW = "2026-03-01T12:00:00.000Z"
PROGRAM = "tgc-workbench 0.1.0"


def doubles(*values):
    return struct.pack(f"<{len(values)}d", *values)


VALUES = doubles(100.0, 101.5, 99.25, 100.125)
TIMES = doubles(0.0, 0.1, 0.21, 0.33)
TYPED = {"source": "typed", "created_at": NOW}

# Columns that a schema does not have yet are left out.
ROWS = [
    ("cells", {"name": "cell-01", "cell_type": "Li||Cu", "current_density": "0.5", "current_density_unit": "mA/cm2", **TYPED}),
    ("electrodes", {"name": "cell-01 Cu", "cell_id": 1, "material": "Cu", "area": "1.27", "area_unit": "cm2", **TYPED}),
    ("vials", {"name": "V-01", "volume": "30.00", "volume_unit": "mL", "volume_u": "0.02", **TYPED}),
    ("vials", {"name": "V-02", "volume": "20.0", "volume_unit": "mL", "withdrawn_at": NOW, "withdrawn_reason": "cracked", **TYPED}),
    ("syringes", {"name": "S-1", "kind": "syringe", "volume": "0.5", "volume_unit": "mL", **TYPED}),
    ("cylinders", {"name": "H2 1000 ppm", "certificate": "C-1", "component": "H2", "content": "1000", "content_unit": "ppm", **TYPED}),
    ("titrants", {"name": "water", "composition": "water", **TYPED}),
    ("runs", {"status": "imported", "sample_id": "cell-01", "group": "carbonate", "kind": "sample", "format": "native-csv",
              "file_name": "cell-01.csv", "content_hash": "0" * 64, "warnings": '["a word"]', "source": "imported",
              "queue_line": '{"level":"0.1"}', "created_at": NOW}),
    ("runs", {"status": "aborted", "sample_id": "cell-02", "kind": "sample", "started_utc": NOW, "source": "measured",
              "created_at": NOW}),
    ("signals", {"run_id": 1, "number": 1, "channel": "TCD", "unit": "uV", "points": 4, "start_s": 0.5, "interval_s": 0.1,
                 "saturated": "[[0.6,0.7]]", "source": "imported"}),
    ("signals", {"run_id": 1, "number": 2, "channel": "BID", "unit": "uV", "points": 4, "source": "imported"}),
    ("signal_chunks", {"signal_id": 1, "number": 1, "first_point": 0, "points": 4, "signal_values": VALUES,
                       "sha256": hashlib.sha256(VALUES).hexdigest(), "source": "imported"}),
    ("signal_chunks", {"signal_id": 2, "number": 1, "first_point": 0, "points": 4, "signal_values": VALUES, "times_s": TIMES,
                       "sha256": hashlib.sha256(VALUES + TIMES).hexdigest(), "source": "imported"}),
    ("vendor_peaks", {"signal_id": 1, "number": 1, "name": "Hydrogen", "apex_s": 0.6, "area": 1234.5, "area_unit": "counts*s",
                      "absent": 0, "manual": 1, "source": "imported"}),
    ("run_marks", {"run_id": 1, "number": 1, "kind": "zero", "at_s": 0.0, "text": "start line", "host_ns": 1000000,
                   "source": "imported"}),
    ("samples", {"sample_id": "cell-01", "kind": "sample", "group": "carbonate", "vial_volume_mL": "30.00",
                 "extra": '{"my column":"x","u_vial_volume_mL":"0.02"}', "cell_id": 1, "vial_id": 1, **TYPED}),
    ("samples", {"sample_id": "blank-1", "kind": "blank", "vial_volume_mL": "30.00", **TYPED}),
    ("draws", {"sample": 1, "number": 1, "sampling": "locked", "area": "1230.25", "run_id": 1, "syringe_id": 1, **TYPED}),
    ("methods", {"name": "h2", "version": 1, "content": "a = 1\n", **TYPED}),
    ("calibrations", {"name": "March", "amount_unit": "nmol", "content": '{"r2":0.999}', "approved_at": NOW,
                      "approved_by": "lab", "approval_note": "seen", **TYPED}),
    ("results", {"kind": "integration", "run_id": 1, "version": 1, "method_id": 1, "algorithm_name": "classic",
                 "algorithm_version": "1", "inputs": "[]", "outputs": '{"peaks":1}', "program": PROGRAM, "created_by": "lab",
                 "source": "imported", "created_at": NOW}),
    ("results", {"kind": "breakdown", "sample": 1, "version": 1, "calibration_id": 1, "algorithm_name": "tgc-breakdown",
                 "algorithm_version": "0.1.0", "inputs": "{}", "outputs": '{"li0_mAh":0.48,"flags":"no-blank"}',
                 "program": PROGRAM, "created_by": "lab", "source": "imported", "created_at": NOW}),
    ("peaks", {"result_id": 1, "number": 1, "channel": "TCD", "name": "H2", "apex_s": 0.6, "height": 1.5, "area": 1230.25,
               "area_unit": "uV*s", "area_u": 1.5, "start_s": 0.5, "end_s": 0.8, "baseline_start": 100.0,
               "baseline_end": 100.0, "code": "BB", "rule": "drop", "flags": "manual", "source": "imported"}),
    ("run_drafts", {"run_id": 1, "content": '[{"channel":"TCD","events":[],"targets":[]}]', "source": "imported",
                    "created_at": NOW, "changed_at": NOW}),
    ("vial_steps", {"sample": 1, "step": "sealed", "at_utc": NOW, "by_person": "A. Maker", "how": "hand", "known": 1, **TYPED}),
    ("vial_steps", {"sample": 1, "step": "dosed", "at_utc": NOW, "by_person": "A. Maker", "how": "hand", "value": "0.5",
                    "unit": "mL", "known": 1, "reaction_s": "600", **TYPED}),
    ("care_acts", {"bench": "GC 1", "kind": "septum", "at_utc": NOW, "by_person": "A. Maker", "part": "S-11", **TYPED}),
    ("care_acts", {"bench": "GC 1", "kind": "standard-cylinder", "at_utc": NOW, "by_person": "A. Maker", "part": "C-1",
                   "value": "9000", "unit": "kPa", "minimum": "1000", "expires_on": "2027-03-31", **TYPED}),
]


def digest(table, row):
    out = table.encode() + b"\n"
    for name in sorted(row.keys()):
        v = row[name]
        if v is None or (table == "audit_trail" and name == "chain"):
            continue
        kind, data = (("i", str(v).encode()) if isinstance(v, int) else
                      ("r", struct.pack(">d", v).hex().encode()) if isinstance(v, float) else
                      ("t", v.encode()) if isinstance(v, str) else ("b", bytes(v)))
        out += f"{name}={kind}{len(data)}:".encode() + data + b"\n"
    return hashlib.sha256(out).hexdigest()


class Writer:
    def __init__(self, db):
        self.db = db
        self.chain = "0" * 64
        self.entries = 0
        self.waiting = ""

    def columns(self, table):
        return [row[1] for row in self.db.execute(f'PRAGMA table_info("{table}")')]

    def insert(self, table, row):
        known = self.columns(table)
        row = {name: value for name, value in row.items() if name in known}
        names = ", ".join(f'"{name}"' for name in row)
        cursor = self.db.execute(f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(row))})', list(row.values()))
        self.note(table, cursor.lastrowid)
        return cursor.lastrowid

    def note(self, table, key):
        cursor = self.db.execute(f'SELECT * FROM "{table}" WHERE id = ?', (key,))
        row = dict(zip([column[0] for column in cursor.description], cursor.fetchone()))
        self.waiting += f"{table} {key} {digest(table, row)}\n"

    def log(self, action, table, key):
        if not self.columns("audit_trail"):
            return  # before there was a trail
        self.entries += 1
        entry = {"id": self.entries, "at_utc": NOW, "who": "lab", "action": action, "table_name": table, "record_id": key,
                 "program": PROGRAM, "digests": self.waiting, "operator_name": "A. Maker", "uptime_ns": 10**9 * self.entries,
                 "boot_id": "b-1"}
        entry = {name: value for name, value in entry.items() if name in self.columns("audit_trail")}
        link = f"{self.chain}\n{digest('audit_trail', entry)}"
        self.chain = entry["chain"] = hashlib.sha256(link.encode()).hexdigest()
        self.waiting = ""
        names = ", ".join(entry)
        self.db.execute(f'INSERT INTO audit_trail ({names}) VALUES ({", ".join("?" * len(entry))})', list(entry.values()))
        if self.entries == 1:
            self.db.execute("INSERT INTO trail_head VALUES (1, ?, ?)", (self.entries, self.chain))
        else:
            self.db.execute("UPDATE trail_head SET entries = ?, chain = ?", (self.entries, self.chain))


def store(version):
    db = sqlite3.connect(":memory:")
    for file in SCHEMA[:version]:
        db.executescript(file.read_text())
    writer = Writer(db)
    for number, file in enumerate(SCHEMA[:version], 1):
        writer.insert("schema_migrations", {"id": number, "name": file.stem, "applied_at": NOW, "program": PROGRAM})
    writer.insert("store_info", {"id": 1, "store_id": f"00000000-0000-4000-8000-{version:012d}", "created_at": NOW})
    writer.log("migrated", "schema_migrations", version)
    for table, row in ROWS:
        if writer.columns(table):
            key = writer.insert(table, row)
            writer.log("added", table, key)
    db.commit()
    return db


def write(version):
    db = store(version)
    lines = [f"-- A store of schema {version}, made by make.py.", "PRAGMA application_id = 0x54474357;",
             f"PRAGMA user_version = {version};"]
    lines += db.iterdump()
    (HERE / f"{version:03d}.sql").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    wanted = [int(each) for each in sys.argv[1:]] or range(1, len(SCHEMA))
    for number in wanted:
        if not (HERE / f"{number:03d}.sql").exists():
            write(number)
