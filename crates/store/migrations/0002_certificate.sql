-- Certificates that the paper got by itself, and what it takes to get them. The keys in here are as secret as a
-- key file: so is every copy of this database.

CREATE TABLE certificate (
    -- Host names in their order, separated by blanks.
    names TEXT PRIMARY KEY,
    -- PEM, the paper's own certificate first.
    chain TEXT NOT NULL,
    private_key TEXT NOT NULL,
    not_before BIGINT NOT NULL,
    not_after BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

-- Of several nodes the one with the lease orders. It has a name only it knows, so that one whose lease ended
-- while it ordered cannot undo what the next one did.
CREATE TABLE certificate_order (
    names TEXT PRIMARY KEY,
    lease TEXT,
    leased_until BIGINT NOT NULL,
    not_before BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    trouble TEXT
);

-- What the ACME server asks for at /.well-known/acme-challenge/, and gets from any node.
CREATE TABLE acme_challenge (
    token TEXT PRIMARY KEY,
    key_authorization TEXT NOT NULL,
    until_at BIGINT NOT NULL
);

CREATE TABLE acme_account (
    directory TEXT PRIMARY KEY,
    credentials TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
