package se.iopledger.eventlog.complete;

import com.google.errorprone.annotations.CheckReturnValue;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.tile.TilePath;
import se.iopledger.proofs.tile.TileSource;

/**
 * A copy of a log that somebody else keeps, as tiles and entry bundles (C2SP tlog-tiles). Nothing in it is believed. What
 * cannot be had or read is {@link Malformed}.
 */
@CheckReturnValue
public interface LogCopy extends TileSource {

    /** Names it for an operator. */
    String name();

    /** The newest checkpoint of the log that the copy agrees with, as it was signed. */
    SignedNote checkpoint();

    /** How many entries it has, from position 0 on without a gap. */
    long size();

    /** Entries, each behind its length; a partial bundle may be cut from a wider one. */
    byte[] entries(TilePath.Entries bundle);
}
