package se.iopledger.finance.domain.right;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.RightEvent;
import se.iopledger.contracts.finance.RightEvent.RightGranted;
import se.iopledger.contracts.finance.RightEvent.RightProposed;
import se.iopledger.contracts.finance.RightEvent.RightRefused;
import se.iopledger.contracts.finance.RightEvent.RightRevoked;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.right.RightCommand.GrantRight;
import se.iopledger.finance.domain.right.RightCommand.OfRight;
import se.iopledger.finance.domain.right.RightCommand.ProposeRight;
import se.iopledger.finance.domain.right.RightCommand.RefuseRight;
import se.iopledger.finance.domain.right.RightCommand.RevokeRight;
import se.iopledger.finance.domain.right.RightsRegister.Right;
import se.iopledger.finance.domain.right.RightsRegister.Standing;

/** Decides about a register of attest rights. */
@CheckReturnValue
public final class RightDecider {
    private RightDecider() {}

    public static Decision<RightEvent> decide(RightCommand command, RightsRegister register) {
        if (command.mandate().reason() == null) {
            return Decision.rejected(
                    Rejection.at("/reason", "ReasonMustBeGiven", "rights are given and taken for a reason"));
        }
        return switch (command) {
            case ProposeRight propose -> propose(propose, register);
            case OfRight ofRight ->
                register.find(ofRight.rightId())
                        .map(right -> decide(ofRight, right))
                        .orElseGet(() -> Decision.rejected(
                                Rejection.unknown("RightMustExist", "the register has no " + ofRight.rightId())));
        };
    }

    private static Decision<RightEvent> decide(OfRight command, Right right) {
        return switch (command) {
            case GrantRight grant -> grant(grant, right);
            case RefuseRight refuse -> refuse(refuse, right);
            case RevokeRight revoke -> revoke(revoke, right);
        };
    }

    private static Decision<RightEvent> propose(ProposeRight command, RightsRegister register) {
        return unless(
                first(
                        () -> nobodyGivesARightToThemselves(command.mandate().actor(), command.holder()),
                        () -> limitMustBePositive(command.limit()),
                        () -> rightMustNotReachBack(
                                command.from(), command.mandate().today()),
                        () -> lastDayMustNotBeBeforeTheFirst(command.from(), command.until())),
                () -> new RightProposed(
                        command.registerId(),
                        "right-" + (register.rights().size() + 1),
                        command.holder(),
                        command.step(),
                        command.limit(),
                        command.from(),
                        command.until(),
                        command.agreementId(),
                        command.unit(),
                        command.mandate().actor(),
                        reason(command)));
    }

    private static Decision<RightEvent> grant(GrantRight command, Right right) {
        String actor = command.mandate().actor();
        if (right.standing() == Standing.GRANTED && actor.equals(right.decidedBy())) {
            return Decision.accepted(List.of());
        }
        LocalDate today = command.mandate().today();
        LocalDate from = right.from().isBefore(today) ? today : right.from();
        return unless(
                first(
                        () -> rightMustBeProposed(right),
                        () -> nobodyGivesARightToThemselves(actor, right.holder()),
                        () -> whoProposedMustNotGrant(actor, right),
                        () -> lastDayMustNotBeBeforeTheFirst(from, right.until())),
                () -> new RightGranted(command.registerId(), command.rightId(), from, actor));
    }

    private static Decision<RightEvent> refuse(RefuseRight command, Right right) {
        if (right.standing() == Standing.REFUSED) {
            return Decision.accepted(List.of());
        }
        return unless(
                rightMustBeProposed(right),
                () -> new RightRefused(
                        command.registerId(),
                        command.rightId(),
                        command.mandate().actor(),
                        reason(command)));
    }

    /** One person is enough to take a right away: it lets nobody pay. */
    private static Decision<RightEvent> revoke(RevokeRight command, Right right) {
        if (command.lastDay().equals(right.until())) {
            return Decision.accepted(List.of());
        }
        return unless(
                first(
                        () -> rightMustBeGranted(right),
                        () -> revocationMustNotReachBack(command),
                        () -> revocationMustShortenTheRight(command, right)),
                () -> new RightRevoked(
                        command.registerId(),
                        command.rightId(),
                        command.lastDay(),
                        command.mandate().actor(),
                        reason(command)));
    }

    private static Optional<Rejection> nobodyGivesARightToThemselves(String actor, String holder) {
        return actor.equals(holder)
                ? Optional.of(Rejection.forbidden(
                        "NobodyGivesARightToThemselves", "a right is proposed and granted by others than its holder"))
                : Optional.empty();
    }

