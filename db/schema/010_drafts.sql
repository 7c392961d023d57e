-- What is being done to a run and is no result yet: targets and event tables of its channels, as edited. One row a run,
-- from its first edit on; empty content: everything is saved as a result, or was taken back.
CREATE TABLE run_drafts (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id     INTEGER NOT NULL REFERENCES runs (id),
    content    TEXT,                        -- JSON
    source     TEXT NOT NULL CHECK (source IN ('measured', 'imported', 'typed', 'simulated')),
    created_at TEXT NOT NULL,               -- UTC
    changed_at TEXT NOT NULL                -- UTC
) STRICT;
CREATE UNIQUE INDEX run_drafts_by_run ON run_drafts (run_id);

CREATE TRIGGER run_drafts_keep BEFORE DELETE ON run_drafts
BEGIN SELECT RAISE(ABORT, 'run_drafts: records are withdrawn, never deleted'); END;
CREATE TRIGGER run_drafts_no_replace BEFORE INSERT ON run_drafts
WHEN EXISTS (SELECT 1 FROM run_drafts WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM run_drafts WHERE run_id = NEW.run_id)
BEGIN SELECT RAISE(ABORT, 'run_drafts: this record is there already'); END;
CREATE TRIGGER run_drafts_frozen BEFORE UPDATE OF id, run_id, source, created_at ON run_drafts
BEGIN SELECT RAISE(ABORT, 'run_drafts: these columns are write-once'); END;
