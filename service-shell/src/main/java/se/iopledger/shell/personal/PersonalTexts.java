package se.iopledger.shell.personal;

import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.contracts.personal.PersonalText;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.personal.Place;
import se.iopledger.eventlog.personal.SubjectKey;
import se.iopledger.eventlog.personal.SubjectKey.Encrypted;

/** Between what can be read and what events hold. */
public final class PersonalTexts {
    private static final Logger LOG = LoggerFactory.getLogger(PersonalTexts.class);

    private PersonalTexts() {}

    /** The text, encrypted for one field of one event. */
    public static PersonalText encrypt(String text, SubjectKey key, Place place) {
        Encrypted encrypted = key.encrypt(text, place);
        Base64.Encoder base64 = Base64.getEncoder();
        return new PersonalText(
                key.dataSubject(),
                base64.encodeToString(encrypted.nonce()),
                base64.encodeToString(encrypted.ciphertext()));
    }

    /**
     * The text that a field of an entry holds; empty, and logged, if it is not what was written there for this subject.
     *
     * @param field the field's name in the event's data
     */
    public static Optional<String> decrypt(PersonalText text, SubjectKey key, Entry entry, String field) {
        Optional<String> plain = text.dataSubject().equals(key.dataSubject())
                ? decoded(text)
                        .flatMap(encrypted ->
                                key.decrypt(encrypted, new Place(entry.streamId(), entry.eventId(), field)))
                : Optional.empty();
        if (plain.isEmpty()) {
            LOG.error("the field {} of {} cannot be decrypted for {}: moved, altered or another's", field, entry, key);
        }
        return plain;
    }

    private static Optional<Encrypted> decoded(PersonalText text) {
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            return Optional.of(new Encrypted(base64.decode(text.nonce()), base64.decode(text.ciphertext())));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
