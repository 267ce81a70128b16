-- What became of a request of the account's own stays known: 1 for accepted, 2 for refused, 0 while there is no answer.
ALTER TABLE asked ADD COLUMN answer   INTEGER NOT NULL DEFAULT 0;
ALTER TABLE asked ADD COLUMN reason   TEXT    NOT NULL DEFAULT '';  -- why it was refused
ALTER TABLE asked ADD COLUMN answered INTEGER NOT NULL DEFAULT 0;   -- when
