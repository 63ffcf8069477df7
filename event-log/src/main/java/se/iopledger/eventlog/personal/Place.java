package se.iopledger.eventlog.personal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Where a text stands in a log. It is the associated data of the encryption, so that a ciphertext that was moved to
 * another place is refused.
 *
 * @param streamId the stream of its event
 * @param eventId id of its event
 * @param field name of the field in the event's data
 */
public record Place(String streamId, String eventId, String field) {

    /** Each part with its length in front, so that no two places have the same bytes. */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream parts = new DataOutputStream(bytes)) {
            parts.writeUTF(streamId);
            parts.writeUTF(eventId);
            parts.writeUTF(field);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
