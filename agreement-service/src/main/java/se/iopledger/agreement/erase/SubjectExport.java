package se.iopledger.agreement.erase;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.contact.ContactView;

/**
 * Everything that is held on one data subject.
 *
 * @param standing whether the person is a party's contact, was one, or is erased
 * @param person who it is, decrypted; or since when and why it cannot be read
 * @param events the entries of the log that are about the person, in order
 * @param copies where else something is held, and what
 */
record SubjectExport(
        String dataSubject,
        String agreementId,
        String municipality,
        String party,
        Standing standing,
        ContactView person,
        List<Event> events,
        List<Copy> copies) {
    enum Standing {
        NAMED,
        REMOVED,
        ERASED
    }

    /**
     * An entry of the log.
     *
     * @param stream the agreement
     * @param effective the day from which it holds, as ISO date
     * @param actor opaque id of who did it
     * @param leafHash hash of the entry, the same before and after an erasure
     * @param encryptedFields which of its fields hold texts about the person
     */
    record Event(
            long position,
            String stream,
            long streamSequence,
            String type,
            Instant recordedTime,
            @Nullable String effective,
            @Nullable String actor,
            @Nullable String reason,
            String eventId,
            String leafHash,
            List<String> encryptedFields) {}

    /**
     * A place that holds something.
     *
     * @param holds in words
     * @param plainText whether the person can be read there without the key
     */
    record Copy(String place, boolean present, String holds, boolean plainText) {}

    @Override
    public String toString() {
        return "SubjectExport of " + dataSubject;
    }
}
