-- A store of schema 4, made by make.py.
PRAGMA application_id = 0x54474357;
PRAGMA user_version = 4;
BEGIN TRANSACTION;
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
INSERT INTO "calibrations" VALUES(1,'March','nmol','{"r2":0.999}',NULL,'typed','2026-03-01T12:00:00.000Z',NULL,NULL);
CREATE TABLE cells (
    id                      INTEGER PRIMARY KEY AUTOINCREMENT,
    name                    TEXT NOT NULL,
    cell_type               TEXT,
    electrolyte             TEXT,
    current_density         TEXT, current_density_unit TEXT, current_density_u TEXT,
    areal_capacity          TEXT, areal_capacity_unit TEXT, areal_capacity_u TEXT,
    cycles                  TEXT, cycles_unit TEXT, cycles_u TEXT,
    notes                   TEXT,
    source                  TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    created_at              TEXT NOT NULL,
    withdrawn_at            TEXT,
    withdrawn_reason        TEXT
) STRICT;
INSERT INTO "cells" VALUES(1,'cell-01','Li||Cu',NULL,'0.5','mA/cm2',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'typed','2026-03-01T12:00:00.000Z',NULL,NULL);
CREATE TABLE cylinders (                    -- certified gas mixtures
    id                      INTEGER PRIMARY KEY AUTOINCREMENT,
    name                    TEXT NOT NULL,
    certificate             TEXT,
    component               TEXT,
    content                 TEXT, content_unit TEXT, content_u TEXT,
    balance_gas             TEXT,
    expires_on              TEXT,           -- YYYY-MM-DD
    notes                   TEXT,
    source                  TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    created_at              TEXT NOT NULL,
    withdrawn_at            TEXT,
    withdrawn_reason        TEXT
) STRICT;
INSERT INTO "cylinders" VALUES(1,'H2 1000 ppm','C-1','H2','1000','ppm',NULL,NULL,NULL,NULL,'typed','2026-03-01T12:00:00.000Z',NULL,NULL);
CREATE TABLE draws (                        -- one injection from a sample's vial
    id                        INTEGER PRIMARY KEY AUTOINCREMENT,
    sample                    INTEGER NOT NULL REFERENCES samples (id),
    number                    INTEGER NOT NULL,   -- from 1: draws follow each other
    sampling                  TEXT,
    injection_volume_mL       TEXT,
    area                      TEXT,
    trace                     TEXT,
    headspace_pressure_kPa    TEXT,
    ambient_pressure_kPa      TEXT,
    syringe_temperature_C     TEXT,
    discarded_volume_mL       TEXT,
    injected_at               TEXT,
    extra                     TEXT,
    run_id                    INTEGER REFERENCES runs (id),
    syringe_id                INTEGER REFERENCES syringes (id),
    source                    TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    created_at                TEXT NOT NULL,
    withdrawn_at              TEXT,
    withdrawn_reason          TEXT
) STRICT;
INSERT INTO "draws" VALUES(1,1,1,'locked',NULL,'1230.25',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,1,'typed','2026-03-01T12:00:00.000Z',NULL,NULL);
CREATE TABLE electrodes (
    id                      INTEGER PRIMARY KEY AUTOINCREMENT,
    name                    TEXT NOT NULL,
    cell_id                 INTEGER REFERENCES cells (id),
    material                TEXT,
    area                    TEXT, area_unit TEXT, area_u TEXT,
    thickness               TEXT, thickness_unit TEXT, thickness_u TEXT,
    notes                   TEXT,
    source                  TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    created_at              TEXT NOT NULL,
    withdrawn_at            TEXT,
    withdrawn_reason        TEXT
) STRICT;
INSERT INTO "electrodes" VALUES(1,'cell-01 Cu',1,'Cu','1.27','cm2',NULL,NULL,NULL,NULL,NULL,'typed','2026-03-01T12:00:00.000Z',NULL,NULL);
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
INSERT INTO "methods" VALUES(1,'h2',1,'a = 1
','typed','2026-03-01T12:00:00.000Z',NULL,NULL);
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
INSERT INTO "peaks" VALUES(1,1,1,'TCD','H2',0.6,1.5,1230.25,'uV*s',1.5,0.5,0.8,100.0,100.0,'BB','drop',NULL,NULL,NULL,NULL,NULL,'manual','imported');
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
INSERT INTO "results" VALUES(1,'integration',1,NULL,1,1,NULL,'classic','1','[]','{"peaks":1}','tgc-workbench 0.1.0','lab','imported','2026-03-01T12:00:00.000Z',NULL,NULL);
INSERT INTO "results" VALUES(2,'breakdown',NULL,1,1,NULL,1,'tgc-breakdown','0.1.0','{}','{"li0_mAh":0.48,"flags":"no-blank"}','tgc-workbench 0.1.0','lab','imported','2026-03-01T12:00:00.000Z',NULL,NULL);
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
INSERT INTO "runs" VALUES(1,'imported','cell-01','carbonate','sample',NULL,NULL,NULL,'native-csv','cell-01.csv','0000000000000000000000000000000000000000000000000000000000000000',NULL,NULL,'["a word"]','imported','2026-03-01T12:00:00.000Z',NULL,NULL);
INSERT INTO "runs" VALUES(2,'aborted','cell-02',NULL,'sample','2026-03-01T12:00:00.000Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'measured','2026-03-01T12:00:00.000Z',NULL,NULL);
CREATE TABLE samples (
    id                        INTEGER PRIMARY KEY AUTOINCREMENT,
    sample_id                 TEXT NOT NULL,
    kind                      TEXT NOT NULL CHECK (kind IN ('sample', 'blank', 'standard', 'check')),
    "group"                   TEXT,
    analyte                   TEXT,
    titrant                   TEXT,
    vial_volume_mL            TEXT,
    solids_volume_mL          TEXT,
    liquid_volume_mL          TEXT,
    initial_pressure_kPa      TEXT,
    initial_temperature_C     TEXT,
    temperature_C             TEXT,
    titrant_vapour_kPa        TEXT,
    h2_solubility_mol_m3_Pa   TEXT,
    charge_plated_mAh         TEXT,
    charge_stripped_mAh       TEXT,
    inactive_mAh              TEXT,
    blank_group               TEXT,
    electrode_area_cm2        TEXT,
    cell_type                 TEXT,
    current_offset_uA         TEXT,
    cycling_time_h            TEXT,
    current_gain_rel          TEXT,
    electrolyte               TEXT,
    current_density_mA_cm2    TEXT,
    areal_capacity_mAh_cm2    TEXT,
    electrolyte_g_per_Ah      TEXT,
    li_excess_um              TEXT,
    cycles                    TEXT,
    morphology                TEXT,
    sealed_at                 TEXT,
    dosed_at                  TEXT,
    notes                     TEXT,
    extra                     TEXT,
    cell_id                   INTEGER REFERENCES cells (id),
    vial_id                   INTEGER REFERENCES vials (id),
    titrant_id                INTEGER REFERENCES titrants (id),
    source                    TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    created_at                TEXT NOT NULL,
    withdrawn_at              TEXT,
    withdrawn_reason          TEXT
) STRICT;
INSERT INTO "samples" VALUES(1,'cell-01','sample','carbonate',NULL,NULL,'30.00',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{"my column":"x","u_vial_volume_mL":"0.02"}',1,1,NULL,'typed','2026-03-01T12:00:00.000Z',NULL,NULL);
INSERT INTO "samples" VALUES(2,'blank-1','blank',NULL,NULL,NULL,'30.00',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'typed','2026-03-01T12:00:00.000Z',NULL,NULL);
CREATE TABLE schema_migrations (
    id          INTEGER PRIMARY KEY,        -- number of the file in db/schema; the highest is also PRAGMA user_version
    name        TEXT NOT NULL,
    applied_at  TEXT NOT NULL,
    program     TEXT NOT NULL
) STRICT;
INSERT INTO "schema_migrations" VALUES(1,'001_registry','2026-03-01T12:00:00.000Z','tgc-workbench 0.1.0');
INSERT INTO "schema_migrations" VALUES(2,'002_runs','2026-03-01T12:00:00.000Z','tgc-workbench 0.1.0');
INSERT INTO "schema_migrations" VALUES(3,'003_samples','2026-03-01T12:00:00.000Z','tgc-workbench 0.1.0');
INSERT INTO "schema_migrations" VALUES(4,'004_results','2026-03-01T12:00:00.000Z','tgc-workbench 0.1.0');
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
INSERT INTO "signal_chunks" VALUES(1,1,1,0,4,X'000000000000594000000000006059400000000000D058400000000000085940',NULL,'0bd16f6eac21dccdaec5b24e47dbc9419ea7a50ed51070e6cc12f04e931b59d5','imported');
INSERT INTO "signal_chunks" VALUES(2,2,1,0,4,X'000000000000594000000000006059400000000000D058400000000000085940',X'00000000000000009A9999999999B93FE17A14AE47E1CA3F1F85EB51B81ED53F','349c5a5eb9a16ac2e9ff092e5c8912f07524bb456e296dee672aa1a8818346aa','imported');
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
INSERT INTO "signals" VALUES(1,1,1,'TCD',NULL,'uV',4,0.5,0.1,NULL,'imported');
INSERT INTO "signals" VALUES(2,1,2,'BID',NULL,'uV',4,NULL,NULL,NULL,'imported');
CREATE TABLE store_info (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    store_id    TEXT NOT NULL,              -- UUID
    created_at  TEXT NOT NULL               -- UTC, ISO 8601
) STRICT;
INSERT INTO "store_info" VALUES(1,'00000000-0000-4000-8000-000000000004','2026-03-01T12:00:00.000Z');
CREATE TABLE syringes (                     -- gas-tight syringes and sample loops
    id                      INTEGER PRIMARY KEY AUTOINCREMENT,
    name                    TEXT NOT NULL,
    kind                    TEXT NOT NULL CHECK (kind IN ('syringe', 'loop')),
    volume                  TEXT, volume_unit TEXT, volume_u TEXT,
    dead_volume             TEXT, dead_volume_unit TEXT, dead_volume_u TEXT,
    notes                   TEXT,
    source                  TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    created_at              TEXT NOT NULL,
    withdrawn_at            TEXT,
    withdrawn_reason        TEXT
) STRICT;
INSERT INTO "syringes" VALUES(1,'S-1','syringe','0.5','mL',NULL,NULL,NULL,NULL,NULL,'typed','2026-03-01T12:00:00.000Z',NULL,NULL);
CREATE TABLE titrants (
    id                      INTEGER PRIMARY KEY AUTOINCREMENT,
    name                    TEXT NOT NULL,
    composition             TEXT,
    vapour_pressure         TEXT, vapour_pressure_unit TEXT, vapour_pressure_u TEXT,
    h2_solubility           TEXT, h2_solubility_unit TEXT, h2_solubility_u TEXT,
    expires_on              TEXT,           -- YYYY-MM-DD
    notes                   TEXT,
    source                  TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    created_at              TEXT NOT NULL,
    withdrawn_at            TEXT,
    withdrawn_reason        TEXT
) STRICT;
INSERT INTO "titrants" VALUES(1,'water','water',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'typed','2026-03-01T12:00:00.000Z',NULL,NULL);
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
INSERT INTO "vendor_peaks" VALUES(1,1,1,'Hydrogen',0.6,NULL,NULL,1234.5,'counts*s',NULL,NULL,NULL,NULL,NULL,NULL,0,1,'imported');
CREATE TABLE vials (
    id                      INTEGER PRIMARY KEY AUTOINCREMENT,
    name                    TEXT NOT NULL,
    volume                  TEXT, volume_unit TEXT, volume_u TEXT,
    pressure_rating         TEXT, pressure_rating_unit TEXT, pressure_rating_u TEXT,
    notes                   TEXT,
    source                  TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    created_at              TEXT NOT NULL,
    withdrawn_at            TEXT,
    withdrawn_reason        TEXT
) STRICT;
INSERT INTO "vials" VALUES(1,'V-01','30.00','mL','0.02',NULL,NULL,NULL,NULL,'typed','2026-03-01T12:00:00.000Z',NULL,NULL);
INSERT INTO "vials" VALUES(2,'V-02','20.0','mL',NULL,NULL,NULL,NULL,NULL,'typed','2026-03-01T12:00:00.000Z','2026-03-01T12:00:00.000Z','cracked');
CREATE UNIQUE INDEX cells_by_name ON cells (name) WHERE withdrawn_at IS NULL;
CREATE UNIQUE INDEX electrodes_by_name ON electrodes (name) WHERE withdrawn_at IS NULL;
CREATE UNIQUE INDEX vials_by_name ON vials (name) WHERE withdrawn_at IS NULL;
CREATE UNIQUE INDEX syringes_by_name ON syringes (name) WHERE withdrawn_at IS NULL;
CREATE UNIQUE INDEX cylinders_by_name ON cylinders (name) WHERE withdrawn_at IS NULL;
CREATE UNIQUE INDEX titrants_by_name ON titrants (name) WHERE withdrawn_at IS NULL;
CREATE UNIQUE INDEX runs_by_content ON runs (content_hash) WHERE withdrawn_at IS NULL;
CREATE INDEX runs_by_sample ON runs (sample_id);
CREATE INDEX runs_by_group ON runs ("group");
CREATE UNIQUE INDEX samples_by_name ON samples (sample_id) WHERE withdrawn_at IS NULL;
CREATE INDEX samples_by_group ON samples ("group");
CREATE VIEW blanks AS SELECT * FROM samples WHERE kind = 'blank' AND withdrawn_at IS NULL;
CREATE UNIQUE INDEX draws_by_sample ON draws (sample, number) WHERE withdrawn_at IS NULL;
CREATE UNIQUE INDEX results_of_run ON results (run_id, kind, version) WHERE run_id IS NOT NULL;
CREATE UNIQUE INDEX results_of_sample ON results (sample, kind, version) WHERE sample IS NOT NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('cells',1);
INSERT INTO "sqlite_sequence" VALUES('electrodes',1);
INSERT INTO "sqlite_sequence" VALUES('vials',2);
INSERT INTO "sqlite_sequence" VALUES('syringes',1);
INSERT INTO "sqlite_sequence" VALUES('cylinders',1);
INSERT INTO "sqlite_sequence" VALUES('titrants',1);
INSERT INTO "sqlite_sequence" VALUES('runs',2);
INSERT INTO "sqlite_sequence" VALUES('signals',2);
INSERT INTO "sqlite_sequence" VALUES('signal_chunks',2);
INSERT INTO "sqlite_sequence" VALUES('vendor_peaks',1);
INSERT INTO "sqlite_sequence" VALUES('samples',2);
INSERT INTO "sqlite_sequence" VALUES('draws',1);
INSERT INTO "sqlite_sequence" VALUES('methods',1);
INSERT INTO "sqlite_sequence" VALUES('calibrations',1);
INSERT INTO "sqlite_sequence" VALUES('results',2);
INSERT INTO "sqlite_sequence" VALUES('peaks',1);
COMMIT;
