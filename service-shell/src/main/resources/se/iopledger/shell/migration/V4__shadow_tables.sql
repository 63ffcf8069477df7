-- A projection is rebuilt in temporary copies of its tables. The service's role may not make tables, not even temporary
-- ones; this function makes those copies and nothing else, for the caller's session.
CREATE FUNCTION shell.make_shadow_tables(table_names text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = service, pg_temp
AS $$
DECLARE
    v_table      text;
    v_reference  text;
    v_references text[] := '{}';
BEGIN
    -- Told while the tables that serve are found first, so that the referred table is named without its schema.
    FOREACH v_table IN ARRAY table_names LOOP
        FOR v_reference IN
            SELECT format('ALTER TABLE pg_temp.%I ADD %s', v_table, pg_get_constraintdef(c.oid))
            FROM pg_constraint c
            WHERE c.contype = 'f' AND c.conrelid = format('service.%I', v_table)::regclass ORDER BY c.conname
        LOOP
            v_references := v_references || v_reference;
        END LOOP;
    END LOOP;
    FOREACH v_table IN ARRAY table_names LOOP
        EXECUTE format('CREATE TEMPORARY TABLE %I (LIKE service.%I INCLUDING ALL)', v_table, v_table);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON pg_temp.%I TO %I', v_table, '${appRole}');
    END LOOP;
    -- A copy refers to the other copies, not to the tables that serve.
    PERFORM set_config('search_path', 'pg_temp', true);
    FOREACH v_reference IN ARRAY v_references LOOP
        EXECUTE v_reference;
    END LOOP;
END
$$;

REVOKE ALL ON FUNCTION shell.make_shadow_tables FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shell.make_shadow_tables TO "${appRole}";
