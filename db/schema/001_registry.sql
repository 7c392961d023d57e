-- Things of the laboratory that samples and runs refer to. What a person typed is kept as typed: value, unit and
-- standard uncertainty are text. Every record says where it comes from, and is withdrawn, never deleted.

CREATE TABLE store_info (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    store_id    TEXT NOT NULL,              -- UUID
    created_at  TEXT NOT NULL               -- UTC, ISO 8601
) STRICT;

CREATE TABLE schema_migrations (
    id          INTEGER PRIMARY KEY,        -- number of the file in db/schema; the highest is also PRAGMA user_version
    name        TEXT NOT NULL,
    applied_at  TEXT NOT NULL,
    program     TEXT NOT NULL
) STRICT;

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
CREATE UNIQUE INDEX cells_by_name ON cells (name) WHERE withdrawn_at IS NULL;

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
CREATE UNIQUE INDEX electrodes_by_name ON electrodes (name) WHERE withdrawn_at IS NULL;

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
CREATE UNIQUE INDEX vials_by_name ON vials (name) WHERE withdrawn_at IS NULL;

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
CREATE UNIQUE INDEX syringes_by_name ON syringes (name) WHERE withdrawn_at IS NULL;

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
CREATE UNIQUE INDEX cylinders_by_name ON cylinders (name) WHERE withdrawn_at IS NULL;

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
CREATE UNIQUE INDEX titrants_by_name ON titrants (name) WHERE withdrawn_at IS NULL;
