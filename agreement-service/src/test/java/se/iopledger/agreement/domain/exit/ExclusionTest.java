package se.iopledger.agreement.domain.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.propose;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.domain.exit.Exits.day;
import static se.iopledger.agreement.domain.exit.Exits.exclusion;
import static se.iopledger.agreement.domain.exit.SeveralActors.THREE;
import static se.iopledger.agreement.testing.Five.LIN;
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
import se.iopledger.agreement.domain.PartyRules;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.correct.Facts.Fact;
import se.iopledger.agreement.domain.terms.TermsRules;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentSigned;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyFollowedUp;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionApproved;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionProposed;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.ExitEvent.ActorExcluded;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChangeReversed;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.agreement.PossibleRepayment;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Contribution;
import se.iopledger.contracts.terms.DecisionRule;
import se.iopledger.contracts.terms.Grant;
import se.iopledger.contracts.terms.Party;
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
        assertThat(WaysOut.of(excluded.known(), day("2022-07-05")).longest())
                .as("to which day it might have run")
                .isEqualTo("2024-12-14");
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
    void whoRecordedTheDeficiencyDoesNotRecordTheExclusion() {
        ExcludeActor exclusion = exclusion(STO, "stiftelse", "2022-07-04", "2022-08-31");
        Story remains = followedUp(STO, "stiftelse", Outcome.REMAINS);
        remains.when(by(REGISTRAR, exclusion))
                .thenRejected("ExcluderMustNotHaveRecordedTheDeficiency")
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Rejection.Kind.FORBIDDEN));
        remains.when(by("approver-2", exclusion)).then(ActorExcluded.class, LastDayChanged.class);
    }

    @Test
    @Clause("STO-8")
    void whoRecordedThatTheDeficiencyRemainsDoesNotRecordTheExclusion() {
        String id = AgreementId.of(STO);
        Story demanded = givenActive(STO)
                .when(new RegisterDeficiency(
                        id, "stiftelse", day("2022-02-01"), "reports do not come (simulated)", on("2022-02-01")))
                .happens()
                .when(new DemandRemediationPlan(
                        id, "deficiency-1", "steering", day("2022-02-15"), day("2022-03-31"), on("2022-02-15")))
                .happens();
        Story remains = demanded.when(new FollowUpDeficiency(
                        id,
                        "deficiency-1",
                        day("2022-06-30"),
                        Outcome.REMAINS,
                        Mandate.of(APPROVER, day("2022-06-30"))))
                .happens();
        ExcludeActor exclusion = exclusion(STO, "stiftelse", "2022-07-04", "2022-08-31");
        for (String one : List.of(REGISTRAR, APPROVER)) {
            remains.when(by(one, exclusion)).thenRejected("ExcluderMustNotHaveRecordedTheDeficiency");
        }
        remains.when(by("approver-2", exclusion)).then(ActorExcluded.class, LastDayChanged.class);
    }

    @Test
    @Clause("STO-8")
    void whoRecordedAnotherDeficiencyIsASecondPersonForThisOne() {
        Story two = twoOfStockholmsFoundationRemain();
        two.when(by("clerk-7", Exits.exclusionFor(STO, "stiftelse", "deficiency-2", "2022-07-04", "2022-08-31")))
                .thenRejected("ExcluderMustNotHaveRecordedTheDeficiency");
        two.when(by("clerk-7", exclusion(STO, "stiftelse", "2022-07-04", "2022-08-31")))
                .then(ActorExcluded.class, LastDayChanged.class);
    }

    @Test
    @Clause("STO-8")
    void anExclusionRestsOnItsOwnDeficiency() {
        Story excluded = twoOfStockholmsFoundationRemain()
                .when(exclusion(STO, "stiftelse", "2022-07-04", "2022-08-31"))
                .happens();
        List<Integer> followUps = excluded.known().facts().all().stream()
                .filter(fact -> fact.event() instanceof DeficiencyFollowedUp)
                .map(Fact::number)
                .toList();
        excluded.when(propose(STO, followUps.getFirst(), "it was remedied"))
                .thenRejected("FactMustNotBeNeededByAnother");
        excluded.when(propose(STO, followUps.getLast(), "it was remedied")).then(CorrectionProposed.class);
    }

    private static Story twoOfStockholmsFoundationRemain() {
        return followedUp(STO, "stiftelse", Outcome.REMAINS)
                .when(new RegisterDeficiency(
                        AgreementId.of(STO),
                        "stiftelse",
                        day("2022-02-01"),
                        "the premises are closed (simulated)",
                        Mandate.of("clerk-7", day("2022-02-01"))))
                .happens()
                .when(new DemandRemediationPlan(
                        AgreementId.of(STO),
                        "deficiency-2",
                        "steering",
                        day("2022-02-15"),
                        day("2022-03-31"),
                        on("2022-02-15")))
                .happens()
                .when(new FollowUpDeficiency(
                        AgreementId.of(STO), "deficiency-2", day("2022-06-30"), Outcome.REMAINS, on("2022-06-30")))
                .happens();
    }

    private static ExcludeActor by(String actor, ExcludeActor of) {
        return new ExcludeActor(
                of.agreementId(),
                of.exit(),
                of.party(),
                of.deficiencyId(),
                of.resolution(),
                of.steps(),
                of.lastDay(),
                Mandate.of(actor, of.mandate().today()));
    }

    /** Of both civil parties a deficiency remained after the plan for it. */
    static Story bothFailed() {
        return SeveralActors.fellShort(followedUp(THREE, "pastorat", Outcome.REMAINS), "stadsmission", "deficiency-2");
    }

    /** With the first of its obligations so many times a year. */
    static Terms timesAYear(int times) {
        return SeveralActors.THREE_ON_PAPER
                .with("/obligations/0/due/times", String.valueOf(times))
                .terms();
    }

    @Test
    @Clause("STO-8")
    void anAmendmentFromALaterDayDoesNotBringBackWhoWasExcludedMeanwhile() {
        Terms later = timesAYear(2);
        Story excluded = followedUp(THREE, "pastorat", Outcome.REMAINS)
                .amended("2022-07-01", "2023-01-01", later)
                .when(exclusion(THREE, "pastorat", "2022-07-04", "2022-08-31"))
                .then(ActorExcluded.class, TermsChangeReversed.class, TermsChanged.class, TermsChanged.class);
        assertThat(PartyRules.ids(excluded.known().termsOn(day("2022-08-31"))))
                .containsExactly("kommun", "stadsmission", "pastorat");
        for (String on : List.of("2022-09-01", "2023-01-01")) {
            assertThat(PartyRules.ids(excluded.known().termsOn(day(on))))
                    .as(on)
                    .containsExactly("kommun", "stadsmission");
        }
        assertThat(excluded.known().termsOn(day("2023-01-01")).obligations().getFirst())
                .isNotEqualTo(excluded.known()
                        .termsOn(day("2022-12-31"))
                        .obligations()
                        .getFirst());
        assertThat(excluded.known().terms()).isEqualTo(TermsWithout.of(later, "pastorat"));
        // Without the exclusion the amendment is told as it was signed.
        Story corrected = excluded.whenVoided(ActorExcluded.class)
                .then(
                        CorrectionApproved.class,
                        TermsChangeReversed.class,
                        TermsChangeReversed.class,
                        TermsChanged.class);
        assertThat(corrected.known().termsOn(day("2023-01-01"))).isEqualTo(later);
    }

    @Test
    @Clause({"STO-8", "STO-13"})
    void whoWasExcludedComesBackByTermsThatWereMadeWithoutIt() {
        Story excluded = followedUp(THREE, "pastorat", Outcome.REMAINS)
                .when(exclusion(THREE, "pastorat", "2022-07-04", "2022-08-31"))
                .happens();
        Story back = excluded.amended("2022-10-01", "2023-01-01", THREE);
        assertThat(PartyRules.ids(back.known().termsOn(day("2022-12-31")))).doesNotContain("pastorat");
        assertThat(back.known().termsOn(day("2023-01-01"))).isEqualTo(THREE);
        // And by what is made on those in turn.
        Terms again = timesAYear(3);
        Story built = back.amended("2022-11-01", "2023-02-01", again);
        assertThat(built.known().termsOn(day("2023-02-01"))).isEqualTo(again);
        // What all signed is needed by what was made on it; that a party left makes it no less so.
        built.when(propose(THREE, back.fact(AmendmentSigned.class), "recorded by mistake"))
                .thenRejected("FactMustNotBeNeededByAnother");
    }

    @Test
    @Clause("STO-8")
    void withMoreCivilPartiesTheAgreementGoesOnWithoutTheOneThatIsExcluded() {
        Story excluded = followedUp(THREE, "pastorat", Outcome.REMAINS)
                .when(exclusion(THREE, "pastorat", "2022-07-04", "2022-08-31"))
                .then(ActorExcluded.class, TermsChanged.class);
        assertThat(excluded.stage()).isEqualTo(new Stage.InForce(day("2021-10-01"), day("2023-09-30")));
        TermsChanged changed = (TermsChanged) excluded.history().getLast();
        assertThat(changed.termsVersion()).isEqualTo(2);
        assertThat(changed.from()).isEqualTo("2022-09-01");
        assertThat(changed.boundOn()).isEqualTo("2022-07-04");
        assertThat(changed.because()).isEqualTo("exclusion-1");
        assertThat(changed.terms().parties()).extracting(Party::id).containsExactly("kommun", "stadsmission");
        assertThat(changed.terms().funding().grants())
                .extracting(Grant::recipient)
                .containsOnly("stadsmission");
        assertThat(excluded.known().termsOn(day("2022-08-31"))).isEqualTo(THREE);
        excluded.when(workOffDueOn(THREE, day("2022-09-01"))).thenNothing();
        // The last civil party's exclusion ends it.
        assertThat(excluded.known().nextTermsVersion()).isEqualTo(3);
        excluded.when(exclusion(THREE, "pastorat", "2022-09-04", "2022-09-30")).thenRejected("ActorMustBeACivilParty");
    }

    @Test
    @Clause("STO-8")
    void anExclusionByMistakeIsVoidedAndThePartyIsBack() {
        Story back = followedUp(THREE, "pastorat", Outcome.REMAINS)
                .when(exclusion(THREE, "pastorat", "2022-07-04", "2022-08-31"))
                .happens()
                .whenVoided(ActorExcluded.class)
                .then(CorrectionApproved.class, TermsChangeReversed.class);
        assertThat(back.known().termsOn(day("2022-09-01"))).isEqualTo(THREE);
        assertThat(back.known().nextTermsVersion())
                .as("the number of the terms without it is not given again")
                .isEqualTo(3);
    }

    @Test
    @Clause("STO-8")
    void whatWasAPartysAloneFallsAwayAndTheRestCanBeRegistered() {
        Terms terms = Paper.of("LIN")
                .with("/exits/0/by", "[\"pastorat\"]")
                .with("/obligations/0/by", "[\"pastorat\"]")
                .with("/obligations/1/by", "[\"pastorat\", \"stadsmission\"]")
                .with("/groups/0/convener", "\"pastorat\"")
                .with("/groups/0/seats", "[{\"party\":\"pastorat\",\"atMost\":1}]")
                .with(
                        "/groups/0/decisionRule",
                        "{\"consensus\":true,\"tieBreak\":\"pastorat\",\"covers\":[\"all\"],\"clauses\":[\"LIN-7\"]}")
                .with(
                        "/remedies",
                        "[{\"kind\":\"REPAYMENT_CLAIM\",\"cause\":\"breach\",\"share\":\"WHOLE\",\"liable\":\"pastorat\","
                                + "\"clauses\":[\"LIN-8\"]}]")
                .terms();
        assertThat(TermsRules.check(terms)).isEmpty();
        Terms without = TermsWithout.of(terms, "pastorat");
        assertThat(TermsRules.check(without)).isEmpty();
        assertThat(without.exits()).isEmpty();
        assertThat(without.obligations()).hasSize(terms.obligations().size() - 1);
        assertThat(TermsRules.check(TermsWithout.of(LIN, "stadsmission"))).isEmpty();
        assertThat(without.groups().getFirst().decisionRule())
                .isEqualTo(new DecisionRule(true, null, List.of("all"), List.of("LIN-7")));
        assertThat(without.groups().getFirst().seats()).isEmpty();
        assertThat(without.remedies()).isEmpty();
    }

    @Test
    @Clause({"STO-8", "LIN-3"})
    void whatWasOthersStaysWithThem() {
        Terms terms = Paper.of("LIN")
                .with("/budgets/0/party", "\"stadsmission\"")
                .with("/commitments/0/by", "[\"pastorat\"]")
                .with("/commitments/1/by", "[\"stadsmission\"]")
                .with("/commitments/2/by", "[]")
                .terms();
        Terms without = TermsWithout.of(terms, "pastorat");
        assertThat(without.contributions()).extracting(Contribution::by).containsExactly("stadsmission");
        assertThat(without.budgets()).isEqualTo(terms.budgets());
        assertThat(without.commitments())
                .hasSize(terms.commitments().size() - 1)
                .doesNotContain(terms.commitments().getFirst());
        assertThat(TermsWithout.of(terms, "stadsmission").budgets())
                .hasSize(terms.budgets().size() - 1);
        assertThat(without.signatureLines()).hasSize(terms.signatureLines().size() - 1);
    }

    @Test
    @Clause("STO-8")
    void onePartysExclusionIsNoneOfAnothers() {
        Story excluded = followedUp(THREE, "pastorat", Outcome.REMAINS)
                .when(exclusion(THREE, "pastorat", "2022-07-04", "2022-08-31"))
                .happens();
        String id = AgreementId.of(THREE);
        Story other = excluded.when(new RegisterDeficiency(
                        id, "stadsmission", day("2022-09-01"), "no account comes (simulated)", on("2022-09-01")))
                .happens()
                .when(new DemandRemediationPlan(
                        id,
                        "deficiency-2",
                        THREE.groups().getFirst().id(),
                        day("2022-09-10"),
                        day("2022-10-01"),
                        on("2022-09-10")))
                .happens()
                .when(new FollowUpDeficiency(id, "deficiency-2", day("2022-10-02"), Outcome.REMAINS, on("2022-10-02")))
                .happens();
        ExcludeActor last = new ExcludeActor(
                id,
                "exclusion",
                "stadsmission",
                "deficiency-2",
                new Resolution("the steering group", day("2022-10-10"), null, null),
                List.of(
                        new StepTaken("dialogue in the steering group", day("2022-09-01")),
                        new StepTaken("remediation plan", day("2022-09-10"))),
                day("2022-10-31"),
                Mandate.of(APPROVER, day("2022-10-10")));
        // The last civil party's exclusion ends it.
        assertThat(other.when(last)
                        .then(ActorExcluded.class, LastDayChanged.class)
                        .stage())
                .isEqualTo(new Stage.InForce(day("2021-10-01"), day("2022-10-31")));
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
                        Mandate.of(APPROVER, day("2022-07-04"))))
                .thenRejected("StepsBeforeMustBeTaken");
        failed.when(new ExcludeActor(
                        AgreementId.of(STO),
                        "exclusion",
                        "stiftelse",
                        "deficiency-1",
                        new Resolution("the steering group", day("2022-07-05"), null, null),
                        List.of(),
                        day("2022-08-31"),
                        Mandate.of(APPROVER, day("2022-07-04"))))
                .thenRejected("DateMustNotBeInTheFuture");
        failed.when(exclusion(STO, "stiftelse", "2022-07-04", "2022-08-31"))
                .happens()
                .when(exclusion(STO, "stiftelse", "2022-07-04", "2022-08-31"))
                .thenRejected("ActorMustNotBeExcludedTwice");
    }
}
