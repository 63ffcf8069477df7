-- One row per agreement, for lists; kept by the projection "agreement-overview" and rebuilt from the log.
CREATE TABLE agreement_overview (
    agreement_id text PRIMARY KEY,
    municipality text NOT NULL,
    short_name   text NOT NULL,
    title        text NOT NULL,
    case_number  text,
    state        text NOT NULL,
    first_day    date NOT NULL,
    last_day     date NOT NULL,
    findings     integer NOT NULL,
    version      bigint NOT NULL
);

-- A page of a list follows this order.
CREATE INDEX agreement_overview_in_order ON agreement_overview (short_name, agreement_id);

-- When something next falls due for an agreement by itself; kept by the projection "agreement-next-due".
CREATE TABLE next_due (
    agreement_id text PRIMARY KEY,
    municipality text NOT NULL,
    due_on       date NOT NULL
);

CREATE INDEX next_due_by_date ON next_due (due_on, agreement_id);

GRANT USAGE ON SCHEMA service TO "${appRole}";
GRANT SELECT, INSERT, UPDATE, DELETE ON agreement_overview, next_due TO "${appRole}";
