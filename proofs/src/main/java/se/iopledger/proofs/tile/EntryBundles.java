package se.iopledger.proofs.tile;

import com.google.errorprone.annotations.CheckReturnValue;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Entries one after another, each behind its length as a big-endian uint16 (C2SP tlog-tiles, "Log entries"). */
@CheckReturnValue
public final class EntryBundles {

    /** What a length of 16 bits allows. */
    public static final int MOST_ENTRY_BYTES = 65_535;

    private EntryBundles() {}

    /** @throws IllegalArgumentException if an entry is longer than 65,535 bytes */
    public static byte[] encode(List<byte[]> entries) {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            if (entry.length > MOST_ENTRY_BYTES) {
                throw new IllegalArgumentException("an entry has at most 65535 bytes, this one " + entry.length);
            }
            bundle.write(entry.length >>> 8);
            bundle.write(entry.length);
            bundle.writeBytes(entry);
        }
        return bundle.toByteArray();
    }
}
