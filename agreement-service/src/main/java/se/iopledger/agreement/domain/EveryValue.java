package se.iopledger.agreement.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import se.iopledger.agreement.domain.terms.Leaves;
import se.iopledger.agreement.domain.terms.Leaves.Leaf;
import se.iopledger.contracts.model.Rejection;

/**
 * What every value of a command must keep, whatever its field is called, so that no field added later is forgotten: a
 * text says something and holds no personal identity number (NOR-13), a date is none that nobody meant.
 */
@CheckReturnValue
public final class EveryValue {
    private static final String MANDATE = "/mandate";
    private static final String REASON = MANDATE + "/reason";

    private EveryValue() {}

    /** The first value that breaks a rule. */
    public static <C extends Record & AgreementCommand> Optional<Rejection> mustHold(C command) {
        return Leaves.of(command).stream()
                .flatMap(leaf -> broken(leaf).stream())
                .findFirst();
    }

    private static Optional<Rejection> broken(Leaf leaf) {
        // Of the mandate, which the service makes itself, only the reason is anybody's own words.
        if (leaf.pointer().startsWith(MANDATE)) {
            return leaf.pointer().equals(REASON)
                    ? Refusals.personalIdentityNumberMustNotBeGiven(
                            "/reason", leaf.value().toString())
                    : Optional.empty();
        }
        return switch (leaf.value()) {
            case String text -> textMustHold(leaf.pointer(), text);
            case LocalDate date -> Refusals.dateMustBeReasonable(leaf.pointer(), date);
            case OffsetDateTime time -> Refusals.dateMustBeReasonable(leaf.pointer(), time.toLocalDate());
            default -> Optional.empty();
        };
    }

    private static Optional<Rejection> textMustHold(String pointer, String text) {
        return text.isBlank()
                ? Optional.of(Rejection.at(pointer, "TextMustNotBeBlank", "leave out what says nothing"))
                : Refusals.personalIdentityNumberMustNotBeGiven(pointer, text);
    }
}
