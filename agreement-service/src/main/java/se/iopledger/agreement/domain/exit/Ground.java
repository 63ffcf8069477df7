package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.correct.Facts.Fact;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.agreement.ExitEvent.ActorExcluded;
import se.iopledger.contracts.agreement.ExitEvent.AgreementRescinded;
import se.iopledger.contracts.agreement.ExitEvent.AgreementRevoked;
import se.iopledger.contracts.agreement.ExitEvent.ConditionLapsed;
import se.iopledger.contracts.agreement.ExitEvent.NoticeGiven;
import se.iopledger.contracts.agreement.ExitEvent.NoticeWithdrawn;

/**
 * By which way out, and by whose doing, an agreement ends before the day to which it would run: what the event that tells
 * the end leaves to be asked for.
 *
 * @param fact id of what was recorded, as notice-1
 * @param exit id of the exit rule in the terms; null where the terms have none for it
 * @param by ids of the parties that left, or were made to; empty where a condition lapsed
 */
@CheckReturnValue
public record Ground(String fact, @Nullable String exit, List<String> by) {
    public Ground {
        by = List.copyOf(by);
    }

    /** The ground of what ends the agreement. */
    public static Optional<Ground> of(Known known, Cut cut) {
        return known.facts().all().stream()
                .map(Fact::event)
                .filter(ExitEvent.class::isInstance)
                .map(ExitEvent.class::cast)
                .flatMap(Ground::of)
                .filter(ground -> ground.fact().equals(cut.fact()))
                .findFirst();
    }

    private static Stream<Ground> of(ExitEvent event) {
        return switch (event) {
            case NoticeGiven given -> Stream.of(new Ground(given.noticeId(), given.exit(), List.of(given.by())));
            case AgreementRescinded rescinded ->
                Stream.of(new Ground(rescinded.departureId(), rescinded.exit(), List.of(rescinded.by())));
            case AgreementRevoked revoked ->
                Stream.of(new Ground(revoked.departureId(), revoked.exit(), revoked.agreedBy()));
            case ConditionLapsed lapsed -> Stream.of(new Ground(lapsed.departureId(), lapsed.exit(), List.of()));
            case ActorExcluded excluded ->
                Stream.of(new Ground(excluded.departureId(), excluded.exit(), List.of(excluded.party())));
            case NoticeWithdrawn _, ExitEvent.OfBreach _ -> Stream.empty();
        };
    }
}
