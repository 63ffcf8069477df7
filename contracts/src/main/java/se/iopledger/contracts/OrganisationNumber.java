package se.iopledger.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * A Swedish organisation number, always written {@code NNNNNN-NNNN}.
 *
 * <p>Ten digits, the third and fourth together at least 20 (which sets it apart from a personal identity number), the
 * last a Luhn check digit. The prefix 16 that some registers put before it is read and dropped.
 */
public record OrganisationNumber(@JsonValue String value) {
    /** @throws IllegalArgumentException naming the rule that the text breaks; the text itself is not repeated */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrganisationNumber {
        value = normalised(value);
    }

    /** What can be wrong with a text that is given as an organisation number. */
    public enum Flaw {
        NOT_TEN_DIGITS("an organisation number is ten digits, as NNNNNN-NNNN"),
        THIRD_AND_FOURTH_DIGIT_BELOW_20(
                "an organisation number has at least 20 in its third and fourth digits; a personal identity number must not be given here"),
        WRONG_CHECK_DIGIT("the check digit of the organisation number is wrong");

        private final String explanation;

        Flaw(String explanation) {
            this.explanation = explanation;
        }

        /** The broken rule, for a person; never holds the text itself. */
        public String explanation() {
            return explanation;
        }
    }

    /** The first flaw of a text, or empty where it is an organisation number. */
    public static Optional<Flaw> flawOf(String text) {
        if (!text.matches("(16)?[0-9]{6}-?[0-9]{4}")) {
            return Optional.of(Flaw.NOT_TEN_DIGITS);
        }
        String digits = tenDigits(text);
        if (Integer.parseInt(digits.substring(2, 4)) < 20) {
            return Optional.of(Flaw.THIRD_AND_FOURTH_DIGIT_BELOW_20);
        }
        return Luhn.isValid(digits) ? Optional.empty() : Optional.of(Flaw.WRONG_CHECK_DIGIT);
    }

    private static String normalised(String text) {
        flawOf(text).ifPresent(flaw -> {
            throw new IllegalArgumentException(flaw.explanation());
        });
        String digits = tenDigits(text);
        return digits.substring(0, 6) + "-" + digits.substring(6);
    }

    private static String tenDigits(String text) {
        String digits = text.replace("-", "");
        return digits.substring(digits.length() - 10);
    }

    @Override
    public String toString() {
        return value;
    }
}
