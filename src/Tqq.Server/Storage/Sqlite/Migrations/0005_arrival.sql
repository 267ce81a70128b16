-- Messages of all accounts stand in the order of their arrival, so that those of one transaction share a page or two, however many they are for. What belongs
-- to one mailbox is found backwards, from the last to the one before it; milestones make the way short where very many wait.
CREATE TABLE arrival (
    place          INTEGER PRIMARY KEY,
    owner          INTEGER NOT NULL,
    id             INTEGER NOT NULL,  -- its number in the mailbox, ascending
    kind           INTEGER NOT NULL,
    peer           INTEGER NOT NULL,
    text           TEXT    NOT NULL,
    at             INTEGER NOT NULL,
    previous       INTEGER NOT NULL,  -- the number before it in the mailbox, so that a row that is missing is missed; 0 for none
    previous_place INTEGER NOT NULL,  -- where that one stands; 0 for none
    milestone      INTEGER NOT NULL,  -- where the last one before it stands whose number is a multiple of 64; 0 for none
    checksum       INTEGER NOT NULL
);

-- What was damaged stays so: it does not get a checksum that is right.
INSERT INTO arrival (owner, id, kind, peer, text, at, previous, previous_place, milestone, checksum)
SELECT owner, id, kind, peer, text, at, previous, 0, 0, checksum = row_sum(owner, id, kind, peer, text, at, previous) FROM message ORDER BY at, owner, id;
CREATE UNIQUE INDEX arrival_by_owner ON arrival (owner, id);
UPDATE arrival SET
    previous_place = coalesce((SELECT place FROM arrival AS earlier WHERE earlier.owner = arrival.owner AND earlier.id = arrival.previous), 0),
    milestone = coalesce((SELECT place FROM arrival AS earlier WHERE earlier.owner = arrival.owner AND earlier.id < arrival.id AND earlier.id % 64 = 0 ORDER BY earlier.id DESC LIMIT 1), 0);
UPDATE arrival SET checksum = CASE WHEN checksum THEN row_sum(owner, id, kind, peer, text, at, previous, previous_place, milestone)
    ELSE ~row_sum(owner, id, kind, peer, text, at, previous, previous_place, milestone) END;

ALTER TABLE mailbox ADD COLUMN last_place INTEGER NOT NULL DEFAULT 0;  -- where its last message stands
ALTER TABLE mailbox ADD COLUMN milestone  INTEGER NOT NULL DEFAULT 0;  -- where its last one stands whose number is a multiple of 64
UPDATE mailbox SET checksum = checksum = row_sum(owner, last_message_id, delivered_through),
    last_place = coalesce((SELECT place FROM arrival WHERE arrival.owner = mailbox.owner AND id = last_message_id), 0),
    milestone = coalesce((SELECT place FROM arrival WHERE arrival.owner = mailbox.owner AND id % 64 = 0 ORDER BY id DESC LIMIT 1), 0);
UPDATE mailbox SET checksum = CASE WHEN checksum THEN row_sum(owner, last_message_id, delivered_through, last_place, milestone)
    ELSE ~row_sum(owner, last_message_id, delivered_through, last_place, milestone) END;

DROP INDEX arrival_by_owner;
DROP TABLE message;
ALTER TABLE arrival RENAME TO message;
CREATE INDEX message_by_age ON message (at, owner, id);
