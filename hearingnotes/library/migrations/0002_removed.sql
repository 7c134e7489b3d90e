ALTER TABLE hearing ADD COLUMN removed_utc TEXT;
