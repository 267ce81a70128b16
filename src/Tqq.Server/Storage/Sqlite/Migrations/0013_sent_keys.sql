-- The key that a text was sent with stands on the sender's own row of it, and stays on its tombstone: so a repetition brings nothing back that was deleted.
ALTER TABLE message ADD COLUMN sent_key TEXT;
ALTER TABLE log ADD COLUMN sent_key TEXT;
CREATE INDEX log_by_key ON log (owner, peer, sent_key) WHERE sent_key IS NOT NULL;
