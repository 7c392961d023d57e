-- What a recording brings beside its chromatograms: other signals, marks on the time axis, the line of the queue.

-- What a signal is, where it is no detector's: 'trend' (a slow point, on its own times), 'host-time' and 'device-time' (the
-- two clocks of each sample), 'lines' (digital inputs as a number). NULL: a detector channel, a chromatogram.
ALTER TABLE signals ADD COLUMN role TEXT CHECK (role IN ('trend', 'host-time', 'device-time', 'lines'));

ALTER TABLE runs ADD COLUMN queue_line TEXT; -- JSON object of texts: sample_id, kind, method, level ... as queued

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
