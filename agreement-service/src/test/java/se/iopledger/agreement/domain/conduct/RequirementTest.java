package se.iopledger.agreement.domain.conduct;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.approve;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.domain.Story.sign;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.STO;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ConductCommand.CheckRequirement;
import se.iopledger.agreement.domain.ConductCommand.EvidenceEligibility;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.conduct.Requirements.Requirement;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementSigned;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentProposed;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentSigned;
import se.iopledger.contracts.agreement.ConductEvent.Deadline;
import se.iopledger.contracts.agreement.ConductEvent.DeadlineKept;
import se.iopledger.contracts.agreement.ConductEvent.DeadlinePassed;
import se.iopledger.contracts.agreement.ConductEvent.EligibilityEvidenced;
import se.iopledger.contracts.agreement.ConductEvent.RequirementChecked;
import se.iopledger.contracts.agreement.ConductEvent.Result;
import se.iopledger.contracts.agreement.DocumentReference;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.ConditionKind;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** What the agreement requires is checked, checked again, and evidenced for a time. */
final class RequirementTest {
    private static final String ID = AgreementId.of(STO);
    private static final String SHA_256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @Test
    @Clause({"STO-12", "STO-2"})
    void everythingTheTermsRequireIsThereToBeChecked() {
        assertThat(Requirements.of(givenActive(STO).known()))
                .hasSize(8)
                .extracting(Requirement::id)
                .startsWith("requirement-1")
                .endsWith("requirement-8");
        assertThat(Requirements.of(givenActive(STO).known()).stream()
                        .filter(requirement -> requirement.condition().clauses().contains("STO-12")))
                .hasSize(6);
        // Signatures are counted, not checked.
        assertThat(Requirements.of(givenActive(LIN).known())).isEmpty();
        assertThat(Requirements.of(givenActive(LUN).known())).hasSize(1);
    }

    @Test
    @Clause("STO-12")
    void everyRequirementOfStockholmsIsCheckedAndCheckedAgain() {
        Story story = givenActive(STO);
        for (Requirement requirement : Requirements.of(story.known())) {
            if (requirement.condition().kind() == ConditionKind.FUNDS_EXIST) {
                continue;
            }
            story = story.when(check(requirement.id(), "2022-03-01", Result.FULFILLED, null, "2022-09-01"))
                    .then(RequirementChecked.class);
        }
        assertThat(story.history().getLast()).isInstanceOfSatisfying(RequirementChecked.class, checked -> {
            assertThat(checked.requirement()).contains("open to insight");
            assertThat(checked.clauses()).containsExactly("STO-12");
        });
        Story again = story.when(check("requirement-5", "2022-09-01", Result.NOT_FULFILLED, "insolvent", null))
                .then(RequirementChecked.class, FindingsRaised.class);
        assertThat(again.known().conduct().unfulfilled())
                .extracting(RequirementCheck::requirementId)
                .containsExactly("requirement-5");
        assertThat(again.known().findings().getLast().id()).isEqualTo("RequirementMustBeFulfilled:check-8");
        assertThat(again.when(check("requirement-5", "2022-09-02", Result.FULFILLED, null, null))
                        .happens()
                        .known()
                        .conduct()
                        .unfulfilled())
                .isEmpty();
    }

