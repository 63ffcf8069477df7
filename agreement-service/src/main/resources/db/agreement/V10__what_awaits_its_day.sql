-- The day that a deadline awaits, which the rounds ask for every other second: those that were kept or told are no part of
-- it, and as one expression it has statistics of its own.
CREATE INDEX next_due_awaited ON next_due ((CASE WHEN kept_by = '{}' AND NOT told THEN due_on END));
DROP INDEX next_due_by_date;
ANALYZE next_due;
