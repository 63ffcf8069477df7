package se.iopledger.shell.log;

import java.util.List;
import se.iopledger.eventlog.complete.Evidence;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.VerifierKey;

/**
 * What the witness cosigned of the log. It knows what the topics once held, also where a broker was put back together with
 * the log's database. Not waited for: the witness is another organisation's, or starts only later.
 */
final class WitnessEvidence implements Evidence {
    private final ServedJournal journal;
    private final List<VerifierKey> logKeys;

    WitnessEvidence(ServedJournal journal, List<VerifierKey> logKeys) {
        this.journal = journal;
        this.logKeys = logKeys;
    }

    @Override
    public String name() {
        return "the witness";
    }

    @Override
    public boolean isAwaited() {
        return false;
    }

    @Override
    public Memory ask() {
        return Memory.of(Checkpoint.open(journal.checkpoint(), logKeys).size());
    }
}
