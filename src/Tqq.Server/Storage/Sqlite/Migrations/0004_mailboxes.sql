-- What changes with each message stands in small rows of its own, a hundred and more to a page: a transaction then writes few pages for many accounts.
CREATE TABLE mailbox (
    owner             INTEGER PRIMARY KEY,
    last_message_id   INTEGER NOT NULL,  -- the highest ever used, so that none is used twice
    delivered_through INTEGER NOT NULL,
    checksum          INTEGER NOT NULL
);

-- What was damaged stays so: neither of its two rows gets a checksum that is right.
INSERT INTO mailbox
SELECT uin, last_message_id, delivered_through,
    CASE WHEN checksum = row_sum(uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, last_message_id, delivered_through, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses)
    THEN row_sum(uin, last_message_id, delivered_through) ELSE ~row_sum(uin, last_message_id, delivered_through) END
FROM account ORDER BY uin;
UPDATE account SET checksum =
    CASE WHEN checksum = row_sum(uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, last_message_id, delivered_through, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses)
    THEN row_sum(uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses)
    ELSE ~row_sum(uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses) END;
ALTER TABLE account DROP COLUMN last_message_id;
ALTER TABLE account DROP COLUMN delivered_through;
