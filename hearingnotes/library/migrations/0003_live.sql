ALTER TABLE recording ADD COLUMN live_status TEXT NOT NULL DEFAULT 'not_live';
ALTER TABLE recording ADD COLUMN starts_utc TEXT;
ALTER TABLE recording ADD COLUMN aligned_to TEXT REFERENCES recording(id);
ALTER TABLE recording ADD COLUMN aligned_s REAL NOT NULL DEFAULT 0;

ALTER TABLE recording ADD COLUMN removed_utc TEXT;

ALTER TABLE hearing ADD COLUMN leads TEXT NOT NULL DEFAULT '{}';

CREATE TABLE anchor (
    id TEXT PRIMARY KEY,
    hearing_id TEXT NOT NULL REFERENCES hearing(id),
    note_id TEXT,
    moment TEXT NOT NULL,
    recording_id TEXT NOT NULL REFERENCES recording(id),
    second_s REAL NOT NULL,
    removed_utc TEXT
) STRICT;
CREATE INDEX anchor_hearing ON anchor(hearing_id, id);

-- A step of undo is a change of a note or of an anchor.
ALTER TABLE change ADD COLUMN anchor_id TEXT;
