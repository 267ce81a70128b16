-- One row at most: who may make an account, as an administrator has chosen it. A setting that is given at the start is above it.
CREATE TABLE registration (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    mode      INTEGER NOT NULL,  -- 0 nobody, 1 with an invitation, 2 anybody
    chosen_by TEXT    NOT NULL,
    chosen    INTEGER NOT NULL
);
