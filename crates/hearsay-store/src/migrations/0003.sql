-- Format 3: what only a container knows of a document that came out of it, such as when it was captured and which message
-- it was attached to: in the lines that the entry of the log has of it, each value with what it rests on. NULL where there is
-- nothing of the kind, as in files that are no part of another.
ALTER TABLE documents ADD COLUMN container TEXT;
