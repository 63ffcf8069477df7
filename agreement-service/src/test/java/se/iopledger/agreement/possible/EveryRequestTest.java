package se.iopledger.agreement.possible;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.TAKEOVER;
import static se.iopledger.agreement.domain.Story.approve;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementCommand.WorkOffDue;
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.agreement.domain.Commands;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Five;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** What may be done now is what the model itself would accept. */
final class EveryRequestTest {
    @Test
    void noKindOfCommandIsLeftOut() {
        for (Terms terms : Five.ALL) {
            Set<Class<?>> asked = requests(givenActive(terms), REGISTRAR).stream()
                    .<Class<?>>map(request -> request.command().getClass())
                    .collect(Collectors.toSet());
            assertThat(Commands.kinds())
                    .as("EveryRequest has a method for each feature")
                    // Only the service itself gives it.
                    .filteredOn(kind -> kind != WorkOffDue.class)
                    .allSatisfy(kind -> assertThat(asked).contains(kind));
        }
    }

    @Test
    @Clause({"LIN-2", "NOR-13"})
    void aDraftWaitsForItsDecisionAndItsSignatures() {
        Story draft = given(register(NOR));
        assertThat(refused(draft, APPROVER, "approveAgreement", Map.of())).isEmpty();
        assertThat(refused(draft, REGISTRAR, "approveAgreement", Map.of())).isEqualTo("ApproverMustNotHaveRegistered");
        assertThat(refused(draft, REGISTRAR, "signAgreement", Map.of("party", "kommun")))
                .isEmpty();
        assertThat(refused(draft, REGISTRAR, "giveNotice", Map.of("exit", "notice", "by", "kommun")))
                .isEqualTo("AgreementMustBeInForce");
        assertThat(refused(given(register(NOR), approve(NOR)), APPROVER, "approveAgreement", Map.of()))
                .isEqualTo("AgreementMustNotBeApprovedTwice");
    }

    @Test
    @Clause({"NOR-8", "STO-4", "LIN-6"})
    void inForceItCanBeLeftSettledAndCorrected() {
        Story active = givenActive(NOR);
        assertThat(refused(active, REGISTRAR, "giveNotice", Map.of("exit", "notice", "by", "kommun")))
                .isEmpty();
        assertThat(refused(active, REGISTRAR, "signAgreement", Map.of("party", "kommun")))
                .isEqualTo("PartyMustNotSignTwice");
        assertThat(refused(active, REGISTRAR, "withdrawNotice", Map.of())).isEqualTo("NoticeMustBeKnown");
        assertThat(refused(active, REGISTRAR, "proposeCorrection", Map.of("fact", "0")))
                .isEmpty();
        assertThat(refused(active, APPROVER, "approveCorrection", Map.of())).isEqualTo("CorrectionMustBeKnown");
        assertThat(refused(givenActive(STO), APPROVER, "settleFinding", Map.of("finding", "AmountsMustBeRegistered")))
                .isEqualTo("WhatIsMissingMustBeRegistered");
        assertThat(refused(
                        givenActive(LIN), APPROVER, "settleFinding", Map.of("finding", "AdjustmentMustHaveOneStart")))
                .isEmpty();
    }

