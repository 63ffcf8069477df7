-- Who is paid, or pays; how each stands is asked of its stream.
CREATE TABLE payee (
    payee_id            text PRIMARY KEY,
    municipality        text NOT NULL,
    role                text NOT NULL,
    name                text NOT NULL,
    organisation_number text
);

CREATE INDEX payee_by_name ON payee (municipality, name, payee_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON payee TO "${appRole}";
