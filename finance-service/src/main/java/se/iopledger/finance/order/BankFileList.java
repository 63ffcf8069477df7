package se.iopledger.finance.order;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.finance.BankFileEvent;
import se.iopledger.contracts.finance.BankFileEvent.BankFileReceived;
import se.iopledger.contracts.finance.BankFileEvent.BankFileTakenIn;
import se.iopledger.contracts.finance.BankFileEvent.FindingClosed;
import se.iopledger.contracts.finance.BankFileEvent.FindingRaised;
import se.iopledger.finance.desk.PageOfDays;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.RecordedEvent;

/** The list of the files that came from banks. */
@Component
final class BankFileList implements Projection {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final JdbcClient tables;

    BankFileList(JdbcClient tables) {
        this.tables = tables;
    }

    /**
     * One file in the list.
     *
     * @param open findings that wait for a person
     */
    record Row(
            String importId,
            String municipality,
            String message,
            String messageId,
            Instant recordedAt,
            boolean takenIn,
            int open) {
        Place place() {
            return new Place(recordedAt, importId);
        }
    }

    @Override
    public String name() {
        return "bank-files";
    }

    @Override
    public Set<Class<?>> about() {
        return Set.of(BankFileEvent.class);
    }

    @Override
    public List<String> tables() {
        return List.of("bank_file");
    }

    @Override
    public void on(RecordedEvent event, JdbcClient own) {
        switch (event.payload()) {
            case BankFileReceived received ->
                own.sql("INSERT INTO bank_file VALUES (:id, :municipality, :message, :name, :at, false, 0)")
                        .param("id", received.importId())
                        .param("municipality", received.municipality())
                        .param("message", received.message())
                        .param("name", received.messageId())
                        .param("at", Timestamp.from(event.recordedAt()))
                        .update();
            case FindingRaised raised -> count(raised.importId(), 1, own);
            case FindingClosed closed -> count(closed.importId(), -1, own);
            case BankFileTakenIn taken ->
                own.sql("UPDATE bank_file SET taken_in = true WHERE import_id = :id")
                        .param("id", taken.importId())
                        .update();
            default -> {
                // Of something else.
            }
        }
    }

    private static void count(String importId, int more, JdbcClient own) {
        own.sql("UPDATE bank_file SET open = open + :more WHERE import_id = :id")
                .param("more", more)
                .param("id", importId)
                .update();
    }

    /** The place of a file in time; the ids tell those apart that were recorded together. */
    record Place(Instant recordedAt, String importId) {
        /** As cursor of a page that begins after it. */
        String toCursor() {
            return recordedAt + "/" + importId;
        }

        /**
         * @param cursor as a page gave it
         * @throws BadRequest if no page gave it
         */
        static Place ofCursor(String cursor) {
            String[] parts = cursor.split("/", 2);
            try {
                Instant recordedAt = Instant.parse(parts[0]);
                // PostgreSQL takes no NUL in a text, and its times end before Java's do.
                if (parts.length == 2 && parts[1].indexOf('\0') < 0 && isListed(recordedAt)) {
                    return new Place(recordedAt, parts[1]);
                }
            } catch (DateTimeParseException notOurs) {
                throw refusedCursor();
            }
            throw refusedCursor();
        }

        private static boolean isListed(Instant time) {
            return !time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST);
        }

        private static BadRequest refusedCursor() {
            return PageOfDays.refusal("cursor", "CursorMustComeFromAPage", "take the cursor from a page's nextCursor");
        }
    }

    /**
     * Those that are not taken in, the oldest first.
     *
     * @param last only what comes after this one; from the beginning where null
     */
    List<Place> brokenOff(@Nullable Place last, int limit) {
        return tables.sql("SELECT recorded_at, import_id FROM bank_file WHERE NOT taken_in"
                        + " AND (recorded_at, import_id) > (:at, :id) ORDER BY recorded_at, import_id LIMIT :limit")
                .param("at", Timestamp.from(last == null ? Instant.EPOCH : last.recordedAt()))
                .param("id", last == null ? "" : last.importId())
                .param("limit", limit)
                .query((row, number) -> new Place(row.getTimestamp(1).toInstant(), row.getString(2)))
                .list();
    }

    /** Findings of all files that wait for a person. */
    long openFindings() {
        return tables.sql("SELECT coalesce(sum(open), 0) FROM bank_file")
                .query((row, number) -> row.getLong(1))
                .single();
    }

    /**
     * The newest first.
     *
     * @param last only those after this one in that order; from the newest where null
     */
    List<Row> of(Set<String> municipalities, @Nullable Place last, boolean onlyOpen, int limit) {
        if (municipalities.isEmpty()) {
            return List.of();
        }
        return tables.sql("""
                        SELECT import_id, municipality, message, message_id, recorded_at, taken_in, open FROM bank_file
                        WHERE municipality IN (:municipalities) AND recorded_at <= :at
                          AND (recorded_at < :at OR import_id > :id) AND (NOT :open OR open > 0)
                        ORDER BY recorded_at DESC, import_id LIMIT :limit""")
                .param("municipalities", municipalities)
                .param("at", Timestamp.from(last == null ? LATEST : last.recordedAt()))
                .param("id", last == null ? "" : last.importId())
                .param("open", onlyOpen)
                .param("limit", limit)
                .query((row, number) -> new Row(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant(),
                        row.getBoolean(6),
                        row.getInt(7)))
                .list();
    }
}
