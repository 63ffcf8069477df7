package se.iopledger.agreement.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.exit.Cut;
import se.iopledger.contracts.PersonalIdentityNumbers;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;

/** The rules that several features share, one method each, named after the rule; and how rules make a decision. */
@CheckReturnValue
public final class Refusals {
    private Refusals() {}

    /** Refused by the first rule that forbids it, and otherwise these events. */
    public static Decision<AgreementEvent> unless(
            List<Optional<Rejection>> rules, Supplier<List<AgreementEvent>> events) {
        return first(rules).map(Decision::<AgreementEvent>rejected).orElseGet(() -> Decision.accepted(events.get()));
    }

    /** The first refusal, in the order of the rules. */
    public static Optional<Rejection> first(List<Optional<Rejection>> rules) {
        return rules.stream().flatMap(Optional::stream).findFirst();
    }

    /** A rule that forbids something when it is broken. */
    public static Optional<Rejection> when(boolean broken, Supplier<Rejection> rejection) {
        return broken ? Optional.of(rejection.get()) : Optional.empty();
    }

    /** As {@link Rejection#by} takes them. */
    public static String[] clausesOf(List<String> clauses) {
        return clauses.toArray(String[]::new);
    }

    public static Rejection agreementMustBeRegistered() {
        return Rejection.unknown("AgreementMustBeRegistered", "no agreement is registered under this id");
    }

    public static Rejection agreementMustNotBeVoided() {
        return Rejection.conflict("AgreementMustNotBeVoided", "the registration has been voided; register anew");
    }

    public static Optional<Rejection> dateMustBeReasonable(String pointer, LocalDate date) {
        return when(
                !ReasonableDates.include(date),
                () -> Rejection.at(pointer, ReasonableDates.RULE, ReasonableDates.DETAIL));
    }

    /** The signing service's time, by its date as written: at the ends of the calendar no zone could be applied. */
    public static Optional<Rejection> evidenceMustBearAReasonableDate(Evidence evidence) {
        var signedAt = evidence.signedAt();
        return signedAt == null ? Optional.empty() : dateMustBeReasonable("/evidence/signedAt", signedAt.toLocalDate());
    }

    public static Optional<Rejection> electronicEvidenceMustNameItsTransaction(Evidence evidence) {
        boolean incomplete =
                evidence.transactionId() == null || evidence.transactionId().isBlank() || evidence.signedAt() == null;
        return when(
                evidence.kind() == Evidence.Kind.ELECTRONIC_SIGNATURE && incomplete,
                () -> Rejection.at(
                        "/evidence",
                        "ElectronicEvidenceMustNameItsTransaction",
                        "an electronic signature is evidenced by the signing service's transaction id and time"));
    }

    public static Optional<Rejection> assumedEvidenceMustSayWhy(Evidence evidence) {
        return when(
                evidence.kind() == Evidence.Kind.ASSUMED && isBlank(evidence.note()),
                () -> Rejection.at(
                        "/evidence/note",
                        "AssumedEvidenceMustSayWhy",
                        "what is assumed and not evidenced must say why"));
    }

    /** Any text of a command, by its JSON pointer: free text, and references, which are pasted from evidence (NOR-13). */
    public static Optional<Rejection> personalIdentityNumberMustNotBeGiven(String pointer, @Nullable String text) {
        return when(
                text != null && PersonalIdentityNumbers.occurIn(text),
                () -> Rejection.at(
                        pointer,
                        "PersonalIdentityNumberMustNotBeGiven",
                        "the text holds what reads as a personal identity number; leave it out"));
    }

    public static Rejection agreementMustNotHaveEnded(Known known, Stage.Ended ended) {
        return switch (ended.how()) {
            case EXPIRY ->
                Rejection.conflict("AgreementMustNotHaveExpired", "the agreement ended on " + ended.lastDay())
                        .by(clausesOf(known.terms().period().clauses()));
            case NOTICE, RESCISSION, REVOCATION, LAPSE, EXCLUSION ->
                Rejection.conflict("AgreementMustNotHaveEnded", "the agreement ended on " + ended.lastDay())
                        .by(clausesOf(Cut.of(known).map(Cut::clauses).orElse(List.of())));
        };
    }

    /** All that evidence of any kind must tell. */
    public static Optional<Rejection> evidenceMustHold(Evidence evidence) {
        return first(List.of(electronicEvidenceMustNameItsTransaction(evidence), assumedEvidenceMustSayWhy(evidence)));
    }

    /** No text of the evidence (NOR-13). */
    public static Optional<Rejection> evidenceMustNotHoldAnIdentityNumber(Evidence evidence) {
        return first(List.of(
                personalIdentityNumberMustNotBeGiven("/evidence/note", evidence.note()),
                personalIdentityNumberMustNotBeGiven("/evidence/transactionId", evidence.transactionId())));
    }

    /** The reason stands in the entry for good. */
    public static Optional<Rejection> reasonMustNotHoldAnIdentityNumber(Mandate mandate) {
        return personalIdentityNumberMustNotBeGiven("/reason", mandate.reason());
    }

    /**
     * What is to be explained must be.
     *
     * @param rule the feature's own name for it
     */
    public static Optional<Rejection> reasonMustBeStated(Mandate mandate, String rule, String detail) {
        return when(isBlank(mandate.reason()), () -> Rejection.at("/reason", rule, detail));
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
