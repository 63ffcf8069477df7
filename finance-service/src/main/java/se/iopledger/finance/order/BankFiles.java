package se.iopledger.finance.order;

import java.io.ByteArrayInputStream;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.finance.BankFileEvent;
import se.iopledger.contracts.finance.BankFileEvent.BankFileReceived;
import se.iopledger.contracts.finance.BankFileEvent.BankFileTakenIn;
import se.iopledger.contracts.finance.BankFileEvent.FindingClosed;
import se.iopledger.contracts.finance.BankFileEvent.FindingRaised;
import se.iopledger.finance.bankfile.BankAnswer;
import se.iopledger.finance.bankfile.BankAnswerReader;
import se.iopledger.finance.domain.intake.BankFile;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.AggregateRuntime.Versioned;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.RecordedEvent;
import se.iopledger.shell.time.BusinessClock;

/** The files that came from banks: their list, and their bytes until they are taken in. */
@Component
final class BankFiles implements Projection {
    private final JdbcClient tables;
    private final BankFileBytes bytes;
    private final BankFileLeftovers leftovers;
    private final AggregateRuntime aggregates;
    private final BankFileIntake intake;

    BankFiles(
            JdbcClient tables, BankFileBytes bytes, AggregateRuntime aggregates, Streams streams, BusinessClock clock) {
        this.tables = tables;
        this.bytes = bytes;
        this.leftovers = new BankFileLeftovers(bytes, importId -> find(importId).isPresent());
        this.aggregates = aggregates;
        this.intake = new BankFileIntake(streams, clock::today);
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
            int open) {}

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

    /** Keeps the bytes until they are taken in. */
    void keep(String importId, byte[] content) {
        bytes.keep(importId, content);
    }

    /** Forgets bytes that are not needed. */
    void forget(String importId) {
        bytes.forget(importId);
    }

    /** Forgets the bytes of a request that was not carried out. */
    void forgetUnlessReceived(String importId) {
        leftovers.forgetUnlessReceived(importId);
    }

    /** Forgets what requests left behind that ended in the middle. */
    void forgetLeftovers() {
        leftovers.forgetOld(Instant.now());
    }

    Optional<BankFile.Known> find(String importId) {
        return aggregates
                .stateOf(importId, BankFile.class)
                .map(Versioned::state)
                .filter(BankFile.Known.class::isInstance)
                .map(BankFile.Known.class::cast);
    }

    /** The place of a file among those that are not taken in: the oldest first. */
    record Place(Instant recordedAt, String importId) {}

    /** @param last only what comes after this one; from the beginning where null */
    List<Place> brokenOff(@Nullable Place last, int limit) {
        return tables.sql("SELECT recorded_at, import_id FROM bank_file WHERE NOT taken_in"
                        + " AND (recorded_at, import_id) > (:at, :id) ORDER BY recorded_at, import_id LIMIT :limit")
                .param("at", Timestamp.from(last == null ? Instant.EPOCH : last.recordedAt()))
                .param("id", last == null ? "" : last.importId())
                .param("limit", limit)
                .query((row, number) -> new Place(row.getTimestamp(1).toInstant(), row.getString(2)))
                .list();
    }

    boolean isBrokenOff(String importId) {
        return find(importId).filter(file -> file.result() == null).isPresent();
    }

    /** Findings of all files that wait for a person. */
    long openFindings() {
        return tables.sql("SELECT coalesce(sum(open), 0) FROM bank_file")
                .query((row, number) -> row.getLong(1))
                .single();
    }

    /**
     * Takes a file in that was received, from its beginning; what has been taken in already says nothing new.
     *
     * @throws IllegalStateException if its bytes are not there: it has to be brought again
     */
    void takeIn(String importId) {
        Optional<BankFile.Known> file = find(importId);
        if (file.isPresent() && file.get().result() == null) {
            byte[] content = bytes.of(importId)
                    .orElseThrow(() -> new IllegalStateException(
                            "the bytes of " + file.get().received().messageId()
                                    + " are not here, as after a restore: bring the file again"));
            BankAnswer answer = BankAnswerReader.read(new ByteArrayInputStream(content));
            intake.takeIn(importId, file.get().municipality(), answer);
            forget(importId);
        }
    }

    /** The newest first, before the one that the page before ended with. */
    List<Row> of(Set<String> municipalities, OffsetDateTime before, boolean onlyOpen, int limit) {
        if (municipalities.isEmpty()) {
            return List.of();
        }
        return tables.sql("""
                        SELECT import_id, municipality, message, message_id, recorded_at, taken_in, open FROM bank_file
                        WHERE municipality IN (:municipalities) AND recorded_at < :before AND (NOT :open OR open > 0)
                        ORDER BY recorded_at DESC, import_id LIMIT :limit""")
                .param("municipalities", municipalities)
                .param("before", before)
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
