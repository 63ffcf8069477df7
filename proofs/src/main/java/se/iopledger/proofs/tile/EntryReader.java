package se.iopledger.proofs.tile;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import se.iopledger.proofs.Malformed;

/**
 * Reads entries one by one from an entry bundle, or from a dump, which is one bundle of any length. The entry just read
 * stands in {@link #buffer} from {@link #offset} on, {@link #length} bytes long, until the next is read: nothing is
 * copied or allocated per entry. Serves one thread.
 */
public final class EntryReader implements AutoCloseable {

    private static final int LENGTH_BYTES = 2;
    private static final int BUFFER_BYTES = 1 << 20;

    private final InputStream source;
    private final String name;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final long firstPosition;
    private long read;
    private int unread;
    private int end;
    private long endInSource;
    private int offset;
    private int length;

    /**
     * @param source read by this reader alone; closed with it
     * @param name of the source, for messages
     * @param firstPosition the position of its first entry
     */
    public EntryReader(InputStream source, String name, long firstPosition) {
        this.source = source;
        this.name = name;
        this.firstPosition = firstPosition;
    }

    /**
     * Reads the next entry; false at the end of the source.
     *
     * @throws Malformed if the source ends within an entry; the message says where
     */
    public boolean next() throws IOException {
        if (!has(LENGTH_BYTES)) {
            if (end > unread) {
                throw cutOff("within the length of");
            }
            return false;
        }
        length = (Byte.toUnsignedInt(buffer[unread]) << 8) + Byte.toUnsignedInt(buffer[unread + 1]);
        if (!has(LENGTH_BYTES + length)) {
            throw cutOff(length + " bytes were promised of");
        }
        offset = unread + LENGTH_BYTES;
        unread = offset + length;
        read++;
        return true;
    }

    private Malformed cutOff(String where) {
        return new Malformed(
                name + ": cut off at byte " + endInSource + ", " + where + " entry " + (firstPosition + read));
    }

    /** Whether so many bytes stand in the buffer, or could be read into it. */
    private boolean has(int bytes) throws IOException {
        if (end - unread >= bytes) {
            return true;
        }
        System.arraycopy(buffer, unread, buffer, 0, end - unread);
        end -= unread;
        unread = 0;
        while (end < bytes) {
            int count = source.read(buffer, end, buffer.length - end);
            if (count < 0) {
                return false;
            }
            end += count;
            endInSource += count;
        }
        return true;
    }

    /** The position of the entry just read. */
    public long position() {
        return firstPosition + read - 1;
    }

    /** The array in which the entry just read stands; changed by the next read. */
    public byte[] buffer() {
        return buffer;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    /** The entry just read. A copy. */
    public byte[] entry() {
        return Arrays.copyOfRange(buffer, offset, offset + length);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
