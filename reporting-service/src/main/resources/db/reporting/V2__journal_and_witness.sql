-- The journal: every entry of every log as it was received, and the Merkle tree over what came without a gap.
--
-- Who keeps what: this schema lets entries only be added and tiles only grow, whoever writes, short of a superuser or of
-- the owner who takes the triggers away. A leaf hash is that of the bytes beside it, or it is not taken.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TABLE journal_entry (
    -- Which log, as its entries name it.
    source      text NOT NULL,
    position    bigint NOT NULL CHECK (position >= 0),
    bytes       bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 2 AND 65535),
    -- RFC 6962, section 2.1.
    leaf_hash   bytea NOT NULL CHECK (leaf_hash = sha256('\x00'::bytea || bytes)),
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (source, position)
);

ALTER TABLE journal_entry ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TRIGGER journal_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- How many entries from position 0 on, without a gap, are in the tree.
CREATE TABLE journal_tree (
    source text PRIMARY KEY,
    size   bigint NOT NULL CHECK (size >= 0)
);

CREATE TABLE journal_tile (
    source text NOT NULL,
    level  smallint NOT NULL CHECK (level BETWEEN 0 AND 7),
    number bigint NOT NULL CHECK (number >= 0),
    -- 1 to 256 hashes; with 256 the tile is complete.
    hashes bytea NOT NULL CHECK (octet_length(hashes) BETWEEN 32 AND 8192 AND octet_length(hashes) % 32 = 0),
    PRIMARY KEY (source, level, number)
);

ALTER TABLE journal_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

CREATE FUNCTION journal_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'journal_tree' THEN
        IF NEW.source = OLD.source AND NEW.size > OLD.size THEN
            RETURN NEW;
        END IF;
    ELSIF NEW.source = OLD.source AND NEW.level = OLD.level AND NEW.number = OLD.number
          AND octet_length(NEW.hashes) > octet_length(OLD.hashes)
          AND substring(NEW.hashes FROM 1 FOR octet_length(OLD.hashes)) = OLD.hashes THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'append-only: % can only grow at its end', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER journal_tree_only_grows BEFORE UPDATE ON journal_tree
    FOR EACH ROW EXECUTE FUNCTION journal_only_grows();
CREATE TRIGGER journal_tile_only_grows BEFORE UPDATE ON journal_tile
    FOR EACH ROW EXECUTE FUNCTION journal_only_grows();
CREATE TRIGGER journal_tree_stays BEFORE DELETE OR TRUNCATE ON journal_tree
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_tile_stays BEFORE DELETE OR TRUNCATE ON journal_tile
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The witness: every checkpoint that a log's key signed and that was received, and what came of it.
CREATE TABLE witness_checkpoint (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    origin      text NOT NULL,
    size        bigint NOT NULL CHECK (size >= 0),
    -- The signed note (C2SP tlog-checkpoint), byte for byte.
    note        text NOT NULL,
    received_at timestamptz NOT NULL,
    outcome     text NOT NULL DEFAULT 'WAITING' CHECK (outcome IN ('WAITING', 'COSIGNED', 'REPEATED', 'REFUSED')),
    -- The note with the witness's signature under the log's.
    cosigned    text,
    CHECK ((outcome = 'COSIGNED') = (cosigned IS NOT NULL))
);

CREATE INDEX witness_checkpoint_waiting ON witness_checkpoint (origin, id) WHERE outcome = 'WAITING';
-- One size is cosigned once.
CREATE UNIQUE INDEX witness_checkpoint_cosigned ON witness_checkpoint (origin, size) WHERE outcome = 'COSIGNED';

CREATE FUNCTION witness_judges_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.outcome <> 'WAITING' THEN
        RAISE EXCEPTION 'append-only: checkpoint % was judged', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER witness_checkpoint_is_judged_once BEFORE UPDATE ON witness_checkpoint
    FOR EACH ROW EXECUTE FUNCTION witness_judges_once();
CREATE TRIGGER witness_checkpoint_stays BEFORE DELETE OR TRUNCATE ON witness_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- How far the topic of checkpoints is read.
CREATE TABLE witness_progress (
    topic       text PRIMARY KEY,
    topic_id    text NOT NULL,
    next_offset bigint NOT NULL CHECK (next_offset >= 0)
);

CREATE TABLE witness_alarm (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- Of which log; as it calls itself, where it is none that the witness knows.
    origin         text NOT NULL,
    kind           text NOT NULL,
    -- What differs, for a person, as it was first seen.
    what           text NOT NULL,
    -- The first position known to differ or to be missing, where one is known.
    position       bigint,
    -- Up to this size log and witness agreed before.
    agreed_size    bigint,
    -- The size that the log states.
    stated_size    bigint,
    times          bigint NOT NULL DEFAULT 1,
    raised_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_raised_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    decided_at     timestamptz,
    decided_by     text,
    reason         text,
    CHECK ((decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL) = (reason IS NULL))
);

-- The same again is counted, not listed.
CREATE UNIQUE INDEX witness_alarm_undecided ON witness_alarm (origin, kind) WHERE decided_at IS NULL;

CREATE FUNCTION witness_decides_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.decided_at IS NOT NULL THEN
        RAISE EXCEPTION 'append-only: alarm % was decided', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER witness_alarm_is_decided_once BEFORE UPDATE ON witness_alarm
    FOR EACH ROW EXECUTE FUNCTION witness_decides_once();
CREATE TRIGGER witness_alarm_stays BEFORE DELETE OR TRUNCATE ON witness_alarm
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

REVOKE ALL ON FUNCTION refuse_change, journal_only_grows, witness_judges_once, witness_decides_once FROM PUBLIC;
GRANT SELECT, INSERT ON journal_entry TO "${appRole}";
GRANT SELECT, INSERT, UPDATE ON journal_tree, journal_tile, witness_progress TO "${appRole}";
GRANT SELECT, INSERT ON witness_checkpoint, witness_alarm TO "${appRole}";
GRANT UPDATE (outcome, cosigned) ON witness_checkpoint TO "${appRole}";
GRANT UPDATE (times, last_raised_at, decided_at, decided_by, reason) ON witness_alarm TO "${appRole}";
