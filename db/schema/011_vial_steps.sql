-- What was done to a sample's vial, step by step, in the order in which it was recorded. Append-only: a step recorded by
-- mistake is taken back by a step 'void' that names it. What may follow what is decided where it is recorded (docs/day.md).
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
