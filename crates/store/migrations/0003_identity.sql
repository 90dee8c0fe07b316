-- Who signs in: by what, from where, and how somebody gets in for the first time.

ALTER TABLE account ADD COLUMN language TEXT;

-- What a session is called on the screen where one can end it. The token's hash is nobody's business.
ALTER TABLE session ADD COLUMN id BIGINT;
ALTER TABLE session ADD COLUMN device TEXT;
ALTER TABLE session ADD COLUMN seen_at BIGINT;
UPDATE session SET id = (SELECT count(*) FROM session AS other WHERE other.token_hash <= session.token_hash);
CREATE INDEX session_of_account ON session (account);

-- The secret is sealed with a key that is not in this database. Codes of `last_step` and before are used up.
CREATE TABLE one_time_code (
    account BIGINT PRIMARY KEY REFERENCES account (id),
    secret TEXT NOT NULL,
    last_step BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    confirmed_at BIGINT
);

CREATE TABLE recovery_code (
    code_hash {BLOB} PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES account (id)
);
CREATE INDEX recovery_code_of_account ON recovery_code (account);

CREATE TABLE passkey (
    id BIGINT PRIMARY KEY,
    credential {BLOB} NOT NULL UNIQUE,
    account BIGINT NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    record TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX passkey_of_account ON passkey (account);

CREATE TABLE invitation (
    id BIGINT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    grants TEXT NOT NULL,
    by_account BIGINT,
    by_name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL
);

-- One-time links: of what stands behind their `#` only the hash. One is for an invitation or for an account.
CREATE TABLE ticket (
    token_hash {BLOB} PRIMARY KEY,
    invitation BIGINT REFERENCES invitation (id),
    account BIGINT REFERENCES account (id),
    created_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL
);

-- Answers that were taken, so that none is taken twice while it would still be good.
CREATE TABLE spent (
    word {BLOB} PRIMARY KEY,
    until_at BIGINT NOT NULL
);
CREATE INDEX spent_until ON spent (until_at);

-- The screen shows the newest lines first, of everybody and everything or of one.
CREATE INDEX audit_by_account ON audit (account, number);
CREATE INDEX audit_by_object ON audit (object, number);
