-- Device sessions: beside the session of the wire, several for each account.
CREATE TABLE device (
    owner           INTEGER NOT NULL,
    id              INTEGER NOT NULL,
    kind            INTEGER NOT NULL,
    name            TEXT NOT NULL,
    address         TEXT NOT NULL,     -- from where it was used last
    begun           INTEGER NOT NULL,
    last_seen       INTEGER NOT NULL,
    credential_hash TEXT,
    PRIMARY KEY (owner, id)
) WITHOUT ROWID;

-- Accounts that have ever had a device: what is theirs also while they have none.
CREATE TABLE device_owner (
    owner       INTEGER PRIMARY KEY,
    last_device INTEGER NOT NULL,      -- the highest number ever used
    status      INTEGER NOT NULL       -- that the account chose last
);
