-- Identifiers are compared byte by byte: their order means nothing to anybody, and a language's rules cost more time
-- than all else in finding a place in an index.
ALTER TABLE eventlog.entry
    ALTER COLUMN stream_id TYPE text COLLATE "C",
    ALTER COLUMN municipality TYPE text COLLATE "C",
    ALTER COLUMN actor TYPE text COLLATE "C",
    ALTER COLUMN idempotency_key TYPE text COLLATE "C";

-- Appends a batch, fast where nothing is wrong with it: the whole batch is inserted at once, and the unique indexes and
-- one look at each predecessor say whether all of it was as expected. Only if not is each append judged by itself, by
-- append_entries, which says what became of which.
--
-- The arrays are those of append_entries. The caller numbers the appends from 0, in the order of their events.
--
-- One row with append_number NULL and verdict ALL_STORED: all events are stored, one after the other from
-- first_position to last_position, at recorded_at. Otherwise the rows of append_entries.
--
-- Must be VOLATILE, in a READ COMMITTED transaction of its own, as append_entries.
CREATE FUNCTION eventlog.append_batch(
    append_numbers integer[], stream_ids text[], stream_sequences bigint[], event_ids uuid[], types text[],
    municipalities text[], actors text[], idempotency_keys text[], tails bytea[])
RETURNS TABLE (append_number integer, verdict text, stream_id text, last_sequence bigint,
               first_position bigint, last_position bigint, recorded_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = eventlog, pg_temp
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
    v_next    bigint;
    v_last    timestamptz;
    v_now     timestamptz;
    v_opening text;
    v_stored  bigint;
BEGIN
    SELECT h.next_position, h.last_recorded_at INTO STRICT v_next, v_last FROM log_head h FOR UPDATE;
    v_now := greatest(v_last, clock_timestamp());
    v_opening := '","recordedtime":"' || to_char(v_now AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '",';
    BEGIN
        INSERT INTO entry (position, stream_id, stream_sequence, event_id, type, recorded_at,
                           municipality, actor, idempotency_key, entry)
        SELECT i.position, i.stream_id, i.stream_sequence, i.event_id, i.type, v_now,
               i.municipality, i.actor, i.idempotency_key,
               convert_to('{"specversion":"1.0","sequence":"' || i.position || v_opening, 'UTF8') || i.tail
        -- In the list rather than in FROM, where each array would be written out as a table first.
        FROM (SELECT generate_series(v_next, v_next + cardinality(tails) - 1) AS position,
                     unnest(stream_ids) AS stream_id, unnest(stream_sequences) AS stream_sequence,
                     unnest(event_ids) AS event_id, unnest(types) AS type, unnest(municipalities) AS municipality,
                     unnest(actors) AS actor, unnest(idempotency_keys) AS idempotency_key, unnest(tails) AS tail) i;
        GET DIAGNOSTICS v_stored = ROW_COUNT;
        -- A sequence that is taken has met the unique index; one that would leave a gap has no predecessor.
        PERFORM FROM unnest(stream_ids, stream_sequences) AS i (stream_id, stream_sequence)
        WHERE i.stream_sequence > 0
          AND (SELECT true FROM entry x
               WHERE x.stream_id = i.stream_id AND x.stream_sequence = i.stream_sequence - 1 LIMIT 1) IS NULL;
        IF NOT FOUND THEN
            UPDATE log_head SET next_position = v_next + v_stored, last_recorded_at = v_now;
            RETURN QUERY SELECT NULL::integer, 'ALL_STORED', NULL::text, NULL::bigint,
                                v_next, v_next + v_stored - 1, v_now;
            RETURN;
        END IF;
        RAISE unique_violation;
    EXCEPTION WHEN unique_violation THEN
        -- What was inserted is undone; the lock stays.
    END;
    RETURN QUERY SELECT * FROM append_entries(append_numbers, stream_ids, stream_sequences, event_ids, types,
                                              municipalities, actors, idempotency_keys, tails);
END
$$;

REVOKE ALL ON FUNCTION eventlog.append_batch FROM PUBLIC;
REVOKE ALL ON FUNCTION eventlog.append_entries FROM "${appRole}";
GRANT EXECUTE ON FUNCTION eventlog.append_batch TO "${appRole}";
