-- What operators decided when a log took no writes because entries of it were missing, or might have been. Rows stay: who
-- decided, when, and why.
CREATE TABLE eventlog.write_decision (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- Why the log took no writes, as the operator was told.
    refusal     text NOT NULL,
    log_size    bigint NOT NULL CHECK (log_size >= 0),
    -- How many entries the log is known to have had; what is missing up to here is given up. Null: that was not known.
    stated_size bigint CHECK (stated_size > log_size),
    decided_by  text NOT NULL,
    reason      text NOT NULL,
    decided_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TRIGGER write_decision_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON eventlog.write_decision
    FOR EACH STATEMENT EXECUTE FUNCTION eventlog.refuse_change();

GRANT SELECT, INSERT ON eventlog.write_decision TO "${appRole}";
