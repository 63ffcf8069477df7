package se.iopledger.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

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

    private static String normalised(String text) {
        if (!text.matches("(16)?[0-9]{6}-?[0-9]{4}")) {
            throw new IllegalArgumentException("an organisation number is ten digits, as NNNNNN-NNNN");
        }
        String digits = text.replace("-", "");
        digits = digits.substring(digits.length() - 10);
        if (Integer.parseInt(digits.substring(2, 4)) < 20) {
            throw new IllegalArgumentException(
                    "an organisation number has at least 20 in its third and fourth digits; a personal identity number must not be given here");
        }
        if (!Luhn.isValid(digits)) {
            throw new IllegalArgumentException("the check digit of the organisation number is wrong");
        }
        return digits.substring(0, 6) + "-" + digits.substring(6);
    }

    @Override
    public String toString() {
        return value;
    }
}
