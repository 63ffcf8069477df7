package se.iopledger.agreement.domain.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.assumed;
import static se.iopledger.agreement.domain.Story.electronic;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.domain.exit.Exits.day;
import static se.iopledger.agreement.domain.exit.Exits.lapse;
import static se.iopledger.agreement.domain.exit.Exits.revocation;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.STO;

import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ExitCommand.RecordLapse;
import se.iopledger.agreement.domain.ExitCommand.Revoke;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.Story;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.ConductEvent.DeadlineKept;
import se.iopledger.contracts.agreement.ConductEvent.DeadlinePassed;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.agreement.ExitEvent.AgreementRevoked;
import se.iopledger.contracts.agreement.ExitEvent.ConditionLapsed;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.ConditionKind;
import se.iopledger.contracts.testing.Clause;

/** Revocation in dialogue, and conditions that lapse. */
final class DepartureTest {
    @Test
    @Clause("LIN-8")
    void aRevocationIsOfTheDayOnWhichItWasSigned() {
        Revoke revoked = revocation(LIN, "2022-01-10", "2022-03-31", "2022-06-01");
        Story active = givenActive(LIN);
        active.when(evidencedBy(electronic("2022-05-05T10:00:00+02:00"), revoked))
                .thenRejected("SignatureMustBearTheDateOfItsEvidence")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/agreedOn"));
        active.when(evidencedBy(electronic("2022-01-10T10:00:00+01:00"), revoked))
                .then(AgreementRevoked.class, AgreementEnded.class);
    }

    private static Revoke evidencedBy(Evidence evidence, Revoke of) {
        return new Revoke(
                of.agreementId(),
                of.exit(),
                of.agreedOn(),
                of.lastDay(),
                of.agreedBy(),
                of.steps(),
                evidence,
                of.mandate());
    }

    @Test
    @Clause("LIN-8")
    void linkopingIsRevokedByAllThreeOnTheDayThatTheyAgree() {
        Story revoked = givenActive(LIN)
                .when(revocation(LIN, "2022-05-02", "2022-06-30", "2022-05-02"))
                .then(AgreementRevoked.class, LastDayChanged.class);
        String calculation = "all parties agreed on 2022-05-02 that the last day is 2022-06-30";
        assertThat(revoked.history()).endsWith(new LastDayChanged(AgreementId.of(LIN), day("2022-06-30"), calculation));
        Story ended = revoked.when(workOffDueOn(LIN, day("2022-07-01"))).then(AgreementEnded.class);
        assertThat(ended.history())
                .endsWith(new AgreementEnded(
                        AgreementId.of(LIN), day("2022-06-30"), Ending.REVOCATION, calculation, List.of("LIN-8")));
        assertThat(ended.stage()).isEqualTo(new Stage.Ended(day("2021-10-01"), day("2022-06-30"), Ending.REVOCATION));
    }

    @Test
    @Clause("LIN-8")
    void aRevocationIsAgreedByAllAfterADialogueAndOnce() {
        Story active = givenActive(LIN);
        active.when(revocation(LIN, "2022-05-02", "2022-06-30", "2022-05-02", List.of("kommun", "stadsmission")))
                .thenRejected("RevocationMustBeAgreedByAll")
                .satisfies(refused -> assertThat(refused.detail()).endsWith("missing: pastorat"));
        active.when(revocation(
                        LIN,
                        "2022-05-02",
                        "2022-06-30",
                        "2022-05-02",
                        List.of("kommun", "stadsmission", "pastorat", "nobody")))
                .thenRejected("RevocationMustBeAgreedByAll");
        active.when(revocation(LIN, "2022-05-02", "2022-05-01", "2022-05-02"))
                .thenRejected("LastDayMustNotPrecedeItsDecision");
        active.when(revocation(LIN, "2022-05-03", "2022-06-30", "2022-05-02")).thenRejected("DateMustNotBeInTheFuture");
        active.when(revocation(LIN, "2021-09-30", "2022-06-30", "2022-05-02")).thenRejected("ExitMustFallInThePeriod");
        active.when(revocation(LIN, "2022-05-02", "2023-09-30", "2022-05-02"))
                .thenRejected("ExitMustEndTheAgreementEarlier");
        active.when(revocation(LIN, "2022-05-02", "+999999999-12-31", "2022-05-02"))
                .thenRejected("DateMustBeReasonable");
        active.when(revoked(List.of(), Story.document())).thenRejected("StepsBeforeMustBeTaken");
        active.when(revoked(List.of(new StepTaken("dialogue", day("2022-04-01"))), assumed()))
                .then(AgreementRevoked.class, LastDayChanged.class)
                .when(revocation(LIN, "2022-05-02", "2022-06-30", "2022-05-02"))
                .thenRejected("ExitMustNotBeUsedTwice");
        active.when(revoked(
                        List.of(new StepTaken("dialogue", day("2022-04-01"))),
                        new Evidence(Evidence.Kind.ASSUMED, null, null, null)))
                .thenRejected("AssumedEvidenceMustSayWhy");
    }

