-- Why something that was heard of an agreement had no effect here. It comes of a command and not of what was received, so
-- it stands apart: what is left in heard_agreement follows from the journal alone, and can be made anew from it.
CREATE TABLE agreement_refusal (
    agreement_id text PRIMARY KEY,
    rule         text NOT NULL,
    detail       text NOT NULL
);

INSERT INTO agreement_refusal (agreement_id, rule, detail)
SELECT agreement_id, refused_rule, coalesce(refused_detail, '') FROM heard_agreement WHERE refused_rule IS NOT NULL;

ALTER TABLE heard_agreement DROP COLUMN refused_rule, DROP COLUMN refused_detail;

GRANT SELECT, INSERT, UPDATE, DELETE ON agreement_refusal TO "${appRole}";
