-- A store of schema 1, made by make.py.
PRAGMA application_id = 0x54474357;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
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
CREATE TABLE schema_migrations (
    id          INTEGER PRIMARY KEY,        -- number of the file in db/schema; the highest is also PRAGMA user_version
    name        TEXT NOT NULL,
    applied_at  TEXT NOT NULL,
    program     TEXT NOT NULL
) STRICT;
INSERT INTO "schema_migrations" VALUES(1,'001_registry','2026-03-01T12:00:00.000Z','tgc-workbench 0.1.0');
CREATE TABLE store_info (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    store_id    TEXT NOT NULL,              -- UUID
    created_at  TEXT NOT NULL               -- UTC, ISO 8601
) STRICT;
INSERT INTO "store_info" VALUES(1,'00000000-0000-4000-8000-000000000001','2026-03-01T12:00:00.000Z');
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('cells',1);
INSERT INTO "sqlite_sequence" VALUES('electrodes',1);
INSERT INTO "sqlite_sequence" VALUES('vials',2);
INSERT INTO "sqlite_sequence" VALUES('syringes',1);
INSERT INTO "sqlite_sequence" VALUES('cylinders',1);
INSERT INTO "sqlite_sequence" VALUES('titrants',1);
COMMIT;
