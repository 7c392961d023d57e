-- Methods, calibrations, and immutable result versions with their peaks.

CREATE TABLE methods (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    name             TEXT NOT NULL,
    version          INTEGER NOT NULL,      -- from 1 within the name
    content          TEXT NOT NULL,         -- TOML
    source           TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    created_at       TEXT NOT NULL,
    withdrawn_at     TEXT,
    withdrawn_reason TEXT,
    UNIQUE (name, version)
) STRICT;

CREATE TABLE calibrations (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    name             TEXT NOT NULL,
    amount_unit      TEXT NOT NULL,         -- nmol, umol or ug
    content          TEXT NOT NULL,         -- the JSON object of CAL.json
    method_id        INTEGER REFERENCES methods (id),
    source           TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    created_at       TEXT NOT NULL,
    withdrawn_at     TEXT,
    withdrawn_reason TEXT
) STRICT;

CREATE TABLE results (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    kind              TEXT NOT NULL,        -- integration (of a run), breakdown (of a sample)
    run_id            INTEGER REFERENCES runs (id),
    sample            INTEGER REFERENCES samples (id),
    version           INTEGER NOT NULL,     -- from 1 within kind and run or sample
    method_id         INTEGER REFERENCES methods (id),
    calibration_id    INTEGER REFERENCES calibrations (id),
    algorithm_name    TEXT NOT NULL,
    algorithm_version TEXT NOT NULL,
    inputs            TEXT NOT NULL,        -- JSON: all that is needed to compute it again
    outputs           TEXT NOT NULL,        -- JSON
    program           TEXT NOT NULL,
    created_by        TEXT NOT NULL,        -- operating system user
    source            TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    created_at        TEXT NOT NULL,
    withdrawn_at      TEXT,
    withdrawn_reason  TEXT,
    CHECK ((run_id IS NULL) <> (sample IS NULL))
) STRICT;
CREATE UNIQUE INDEX results_of_run ON results (run_id, kind, version) WHERE run_id IS NOT NULL;
CREATE UNIQUE INDEX results_of_sample ON results (sample, kind, version) WHERE sample IS NOT NULL;

CREATE TABLE peaks (                        -- of one result version
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    result_id       INTEGER NOT NULL REFERENCES results (id),
    number          INTEGER NOT NULL,       -- from 1, in order of apex
    channel         TEXT NOT NULL,
    name            TEXT,
    apex_s          REAL NOT NULL,
    height          REAL NOT NULL,          -- in the signal's unit
    area            REAL NOT NULL,
    area_unit       TEXT NOT NULL,
    area_u          REAL,                   -- standard uncertainty
    start_s         REAL NOT NULL,
    end_s           REAL NOT NULL,
    baseline_start  REAL NOT NULL,
    baseline_end    REAL NOT NULL,
    code            TEXT NOT NULL,
    rule            TEXT NOT NULL,
    width_half_s    REAL,
    tailing         REAL,
    plates          REAL,
    resolution      REAL,
    signal_to_noise REAL,
    flags           TEXT,                   -- words, separated by semicolons
    source          TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    UNIQUE (result_id, number)
) STRICT;
