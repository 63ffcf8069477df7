package se.iopledger.reporting.witness;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.iopledger.eventlog.LogUnavailable;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.merkle.MerkleTree;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.proofs.tile.TileHashes;
import se.iopledger.proofs.tile.TileSource;
import se.iopledger.reporting.journal.JournalTree;

/** Judges the checkpoints of one log, in the order in which they came. Serves one thread. */
final class Judge {
    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

    /** While entries keep arriving that were published long ago, those of a checkpoint are not missed sooner. */
    private static final int PATIENCE_WHILE_BEHIND = 10;

    private final WitnessedLog log;
    private final JournalTree tree;
    private final CheckpointTable checkpoints;
    private final AlarmTable alarms;
    private final SigningKey key;
    private final Duration entriesWithin;
    private final BooleanSupplier journalHasAllThatIsPublished;
    private final InstantSource clock;

    /** When the tree last grew, as far as this instance has seen it. */
    private Instant lastGrowth;

    private long size;

    /**
     * @param entriesWithin how long entries may take to arrive behind their checkpoint
     * @param journalHasAllThatIsPublished whether nothing that the topics hold now is on its way into the journal
     */
    Judge(
            WitnessedLog log,
            JournalTree tree,
            CheckpointTable checkpoints,
            AlarmTable alarms,
            SigningKey key,
            Duration entriesWithin,
            BooleanSupplier journalHasAllThatIsPublished,
            InstantSource clock) {
        this.log = log;
        this.tree = tree;
        this.checkpoints = checkpoints;
        this.alarms = alarms;
        this.key = key;
        this.entriesWithin = entriesWithin;
        this.journalHasAllThatIsPublished = journalHasAllThatIsPublished;
        this.clock = clock;
        this.lastGrowth = clock.instant();
        this.size = tree.size();
    }

    /**
     * Lets the tree grow by what has arrived, a step at most, and judges one checkpoint if there is one to judge.
     *
     * @return whether there may be more to do at once
     */
    boolean work() throws SQLException {
        try {
            return advanceAndJudge();
        } catch (Malformed unreadable) {
            raiseOnce(Alarm.Kind.JOURNAL_IS_DAMAGED, "The journal's tree cannot be read: " + unreadable.getMessage());
            return false;
        }
    }

    private boolean advanceAndJudge() throws SQLException {
        boolean grew = advance();
        Optional<CheckpointTable.Waiting> next =
                checkpoints.next(log.origin(), size, alarms.lastDecisionOnMissing(log.origin()));
        if (next.isEmpty()) {
            return grew;
        }
        return judge(next.get()) || grew;
    }

    private boolean advance() throws SQLException {
        long before = size;
        size = tree.advance();
        if (size > before) {
            lastGrowth = clock.instant();
        }
        return size > before;
    }

    /** True if it is done with. */
    private boolean judge(CheckpointTable.Waiting waiting) throws SQLException {
        Checkpoint stated = waiting.checkpoint();
        if (stated.size() > size) {
            lookForEntries(waiting);
            return false;
        }
        Optional<Checkpoint> cosigned = checkpoints.cosigned(log.origin()).map(note -> Checkpoint.parse(note.text()));
        long agreed = cosigned.map(Checkpoint::size).orElse(0L);
        if (cosigned.isPresent() && !tree.root(agreed).equals(cosigned.get().root())) {
            raiseOnce(
                    Alarm.Kind.JOURNAL_IS_DAMAGED,
                    "The journal's tree no longer has the root that was cosigned at size " + agreed + ", "
                            + cosigned.get().root().base64() + ".");
            return false;
        }
        Hash own = tree.root(stated.size());
        if (!own.equals(stated.root())) {
            return refuse(waiting, Alarm.Kind.HISTORY_DIFFERS, differing(stated, own, agreed), agreed);
        }
        if (stated.size() < agreed) {
            String what = "The log signed a size of " + stated.size() + ", but " + agreed
                    + " entries were cosigned: it was set back, or an old checkpoint was published again. Its root at "
                    + stated.size() + " is the journal's.";
            return refuse(waiting, Alarm.Kind.LOG_WAS_SET_BACK, new Finding(what, null), agreed);
        }
        if (cosigned.isPresent() && stated.size() == agreed) {
            checkpoints.inTransaction(
                    transaction -> checkpoints.judged(waiting, CheckpointTable.Outcome.REPEATED, transaction));
            return true;
        }
        return isGrowth(cosigned, stated) && cosign(waiting);
    }

    /** Proves the step from the last cosigned checkpoint; false, with an alarm, where the journal's own tree cannot. */
    private boolean isGrowth(Optional<Checkpoint> cosigned, Checkpoint stated) throws SQLException {
        if (cosigned.isEmpty() || cosigned.get().size() == 0) {
            return true;
        }
        Checkpoint last = cosigned.get();
        try {
            tree.consistency(last.size(), stated.size()).verify(last.root(), stated.root());
            return true;
        } catch (DoesNotHold contradiction) {
            LOG.debug("The step from {} to {} does not hold.", last, stated, contradiction);
            raiseOnce(
                    Alarm.Kind.JOURNAL_IS_DAMAGED,
                    "The journal's tree contradicts itself: " + contradiction.getMessage());
            return false;
        }
    }

    /** For what is found again whenever one looks: raised once, until a person has decided. */
    private void raiseOnce(Alarm.Kind kind, String what) throws SQLException {
        if (!isRaised(kind)) {
            Alarm.Raised alarm = new Alarm.Raised(log.origin(), kind, what, null, null, null);
            checkpoints.inTransaction(transaction -> alarms.raise(alarm, transaction));
        }
    }

