CREATE TABLE hearing (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    date TEXT,
    created_utc TEXT NOT NULL,
    opened_utc TEXT,
    resume_s REAL
) STRICT;

CREATE TABLE recording (
    id TEXT PRIMARY KEY,
    hearing_id TEXT NOT NULL REFERENCES hearing(id),
    platform TEXT NOT NULL,
    key TEXT NOT NULL,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    duration_s REAL
) STRICT;
CREATE INDEX recording_hearing ON recording(hearing_id);
CREATE INDEX recording_key ON recording(platform, key);

-- The integer key is what the search index points at; VACUUM would renumber a hidden one.
CREATE TABLE note (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    hearing_id TEXT NOT NULL REFERENCES hearing(id),
    moment TEXT NOT NULL,
    text TEXT NOT NULL,
    nudge_s REAL NOT NULL,
    starred INTEGER NOT NULL,
    verified INTEGER NOT NULL,
    unsent INTEGER NOT NULL,
    deleted_utc TEXT
) STRICT;
CREATE INDEX note_hearing ON note(hearing_id, id);

CREATE TABLE change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    utc TEXT NOT NULL,
    who TEXT NOT NULL,
    hearing_id TEXT NOT NULL,
    note_id TEXT,
    action TEXT NOT NULL,
    before TEXT,
    after TEXT,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX change_hearing ON change(hearing_id, who, undone, seq);

CREATE TABLE journal (
    note_id TEXT NOT NULL,
    holder INTEGER NOT NULL,
    hearing_id TEXT NOT NULL,
    note TEXT NOT NULL,
    utc TEXT NOT NULL,
    PRIMARY KEY (note_id, holder)
) STRICT;

CREATE VIRTUAL TABLE note_text USING fts5(
    text, content='note', content_rowid='row', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER note_text_insert AFTER INSERT ON note BEGIN
    INSERT INTO note_text(rowid, text) VALUES (new.row, new.text);
END;
CREATE TRIGGER note_text_update AFTER UPDATE OF text ON note BEGIN
    INSERT INTO note_text(note_text, rowid, text) VALUES ('delete', old.row, old.text);
    INSERT INTO note_text(rowid, text) VALUES (new.row, new.text);
END;
