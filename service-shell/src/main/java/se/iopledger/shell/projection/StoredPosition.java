package se.iopledger.shell.projection;

import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far a projection has come by the token that commits with its rows, whichever instance runs it. */
final class StoredPosition {
    private StoredPosition() {}

    /** The last position that is taken in; -1 before the first. */
    static long of(String projection, JdbcClient tables, Serializer serializer) {
        return tables.sql("SELECT token, tokentype FROM shell.projection_token"
                        + " WHERE processorname = :name AND segment = 0 AND token IS NOT NULL")
                .param("name", projection)
                .query((row, number) ->
                        new SimpleSerializedObject<>(row.getBytes(1), byte[].class, row.getString(2), null))
                .optional()
                .map(token -> position(serializer.deserialize(token)))
                .orElse(-1L);
    }

    private static long position(TrackingToken token) {
        return token.position()
                .orElseThrow(() -> new IllegalStateException("a projection's token tells no position: " + token));
    }
}
