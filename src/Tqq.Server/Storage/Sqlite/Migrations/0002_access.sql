-- Who gets at an account over HTTP QQ.
ALTER TABLE account ADD COLUMN wire_login        INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN allowed_addresses TEXT    NOT NULL DEFAULT '';  -- networks with spaces between them
ALTER TABLE account ADD COLUMN requires_key      INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN last_app_password INTEGER NOT NULL DEFAULT 0;   -- the highest ever used, so that none is used twice
ALTER TABLE account ADD COLUMN usual_addresses   TEXT    NOT NULL DEFAULT '';  -- from where it last logged in, the latest first

ALTER TABLE session ADD COLUMN app_password INTEGER;                           -- the one it began with

CREATE TABLE app_password (
    owner     INTEGER NOT NULL,
    id        INTEGER NOT NULL,
    name      TEXT    NOT NULL,
    hash      TEXT    NOT NULL,
    made      INTEGER NOT NULL,
    used      INTEGER,
    used_from TEXT,
    PRIMARY KEY (owner, id)
) WITHOUT ROWID;
