package se.iopledger.agreement.domain.contact;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AgreementCommand.EraseDataSubject;
import se.iopledger.agreement.domain.AgreementCommand.NameContactPerson;
import se.iopledger.agreement.domain.AgreementCommand.RemoveContactPerson;
import se.iopledger.agreement.domain.ContactCommand;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.ContactPersonNamed;
import se.iopledger.contracts.agreement.AgreementEvent.ContactPersonRemoved;
import se.iopledger.contracts.agreement.AgreementEvent.DataSubjectErased;
import se.iopledger.contracts.agreement.ContactEvent;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;

/**
 * Contact persons of an agreement's parties. They follow the agreement through all its states; a void removes them, and
 * whoever was once named can be erased for as long as the log is kept.
 */
@CheckReturnValue
public final class Contacts {
    private static final int MOST_NAMED = 100;

    private Contacts() {}

    /** Decides who is named, removed or erased. */
    public static Decision<AgreementEvent> decide(Known known, ContactCommand command) {
        return switch (command) {
            case NameContactPerson naming -> name(known, naming);
            case RemoveContactPerson removal ->
                decided(refusal(known, removal), new ContactPersonRemoved(known.agreementId(), removal.dataSubject()));
            case EraseDataSubject erasure ->
                decided(
                        refusal(known, erasure),
                        new DataSubjectErased(
                                known.agreementId(),
                                erasure.dataSubject(),
                                erasure.mandate().today(),
                                erasure.ground()));
        };
    }

    private static Decision<AgreementEvent> name(Known known, NameContactPerson command) {
        return switch (known.stage()) {
            case Stage.Voided _ -> Decision.rejected(Refusals.agreementMustNotBeVoided());
            // Reports and accounts are still to be spoken of after the end.
            case Stage.Draft _, Stage.Approved _, Stage.InForce _, Stage.Ended _ ->
                decided(
                        refusal(known, command),
                        new ContactPersonNamed(
                                known.agreementId(),
                                command.dataSubject(),
                                command.party(),
                                command.name(),
                                command.title(),
                                command.email(),
                                command.telephone()));
        };
    }

    private static Decision<AgreementEvent> decided(Optional<Rejection> refusal, AgreementEvent event) {
        return Refusals.unless(List.of(refusal), () -> List.of(event));
    }

    /** The agreement with that person named, removed or erased. */
    public static Known evolve(Known known, ContactEvent event) {
        return switch (event) {
            case ContactPersonNamed named -> named(known, named);
            case ContactPersonRemoved removed -> removed(known, removed);
            case DataSubjectErased erased -> erased(known, erased);
        };
    }

    private static Optional<Rejection> refusal(Known known, NameContactPerson command) {
        return Refusals.first(List.of(
                partyMustBeOneOfTheAgreement(known, command),
                dataSubjectMustBeNew(known, command),
                contactsMustFitTheLimit(known),
                Refusals.personalIdentityNumberMustNotBeGiven(
                        "/reason", command.mandate().reason())));
    }

    private static Optional<Rejection> refusal(Known known, RemoveContactPerson command) {
        Optional<Rejection> standing = find(known, command.dataSubject())
                .map(contact -> switch (contact) {
                    case Contact.Named _ -> Optional.<Rejection>empty();
                    case Contact.Removed _ ->
                        Optional.of(Rejection.conflict(
                                "ContactMustNotBeRemovedTwice", "this contact person has been removed already"));
                    case Contact.Erased erased -> Optional.of(dataSubjectMustNotBeErased(erased));
                })
                .orElseGet(() -> Optional.of(dataSubjectMustBeKnown()));
        return Refusals.first(List.of(
                standing,
                Refusals.personalIdentityNumberMustNotBeGiven(
                        "/reason", command.mandate().reason())));
    }

