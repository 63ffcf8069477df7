-- A list shows what holds after corrections, so that it is kept which fact brought what: the numbers of events in the
-- agreement's stream. Kept by the projection "agreement-overview".
ALTER TABLE agreement_overview ADD COLUMN approved_by_fact bigint;
ALTER TABLE agreement_overview ADD COLUMN archived_by_fact bigint;

-- How many findings were raised with which fact; "last" is the number of the last event that raised some of them.
CREATE TABLE agreement_finding_count (
    agreement_id text NOT NULL,
    fact         bigint NOT NULL,
    last         bigint NOT NULL,
    findings     integer NOT NULL,
    PRIMARY KEY (agreement_id, fact)
);

-- Beside the deadlines that follow from terms and last day, those that a fact set: it is named, and those that keep it,
-- since any may be voided. They count while the agreement is in force. Kept by the projection "agreement-deadlines".
ALTER TABLE deadline ADD COLUMN concerns text NOT NULL DEFAULT '';
ALTER TABLE deadline ADD COLUMN set_by bigint;
ALTER TABLE deadline ADD COLUMN kept_by bigint[] NOT NULL DEFAULT '{}';
ALTER TABLE deadline ALTER COLUMN short_name DROP NOT NULL;
ALTER TABLE deadline DROP CONSTRAINT deadline_pkey;
ALTER TABLE deadline ADD PRIMARY KEY (agreement_id, kind, on_day, concerns);
DROP INDEX deadline_in_order;
CREATE INDEX deadline_in_order ON deadline (on_day, agreement_id, kind, concerns);

GRANT SELECT, INSERT, UPDATE, DELETE ON agreement_finding_count TO "${appRole}";
