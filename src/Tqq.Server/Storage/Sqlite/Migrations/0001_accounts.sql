-- Every table is keyed by the account that owns the row. Times are milliseconds since 1970, UTC.
CREATE TABLE account (
    uin               INTEGER PRIMARY KEY,
    password_hash     TEXT    NOT NULL,
    profile           TEXT    NOT NULL,            -- JSON: field -> value, only what was set
    who_may_add       INTEGER NOT NULL,
    disclosure        INTEGER NOT NULL,
    refuses_strangers INTEGER NOT NULL,
    enabled           INTEGER NOT NULL,
    created           INTEGER NOT NULL,
    last_message_id   INTEGER NOT NULL DEFAULT 0,  -- the highest ever used, so that none is used twice
    delivered_through INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE contact (
    owner      INTEGER NOT NULL,
    other      INTEGER NOT NULL,
    is_friend  INTEGER NOT NULL,
    is_watcher INTEGER NOT NULL,
    changed    INTEGER NOT NULL,
    PRIMARY KEY (owner, other)
) WITHOUT ROWID;

CREATE TABLE request (
    owner INTEGER NOT NULL,
    asker INTEGER NOT NULL,
    words TEXT    NOT NULL,
    asked INTEGER NOT NULL,
    PRIMARY KEY (owner, asker)
) WITHOUT ROWID;

CREATE TABLE message (
    owner INTEGER NOT NULL,
    id    INTEGER NOT NULL,
    kind  INTEGER NOT NULL,
    peer  INTEGER NOT NULL,
    text  TEXT    NOT NULL,
    at    INTEGER NOT NULL,
    PRIMARY KEY (owner, id)
) WITHOUT ROWID;

CREATE INDEX message_by_age ON message (at);

CREATE TABLE session (
    owner    INTEGER PRIMARY KEY,
    address  TEXT    NOT NULL,
    key_hash TEXT,
    status   INTEGER NOT NULL,
    started  INTEGER NOT NULL
);

-- One row. Triggers keep the number of accounts, so that nobody has to count a million.
CREATE TABLE census (one INTEGER PRIMARY KEY CHECK (one = 1), accounts INTEGER NOT NULL);
INSERT INTO census VALUES (1, 0);
CREATE TRIGGER account_born AFTER INSERT ON account BEGIN UPDATE census SET accounts = accounts + 1; END;
CREATE TRIGGER account_gone AFTER DELETE ON account BEGIN UPDATE census SET accounts = accounts - 1; END;

-- One row at most: when a server last said that it was alive.
CREATE TABLE last_alive (one INTEGER PRIMARY KEY CHECK (one = 1), at INTEGER NOT NULL);
