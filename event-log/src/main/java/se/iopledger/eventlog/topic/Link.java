package se.iopledger.eventlog.topic;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.Entry;

/**
 * One link of the chain that a partition's records form: an entry's position and its leaf hash.
 *
 * @param position -1 before the first entry
 * @param leafHash in lower-case hexadecimal; null before the first entry
 */
public record Link(long position, @Nullable String leafHash) {

    /** What precedes the first entry. */
    public static final Link NONE = new Link(-1, null);

    public Link {
        if ((position == -1) != (leafHash == null) || position < -1) {
            throw new IllegalArgumentException("A link has a position from 0 and a hash, or neither: " + position);
        }
    }

    public static Link to(Entry entry) {
        return new Link(entry.position(), entry.leafHashHex());
    }

    /** As the tables of publisher and inbox keep it. */
    public static Link of(long position, byte @Nullable [] leafHash) {
        return new Link(position, leafHash == null ? null : HexFormat.of().formatHex(leafHash));
    }

    public byte @Nullable [] leafHashBytes() {
        return leafHash == null ? null : HexFormat.of().parseHex(leafHash);
    }

    @Override
    public String toString() {
        return leafHash == null ? "none" : position + " (" + leafHash.substring(0, 12) + "…)";
    }
}
