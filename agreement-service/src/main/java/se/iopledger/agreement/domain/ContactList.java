package se.iopledger.agreement.domain;

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
}
