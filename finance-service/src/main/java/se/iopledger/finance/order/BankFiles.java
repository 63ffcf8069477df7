package se.iopledger.finance.order;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import se.iopledger.finance.bankfile.BankAnswer;
import se.iopledger.finance.bankfile.BankAnswerReader;
import se.iopledger.finance.domain.intake.BankFile;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.AggregateRuntime.Versioned;
import se.iopledger.shell.time.BusinessClock;

/** The files that came from banks, and their bytes until they are taken in. */
@Component
final class BankFiles {
    private final BankFileBytes bytes;
    private final BankFileLeftovers leftovers;
    private final AggregateRuntime aggregates;
    private final BankFileIntake intake;

    BankFiles(BankFileBytes bytes, AggregateRuntime aggregates, Streams streams, BusinessClock clock) {
        this.bytes = bytes;
        this.leftovers = new BankFileLeftovers(bytes, importId -> find(importId).isPresent());
        this.aggregates = aggregates;
        this.intake = new BankFileIntake(streams, clock::today);
    }

    /** Keeps the bytes until they are taken in. */
    void keep(String importId, byte[] content) {
        bytes.keep(importId, content);
    }

    /** Forgets bytes that are not needed. */
    void forget(String importId) {
        bytes.forget(importId);
    }

    /** Forgets the bytes of a request that was not carried out. */
    void forgetUnlessReceived(String importId) {
        leftovers.forgetUnlessReceived(importId);
    }

    /** Forgets what requests left behind that ended in the middle. */
    void forgetLeftovers() {
        leftovers.forgetOld(Instant.now());
    }

    Optional<BankFile.Known> find(String importId) {
        return aggregates
                .stateOf(importId, BankFile.class)
                .map(Versioned::state)
                .filter(BankFile.Known.class::isInstance)
                .map(BankFile.Known.class::cast);
    }

    boolean isBrokenOff(String importId) {
        return find(importId).filter(file -> file.result() == null).isPresent();
    }

    /**
     * Takes a file in that was received, from its beginning; what has been taken in already says nothing new.
     *
     * @throws IllegalStateException if its bytes are not there: it has to be brought again
     */
    void takeIn(String importId) {
        Optional<BankFile.Known> file = find(importId);
        if (file.isPresent() && file.get().result() == null) {
            byte[] content = bytes.of(importId)
                    .orElseThrow(() -> new IllegalStateException(
                            "the bytes of " + file.get().received().messageId()
                                    + " are not here, as after a restore: bring the file again"));
            BankAnswer answer = BankAnswerReader.read(new ByteArrayInputStream(content));
            intake.takeIn(importId, file.get().municipality(), answer);
            forget(importId);
        }
    }
}
