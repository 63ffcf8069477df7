package se.iopledger.reporting.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EntryAttributes;
import se.iopledger.reporting.history.Happening.CausedBy;
import se.iopledger.reporting.paging.PageRequest;

/**
 * The table of everything that happened. An agreement's lines are in the order of recorded time, then of origin and
 * position; but nothing stands before what caused it or before an earlier entry of its own log, even where the clocks
 * of two databases disagree. A line whose cause has not arrived yet waits, and is counted.
 */
@Component
class History {
    static final int SORT_KEY_PARTS = 4;

    private final JdbcClient tables;

    History(JdbcClient tables) {
        this.tables = tables;
    }

    /**
     * Takes an entry in and shows what can be shown by it.
     *
     * @param transaction the inbox's, so that it happens once
     */
    void take(Entry entry, String municipality, String summary, JdbcClient transaction) {
        lock(entry.streamId(), transaction);
        insert(entry, municipality, summary, transaction);
        int shown;
        do {
            // What waited for this entry may be waited for itself.
            shown = showWhatCanBeShown(entry.streamId(), transaction);
        } while (shown > 0);
    }

    /**
     * The topics are read side by side: without this, cause and effect could arrive at once and miss each other. The lock
     * is on an agreement in one table: a copy of it that is filled anew gets in nobody's way.
     */
    private static void lock(String agreementId, JdbcClient transaction) {
        transaction
                .sql(
                        "SELECT pg_advisory_xact_lock(hashtextextended(:agreement, 'history'::regclass::oid::bigint))::text")
                .param("agreement", agreementId)
                .query()
                .singleValue();
    }

    private static void insert(Entry entry, String municipality, String summary, JdbcClient transaction) {
        transaction
                .sql("""
                        INSERT INTO history
                            (origin, position, agreement_id, municipality, recorded_at, effective_on, actor, reason,
                             type, summary, cause_origin, cause_position, leaf_hash, entry)
                        VALUES
                            (:origin, :position, :agreement, :municipality, :recordedAt, :effectiveOn, :actor, :reason,
                             :type, :summary, :causeOrigin, :causePosition, :leafHash, :entry)
                        ON CONFLICT (origin, position) DO NOTHING""")
                .param("origin", entry.source())
                .param("position", entry.position())
                .param("agreement", entry.streamId())
                .param("municipality", municipality)
                .param("recordedAt", utc(entry.recordedTime()))
                .param("effectiveOn", attribute(entry, EntryAttributes.EFFECTIVE, LocalDate::parse))
                .param("actor", attribute(entry, EntryAttributes.ACTOR, text -> text))
                .param("reason", attribute(entry, EntryAttributes.REASON, text -> text))
                .param("type", entry.type())
                .param("summary", summary)
                .param("causeOrigin", attribute(entry, EntryAttributes.CAUSE_ORIGIN, text -> text))
                .param("causePosition", attribute(entry, EntryAttributes.CAUSE_POSITION, Long::valueOf))
                .param("leafHash", entry.leafHashHex())
                .param("entry", entry.bytes())
                .update();
    }

    private static int showWhatCanBeShown(String agreementId, JdbcClient transaction) {
        return transaction.sql("""
                        UPDATE history SET
                            shown_at = greatest(waiting.recorded_at, before.shown_at, cause.shown_at),
                            shown_rank = 1 + greatest(0, before.shown_rank, cause.shown_rank)
                        FROM history AS waiting
                        LEFT JOIN LATERAL (
                            SELECT true AS there, earlier.shown_at, earlier.shown_rank FROM history AS earlier
                            WHERE earlier.agreement_id = waiting.agreement_id AND earlier.origin = waiting.origin
                              AND earlier.position < waiting.position
                            ORDER BY earlier.position DESC LIMIT 1) AS before ON true
                        LEFT JOIN history AS cause
                            ON cause.origin = waiting.cause_origin AND cause.position = waiting.cause_position
                        WHERE history.origin = waiting.origin AND history.position = waiting.position
                          AND waiting.agreement_id = :agreement AND waiting.shown_at IS NULL
                          AND (before.there IS NULL OR before.shown_at IS NOT NULL)
                          AND (waiting.cause_origin IS NULL OR cause.shown_at IS NOT NULL)""").param("agreement", agreementId).update();
    }

    /** The municipality that an agreement belongs to; empty where nothing of it has arrived. */
    Optional<String> municipalityOf(String agreementId) {
        return tables.sql("SELECT municipality FROM history WHERE agreement_id = :agreement LIMIT 1")
                .param("agreement", agreementId)
                .query(String.class)
                .optional();
    }

    /** How many lines have arrived before their cause. */
    int waitingOf(String agreementId) {
        return tables.sql("SELECT count(*) FROM history WHERE agreement_id = :agreement AND shown_at IS NULL")
                .param("agreement", agreementId)
                .query(Integer.class)
                .single();
    }

    /** A page of an agreement's history, the oldest first. */
    PageRequest.Page<Happening> page(String agreementId, PageRequest wanted) {
        JdbcClient.StatementSpec query = tables.sql(
                        """
                        SELECT origin, position, recorded_at, effective_on, actor, reason, type, summary, cause_origin,
                               cause_position, leaf_hash, shown_at, shown_rank
                        FROM history WHERE agreement_id = :agreement AND shown_at IS NOT NULL %s
                        ORDER BY shown_at, shown_rank, origin, position LIMIT :limit""".formatted(
                                        wanted.after().isEmpty()
                                                ? ""
                                                : "AND (shown_at, shown_rank, origin, position) > (:at, :rank, :origin, :position)"))
                .param("agreement", agreementId)
                .param("limit", wanted.limit() + 1);
        if (!wanted.after().isEmpty()) {
            query = query.param("at", utc(wanted.part(0, Instant::parse)))
                    .param("rank", wanted.part(1, Integer::valueOf))
                    .param("origin", wanted.part(2, text -> text))
                    .param("position", wanted.part(3, Long::valueOf));
        }
        PageRequest.Page<Shown> page =
                wanted.page(query.query((row, number) -> shown(row)).list(), Shown::sortKey);
        return new PageRequest.Page<>(page.rows().stream().map(Shown::happening).toList(), page.next());
    }

    /** The exact bytes of one entry of an agreement. */
    Optional<byte[]> entry(String agreementId, String origin, long position) {
        return tables.sql("""
                        SELECT entry FROM history
                        WHERE agreement_id = :agreement AND origin = :origin AND position = :position""")
                .param("agreement", agreementId)
                .param("origin", origin)
                .param("position", position)
                .query((row, number) -> row.getBytes("entry"))
                .optional();
    }

    private record Shown(Happening happening, Instant at, int rank) {
        List<String> sortKey() {
            return List.of(
                    at.toString(), String.valueOf(rank), happening.origin(), String.valueOf(happening.position()));
        }
    }

    private static Shown shown(ResultSet row) throws SQLException {
        @Nullable String causeOrigin = row.getString("cause_origin");
        return new Shown(
                new Happening(
                        row.getString("origin"),
                        row.getLong("position"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getObject("effective_on", LocalDate.class),
                        row.getString("actor"),
                        row.getString("reason"),
                        row.getString("type"),
                        row.getString("summary"),
                        causeOrigin == null ? null : new CausedBy(causeOrigin, row.getLong("cause_position")),
                        row.getString("leaf_hash")),
                row.getObject("shown_at", OffsetDateTime.class).toInstant(),
                row.getInt("shown_rank"));
    }

    private static <T> @Nullable T attribute(Entry entry, String name, java.util.function.Function<String, T> reader) {
        return entry.attribute(name).map(reader).orElse(null);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
