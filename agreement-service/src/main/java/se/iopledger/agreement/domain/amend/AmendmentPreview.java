package se.iopledger.agreement.domain.amend;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AmendmentCommand.ProposeAmendment;
import se.iopledger.agreement.domain.finding.Findings;
import se.iopledger.agreement.domain.terms.TermsDifference;
import se.iopledger.agreement.domain.terms.TermsRules;
import se.iopledger.contracts.agreement.AmendmentEvent.Needs;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;

/**
 * What other terms would change, before they are proposed. What it means for payments and reports is reckoned where those
 * are.
 *
 * @param refusal the rule that would refuse the proposal; empty where none would
 * @param difference from the version that is changed, or from the latest where there is none with that number
 * @param lastDay the agreement's last day without the amendment, with the extensions by its own rule that reach the day from
 *     which it would hold
 * @param lastDayThen the same with the amendment
 * @param found what would be found in the changed terms and is not in those of now
 * @param settled what is found in the terms of now and would not be
 */
@CheckReturnValue
public record AmendmentPreview(
        Optional<Rejection> refusal,
        TermsDifference difference,
        Needs needs,
        LocalDate lastDay,
        LocalDate lastDayThen,
        List<Finding> found,
        List<Finding> settled) {
    public AmendmentPreview {
        found = List.copyOf(found);
        settled = List.copyOf(settled);
    }

    /** Of a proposal that nobody made yet. */
    public static AmendmentPreview of(Known known, ProposeAmendment proposal) {
        Terms base = known.termsNumbered(proposal.madeOn())
                .orElseGet(() -> ProposalRules.base(known).terms());
        Optional<Rejection> refusal = Amending.whatForbids(known, proposal);
        // Findings are reckoned on terms that keep their rules; others are refused above, with what they break.
        boolean sound = TermsRules.check(proposal.terms()).isEmpty();
        return new AmendmentPreview(
                refusal,
                TermsDifference.between(base, proposal.terms()),
                Needing.of(proposal.way(), base, proposal.terms(), proposal.keepsPurpose()),
                ProposalRules.lastDayWith(known, base, base, proposal.from()),
                ProposalRules.lastDayWith(known, base, proposal.terms(), proposal.from()),
                sound ? without(Findings.of(base), Findings.of(proposal.terms())) : List.of(),
                sound ? without(Findings.of(proposal.terms()), Findings.of(base)) : List.of());
    }

    private static List<Finding> without(List<Finding> these, List<Finding> of) {
        return of.stream()
                .filter(finding -> these.stream().noneMatch(other -> other.id().equals(finding.id())))
                .toList();
    }
}
