-- Beside its last day ('end') an agreement has deadlines of its own, each a row; they count while the agreement has an 'end'
-- to come. Kept by the projection "agreement-next-due".
ALTER TABLE next_due ADD COLUMN what text NOT NULL DEFAULT 'end';
ALTER TABLE next_due ALTER COLUMN what DROP DEFAULT;
ALTER TABLE next_due DROP CONSTRAINT next_due_pkey;
ALTER TABLE next_due ADD PRIMARY KEY (agreement_id, what);

-- The facts (numbers of events in the agreement's stream) that set the deadline and that keep it, since any may be voided;
-- and whether it was told to have passed.
ALTER TABLE next_due ADD COLUMN set_by bigint NOT NULL DEFAULT 0;
ALTER TABLE next_due ADD COLUMN kept_by bigint[] NOT NULL DEFAULT '{}';
ALTER TABLE next_due ADD COLUMN told boolean NOT NULL DEFAULT false;
