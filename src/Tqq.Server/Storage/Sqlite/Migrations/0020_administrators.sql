-- Accounts that administer the server, and what they show beside the password.
CREATE TABLE administrator (
    owner          INTEGER PRIMARY KEY,
    role           INTEGER NOT NULL,
    since          INTEGER NOT NULL,
    factor_secret  TEXT,              -- in base 32; null for no second factor
    factor_is_on   INTEGER NOT NULL,
    factor_step    INTEGER NOT NULL,  -- the last one used
    recovery       TEXT    NOT NULL,  -- hashes of the codes that are left, with spaces between
    checksum       INTEGER NOT NULL
);

-- What administrators did. Rows are only added, and at the old end removed together; the hash of each is over the hash before it and all of its row.
CREATE TABLE audit (
    number  INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    act_of  INTEGER,           -- the row whose outcome this is; null where it is an act itself
    who     TEXT    NOT NULL,
    address TEXT    NOT NULL,
    act     TEXT    NOT NULL,
    target  TEXT    NOT NULL,
    detail  TEXT    NOT NULL,
    outcome TEXT    NOT NULL,  -- empty where that stands in a row of its own
    hash    TEXT    NOT NULL
);
CREATE INDEX audit_outcome ON audit (act_of) WHERE act_of IS NOT NULL;

-- Where the rows begin and end, so that a missing one at either end shows.
CREATE TABLE audit_chain (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    swept      INTEGER NOT NULL,  -- the last number that was removed because it was old
    swept_hash TEXT    NOT NULL,
    last       INTEGER NOT NULL,
    last_hash  TEXT    NOT NULL
);
INSERT INTO audit_chain VALUES (1, 0, '', 0, '');
