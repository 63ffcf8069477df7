package se.iopledger.benchmarks.append;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import se.iopledger.agreement.domain.AgreementCommand.NameContactPerson;
import se.iopledger.agreement.domain.AgreementCommand.RegisterAgreement;
import se.iopledger.agreement.domain.AgreementCommand.RemoveContactPerson;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.personal.PersonalText;
import se.iopledger.contracts.terms.Terms;
import tools.jackson.databind.json.JsonMapper;

/**
 * A thousand made-up agreements of three parties, whose contact persons are named one after the other: a command of the
 * real aggregate that can be given often on an agreement of usual size, and whose event has about 600 bytes. What stands
 * for ciphertext encrypts nobody.
 */
final class MadeUpAgreements {

    static final String MUNICIPALITY = "9999";

    /** As many contact persons as an agreement may have. */
    private static final int CONTACTS = 100;

    private static final LocalDate TODAY = LocalDate.parse("2026-01-15");
    private static final JsonMapper JSON = ContractsJson.mapper();
    private static final String NONCE = "AAAAAAAAAAAAAAAA";
    private static final String CIPHERTEXT =
            "SIMULATED+FOR+A+MEASUREMENT+".repeat(4).substring(0, 108);

    private final List<RegisterAgreement> registrations;
    private final List<String> ids;
    private final AtomicIntegerArray named = new AtomicIntegerArray(Streams.COUNT);

    /** @param first the first agreement's case number, since one that is registered cannot be again */
    MadeUpAgreements(int first) {
        registrations = IntStream.range(first, first + Streams.COUNT)
                .mapToObj(number -> new RegisterAgreement(terms(number), Mandate.of("registrar", TODAY)))
                .toList();
        ids = registrations.stream().map(RegisterAgreement::agreementId).toList();
    }

    List<RegisterAgreement> registrations() {
        return registrations;
    }

    /** Whether an agreement can have no more contact persons. Counts one more otherwise. */
    boolean isFull(int agreement) {
        return named.getAndIncrement(agreement) >= CONTACTS;
    }

    String id(int agreement) {
        return ids.get(agreement);
    }

    NameContactPerson nextContact(int agreement) {
        String person = UUID.randomUUID().toString();
        PersonalText text = new PersonalText(person, NONCE, CIPHERTEXT);
        return new NameContactPerson(
                ids.get(agreement),
                person,
                "party1",
                UUID.randomUUID().toString(),
                text,
                text,
                null,
                null,
                Mandate.of("registrar", TODAY));
    }

    RemoveContactPerson removal(NameContactPerson named) {
        return new RemoveContactPerson(named.agreementId(), named.dataSubject(), Mandate.of("registrar", TODAY));
    }

    private static Terms terms(int number) {
        return JSON.readValue("""
                {"shortName":"X%d","title":"Made-up agreement","municipality":"%s","caseNumber":"X %d",
                 "period":{"first":"2026-01-01","last":"2028-12-31","clauses":["X-1"]},
                 "takeoverDate":"2026-01-01","parties":[
                   {"id":"party0","name":"Made-up party 0","sector":"PUBLIC","clauses":["X-1"]},
                   {"id":"party1","name":"Made-up party 1","sector":"CIVIL","clauses":["X-1"]},
                   {"id":"party2","name":"Made-up party 2","sector":"CIVIL","clauses":["X-1"]}],
                 "funding":{"years":"CALENDAR","clauses":["X-1"]}}""".formatted(number, MUNICIPALITY, number), Terms.class);
    }
}
