package se.iopledger.agreement.possible;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.TAKEOVER;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.AmendmentCommand.ProposeAmendment;
import se.iopledger.agreement.domain.DocumentCommand.FileDocument;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.agreement.DocumentEvent;
import se.iopledger.contracts.agreement.DocumentReference;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** Where other terms are coming, or were proposed, what may be done today is asked by those that decide it. */
final class RequestsUnderAmendedTermsTest {
    private static final String REGION =
            "{\"id\":\"region\",\"name\":\"A region (made up)\",\"sector\":\"PUBLIC\",\"clauses\":[\"NOR-1\"]}";

    @Test
    @Clause({"NOR-8", "STO-3"})
    void aProposalIsMadeOnTheVersionThatOthersAreMadeOnFromItsDay() {
        Terms later = Paper.of("NOR").with("/exits/0/noticeMonths", "3").terms();
        Story coming = givenActive(NOR).amended("2021-12-20", "2022-07-01", later);
        assertThat(refused(coming, REGISTRAR, "proposeAmendment", Map.of("party", "kommun")))
                .isEmpty();
        // Next year's terms, before the agreement was extended to them.
        Terms next = Paper.of("STO")
                .with("/exits/0/inCaseOf", "\"no wish to go on, said in writing\"")
                .terms();
        Story nextYear = givenActive(STO).amended("2021-12-20", "2023-01-01", next);
        assertThat(refused(nextYear, REGISTRAR, "proposeAmendment", Map.of("party", "stad")))
                .isEmpty();
    }

    @Test
    @Clause("UPP-4")
    void aYearIsDecidedByTheTermsOfToday() {
        Terms notAdjusted = Paper.of("UPP").without("/funding/adjustment").terms();
        Story coming = givenActive(UPP).amended("2021-12-20", "2021-12-28", notAdjusted);
        assertThat(refused(coming, APPROVER, "decideFunding", Map.of("year", "2020")))
                .isEmpty();
    }

    @Test
    @Clause("LIN-6")
    void aFindingIsSettledByTheReadingsOfToday() {
        Terms saidOnce =
                Paper.of("LIN").without("/funding/adjustment/startReadings/1").terms();
        Story coming = givenActive(LIN).amended("2021-12-20", "2023-01-01", saidOnce);
        assertThat(refused(coming, APPROVER, "settleFinding", Map.of("finding", "AdjustmentMustHaveOneStart")))
                .isEmpty();
    }

    @Test
    @Clause("NOR-13")
    void evidenceTellsOfASignatureByAPartyOfToday() {
        Terms anotherFirst = Paper.of("NOR")
                .with("/parties/0", REGION)
                .with(
                        "/parties/-",
                        "{\"id\":\"kommun\",\"name\":\"Norrtälje kommun\",\"sector\":\"PUBLIC\",\"clauses\":[\"NOR-1\"]}")
                .terms();
        Story coming = givenActive(NOR)
                .amended("2021-12-20", "2022-07-01", anotherFirst)
                .when(new FileDocument(
                        AgreementId.of(NOR),
                        DocumentEvent.Kind.SIGNATURE_EVIDENCE,
                        null,
                        new DocumentReference("evidence", null, null, "e".repeat(64), "application/pdf"),
                        TAKEOVER,
                        null,
                        Mandate.of(REGISTRAR, TAKEOVER)))
                .happens();
        assertThat(refused(coming, REGISTRAR, "evidenceSignatures", Map.of("documentId", "document-1")))
                .isEmpty();
    }

    @Test
    @Clause("STO-13")
    void whoJoinsByAnAmendmentIsAskedForItsSignature() {
        Terms joined = Paper.of("NOR").with("/parties/-", REGION).terms();
        Story proposed = givenActive(NOR)
                .when(new ProposeAmendment(
                        AgreementId.of(NOR),
                        "kommun",
                        TAKEOVER,
                        Way.SIGNED_BY_ALL,
                        LocalDate.of(2022, 7, 1),
                        "the region joins (made up)",
                        true,
                        1,
                        joined,
                        null,
                        null,
                        null,
                        Mandate.of(REGISTRAR, TAKEOVER)))
                .happens();
        for (String party : List.of("kommun", "stadsmission", "region")) {
            Map<String, String> signature = Map.of("amendmentId", "amendment-1", "party", party);
            assertThat(refused(proposed, APPROVER, "signAmendment", signature))
                    .as(party)
                    .isEmpty();
            assertThat(refused(proposed, APPROVER, "rejectAmendment", signature))
                    .as(party)
                    .isEmpty();
        }
    }

    /** The rule that refuses the request; empty where it is allowed. */
    private static String refused(Story story, String actor, String operation, Map<String, String> on) {
        return EveryRequest.of(story.known(), Mandate.of(actor, TAKEOVER)).stream()
                .filter(request ->
                        request.operation().equals(operation) && request.on().equals(on))
                .findFirst()
                .map(request -> switch (AgreementDecider.decide(request.command(), story.agreement())) {
                    case Decision.Accepted<AgreementEvent> _ -> "";
                    case Decision.Rejected<AgreementEvent>(var rejection) -> rejection.rule();
                })
                .orElseThrow(() -> new AssertionError("not asked: " + operation + " " + on));
    }
}
