package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
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
                        excluded.clauses());
        };
    }
}
