-- The day that a tranche awaits, which the rounds ask for every other second. As one expression it has statistics of its
-- own; of its columns taken one by one the planner expects that much is due, and reads all tranches to find none.
CREATE INDEX tranche_awaited ON tranche ((CASE WHEN here AND NOT fell_due THEN due_date END));
DROP INDEX tranche_next_due;
ANALYZE tranche;
