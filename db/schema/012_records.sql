-- Who sat at the program, and when by a clock that nobody sets. NULL in the entries from before.
ALTER TABLE audit_trail ADD COLUMN operator_name TEXT;  -- whom the person said to be; `who` is the account
ALTER TABLE audit_trail ADD COLUMN uptime_ns INTEGER;   -- since the machine was started, asleep too
ALTER TABLE audit_trail ADD COLUMN boot_id TEXT;        -- that start: uptimes of one boot_id can be compared

-- For lists of the trail: what they are narrowed by, without the entries' long texts.
CREATE INDEX audit_overview ON audit_trail (at_utc, table_name, action, who, operator_name, record_id);
-- For finding where the clock was set: two entries of one start whose clocks do not agree.
CREATE INDEX audit_by_uptime ON audit_trail (boot_id, uptime_ns, at_utc) WHERE uptime_ns IS NOT NULL;
CREATE INDEX runs_by_status ON runs (status);
CREATE INDEX signals_by_channel ON signals (channel); -- few names: which of them a text is found in is known at once

-- A person's word that a result version or a calibration is right. As long as it stands the version is locked: it is not
-- withdrawn, and a later version says whose place it takes. Taken back only with a reason (withdrawn_...).
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

-- The approved version that a later one took the place of. NULL: the version before was not approved.
ALTER TABLE results ADD COLUMN supersedes INTEGER REFERENCES results (id);
CREATE TRIGGER results_supersedes_frozen BEFORE UPDATE OF supersedes ON results
BEGIN SELECT RAISE(ABORT, 'results: these columns are write-once'); END;
CREATE TRIGGER results_locked BEFORE UPDATE ON results
WHEN EXISTS (SELECT 1 FROM approvals WHERE result_id = OLD.id AND withdrawn_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'results: the version is approved and locked'); END;
