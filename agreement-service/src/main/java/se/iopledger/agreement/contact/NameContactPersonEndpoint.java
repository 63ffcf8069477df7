package se.iopledger.agreement.contact;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.domain.AgreementCommand.NameContactPerson;
import se.iopledger.agreement.domain.contact.ContactDetails;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.personal.PersonalText;
import se.iopledger.eventlog.personal.Place;
import se.iopledger.eventlog.personal.SubjectKey;
import se.iopledger.eventlog.personal.SubjectKeys;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.Problems;
import se.iopledger.shell.personal.PersonalTexts;

/** Names a contact person of a party. What the body says of the person goes no further than this class in plain text. */
@RestController
class NameContactPersonEndpoint {
    private final AgreementDesk desk;
    private final SubjectKeys keys;

    NameContactPersonEndpoint(AgreementDesk desk, SubjectKeys keys) {
        this.desk = desk;
        this.keys = keys;
    }

    /**
     * The contact person.
     *
     * @param party id of the party in the terms
     * @param title role or title at the party
     * @param telephone digits, spaces, hyphens, parentheses, a leading plus; write spaces where the digits alone could
     *     be taken for a personal identity number
     */
    record Naming(
            String party,
            String name,
            @Nullable String title,
            @Nullable String email,
            @Nullable String telephone) {
        @Override
        public String toString() {
            return "Naming for " + party;
        }
    }

    /** @param dataSubject opaque id of the person, by which to remove, export or erase what is held */
    record Named(String agreementId, long version, String dataSubject) {}

    @Operation(
            operationId = "nameContactPerson",
            summary = "Name a contact person of a party",
            description = "What is said of the person is kept encrypted, and can be erased. A repeat after the person"
                    + " was erased is refused, since nothing is left to recognise it by. Needs the role REGISTRAR.")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Named.class)))
    @PostMapping("/agreements/{agreementId}/contacts")
    ResponseEntity<?> name(
            @PathVariable String agreementId, @RequestBody Naming naming, SignedIn user, RequestKey request) {
        user.mustBe(Role.REGISTRAR);
        return desk.find(agreementId, user)
                .<ResponseEntity<?>>map(found -> name(found, naming, user, request))
                .orElseGet(() -> Problems.notFound("agreement"));
    }

    private ResponseEntity<?> name(AgreementDesk.Standing found, Naming naming, SignedIn user, RequestKey request) {
        ContactDetails details = new ContactDetails(naming.name(), naming.title(), naming.email(), naming.telephone());
        Optional<Rejection> refusal = details.refusal().or(() -> keyMustNotNameThePerson(details, request));
        if (refusal.isPresent()) {
            return Problems.of(refusal.get());
        }
        String agreementId = found.agreement().agreementId();
        String dataSubject = DataSubjectId.of(agreementId, found.municipality(), request);
        Optional<SubjectKey> key = keys.findOrMake(dataSubject);
        if (key.isEmpty()) {
            return withoutKey(dataSubject);
        }
        NameContactPerson command;
        RequestKey keyed;
        try (SubjectKey open = key.get()) {
            command = command(agreementId, naming, user, open);
            keyed = request.with(open.digestOf(request.digest()));
        }
        return answer(desk.carryOut(command, found.municipality(), keyed), dataSubject);
    }

    private NameContactPerson command(String agreementId, Naming naming, SignedIn user, SubjectKey key) {
        String eventId = UUID.randomUUID().toString();
        return new NameContactPerson(
                agreementId,
                key.dataSubject(),
                naming.party(),
                eventId,
                PersonalTexts.encrypt(naming.name(), key, new Place(agreementId, eventId, "name")),
                encrypted(naming.title(), key, new Place(agreementId, eventId, "title")),
                encrypted(naming.email(), key, new Place(agreementId, eventId, "email")),
                encrypted(naming.telephone(), key, new Place(agreementId, eventId, "telephone")),
                desk.mandate(user, null, null));
    }

    private static @Nullable PersonalText encrypted(@Nullable String text, SubjectKey key, Place place) {
        return text == null ? null : PersonalTexts.encrypt(text, key, place);
    }

    private static ResponseEntity<?> answer(Outcome outcome, String dataSubject) {
        return switch (outcome) {
            case Outcome.Done done ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .eTag(Long.toString(done.version()))
                        .header("Location", "/agreements/" + done.streamId() + "/contacts")
                        .body(new Named(done.streamId(), done.version(), dataSubject));
            case Outcome.Refused refused -> Problems.of(refused.rejection());
            case Outcome.KeyReused reused -> Problems.of(reused);
        };
    }

    private ResponseEntity<?> withoutKey(String dataSubject) {
        if (keys.erasureOf(dataSubject).isEmpty()) {
            throw new IllegalStateException("the key of the data subject " + dataSubject + " does not open");
        }
        return Problems.of(Rejection.conflict(
                "ErasedPersonMustNotBeNamedByTheSameRequest",
                "the person whom a request with this Idempotency-Key named has been erased since, so that this one"
                        + " cannot be recognised as its repeat; nothing was stored. To name somebody, use a new key"));
    }

    /** The key stands in the entry for good, in plain text. */
    private static Optional<Rejection> keyMustNotNameThePerson(ContactDetails details, RequestKey request) {
        return details.occurIn(request.key())
                ? Optional.of(Rejection.at(
                        "Idempotency-Key",
                        "IdempotencyKeyMustNotNameThePerson",
                        "the key is stored and cannot be erased; use a random UUID"))
                : Optional.empty();
    }
}
