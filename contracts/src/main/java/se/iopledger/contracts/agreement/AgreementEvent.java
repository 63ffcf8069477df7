package se.iopledger.contracts.agreement;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.personal.ErasureGround;
import se.iopledger.contracts.personal.PersonalEvent;
import se.iopledger.contracts.personal.PersonalText;
import se.iopledger.contracts.terms.Terms;

/**
 * An event of one agreement. Every event names the agreement; who, why and from when stand in its entry.
 *
 * <p>Events come in families, each a sealed interface in a file of its own; those of the first release stand here.
 */
public sealed interface AgreementEvent
        permits AgreementEvent.AgreementRegistered, AgreementEvent.AgreementVoided, LifeEvent, FactEvent {
    /** Id of the agreement: the subject of the entry, and the key of its record in Kafka. */
    String agreementId();

    /**
     * The terms were taken in as a draft. Nothing is promised yet; what follows from them is shown as a preview.
     *
     * @param termsVersion 1 for the first; a registration after a void counts on
     * @param registeredBy opaque id of who registered: who approves or voids must be somebody else
     */
    record AgreementRegistered(String agreementId, int termsVersion, String registeredBy, Terms terms)
            implements AgreementEvent {}

    /** What is missing, contradictory, assumed or miscalculated was found. */
    record FindingsRaised(String agreementId, List<Finding> findings) implements FactEvent {
        public FindingsRaised {
            findings = List.copyOf(findings);
        }
    }

    /**
     * The board decided to enter the agreement.
     *
     * @param decidedBy the deciding body, as socialnämnden
     * @param decidedOn day of the decision
     * @param reference case number or minutes' paragraph, or null
     */
    record AgreementApproved(
            String agreementId,
            String decidedBy,
            LocalDate decidedOn,
            @Nullable String reference,
            Evidence evidence) implements FactEvent {}

    /**
     * A party signed.
     *
     * @param party id of the party in the terms
     * @param signedOn day of the signature
     */
    record AgreementSigned(String agreementId, String party, LocalDate signedOn, Evidence evidence)
            implements FactEvent {}

    /**
     * Approved and signed by all: the agreement binds, from the period's first day.
     *
     * @param firstDay first day of the agreement
     * @param lastDay last day, as it stands now
     */
    record AgreementActivated(String agreementId, int termsVersion, Terms terms, LocalDate firstDay, LocalDate lastDay)
            implements LifeEvent {}

    /**
     * The agreement went on by its own rule, since no notice came in time (STO-3).
     *
     * @param firstDay first day of the extension
     * @param lastDay the new last day
     */
    record AgreementExtended(String agreementId, LocalDate firstDay, LocalDate lastDay, List<String> clauses)
            implements LifeEvent {
        public AgreementExtended {
            clauses = List.copyOf(clauses);
        }
    }

    /** The last day passed and nothing carried the agreement further. */
    record AgreementExpired(String agreementId, LocalDate lastDay) implements LifeEvent {}

    /** The registration was a mistake; everything derived from it follows. The reason stands in the entry. */
    record AgreementVoided(String agreementId) implements AgreementEvent {}

    /**
     * A party has a contact person. Who it is can be read by agreement-service alone, until the person is erased.
     *
     * @param dataSubject opaque id of the person, given by agreement-service
     * @param party id of the party in the terms
     * @param name the person's name
     * @param title role or title at the party
     * @param email e-mail address
     * @param telephone telephone number
     */
    record ContactPersonNamed(
            String agreementId,
            String dataSubject,
            String party,
            PersonalText name,
            @Nullable PersonalText title,
            @Nullable PersonalText email,
            @Nullable PersonalText telephone)
            implements ContactEvent, PersonalEvent {
        @Override
        public SortedMap<String, PersonalText> personalTexts() {
            SortedMap<String, PersonalText> texts = new TreeMap<>();
            put("name", name, texts);
            put("title", title, texts);
            put("email", email, texts);
            put("telephone", telephone, texts);
            return texts;
        }

        private static void put(String field, @Nullable PersonalText text, SortedMap<String, PersonalText> texts) {
            if (text != null) {
                texts.put(field, text);
            }
        }
    }

    /**
     * A contact person is it no more. What the log holds of the person stays, encrypted.
     *
     * @param dataSubject opaque id of the person
     */
    record ContactPersonRemoved(String agreementId, String dataSubject) implements ContactEvent {}

    /**
     * A person's key was deleted: nothing that any entry holds of this person can be decrypted again. The reason stands
     * in the entry.
     *
     * @param dataSubject opaque id of the person
     * @param erasedOn day of the erasure
     * @param ground what the law says why
     */
    record DataSubjectErased(String agreementId, String dataSubject, LocalDate erasedOn, ErasureGround ground)
            implements ContactEvent {}
}
