package se.iopledger.agreement.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;

/** When something can have happened that is recorded of an agreement's course. */
@CheckReturnValue
public final class DateRules {
    private DateRules() {}

    /**
     * Decided only while the agreement is in force, or after its end: what happened in it may come to light late. A draft
     * has no course yet.
     */
    public static Decision<AgreementEvent> onceInForce(Known known, Supplier<Decision<AgreementEvent>> decision) {
        return switch (known.stage()) {
            case Stage.InForce _, Stage.Ended _ -> decision.get();
            case Stage.Draft _, Stage.Approved _ -> Decision.rejected(agreementMustBeInForce());
            case Stage.Voided _ -> Decision.rejected(Refusals.agreementMustNotBeVoided());
        };
    }

    /** Decided of any registration that was not voided. */
    public static Decision<AgreementEvent> unlessVoided(Known known, Supplier<Decision<AgreementEvent>> decision) {
        return known.registration().voided() ? Decision.rejected(Refusals.agreementMustNotBeVoided()) : decision.get();
    }

    private static Rejection agreementMustBeInForce() {
        return Rejection.conflict(
                "AgreementMustHaveBeenInForce", "this is recorded of an agreement that is in force, or was");
    }

    public static Optional<Rejection> dateMustNotBeInTheFuture(String pointer, LocalDate date, Mandate mandate) {
        return Refusals.when(
                date.isAfter(mandate.today()),
                () -> Rejection.at(
                        pointer, "DateMustNotBeInTheFuture", "it is dated " + date + ", today is " + mandate.today()));
    }

    public static Optional<Rejection> dateMustNotPrecedeTheAgreement(String pointer, LocalDate date, Known known) {
        var period = known.registration().terms().period();
        return Refusals.when(
                date.isBefore(period.first()),
                () -> Rejection.at(
                                pointer,
                                "DateMustNotPrecedeTheAgreement",
                                "it is dated " + date + ", before the agreement's first day, " + period.first())
                        .by(Refusals.clausesOf(period.clauses())));
    }

    /**
     * What the agreement asks of its parties it asks until its last day. What came of something may be settled later, and
     * has no such rule.
     */
    public static Optional<Rejection> dateMustNotComeAfterTheEnd(String pointer, LocalDate date, Known known) {
        return known.stage() instanceof Stage.Ended ended && date.isAfter(ended.lastDay())
                ? Optional.of(Rejection.at(
                                pointer,
                                "DateMustNotComeAfterTheEnd",
                                "it is dated " + date + ", after the agreement's last day, " + ended.lastDay())
                        .by(Refusals.clausesOf(known.terms().period().clauses())))
                : Optional.empty();
    }

    /** What is done about a thing comes after what was done about it before. */
    public static Optional<Rejection> stepMustNotPrecedeTheLast(String pointer, LocalDate date, LocalDate last) {
        return Refusals.when(
                date.isBefore(last),
                () -> Rejection.at(
                        pointer,
                        "StepMustNotPrecedeTheLast",
                        "it is dated " + date + ", but the step before it " + last));
    }

    /** A step that is not in the future and not before the last one. */
    public static Optional<Rejection> stepMustBeInItsTime(
            String pointer, LocalDate date, LocalDate last, Mandate mandate) {
        return Refusals.first(List.of(
                dateMustNotBeInTheFuture(pointer, date, mandate), stepMustNotPrecedeTheLast(pointer, date, last)));
    }
}
