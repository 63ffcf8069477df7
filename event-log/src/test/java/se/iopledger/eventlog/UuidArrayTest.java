package se.iopledger.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.TestDatabase;

/** Ids arrive at the server as they were, in binary form and as text. */
class UuidArrayTest {
    private static final TestDatabase DATABASE = EmbeddedDatabases.create("uuid_array");

    @Property(tries = 50)
    void ids_arrive_in_their_order(@ForAll @Size(min = 1, max = 40) List<Long> halves) throws SQLException {
        List<UUID> ids = halves.stream().map(half -> new UUID(half, ~half)).toList();
        assertThat(received(ids, DATABASE.app())).isEqualTo(ids);
        assertThat(received(ids, DATABASE.owner())).isEqualTo(ids);
    }

    @Test
    void the_writers_connections_send_them_in_binary_form_and_others_do_not() throws SQLException {
        assertThat(sendsInBinaryForm(DATABASE.app())).isTrue();
        assertThat(sendsInBinaryForm(DATABASE.owner())).isFalse();
    }

    private static boolean sendsInBinaryForm(DataSource connections) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            return connection.unwrap(BaseConnection.class).binaryTransferSend(Oid.UUID_ARRAY);
        }
    }

    private static List<UUID> received(List<UUID> ids, DataSource connections) throws SQLException {
        try (Connection connection = connections.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT id FROM unnest(?) WITH ORDINALITY AS sent (id, place) ORDER BY place")) {
            statement.setObject(1, new UuidArray(ids));
            List<UUID> received = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    received.add(rows.getObject(1, UUID.class));
                }
            }
            return received;
        }
    }
}
