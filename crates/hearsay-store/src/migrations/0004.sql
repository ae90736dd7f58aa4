-- Format 4: what only all documents of a case together tell (its outline: who is who, which claims say the same), derived and
-- made anew at any time. `generation` counts what was written to documents, readings and decisions; the rest is NULL where
-- nothing was kept since the last of it. `made_by` names the program that made it, `shape` the fingerprint of how it is coded.
CREATE TABLE outline (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    generation INTEGER NOT NULL,
    made_by TEXT,
    shape BLOB,
    length_bytes INTEGER,
    bytes BLOB
) STRICT;

INSERT INTO outline (id, generation) VALUES (1, 0);
