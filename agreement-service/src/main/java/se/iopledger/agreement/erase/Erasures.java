package se.iopledger.agreement.erase;

import java.util.Optional;
import org.springframework.stereotype.Component;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.domain.AgreementCommand.EraseDataSubject;
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.eventlog.personal.Erasure;
import se.iopledger.eventlog.personal.SubjectKeys;
import se.iopledger.shell.aggregate.DecidingAggregate;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.command.RequestKey;

/**
 * The order of an erasure: what forbids it is asked first; then the key is deleted and the request remembered, in one
 * transaction; then the log is told. So "erased" is never said while the key is there, and what a crash leaves untold is
 * told by {@link ErasureRounds}.
 */
@Component
class Erasures {
    private final CommandGate gate;
    private final SubjectKeys keys;

    Erasures(CommandGate gate, SubjectKeys keys) {
        this.gate = gate;
        this.keys = keys;
    }

    Outcome erase(AgreementDesk.Standing found, EraseDataSubject command, RequestKey request) {
        Optional<Outcome> settled =
                gate.earlier(found.municipality(), request).or(() -> refusal(found, command, request));
        if (settled.isPresent()) {
            return settled.get();
        }
        keys.erase(
                new Erasure(
                        command.dataSubject(),
                        command.agreementId(),
                        found.municipality(),
                        command.mandate().today(),
                        command.ground().name(),
                        new Erasure.Request(
                                command.mandate().actor(),
                                command.mandate().reason(),
                                request.key(),
                                request.digest())),
                false);
        // From here on nothing may refuse it any more, so no version is asked for again.
        Outcome outcome = gate.execute(command, found.municipality(), request.withoutPrecondition());
        if (outcome instanceof Outcome.Done) {
            keys.markRecorded(command.dataSubject());
        }
        return outcome;
    }

    /** Before anything is deleted. What is known of the agreement is as of its last event. */
    private static Optional<Outcome> refusal(
            AgreementDesk.Standing found, EraseDataSubject command, RequestKey request) {
        Long expected = request.expectedVersion();
        if (expected != null && expected != found.version()) {
            return Optional.of(
                    new Outcome.Refused(DecidingAggregate.versionMustBeTheOneExpected(expected, found.version())));
        }
        return switch (AgreementDecider.decide(command, found.agreement())) {
            case Decision.Accepted<AgreementEvent> _ -> Optional.empty();
            case Decision.Rejected<AgreementEvent>(Rejection rejection) -> Optional.of(new Outcome.Refused(rejection));
        };
    }
}
