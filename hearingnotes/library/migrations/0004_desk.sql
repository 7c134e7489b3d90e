-- Who speaks in a hearing and what is on its agenda, as JSON.
ALTER TABLE hearing ADD COLUMN roster TEXT NOT NULL DEFAULT '{}';
ALTER TABLE hearing ADD COLUMN agenda TEXT NOT NULL DEFAULT '[]';

-- An article being written. Its paragraphs are JSON: they are read and changed together.
CREATE TABLE draft (
    id TEXT PRIMARY KEY,
    created_utc TEXT NOT NULL,
    headline TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    hearing_ids TEXT NOT NULL,
    paragraphs TEXT NOT NULL,
    removed_utc TEXT
) STRICT;

ALTER TABLE change ADD COLUMN draft_id TEXT;
CREATE INDEX change_note ON change(note_id, seq);
