package se.iopledger.eventlog.axon;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/** Snapshots in the log's own database. */
final class SnapshotTable implements Snapshots {

    private static final String STORE = """
            INSERT INTO eventlog.snapshot AS old (stream_id, stream_sequence, aggregate_type, event_id, payload_type,
                                                  payload_revision, payload, metadata, taken_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (stream_id) DO UPDATE SET
                stream_sequence = excluded.stream_sequence, aggregate_type = excluded.aggregate_type,
                event_id = excluded.event_id, payload_type = excluded.payload_type,
                payload_revision = excluded.payload_revision, payload = excluded.payload,
                metadata = excluded.metadata, taken_at = excluded.taken_at
            WHERE old.stream_sequence <= excluded.stream_sequence""";

    private final DataSource pool;

    SnapshotTable(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public void store(DomainEventMessage<?> snapshot, Serializer serializer) {
        SerializedObject<byte[]> payload = snapshot.serializePayload(serializer, byte[].class);
        SerializedObject<byte[]> metadata = snapshot.serializeMetaData(serializer, byte[].class);
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(STORE)) {
            statement.setString(1, snapshot.getAggregateIdentifier());
            statement.setLong(2, snapshot.getSequenceNumber());
            statement.setString(3, snapshot.getType());
            statement.setString(4, snapshot.getIdentifier());
            statement.setString(5, payload.getType().getName());
            statement.setString(6, payload.getType().getRevision());
            statement.setBytes(7, payload.getData());
            statement.setBytes(8, metadata.getData());
            statement.setObject(9, snapshot.getTimestamp().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new EventStoreException("The snapshot cannot be stored: " + failure.getMessage(), failure);
        }
    }

    @Override
    public Optional<DomainEventData<byte[]>> newest(String streamId) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT * FROM eventlog.snapshot WHERE stream_id = ?")) {
            statement.setString(1, streamId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(data(row)) : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new EventStoreException("The snapshot cannot be read: " + failure.getMessage(), failure);
        }
    }

    @Override
    public Set<String> among(Collection<String> streamIds) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT stream_id FROM eventlog.snapshot WHERE stream_id = ANY (?)")) {
            statement.setArray(1, connection.createArrayOf("text", streamIds.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                Set<String> found = new HashSet<>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        } catch (SQLException failure) {
            throw new EventStoreException("Snapshots cannot be looked for: " + failure.getMessage(), failure);
        }
    }

    private static DomainEventData<byte[]> data(ResultSet row) throws SQLException {
        return new GenericDomainEventEntry<>(
                row.getString("aggregate_type"),
                row.getString("stream_id"),
                row.getLong("stream_sequence"),
                row.getString("event_id"),
                row.getObject("taken_at", OffsetDateTime.class),
                row.getString("payload_type"),
                row.getString("payload_revision"),
                row.getBytes("payload"),
                row.getBytes("metadata"));
    }
}
