package se.iopledger.agreement.contact;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.domain.contact.Contact;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;

/** Tells who the contact persons are. */
@RestController
class ListContactsEndpoint {
    private final AgreementDesk desk;
    private final ContactEntries entries;
    private final PersonReader persons;

    ListContactsEndpoint(AgreementDesk desk, ContactEntries entries, PersonReader persons) {
        this.desk = desk;
        this.entries = entries;
        this.persons = persons;
    }

    /** In the order in which they were named. */
    record ContactList(String agreementId, List<ContactView> contacts) {}

    @Operation(
            operationId = "listContacts",
            summary = "The parties' contact persons",
            description = "Those who are, and those who were erased, with when and by which provision; not those who"
                    + " were removed. Needs the role READER.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ContactList.class)))
    @GetMapping("/agreements/{agreementId}/contacts")
    ResponseEntity<?> list(@PathVariable String agreementId, SignedIn user) {
        user.mustBe(Role.READER);
        return desk.show(agreementId, user, found -> list(found));
    }

    private ContactList list(AgreementDesk.Standing found) {
        String agreementId = found.agreement().agreementId();
        List<Contact> shown = found.agreement().contacts().all().stream()
                .filter(contact -> !(contact instanceof Contact.Removed))
                .toList();
        List<ContactEntries.Told> told = shown.isEmpty() ? List.of() : entries.of(agreementId);
        return new ContactList(
                agreementId,
                shown.stream()
                        .map(contact ->
                                ContactView.of(contact.dataSubject(), contact.party(), persons.read(contact, told)))
                        .toList());
    }
}
