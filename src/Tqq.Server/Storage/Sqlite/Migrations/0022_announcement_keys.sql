-- The key that came with an announcement: whoever made it and tries again with the same key makes no second one.
ALTER TABLE announcement ADD COLUMN key TEXT;
CREATE INDEX announcement_by_key ON announcement (made_by, key) WHERE key IS NOT NULL;
