package se.iopledger.agreement.domain.contact;

import java.util.List;
import java.util.Optional;

/** Everybody who was ever named as a contact person of an agreement, in order, each as they stand now. */
public record ContactList(List<Contact> all) {
    public static final ContactList NOBODY = new ContactList(List.of());

    public ContactList {
        all = List.copyOf(all);
    }

    public Optional<Contact> find(String dataSubject) {
        return all.stream()
                .filter(contact -> contact.dataSubject().equals(dataSubject))
                .findFirst();
    }

    /** After a void nobody is a contact person; who they were stays known, to be erased. */
    public ContactList withdrawn() {
        return new ContactList(all.stream()
                .map(contact -> switch (contact) {
                    case Contact.Named(String dataSubject, String party) -> new Contact.Removed(dataSubject, party);
                    case Contact.Removed _, Contact.Erased _ -> contact;
                })
                .toList());
    }
}
