-- What was heard of each agreement, from agreement-service's events.
CREATE TABLE known_agreement (
    agreement_id   text PRIMARY KEY,
    municipality   text NOT NULL,
    terms_version  integer NOT NULL,
    terms          jsonb NOT NULL,
    last_day       date NOT NULL,
    standing       text NOT NULL,
    -- The rule that the terms break here, where they could not be made anything of.
    refused_rule   text,
    refused_detail text
);

-- Projection of this service's own log: what is owed, for lists and for waking what has fallen due.
CREATE TABLE obligation (
    agreement_id  text NOT NULL,
    obligation_id text NOT NULL,
    municipality  text NOT NULL,
    kind          text NOT NULL,
    title         text NOT NULL,
    -- Ids of parties or groups in the terms.
    answered_by   text[] NOT NULL,
    period_first  date,
    period_last   date,
    due_date      date,
    dating        text NOT NULL,
    settlement    text NOT NULL,
    clauses       text[] NOT NULL,
    calculation   text NOT NULL,
    overdue       boolean NOT NULL DEFAULT false,
    PRIMARY KEY (agreement_id, obligation_id)
);

CREATE INDEX obligation_by_due_date ON obligation (municipality, due_date, agreement_id, obligation_id);
CREATE INDEX obligation_awaited ON obligation (due_date) WHERE settlement = 'HERE' AND NOT overdue;

-- Everything that happened to each agreement, from all three services, as it arrived.
CREATE TABLE history (
    origin          text NOT NULL,
    position        bigint NOT NULL,
    agreement_id    text NOT NULL,
    municipality    text NOT NULL,
    recorded_at     timestamptz NOT NULL,
    effective_on    date,
    actor           text,
    reason          text,
    type            text NOT NULL,
    summary         text NOT NULL,
    cause_origin    text,
    cause_position  bigint,
    leaf_hash       text NOT NULL,
    entry           bytea NOT NULL,
    -- Where it is shown: recorded time, moved behind its cause and its predecessor if those clocks ran ahead, and a
    -- rank above theirs. Both null until its cause has arrived.
    shown_at        timestamptz,
    shown_rank      integer,
    PRIMARY KEY (origin, position),
    CHECK ((cause_origin IS NULL) = (cause_position IS NULL)),
    CHECK ((shown_at IS NULL) = (shown_rank IS NULL))
);

CREATE INDEX history_as_shown ON history (agreement_id, shown_at, shown_rank, origin, position);
CREATE INDEX history_of_origin ON history (agreement_id, origin, position);

GRANT USAGE ON SCHEMA service TO "${appRole}";
GRANT SELECT, INSERT, UPDATE, DELETE ON known_agreement, obligation TO "${appRole}";
GRANT SELECT, INSERT ON history TO "${appRole}";
GRANT UPDATE (shown_at, shown_rank) ON history TO "${appRole}";
