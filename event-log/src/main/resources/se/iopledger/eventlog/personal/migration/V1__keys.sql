-- The keys of data subjects, in a database that is backed up apart from the log: a copy of the log must not bring a key
-- back. The owner of this schema migrates; the service connects as ${appRole}.

CREATE TABLE keys.subject_key (
    data_subject  text PRIMARY KEY,
    -- Which master key the wrapped key can be opened with.
    master_key_id text NOT NULL,
    wrapped       bytea NOT NULL CHECK (octet_length(wrapped) = 12 + 32 + 16),
    made_at       timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Who must never have a key again. Written in the transaction that deletes the key, before the log says "erased"; what
-- stands here and not in the log is carried on from here.
CREATE TABLE keys.erasure (
    data_subject   text PRIMARY KEY,
    stream_id      text NOT NULL,
    municipality   text NOT NULL,
    erased_on      date NOT NULL,
    ground         text NOT NULL,
    -- The request that asked for it; absent where the erasure was found in the log.
    actor          text,
    reason         text,
    request_key    text,
    request_digest text,
    asked_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    recorded       boolean NOT NULL,
    CHECK ((actor IS NULL) = (request_key IS NULL) AND (actor IS NULL) = (request_digest IS NULL))
);

CREATE INDEX erasure_not_recorded ON keys.erasure (asked_at) WHERE NOT recorded;

-- Until the end of the transaction: nobody else makes or deletes this subject's key.
CREATE FUNCTION keys.lock_subject(data_subject text) RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(hashtextextended(data_subject, 1229999180))
$$;

-- Also against rows that come from elsewhere, such as an older copy of the table.
CREATE FUNCTION keys.refuse_key_of_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM keys.lock_subject(NEW.data_subject);
    -- A statement of its own, whose snapshot is taken after the wait.
    IF EXISTS (SELECT FROM keys.erasure e WHERE e.data_subject = NEW.data_subject) THEN
        RAISE EXCEPTION 'the data subject % is erased and gets no key', NEW.data_subject
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER an_erased_subject_gets_no_key BEFORE INSERT OR UPDATE ON keys.subject_key
    FOR EACH ROW EXECUTE FUNCTION keys.refuse_key_of_erased();

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA keys FROM PUBLIC;
GRANT USAGE ON SCHEMA keys TO "${appRole}";
GRANT EXECUTE ON FUNCTION keys.lock_subject TO "${appRole}";
GRANT SELECT, INSERT, DELETE ON keys.subject_key TO "${appRole}";
GRANT UPDATE (master_key_id, wrapped) ON keys.subject_key TO "${appRole}";
GRANT SELECT, INSERT ON keys.erasure TO "${appRole}";
GRANT UPDATE (recorded) ON keys.erasure TO "${appRole}";
