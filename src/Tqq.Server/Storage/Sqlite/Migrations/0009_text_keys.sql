-- The keys by which texts are taken once, in the order of their arrival, like messages, which they outlive. Those of one account are found backwards.
CREATE TABLE text_key (
    place          INTEGER PRIMARY KEY,
    owner          INTEGER NOT NULL,  -- the account that took the text
    sender         INTEGER NOT NULL,
    mark_high      INTEGER NOT NULL,  -- a hash of the key
    mark_low       INTEGER NOT NULL,
    digest         INTEGER NOT NULL,  -- a hash of the text
    at             INTEGER NOT NULL,
    previous_place INTEGER NOT NULL,  -- where the one before it of the same account stands, or stood; 0 for none
    checksum       INTEGER NOT NULL
);

ALTER TABLE mailbox ADD COLUMN last_key INTEGER NOT NULL DEFAULT 0;  -- where its last key stands, or stood

-- What was damaged stays so: it does not get a checksum that is right.
UPDATE mailbox SET checksum = CASE WHEN checksum = row_sum(owner, last_message_id, delivered_through, last_place, milestone, messages, delivered)
    THEN row_sum(owner, last_message_id, delivered_through, last_place, milestone, messages, delivered, last_key)
    ELSE ~row_sum(owner, last_message_id, delivered_through, last_place, milestone, messages, delivered, last_key) END;
