-- The event log of one service. The owner of this schema migrates; the service itself connects as ${appRole}, which
-- owns nothing, may read, and may write entries only through append_entries.

CREATE TABLE eventlog.entry (
    position        bigint PRIMARY KEY CHECK (position >= 0),
    stream_id       text NOT NULL,
    stream_sequence bigint NOT NULL CHECK (stream_sequence >= 0),
    event_id        uuid NOT NULL,
    type            text NOT NULL,
    recorded_at     timestamptz NOT NULL,
    municipality    text,
    actor           text,
    -- On the first entry of an append only, though the document of each entry names it.
    idempotency_key text,
    entry           bytea NOT NULL CHECK (octet_length(entry) BETWEEN 2 AND 65535),
    CONSTRAINT entry_once_per_stream_sequence UNIQUE (stream_id, stream_sequence),
    CONSTRAINT entry_once_per_event UNIQUE (event_id),
    CHECK (idempotency_key IS NULL OR (municipality IS NOT NULL AND actor IS NOT NULL))
);

CREATE UNIQUE INDEX entry_once_per_idempotency_key ON eventlog.entry (municipality, actor, idempotency_key)
    WHERE idempotency_key IS NOT NULL;

-- Compressing would cost time under the lock that all appends share.
ALTER TABLE eventlog.entry ALTER COLUMN entry SET STORAGE EXTERNAL;

COMMENT ON TABLE eventlog.entry IS
    'Append-only. The column entry holds the CloudEvents document; all other columns are indexes on it.';

CREATE TABLE eventlog.log_head (
    only_row         boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    next_position    bigint NOT NULL CHECK (next_position >= 0),
    last_recorded_at timestamptz NOT NULL
);

INSERT INTO eventlog.log_head (next_position, last_recorded_at) VALUES (0, '-infinity');

-- Every append rewrites the head row; room on the page keeps that off the index.
ALTER TABLE eventlog.log_head SET (fillfactor = 10, autovacuum_vacuum_threshold = 1000);

CREATE TABLE eventlog.snapshot (
    stream_id        text PRIMARY KEY,
    stream_sequence  bigint NOT NULL,
    aggregate_type   text,
    event_id         text NOT NULL,
    payload_type     text NOT NULL,
    payload_revision text,
    payload          bytea NOT NULL,
    metadata         bytea NOT NULL,
    taken_at         timestamptz NOT NULL
);

COMMENT ON TABLE eventlog.snapshot IS 'A cache: can be emptied at any time.';

CREATE TABLE eventlog.publisher_checkpoint (
    topic       text NOT NULL,
    partition   integer NOT NULL,
    -- The last entry that the broker acknowledged in this partition, all before it acknowledged too; -1: none.
    position    bigint NOT NULL,
    leaf_hash   bytea,
    -- Up to here in the log, all that belongs in this partition is acknowledged.
    complete_to bigint NOT NULL,
    PRIMARY KEY (topic, partition),
    CHECK ((position = -1) = (leaf_hash IS NULL)),
    CHECK (complete_to >= position)
);

CREATE TABLE eventlog.inbox_partition (
    inbox       text NOT NULL,
    topic       text NOT NULL,
    partition   integer NOT NULL,
    topic_id    text NOT NULL,
    next_offset bigint NOT NULL,
    -- The highest position accepted from this partition and its leaf hash; -1: none.
    position    bigint NOT NULL,
    leaf_hash   bytea,
    -- Raised by each consumer that takes the partition over; only the last one may go on.
    epoch       bigint NOT NULL,
    PRIMARY KEY (inbox, topic, partition),
    CHECK ((position = -1) = (leaf_hash IS NULL))
);

CREATE FUNCTION eventlog.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the event log is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON eventlog.entry
    FOR EACH STATEMENT EXECUTE FUNCTION eventlog.refuse_change();

CREATE TRIGGER log_head_stays BEFORE DELETE OR TRUNCATE ON eventlog.log_head
    FOR EACH STATEMENT EXECUTE FUNCTION eventlog.refuse_change();

