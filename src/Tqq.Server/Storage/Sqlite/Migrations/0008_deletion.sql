-- Accounts that are deleted, of which something may be left elsewhere: it is removed after a crash, too, and before the number is given to anybody again.
CREATE TABLE deletion (
    uin      INTEGER PRIMARY KEY,
    is_clear INTEGER NOT NULL  -- whether all of its messages are gone
);

-- Who names an account: so its deletion finds ties of which only the other side is there, and requests, of which the asker keeps nothing.
CREATE INDEX contact_by_other ON contact (other);
CREATE INDEX request_by_asker ON request (asker);

-- A friendship that stands on this side, while the other has not said yet that it stands there, too.
ALTER TABLE contact ADD COLUMN is_unconfirmed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX contact_unconfirmed ON contact (owner, other) WHERE is_unconfirmed = 1;
