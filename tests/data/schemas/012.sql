-- A store of schema 12, made by make.py.
PRAGMA application_id = 0x54474357;
PRAGMA user_version = 12;
BEGIN TRANSACTION;
CREATE TABLE approvals (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    result_id        INTEGER REFERENCES results (id),
    calibration_id   INTEGER REFERENCES calibrations (id),
    reviewer         TEXT NOT NULL,         -- the name the reviewer gave
    statement        TEXT NOT NULL,         -- what the reviewer says of it
    account          TEXT NOT NULL,         -- operating system user
    made_by          TEXT NOT NULL,         -- who made the version: the name given, else the account
    own_work         TEXT NOT NULL CHECK (own_work IN ('no', 'yes', 'not-known')), -- reviewer and maker the same person
    record_digest    TEXT NOT NULL,         -- SHA-256 of the approved record as it was then (docs/store.md)
    program          TEXT NOT NULL,
    source           TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')), -- of what is approved
    created_at       TEXT NOT NULL,
    withdrawn_at     TEXT,
    withdrawn_reason TEXT,
    CHECK ((result_id IS NULL) <> (calibration_id IS NULL))
) STRICT;
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
, operator_name TEXT, uptime_ns INTEGER, boot_id TEXT) STRICT;
INSERT INTO "audit_trail" VALUES(1,'2026-03-01T12:00:00.000Z','lab','migrated','schema_migrations',12,NULL,NULL,NULL,'tgc-workbench 0.1.0','schema_migrations 1 8e24cf867e3a56c70427cba13ca534483707808f5a7e2987e4da6070a322ea9d
schema_migrations 2 838fbd68b8d6be8eacd6db0da7690879ac6373b3da5e563025eb550fcfce60bb
schema_migrations 3 74d6b9681232a4eba55caaba8e2c9d8ad85e857c45acd06b08617b68463210eb
schema_migrations 4 35670abf37d69ace06f6b8ac021bcad0dc567181f830a5ec4c0c4483fe80df78
schema_migrations 5 c38a2c884418eff486a58fa34e98d43c89cab667688937c99a28b1772300c076
schema_migrations 6 eb5339ae5c9dca2e8b29c3f831cbe0742883012fc4ef69f1a7553128d43c51bb
schema_migrations 7 714310398e02d021acf1746c6214594b77e452e151c6467ea4cc3485e4427131
schema_migrations 8 e7db06df2496171f5d4ae00e276040913bce7e4b85876d84e2e029d3fc8a85b6
schema_migrations 9 7ccf5a1e0a99957474f81ffb1860629f00328ef77a6aecb088fdaf32b37cf12a
schema_migrations 10 d19992e88f3fefaf6f2fdb720a63235e5ce278debbf44be243821ea15ad2cf9b
schema_migrations 11 f6a4bef287ab9f728e4ac93474ce31fa017018ba4958a81c1b8ac08982716112
schema_migrations 12 5570616e661e91d7e3f6c0f45962dcc3cd9cdcc71adcc39bb3085dc6179d096e
store_info 1 182709ba502200f8cdeef7fd6059ded1e36559917a991b429c3c35bcad6b1295
','96b4fc9b687171f6a8167b90350dbaebe055584ff361cce4b6e56afa91887ccc','A. Maker',1000000000,'b-1');
INSERT INTO "audit_trail" VALUES(2,'2026-03-01T12:00:00.000Z','lab','added','cells',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','cells 1 c4da25d8323c9106ba816691edf839a9ee7908e33239ee26590ca00b5324b701
','46a8b0b77b7b47fa73c8da27f6304456499208d6c49fdacdb3ed99e6eff50619','A. Maker',2000000000,'b-1');
INSERT INTO "audit_trail" VALUES(3,'2026-03-01T12:00:00.000Z','lab','added','electrodes',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','electrodes 1 21e3961f57f37211f2ab84cb950893f676f9758b75a529f57401bb4bc0e1bb7e
','bce6111e988dcfb0b26afdaf8d4f6850a376324ceee903e051d3b0db65de14bf','A. Maker',3000000000,'b-1');
INSERT INTO "audit_trail" VALUES(4,'2026-03-01T12:00:00.000Z','lab','added','vials',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','vials 1 9f51cf67d31d85995bdb0a2ce7e52d316b433d2e1566e7cbac68b47476de35fc
','e82ffb30148d6fb036e03762bca000f8c1ec53a14be549ff5d3563a5d2559efd','A. Maker',4000000000,'b-1');
INSERT INTO "audit_trail" VALUES(5,'2026-03-01T12:00:00.000Z','lab','added','vials',2,NULL,NULL,NULL,'tgc-workbench 0.1.0','vials 2 f3da72b9a8a09cfe78e34abf58ddb7e124fec375bfd1ac6b6e24d32bba0896b9
','280780094ce309eb95c7a197821edaaac0ed3fc8a4d30922d01787317bfe4e76','A. Maker',5000000000,'b-1');
INSERT INTO "audit_trail" VALUES(6,'2026-03-01T12:00:00.000Z','lab','added','syringes',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','syringes 1 878d0dd3b832cefd27f32199eb14e95d0313d89c6b856b67c2bafbe3de1323c6
','eb3bc49f3daccef27b9d4a4d756e4ad1414173160c4dabe757047de8facb31b6','A. Maker',6000000000,'b-1');
INSERT INTO "audit_trail" VALUES(7,'2026-03-01T12:00:00.000Z','lab','added','cylinders',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','cylinders 1 2e3cc90c5020f6606586e45ad9824d9bc741a5e98186b3e1384d8713d35906a3
','e9b7866aee9c76b417ec2c214c33d8e795d83e177d8c9f55ac758357ae8b81d0','A. Maker',7000000000,'b-1');
INSERT INTO "audit_trail" VALUES(8,'2026-03-01T12:00:00.000Z','lab','added','titrants',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','titrants 1 2df9d2b7a9c63ae6ed2a87c545f3b4ce1742459140b308cec9e829a54e128ed1
','e5f2b11a66752dfac6f5625746a95a46cef8c83ba04fa5091871217a324b152c','A. Maker',8000000000,'b-1');
INSERT INTO "audit_trail" VALUES(9,'2026-03-01T12:00:00.000Z','lab','added','runs',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','runs 1 89188ecb1ec5b8741612c15e3b2cb58ec3f8f5ffeac8e4c2f74d75677b986dd6
','2448894f266bc0456f8dc39130c23472a65935de189d0a0607edf6e3a1b86779','A. Maker',9000000000,'b-1');
INSERT INTO "audit_trail" VALUES(10,'2026-03-01T12:00:00.000Z','lab','added','runs',2,NULL,NULL,NULL,'tgc-workbench 0.1.0','runs 2 a99d6a11b2e83074d88d316cabc77892ab0728ac7921eb87db272b65b24e239d
','58e92d5e5ed176abf2247897e778a4c75d90a2ce7945b60370fb2036f82165f2','A. Maker',10000000000,'b-1');
INSERT INTO "audit_trail" VALUES(11,'2026-03-01T12:00:00.000Z','lab','added','signals',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','signals 1 61fd49ecd592d09fa11c5853e3f5dc469256742bf6a1cc0b05e6c54400add38d
','1290a0c7d15727048560e2252746b6716a07113f95441197ac1d9fb566eaf2a8','A. Maker',11000000000,'b-1');
INSERT INTO "audit_trail" VALUES(12,'2026-03-01T12:00:00.000Z','lab','added','signals',2,NULL,NULL,NULL,'tgc-workbench 0.1.0','signals 2 d6a8d4c79da5ce45c4c3497587c5c4f5d0a49db5c82feffe13d1dd41ef527a9c
','6e5b3d99452563af0d08f6253b6ce8cc74ed59ac7c0afbe7700b42c50216fc1d','A. Maker',12000000000,'b-1');
INSERT INTO "audit_trail" VALUES(13,'2026-03-01T12:00:00.000Z','lab','added','signal_chunks',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','signal_chunks 1 5182bca6c686f35b0eb6cd66c53dc2d89ba19a36dc67f2d6626bd961c74d8cdf
','35e5696ca891e5343d5bbb8ca92678d0e06ca1720904f20b2eca4f9f4b4353ee','A. Maker',13000000000,'b-1');
INSERT INTO "audit_trail" VALUES(14,'2026-03-01T12:00:00.000Z','lab','added','signal_chunks',2,NULL,NULL,NULL,'tgc-workbench 0.1.0','signal_chunks 2 2aba267eb3d762a885474fdb5a5a6c6fac506e6bc6e362328dbc8fced1548bb1
','5e1ec0ff48cfe11d91edfcb9481cef98bd5d4ff6de1cc263ba68575a66dce47c','A. Maker',14000000000,'b-1');
INSERT INTO "audit_trail" VALUES(15,'2026-03-01T12:00:00.000Z','lab','added','vendor_peaks',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','vendor_peaks 1 0e5ed9b6f27dab076ec4b245bcc279e2189c166caf81b73d72ad167f222edd80
','72f48410eb12656fc1a34ad66a417cff56bfc2f7730fb712f269f1ac0a23a3d7','A. Maker',15000000000,'b-1');
INSERT INTO "audit_trail" VALUES(16,'2026-03-01T12:00:00.000Z','lab','added','run_marks',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','run_marks 1 932e213470878f182a386c02fbb1eb5d293415aa283bb931375c9c9a2fce72d1
','c96fe02bcb6924e83c9dfea7fe75e65a2e64760954222693a5bca134cc1cbf7d','A. Maker',16000000000,'b-1');
INSERT INTO "audit_trail" VALUES(17,'2026-03-01T12:00:00.000Z','lab','added','samples',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','samples 1 882fb7fdb76e53449f2413b4a20d22d088ac568454bae10a3bf176d1d0437839
','f031cacbdd71bc8e5d3243f96e7af8ddf9e02864efefd6d1890b469c39966534','A. Maker',17000000000,'b-1');
INSERT INTO "audit_trail" VALUES(18,'2026-03-01T12:00:00.000Z','lab','added','samples',2,NULL,NULL,NULL,'tgc-workbench 0.1.0','samples 2 a1d23485737cb414a6b9f8a3d14b4e26aa3349b90d8c2e9d54a29ccdf1f07bfa
','7222aa28667ac3cd66a5d5bc74470a538f845013ea5580fa3b00737fa9310cf7','A. Maker',18000000000,'b-1');
INSERT INTO "audit_trail" VALUES(19,'2026-03-01T12:00:00.000Z','lab','added','draws',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','draws 1 393132739225dbb1cc8b961b52c52915c03bba4b566fc339e1908a7e4c3edf29
','169eecd4ac6813cda09b4738c5199f73d34cf28db0f6dbd7f8b9e8f7acefc192','A. Maker',19000000000,'b-1');
INSERT INTO "audit_trail" VALUES(20,'2026-03-01T12:00:00.000Z','lab','added','methods',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','methods 1 9b331bf4fa3a961c4f47af7f2fcb55c3f6d1b3cd65fb5646fb061751de314cda
','97d6ed361b116e581b0f07fad0226a9aa8d165c314f5c2994a8c25c6268fa3fb','A. Maker',20000000000,'b-1');
INSERT INTO "audit_trail" VALUES(21,'2026-03-01T12:00:00.000Z','lab','added','calibrations',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','calibrations 1 863d2ed0d5fa9c929d043035d998ff45498e5057de182cb2cd57a5326088d329
','7c99b438f19578e3e185bc12d879fbe7c589f7b7b9aab62c683e1446f3d4b90f','A. Maker',21000000000,'b-1');
INSERT INTO "audit_trail" VALUES(22,'2026-03-01T12:00:00.000Z','lab','added','results',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','results 1 49e6becf58e5f04ca6c31d822d082d07f982bffdefd12ca9b086e7b8bacc5a71
','59de9b99026f0c40c4e4f4e1259892673d3a4495638a5969481dd8e3971a6799','A. Maker',22000000000,'b-1');
INSERT INTO "audit_trail" VALUES(23,'2026-03-01T12:00:00.000Z','lab','added','results',2,NULL,NULL,NULL,'tgc-workbench 0.1.0','results 2 cd546dcd70481eec55fcf9174faade9c2c741fabb335e8f7aea2c4453d01fcb0
','4842a47f8f3a8baf0f499c83b0cb905c09a6ccc1dc9fb99d6bc6a45c6934e5b4','A. Maker',23000000000,'b-1');
INSERT INTO "audit_trail" VALUES(24,'2026-03-01T12:00:00.000Z','lab','added','peaks',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','peaks 1 64823ad06e9535f888fb2ec841d37364feaf5a03d20c8eeae6acc458d1141ed2
','c9a167d499eba47448ca128c9081c395039fb01420b9b9016edfa3cafb4fa000','A. Maker',24000000000,'b-1');
INSERT INTO "audit_trail" VALUES(25,'2026-03-01T12:00:00.000Z','lab','added','run_drafts',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','run_drafts 1 8fe9b5761f6152c27a3655ee446ef432eb81d348d03228d9581e536fb70e1769
','9c58147859ccc6ade82b64953586c50a81b326f0c36b586f507174c23ada454f','A. Maker',25000000000,'b-1');
INSERT INTO "audit_trail" VALUES(26,'2026-03-01T12:00:00.000Z','lab','added','vial_steps',1,NULL,NULL,NULL,'tgc-workbench 0.1.0','vial_steps 1 ea1421fa7a722955a35af0c892ec4526818d29209089217ff816e1d5a0b26332
','35f9f57f4ce95e26dbc33a27089503a8ccfd0ad9f9c5a6dbe338dab923e9158a','A. Maker',26000000000,'b-1');
INSERT INTO "audit_trail" VALUES(27,'2026-03-01T12:00:00.000Z','lab','added','vial_steps',2,NULL,NULL,NULL,'tgc-workbench 0.1.0','vial_steps 2 305faefdea0c4af53733dbaaa332606da022468f79df758f1ef1516d8bc69e4a
','5922b3a61c3718bcd9386d90421a7fe336a649568c70ec0b20dd388a488430df','A. Maker',27000000000,'b-1');
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
, approved_at TEXT, approved_by TEXT, approval_note TEXT) STRICT;
INSERT INTO "calibrations" VALUES(1,'March','nmol','{"r2":0.999}',NULL,'typed','2026-03-01T12:00:00.000Z',NULL,NULL,'2026-03-01T12:00:00.000Z','lab','seen');
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
    withdrawn_reason  TEXT, supersedes INTEGER REFERENCES results (id),
    CHECK ((run_id IS NULL) <> (sample IS NULL))
) STRICT;
INSERT INTO "results" VALUES(1,'integration',1,NULL,1,1,NULL,'classic','1','[]','{"peaks":1}','tgc-workbench 0.1.0','lab','imported','2026-03-01T12:00:00.000Z',NULL,NULL,NULL);
INSERT INTO "results" VALUES(2,'breakdown',NULL,1,1,NULL,1,'tgc-breakdown','0.1.0','{}','{"li0_mAh":0.48,"flags":"no-blank"}','tgc-workbench 0.1.0','lab','imported','2026-03-01T12:00:00.000Z',NULL,NULL,NULL);
CREATE TABLE run_drafts (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id     INTEGER NOT NULL REFERENCES runs (id),
    content    TEXT,                        -- JSON
    source     TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    created_at TEXT NOT NULL,               -- UTC
    changed_at TEXT NOT NULL                -- UTC
) STRICT;
INSERT INTO "run_drafts" VALUES(1,1,'[{"channel":"TCD","events":[],"targets":[]}]','imported','2026-03-01T12:00:00.000Z','2026-03-01T12:00:00.000Z');
CREATE TABLE run_marks (                    -- what happened during a run
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id    INTEGER NOT NULL REFERENCES runs (id),
    number    INTEGER NOT NULL,             -- from 1, in the recording's order
    kind      TEXT NOT NULL CHECK (kind IN ('gap', 'zero', 'note')),
    at_s      REAL,                         -- on the time axis of the run's signals
    until_s   REAL,                         -- end of a gap
    "text"    TEXT,
    device_s  REAL,                         -- as recorded: the device's own timer,
    host_ns   INTEGER,                      -- and the host's clock, from the run's start
    source    TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    UNIQUE (run_id, number)
) STRICT;
INSERT INTO "run_marks" VALUES(1,1,1,'zero',0.0,NULL,'start line',NULL,1000000,'imported');
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
, queue_line TEXT) STRICT;
INSERT INTO "runs" VALUES(1,'imported','cell-01','carbonate','sample',NULL,NULL,NULL,'native-csv','cell-01.csv','0000000000000000000000000000000000000000000000000000000000000000',NULL,NULL,'["a word"]','imported','2026-03-01T12:00:00.000Z',NULL,NULL,'{"level":"0.1"}');
INSERT INTO "runs" VALUES(2,'aborted','cell-02',NULL,'sample','2026-03-01T12:00:00.000Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'measured','2026-03-01T12:00:00.000Z',NULL,NULL,NULL);
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
INSERT INTO "schema_migrations" VALUES(6,'006_guards','2026-03-01T12:00:00.000Z','tgc-workbench 0.1.0');
INSERT INTO "schema_migrations" VALUES(7,'007_recording','2026-03-01T12:00:00.000Z','tgc-workbench 0.1.0');
INSERT INTO "schema_migrations" VALUES(8,'008_saturation','2026-03-01T12:00:00.000Z','tgc-workbench 0.1.0');
INSERT INTO "schema_migrations" VALUES(9,'009_approval','2026-03-01T12:00:00.000Z','tgc-workbench 0.1.0');
INSERT INTO "schema_migrations" VALUES(10,'010_drafts','2026-03-01T12:00:00.000Z','tgc-workbench 0.1.0');
INSERT INTO "schema_migrations" VALUES(11,'011_vial_steps','2026-03-01T12:00:00.000Z','tgc-workbench 0.1.0');
INSERT INTO "schema_migrations" VALUES(12,'012_records','2026-03-01T12:00:00.000Z','tgc-workbench 0.1.0');
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
    source              TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')), role TEXT CHECK (role IN ('trend', 'host-time', 'device-time', 'lines')), saturated TEXT,
    UNIQUE (run_id, number),
    UNIQUE (run_id, channel)
) STRICT;
INSERT INTO "signals" VALUES(1,1,1,'TCD',NULL,'uV',4,0.5,0.1,NULL,'imported',NULL,'[[0.6,0.7]]');
INSERT INTO "signals" VALUES(2,1,2,'BID',NULL,'uV',4,NULL,NULL,NULL,'imported',NULL,NULL);
CREATE TABLE store_info (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    store_id    TEXT NOT NULL,              -- UUID
    created_at  TEXT NOT NULL               -- UTC, ISO 8601
) STRICT;
INSERT INTO "store_info" VALUES(1,'00000000-0000-4000-8000-000000000012','2026-03-01T12:00:00.000Z');
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
INSERT INTO "trail_head" VALUES(1,27,'5922b3a61c3718bcd9386d90421a7fe336a649568c70ec0b20dd388a488430df');
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
CREATE TABLE vial_steps (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    sample          INTEGER NOT NULL REFERENCES samples (id),
    step            TEXT NOT NULL CHECK (step IN ('sealed', 'dosed', 'ready', 'draw', 'fault', 'acknowledged', 'closed', 'void')),
    at_utc          TEXT NOT NULL CHECK (at_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*Z'),
    by_person       TEXT NOT NULL CHECK (trim(by_person) <> ''),
    how             TEXT NOT NULL CHECK (trim(how) <> ''),  -- 'hand', or the id of the device
    value           TEXT,                                   -- as typed
    unit            TEXT,
    known           INTEGER NOT NULL CHECK (known IN (0, 1)), -- 0: how much was dosed is not known, value was asked for
    reaction_s      TEXT,                                   -- of a dose, as typed: until gas may be drawn
    note            TEXT,
    override_reason TEXT,                                   -- why it was dosed although the dose was refused as unsafe
    voids           INTEGER REFERENCES vial_steps (id),     -- the step that is taken back
    source          TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    created_at      TEXT NOT NULL,                          -- UTC: when it was recorded
    CHECK ((step = 'void') = (voids IS NOT NULL)),
    CHECK (known = 1 OR step = 'dosed'),
    CHECK (override_reason IS NULL OR step = 'dosed'),
    CHECK ((value IS NULL) = (unit IS NULL)),
    CHECK (step NOT IN ('void', 'fault', 'acknowledged') OR (note IS NOT NULL AND trim(note) <> ''))
) STRICT;
INSERT INTO "vial_steps" VALUES(1,1,'sealed','2026-03-01T12:00:00.000Z','A. Maker','hand',NULL,NULL,1,NULL,NULL,NULL,NULL,'typed','2026-03-01T12:00:00.000Z');
INSERT INTO "vial_steps" VALUES(2,1,'dosed','2026-03-01T12:00:00.000Z','A. Maker','hand','0.5','mL',1,'600',NULL,NULL,NULL,'typed','2026-03-01T12:00:00.000Z');
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
CREATE TRIGGER cells_keep BEFORE DELETE ON cells
BEGIN SELECT RAISE(ABORT, 'cells: records are withdrawn, never deleted'); END;
CREATE TRIGGER cells_no_replace BEFORE INSERT ON cells
WHEN EXISTS (SELECT 1 FROM cells WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM cells WHERE withdrawn_at IS NULL AND name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'cells: this record is there already'); END;
CREATE TRIGGER cells_frozen BEFORE UPDATE OF id, created_at ON cells
BEGIN SELECT RAISE(ABORT, 'cells: these columns are write-once'); END;
CREATE TRIGGER cells_withdrawn BEFORE UPDATE ON cells
WHEN OLD.withdrawn_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'cells: the record is withdrawn'); END;
CREATE TRIGGER electrodes_keep BEFORE DELETE ON electrodes
BEGIN SELECT RAISE(ABORT, 'electrodes: records are withdrawn, never deleted'); END;
CREATE TRIGGER electrodes_no_replace BEFORE INSERT ON electrodes
WHEN EXISTS (SELECT 1 FROM electrodes WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM electrodes WHERE withdrawn_at IS NULL AND name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'electrodes: this record is there already'); END;
CREATE TRIGGER electrodes_frozen BEFORE UPDATE OF id, created_at ON electrodes
BEGIN SELECT RAISE(ABORT, 'electrodes: these columns are write-once'); END;
CREATE TRIGGER electrodes_withdrawn BEFORE UPDATE ON electrodes
WHEN OLD.withdrawn_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'electrodes: the record is withdrawn'); END;
CREATE TRIGGER vials_keep BEFORE DELETE ON vials
BEGIN SELECT RAISE(ABORT, 'vials: records are withdrawn, never deleted'); END;
CREATE TRIGGER vials_no_replace BEFORE INSERT ON vials
WHEN EXISTS (SELECT 1 FROM vials WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM vials WHERE withdrawn_at IS NULL AND name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'vials: this record is there already'); END;
CREATE TRIGGER vials_frozen BEFORE UPDATE OF id, created_at ON vials
BEGIN SELECT RAISE(ABORT, 'vials: these columns are write-once'); END;
CREATE TRIGGER vials_withdrawn BEFORE UPDATE ON vials
WHEN OLD.withdrawn_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'vials: the record is withdrawn'); END;
CREATE TRIGGER syringes_keep BEFORE DELETE ON syringes
BEGIN SELECT RAISE(ABORT, 'syringes: records are withdrawn, never deleted'); END;
CREATE TRIGGER syringes_no_replace BEFORE INSERT ON syringes
WHEN EXISTS (SELECT 1 FROM syringes WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM syringes WHERE withdrawn_at IS NULL AND name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'syringes: this record is there already'); END;
CREATE TRIGGER syringes_frozen BEFORE UPDATE OF id, created_at ON syringes
BEGIN SELECT RAISE(ABORT, 'syringes: these columns are write-once'); END;
CREATE TRIGGER syringes_withdrawn BEFORE UPDATE ON syringes
WHEN OLD.withdrawn_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'syringes: the record is withdrawn'); END;
CREATE TRIGGER cylinders_keep BEFORE DELETE ON cylinders
BEGIN SELECT RAISE(ABORT, 'cylinders: records are withdrawn, never deleted'); END;
CREATE TRIGGER cylinders_no_replace BEFORE INSERT ON cylinders
WHEN EXISTS (SELECT 1 FROM cylinders WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM cylinders WHERE withdrawn_at IS NULL AND name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'cylinders: this record is there already'); END;
CREATE TRIGGER cylinders_frozen BEFORE UPDATE OF id, created_at ON cylinders
BEGIN SELECT RAISE(ABORT, 'cylinders: these columns are write-once'); END;
CREATE TRIGGER cylinders_withdrawn BEFORE UPDATE ON cylinders
WHEN OLD.withdrawn_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'cylinders: the record is withdrawn'); END;
CREATE TRIGGER titrants_keep BEFORE DELETE ON titrants
BEGIN SELECT RAISE(ABORT, 'titrants: records are withdrawn, never deleted'); END;
CREATE TRIGGER titrants_no_replace BEFORE INSERT ON titrants
WHEN EXISTS (SELECT 1 FROM titrants WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM titrants WHERE withdrawn_at IS NULL AND name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'titrants: this record is there already'); END;
CREATE TRIGGER titrants_frozen BEFORE UPDATE OF id, created_at ON titrants
BEGIN SELECT RAISE(ABORT, 'titrants: these columns are write-once'); END;
CREATE TRIGGER titrants_withdrawn BEFORE UPDATE ON titrants
WHEN OLD.withdrawn_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'titrants: the record is withdrawn'); END;
CREATE TRIGGER samples_keep BEFORE DELETE ON samples
BEGIN SELECT RAISE(ABORT, 'samples: records are withdrawn, never deleted'); END;
CREATE TRIGGER samples_no_replace BEFORE INSERT ON samples
WHEN EXISTS (SELECT 1 FROM samples WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM samples WHERE withdrawn_at IS NULL AND sample_id = NEW.sample_id)
BEGIN SELECT RAISE(ABORT, 'samples: this record is there already'); END;
CREATE TRIGGER samples_frozen BEFORE UPDATE OF id, created_at ON samples
BEGIN SELECT RAISE(ABORT, 'samples: these columns are write-once'); END;
CREATE TRIGGER samples_withdrawn BEFORE UPDATE ON samples
WHEN OLD.withdrawn_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'samples: the record is withdrawn'); END;
CREATE TRIGGER draws_keep BEFORE DELETE ON draws
BEGIN SELECT RAISE(ABORT, 'draws: records are withdrawn, never deleted'); END;
CREATE TRIGGER draws_no_replace BEFORE INSERT ON draws
WHEN EXISTS (SELECT 1 FROM draws WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM draws WHERE withdrawn_at IS NULL AND sample = NEW.sample AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'draws: this record is there already'); END;
CREATE TRIGGER draws_frozen BEFORE UPDATE OF id, sample, created_at ON draws
BEGIN SELECT RAISE(ABORT, 'draws: these columns are write-once'); END;
CREATE TRIGGER draws_withdrawn BEFORE UPDATE ON draws
WHEN OLD.withdrawn_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'draws: the record is withdrawn'); END;
CREATE TRIGGER runs_keep BEFORE DELETE ON runs
BEGIN SELECT RAISE(ABORT, 'runs: records are withdrawn, never deleted'); END;
CREATE TRIGGER runs_no_replace BEFORE INSERT ON runs
WHEN EXISTS (SELECT 1 FROM runs WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM runs WHERE withdrawn_at IS NULL AND content_hash = NEW.content_hash)
BEGIN SELECT RAISE(ABORT, 'runs: this record is there already'); END;
CREATE TRIGGER runs_frozen BEFORE UPDATE OF id, format, file_name, content_hash, warnings, source, created_at ON runs
BEGIN SELECT RAISE(ABORT, 'runs: these columns are write-once'); END;
CREATE TRIGGER runs_withdrawn BEFORE UPDATE ON runs
WHEN OLD.withdrawn_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'runs: the record is withdrawn'); END;
CREATE TRIGGER methods_keep BEFORE DELETE ON methods
BEGIN SELECT RAISE(ABORT, 'methods: records are withdrawn, never deleted'); END;
CREATE TRIGGER methods_no_replace BEFORE INSERT ON methods
WHEN EXISTS (SELECT 1 FROM methods WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM methods WHERE name = NEW.name AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'methods: this record is there already'); END;
CREATE TRIGGER methods_frozen BEFORE UPDATE OF id, name, version, content, source, created_at ON methods
BEGIN SELECT RAISE(ABORT, 'methods: these columns are write-once'); END;
CREATE TRIGGER methods_withdrawn BEFORE UPDATE ON methods
WHEN OLD.withdrawn_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'methods: the record is withdrawn'); END;
CREATE TRIGGER calibrations_keep BEFORE DELETE ON calibrations
BEGIN SELECT RAISE(ABORT, 'calibrations: records are withdrawn, never deleted'); END;
CREATE TRIGGER calibrations_no_replace BEFORE INSERT ON calibrations
WHEN EXISTS (SELECT 1 FROM calibrations WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'calibrations: this record is there already'); END;
CREATE TRIGGER calibrations_frozen BEFORE UPDATE OF id, name, amount_unit, content, method_id, source, created_at ON calibrations
BEGIN SELECT RAISE(ABORT, 'calibrations: these columns are write-once'); END;
CREATE TRIGGER calibrations_withdrawn BEFORE UPDATE ON calibrations
WHEN OLD.withdrawn_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'calibrations: the record is withdrawn'); END;
CREATE TRIGGER results_keep BEFORE DELETE ON results
BEGIN SELECT RAISE(ABORT, 'results: records are withdrawn, never deleted'); END;
CREATE TRIGGER results_no_replace BEFORE INSERT ON results
WHEN EXISTS (SELECT 1 FROM results WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM results WHERE run_id = NEW.run_id AND kind = NEW.kind AND version = NEW.version)
    OR EXISTS (SELECT 1 FROM results WHERE sample = NEW.sample AND kind = NEW.kind AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'results: this record is there already'); END;
CREATE TRIGGER results_frozen BEFORE UPDATE OF id, kind, run_id, sample, version, method_id, calibration_id, algorithm_name, algorithm_version, inputs,
    outputs, program, created_by, source, created_at ON results
BEGIN SELECT RAISE(ABORT, 'results: these columns are write-once'); END;
CREATE TRIGGER results_withdrawn BEFORE UPDATE ON results
WHEN OLD.withdrawn_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'results: the record is withdrawn'); END;
CREATE TRIGGER store_info_keep BEFORE DELETE ON store_info
BEGIN SELECT RAISE(ABORT, 'store_info: records are withdrawn, never deleted'); END;
CREATE TRIGGER store_info_no_replace BEFORE INSERT ON store_info
WHEN EXISTS (SELECT 1 FROM store_info WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'store_info: this record is there already'); END;
CREATE TRIGGER store_info_write_once BEFORE UPDATE ON store_info
BEGIN SELECT RAISE(ABORT, 'store_info: records are write-once'); END;
CREATE TRIGGER schema_migrations_keep BEFORE DELETE ON schema_migrations
BEGIN SELECT RAISE(ABORT, 'schema_migrations: records are withdrawn, never deleted'); END;
CREATE TRIGGER schema_migrations_no_replace BEFORE INSERT ON schema_migrations
WHEN EXISTS (SELECT 1 FROM schema_migrations WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'schema_migrations: this record is there already'); END;
CREATE TRIGGER schema_migrations_write_once BEFORE UPDATE ON schema_migrations
BEGIN SELECT RAISE(ABORT, 'schema_migrations: records are write-once'); END;
CREATE TRIGGER signals_keep BEFORE DELETE ON signals
BEGIN SELECT RAISE(ABORT, 'signals: records are withdrawn, never deleted'); END;
CREATE TRIGGER signals_no_replace BEFORE INSERT ON signals
WHEN EXISTS (SELECT 1 FROM signals WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM signals WHERE run_id = NEW.run_id AND number = NEW.number)
    OR EXISTS (SELECT 1 FROM signals WHERE run_id = NEW.run_id AND channel = NEW.channel)
BEGIN SELECT RAISE(ABORT, 'signals: this record is there already'); END;
CREATE TRIGGER signals_write_once BEFORE UPDATE ON signals
BEGIN SELECT RAISE(ABORT, 'signals: records are write-once'); END;
CREATE TRIGGER signal_chunks_keep BEFORE DELETE ON signal_chunks
BEGIN SELECT RAISE(ABORT, 'signal_chunks: records are withdrawn, never deleted'); END;
CREATE TRIGGER signal_chunks_no_replace BEFORE INSERT ON signal_chunks
WHEN EXISTS (SELECT 1 FROM signal_chunks WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM signal_chunks WHERE signal_id = NEW.signal_id AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'signal_chunks: this record is there already'); END;
CREATE TRIGGER signal_chunks_write_once BEFORE UPDATE ON signal_chunks
BEGIN SELECT RAISE(ABORT, 'signal_chunks: records are write-once'); END;
CREATE TRIGGER vendor_peaks_keep BEFORE DELETE ON vendor_peaks
BEGIN SELECT RAISE(ABORT, 'vendor_peaks: records are withdrawn, never deleted'); END;
CREATE TRIGGER vendor_peaks_no_replace BEFORE INSERT ON vendor_peaks
WHEN EXISTS (SELECT 1 FROM vendor_peaks WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM vendor_peaks WHERE signal_id = NEW.signal_id AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'vendor_peaks: this record is there already'); END;
CREATE TRIGGER vendor_peaks_write_once BEFORE UPDATE ON vendor_peaks
BEGIN SELECT RAISE(ABORT, 'vendor_peaks: records are write-once'); END;
CREATE TRIGGER peaks_keep BEFORE DELETE ON peaks
BEGIN SELECT RAISE(ABORT, 'peaks: records are withdrawn, never deleted'); END;
CREATE TRIGGER peaks_no_replace BEFORE INSERT ON peaks
WHEN EXISTS (SELECT 1 FROM peaks WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM peaks WHERE result_id = NEW.result_id AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'peaks: this record is there already'); END;
CREATE TRIGGER peaks_write_once BEFORE UPDATE ON peaks
BEGIN SELECT RAISE(ABORT, 'peaks: records are write-once'); END;
CREATE TRIGGER audit_trail_keep BEFORE DELETE ON audit_trail
BEGIN SELECT RAISE(ABORT, 'audit_trail: records are withdrawn, never deleted'); END;
CREATE TRIGGER audit_trail_no_replace BEFORE INSERT ON audit_trail
WHEN EXISTS (SELECT 1 FROM audit_trail WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'audit_trail: this record is there already'); END;
CREATE TRIGGER audit_trail_write_once BEFORE UPDATE ON audit_trail
BEGIN SELECT RAISE(ABORT, 'audit_trail: records are write-once'); END;
CREATE TRIGGER trail_head_keep BEFORE DELETE ON trail_head
BEGIN SELECT RAISE(ABORT, 'trail_head: records are withdrawn, never deleted'); END;
CREATE TRIGGER trail_head_no_replace BEFORE INSERT ON trail_head
WHEN EXISTS (SELECT 1 FROM trail_head WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'trail_head: this record is there already'); END;
CREATE TRIGGER trail_head_forward BEFORE UPDATE ON trail_head
WHEN NEW.entries <= OLD.entries OR NEW.id <> OLD.id
BEGIN SELECT RAISE(ABORT, 'trail_head: the trail only grows'); END;
CREATE TRIGGER runs_line_frozen BEFORE UPDATE OF queue_line ON runs
BEGIN SELECT RAISE(ABORT, 'runs: these columns are write-once'); END;
CREATE TRIGGER run_marks_keep BEFORE DELETE ON run_marks
BEGIN SELECT RAISE(ABORT, 'run_marks: records are withdrawn, never deleted'); END;
CREATE TRIGGER run_marks_no_replace BEFORE INSERT ON run_marks
WHEN EXISTS (SELECT 1 FROM run_marks WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM run_marks WHERE run_id = NEW.run_id AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'run_marks: this record is there already'); END;
CREATE TRIGGER run_marks_write_once BEFORE UPDATE ON run_marks
BEGIN SELECT RAISE(ABORT, 'run_marks: records are write-once'); END;
CREATE TRIGGER calibrations_approved_once BEFORE UPDATE OF approved_at, approved_by, approval_note ON calibrations
WHEN OLD.approved_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'calibrations: approved once, and for good'); END;
CREATE INDEX results_by_calibration ON results (calibration_id) WHERE calibration_id IS NOT NULL;
CREATE UNIQUE INDEX run_drafts_by_run ON run_drafts (run_id);
CREATE TRIGGER run_drafts_keep BEFORE DELETE ON run_drafts
BEGIN SELECT RAISE(ABORT, 'run_drafts: records are withdrawn, never deleted'); END;
CREATE TRIGGER run_drafts_no_replace BEFORE INSERT ON run_drafts
WHEN EXISTS (SELECT 1 FROM run_drafts WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM run_drafts WHERE run_id = NEW.run_id)
BEGIN SELECT RAISE(ABORT, 'run_drafts: this record is there already'); END;
CREATE TRIGGER run_drafts_frozen BEFORE UPDATE OF id, run_id, source, created_at ON run_drafts
BEGIN SELECT RAISE(ABORT, 'run_drafts: these columns are write-once'); END;
CREATE INDEX vial_steps_by_sample ON vial_steps (sample, id);
CREATE UNIQUE INDEX vial_steps_voided_once ON vial_steps (voids) WHERE voids IS NOT NULL;
CREATE TRIGGER vial_steps_keep BEFORE DELETE ON vial_steps
BEGIN SELECT RAISE(ABORT, 'vial_steps: steps are taken back by a void, never deleted'); END;
CREATE TRIGGER vial_steps_no_replace BEFORE INSERT ON vial_steps
WHEN EXISTS (SELECT 1 FROM vial_steps WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM vial_steps WHERE voids = NEW.voids)
BEGIN SELECT RAISE(ABORT, 'vial_steps: this record is there already'); END;
CREATE TRIGGER vial_steps_write_once BEFORE UPDATE ON vial_steps
BEGIN SELECT RAISE(ABORT, 'vial_steps: records are write-once'); END;
CREATE TRIGGER vial_steps_void_own BEFORE INSERT ON vial_steps
WHEN NEW.voids IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM vial_steps WHERE id = NEW.voids AND sample = NEW.sample AND step <> 'void')
BEGIN SELECT RAISE(ABORT, 'vial_steps: a void takes back a step of the same sample'); END;
CREATE INDEX audit_overview ON audit_trail (at_utc, table_name, action, who, operator_name, record_id);
CREATE INDEX audit_by_uptime ON audit_trail (boot_id, uptime_ns, at_utc) WHERE uptime_ns IS NOT NULL;
CREATE INDEX runs_by_status ON runs (status);
CREATE INDEX signals_by_channel ON signals (channel);
CREATE UNIQUE INDEX approvals_of_result ON approvals (result_id) WHERE result_id IS NOT NULL AND withdrawn_at IS NULL;
CREATE UNIQUE INDEX approvals_of_calibration ON approvals (calibration_id)
WHERE calibration_id IS NOT NULL AND withdrawn_at IS NULL;
CREATE TRIGGER approvals_keep BEFORE DELETE ON approvals
BEGIN SELECT RAISE(ABORT, 'approvals: records are withdrawn, never deleted'); END;
CREATE TRIGGER approvals_no_replace BEFORE INSERT ON approvals
WHEN EXISTS (SELECT 1 FROM approvals WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM approvals WHERE withdrawn_at IS NULL AND result_id = NEW.result_id)
    OR EXISTS (SELECT 1 FROM approvals WHERE withdrawn_at IS NULL AND calibration_id = NEW.calibration_id)
BEGIN SELECT RAISE(ABORT, 'approvals: this record is there already'); END;
CREATE TRIGGER approvals_frozen BEFORE UPDATE OF id, result_id, calibration_id, reviewer, statement, account, made_by,
    own_work, record_digest, program, source, created_at ON approvals
BEGIN SELECT RAISE(ABORT, 'approvals: these columns are write-once'); END;
CREATE TRIGGER approvals_withdrawn BEFORE UPDATE ON approvals
WHEN OLD.withdrawn_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'approvals: the record is withdrawn'); END;
CREATE TRIGGER results_supersedes_frozen BEFORE UPDATE OF supersedes ON results
BEGIN SELECT RAISE(ABORT, 'results: these columns are write-once'); END;
CREATE TRIGGER results_locked BEFORE UPDATE ON results
WHEN EXISTS (SELECT 1 FROM approvals WHERE result_id = OLD.id AND withdrawn_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'results: the version is approved and locked'); END;
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
INSERT INTO "sqlite_sequence" VALUES('run_marks',1);
INSERT INTO "sqlite_sequence" VALUES('samples',2);
INSERT INTO "sqlite_sequence" VALUES('draws',1);
INSERT INTO "sqlite_sequence" VALUES('methods',1);
INSERT INTO "sqlite_sequence" VALUES('calibrations',1);
INSERT INTO "sqlite_sequence" VALUES('results',2);
INSERT INTO "sqlite_sequence" VALUES('peaks',1);
INSERT INTO "sqlite_sequence" VALUES('run_drafts',1);
INSERT INTO "sqlite_sequence" VALUES('vial_steps',2);
COMMIT;