    /** As good as it can be, what the paper provides for is allowed, and the rest names its rule. */
    @Test
    @Clause({"NOR-12", "UPP-11", "LIN-8", "STO-2", "STO-8", "UPP-4", "NOR-15"})
    void whatThePaperProvidesForIsAllowedAndTheRestNamesItsRule() {
        assertThat(refused(givenActive(UPP), REGISTRAR, "proposeAmendment", Map.of("party", "kommun")))
                .isEmpty();
        assertThat(refused(givenActive(UPP).filed("a"), APPROVER, "agreeExtension", Map.of("documentId", "document-1")))
                .isEmpty();
        assertThat(refused(givenActive(UPP), APPROVER, "agreeExtension", Map.of()))
                .isEqualTo("ExtensionMustRestOnItsPaper");
        assertThat(refused(givenActive(NOR), REGISTRAR, "agreeExtension", Map.of()))
                .isEqualTo("ExtensionMustBeRegulated");
        assertThat(refused(givenActive(NOR), REGISTRAR, "analyseNeeds", Map.of()))
                .isEqualTo("AnalysisMustFallInItsPhase");
        assertThat(refused(
                        givenActive(NOR),
                        REGISTRAR,
                        "callForRenegotiation",
                        Map.of("cause", "NEEDS_CHANGED", "by", "kommun")))
                .isEqualTo("RenegotiationMustBeInTheTerms");
        assertThat(refused(givenActive(LIN), APPROVER, "revokeAgreement", Map.of("exit", "changed-conditions")))
                .isEmpty();
        assertThat(refused(givenActive(STO), APPROVER, "recordLapse", Map.of("exit", "lapse-of-funds")))
                .isEmpty();
        assertThat(refused(givenActive(STO), APPROVER, "excludeActor", Map.of()))
                .isNotEmpty();
        assertThat(refused(givenActive(NOR), REGISTRAR, "registerBreach", Map.of("party", "kommun")))
                .isEmpty();
        assertThat(refused(givenActive(UPP), APPROVER, "decideFunding", Map.of("year", "2020")))
                .isEmpty();
        assertThat(refused(givenActive(NOR), REGISTRAR, "checkRequirement", Map.of("requirementId", "commitment-4")))
                .isEmpty();
        assertThat(refused(givenActive(STO), REGISTRAR, "openDialogue", Map.of("subject", "CHANGED_CIRCUMSTANCES")))
                .isEmpty();
        assertThat(refused(givenActive(STO), REGISTRAR, "requestDeviation", Map.of("party", "stiftelse")))
                .isEmpty();
        assertThat(refused(givenActive(UPP), REGISTRAR, "planMeeting", Map.of("body", "steering")))
                .isEmpty();
        assertThat(refused(givenActive(UPP), REGISTRAR, "appointRepresentative", Map.of("party", "kommun")))
                .isEmpty();
        assertThat(refused(givenActive(UPP), REGISTRAR, "fileDocument", Map.of()))
                .isEmpty();
        assertThat(refused(givenActive(UPP), APPROVER, "archiveAgreement", Map.of()))
                .isEqualTo("AgreementMustHaveEnded");
    }

    @Test
    @Clause("NOR-8")
    void whatMayBeDoneTodayGoesByTheTermsOfToday() {
        Terms later =
                Paper.of("NOR").with("/exits/0/id", "\"notice-from-july\"").terms();
        Story amended = givenActive(NOR).amended("2021-12-20", "2022-07-01", later);
        assertThat(refused(amended, REGISTRAR, "giveNotice", Map.of("exit", "notice", "by", "kommun")))
                .isEmpty();
        assertThat(requests(amended, REGISTRAR))
                .flatExtracting(request -> request.on().values())
                .doesNotContain("notice-from-july");
    }

    @Test
    void fourEyesAreToldToWhoAsks() {
        Story proposed =
                givenActive(NOR).when(Story.propose(NOR, 0, "registered twice")).happens();
        Map<String, String> correction = Map.of("correctionId", "correction-1");
        assertThat(refused(proposed, REGISTRAR, "approveCorrection", correction))
                .isEqualTo("CorrectionMustBeDecidedBySomebodyElse");
        assertThat(refused(proposed, APPROVER, "approveCorrection", correction)).isEmpty();
        assertThat(refused(proposed, APPROVER, "withdrawCorrection", correction))
                .isEqualTo("CorrectionMustBeWithdrawnByItsProposer");
    }

    @Test
    void aVoidedRegistrationCanOnlyBeRegisteredAnew() {
        Story voided = given(register(NOR)).voided();
        assertThat(refused(voided, REGISTRAR, "registerAgreement", Map.of())).isEmpty();
        assertThat(requests(voided, REGISTRAR))
                .filteredOn(request -> !request.operation().equals("registerAgreement"))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(rule(voided, request)).isNotEmpty());
    }

    private static List<Asked> requests(Story story, String actor) {
        return EveryRequest.of(story.known(), Mandate.of(actor, TAKEOVER));
    }

    /** The rule that refuses the request; empty where it is allowed. */
    private static String refused(Story story, String actor, String operation, Map<String, String> on) {
        return requests(story, actor).stream()
                .filter(request ->
                        request.operation().equals(operation) && request.on().equals(on))
                .findFirst()
                .map(request -> rule(story, request))
                .orElseThrow(() -> new AssertionError("not asked: " + operation + " " + on));
    }

    private static String rule(Story story, Asked request) {
        return switch (AgreementDecider.decide(request.command(), story.agreement())) {
            case Decision.Accepted<AgreementEvent> _ -> "";
            case Decision.Rejected<AgreementEvent>(Rejection rejection) -> rejection.rule();
        };
    }
}