    private static Revoke revoked(List<StepTaken> steps, Evidence evidence) {
        return new Revoke(
                AgreementId.of(LIN),
                "changed-conditions",
                day("2022-05-02"),
                day("2022-06-30"),
                List.of("kommun", "stadsmission", "pastorat"),
                steps,
                evidence,
                Mandate.of(APPROVER, day("2022-05-02")));
    }

    @Test
    @Clause("STO-2")
    void stockholmEndsWithTheLastDayOnWhichFundsExist() {
        Story lapsed = givenActive(STO)
                .when(lapse(STO, ConditionKind.FUNDS_EXIST, "2022-06-13", "2022-08-31"))
                .then(ConditionLapsed.class, LastDayChanged.class)
                .when(workOffDueOn(STO, day("2022-09-01")))
                .then(AgreementEnded.class);
        assertThat(lapsed.history())
                .endsWith(new AgreementEnded(
                        AgreementId.of(STO),
                        day("2022-08-31"),
                        Ending.LAPSE,
                        "kommunfullmäktige found on 2022-06-13 that the condition held until 2022-08-31, which is the last"
                                + " day",
                        List.of("STO-2")));
    }

    @Test
    @Clause({"STO-2", "STO-3"})
    void aLapseThatComesToLightLateTakesTheExtensionBack() {
        givenActive(STO)
                .when(workOffDueOn(STO, day("2022-12-15")))
                .then(AgreementExtended.class, DeadlinePassed.class)
                .when(lapse(STO, ConditionKind.PREREQUISITES_REMAIN, "2023-01-10", "2022-12-01"))
                .then(ConditionLapsed.class, DeadlineKept.class, ExtensionReversed.class, AgreementEnded.class);
    }

    @Test
    @Clause({"STO-2", "LUN-2"})
    void onlyAConditionOfTheAgreementLapses() {
        Story active = givenActive(STO);
        active.when(lapse(STO, ConditionKind.ALL_PARTIES_SIGNED, "2022-06-13", "2022-08-31"))
                .thenRejected("LapsedConditionMustBeInTheTerms");
        active.when(lapse(STO, ConditionKind.FUNDS_EXIST, "2022-06-13", "2021-12-14"))
                .thenRejected("ExitMustFallInThePeriod");
        active.when(lapse(STO, ConditionKind.FUNDS_EXIST, "2022-06-13", "2024-12-14"))
                .thenRejected("ExitMustEndTheAgreementEarlier");
        active.when(new RecordLapse(
                        AgreementId.of(STO),
                        "lapse-of-funds",
                        ConditionKind.FUNDS_EXIST,
                        "no funds",
                        new Resolution("kommunfullmäktige", day("2022-06-14"), null, null),
                        day("2022-08-31"),
                        Mandate.of(APPROVER, day("2022-06-13"))))
                .thenRejected("DateMustNotBeInTheFuture");
        active.when(lapse(STO, ConditionKind.FUNDS_EXIST, "2022-06-13", "2022-08-31"))
                .happens()
                .when(lapse(STO, ConditionKind.PREREQUISITES_REMAIN, "2022-06-13", "2022-08-31"))
                .thenRejected("ExitMustNotBeUsedTwice");
        // Lund's board binds itself by its own rule; its agreement has no such way out.
        givenActive(LUN)
                .when(lapse(LUN, ConditionKind.FUNDS_EXIST, "2022-06-13", "2022-08-31"))
                .thenRejected("ExitMustBeInTheTerms");
    }

    @Test
    void whatEndsFirstCounts() {
        Story told = givenActive(STO)
                .when(lapse(STO, ConditionKind.FUNDS_EXIST, "2022-06-13", "2022-08-31"))
                .happens()
                .when(Exits.breach(STO, "stiftelse", "stad", "2022-03-01"))
                .happens()
                .when(Exits.noticeForBreach(STO, "breach", "stad", "breach-1", "2022-03-10"))
                .happens();
        assertThat(told.stage()).isEqualTo(new Stage.InForce(day("2021-12-15"), day("2022-07-10")));
    }
}
