package se.iopledger.agreement.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.AgreementCommand.ApproveAgreement;
import se.iopledger.agreement.domain.AgreementCommand.EraseDataSubject;
import se.iopledger.agreement.domain.AgreementCommand.NameContactPerson;
import se.iopledger.agreement.domain.AgreementCommand.RegisterAgreement;
import se.iopledger.agreement.domain.AgreementCommand.RemoveContactPerson;
import se.iopledger.agreement.domain.AgreementCommand.SignAgreement;
import se.iopledger.agreement.domain.AgreementCommand.WorkOffDue;
import se.iopledger.agreement.domain.AmendmentCommand.ProposeAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.SignAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.WithdrawAmendment;
import se.iopledger.agreement.domain.CorrectionCommand.ApproveCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.ProposeCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.RefuseCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.WithdrawCorrection;
import se.iopledger.agreement.domain.SettlementCommand.SettleFinding;
import se.iopledger.agreement.domain.SettlementCommand.WithdrawSettlement;
import se.iopledger.agreement.domain.finding.Findings;
import se.iopledger.agreement.domain.finding.Readings;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.personal.ErasureGround;
import se.iopledger.contracts.personal.PersonalText;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Any command on an agreement, sensible or not. A feature has a method here that makes its commands, or a
 * class beside this one, and one line in {@link #of}; a test says which command was forgotten.
 */
final class AnyCommand {
    private static final JsonMapper JSON = ContractsJson.mapper();

    private final Terms terms;
    private final String id;
    private final List<String> signatories;
    private final Arbitrary<Mandate> mandates = Combinators.combine(
                    Arbitraries.of(Story.REGISTRAR, Story.APPROVER),
                    Arbitraries.integers().between(-30, 2000),
                    Arbitraries.of("a reason", "").injectNull(0.2))
            .as((actor, days, reason) -> {
                LocalDate today = Story.TAKEOVER.plusDays(days);
                return new Mandate(actor, today, today, reason);
            });

    private AnyCommand(Terms terms) {
        this.terms = terms;
        this.id = AgreementId.of(terms);
        this.signatories = Stream.concat(terms.parties().stream().map(Party::id), Stream.of("nobody"))
                .toList();
    }

    /** A command on the agreement with these terms; those that bring it forward come more often. */
    static Arbitrary<AgreementCommand> of(Terms terms) {
        AnyCommand any = new AnyCommand(terms);
        return Arbitraries.frequencyOf(
                Tuple.of(6, any.beginning()),
                Tuple.of(4, AnyExits.of(terms, any.mandates)),
                Tuple.of(2, AnyConduct.of(terms, any.mandates)),
                Tuple.of(2, AnyRecord.of(terms, any.mandates)),
                Tuple.of(3, any.amendments()),
                Tuple.of(2, any.contacts()),
                Tuple.of(2, any.settlements()),
                Tuple.of(3, any.corrections()),
                Tuple.of(3, AnyOther.of(terms, any.mandates)),
                Tuple.of(1, any.mandates.map(mandate -> new WorkOffDue(any.id, mandate))));
    }

    /** A command on an agreement in force, other than those on persons and on what was recorded before. */
    static Arbitrary<AgreementCommand> once(Terms terms) {
        AnyCommand any = new AnyCommand(terms);
        return Arbitraries.frequencyOf(
                        Tuple.of(5, AnyExits.of(terms, any.mandates)),
                        Tuple.of(3, AnyConduct.of(terms, any.mandates)),
                        Tuple.of(3, AnyRecord.of(terms, any.mandates)),
                        Tuple.of(2, any.amendments()),
                        Tuple.of(1, AnyOther.of(terms, any.mandates)))
                .filter(command -> !(command instanceof CorrectionCommand) && !(command instanceof ContactCommand));
    }

    private Arbitrary<AgreementCommand> beginning() {
        Arbitrary<LocalDate> dates = Arbitraries.integers().between(-10, 30).map(Story.TAKEOVER::plusDays);
        Arbitrary<Evidence> evidence = Arbitraries.of(Story.document(), Story.assumed());
        return Arbitraries.frequencyOf(
                Tuple.of(2, mandates.map(mandate -> new RegisterAgreement(terms, mandate))),
                Tuple.of(
                        2,
                        Combinators.combine(dates, evidence, mandates)
                                .as((date, shown, mandate) ->
                                        new ApproveAgreement(id, "socialnämnden", date, null, shown, mandate))),
                Tuple.of(
                        4,
                        Combinators.combine(Arbitraries.of(signatories), dates, evidence, mandates)
                                .as((party, date, shown, mandate) ->
                                        new SignAgreement(id, party, date, shown, mandate))));
    }

    private Arbitrary<AgreementCommand> contacts() {
        return Arbitraries.oneOf(
                Combinators.combine(persons(), Arbitraries.of(signatories), mandates)
                        .as((person, party, mandate) -> naming(id, person, party, mandate)),
                Combinators.combine(persons(), mandates)
                        .as((person, mandate) -> new RemoveContactPerson(id, person, mandate)),
                Combinators.combine(persons(), Arbitraries.of(ErasureGround.values()), mandates)
                        .as((person, ground, mandate) -> new EraseDataSubject(id, person, ground, mandate)));
    }

    private Arbitrary<AgreementCommand> amendments() {
        Arbitrary<LocalDate> dates = Arbitraries.integers().between(0, 400).map(Story.TAKEOVER::plusDays);
        Arbitrary<String> amendments = Arbitraries.of("amendment-1", "amendment-2", "amendment-3");
        return Arbitraries.frequencyOf(
                Tuple.of(
                        2,
                        Combinators.combine(
                                        Arbitraries.of(signatories),
                                        dates,
                                        dates,
                                        Arbitraries.integers().between(1, 3),
                                        Arbitraries.of(otherTerms()),
                                        mandates)
                                .as((by, date, from, madeOn, changed, mandate) -> new ProposeAmendment(
                                        id,
                                        by,
                                        date,
                                        Way.SIGNED_BY_ALL,
                                        from,
                                        "why",
                                        true,
                                        madeOn,
                                        changed,
                                        null,
                                        null,
                                        null,
                                        mandate))),
                Tuple.of(
                        6,
                        Combinators.combine(amendments, Arbitraries.of(signatories), dates, mandates)
                                .as((of, party, date, mandate) ->
                                        new SignAmendment(id, of, party, date, Story.document(), mandate))),
                Tuple.of(
                        1,
                        Combinators.combine(amendments, Arbitraries.of(signatories), dates, mandates)
                                .as((of, party, date, mandate) ->
                                        new WithdrawAmendment(id, of, party, date, mandate))));
    }

    /** Another name, a last day earlier or later than it was. */
    private List<Terms> otherTerms() {
        LocalDate last = terms.period().last();
        return Stream.of(
                        changed("/title", "another title"),
                        changed("/period/last", last.minusMonths(5).toString()),
                        changed("/period/last", last.plusMonths(5).toString()))
                .toList();
    }

    private Terms changed(String pointer, String value) {
        JsonNode document = JSON.valueToTree(terms);
        JsonPointer at = JsonPointer.compile(pointer);
        ((ObjectNode) document.at(at.head())).put(at.last().getMatchingProperty(), value);
        return JSON.treeToValue(document, Terms.class);
    }

    private Arbitrary<AgreementCommand> settlements() {
        Arbitrary<LocalDate> dates = Arbitraries.integers().between(-30, 60).map(Story.TAKEOVER::plusDays);
        List<Finding> findings = Findings.of(terms);
        List<String> offered = Stream.concat(
                        Stream.of("no-such-reading"),
                        findings.stream()
                                .flatMap(finding -> Readings.of(terms, finding).stream())
                                .map(reading -> reading.id()))
                .toList();
        Arbitrary<@Nullable String> readings = Arbitraries.of(offered).injectNull(0.7);
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of(findings).map(Finding::id), readings, dates, mandates)
                        .as((finding, reading, date, mandate) ->
                                new SettleFinding(id, finding, reading, "steering group", date, null, mandate)),
                Combinators.combine(Arbitraries.of("settlement-1", "settlement-2"), dates, mandates)
                        .as((settlement, date, mandate) -> new WithdrawSettlement(id, settlement, date, mandate)));
    }

    private Arbitrary<AgreementCommand> corrections() {
        Arbitrary<String> corrections = Arbitraries.integers().between(1, 4).map(number -> "correction-" + number);
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.integers().between(0, 30), mandates)
                        .as((fact, mandate) -> new ProposeCorrection(id, fact, mandate)),
                Combinators.combine(corrections, mandates)
                        .as((correction, mandate) -> new ApproveCorrection(id, correction, mandate)),
                Combinators.combine(corrections, mandates)
                        .as((correction, mandate) -> new RefuseCorrection(id, correction, mandate)),
                Combinators.combine(corrections, mandates)
                        .as((correction, mandate) -> new WithdrawCorrection(id, correction, mandate)));
    }

    private static Arbitrary<String> persons() {
        return Arbitraries.of("person-a", "person-b", "person-c");
    }

    private static AgreementCommand naming(String id, String person, String party, Mandate mandate) {
        PersonalText text = new PersonalText(person, "bm9uY2U=", "Y2lwaGVydGV4dA==");
        return new NameContactPerson(id, person, party, "event", text, null, null, null, mandate);
    }
}
