package se.iopledger.local.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Optional;
import se.iopledger.local.screen.CannotContinue;

/**
 * The simulated business date of a data folder. It only moves forward: what fell due at an earlier run stays in the
 * logs, and a date before it would contradict them.
 */
public final class BusinessDate {

    /** Within the only fortnight in which all five agreements are in force. */
    public static final LocalDate DEMONSTRATION_START = LocalDate.of(2021, 12, 20);

    private BusinessDate() {}

    /**
     * Settles the date of this run and remembers it.
     *
     * @param asked the date asked for; without one, the date last used, or the demonstration's first day
     * @throws CannotContinue if the date asked for lies before the one last used
     */
    public static LocalDate settle(DataFolder folder, Optional<LocalDate> asked) {
        Path file = folder.file("business-date");
        try {
            LocalDate earliest =
                    Files.exists(file) ? LocalDate.parse(Files.readString(file).strip()) : DEMONSTRATION_START;
            LocalDate date = asked.orElse(earliest);
            if (date.isBefore(earliest)) {
                throw new CannotContinue(
                        Files.exists(file)
                                ? "The business date cannot go back: this data folder is at " + earliest
                                        + "; ./quickstart --fresh starts over from " + DEMONSTRATION_START + "."
                                : "The demonstration begins on " + DEMONSTRATION_START
                                        + "; choose that date or a later one.");
            }
            Path aside = folder.file("business-date.new");
            Files.writeString(aside, date + System.lineSeparator());
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return date;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
