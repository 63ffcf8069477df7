package se.iopledger.agreement.erase;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.contact.ContactEntries;
import se.iopledger.agreement.contact.ContactView;
import se.iopledger.agreement.contact.PersonReader;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.domain.contact.Contact;
import se.iopledger.contracts.personal.PersonalEvent;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EntryAttributes;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.http.Problems;

/** Tells everything that is held on one person, for the person: article 15. */
@RestController
class ExportDataSubjectEndpoint {
    private final AgreementDesk desk;
    private final ContactEntries entries;
    private final PersonReader persons;
    private final Copies copies;

    ExportDataSubjectEndpoint(AgreementDesk desk, ContactEntries entries, PersonReader persons, Copies copies) {
        this.desk = desk;
        this.entries = entries;
        this.persons = persons;
        this.copies = copies;
    }

    @Operation(
            operationId = "exportDataSubject",
            summary = "Everything that is held on one person",
            description = "Decrypted, with each entry of the log that is about the person and each place that holds a"
                    + " copy. Needs the role APPROVER.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SubjectExport.class)))
    @GetMapping("/agreements/{agreementId}/contacts/{dataSubject}/export")
    ResponseEntity<?> export(@PathVariable String agreementId, @PathVariable String dataSubject, SignedIn user) {
        user.mustBe(Role.APPROVER);
        return desk.find(agreementId, user)
                .flatMap(found -> found.agreement()
                        .contacts()
                        .find(dataSubject)
                        .<ResponseEntity<?>>map(contact -> ResponseEntity.ok(export(found, contact))))
                .orElseGet(() -> Problems.notFound("data subject"));
    }

    private SubjectExport export(AgreementDesk.Standing found, Contact contact) {
        String agreementId = found.agreement().agreementId();
        List<ContactEntries.Told> told = entries.of(agreementId);
        return new SubjectExport(
                contact.dataSubject(),
                agreementId,
                found.municipality(),
                contact.party(),
                switch (contact) {
                    case Contact.Named _ -> SubjectExport.Standing.NAMED;
                    case Contact.Removed _ -> SubjectExport.Standing.REMOVED;
                    case Contact.Erased _ -> SubjectExport.Standing.ERASED;
                },
                ContactView.of(contact.dataSubject(), contact.party(), persons.read(contact, told)),
                told.stream()
                        .filter(entry -> entry.dataSubject().equals(contact.dataSubject()))
                        .map(ExportDataSubjectEndpoint::event)
                        .toList(),
                copies.of(agreementId, contact.dataSubject()));
    }

    private static SubjectExport.Event event(ContactEntries.Told told) {
        Entry entry = told.entry();
        return new SubjectExport.Event(
                entry.position(),
                entry.streamId(),
                entry.streamSequence(),
                entry.type(),
                entry.recordedTime(),
                entry.attribute(EntryAttributes.EFFECTIVE).orElse(null),
                entry.attribute(EntryAttributes.ACTOR).orElse(null),
                entry.attribute(EntryAttributes.REASON).orElse(null),
                entry.eventId(),
                entry.leafHashHex(),
                told.event() instanceof PersonalEvent personal
                        ? List.copyOf(personal.personalTexts().keySet())
                        : List.of());
    }
}
