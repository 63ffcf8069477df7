package se.iopledger.local.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.iopledger.local.screen.CannotContinue;

/** Whether there is memory for PostgreSQL, the broker and three services. */
public final class Memory {

    /** Three services of 256 MiB heap, the broker's 384 MiB, the JVMs' own needs and PostgreSQL. */
    static final long NEEDED_MIB = 1536;

    private static final Pattern AVAILABLE = Pattern.compile("^MemAvailable:\\s+(\\d+) kB", Pattern.MULTILINE);

    private Memory() {}

    /**
     * @throws CannotContinue if the system says that too little is available; a system that does not say (only Linux
     *     does) is believed to have enough
     */
    public static void requireEnough() {
        requireEnough(Path.of("/proc/meminfo"));
    }

    static void requireEnough(Path memoryInformation) {
        availableMib(memoryInformation).ifPresent(available -> {
            if (available < NEEDED_MIB) {
                throw new CannotContinue("Memory is short: " + available + " MiB are available and about " + NEEDED_MIB
                        + " MiB are needed; close something and try again.");
            }
        });
    }

    private static OptionalLong availableMib(Path memoryInformation) {
        try {
            Matcher matcher = AVAILABLE.matcher(Files.readString(memoryInformation));
            return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1)) / 1024) : OptionalLong.empty();
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }
}
