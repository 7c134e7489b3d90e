-- The file of captions that a person named for a recording: found again when that is opened.
ALTER TABLE recording ADD COLUMN captions TEXT NOT NULL DEFAULT '';
