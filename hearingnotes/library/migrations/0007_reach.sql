-- How far a broadcast went as far as is known, and whether that was its end: a finished video that
-- is shorter was trimmed.
ALTER TABLE recording ADD COLUMN reach_s REAL;
ALTER TABLE recording ADD COLUMN reached_end INTEGER NOT NULL DEFAULT 0;

-- Which of several is gone on with.
ALTER TABLE recording ADD COLUMN opened_utc TEXT;
