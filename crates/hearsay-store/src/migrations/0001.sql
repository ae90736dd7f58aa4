-- Format 1: originals, what was made of them, and the log. Never edited; a change is a file of its own with the next number.

-- What was done to the case, in order. Each entry's hash is BLAKE3 of the text
--   hex of previous LF number LF at LF author LF kind LF said
-- and `previous` is the hash of the entry before, 32 zero bytes for the first.
CREATE TABLE log (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    kind TEXT NOT NULL,
    said TEXT NOT NULL,
    previous BLOB NOT NULL CHECK (length(previous) = 32),
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX log_decisions ON log (number) WHERE kind <> 'added';

-- One row a document; `id` is BLAKE3 of the original. `format`, `charset` and `effort` are what the user settled about
-- its import; `source`, `published` and `url` what the user said of it. The entry of the log proves the row.
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
    file_name TEXT NOT NULL,
    original_bytes INTEGER NOT NULL,
    format TEXT,
    charset TEXT,
    effort TEXT NOT NULL,
    source TEXT,
    published TEXT,
    url TEXT,
    entry INTEGER NOT NULL UNIQUE REFERENCES log (number)
) STRICT;

-- The bytes as they were, packed as SQLite's archives are: zlib, or plain where `original_bytes` is their length.
CREATE TABLE originals (
    document INTEGER PRIMARY KEY REFERENCES documents (number),
    bytes BLOB NOT NULL
) STRICT;

-- Derived, and made anew at any time: what import made of the original. `text` is packed as originals are, and NULL where
-- the original is the text; `layout` are the blocks and the rest, deflated after hearsay's own primer, `shape` the
-- fingerprint of how they are coded.
CREATE TABLE pages (
    document INTEGER PRIMARY KEY REFERENCES documents (number),
    title TEXT,
    author TEXT,
    site TEXT,
    published TEXT,
    modified TEXT,
    language TEXT,
    text_bytes INTEGER NOT NULL,
    text BLOB,
    shape BLOB NOT NULL,
    layout_bytes INTEGER NOT NULL,
    layout BLOB NOT NULL
) STRICT;

-- Derived: who read, down to the shape of what is cached.
CREATE TABLE readers (
    number INTEGER PRIMARY KEY,
    version TEXT NOT NULL,
    shape BLOB NOT NULL,
    UNIQUE (version, shape)
) STRICT;

-- Derived: what was read, into the text that `pages` has, deflated as layouts are.
CREATE TABLE readings (
    document INTEGER NOT NULL REFERENCES pages (document) ON DELETE CASCADE,
    reader INTEGER NOT NULL REFERENCES readers (number),
    length_bytes INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (document, reader)
) STRICT;

CREATE INDEX readings_of_reader ON readings (reader);

CREATE TRIGGER log_is_not_changed BEFORE UPDATE ON log
BEGIN SELECT raise(ABORT, 'the log is append-only'); END;

CREATE TRIGGER log_is_not_cut BEFORE DELETE ON log
BEGIN SELECT raise(ABORT, 'the log is append-only'); END;

CREATE TRIGGER documents_are_not_changed BEFORE UPDATE ON documents
BEGIN SELECT raise(ABORT, 'documents are never altered'); END;

CREATE TRIGGER documents_are_not_cut BEFORE DELETE ON documents
BEGIN SELECT raise(ABORT, 'documents are never removed'); END;

CREATE TRIGGER originals_are_not_changed BEFORE UPDATE ON originals
BEGIN SELECT raise(ABORT, 'originals are never altered'); END;

CREATE TRIGGER originals_are_not_cut BEFORE DELETE ON originals
BEGIN SELECT raise(ABORT, 'originals are never removed'); END;

-- For people without hearsay: in the shell of SQLite, `SELECT writefile(name, sqlar_uncompress(data, sz)) FROM sqlar`
-- writes the originals into the current folder, each named by its hash.
CREATE VIEW sqlar (name, mode, mtime, sz, data) AS
SELECT lower(hex(documents.id)), 33188, CAST(strftime('%s', log.at) AS INTEGER), documents.original_bytes, originals.bytes
FROM documents
JOIN originals ON originals.document = documents.number
JOIN log ON log.number = documents.entry;
