-- What was done for a gas chromatograph and its gases, in the order in which it was recorded. Append-only: an act recorded
-- by mistake is taken back by an act 'void' that names it. Counters follow from the acts and the runs (docs/care.md).
CREATE TABLE care_acts (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    bench       TEXT NOT NULL CHECK (trim(bench) <> ''),
    kind        TEXT NOT NULL CHECK (kind IN ('bake-out', 'septum', 'column', 'carrier-cylinder', 'standard-cylinder',
                                              'leak-check', 'note', 'void')),
    at_utc      TEXT NOT NULL CHECK (at_utc GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*Z'),
    by_person   TEXT NOT NULL CHECK (trim(by_person) <> ''),
    value       TEXT,                                   -- as typed: a cylinder's pressure as its gauge shows it, a duration
    unit        TEXT,                                   -- of value and minimum
    minimum     TEXT,                                   -- of a standard: the pressure its certificate still vouches for
    expires_on  TEXT,                                   -- of a standard: the certificate's last day, YYYY-MM-DD
    part        TEXT,                                   -- part, serial or cylinder number
    instrument  TEXT,                                   -- the name that this bench's runs have; '-': they have none
    note        TEXT,
    voids       INTEGER REFERENCES care_acts (id),      -- the act that is taken back
    source      TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    created_at  TEXT NOT NULL,                          -- UTC: when it was recorded
    CHECK ((kind = 'void') = (voids IS NOT NULL)),
    CHECK ((unit IS NULL) = (value IS NULL AND minimum IS NULL)),
    CHECK (expires_on IS NULL OR (kind = 'standard-cylinder' AND expires_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')),
    CHECK (minimum IS NULL OR kind = 'standard-cylinder'),
    CHECK (kind NOT IN ('void', 'note') OR (note IS NOT NULL AND trim(note) <> ''))
) STRICT;
CREATE INDEX care_acts_by_bench ON care_acts (bench, id);
CREATE UNIQUE INDEX care_acts_voided_once ON care_acts (voids) WHERE voids IS NOT NULL;

CREATE TRIGGER care_acts_keep BEFORE DELETE ON care_acts
BEGIN SELECT RAISE(ABORT, 'care_acts: acts are taken back by a void, never deleted'); END;
CREATE TRIGGER care_acts_no_replace BEFORE INSERT ON care_acts
WHEN EXISTS (SELECT 1 FROM care_acts WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM care_acts WHERE voids = NEW.voids)
BEGIN SELECT RAISE(ABORT, 'care_acts: this record is there already'); END;
CREATE TRIGGER care_acts_write_once BEFORE UPDATE ON care_acts
BEGIN SELECT RAISE(ABORT, 'care_acts: records are write-once'); END;
CREATE TRIGGER care_acts_void_own BEFORE INSERT ON care_acts
WHEN NEW.voids IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM care_acts WHERE id = NEW.voids AND bench = NEW.bench AND kind <> 'void')
BEGIN SELECT RAISE(ABORT, 'care_acts: a void takes back an act of the same bench'); END;
