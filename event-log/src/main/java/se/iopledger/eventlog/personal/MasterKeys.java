package se.iopledger.eventlog.personal;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys that the keys of data subjects are wrapped with: one that wraps, and older ones that only open what they
 * wrapped, until all of it is wrapped anew.
 *
 * <p>Form: one key a line (or separated by commas), {@code <id>:<32 bytes in Base64>}, the one in use first. Empty lines
 * and lines that begin with {@code #} are passed over.
 */
public final class MasterKeys {

    private static final Pattern KEY = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,63}):([A-Za-z0-9+/]{43}=)");

    private final Map<String, byte[]> byId;
    private final String current;

    private MasterKeys(Map<String, byte[]> byId, String current) {
        this.byId = byId;
        this.current = current;
    }

    /**
     * Reads the keys.
     *
     * @throws IllegalArgumentException if there is none, or one is not of the form; never with what was read
     */
    public static MasterKeys parse(String text) {
        List<String> lines = new ArrayList<>();
        text.lines()
                .flatMap(Pattern.compile(",")::splitAsStream)
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(lines::add);
        Map<String, byte[]> byId = new LinkedHashMap<>();
        for (String line : lines) {
            Matcher key = KEY.matcher(line);
            if (!key.matches()) {
                throw new IllegalArgumentException(
                        "a master key is written as its id, a colon and 32 bytes in Base64 (44 characters)");
            }
            if (byId.put(key.group(1), Base64.getDecoder().decode(key.group(2))) != null) {
                throw new IllegalArgumentException("the master key id " + key.group(1) + " is given twice");
            }
        }
        return new MasterKeys(
                byId,
                byId.keySet().stream()
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no master key is given")));
    }

    /** A new random key, in the form that is read. */
    public static String generate(String id) {
        return id + ":" + Base64.getEncoder().encodeToString(Aes.random(Aes.KEY_BYTES));
    }

    /** Id of the key that wraps. */
    public String current() {
        return current;
    }

    boolean know(String id) {
        return byId.containsKey(id);
    }

    byte[] wrap(byte[] key, String dataSubject) {
        return Aes.wrap(keyOf(current), key, associated(current, dataSubject));
    }

    /** The key; empty if it was not wrapped for this subject under this master key. */
    Optional<byte[]> unwrap(byte[] wrapped, String masterKeyId, String dataSubject) {
        return Aes.unwrap(keyOf(masterKeyId), wrapped, associated(masterKeyId, dataSubject));
    }

    private byte[] keyOf(String id) {
        byte[] key = byId.get(id);
        if (key == null) {
            throw new IllegalArgumentException("there is no master key with the id " + id);
        }
        return key;
    }

    /** A wrapped key that is copied to another subject's row does not open there. */
    private static byte[] associated(String masterKeyId, String dataSubject) {
        return new Place("master key", masterKeyId, dataSubject).bytes();
    }

    @Override
    public String toString() {
        return "MasterKeys " + byId.keySet();
    }
}
