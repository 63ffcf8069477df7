package se.iopledger.contracts;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds Swedish personal identity numbers and co-ordination numbers in text, so that they are refused at the door.
 *
 * <p>Matched: six or eight date digits (a co-ordination number has 60 added to its day), an optional {@code -},
 * {@code +} or space, four digits whose last is the Luhn check digit. Longer runs of digits (the 20 of a signing service's
 * transaction id, NOR-13) never match, nor does a text that is a SHA-256 digest or a UUID, and nothing else: about one in
 * four thousand and one in twelve thousand would read as a number by chance, and an agreement that has such an id could be
 * named in no request. References are searched like any text: whoever copies from a page of evidence may paste the number
 * beside the one that was meant.
 */
public final class PersonalIdentityNumbers {
    private static final Pattern CANDIDATE = Pattern.compile(
            "(?<![0-9])((?:18|19|20)?)([0-9]{2})([0-9]{2})([0-9]{2})[-+\u2010-\u2015\u2212 ]?([0-9]{4})(?![0-9])");

    private static final Pattern DIGEST_OR_UUID =
            Pattern.compile("[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final int FEWEST_DIGITS = 10;

    private PersonalIdentityNumbers() {}

    /** Whether the text holds something that reads as a personal identity or co-ordination number. */
    public static boolean occurIn(CharSequence text) {
        // Every text of every command comes by here, and most hold next to no digits.
        if (text.chars().filter(letter -> letter >= '0' && letter <= '9').count() < FEWEST_DIGITS) {
            return false;
        }
        if (DIGEST_OR_UUID.matcher(text).matches()) {
            return false;
        }
        Matcher matcher = CANDIDATE.matcher(text);
        // From one past each start: a digit run that fails as a long number may hold a short one.
        for (int from = 0; matcher.find(from); from = matcher.start() + 1) {
            if (isDate(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4))
                    && Luhn.isValid(matcher.group(2) + matcher.group(3) + matcher.group(4) + matcher.group(5))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDate(String century, String year, String month, String day) {
        int dayOfMonth = Integer.parseInt(day);
        int calendarDay = dayOfMonth > 60 ? dayOfMonth - 60 : dayOfMonth;
        // Without a century 2000 stands in: a leap year, so that no real date is missed.
        String fullYear = (century.isEmpty() ? "20" : century) + year;
        try {
            return LocalDate.of(Integer.parseInt(fullYear), Integer.parseInt(month), calendarDay) != null;
        } catch (DateTimeException notADate) {
            return false;
        }
    }
}