    @Test
    @Clause("STO-12")
    void whatIsAssumedStaysVisibleAndSaysWhy() {
        Story active = givenActive(STO);
        Story assumed = active.when(check("requirement-3", "2022-03-01", Result.ASSUMED, "told by phone", null))
                .then(RequirementChecked.class, FindingsRaised.class);
        assertThat(assumed.known().findings().getLast()).satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("RequirementMustBeEvidenced:check-1");
            assertThat(finding.clauses()).containsExactly("STO-12");
        });
        active.when(check("requirement-3", "2022-03-01", Result.ASSUMED, null, null))
                .thenRejected("CheckMustSayWhatItRestsOn");
        active.when(check("requirement-3", "2022-03-01", Result.NOT_FULFILLED, null, null))
                .thenRejected("CheckMustSayWhatItRestsOn");
    }

    @Test
    @Clause("STO-12")
    void aCheckThatIsNotMadeAgainByItsDayIsTold() {
        Story checked = givenActive(STO)
                .when(check("requirement-5", "2022-03-01", Result.FULFILLED, null, "2022-09-01"))
                .happens();
        checked.when(workOffDueOn(STO, LocalDate.of(2022, 9, 1))).thenNothing();
        Story passed = checked.when(workOffDueOn(STO, LocalDate.of(2022, 9, 2))).then(DeadlinePassed.class);
        assertThat(passed.history().getLast())
                .isEqualTo(new DeadlinePassed(ID, Deadline.REQUIREMENT_CHECK, "check-1", LocalDate.of(2022, 9, 1)));
        // Made in time and recorded late, it takes that back; made late, it does not.
        passed.when(check("requirement-5", "2022-09-01", "2022-09-03", Result.FULFILLED, null, null))
                .then(RequirementChecked.class, DeadlineKept.class);
        passed.when(check("requirement-5", "2022-09-03", Result.FULFILLED, null, null))
                .then(RequirementChecked.class);
        checked.when(check("requirement-5", "2022-08-31", Result.FULFILLED, null, null))
                .then(RequirementChecked.class)
                .when(workOffDueOn(STO, LocalDate.of(2022, 10, 1)))
                .thenNothing();
    }

    @Test
    void aCheckIsOfWhatTheTermsRequireOfAPartyAndFollowsTheLastOne() {
        Story active = givenActive(STO);
        active.when(check("requirement-9", "2022-03-01", Result.FULFILLED, null, null))
                .thenRejected("RequirementMustBeInTheTerms");
        active.when(check("requirement-2", "2022-03-01", "2022-02-28", Result.FULFILLED, null, null))
                .thenRejected("DateMustNotBeInTheFuture");
        active.when(check("requirement-2", "2022-03-01", Result.FULFILLED, null, "2022-03-01"))
                .thenRejected("NextCheckMustComeLater");
        active.when(new CheckRequirement(
                        ID,
                        "requirement-2",
                        "nobody",
                        LocalDate.of(2022, 3, 1),
                        Result.FULFILLED,
                        null,
                        null,
                        on("2022-03-01")))
                .thenRejected("PartyMustBeInTheTerms");
        active.when(check("requirement-2", "2022-03-01", Result.FULFILLED, null, null))
                .happens()
                .when(check("requirement-2", "2022-02-28", "2022-03-01", Result.FULFILLED, null, null))
                .thenRejected("StepMustNotPrecedeTheLast");
    }

    @Test
    @Clause("STO-12")
    void eachRequirementOnEachPartyIsCheckedByItself() {
        Story checked = givenActive(STO)
                .when(check("requirement-5", "2022-03-01", Result.NOT_FULFILLED, "insolvent", "2022-06-01"))
                .happens();
        // An earlier day of another requirement, or of another party, is no step back.
        Story others = checked.when(check("requirement-6", "2022-02-01", "2022-03-01", Result.FULFILLED, null, null))
                .then(RequirementChecked.class)
                .when(new CheckRequirement(
                        ID,
                        "requirement-5",
                        "stad",
                        LocalDate.of(2022, 2, 1),
                        Result.FULFILLED,
                        null,
                        null,
                        on("2022-03-01")))
                .then(RequirementChecked.class);
        assertThat(others.known().conduct().unfulfilled())
                .extracting(RequirementCheck::requirementId)
                .containsExactly("requirement-5");
        others.when(workOffDueOn(STO, LocalDate.of(2022, 6, 2))).then(DeadlinePassed.class);
    }

    @Test
    @Clause("STO-12")
    void evidenceThatExpiresIsTold() {
        Story evidenced = givenActive(STO)
                .when(evidence("2022-01-01", "2022-06-30", SHA_256, "application/pdf"))
                .then(EligibilityEvidenced.class);
        evidenced.when(workOffDueOn(STO, LocalDate.of(2022, 6, 30))).thenNothing();
        Story expired =
                evidenced.when(workOffDueOn(STO, LocalDate.of(2022, 7, 1))).then(DeadlinePassed.class);
        assertThat(expired.history().getLast())
                .isEqualTo(
                        new DeadlinePassed(ID, Deadline.ELIGIBILITY_EVIDENCE, "evidence-1", LocalDate.of(2022, 6, 30)));
        EligibilityEvidence kept = expired.known().conduct().evidence().getFirst();
        assertThat(List.of("2021-12-31", "2022-01-01", "2022-06-30", "2022-07-01"))
                .extracting(LocalDate::parse)
                .extracting(kept::validOn)
                .containsExactly(false, true, true, false);
        givenActive(STO)
                .when(evidence("2022-01-01", null, SHA_256, "application/pdf"))
                .then(EligibilityEvidenced.class)
                .when(workOffDueOn(STO, LocalDate.of(2022, 12, 14)))
                .thenNothing();
    }

    @Test
    void aDocumentIsReferredToByItsDigest() {
        Story active = givenActive(STO);
        active.when(evidence("2022-01-01", "2021-12-31", SHA_256, "application/pdf"))
                .thenRejected("EvidenceMustBeValidForADay");
        for (String digest : List.of("abc", SHA_256.toUpperCase(java.util.Locale.ROOT), SHA_256 + "0")) {
            active.when(evidence("2022-01-01", null, digest, "application/pdf"))
                    .thenRejected("DigestMustBeSha256")
                    .satisfies(refused -> assertThat(refused.field()).isEqualTo("/document/sha256"));
        }
        for (String mediaType : List.of("pdf", "application/", "a b/c")) {
            active.when(evidence("2022-01-01", null, SHA_256, mediaType))
                    .thenRejected("MediaTypeMustBeOne")
                    .satisfies(refused -> assertThat(refused.field()).isEqualTo("/document/mediaType"));
        }
        active.when(new EvidenceEligibility(
                        ID,
                        "requirement-4",
                        "stiftelse",
                        new DocumentReference("letter", null, LocalDate.of(2022, 3, 2), SHA_256, "application/pdf"),
                        LocalDate.of(2022, 1, 1),
                        null,
                        on("2022-03-01")))
                .thenRejected("DateMustNotBeInTheFuture");
    }

    @Test
    @Clause("STO-12")
    void aDraftIsCheckedBeforeItIsEntered() {
        Story checked = given(register(STO))
                .when(check("requirement-2", "2021-12-01", "2021-12-20", Result.FULFILLED, null, "2021-12-19"))
                .then(RequirementChecked.class);
        // What passed before the agreement was in force is told once it is.
        checked.when(approve(STO))
                .happens()
                .when(sign(STO, "stad"))
                .happens()
                .when(sign(STO, "stiftelse"))
                .then(AgreementSigned.class, AgreementActivated.class, DeadlinePassed.class);
        given(register(STO))
                .voided()
                .when(check("requirement-2", "2021-12-20", Result.FULFILLED, null, null))
                .thenRejected("AgreementMustNotBeVoided");
    }

    @Test
    @Clause({"STO-2", "STO-3", "LUN-2"})
    void whetherFundsExistIsCheckedForTheExtensionThatDependsOnIt() {
        givenActive(STO)
                .when(check("requirement-1", "2022-03-01", Result.FULFILLED, null, null))
                .thenRejected("FundsMustBeCheckedForTheirExtension")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("STO-2"));
        // Lund's agreement does not go on by itself: there it is a requirement like others.
        givenActive(LUN)
                .when(new CheckRequirement(
                        AgreementId.of(LUN),
                        "requirement-1",
                        "kommun",
                        LocalDate.of(2022, 3, 1),
                        Result.FULFILLED,
                        null,
                        null,
                        on("2022-03-01")))
                .then(RequirementChecked.class);
        givenActive(Paper.of("STO")
                        .with("/extension/kind", "\"BY_WRITTEN_AGREEMENT\"")
                        .terms())
                .when(check("requirement-1", "2022-03-01", Result.FULFILLED, null, null))
                .then(RequirementChecked.class);
    }

    @Test
    @Clause({"STO-12", "STO-5"})
    void anAmendmentThatPutsARequirementBeforeAnotherLeavesItItsNumber() {
        String more = "{\"kind\":\"REQUIREMENT_ON_ORGANISATION\",\"text\":\"%s\",\"clauses\":[\"STO-12\"]}";
        Terms first = Paper.of("STO")
                .with("/conditions/0", more.formatted("a policy on alcohol"))
                .terms();
        Story amended = givenActive(STO)
                .when(check("requirement-5", "2022-01-10", Result.NOT_FULFILLED, "insolvent", null))
                .happens()
                .amended("2022-01-10", "2022-02-01", first);
        assertThat(Requirements.of(amended.known()))
                .extracting(Requirement::id)
                .containsExactly(
                        "requirement-9",
                        "requirement-2",
                        "requirement-3",
                        "requirement-4",
                        "requirement-5",
                        "requirement-6",
                        "requirement-7",
                        "requirement-8");
        Story checked = amended.when(check("requirement-5", "2022-02-10", Result.FULFILLED, null, null))
                .then(RequirementChecked.class);
        assertThat(checked.known().conduct().unfulfilled()).isEmpty();
        // By the terms of its day: that of funds is none any more, and the new one was none before.
        amended.when(check("requirement-9", "2022-01-31", "2022-02-10", Result.FULFILLED, null, null))
                .thenRejected("RequirementMustBeInTheTerms");
        amended.when(check("requirement-9", "2022-02-01", "2022-02-10", Result.FULFILLED, null, null))
                .then(RequirementChecked.class);
        amended.when(check("requirement-1", "2022-02-01", "2022-02-10", Result.FULFILLED, null, null))
                .thenRejected("RequirementMustBeInTheTerms");
        // What was proposed by mistake keeps its number too.
        Terms other = Paper.of("STO")
                .with("/conditions/0", more.formatted("a policy on gifts"))
                .terms();
        Story again = amended.whenVoided(AmendmentSigned.class)
                .happens()
                .whenVoided(AmendmentSigned.class)
                .happens()
                .whenVoided(AmendmentProposed.class)
                .happens()
                .amended("2022-01-11", "2022-02-01", other);
        assertThat(Requirements.of(again.known()).getFirst().id()).isEqualTo("requirement-10");
    }

    private static CheckRequirement check(
            String requirement, String on, Result result, @Nullable String note, @Nullable String next) {
        return check(requirement, on, on, result, note, next);
    }

    private static CheckRequirement check(
            String requirement, String on, String today, Result result, @Nullable String note, @Nullable String next) {
        return new CheckRequirement(
                ID,
                requirement,
                "stiftelse",
                LocalDate.parse(on),
                result,
                note,
                next == null ? null : LocalDate.parse(next),
                on(today));
    }

    private static EvidenceEligibility evidence(String from, @Nullable String until, String sha256, String mediaType) {
        return new EvidenceEligibility(
                ID,
                "requirement-4",
                "stiftelse",
                new DocumentReference("The bank's letter on the bankgiro", null, null, sha256, mediaType),
                LocalDate.parse(from),
                until == null ? null : LocalDate.parse(until),
                on("2022-03-01"));
    }

    private static Mandate on(String today) {
        return Mandate.of(REGISTRAR, LocalDate.parse(today));
    }
}
