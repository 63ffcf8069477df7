-- append_batch as before, but the head row is moved on by the first statement rather than locked by it and moved later:
-- one change of the row instead of two, of which the second, in a subtransaction, made a multixact of each append.
-- If the batch is not all right, undoing it lets the row go too; append_entries locks it again and looks afresh.
CREATE OR REPLACE FUNCTION eventlog.append_batch(
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
    v_events  integer := cardinality(tails);
    v_next    bigint;
    v_now     timestamptz;
    v_opening text;
BEGIN
    BEGIN
        UPDATE log_head h
        SET next_position = h.next_position + v_events,
            last_recorded_at = greatest(h.last_recorded_at, clock_timestamp())
        RETURNING h.next_position - v_events, h.last_recorded_at INTO STRICT v_next, v_now;
        v_opening := '","recordedtime":"' || to_char(v_now AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '",';
        INSERT INTO entry (position, stream_id, stream_sequence, event_id, type, recorded_at,
                           municipality, actor, idempotency_key, entry)
        SELECT i.position, i.stream_id, i.stream_sequence, i.event_id, i.type, v_now,
               i.municipality, i.actor, i.idempotency_key,
               convert_to('{"specversion":"1.0","sequence":"' || i.position || v_opening, 'UTF8') || i.tail
        -- In the list rather than in FROM, where each array would be written out as a table first.
        FROM (SELECT generate_series(v_next, v_next + v_events - 1) AS position,
                     unnest(stream_ids) AS stream_id, unnest(stream_sequences) AS stream_sequence,
                     unnest(event_ids) AS event_id, unnest(types) AS type, unnest(municipalities) AS municipality,
                     unnest(actors) AS actor, unnest(idempotency_keys) AS idempotency_key, unnest(tails) AS tail) i;
        -- A sequence that is taken has met the unique index; one that would leave a gap has no predecessor.
        PERFORM FROM unnest(stream_ids, stream_sequences) AS i (stream_id, stream_sequence)
        WHERE i.stream_sequence > 0
          AND (SELECT true FROM entry x
               WHERE x.stream_id = i.stream_id AND x.stream_sequence = i.stream_sequence - 1 LIMIT 1) IS NULL;
        IF NOT FOUND THEN
            RETURN QUERY SELECT NULL::integer, 'ALL_STORED', NULL::text, NULL::bigint,
                                v_next, v_next + v_events - 1, v_now;
            RETURN;
        END IF;
        RAISE unique_violation;
    EXCEPTION WHEN unique_violation THEN
        -- All of it is undone, the lock with it.
    END;
    RETURN QUERY SELECT * FROM append_entries(append_numbers, stream_ids, stream_sequences, event_ids, types,
                                              municipalities, actors, idempotency_keys, tails);
END
$$;