-- Appends a batch. Each append in it is stored whole or not at all, whatever becomes of the others.
--
-- The arrays have one element per event, in the order wanted; append_numbers says which append an event belongs to.
-- The caller keeps any two appends of one batch apart in streams and in idempotency keys.
--
-- One row per append: verdict STORED (with its positions, also when it had been stored before), CONFLICT (with the
-- stream that is elsewhere and its last sequence) or KEY_USED.
--
-- Must be VOLATILE, in a READ COMMITTED transaction of its own: then each statement below takes its own snapshot, and
-- those after the lock see all that was committed by whoever held the lock before.
CREATE FUNCTION eventlog.append_entries(
    append_numbers integer[], stream_ids text[], stream_sequences bigint[], event_ids uuid[], types text[],
    municipalities text[], actors text[], idempotency_keys text[], tails bytea[])
RETURNS TABLE (append_number integer, verdict text, stream_id text, last_sequence bigint,
               first_position bigint, last_position bigint, recorded_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
-- The plans must not depend on what the statistics said when the table was small.
SET search_path = eventlog, pg_temp
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
    v_next   bigint;
    v_last   timestamptz;
    v_now    timestamptz;
    v_opening text;
BEGIN
    SELECT h.next_position, h.last_recorded_at INTO STRICT v_next, v_last FROM log_head h FOR UPDATE;
    v_now := greatest(v_last, clock_timestamp());
    v_opening := '","recordedtime":"' || to_char(v_now AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '",';

    RETURN QUERY
    WITH incoming AS MATERIALIZED (
        SELECT i.* FROM unnest(append_numbers, stream_ids, stream_sequences, event_ids, types,
                               municipalities, actors, idempotency_keys, tails)
            WITH ORDINALITY AS i (append_number, stream_id, stream_sequence, event_id, type,
                                  municipality, actor, idempotency_key, tail, ordinal)
    ),
    -- LIMIT makes each lookup one in an index. As EXISTS or a plain join it may become a pass over the whole table,
    -- under the lock, for as long as the statistics still say that the table is small.
    looked_up AS MATERIALIZED (
        SELECT i.append_number, i.stream_id, i.stream_sequence,
               e.position AS known_position, e.recorded_at AS known_recorded_at,
               e.stream_id = i.stream_id AND e.stream_sequence = i.stream_sequence AS same,
               k.position IS NOT NULL AS key_used
        FROM incoming i
        LEFT JOIN LATERAL (
            SELECT x.position, x.stream_id, x.stream_sequence, x.recorded_at
            FROM entry x WHERE x.event_id = i.event_id LIMIT 1) e ON true
        LEFT JOIN LATERAL (
            SELECT x.position
            FROM entry x WHERE x.municipality = i.municipality AND x.actor = i.actor
                           AND x.idempotency_key = i.idempotency_key LIMIT 1) k ON true
    ),
    streams AS MATERIALIZED (
        SELECT s.append_number, s.stream_id, coalesce(last.stream_sequence, -1) AS last_sequence,
               s.whole AND s.first_sequence = coalesce(last.stream_sequence, -1) + 1 AS as_expected
        FROM (SELECT i.append_number, i.stream_id, min(i.stream_sequence) AS first_sequence,
                     max(i.stream_sequence) - min(i.stream_sequence) + 1 = count(*) AS whole
              FROM incoming i GROUP BY i.append_number, i.stream_id) s
        LEFT JOIN LATERAL (
            SELECT x.stream_sequence FROM entry x WHERE x.stream_id = s.stream_id
            ORDER BY x.stream_sequence DESC LIMIT 1) last ON true
    ),
    stream_verdicts AS (
        SELECT s.append_number, bool_and(s.as_expected) AS as_expected,
               coalesce(min(s.stream_id) FILTER (WHERE NOT s.as_expected), min(s.stream_id)) AS stream_id
        FROM streams s GROUP BY s.append_number
    ),
    event_verdicts AS (
        SELECT l.append_number, count(*) AS events,
               count(l.known_position) AS known_events, count(*) FILTER (WHERE l.same) AS same_events,
               min(l.known_position) AS first_position, max(l.known_position) AS last_position,
               min(l.known_recorded_at) AS recorded_at, bool_or(l.key_used) AS key_used
        FROM looked_up l GROUP BY l.append_number
    ),
    judged AS MATERIALIZED (
        SELECT e.append_number, s.stream_id, e.first_position, e.last_position, e.recorded_at,
               CASE WHEN e.same_events = e.events AND e.last_position - e.first_position + 1 = e.events THEN 'STORED'
                    WHEN e.key_used THEN 'KEY_USED'
                    WHEN NOT s.as_expected OR e.known_events > 0 THEN 'CONFLICT'
                    ELSE 'NEW' END AS verdict
        FROM event_verdicts e JOIN stream_verdicts s ON s.append_number = e.append_number
    ),
    placed AS MATERIALIZED (
        SELECT i.*, v_next - 1 + row_number() OVER (ORDER BY i.ordinal) AS position
        FROM incoming i JOIN judged j ON j.append_number = i.append_number WHERE j.verdict = 'NEW'
    ),
    inserted AS (
        INSERT INTO entry (position, stream_id, stream_sequence, event_id, type, recorded_at,
                           municipality, actor, idempotency_key, entry)
        SELECT p.position, p.stream_id, p.stream_sequence, p.event_id, p.type, v_now,
               p.municipality, p.actor, p.idempotency_key,
               convert_to('{"specversion":"1.0","sequence":"' || p.position || v_opening, 'UTF8') || p.tail
        FROM placed p ORDER BY p.position
    ),
    moved AS (
        UPDATE log_head h SET next_position = v_next + c.stored, last_recorded_at = v_now
        FROM (SELECT count(*) AS stored FROM placed) c WHERE c.stored > 0
    ),
    given AS (
        SELECT p.append_number, min(p.position) AS first_position, max(p.position) AS last_position
        FROM placed p GROUP BY p.append_number
    )
    SELECT j.append_number, CASE j.verdict WHEN 'NEW' THEN 'STORED' ELSE j.verdict END, j.stream_id,
           CASE j.verdict WHEN 'CONFLICT' THEN (
               SELECT s.last_sequence FROM streams s
               WHERE s.append_number = j.append_number AND s.stream_id = j.stream_id) END,
           coalesce(g.first_position, j.first_position), coalesce(g.last_position, j.last_position),
           CASE j.verdict WHEN 'NEW' THEN v_now ELSE j.recorded_at END
    FROM judged j LEFT JOIN given g ON g.append_number = j.append_number;
END
$$;

-- The last position recorded by a time, or -1. Recorded times never run backwards along positions, so halving finds
-- it without an index of their own.
CREATE FUNCTION eventlog.position_at(wanted timestamptz) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_low    bigint := -1;
    v_high   bigint := (SELECT h.next_position FROM eventlog.log_head h);
    v_middle bigint;
BEGIN
    WHILE v_high - v_low > 1 LOOP
        v_middle := (v_low + v_high) / 2;
        IF (SELECT e.recorded_at FROM eventlog.entry e WHERE e.position = v_middle) <= wanted THEN
            v_low := v_middle;
        ELSE
            v_high := v_middle;
        END IF;
    END LOOP;
    RETURN v_low;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA eventlog FROM PUBLIC;
GRANT USAGE ON SCHEMA eventlog TO "${appRole}";
GRANT SELECT ON eventlog.entry, eventlog.log_head TO "${appRole}";
GRANT SELECT, INSERT, UPDATE, DELETE ON eventlog.snapshot, eventlog.publisher_checkpoint, eventlog.inbox_partition
    TO "${appRole}";
GRANT EXECUTE ON FUNCTION eventlog.append_entries, eventlog.position_at TO "${appRole}";
