-- What operators asked to have published again. Rows stay: who asked, when, and why.
CREATE TABLE eventlog.publisher_repeat (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic         text NOT NULL,
    from_position bigint NOT NULL CHECK (from_position >= 0),
    asked_by      text NOT NULL,
    reason        text NOT NULL,
    asked_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- When the publisher that leads went back; null: not yet.
    begun_at      timestamptz
);

CREATE INDEX publisher_repeat_not_begun ON eventlog.publisher_repeat (topic) WHERE begun_at IS NULL;

GRANT SELECT, INSERT, UPDATE (begun_at) ON eventlog.publisher_repeat TO "${appRole}";
