-- A quote that was taken from captions is unverified until somebody has heard it.
ALTER TABLE note ADD COLUMN from_captions INTEGER NOT NULL DEFAULT 0;
