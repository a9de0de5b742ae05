-- Plaza's own store: what is on it, what has gone, and what its desk has been sent.
CREATE TABLE piece (
    id       TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    facts    TEXT NOT NULL
);
CREATE TABLE gone (
    subject TEXT PRIMARY KEY,
    cause   TEXT NOT NULL
);
CREATE TABLE referral (
    id         TEXT PRIMARY KEY,
    piece      TEXT,
    due_at     REAL,
    state      TEXT NOT NULL
);
