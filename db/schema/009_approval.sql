-- A calibration is approved once, by a person. It never changes before or after: one that is no longer to be used is
-- withdrawn with its reason ("retired").
ALTER TABLE calibrations ADD COLUMN approved_at TEXT;   -- UTC
ALTER TABLE calibrations ADD COLUMN approved_by TEXT;   -- operating system user
ALTER TABLE calibrations ADD COLUMN approval_note TEXT;
CREATE TRIGGER calibrations_approved_once BEFORE UPDATE OF approved_at, approved_by, approval_note ON calibrations
WHEN OLD.approved_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'calibrations: approved once, and for good'); END;

CREATE INDEX results_by_calibration ON results (calibration_id) WHERE calibration_id IS NOT NULL;
