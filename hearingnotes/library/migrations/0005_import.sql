-- Of what was brought in: when it was changed where it comes from. Of two versions of a note the
-- later one stands, and when they met must not count.
ALTER TABLE change ADD COLUMN changed_utc TEXT;
