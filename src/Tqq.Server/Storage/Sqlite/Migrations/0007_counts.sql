-- How many messages wait stands in the mailbox's own row, so that no text has to be read to know it.
ALTER TABLE mailbox ADD COLUMN messages  INTEGER NOT NULL DEFAULT 0;  -- how many messages it has been given and still counts
ALTER TABLE mailbox ADD COLUMN delivered INTEGER NOT NULL DEFAULT 0;  -- how many of these have been acknowledged

-- What was damaged stays so: it does not get a checksum that is right. A mailbox in which a message has to wait counts one even where it is missing, so that
-- its owner hears of it.
UPDATE mailbox SET checksum = checksum = row_sum(owner, last_message_id, delivered_through, last_place, milestone),
    messages = last_message_id > delivered_through;
UPDATE mailbox SET messages = waiting.number FROM
    (SELECT owner, count(*) AS number FROM message JOIN mailbox USING (owner) WHERE id > delivered_through GROUP BY owner) AS waiting
WHERE mailbox.owner = waiting.owner;
UPDATE mailbox SET checksum = CASE WHEN checksum THEN row_sum(owner, last_message_id, delivered_through, last_place, milestone, messages, delivered)
    ELSE ~row_sum(owner, last_message_id, delivered_through, last_place, milestone, messages, delivered) END;
