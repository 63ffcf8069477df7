package se.iopledger.agreement.domain.finding;

import java.time.LocalDate;
import java.util.List;
import se.iopledger.contracts.agreement.ConductEvent.RequirementChecked;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Finding.Affects;

/** What is recorded of the parties' conduct, and is not as the agreement asks. */
final class ConductFindings {
    private static final Ideal APPROVED = new Ideal("DeviationMustBeApprovedBeforeItIsMade", Affects.NOTHING);
    private static final Ideal FULFILLED = new Ideal("RequirementMustBeFulfilled", Affects.NOTHING);
    private static final Ideal EVIDENCED = new Ideal("RequirementMustBeEvidenced", Affects.EVIDENCE);

    private ConductFindings() {}

    static Finding deviationMustBeApprovedBeforeItIsMade(String deviationId, LocalDate madeOn, List<String> clauses) {
        return APPROVED.brokenBy(
                deviationId,
                clauses,
                "The deviation " + deviationId + " was made on " + madeOn
                        + ", and no approval of that day or before is recorded.");
    }

    /** Each check is a finding of its own, so that the one before it can be settled and this one stay open. */
    static List<Finding> ofCheck(RequirementChecked checked) {
        String said = checked.note() == null ? "" : ": " + checked.note();
        return switch (checked.result()) {
            case FULFILLED -> List.of();
            case NOT_FULFILLED ->
                List.of(FULFILLED.brokenBy(
                        checked.checkId(),
                        checked.clauses(),
                        "On " + checked.checkedOn() + " the party " + checked.party() + " did not fulfil \""
                                + checked.requirement() + "\"" + said));
            case ASSUMED ->
                List.of(EVIDENCED.brokenBy(
                        checked.checkId(),
                        checked.clauses(),
                        "On " + checked.checkedOn() + " it was assumed, and not evidenced, that the party "
                                + checked.party() + " fulfils \"" + checked.requirement() + "\"" + said));
        };
    }
}
