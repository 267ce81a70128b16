-- Invitations to make an account. Of a code its hash is kept alone.
CREATE TABLE invitation (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    code_hash TEXT NOT NULL UNIQUE,
    name      TEXT NOT NULL,     -- for whom it is
    made_by   TEXT NOT NULL,
    made      INTEGER NOT NULL,
    uses      INTEGER NOT NULL,  -- how many accounts may be made with it
    expires   INTEGER
);

-- The accounts that were made with an invitation.
CREATE TABLE invitation_use (
    invitation INTEGER NOT NULL,
    uin        INTEGER NOT NULL,
    PRIMARY KEY (invitation, uin)
) WITHOUT ROWID;

-- Numbers of accounts that were deleted: nobody who registers gets one of them.
CREATE TABLE reserved_number (
    uin INTEGER PRIMARY KEY
);
