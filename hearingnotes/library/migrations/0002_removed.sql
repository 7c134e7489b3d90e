-- A hearing that was removed is hidden and can be brought back.
ALTER TABLE hearing ADD COLUMN removed_utc TEXT;

-- A program that has it open may still take notes, and these must be seen.
CREATE TRIGGER hearing_noted AFTER INSERT ON note BEGIN
    UPDATE hearing SET removed_utc = NULL WHERE id = new.hearing_id AND removed_utc IS NOT NULL;
END;
