-- A store of schema 5, made by make.py.
PRAGMA application_id = 0x54474357;
PRAGMA user_version = 5;
BEGIN TRANSACTION;
CREATE TABLE audit_trail (
    id         INTEGER PRIMARY KEY,         -- from 1 without a gap
    at_utc     TEXT NOT NULL,
    who        TEXT NOT NULL,               -- operating system user
    action     TEXT NOT NULL,
    table_name TEXT NOT NULL,
    record_id  INTEGER NOT NULL,
    old_value  TEXT,                        -- JSON of the changed columns
    new_value  TEXT,
    reason     TEXT,
    program    TEXT NOT NULL,               -- name and version
    digests    TEXT NOT NULL,               -- lines `table id SHA-256` of every record this entry wrote
    chain      TEXT NOT NULL                -- SHA-256 over the entry before and this one
) STRICT;
INSERT INTO "audit_trail" VALUES(1,'2026-03-01T12:00:00.000Z','lab','migrated','schema_migrations',5,NULL,NULL,NULL,'tgc-workbench 0.1.0','schema_migrations 1 8e24cf867e3a56c70427cba13ca534483707808f5a7e2987e4da6070a322ea9d
schema_migrations 2 838fbd68b8d6be8eacd6db0da7690879ac6373b3da5e563025eb550fcfce60bb
schema_migrations 3 74d6b9681232a4eba55caaba8e2c9d8ad85e857c45acd06b08617b68463210eb
schema_migrations 4 35670abf37d69ace06f6b8ac021bcad0dc567181f830a5ec4c0c4483fe80df78
schema_migrations 5 c38a2c884418eff486a58fa34e98d43c89cab667688937c99a28b1772300c076
store_info 1 b88a9892341ee0a54eb4616502625318f61ddad4168c015c07451a85b1024215
','688426e88ede08abcec321d2633f9369947a3bcc2b04b054d71fb727f1709253');
INSERT INTO "audit_trail" VALUES(2,'2026-03-01T12:00:00.000Z','lab','added','cells',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','cells 1 c4da25d8323c9106ba816691edf839a9ee7908e33239ee26590ca00b5324b701
','657cd822c1bc0367458e002437c0e0c8e3d6c55c6392d3454b41e75b095a6414');
INSERT INTO "audit_trail" VALUES(3,'2026-03-01T12:00:00.000Z','lab','added','electrodes',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','electrodes 1 21e3961f57f37211f2ab84cb950893f676f9758b75a529f57401bb4bc0e1bb7e
','a31d4194d78b9db39fd06c66bb3a6c9d0cf1509e28845da15028897001a37585');
INSERT INTO "audit_trail" VALUES(4,'2026-03-01T12:00:00.000Z','lab','added','vials',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','vials 1 9f51cf67d31d85995bdb0a2ce7e52d316b433d2e1566e7cbac68b47476de35fc
','3871ee56d22e6967427ea1bfdab5d95477d7de3844a096314f39786ffe6a8096');
INSERT INTO "audit_trail" VALUES(5,'2026-03-01T12:00:00.000Z','lab','added','vials',2,NULL,NULL,NULL,'tgc-workbench 0.1.0','vials 2 f3da72b9a8a09cfe78e34abf58ddb7e124fec375bfd1ac6b6e24d32bba0896b9
','a4b4bd4a9666d97be609cfc4cabca5263659cdfa5ff70814539874909b58a8ff');
INSERT INTO "audit_trail" VALUES(6,'2026-03-01T12:00:00.000Z','lab','added','syringes',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','syringes 1 878d0dd3b832cefd27f32199eb14e95d0313d89c6b856b67c2bafbe3de1323c6
','04860da5eac7be935213761992c0b1df303b9ce55cbe05251092ff105550a009');
INSERT INTO "audit_trail" VALUES(7,'2026-03-01T12:00:00.000Z','lab','added','cylinders',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','cylinders 1 2e3cc90c5020f6606586e45ad9824d9bc741a5e98186b3e1384d8713d35906a3
','ddd80a06f9a37d2055664687f6f363c21a8218dfba8a6c3f0736ac2371b59864');
INSERT INTO "audit_trail" VALUES(8,'2026-03-01T12:00:00.000Z','lab','added','titrants',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','titrants 1 2df9d2b7a9c63ae6ed2a87c545f3b4ce1742459140b308cec9e829a54e128ed1
','f910c6f09f275f1ec8acc240ad0b59bc4cce4f177c23b66e01d432992080eb8f');
INSERT INTO "audit_trail" VALUES(9,'2026-03-01T12:00:00.000Z','lab','added','runs',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','runs 1 d24200d59db0852abebbb422cf581a17495485cfbd27373f85a4b2347172b9f7
','3a99d33d952ed75ae7ea67f8fcafbf9ece50d3211593b78d64bb6f5ee3220a0d');
INSERT INTO "audit_trail" VALUES(10,'2026-03-01T12:00:00.000Z','lab','added','runs',2,NULL,NULL,NULL,'tgc-workbench 0.1.0','runs 2 a99d6a11b2e83074d88d316cabc77892ab0728ac7921eb87db272b65b24e239d
','895ed30b750d5e107fcd8392033df199d98e2a2f9394813747aefa72ca1c1f23');
INSERT INTO "audit_trail" VALUES(11,'2026-03-01T12:00:00.000Z','lab','added','signals',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','signals 1 669454c27ad7fb2cf03f7c9b03d49d024c31b7e5df691186784049bf33ef8d41
','b0ef90e6125b84325df6aa3b055d587126fb0d451372a10a9b6990486a913304');
INSERT INTO "audit_trail" VALUES(12,'2026-03-01T12:00:00.000Z','lab','added','signals',2,NULL,NULL,NULL,'tgc-workbench 0.1.0','signals 2 d6a8d4c79da5ce45c4c3497587c5c4f5d0a49db5c82feffe13d1dd41ef527a9c
','be274e1f5a0610988eae4f744633804df0b332f9835cdf2318774d2a8885095e');
INSERT INTO "audit_trail" VALUES(13,'2026-03-01T12:00:00.000Z','lab','added','signal_chunks',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','signal_chunks 1 5182bca6c686f35b0eb6cd66c53dc2d89ba19a36dc67f2d6626bd961c74d8cdf
','44cbc9f1bd1f52176d9a905e6cf87cd768106ebc597684a04bc4d8da2c1598b6');
INSERT INTO "audit_trail" VALUES(14,'2026-03-01T12:00:00.000Z','lab','added','signal_chunks',2,NULL,NULL,NULL,'tgc-workbench 0.1.0','signal_chunks 2 2aba267eb3d762a885474fdb5a5a6c6fac506e6bc6e362328dbc8fced1548bb1
','9afd46eab060b6387e45322cca6fc2cf1655bc3b2796275f0f50688ae2dfcc89');
INSERT INTO "audit_trail" VALUES(15,'2026-03-01T12:00:00.000Z','lab','added','vendor_peaks',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','vendor_peaks 1 0e5ed9b6f27dab076ec4b245bcc279e2189c166caf81b73d72ad167f222edd80
','b387c2d772d7a5428ea540a595d9049eb584c2812aa70b8554f9067ba60ec989');
INSERT INTO "audit_trail" VALUES(16,'2026-03-01T12:00:00.000Z','lab','added','samples',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','samples 1 882fb7fdb76e53449f2413b4a20d22d088ac568454bae10a3bf176d1d0437839
','1a81d90682c002ef8c384d0dcd2c42e10e58dffcea95f08062f425ab20df3bac');
INSERT INTO "audit_trail" VALUES(17,'2026-03-01T12:00:00.000Z','lab','added','samples',2,NULL,NULL,NULL,'tgc-workbench 0.1.0','samples 2 a1d23485737cb414a6b9f8a3d14b4e26aa3349b90d8c2e9d54a29ccdf1f07bfa
','320de8f26d9a2ac4e5851b870eaba5542bedfc3f6c21708cf7cd5bb68c5644be');
INSERT INTO "audit_trail" VALUES(18,'2026-03-01T12:00:00.000Z','lab','added','draws',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','draws 1 393132739225dbb1cc8b961b52c52915c03bba4b566fc339e1908a7e4c3edf29
','9bccb13ae79e9fdb9c2c1f45c2b0e101770259232f8a8d3334f97c452d6f4da8');
INSERT INTO "audit_trail" VALUES(19,'2026-03-01T12:00:00.000Z','lab','added','methods',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','methods 1 9b331bf4fa3a961c4f47af7f2fcb55c3f6d1b3cd65fb5646fb061751de314cda
','a25f81ba95ced4b58fd353f5dff4b213c583e0a7eafa55cf25a272e40cb26674');
INSERT INTO "audit_trail" VALUES(20,'2026-03-01T12:00:00.000Z','lab','added','calibrations',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','calibrations 1 3310812943bf8241fd1333e7360d5dc915e3b45e4ba4df94e24f1280b726a52b
','86d0f1ac859870c5dbf9009204b4b32ca9c7ad5c82c3b7dcfc2d21c5617ff472');
INSERT INTO "audit_trail" VALUES(21,'2026-03-01T12:00:00.000Z','lab','added','results',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','results 1 49e6becf58e5f04ca6c31d822d082d07f982bffdefd12ca9b086e7b8bacc5a71
','4e30c2f3f23585bc390159dace98a06b65f41c8771b0bc75343cb822cf99c5ad');
INSERT INTO "audit_trail" VALUES(22,'2026-03-01T12:00:00.000Z','lab','added','results',2,NULL,NULL,NULL,'tgc-workbench 0.1.0','results 2 cd546dcd70481eec55fcf9174faade9c2c741fabb335e8f7aea2c4453d01fcb0
','08f66f0384637b0b5ea396c82f488575c7992c50509d60249589916cb63165b1');
INSERT INTO "audit_trail" VALUES(23,'2026-03-01T12:00:00.000Z','lab','added','peaks',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','peaks 1 64823ad06e9535f888fb2ec841d37364feaf5a03d20c8eeae6acc458d1141ed2
','550cd7d68e954b55abb7eae0ee8fee86756de43edd4f2963341c311126c72874');
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
INSERT INTO "schema_migrations" VALUES(5,'005_audit','2026-03-01T12:00:00.000Z','tgc-workbench 0.1.0');
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
INSERT INTO "store_info" VALUES(1,'00000000-0000-4000-8000-000000000005','2026-03-01T12:00:00.000Z');
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
CREATE TABLE trail_head (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    entries INTEGER NOT NULL,
    chain   TEXT NOT NULL                   -- of the last entry
) STRICT;
INSERT INTO "trail_head" VALUES(1,23,'550cd7d68e954b55abb7eae0ee8fee86756de43edd4f2963341c311126c72874');
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
CREATE INDEX audit_by_record ON audit_trail (table_name, record_id);
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
