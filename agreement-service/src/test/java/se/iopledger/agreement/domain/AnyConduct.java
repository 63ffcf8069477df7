package se.iopledger.agreement.domain;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import se.iopledger.agreement.domain.ConductCommand.AcceptRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.CheckRequirement;
import se.iopledger.agreement.domain.ConductCommand.CloseDialogue;
import se.iopledger.agreement.domain.ConductCommand.DecideDeviation;
import se.iopledger.agreement.domain.ConductCommand.DemandRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.EscalateDialogue;
import se.iopledger.agreement.domain.ConductCommand.EvidenceEligibility;
import se.iopledger.agreement.domain.ConductCommand.FollowUpDeficiency;
import se.iopledger.agreement.domain.ConductCommand.OpenDialogue;
import se.iopledger.agreement.domain.ConductCommand.RecordDeviation;
import se.iopledger.agreement.domain.ConductCommand.RegisterDeficiency;
import se.iopledger.agreement.domain.ConductCommand.RequestDeviation;
import se.iopledger.agreement.domain.ConductCommand.SubmitRemediationPlan;
import se.iopledger.contracts.agreement.ConductEvent.Answer;
import se.iopledger.contracts.agreement.ConductEvent.Conclusion;
import se.iopledger.contracts.agreement.ConductEvent.DeviationFrom;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.agreement.ConductEvent.Result;
import se.iopledger.contracts.agreement.ConductEvent.Subject;
import se.iopledger.contracts.agreement.DocumentReference;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;

/** Any command on the parties' conduct, at any date. */
final class AnyConduct {
    private static final DocumentReference LETTER =
            new DocumentReference("a letter", null, null, "0".repeat(64), "application/pdf");

    private AnyConduct() {}

    static Arbitrary<AgreementCommand> of(Terms terms, Arbitrary<Mandate> mandates) {
        String id = AgreementId.of(terms);
        Arbitrary<LocalDate> dates = Arbitraries.integers().between(-30, 1500).map(Story.TAKEOVER::plusDays);
        Arbitrary<String> deficiencies = Arbitraries.of("deficiency-1", "deficiency-2");
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of(terms.parties()).map(Party::id), dates, mandates)
                        .as((party, date, mandate) -> new RegisterDeficiency(id, party, date, "late", mandate)),
                Combinators.combine(deficiencies, dates, Arbitraries.integers().between(-1, 60), mandates)
                        .as((of, date, days, mandate) ->
                                new DemandRemediationPlan(id, of, "steering", date, date.plusDays(days), mandate)),
                Combinators.combine(deficiencies, dates, mandates)
                        .as((of, date, mandate) -> new SubmitRemediationPlan(id, of, date, mandate)),
                Combinators.combine(deficiencies, dates, mandates)
                        .as((of, date, mandate) -> new AcceptRemediationPlan(id, of, date, mandate)),
                Combinators.combine(deficiencies, dates, Arbitraries.of(Outcome.values()), mandates)
                        .as((of, date, outcome, mandate) -> new FollowUpDeficiency(id, of, date, outcome, mandate)),
                talk(terms, dates, mandates),
                deviations(terms, dates, mandates),
                requirements(terms, dates, mandates));
    }

    private static Arbitrary<AgreementCommand> talk(
            Terms terms, Arbitrary<LocalDate> dates, Arbitrary<Mandate> mandates) {
        String id = AgreementId.of(terms);
        Arbitrary<String> groups = Arbitraries.of("steering", "cooperation");
        return Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.of(Subject.values()),
                                Arbitraries.of(terms.parties()).map(Party::id),
                                groups.injectNull(0.2),
                                dates,
                                mandates)
                        .as((subject, party, group, date, mandate) ->
                                new OpenDialogue(id, subject, party, group, date, null, "so it is", mandate)),
                Combinators.combine(groups, dates, mandates)
                        .as((group, date, mandate) -> new EscalateDialogue(id, "dialogue-1", group, date, mandate)),
                Combinators.combine(dates, Arbitraries.of(Conclusion.values()), mandates)
                        .as((date, outcome, mandate) ->
                                new CloseDialogue(id, "dialogue-1", date, outcome, "so be it", mandate)));
    }

    private static Arbitrary<AgreementCommand> deviations(
            Terms terms, Arbitrary<LocalDate> dates, Arbitrary<Mandate> mandates) {
        String id = AgreementId.of(terms);
        Arbitrary<List<String>> deciders = Arbitraries.of(
                List.of("steering"), terms.parties().stream().map(Party::id).toList());
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of(terms.parties()).map(Party::id), dates, mandates)
                        .as((party, date, mandate) -> new RequestDeviation(
                                id, party, DeviationFrom.PLAN, date, "otherwise", null, false, mandate)),
                Combinators.combine(deciders, dates, Arbitraries.of(Answer.values()), mandates)
                        .as((by, date, answer, mandate) ->
                                new DecideDeviation(id, "deviation-1", by, date, answer, mandate)),
                Combinators.combine(dates, mandates)
                        .as((date, mandate) -> new RecordDeviation(id, "deviation-1", date, mandate)));
    }

    private static Arbitrary<AgreementCommand> requirements(
            Terms terms, Arbitrary<LocalDate> dates, Arbitrary<Mandate> mandates) {
        String id = AgreementId.of(terms);
        Arbitrary<String> requirements = Arbitraries.of("requirement-1", "requirement-2");
        String party = terms.parties().getLast().id();
        return Arbitraries.oneOf(
                Combinators.combine(
                                requirements,
                                dates,
                                Arbitraries.of(Result.values()),
                                Arbitraries.integers().between(-1, 200).injectNull(0.3),
                                mandates)
                        .as((of, date, result, days, mandate) -> new CheckRequirement(
                                id,
                                of,
                                party,
                                date,
                                result,
                                "as seen",
                                days == null ? null : date.plusDays(days),
                                mandate)),
                Combinators.combine(requirements, dates, Arbitraries.integers().between(-1, 200), mandates)
                        .as((of, date, days, mandate) ->
                                new EvidenceEligibility(id, of, party, LETTER, date, date.plusDays(days), mandate)));
    }
}
