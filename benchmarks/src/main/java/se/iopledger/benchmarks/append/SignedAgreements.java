package se.iopledger.benchmarks.append;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import se.iopledger.agreement.domain.AgreementCommand;
import se.iopledger.agreement.domain.AgreementCommand.RegisterAgreement;
import se.iopledger.agreement.domain.AgreementCommand.SignAgreement;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import tools.jackson.databind.json.JsonMapper;

/**
 * A thousand made-up agreements of many parties each, all but one of whom sign one after the other: the command of the
 * real aggregate that can be given often, and whose event has about 600 bytes.
 */
final class SignedAgreements {

    static final String MUNICIPALITY = "9999";

    private static final int PARTIES = 120;
    private static final LocalDate TODAY = LocalDate.parse("2026-01-15");
    private static final JsonMapper JSON = ContractsJson.mapper();
    private static final String NOTE = "Simulated for a measurement: nobody signed anything. ".repeat(9);

    private final List<RegisterAgreement> registrations;
    private final List<String> ids;
    private final AtomicIntegerArray signed = new AtomicIntegerArray(Streams.COUNT);

    /** @param first the first agreement's case number, since one that is registered cannot be again */
    SignedAgreements(int first) {
        registrations = IntStream.range(first, first + Streams.COUNT)
                .mapToObj(number -> new RegisterAgreement(terms(number), Mandate.of("registrar", TODAY)))
                .toList();
        ids = registrations.stream().map(RegisterAgreement::agreementId).toList();
    }

    List<RegisterAgreement> registrations() {
        return registrations;
    }

    /** How many signatures there are to give. */
    static boolean isUsedUp(int party) {
        return party >= PARTIES - 1;
    }

    /** The next party that signs an agreement. */
    int nextParty(int agreement) {
        return signed.getAndIncrement(agreement);
    }

    AgreementCommand signature(int agreement, int party) {
        return new SignAgreement(
                ids.get(agreement),
                "party" + party,
                TODAY,
                new Evidence(Evidence.Kind.DOCUMENT, NOTE, null, null),
                Mandate.of("registrar", TODAY));
    }

    private static Terms terms(int number) {
        StringBuilder parties = new StringBuilder();
        for (int party = 0; party < PARTIES; party++) {
            parties.append(party == 0 ? "" : ",").append("""
                    {"id":"party%d","name":"Made-up party %d","sector":"%s","clauses":["X-1"]}""".formatted(party, party, party == 0 ? "PUBLIC" : "CIVIL"));
        }
        return JSON.readValue("""
                {"shortName":"X%d","title":"Made-up agreement","municipality":"%s","caseNumber":"X %d",
                 "period":{"first":"2026-01-01","last":"2028-12-31","clauses":["X-1"]},
                 "takeoverDate":"2026-01-01","parties":[%s],
                 "funding":{"years":"CALENDAR","clauses":["X-1"]}}""".formatted(number, MUNICIPALITY, number, parties), Terms.class);
    }
}
