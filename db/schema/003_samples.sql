-- Samples and draws: the columns of SAMPLES.csv under their own names, each cell as typed. `extra` is a JSON object of
-- all other columns a table came with (`u_X`, the user's own).

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
CREATE UNIQUE INDEX samples_by_name ON samples (sample_id) WHERE withdrawn_at IS NULL;
CREATE INDEX samples_by_group ON samples ("group");

CREATE VIEW blanks AS SELECT * FROM samples WHERE kind = 'blank' AND withdrawn_at IS NULL;

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
CREATE UNIQUE INDEX draws_by_sample ON draws (sample, number) WHERE withdrawn_at IS NULL;
