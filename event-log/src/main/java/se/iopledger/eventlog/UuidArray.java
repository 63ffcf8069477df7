package se.iopledger.eventlog;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * A {@code uuid[]} in PostgreSQL's binary form, as the driver sends arrays of numbers and of texts; those of UUIDs it writes
 * out as text, which the server has to read. Where a connection is not told to send it in binary, it goes as text too.
 */
@SuppressWarnings("serial") // Never serialized; the driver's class says that it could be.
final class UuidArray extends PGobject implements PGBinaryObject {
    /** What a connection has to be told, by the driver's name of the type. */
    static final String BINARY_TRANSFER = "UUID_ARRAY";

    private static final int UUID_OID = 2950;
    private static final int HEADER_BYTES = 5 * Integer.BYTES;
    private static final int UUID_BYTES = 2 * Long.BYTES;

    private final List<UUID> ids;

    /** @param ids one at least */
    UuidArray(List<UUID> ids) {
        this.ids = List.copyOf(ids);
        type = "_uuid";
    }

    @Override
    public int lengthInBytes() {
        return HEADER_BYTES + ids.size() * (Integer.BYTES + UUID_BYTES);
    }

    /** One dimension, no nulls, the elements' type, how many, numbered from 1; each element with its length before it. */
    @Override
    public void toBytes(byte[] bytes, int offset) {
        ByteBuffer to = ByteBuffer.wrap(bytes, offset, lengthInBytes());
        to.putInt(1).putInt(0).putInt(UUID_OID).putInt(ids.size()).putInt(1);
        for (UUID id : ids) {
            to.putInt(UUID_BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
    }

    @Override
    public String getValue() {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("It is only sent.");
    }
}
