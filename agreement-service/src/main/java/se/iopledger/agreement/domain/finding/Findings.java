package se.iopledger.agreement.domain.finding;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.ConductEvent.RequirementChecked;
import se.iopledger.contracts.agreement.DocumentEvent.EvidencedSignature;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.agreement.GovernanceEvent.Duty;
import se.iopledger.contracts.terms.Group;
import se.iopledger.contracts.terms.Terms;

/** All that can be found about an agreement. */
@CheckReturnValue
public final class Findings {
    // So that every event fits in one entry of the log (65,535 bytes) beside the longest reason, however much is found.
    private static final int MOST_AN_EVENT = 60;
    private static final int MOST_BYTES_AN_EVENT = 48_000;

    private Findings() {}

    /** The events that raise findings: one, several where they are many, or none. */
    public static List<AgreementEvent> raised(String agreementId, List<Finding> findings) {
        List<AgreementEvent> events = new ArrayList<>();
        int from = 0;
        int sizeBytes = 0;
        for (int next = 0; next < findings.size(); next++) {
            int more = ContractsJson.sizeBytes(findings.get(next));
            if (next > from && (next - from == MOST_AN_EVENT || sizeBytes + more > MOST_BYTES_AN_EVENT)) {
                events.add(new FindingsRaised(agreementId, findings.subList(from, next)));
                from = next;
                sizeBytes = 0;
            }
            sizeBytes += more;
        }
        if (from < findings.size()) {
            events.add(new FindingsRaised(agreementId, findings.subList(from, findings.size())));
        }
        return List.copyOf(events);
    }

    /**
     * What the terms leave open, contradict, calculate wrongly or assume.
     *
     * @return in the order of the agreement's parts, each with an id of its own that the same terms always give again
     */
    public static List<Finding> of(Terms terms) {
        return withIdsOfTheirOwn(Stream.of(
                        PartyFindings.of(terms),
                        DocumentFindings.of(terms),
                        SignatureFindings.of(terms),
                        FundingFindings.of(terms),
                        AdjustmentFindings.of(terms),
                        BudgetFindings.of(terms),
                        StatementFindings.of(terms),
                        CommitmentFindings.of(terms),
                        ObligationFindings.of(terms),
                        GovernanceFindings.of(terms),
                        ExitFindings.of(terms),
                        ConditionFindings.of(terms),
                        RepaymentFindings.of(terms),
                        AssumptionFindings.of(terms))
                .flatMap(List::stream)
                .toList());
    }

    /** What is to be said about the evidence of the board's decision; empty where it is evidenced. */
    public static List<Finding> ofApproval(Terms terms, Evidence evidence) {
        return AssumptionFindings.decisionMustBeEvidenced(terms, evidence);
    }

    /** What is to be said about the evidence of a party's signature; empty where it is evidenced. */
    public static List<Finding> ofSignature(Terms terms, String party, Evidence evidence) {
        return AssumptionFindings.signatureMustBeEvidenced(terms, party, evidence);
    }

    /** What is to be said of a deviation that was made without an approval before it. */
    public static Finding ofUnapprovedDeviation(String deviationId, LocalDate madeOn, List<String> clauses) {
        return ConductFindings.deviationMustBeApprovedBeforeItIsMade(deviationId, madeOn, clauses);
    }

    /** What is to be said of a check; empty where the requirement is fulfilled. */
    public static List<Finding> ofCheck(RequirementChecked checked) {
        return ConductFindings.ofCheck(checked);
    }

    /** What is to be said about the evidence of a party's signature on an amendment; empty where it is evidenced. */
    public static List<Finding> ofAmendmentSignature(Terms terms, String amendmentId, String party, Evidence evidence) {
        return AssumptionFindings.amendmentMustBeEvidenced(terms, amendmentId, party, evidence);
    }

    /**
     * What is to be said of commitments that changed by the word of one party that goal, purpose and values stay.
     *
     * @param decidedBy id of the party that decided where there was no consensus
     */
    public static Finding ofPurposeByOneParty(String amendmentId, String decidedBy, List<String> clauses) {
        return CommitmentFindings.purposeMustBeAgreedToStay(amendmentId, decidedBy, clauses);
    }

    /** Whether a finding is about the part of the terms that has this id, subject or name. */
    public static boolean concerns(Finding finding, String what) {
        return finding.id().equals(finding.rule() + ":" + Ideal.named(what));
    }

    /** What is to be said of a meeting at which another party did what was somebody's turn. */
    public static Finding ofDuty(String meetingId, Duty duty, String whose, String party, List<String> clauses) {
        return GovernanceFindings.dutyMustBeDoneByWhoseItIs(meetingId, duty, whose, party, clauses);
    }

    /**
     * What is to be said of a matter that was for the first meeting of a group to decide, and that it did not (STO-16).
     *
     * @param matter as the group's task has it
     */
    public static Finding ofFirstMeeting(Group group, String matter) {
        return GovernanceFindings.firstMeetingMustDecide(group, matter);
    }

    /** Whether a finding is about this matter of this group. */
    public static boolean concernsFirstMeeting(Finding finding, Group group, String matter) {
        return finding.id().equals(ofFirstMeeting(group, matter).id());
    }

    /** What is to be said of a signature in electronic evidence that belongs to nobody in the agreement (NOR-13). */
    public static Finding ofSignatureByNoParty(String evidenceId, EvidencedSignature signature, List<String> clauses) {
        return SignatureFindings.ofEvidence(evidenceId, signature, clauses);
    }

    /** What is to be said of a decision that the terms forbid since it is lower than the year before (UPP-4). */
    public static Finding ofFundingBelowItsFloor(FundingDecided decided) {
        return FundingFindings.belowItsFloor(decided);
    }

    /** Two lines of one organisation, say, would have one id: the later ones are numbered. */
    private static List<Finding> withIdsOfTheirOwn(List<Finding> findings) {
        Map<String, Integer> seen = new HashMap<>();
        List<Finding> numbered = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            int times = seen.merge(finding.id(), 1, Integer::sum);
            numbered.add(times == 1 ? finding : withId(finding, finding.id() + "-" + times));
        }
        return List.copyOf(numbered);
    }

    private static Finding withId(Finding finding, String id) {
        return new Finding(id, finding.rule(), finding.text(), finding.clauses(), finding.affects());
    }
}
