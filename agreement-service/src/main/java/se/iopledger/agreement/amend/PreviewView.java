package se.iopledger.agreement.amend;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.amend.AmendmentPreview;
import se.iopledger.agreement.domain.terms.TermsDifference.Change;
import se.iopledger.contracts.agreement.AmendmentEvent.Needs;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.model.Rejection;

/**
 * What other terms would change.
 *
 * @param refusal what would refuse the proposal; left out where nothing would
 * @param changes what differs, in words and figures
 * @param needs what it would need to bind
 * @param lastDay the agreement's last day without the amendment, with the extensions by its own rule that reach the day from
 *     which it would hold
 * @param lastDayThen the same with the amendment
 * @param found what would be found in the changed terms and is not now
 * @param settled what is found in the terms now and would not be
 */
record PreviewView(
        @Nullable Refusal refusal,
        List<Change> changes,
        Needs needs,
        LocalDate lastDay,
        LocalDate lastDayThen,
        List<Finding> found,
        List<Finding> settled) {
    /** A rule, with its place in the request. */
    record Refusal(String rule, String detail, @Nullable String field, List<String> clauses) {
        static Refusal of(Rejection rejection) {
            return new Refusal(rejection.rule(), rejection.detail(), rejection.field(), rejection.clauses());
        }
    }

    static PreviewView of(AmendmentPreview preview) {
        return new PreviewView(
                preview.refusal().map(Refusal::of).orElse(null),
                preview.difference().changes(),
                preview.needs(),
                preview.lastDay(),
                preview.lastDayThen(),
                preview.found(),
                preview.settled());
    }
}
