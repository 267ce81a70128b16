-- Accounts with devices keep a log: what came in and what they sent, read markers, deletions and changes of the list of friends, all numbered together. Each log stands
-- by itself, in its order, so that a page of it is read at the same cost wherever it stands and however much there is. What is new stands among the messages, where
-- it costs least to write, and is brought to the log together with what came around it.
CREATE TABLE log (
    owner    INTEGER NOT NULL,
    number   INTEGER NOT NULL,
    kind     INTEGER NOT NULL,  -- below 20: came in
    peer     INTEGER NOT NULL,
    text     TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    previous INTEGER NOT NULL,  -- the number before it in the log, so that a row that is missing is missed; 0 for none
    checksum INTEGER NOT NULL,
    PRIMARY KEY (owner, number)
) WITHOUT ROWID;
-- What was said, 21 being a tombstone. Deletions and changes of the list of friends may be many, and no page has them.
CREATE INDEX log_by_peer ON log (owner, peer, number) WHERE kind <= 21;
CREATE INDEX log_items ON log (owner, number) WHERE kind <= 21;

CREATE TABLE conversation (
    owner           INTEGER NOT NULL,
    peer            INTEGER NOT NULL,
    last            INTEGER NOT NULL,  -- the number of its last item
    unread          INTEGER NOT NULL,  -- how many items came in behind read_through
    read_through    INTEGER NOT NULL,
    read_number     INTEGER NOT NULL,  -- the number that the last read marker has taken in the log; 0 for none
    settled_through INTEGER NOT NULL,  -- up to here nothing waits for a wire session
    checksum        INTEGER NOT NULL,
    PRIMARY KEY (owner, peer)
) WITHOUT ROWID;

-- One row for each account that keeps a log.
CREATE TABLE log_account (
    owner         INTEGER PRIMARY KEY,
    last          INTEGER NOT NULL,  -- the number of its last row; 0 for none
    through       INTEGER NOT NULL,  -- what has a higher number stands among the messages
    bytes         INTEGER NOT NULL,  -- texts, and 100 for each row
    settled       INTEGER NOT NULL,  -- how many messages of the mailbox were read or deleted without having been acknowledged
    settled_bytes INTEGER NOT NULL,
    swept         INTEGER NOT NULL,  -- through where the sweeper has looked in its round
    oldest        INTEGER NOT NULL,  -- when the first row behind that was entered; 0 where nobody has looked
    gone_through  INTEGER NOT NULL,  -- the highest number that was swept
    is_filled     INTEGER NOT NULL,  -- 0 while older history stands among the messages that has yet to come here
    checksum      INTEGER NOT NULL
);

-- Names the store in the numbers that devices remember. A restore makes it another one, because numbers are given out again.
CREATE TABLE epoch (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL);
INSERT INTO epoch VALUES (1, 1 + (random() & 0xfffffffffffff));

-- What waits is bounded in bytes, too. What was damaged stays so: it does not get a checksum that is right.
ALTER TABLE mailbox ADD COLUMN bytes           INTEGER NOT NULL DEFAULT 0;  -- those of the texts that it has been given and still counts
ALTER TABLE mailbox ADD COLUMN delivered_bytes INTEGER NOT NULL DEFAULT 0;  -- those of the texts that have been acknowledged
UPDATE mailbox SET checksum = checksum = row_sum(owner, last_message_id, delivered_through, last_place, milestone, messages, delivered, last_key);
UPDATE mailbox SET bytes = waiting.size FROM
    (SELECT owner, sum(length(CAST(text AS BLOB))) AS size FROM message JOIN mailbox USING (owner) WHERE id > delivered_through GROUP BY owner) AS waiting
WHERE mailbox.owner = waiting.owner;
UPDATE mailbox SET checksum = CASE WHEN checksum THEN row_sum(owner, last_message_id, delivered_through, last_place, milestone, messages, delivered, last_key, bytes, delivered_bytes)
    ELSE ~row_sum(owner, last_message_id, delivered_through, last_place, milestone, messages, delivered, last_key, bytes, delivered_bytes) END;

ALTER TABLE account ADD COLUMN keeps_sent INTEGER NOT NULL DEFAULT 0;  -- whether what it sends is kept; 0 where that is as the server says
UPDATE account SET checksum =
    CASE WHEN checksum = row_sum(uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses)
    THEN row_sum(uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses, keeps_sent)
    ELSE ~row_sum(uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses, keeps_sent) END;
