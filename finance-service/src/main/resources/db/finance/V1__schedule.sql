-- What was heard of agreements: the terms a preview is made from, and whose they are.
CREATE TABLE heard_agreement (
    agreement_id  text PRIMARY KEY,
    municipality  text NOT NULL,
    short_name    text NOT NULL,
    terms_version integer NOT NULL,
    terms         jsonb NOT NULL,
    voided        boolean NOT NULL
);

-- How much of an agreement's schedule has been told; a long one comes in several parts.
CREATE TABLE funding_schedule (
    agreement_id text PRIMARY KEY,
    municipality text NOT NULL,
    part         integer NOT NULL,
    parts        integer NOT NULL
);

-- The tranches of the schedules in force, to find what is due.
CREATE TABLE tranche (
    agreement_id text NOT NULL REFERENCES funding_schedule ON DELETE CASCADE,
    tranche_id   text NOT NULL,
    municipality text NOT NULL,
    due_date     date,
    here         boolean NOT NULL,
    fell_due     boolean NOT NULL,
    tranche      jsonb NOT NULL,
    PRIMARY KEY (agreement_id, tranche_id)
);

-- What has fallen due stays so when a schedule is replaced.
CREATE TABLE fallen_tranche (
    agreement_id text NOT NULL REFERENCES funding_schedule ON DELETE CASCADE,
    tranche_id   text NOT NULL,
    PRIMARY KEY (agreement_id, tranche_id)
);

CREATE INDEX tranche_next_due ON tranche (due_date) WHERE here AND NOT fell_due;
CREATE INDEX tranche_due_list ON tranche (municipality, due_date, agreement_id, tranche_id) WHERE here;

GRANT USAGE ON SCHEMA service TO "${appRole}";
GRANT SELECT, INSERT, UPDATE, DELETE ON heard_agreement, funding_schedule, tranche, fallen_tranche TO "${appRole}";
