package se.iopledger.agreement.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AgreementCommand.EraseDataSubject;
import se.iopledger.agreement.domain.AgreementCommand.NameContactPerson;
import se.iopledger.agreement.domain.AgreementCommand.RemoveContactPerson;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.ContactPersonNamed;
import se.iopledger.contracts.agreement.AgreementEvent.ContactPersonRemoved;
import se.iopledger.contracts.agreement.AgreementEvent.DataSubjectErased;
import se.iopledger.contracts.model.Rejection;

/**
 * Contact persons of an agreement's parties. They follow the agreement through all its states; a void removes them, and
 * whoever was once named can be erased for as long as the log is kept.
 */
@CheckReturnValue
final class Contacts {
    private static final int MOST_NAMED = 100;

    private Contacts() {}

    static Optional<Rejection> refusal(Known known, NameContactPerson command) {
        return Refusals.first(List.of(
                partyMustBeOneOfTheAgreement(known, command),
                dataSubjectMustBeNew(known, command),
                contactsMustFitTheLimit(known),
                Refusals.personalIdentityNumberMustNotBeGiven(
                        "/reason", command.mandate().reason())));
    }

    static Optional<Rejection> refusal(Known known, RemoveContactPerson command) {
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

    static Optional<Rejection> refusal(Known known, EraseDataSubject command) {
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
        boolean isParty = known.registration().terms().parties().stream()
                .anyMatch(party -> party.id().equals(command.party()));
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

    static Known named(Known known, ContactPersonNamed event) {
        if (find(known, event.dataSubject()).isPresent()) {
            throw impossible(event);
        }
        List<Contact> contacts = new ArrayList<>(contactsOf(known));
        contacts.add(new Contact.Named(event.dataSubject(), event.party()));
        return known.with(new ContactList(contacts));
    }

    static Known removed(Known known, ContactPersonRemoved event) {
        if (!(find(known, event.dataSubject()).orElseThrow(() -> impossible(event))
                instanceof Contact.Named(String dataSubject, String party))) {
            throw impossible(event);
        }
        return replaced(known, new Contact.Removed(dataSubject, party));
    }

    static Known erased(Known known, DataSubjectErased event) {
        Contact contact = find(known, event.dataSubject()).orElseThrow(() -> impossible(event));
        return replaced(
                known,
                switch (contact) {
                    case Contact.Named _, Contact.Removed _ ->
                        new Contact.Erased(contact.dataSubject(), contact.party(), event.erasedOn(), event.ground());
                    case Contact.Erased _ -> throw impossible(event);
                });
    }

    /** A registration that was voided takes its contact persons with it; who they were stays known, to be erased. */
    static ContactList withdrawn(ContactList contacts) {
        return new ContactList(contacts.all().stream()
                .map(contact -> switch (contact) {
                    case Contact.Named(String dataSubject, String party) -> new Contact.Removed(dataSubject, party);
                    case Contact.Removed _, Contact.Erased _ -> contact;
                })
                .toList());
    }

    private static Known replaced(Known known, Contact changed) {
        return known.with(new ContactList(contactsOf(known).stream()
                .map(contact -> contact.dataSubject().equals(changed.dataSubject()) ? changed : contact)
                .toList()));
    }

    private static Optional<Contact> find(Known known, String dataSubject) {
        return known.registration().contacts().find(dataSubject);
    }

    private static List<Contact> contactsOf(Known known) {
        return known.registration().contacts().all();
    }

    private static IllegalStateException impossible(AgreementEvent event) {
        return new IllegalStateException(
                event.getClass().getSimpleName() + " cannot happen to a contact person who stands as this one does");
    }
}
