package se.iopledger.agreement.domain;

import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import se.iopledger.agreement.domain.ConductCommand.AcceptRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.DemandRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.FollowUpDeficiency;
import se.iopledger.agreement.domain.ConductCommand.RegisterDeficiency;
import se.iopledger.agreement.domain.ConductCommand.SubmitRemediationPlan;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;

/** Any command on the parties' conduct, at any date. */
final class AnyConduct {
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
                        .as((of, date, outcome, mandate) -> new FollowUpDeficiency(id, of, date, outcome, mandate)));
    }
}
