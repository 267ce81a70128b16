-- Each row that is read even off a damaged page has a checksum over all its other columns: row_sum, a function of the program.
ALTER TABLE account ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN previous INTEGER NOT NULL DEFAULT 0;  -- the number before it in the mailbox, so that a row that is missing is missed
ALTER TABLE message ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;

UPDATE message SET previous = coalesce((SELECT max(id) FROM message AS earlier WHERE earlier.owner = message.owner AND earlier.id < message.id), 0);
UPDATE message SET checksum = row_sum(owner, id, kind, peer, text, at, previous);
UPDATE account SET checksum = row_sum(uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, last_message_id, delivered_through, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses);
