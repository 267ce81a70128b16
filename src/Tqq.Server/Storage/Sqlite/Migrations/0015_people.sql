-- Who finds an account by a search. Only accounts that want to be found by the beginning of their nickname, and are not shut, stand in the index.
ALTER TABLE account ADD COLUMN who_may_find INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN found_as     TEXT;  -- the nickname as a search compares it; null where it is not to be found so
UPDATE account SET checksum =
    CASE WHEN checksum = row_sum(uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses, keeps_sent)
    THEN row_sum(uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses, keeps_sent, who_may_find, found_as)
    ELSE ~row_sum(uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses, keeps_sent, who_may_find, found_as) END;
CREATE INDEX account_by_nick ON account (found_as, uin) WHERE found_as IS NOT NULL;

-- Whom an account has asked to become a friend, and who has not answered. What the other side keeps of it is no business of the asker.
CREATE TABLE asked (
    owner  INTEGER NOT NULL,
    target INTEGER NOT NULL,
    words  TEXT    NOT NULL,
    at     INTEGER NOT NULL,
    PRIMARY KEY (owner, target)
) WITHOUT ROWID;
CREATE INDEX asked_by_target ON asked (target);

-- What an account notes of others, for itself. Like ties they have no checksums: an account with one on a damaged page is not given.
CREATE TABLE peer_mark (
    owner      INTEGER NOT NULL,
    peer       INTEGER NOT NULL,
    is_blocked INTEGER NOT NULL,
    is_muted   INTEGER NOT NULL,
    changed    INTEGER NOT NULL,
    PRIMARY KEY (owner, peer)
) WITHOUT ROWID;
CREATE INDEX peer_mark_by_peer ON peer_mark (peer);
