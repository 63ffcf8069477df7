package se.iopledger.contracts.agreement;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.terms.Terms;

/**
 * Whether an agreement is in force, to which day and on which terms. These events follow from facts (a signature, a
 * notice, the passing of a day) and are taken back when a fact that is recorded late shows that they never followed:
 * whoever acts on agreements needs no other family to know what holds.
 */
public sealed interface LifeEvent extends AgreementEvent
        permits AgreementEvent.AgreementActivated,
                AgreementEvent.AgreementExtended,
                AgreementEvent.AgreementExpired,
                LifeEvent.ActivationReversed,
                LifeEvent.ExtensionReversed,
                LifeEvent.EndReversed,
                LifeEvent.LastDayChanged,
                LifeEvent.AgreementEnded,
                LifeEvent.TermsChanged,
                LifeEvent.TermsChangeReversed {

    /** What put the agreement in force did not hold: it is not in force, and never was. */
    record ActivationReversed(String agreementId) implements LifeEvent {}

    /**
     * An extension that was told did not happen: a fact that was recorded after it, as a notice, came before it (STO-3).
     *
     * @param firstDay first day of the extension that did not happen; the agreement's last day is the day before it
     * @param lastDay last day of the extension that did not happen
     */
    record ExtensionReversed(String agreementId, LocalDate firstDay, LocalDate lastDay) implements LifeEvent {}

    /**
     * An end that was told did not happen; the agreement is in force.
     *
     * @param lastDay the last day that was told with the end
     */
    record EndReversed(String agreementId, LocalDate lastDay) implements LifeEvent {}

    /**
     * The agreement runs to another last day than was told before.
     *
     * @param lastDay the last day as it stands now
     * @param calculation how the last day was reckoned, for a person
     */
    record LastDayChanged(String agreementId, LocalDate lastDay, String calculation) implements LifeEvent {}

    /**
     * The agreement ended otherwise than by expiry.
     *
     * @param lastDay the last day on which it was in force
     * @param how what ended it
     * @param calculation how the last day was reckoned, for a person
     */
    record AgreementEnded(String agreementId, LocalDate lastDay, Ending how, String calculation, List<String> clauses)
            implements LifeEvent {
        public AgreementEnded {
            clauses = List.copyOf(clauses);
        }
    }

    /**
     * A new version of the terms binds. It holds from its day until a version with a later day does; the versions before
     * it keep the days they had.
     *
     * @param termsVersion the number of this version
     * @param terms the whole terms in this version
     * @param from first day on which it holds
     * @param boundOn day on which the last of what it needed was there, as the last signature
     * @param because id of what brought it about, as of an amendment
     */
    record TermsChanged(
            String agreementId,
            int termsVersion,
            Terms terms,
            LocalDate from,
            LocalDate boundOn,
            @Nullable String because)
            implements LifeEvent {}

    /**
     * A version of the terms that was told never bound: the version before it goes on.
     *
     * @param termsVersion the number of the version that never bound
     */
    record TermsChangeReversed(String agreementId, int termsVersion) implements LifeEvent {}
}
