package se.iopledger.agreement.domain.finding;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.terms.Terms;

/** All that can be found about an agreement. */
@CheckReturnValue
public final class Findings {
    private Findings() {}

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
