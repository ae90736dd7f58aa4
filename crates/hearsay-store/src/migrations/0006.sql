-- Format 6: what the analyst sets right is part of the case. The tables are those of format 4; new are entries of the log that
-- earlier programs cannot read, of the kinds `mark` and `said-by`. What was kept of a case did not have what was mended in it.
UPDATE outline SET made_by = NULL, shape = NULL, length_bytes = NULL, bytes = NULL;
