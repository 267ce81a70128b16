-- What a token may; NULL where the session signed in with the password.
ALTER TABLE device ADD COLUMN rights INTEGER;
ALTER TABLE device ADD COLUMN peers TEXT NOT NULL DEFAULT '';  -- the only accounts that it may send to and read of, with spaces between
ALTER TABLE device ADD COLUMN expires INTEGER;

-- Finds who shows a token or a cookie.
CREATE INDEX device_credential ON device (credential_hash) WHERE credential_hash IS NOT NULL;
