-- Entries that an inbox received and could not handle, and those of the same stream that came after them. Nothing is
-- removed: a row tells what was decided, by whom and why.
CREATE TABLE eventlog.dead_letter (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    inbox           text NOT NULL,
    topic           text NOT NULL,
    partition       integer NOT NULL,
    stream_id       text NOT NULL,
    position        bigint NOT NULL,
    -- The document as it was received, byte for byte: what is encrypted in the log is encrypted here.
    entry           bytea NOT NULL,
    -- How often it has failed; 0 for one that only waits behind another.
    attempts        integer NOT NULL CHECK (attempts >= 0),
    failure         text,
    parked_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    state           text NOT NULL DEFAULT 'PARKED' CHECK (state IN ('PARKED', 'RETRIED', 'DISCARDED')),
    decided_at      timestamptz,
    decided_by      text,
    decision_reason text,
    CONSTRAINT dead_letter_once_per_entry UNIQUE (inbox, topic, position),
    CHECK ((state = 'PARKED') = (decided_at IS NULL)),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK (state <> 'DISCARDED' OR decision_reason IS NOT NULL)
);

CREATE INDEX dead_letter_parked ON eventlog.dead_letter (inbox, topic, stream_id, position) WHERE state = 'PARKED';

GRANT SELECT, INSERT ON eventlog.dead_letter TO "${appRole}";
GRANT UPDATE (attempts, failure, state, decided_at, decided_by, decision_reason) ON eventlog.dead_letter
    TO "${appRole}";
