-- What an administrator looks for and does. An account is found by the beginning of its nickname, whoever else may find it.
CREATE INDEX account_by_any_nick ON account (nick_key(profile), uin);
CREATE INDEX account_shut ON account (uin) WHERE enabled = 0;

-- Why an account was shut.
CREATE TABLE shutting (
    owner  INTEGER PRIMARY KEY,
    reason TEXT    NOT NULL,
    at     INTEGER NOT NULL
);

-- When and from where an account logged in over HTTP QQ last: its session says so only while it lives.
CREATE TABLE last_login (
    owner   INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    address TEXT    NOT NULL
);

CREATE INDEX session_by_address ON session (address, owner);
CREATE INDEX device_by_address ON device (address, kind, owner, id);
CREATE INDEX device_by_kind ON device (kind, owner, id);
CREATE INDEX invitation_use_by_account ON invitation_use (uin);

-- Numbers that nobody who registers is given. No two ranges share a number.
CREATE TABLE reserved_range (
    first   INTEGER PRIMARY KEY,
    last    INTEGER NOT NULL,
    note    TEXT    NOT NULL,
    made_by TEXT    NOT NULL,
    made    INTEGER NOT NULL
);

-- Announcements of the system to all accounts, or to those that are online.
CREATE TABLE announcement (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    text    TEXT    NOT NULL,
    to_all  INTEGER NOT NULL,
    made_by TEXT    NOT NULL,
    made    INTEGER NOT NULL,
    total   INTEGER NOT NULL,              -- to how many it goes, as it was when it was made
    state   INTEGER NOT NULL DEFAULT 0,    -- 0 being sent, 1 done, 2 cancelled
    through INTEGER NOT NULL DEFAULT 0,    -- accounts up to this number have had their turn
    reached INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    ended   INTEGER
);
CREATE INDEX announcement_unsent ON announcement (id) WHERE state = 0;

-- Who beyond that number has it: stored together with it, so that nobody is given it twice.
CREATE TABLE announcement_taken (
    announcement INTEGER NOT NULL,
    uin          INTEGER NOT NULL,
    PRIMARY KEY (announcement, uin)
) WITHOUT ROWID;
