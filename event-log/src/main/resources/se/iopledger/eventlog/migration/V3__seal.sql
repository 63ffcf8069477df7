-- The log's Merkle tree and what was signed about it.
--
-- Who keeps what: this schema lets tiles only grow and checkpoints only follow one another, whoever writes, short of a
-- superuser or of the owner who takes the triggers away. That the hashes are those of the entries, and that a
-- checkpoint is signed, is the sealer's work; that neither was changed behind everybody's back is for a verifier to find
-- out, with a public key and a checkpoint from before.

CREATE TABLE eventlog.tile (
    level  smallint NOT NULL CHECK (level BETWEEN 0 AND 7),
    number bigint NOT NULL CHECK (number >= 0),
    -- 1 to 256 hashes; with 256 the tile is complete.
    hashes bytea NOT NULL CHECK (octet_length(hashes) BETWEEN 32 AND 8192 AND octet_length(hashes) % 32 = 0),
    PRIMARY KEY (level, number)
);

-- Hashes do not compress.
ALTER TABLE eventlog.tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

COMMENT ON TABLE eventlog.tile IS
    'The tree as C2SP tlog-tiles has it. The last tile of a level grows at its end; nothing else ever changes.';

CREATE TABLE eventlog.checkpoint (
    size      bigint PRIMARY KEY CHECK (size >= 0),
    root      bytea NOT NULL CHECK (octet_length(root) = 32),
    -- The signed note (C2SP tlog-checkpoint), byte for byte as it is served and published.
    note      text NOT NULL,
    sealed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

COMMENT ON TABLE eventlog.checkpoint IS 'Append-only: every checkpoint that was ever signed.';

CREATE FUNCTION eventlog.tile_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.level <> OLD.level OR NEW.number <> OLD.number
       OR octet_length(NEW.hashes) <= octet_length(OLD.hashes)
       OR substring(NEW.hashes FROM 1 FOR octet_length(OLD.hashes)) <> OLD.hashes THEN
        RAISE EXCEPTION 'the event log is append-only: tile % of level % can only grow at its end', OLD.number, OLD.level
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER tile_only_grows BEFORE UPDATE ON eventlog.tile
    FOR EACH ROW EXECUTE FUNCTION eventlog.tile_only_grows();

CREATE TRIGGER tile_stays BEFORE DELETE OR TRUNCATE ON eventlog.tile
    FOR EACH STATEMENT EXECUTE FUNCTION eventlog.refuse_change();

CREATE TRIGGER checkpoint_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON eventlog.checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION eventlog.refuse_change();

-- Stores what one seal adds: tiles and the checkpoint that follows the one of previous_size (-1: none yet), all or
-- nothing. False if another sealer was faster: the newest checkpoint is no longer of that size.
--
-- Must be VOLATILE, in a READ COMMITTED transaction of its own, as append_entries.
CREATE FUNCTION eventlog.seal(
    previous_size bigint, tile_levels smallint[], tile_numbers bigint[], tile_hashes bytea[],
    new_size bigint, new_root bytea, new_note text)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = eventlog, pg_temp
AS $$
BEGIN
    -- Sealers wait for one another here, and nobody else does; the statements below see what the one before stored.
    PERFORM pg_advisory_xact_lock(hashtextextended('se.iopledger.eventlog.seal', 0));
    IF coalesce((SELECT max(c.size) FROM checkpoint c), -1) <> previous_size THEN
        RETURN false;
    END IF;
    IF new_size <= previous_size OR new_size > (SELECT h.next_position FROM log_head h) THEN
        RAISE EXCEPTION 'a checkpoint of size % does not follow one of %, or the log is shorter', new_size, previous_size
            USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO tile (level, number, hashes)
    SELECT t.level, t.number, t.hashes FROM unnest(tile_levels, tile_numbers, tile_hashes) AS t (level, number, hashes)
    ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes;
    INSERT INTO checkpoint (size, root, note) VALUES (new_size, new_root, new_note);
    RETURN true;
END
$$;

REVOKE ALL ON FUNCTION eventlog.seal, eventlog.tile_only_grows FROM PUBLIC;
GRANT SELECT ON eventlog.tile, eventlog.checkpoint TO "${appRole}";
GRANT EXECUTE ON FUNCTION eventlog.seal TO "${appRole}";