    private static Optional<Rejection> whoProposedMustNotGrant(String actor, Right right) {
        return actor.equals(right.proposedBy())
                ? Optional.of(Rejection.forbidden("WhoProposedMustNotGrant", "who proposed a right does not grant it"))
                : Optional.empty();
    }

    private static Optional<Rejection> limitMustBePositive(Money limit) {
        return limit.compareTo(Money.ZERO) > 0
                ? Optional.empty()
                : Optional.of(Rejection.at("/limit", "LimitMustBePositive", "a right holds up to an amount"));
    }

    private static Optional<Rejection> rightMustNotReachBack(LocalDate from, LocalDate today) {
        return from.isBefore(today)
                ? Optional.of(Rejection.at(
                        "/from", "RightMustNotReachBack", "a right begins today, " + today + ", at the earliest"))
                : Optional.empty();
    }

    private static Optional<Rejection> lastDayMustNotBeBeforeTheFirst(LocalDate from, @Nullable LocalDate until) {
        return until != null && until.isBefore(from)
                ? Optional.of(Rejection.at(
                        "/until", "LastDayMustNotBeBeforeTheFirst", until + " lies before the first day, " + from))
                : Optional.empty();
    }

    private static Optional<Rejection> rightMustBeProposed(Right right) {
        return right.standing() == Standing.PROPOSED
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "RightMustAwaitItsGrant", right.rightId() + " is " + right.standing() + " already"));
    }

    private static Optional<Rejection> rightMustBeGranted(Right right) {
        return right.standing() == Standing.GRANTED
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "RightMustBeGranted", right.rightId() + " is " + right.standing() + " and holds for nobody"));
    }

    private static Optional<Rejection> revocationMustNotReachBack(RevokeRight command) {
        LocalDate earliest = command.mandate().today().minusDays(1);
        return command.lastDay().isBefore(earliest)
                ? Optional.of(Rejection.at(
                        "/lastDay",
                        "RevocationMustNotReachBack",
                        "a right that ends at once held yesterday, " + earliest + ", for the last time"))
                : Optional.empty();
    }

    private static Optional<Rejection> revocationMustShortenTheRight(RevokeRight command, Right right) {
        LocalDate until = right.until();
        return until != null && !command.lastDay().isBefore(until)
                ? Optional.of(Rejection.at(
                        "/lastDay",
                        "RevocationMustShortenTheRight",
                        right.rightId() + " ends on " + until + "; a longer one is a right of its own"))
                : Optional.empty();
    }

    @FunctionalInterface
    private interface Rule {
        Optional<Rejection> broken();
    }

    private static Optional<Rejection> first(Rule... rules) {
        return Stream.of(rules).map(Rule::broken).flatMap(Optional::stream).findFirst();
    }

    private static Decision<RightEvent> unless(Optional<Rejection> broken, Supplier<RightEvent> event) {
        return broken.isPresent() ? Decision.rejected(broken.get()) : Decision.accepted(List.of(event.get()));
    }

    private static String reason(RightCommand command) {
        return Objects.requireNonNull(command.mandate().reason());
    }

    /** @throws IllegalStateException if the event cannot follow: the history is not one of ours */
    public static RightsRegister evolve(RightsRegister register, RightEvent event) {
        return switch (event) {
            case RightProposed proposed ->
                register.with(new Right(
                        proposed.rightId(),
                        proposed.holder(),
                        proposed.step(),
                        proposed.limit(),
                        proposed.from(),
                        proposed.until(),
                        proposed.agreementId(),
                        proposed.unit(),
                        Standing.PROPOSED,
                        proposed.proposedBy(),
                        proposed.why(),
                        null));
            case RightGranted granted -> {
                Right right = known(register, event);
                yield register.with(
                        right.standing(Standing.GRANTED, granted.from(), right.until(), granted.grantedBy()));
            }
            case RightRefused refused -> {
                Right right = known(register, event);
                yield register.with(right.standing(Standing.REFUSED, right.from(), right.until(), refused.refusedBy()));
            }
            case RightRevoked revoked -> {
                Right right = known(register, event);
                yield register.with(
                        right.standing(Standing.GRANTED, right.from(), revoked.lastDay(), right.decidedBy()));
            }
        };
    }

    private static Right known(RightsRegister register, RightEvent event) {
        return register.find(event.rightId())
                .orElseThrow(() -> new IllegalStateException(
                        event.getClass().getSimpleName() + ": the register has no " + event.rightId()));
    }
}
