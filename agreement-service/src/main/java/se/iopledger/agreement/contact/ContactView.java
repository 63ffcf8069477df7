package se.iopledger.agreement.contact;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.contact.ContactDetails;
import se.iopledger.contracts.personal.ErasureGround;

/**
 * A contact person, for an answer.
 *
 * @param dataSubject opaque id of the person
 * @param party id of the party in the terms
 * @param finding why an unreadable one is, for whoever looks after it
 */
public record ContactView(
        String dataSubject,
        String party,
        State state,
        @Nullable String name,
        @Nullable String title,
        @Nullable String email,
        @Nullable String telephone,
        @Nullable Erased erased,
        @Nullable String finding) {
    public enum State {
        READABLE,
        ERASED,
        /** Altered, or its key is missing: see the finding. */
        UNREADABLE
    }

    /**
     * When and why nobody can read it any more.
     *
     * @param provision as {@code GDPR art. 17.1 a}
     */
    public record Erased(LocalDate on, ErasureGround ground, String provision) {}

    public static ContactView of(String dataSubject, String party, Person person) {
        return switch (person) {
            case Person.PlainText(ContactDetails details) ->
                new ContactView(
                        dataSubject,
                        party,
                        State.READABLE,
                        details.name(),
                        details.title(),
                        details.email(),
                        details.telephone(),
                        null,
                        null);
            case Person.Erased(LocalDate on, ErasureGround ground) ->
                new ContactView(
                        dataSubject,
                        party,
                        State.ERASED,
                        null,
                        null,
                        null,
                        null,
                        new Erased(on, ground, ground.provision()),
                        null);
            case Person.Unreadable(String finding) ->
                new ContactView(dataSubject, party, State.UNREADABLE, null, null, null, null, null, finding);
        };
    }

    @Override
    public String toString() {
        return "ContactView of " + dataSubject;
    }
}
