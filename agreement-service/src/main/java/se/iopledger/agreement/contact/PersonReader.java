package se.iopledger.agreement.contact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import se.iopledger.agreement.domain.contact.Contact;
import se.iopledger.agreement.domain.contact.ContactDetails;
import se.iopledger.contracts.agreement.AgreementEvent.ContactPersonNamed;
import se.iopledger.contracts.personal.ErasureGround;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.personal.SubjectKey;
import se.iopledger.eventlog.personal.SubjectKeys;
import se.iopledger.shell.personal.PersonalTexts;

/** Decrypts who a contact person is. What the log or the database of keys says is erased is never even tried. */
@Component
public class PersonReader {
    private static final Logger LOG = LoggerFactory.getLogger(PersonReader.class);

    private final SubjectKeys keys;
    private final ContactEntries entries;

    PersonReader(SubjectKeys keys, ContactEntries entries) {
        this.keys = keys;
        this.entries = entries;
    }

    /** Who a contact person of an agreement is. */
    public Person read(String agreementId, Contact contact) {
        return read(contact, entries.of(agreementId));
    }

    /** @param told the entries about the agreement's contact persons */
    public Person read(Contact contact, List<ContactEntries.Told> told) {
        return told.stream()
                .filter(entry -> entry.event() instanceof ContactPersonNamed named
                        && named.dataSubject().equals(contact.dataSubject()))
                .findFirst()
                .map(entry -> read(contact, (ContactPersonNamed) entry.event(), entry.entry()))
                .orElseGet(() -> new Person.Unreadable("PersonalDataMustBeReadable: the log does not say who it is"));
    }

    private Person read(Contact contact, ContactPersonNamed named, Entry entry) {
        return switch (contact) {
            case Contact.Erased erased -> new Person.Erased(erased.on(), erased.ground());
            case Contact.Named _, Contact.Removed _ ->
                keys.find(contact.dataSubject())
                        .map(key -> decrypted(key, named, entry))
                        .orElseGet(() -> withoutKey(contact.dataSubject()));
        };
    }

    /** An erasure that the log has not been told of yet, or has forgotten by being restored, is one all the same. */
    private Person withoutKey(String dataSubject) {
        return keys.erasureOf(dataSubject)
                .<Person>map(erasure -> new Person.Erased(erasure.erasedOn(), ErasureGround.valueOf(erasure.ground())))
                .orElseGet(() -> {
                    LOG.error("the data subject {} has no key that opens, and was not erased", dataSubject);
                    return new Person.Unreadable(
                            "PersonalDataMustBeReadable: the person's key is missing, and nobody erased the person");
                });
    }

    private static Person decrypted(SubjectKey openKey, ContactPersonNamed named, Entry entry) {
        try (SubjectKey key = openKey) {
            Map<String, String> texts = new HashMap<>();
            named.personalTexts()
                    .forEach((field, text) ->
                            PersonalTexts.decrypt(text, key, entry, field).ifPresent(plain -> texts.put(field, plain)));
            if (texts.size() < named.personalTexts().size()) {
                return new Person.Unreadable("PersonalDataMustBeReadable: what the log holds at position "
                        + entry.position() + " was moved or altered, or belongs to another person");
            }
            return new Person.PlainText(new ContactDetails(
                    Optional.ofNullable(texts.get("name")).orElseThrow(),
                    texts.get("title"),
                    texts.get("email"),
                    texts.get("telephone")));
        }
    }
}
