package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.exit.Departures.Departure;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.agreement.ExitEvent.ActorExcluded;
import se.iopledger.contracts.agreement.ExitEvent.AgreementRescinded;
import se.iopledger.contracts.agreement.ExitEvent.AgreementRevoked;
import se.iopledger.contracts.agreement.ExitEvent.ConditionLapsed;

/** What is remembered of a way out that was used. */
@CheckReturnValue
final class Departing {
    private Departing() {}

    /** What it was decided on is recorded, and not void: that is corrected after what rests on it. */
    static boolean hasItsGround(Known known, ExitEvent.Departure event) {
        return switch (event) {
            case AgreementRescinded rescinded ->
                known.breaches()
                        .find(rescinded.breachId())
                        .filter(breach -> breach.call() != null)
                        .isPresent();
            case ActorExcluded excluded ->
                known.conduct()
                        .failedPlansOf(excluded.party())
                        .anyMatch(deficiency -> deficiency.id().equals(excluded.deficiencyId()));
            case AgreementRevoked _, ConditionLapsed _ -> true;
        };
    }

    static Departure departure(ExitEvent.Departure event) {
        return switch (event) {
            case AgreementRescinded rescinded ->
                new Departure(
                        rescinded.departureId(),
                        Ending.RESCISSION,
                        rescinded.declaredOn(),
                        rescinded.lastDay(),
                        rescinded.calculation(),
                        rescinded.breachId(),
                        null,
                        true,
                        null,
                        rescinded.clauses());
            case AgreementRevoked revoked ->
                new Departure(
                        revoked.departureId(),
                        Ending.REVOCATION,
                        revoked.agreedOn(),
                        revoked.lastDay(),
                        revoked.calculation(),
                        null,
                        null,
                        true,
                        null,
                        revoked.clauses());
            case ConditionLapsed lapsed ->
                new Departure(
                        lapsed.departureId(),
                        Ending.LAPSE,
                        lapsed.resolution().decidedOn(),
                        lapsed.lastDay(),
                        lapsed.calculation(),
                        null,
                        null,
                        true,
                        null,
                        lapsed.clauses());
            case ActorExcluded excluded ->
                new Departure(
                        excluded.departureId(),
                        Ending.EXCLUSION,
                        excluded.resolution().decidedOn(),
                        excluded.lastDay(),
                        excluded.calculation(),
                        null,
                        excluded.party(),
                        excluded.endsAgreement(),
                        excluded.termsVersion(),
                        excluded.clauses());
        };
    }
}
