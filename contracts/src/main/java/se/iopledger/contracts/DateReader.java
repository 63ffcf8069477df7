package se.iopledger.contracts;

import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ext.javatime.deser.LocalDateDeserializer;

/**
 * Reads dates as they are written here, {@code 2022-01-03}, from their ten characters. Events are full of them, and the
 * JDK's formatter took a seventh of the time in which one is read. What is written otherwise, or is no date, is left to it.
 */
final class DateReader extends LocalDateDeserializer {
    private static final int LENGTH = "2022-01-03".length();

    @Override
    protected LocalDate _fromString(JsonParser parser, DeserializationContext context, String text) {
        LocalDate date = dateOf(text);
        return date == null ? super._fromString(parser, context, text) : date;
    }

    private static @Nullable LocalDate dateOf(String text) {
        if (text.length() != LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        int year = numberOf(text, 0, 4);
        int month = numberOf(text, 5, 7);
        int day = numberOf(text, 8, LENGTH);
        boolean isDate = year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && YearMonth.of(year, month).isValidDay(day);
        return isDate ? LocalDate.of(year, month, day) : null;
    }

    /** Of digits; -1 where one is none. */
    private static int numberOf(String text, int from, int to) {
        int number = 0;
        for (int index = from; index < to; index++) {
            int digit = text.charAt(index) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
