// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/archive_schema.h"

namespace tgc::db {

std::string_view archiveSchema()
{
    return R"sql(
CREATE TABLE readme (
    id     INTEGER PRIMARY KEY,
    "text" TEXT NOT NULL
) STRICT;
CREATE TABLE archive_info (
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    group_name      TEXT NOT NULL,
    origin_store_id TEXT NOT NULL,          -- the store it was taken from
    origin_entries  INTEGER NOT NULL,       -- where the trail of that store ended then
    origin_chain    TEXT NOT NULL,
    made_at         TEXT NOT NULL,          -- UTC
    account         TEXT NOT NULL,          -- operating system user
    operator_name   TEXT,                   -- whom the person said to be
    program         TEXT NOT NULL
) STRICT;
CREATE TABLE origin_trail (                 -- the entries of that store's audit_trail that tell of what is here
    id            INTEGER PRIMARY KEY,      -- the entry's number there
    at_utc        TEXT NOT NULL,
    who           TEXT NOT NULL,
    action        TEXT NOT NULL,
    table_name    TEXT NOT NULL,
    record_id     INTEGER NOT NULL,
    old_value     TEXT,
    new_value     TEXT,
    reason        TEXT,
    program       TEXT NOT NULL,
    digests       TEXT NOT NULL,
    chain         TEXT NOT NULL,
    operator_name TEXT,
    uptime_ns     INTEGER,
    boot_id       TEXT
) STRICT;
CREATE TABLE archive_files (                -- tables as they were exported, for those who want no SQL
    id      INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT;
)sql";
}

std::string archiveReadme(const std::string &group, const std::string &storeId, const std::string &at_utc,
                          const std::string &program)
{
    return "This file is an archive of the group \"" + group + "\", taken from the store " + storeId + " on " + at_utc +
           " with " + program + R"(.

It is an SQLite 3 database and needs no other program than sqlite3 (https://sqlite.org). TGC Workbench opens it with
`tgc samples --db FILE`, and checks that nothing in it was altered with `tgc verify --db FILE`.

What it is about: a vial holds the electrode of a lithium cell. Water turns metallic lithium into hydrogen, a gas
chromatograph measures the hydrogen; what of the lost charge is not metal is SEI lithium.

Tables
  samples         the vials: volumes, pressures, charges, each cell as it was typed; `kind` blank: no lithium in it
  draws           gas drawn from a vial: volume, area, the run it was measured in (run_id)
  runs            runs of the chromatograph
  signals         the detector channels of a run: sample i was taken at start_s + i * interval_s
  signal_chunks   their values: binary64, little-endian, one after the other (times_s where the sampling is uneven)
  results         every version of what was computed: kind 'integration' of a run, 'breakdown' of a sample; `outputs` is JSON
  peaks           the peaks of an integration
  calibrations    the curves, JSON    methods  the processing methods, TOML
  approvals       who approved which version, and what they said
  origin_trail    who changed what when in the store it comes from, with old and new values
  audit_trail     how this archive was made; its digests are the checksums of all records
  archive_info    where it comes from  archive_files  the same as tables in CSV
Columns carry their unit in their name. Times are UTC. The schema has a comment at every column: sqlite3 FILE .schema

Questions
  the results     SELECT s.sample_id, r.version, r.outputs ->> 'li0_mAh' AS li0_mAh, r.outputs ->> 'sei_li_mAh' AS sei_li_mAh,
                  r.outputs ->> 'flags' AS flags FROM results r JOIN samples s ON s.id = r.sample
                  WHERE r.kind = 'breakdown' ORDER BY s.sample_id, r.version;
  approved        SELECT s.sample_id, r.version, a.reviewer, a.created_at, a.statement FROM approvals a
                  JOIN results r ON r.id = a.result_id JOIN samples s ON s.id = r.sample WHERE a.withdrawn_at IS NULL;
  the peaks       SELECT 'R' || r.run_id AS run, p.name, p.apex_s, p.area, p.area_unit FROM peaks p
                  JOIN results r ON r.id = p.result_id ORDER BY r.run_id, r.version, p.number;
  a table as file SELECT writefile(name, content) FROM archive_files;
  who changed it  SELECT at_utc, coalesce(operator_name, who), action, table_name, record_id, old_value, new_value, reason
                  FROM origin_trail ORDER BY id;
)";
}

} // namespace tgc::db
