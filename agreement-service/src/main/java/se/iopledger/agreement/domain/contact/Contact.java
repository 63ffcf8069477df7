package se.iopledger.agreement.domain.contact;

import java.time.LocalDate;
import se.iopledger.contracts.personal.ErasureGround;

/**
 * That a party has, or had, a contact person. Who it is stands encrypted in the log and is not part of the state: no
 * cache, snapshot or table holds it, not even encrypted.
 */
public sealed interface Contact {
    /** Opaque id of the person. */
    String dataSubject();

    /** Id of the party in the terms. */
    String party();

    /** Is the party's contact. */
    record Named(String dataSubject, String party) implements Contact {}

    /** Was the party's contact; who it was can still be read in the log. */
    record Removed(String dataSubject, String party) implements Contact {}

    /** Nobody can read who it was. */
    record Erased(String dataSubject, String party, LocalDate on, ErasureGround ground) implements Contact {}
}
