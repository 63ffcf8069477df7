package se.iopledger.agreement.contact;

import java.time.LocalDate;
import se.iopledger.agreement.domain.contact.ContactDetails;
import se.iopledger.contracts.personal.ErasureGround;

/** What can be read of a person, for one answer. */
public sealed interface Person {
    record PlainText(ContactDetails details) implements Person {}

    /** The key is deleted. */
    record Erased(LocalDate on, ErasureGround ground) implements Person {}

    /**
     * Nobody erased the person, and yet the text does not open.
     *
     * @param finding what is wrong, for whoever looks after it
     */
    record Unreadable(String finding) implements Person {}
}