    private boolean cosign(CheckpointTable.Waiting waiting) throws SQLException {
        SignedNote cosigned = waiting.note().with(key.cosign(waiting.checkpoint(), clock.instant()));
        boolean kept = checkpoints.cosign(waiting, cosigned, log.source());
        if (kept) {
            LOG.debug("Cosigned {} entries of {}.", waiting.checkpoint().size(), log.origin());
        }
        return kept;
    }

    private boolean refuse(CheckpointTable.Waiting waiting, Alarm.Kind kind, Finding finding, long agreed)
            throws SQLException {
        Alarm.Raised alarm = new Alarm.Raised(
                log.origin(),
                kind,
                finding.what(),
                finding.position(),
                agreed,
                waiting.checkpoint().size());
        checkpoints.inTransaction(transaction -> {
            alarms.raise(alarm, transaction);
            checkpoints.judged(waiting, CheckpointTable.Outcome.REFUSED, transaction);
        });
        return true;
    }

    /** A difference, told for a person, and where it begins if that is known. */
    private record Finding(String what, @Nullable Long position) {}

    private Finding differing(Checkpoint stated, Hash own, long agreed) {
        String what = "The log signed the root " + stated.root().base64() + " for " + stated.size()
                + " entries, but the entries that were received have " + own.base64()
                + (agreed == 0 ? "." : "; both agreed at size " + agreed + ".");
        TileSource served = log.tiles();
        if (served == null) {
            return new Finding(
                    what + notLocated(stated, agreed) + "iop.witness.logs[n].tiles is not configured.", null);
        }
        try {
            return located(what, stated, agreed, served);
        } catch (Malformed notServed) {
            LOG.warn("Where {} differs is not found.", log.origin(), notServed);
            return new Finding(what + notLocated(stated, agreed) + notServed.getMessage(), null);
        }
    }

    private Finding located(String what, Checkpoint stated, long agreed, TileSource served) {
        Hash servedRoot = new MerkleTree(new TileHashes(served, stated.size())).root(stated.size());
        if (!servedRoot.equals(stated.root())) {
            return new Finding(
                    what + notLocated(stated, agreed) + "The tiles that the log serves have the root "
                            + servedRoot.base64() + ", which is not the one it signed.",
                    null);
        }
        OptionalLong first = FirstDifference.between(tree, served, stated.size());
        if (first.isPresent()) {
            long position = first.getAsLong();
            Hash ours = leaf(tree, position, stated.size());
            Hash theirs = leaf(served, position, stated.size());
            if (!ours.equals(theirs)) {
                return new Finding(
                        what + " The first entry that differs is position " + position + ": received was leaf hash "
                                + ours.hex() + ", the log now has " + theirs.hex() + ".",
                        position);
            }
        }
        return new Finding(
                what + notLocated(stated, agreed) + "The tiles that the log serves contradict each other.", null);
    }

    private static Hash leaf(TileSource tiles, long position, long size) {
        return new TileHashes(tiles, size).read(0, position);
    }

    private static String notLocated(Checkpoint stated, long agreed) {
        String begun = agreed < stated.size()
                ? " new since then are the positions " + agreed + " to " + (stated.size() - 1)
                        + ", but any before may have been rewritten too. "
                : " it is one of the positions 0 to " + (stated.size() - 1) + ", which were cosigned. ";
        return " Which entry differs is not known:" + begun;
    }

    private void lookForEntries(CheckpointTable.Waiting waiting) throws SQLException {
        Instant since = waiting.receivedAt();
        Instant now = clock.instant();
        if (now.isBefore(since.plus(entriesWithin)) || isRaised(Alarm.Kind.ENTRIES_ARE_WITHHELD)) {
            return;
        }
        Instant sinceGrowth = since.isAfter(lastGrowth) ? since : lastGrowth;
        boolean stuck = !now.isBefore(sinceGrowth.plus(entriesWithin.multipliedBy(PATIENCE_WHILE_BEHIND)));
        // Asked before the tree is looked at once more, so that what arrives in between is seen.
        if (!stuck && !journalHasAllThatIsPublished.getAsBoolean()) {
            return;
        }
        advance();
        if (size < waiting.checkpoint().size()) {
            missing(waiting.checkpoint());
        }
    }

    private boolean isRaised(Alarm.Kind kind) throws SQLException {
        return alarms.isRaised(log.origin(), kind);
    }

    private void missing(Checkpoint stated) throws SQLException {
        long agreed = checkpoints
                .cosigned(log.origin())
                .map(note -> Checkpoint.parse(note.text()).size())
                .orElse(0L);
        String what = "The log signed " + stated.size() + " entries, but position " + size
                + " did not arrive within " + entriesWithin.toSeconds() + " seconds; what is missing lies within the"
                + " positions " + size + " to " + (stated.size() - 1) + ".";
        Alarm.Raised alarm =
                new Alarm.Raised(log.origin(), Alarm.Kind.ENTRIES_ARE_WITHHELD, what, size, agreed, stated.size());
        checkpoints.inTransaction(transaction -> alarms.raise(alarm, transaction));
    }

    /** How many entries have arrived without a gap and are not cosigned. */
    long lag() {
        try {
            return size
                    - checkpoints
                            .cosigned(log.origin())
                            .map(note -> Checkpoint.parse(note.text()).size())
                            .orElse(0L);
        } catch (SQLException away) {
            throw new LogUnavailable("What was cosigned cannot be read: " + away.getMessage(), away);
        }
    }
}
