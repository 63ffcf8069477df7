package se.iopledger.contracts.testing;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import se.iopledger.contracts.Luhn;

/**
 * Texts of the shape of a personal identity number, put together at run time: no such number is written down anywhere,
 * and none of these is taken from a person.
 */
public final class SimulatedIdentityNumbers {
    private static final int COORDINATION = 60;

    private SimulatedIdentityNumbers() {}

    /**
     * Six date digits, separator, a serial number and its check digit.
     *
     * @param serial 0 to 999
     */
    public static String of(LocalDate born, int serial, String separator) {
        return withCheckDigit(born.format(DateTimeFormatter.ofPattern("yyMMdd")), serial, separator);
    }

    /** As {@link #of} with the century's two digits in front. */
    public static String withCentury(LocalDate born, int serial, String separator) {
        return born.format(DateTimeFormatter.ofPattern("yyyy")).substring(0, 2) + of(born, serial, separator);
    }

    /** A co-ordination number: 60 is added to the day. */
    public static String coordination(LocalDate born, int serial, String separator) {
        String date = born.format(DateTimeFormatter.ofPattern("yyMM")) + (born.getDayOfMonth() + COORDINATION);
        return withCheckDigit(date, serial, separator);
    }

    private static String withCheckDigit(String date, int serial, String separator) {
        String nine = "%s%03d".formatted(date, serial);
        for (int check = 0; check <= 9; check++) {
            if (Luhn.isValid(nine + check)) {
                return "%s%s%03d%d".formatted(date, separator, serial, check);
            }
        }
        throw new IllegalStateException("every nine digits have a check digit");
    }
}
