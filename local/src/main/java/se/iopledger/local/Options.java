package se.iopledger.local;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import se.iopledger.local.screen.CannotContinue;

/**
 * What stood on the command line; the script itself answers {@code --help}.
 *
 * @param businessDate the simulated date to move to; absent means the date last used
 * @param fresh start over
 * @param check end after the table instead of running on
 */
record Options(Optional<LocalDate> businessDate, boolean fresh, boolean check) {

    /** @throws CannotContinue naming the argument that is not understood */
    static Options parse(List<String> arguments) {
        Optional<LocalDate> date = Optional.empty();
        boolean fresh = false;
        boolean check = false;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--fresh" -> fresh = true;
                case "--check" -> check = true;
                case "--date" -> date = Optional.of(date(rest.hasNext() ? rest.next() : ""));
                default -> {
                    if (!argument.startsWith("--date=")) {
                        throw new CannotContinue("Unknown option " + argument + "; ./quickstart --help lists them.");
                    }
                    date = Optional.of(date(argument.substring("--date=".length())));
                }
            }
        }
        return new Options(date, fresh, check);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException notADate) {
            throw new CannotContinue("--date wants a date as YYYY-MM-DD, such as 2022-07-01, not \"" + text + "\".");
        }
    }
}
