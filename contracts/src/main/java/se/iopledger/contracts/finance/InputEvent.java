package se.iopledger.contracts.finance;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.AgreementLife.Extension;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.agreement.SettlementEvent.FindingSettled;
import se.iopledger.contracts.agreement.SettlementEvent.SettlementWithdrawn;
import se.iopledger.contracts.finance.FinanceEvent.TermsFrom;
import se.iopledger.contracts.terms.Terms;

/**
 * What the plan of an agreement's payments took in. All that it is reckoned from stands in its own stream, so that the
 * same plan comes out whatever order things are heard in, and an auditor who has only this log can reckon it again.
 */
public sealed interface InputEvent extends FinanceEvent {
    /**
     * A version of the terms, as far as money depends on it: what it says of reports, groups, ways out and the like is
     * left out.
     *
     * @param termsVersion the number of this version
     * @param terms the terms in this version
     */
    record TermsTaken(String agreementId, int termsVersion, Terms terms) implements InputEvent {}

    /**
     * What holds of the agreement; replaces what was taken in before.
     *
     * @param firstDay first day of the agreement
     * @param lastDay last day as it stands
     * @param calculation how the last day was reckoned, for a person; left out where it is that of the terms or of an
     *     extension
     * @param ended how it ended; left out while it runs
     * @param terms which version of the terms holds from which day, in order
     * @param extensions by which it went on, in order
     */
    record LifeTaken(
            String agreementId,
            LocalDate firstDay,
            LocalDate lastDay,
            @Nullable String calculation,
            @Nullable Ending ended,
            List<TermsFrom> terms,
            List<Extension> extensions)
            implements InputEvent {
        public LifeTaken {
            terms = List.copyOf(terms);
            extensions = List.copyOf(extensions);
        }
    }

    /** The agreement is not in force after all, though something was settled by its terms already. */
    record ForceLost(String agreementId) implements InputEvent {}

    /**
     * A decision on the funding of a year (UPP-4, LUN-4).
     *
     * @param fact the entry that told it, by its {@code streamsequence} in the agreement's stream
     * @param decision as it was told
     */
    record DecisionTaken(String agreementId, int fact, FundingDecided decision) implements InputEvent {}

    /**
     * A decision on how the terms are read (LIN-6).
     *
     * @param fact the entry that told it, by its {@code streamsequence} in the agreement's stream
     * @param settlement as it was told
     */
    record SettlementTaken(String agreementId, int fact, FindingSettled settlement) implements InputEvent {}

    /**
     * A decision on how the terms are read was taken back.
     *
     * @param fact the entry that told it, by its {@code streamsequence} in the agreement's stream
     * @param withdrawal as it was told
     */
    record WithdrawalTaken(String agreementId, int fact, SettlementWithdrawn withdrawal) implements InputEvent {}

    /**
     * Something taken in was recorded by mistake: it never held.
     *
     * @param fact by its {@code streamsequence} in the agreement's stream
     */
    record FactVoided(String agreementId, int fact) implements InputEvent {}

    /**
     * An index as it stood; replaces what was taken in of it before.
     *
     * @param asOf sequence of the last event of the index's stream that is reckoned with
     * @param values the value of each year that is known, in order
     * @param lastYear the last year that it is published for, where it ceased
     */
    record IndexTaken(
            String agreementId,
            PriceIndex index,
            int asOf,
            List<IndexValue> values,
            @Nullable Integer lastYear) implements InputEvent {
        public IndexTaken {
            values = List.copyOf(values);
        }
    }
}
