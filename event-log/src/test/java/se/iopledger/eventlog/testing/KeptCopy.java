package se.iopledger.eventlog.testing;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import se.iopledger.eventlog.complete.LogCopy;
import se.iopledger.eventlog.seal.LogTiles;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.proofs.tile.TilePath;

/** What a log served at one time, kept as an auditor keeps it; files of it may be damaged or missing. */
public final class KeptCopy implements LogCopy {

    private final Map<String, byte[]> files = new HashMap<>();
    private final long size;
    private SignedNote checkpoint;
    private int bundlesLeft = Integer.MAX_VALUE;

    /**
     * A copy without files.
     *
     * @param size as it says
     */
    public KeptCopy(long size, SignedNote checkpoint) {
        this.size = size;
        this.checkpoint = checkpoint;
    }

    /** All that is sealed, with the newest checkpoint cosigned. */
    public static KeptCopy of(LogTiles log, SigningKey witness) {
        long size = log.size();
        KeptCopy copy = new KeptCopy(size, cosigned(log.checkpoint().orElseThrow(), witness));
        for (TilePath.Hashes tile : TilePath.tilesOf(size)) {
            copy.put(tile, log.tile(tile).orElseThrow());
        }
        for (long number = 0; TilePath.widthIn(size, 0, number) > 0; number++) {
            TilePath.Entries bundle = new TilePath.Entries(number, TilePath.widthIn(size, 0, number));
            copy.put(bundle, log.entries(bundle).orElseThrow());
        }
        return copy;
    }

    public static SignedNote cosigned(SignedNote note, SigningKey witness) {
        return note.with(witness.cosign(Checkpoint.parse(note.text()), Instant.parse("2026-01-01T00:00:00Z")));
    }

    public void put(TilePath path, byte[] content) {
        files.put(path.text(), content);
    }

    public byte[] get(TilePath path) {
        byte[] content = files.get(path.text());
        if (content == null) {
            throw new Malformed(path.text() + " is missing");
        }
        return content;
    }

    /** States something else than what it was made with. */
    public void state(SignedNote other) {
        checkpoint = other;
    }

    /** Gives so many bundles more and then no more. */
    public void breakOffAfter(int bundles) {
        bundlesLeft = bundles;
    }

    @Override
    public String name() {
        return "the copy";
    }

    @Override
    public SignedNote checkpoint() {
        return checkpoint;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte[] read(TilePath.Hashes tile) {
        return get(tile);
    }

    @Override
    public byte[] entries(TilePath.Entries bundle) {
        if (bundlesLeft-- <= 0) {
            throw new Malformed("the copy does not answer any more");
        }
        return get(bundle);
    }
}
