-- Runs of the chromatograph, their raw signals (write-once) and the vendor's own peaks.

CREATE TABLE runs (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,   -- shown as R<id>
    status           TEXT NOT NULL CHECK (status IN ('queued', 'running', 'done', 'stopped', 'aborted', 'failed',
                                                     'interrupted', 'imported')),
    sample_id        TEXT,                  -- the laboratory's name of the sample, registered or not
    "group"          TEXT,
    kind             TEXT NOT NULL CHECK (kind IN ('sample', 'standard', 'blank', 'check')),
    started_utc      TEXT,
    ended_utc        TEXT,
    acquired_at      TEXT,                  -- as the file writes it, where it states no time zone
    format           TEXT,
    file_name        TEXT,
    content_hash     TEXT,                  -- SHA-256 of the imported file
    method_name      TEXT,
    instrument       TEXT,
    warnings         TEXT,                  -- JSON array of sentences
    source           TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    created_at       TEXT NOT NULL,
    withdrawn_at     TEXT,
    withdrawn_reason TEXT
) STRICT;
CREATE UNIQUE INDEX runs_by_content ON runs (content_hash) WHERE withdrawn_at IS NULL;
CREATE INDEX runs_by_sample ON runs (sample_id);
CREATE INDEX runs_by_group ON runs ("group");

CREATE TABLE signals (                      -- one detector channel of a run
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id              INTEGER NOT NULL REFERENCES runs (id),
    number              INTEGER NOT NULL,   -- from 1, in the file's order
    channel             TEXT NOT NULL,
    detector            TEXT,
    unit                TEXT,               -- of the values; NULL when the report has no signal
    points              INTEGER NOT NULL CHECK (points >= 0),
    start_s             REAL,               -- both given when time i is exactly start_s + i * interval_s,
    interval_s          REAL,               -- both NULL when the chunks hold the times
    vendor_calibrations TEXT,               -- JSON
    source              TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    UNIQUE (run_id, number),
    UNIQUE (run_id, channel)
) STRICT;

CREATE TABLE signal_chunks (                -- the samples, write-once
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    signal_id    INTEGER NOT NULL REFERENCES signals (id),
    number       INTEGER NOT NULL,          -- from 1
    first_point  INTEGER NOT NULL,          -- index of its first sample, from 0
    points       INTEGER NOT NULL CHECK (points > 0),
    signal_values BLOB NOT NULL,            -- IEEE 754 binary64, little-endian
    times_s      BLOB,                      -- the same; NULL when the signal is even
    sha256       TEXT NOT NULL,             -- of signal_values followed by times_s
    source       TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    UNIQUE (signal_id, number)
) STRICT;

CREATE TABLE vendor_peaks (                 -- a file's own peak table, as given
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    signal_id      INTEGER NOT NULL REFERENCES signals (id),
    number         INTEGER NOT NULL,        -- from 1, in the file's order
    name           TEXT,
    apex_s         REAL,
    start_s        REAL,
    end_s          REAL,
    area           REAL,
    area_unit      TEXT,
    height         REAL,
    height_unit    TEXT,
    baseline_start REAL,
    baseline_end   REAL,
    concentration  REAL,
    code           TEXT,
    absent         INTEGER NOT NULL CHECK (absent IN (0, 1)),
    manual         INTEGER NOT NULL CHECK (manual IN (0, 1)),
    source         TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    UNIQUE (signal_id, number)
) STRICT;
