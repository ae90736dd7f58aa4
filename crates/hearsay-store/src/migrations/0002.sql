-- Format 2: words to search for. All of it is derived and made anew at any time; a document without it is unread.
-- From here on `pages.layout` and `readings.bytes` are packed as originals are, without a primer, and readings hold no
-- reasons; what was packed before has another shape.

-- The words of documents, `rowid` is `documents.number`, and of claims, `rowid` as `claims` has it. Both without their
-- content, which stands in `originals` and `pages`: what is found is a number, and its words are taken from there. The
-- text is the first column because FTS5 spends two bytes more on each word of any other.
CREATE VIRTUAL TABLE document_words USING fts5 (
    text, title, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE claim_words USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- One row a document: its claims in `claim_words` have the numbers from `first` on, `n_claims` of them; `places` are their
-- ids and spans in that order, and `shape` the fingerprint of how those are coded.
CREATE TABLE claims (
    first INTEGER PRIMARY KEY,
    document INTEGER NOT NULL UNIQUE REFERENCES pages (document),
    reader INTEGER NOT NULL REFERENCES readers (number),
    n_claims INTEGER NOT NULL,
    shape BLOB NOT NULL,
    places BLOB NOT NULL
) STRICT;

CREATE INDEX claims_of_reader ON claims (reader);
