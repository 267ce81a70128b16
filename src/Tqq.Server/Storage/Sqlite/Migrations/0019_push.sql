-- Where the browser of a device session is told of messages while no page is open: it goes with its session.
ALTER TABLE device ADD COLUMN push_endpoint TEXT;
ALTER TABLE device ADD COLUMN push_key      TEXT;     -- base64url, as is the secret
ALTER TABLE device ADD COLUMN push_secret   TEXT;
ALTER TABLE device ADD COLUMN push_says     INTEGER;
ALTER TABLE device ADD COLUMN push_made     INTEGER;

-- A browser is one account's: whoever signs in there next takes it over.
CREATE INDEX device_push ON device (push_endpoint) WHERE push_endpoint IS NOT NULL;

-- One row at most: the private key by which push services know this server, base64url.
CREATE TABLE push_key (one INTEGER PRIMARY KEY CHECK (one = 1), private_key TEXT NOT NULL);
