-- The audit trail: who did what and when, and the digest every record had afterwards. `chain` links each entry to all
-- before it; `trail_head` says where the trail ends. docs/store.md tells how both are computed.

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
CREATE INDEX audit_by_record ON audit_trail (table_name, record_id);

CREATE TABLE trail_head (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    entries INTEGER NOT NULL,
    chain   TEXT NOT NULL                   -- of the last entry
) STRICT;
