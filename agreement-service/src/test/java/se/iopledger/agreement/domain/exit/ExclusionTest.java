package se.iopledger.agreement.domain.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.domain.exit.Exits.day;
import static se.iopledger.agreement.domain.exit.Exits.exclusion;
import static se.iopledger.agreement.testing.Five.STO;

import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ConductCommand.AcceptRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.DemandRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.FollowUpDeficiency;
import se.iopledger.agreement.domain.ConductCommand.RegisterDeficiency;
import se.iopledger.agreement.domain.ConductCommand.SubmitRemediationPlan;
import se.iopledger.agreement.domain.ExitCommand.ExcludeActor;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.Story;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.ExitEvent.ActorExcluded;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.PossibleRepayment;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** A party is terminated from the partnership, after a plan that failed. */
final class ExclusionTest {
    private static Mandate on(String today) {
        return Mandate.of(REGISTRAR, day(today));
    }

    /** The steering group demanded a plan, accepted it, and followed up what came of it. */
    static Story followedUp(Terms terms, String party, Outcome outcome) {
        String id = AgreementId.of(terms);
        String steering = terms.groups().getFirst().id();
        return givenActive(terms)
                .when(new RegisterDeficiency(
                        id, party, day("2022-02-01"), "reports do not come (simulated)", on("2022-02-01")))
                .happens()
                .when(new DemandRemediationPlan(
                        id, "deficiency-1", steering, day("2022-02-15"), day("2022-03-31"), on("2022-02-15")))
                .happens()
                .when(new SubmitRemediationPlan(id, "deficiency-1", day("2022-03-20"), on("2022-03-20")))
                .happens()
                .when(new AcceptRemediationPlan(id, "deficiency-1", day("2022-03-30"), on("2022-03-30")))
                .happens()
                .when(new FollowUpDeficiency(id, "deficiency-1", day("2022-06-30"), outcome, on("2022-06-30")))
                .happens();
    }

    @Test
    @Clause("STO-8")
    void theOnlyCivilPartysExclusionEndsTheAgreement() {
        Story excluded = followedUp(STO, "stiftelse", Outcome.REMAINS)
                .when(exclusion(STO, "stiftelse", "2022-07-04", "2022-08-31"))
                .then(ActorExcluded.class, LastDayChanged.class);
        String calculation = "the steering group decided on 2022-07-04 that the party's last day is 2022-08-31";
        assertThat(excluded.history())
                .endsWith(new LastDayChanged(AgreementId.of(STO), day("2022-08-31"), calculation));
        assertThat(excluded.history())
                .filteredOn(ActorExcluded.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    assertThat(((ActorExcluded) event).endsAgreement()).isTrue();
                    assertThat(((ActorExcluded) event).repayments())
                            .extracting(PossibleRepayment::liable)
                            .containsOnly("stiftelse");
                });
        Story ended = excluded.when(workOffDueOn(STO, day("2022-09-01"))).then(AgreementEnded.class);
        assertThat(ended.history())
                .endsWith(new AgreementEnded(
                        AgreementId.of(STO), day("2022-08-31"), Ending.EXCLUSION, calculation, List.of("STO-8")));
        assertThat(ended.stage()).isEqualTo(new Stage.Ended(day("2021-12-15"), day("2022-08-31"), Ending.EXCLUSION));
    }

    @Test
    @Clause("STO-8")
    void nobodyIsExcludedBeforeAPlanHasFailed() {
        givenActive(STO)
                .when(exclusion(STO, "stiftelse", "2022-07-04", "2022-08-31"))
                .thenRejected("PlanMustHaveFailed")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/deficiencyId");
                    assertThat(refused.clauses()).containsExactly("STO-8");
                });
        followedUp(STO, "stiftelse", Outcome.REMEDIED)
                .when(exclusion(STO, "stiftelse", "2022-07-04", "2022-08-31"))
                .thenRejected("PlanMustHaveFailed");
        Story failed = followedUp(STO, "stiftelse", Outcome.REMAINS);
        failed.when(exclusion(STO, "stiftelse", "2022-06-29", "2022-08-31")).thenRejected("PlanMustHaveFailed");
    }

    @Test
    @Clause("STO-8")
    void anExclusionIsDecidedInOrderAndOnce() {
        Story failed = followedUp(STO, "stiftelse", Outcome.REMAINS);
        failed.when(exclusion(STO, "stad", "2022-07-04", "2022-08-31")).thenRejected("ActorMustBeACivilParty");
        failed.when(exclusion(STO, "stiftelse", "2022-07-04", "2022-07-03"))
                .thenRejected("LastDayMustNotPrecedeItsDecision");
        failed.when(exclusion(STO, "stiftelse", "2022-07-04", "2024-12-14"))
                .thenRejected("ExitMustEndTheAgreementEarlier");
        failed.when(exclusion(STO, "stiftelse", "2025-01-04", "2025-01-31")).thenRejected("ExitMustFallInThePeriod");
        failed.when(new ExcludeActor(
                        AgreementId.of(STO),
                        "exclusion",
                        "stiftelse",
                        "deficiency-1",
                        new Resolution("the steering group", day("2022-07-04"), null, null),
                        List.of(new StepTaken("remediation plan", day("2022-03-20"))),
                        day("2022-08-31"),
                        on("2022-07-04")))
                .thenRejected("StepsBeforeMustBeTaken");
        failed.when(new ExcludeActor(
                        AgreementId.of(STO),
                        "exclusion",
                        "stiftelse",
                        "deficiency-1",
                        new Resolution("the steering group", day("2022-07-05"), null, null),
                        List.of(),
                        day("2022-08-31"),
                        on("2022-07-04")))
                .thenRejected("DateMustNotBeInTheFuture");
        failed.when(exclusion(STO, "stiftelse", "2022-07-04", "2022-08-31"))
                .happens()
                .when(exclusion(STO, "stiftelse", "2022-07-04", "2022-08-31"))
                .thenRejected("ActorMustNotBeExcludedTwice");
    }
}
