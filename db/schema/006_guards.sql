-- Guards: nothing is deleted or overwritten. They stop accidents and other programs' slips; what a person with the file
-- in hand does on purpose is found by `tgc verify`. A replace would delete silently, so a taken key is refused first.


-- cells
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

-- electrodes
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

-- vials
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

-- syringes
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

-- cylinders
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

-- titrants
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

-- samples
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

-- draws
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

-- runs
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

-- methods
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

-- calibrations
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

-- results
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

-- store_info
CREATE TRIGGER store_info_keep BEFORE DELETE ON store_info
BEGIN SELECT RAISE(ABORT, 'store_info: records are withdrawn, never deleted'); END;
CREATE TRIGGER store_info_no_replace BEFORE INSERT ON store_info
WHEN EXISTS (SELECT 1 FROM store_info WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'store_info: this record is there already'); END;
CREATE TRIGGER store_info_write_once BEFORE UPDATE ON store_info
BEGIN SELECT RAISE(ABORT, 'store_info: records are write-once'); END;

-- schema_migrations
CREATE TRIGGER schema_migrations_keep BEFORE DELETE ON schema_migrations
BEGIN SELECT RAISE(ABORT, 'schema_migrations: records are withdrawn, never deleted'); END;
CREATE TRIGGER schema_migrations_no_replace BEFORE INSERT ON schema_migrations
WHEN EXISTS (SELECT 1 FROM schema_migrations WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'schema_migrations: this record is there already'); END;
CREATE TRIGGER schema_migrations_write_once BEFORE UPDATE ON schema_migrations
BEGIN SELECT RAISE(ABORT, 'schema_migrations: records are write-once'); END;

-- signals
CREATE TRIGGER signals_keep BEFORE DELETE ON signals
BEGIN SELECT RAISE(ABORT, 'signals: records are withdrawn, never deleted'); END;
CREATE TRIGGER signals_no_replace BEFORE INSERT ON signals
WHEN EXISTS (SELECT 1 FROM signals WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM signals WHERE run_id = NEW.run_id AND number = NEW.number)
    OR EXISTS (SELECT 1 FROM signals WHERE run_id = NEW.run_id AND channel = NEW.channel)
BEGIN SELECT RAISE(ABORT, 'signals: this record is there already'); END;
CREATE TRIGGER signals_write_once BEFORE UPDATE ON signals
BEGIN SELECT RAISE(ABORT, 'signals: records are write-once'); END;

-- signal_chunks
CREATE TRIGGER signal_chunks_keep BEFORE DELETE ON signal_chunks
BEGIN SELECT RAISE(ABORT, 'signal_chunks: records are withdrawn, never deleted'); END;
CREATE TRIGGER signal_chunks_no_replace BEFORE INSERT ON signal_chunks
WHEN EXISTS (SELECT 1 FROM signal_chunks WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM signal_chunks WHERE signal_id = NEW.signal_id AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'signal_chunks: this record is there already'); END;
CREATE TRIGGER signal_chunks_write_once BEFORE UPDATE ON signal_chunks
BEGIN SELECT RAISE(ABORT, 'signal_chunks: records are write-once'); END;

-- vendor_peaks
CREATE TRIGGER vendor_peaks_keep BEFORE DELETE ON vendor_peaks
BEGIN SELECT RAISE(ABORT, 'vendor_peaks: records are withdrawn, never deleted'); END;
CREATE TRIGGER vendor_peaks_no_replace BEFORE INSERT ON vendor_peaks
WHEN EXISTS (SELECT 1 FROM vendor_peaks WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM vendor_peaks WHERE signal_id = NEW.signal_id AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'vendor_peaks: this record is there already'); END;
CREATE TRIGGER vendor_peaks_write_once BEFORE UPDATE ON vendor_peaks
BEGIN SELECT RAISE(ABORT, 'vendor_peaks: records are write-once'); END;

-- peaks
CREATE TRIGGER peaks_keep BEFORE DELETE ON peaks
BEGIN SELECT RAISE(ABORT, 'peaks: records are withdrawn, never deleted'); END;
CREATE TRIGGER peaks_no_replace BEFORE INSERT ON peaks
WHEN EXISTS (SELECT 1 FROM peaks WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM peaks WHERE result_id = NEW.result_id AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'peaks: this record is there already'); END;
CREATE TRIGGER peaks_write_once BEFORE UPDATE ON peaks
BEGIN SELECT RAISE(ABORT, 'peaks: records are write-once'); END;

-- audit_trail
CREATE TRIGGER audit_trail_keep BEFORE DELETE ON audit_trail
BEGIN SELECT RAISE(ABORT, 'audit_trail: records are withdrawn, never deleted'); END;
CREATE TRIGGER audit_trail_no_replace BEFORE INSERT ON audit_trail
WHEN EXISTS (SELECT 1 FROM audit_trail WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'audit_trail: this record is there already'); END;
CREATE TRIGGER audit_trail_write_once BEFORE UPDATE ON audit_trail
BEGIN SELECT RAISE(ABORT, 'audit_trail: records are write-once'); END;

-- trail_head
CREATE TRIGGER trail_head_keep BEFORE DELETE ON trail_head
BEGIN SELECT RAISE(ABORT, 'trail_head: records are withdrawn, never deleted'); END;
CREATE TRIGGER trail_head_no_replace BEFORE INSERT ON trail_head
WHEN EXISTS (SELECT 1 FROM trail_head WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'trail_head: this record is there already'); END;
CREATE TRIGGER trail_head_forward BEFORE UPDATE ON trail_head
WHEN NEW.entries <= OLD.entries OR NEW.id <> OLD.id
BEGIN SELECT RAISE(ABORT, 'trail_head: the trail only grows'); END;