    private static Optional<Rejection> refusal(Known known, EraseDataSubject command) {
        Optional<Rejection> standing = find(known, command.dataSubject())
                .map(contact -> switch (contact) {
                    case Contact.Named _, Contact.Removed _ -> Optional.<Rejection>empty();
                    case Contact.Erased erased -> Optional.of(dataSubjectMustNotBeErased(erased));
                })
                .orElseGet(() -> Optional.of(dataSubjectMustBeKnown()));
        return Refusals.first(List.of(
                standing,
                erasureMustStateItsReason(command),
                Refusals.personalIdentityNumberMustNotBeGiven(
                        "/reason", command.mandate().reason())));
    }

    private static Optional<Rejection> partyMustBeOneOfTheAgreement(Known known, NameContactPerson command) {
        boolean isParty =
                known.terms().parties().stream().anyMatch(party -> party.id().equals(command.party()));
        return isParty
                ? Optional.empty()
                : Optional.of(
                        Rejection.at("/party", "ContactMustBelongToAParty", "the agreement has no party with this id"));
    }

    private static Optional<Rejection> dataSubjectMustBeNew(Known known, NameContactPerson command) {
        return find(known, command.dataSubject())
                .map(contact -> Rejection.conflict(
                        "DataSubjectMustBeNew", "this request has named a contact person of the agreement already"));
    }

    private static Optional<Rejection> contactsMustFitTheLimit(Known known) {
        long named = contactsOf(known).stream()
                .filter(Contact.Named.class::isInstance)
                .count();
        return named < MOST_NAMED
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "ContactsMustFitTheLimit",
                        "an agreement has at most " + MOST_NAMED + " contact persons; remove one first"));
    }

    private static Rejection dataSubjectMustBeKnown() {
        return Rejection.unknown("DataSubjectMustBeKnown", "the agreement never had a contact person with this id");
    }

    private static Rejection dataSubjectMustNotBeErased(Contact.Erased erased) {
        return Rejection.conflict(
                "DataSubjectMustNotBeErased",
                "this person was erased on " + erased.on() + ", "
                        + erased.ground().provision());
    }

    private static Optional<Rejection> erasureMustStateItsReason(EraseDataSubject command) {
        String reason = command.mandate().reason();
        return reason == null || reason.isBlank()
                ? Optional.of(Rejection.at(
                        "/reason", "ErasureMustStateItsReason", "say why the person is erased, without naming anybody"))
                : Optional.empty();
    }

    private static Known named(Known known, ContactPersonNamed event) {
        if (find(known, event.dataSubject()).isPresent()) {
            throw impossible(event);
        }
        List<Contact> contacts = new ArrayList<>(contactsOf(known));
        contacts.add(new Contact.Named(event.dataSubject(), event.party()));
        return known.with(new ContactList(contacts));
    }

    private static Known removed(Known known, ContactPersonRemoved event) {
        if (!(find(known, event.dataSubject()).orElseThrow(() -> impossible(event))
                instanceof Contact.Named(String dataSubject, String party))) {
            throw impossible(event);
        }
        return replaced(known, new Contact.Removed(dataSubject, party));
    }

    private static Known erased(Known known, DataSubjectErased event) {
        Contact contact = find(known, event.dataSubject()).orElseThrow(() -> impossible(event));
        return replaced(
                known,
                switch (contact) {
                    case Contact.Named _, Contact.Removed _ ->
                        new Contact.Erased(contact.dataSubject(), contact.party(), event.erasedOn(), event.ground());
                    case Contact.Erased _ -> throw impossible(event);
                });
    }

    private static Known replaced(Known known, Contact changed) {
        return known.with(new ContactList(contactsOf(known).stream()
                .map(contact -> contact.dataSubject().equals(changed.dataSubject()) ? changed : contact)
                .toList()));
    }

    private static Optional<Contact> find(Known known, String dataSubject) {
        return known.contacts().find(dataSubject);
    }

    private static List<Contact> contactsOf(Known known) {
        return known.contacts().all();
    }

    private static IllegalStateException impossible(AgreementEvent event) {
        return new IllegalStateException(
                event.getClass().getSimpleName() + " cannot happen to a contact person who stands as this one does");
    }
}
