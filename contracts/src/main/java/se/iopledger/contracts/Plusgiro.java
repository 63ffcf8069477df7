package se.iopledger.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** A plusgiro number: two to eight digits, the last a Luhn check digit, always written with a hyphen before it, {@code 28-1}. */
public record Plusgiro(@JsonValue String value) {
    /** @throws IllegalArgumentException naming the rule that the text breaks */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Plusgiro {
        value = normalised(value);
    }

    /** What can be wrong with a text that is given as a plusgiro number. */
    public enum Flaw {
        NOT_TWO_TO_EIGHT_DIGITS("a plusgiro number is two to eight digits, as 28-1 or 12 34 56-6"),
        WRONG_CHECK_DIGIT("the check digit of the plusgiro number is wrong: one of its digits is mistyped");

        private final String explanation;

        Flaw(String explanation) {
            this.explanation = explanation;
        }

        /** The broken rule, for a person. */
        public String explanation() {
            return explanation;
        }
    }

    /** The first flaw of a text, or empty where it is a plusgiro number. Spaces between the digits are read and dropped. */
    public static Optional<Flaw> flawOf(String text) {
        String packed = text.replace(" ", "");
        if (!packed.matches("[1-9][0-9]{0,6}-?[0-9]")) {
            return Optional.of(Flaw.NOT_TWO_TO_EIGHT_DIGITS);
        }
        return Luhn.isValid(packed.replace("-", "")) ? Optional.empty() : Optional.of(Flaw.WRONG_CHECK_DIGIT);
    }

    private static String normalised(String text) {
        flawOf(text).ifPresent(flaw -> {
            throw new IllegalArgumentException(flaw.explanation());
        });
        String digits = text.replaceAll("[ -]", "");
        return digits.substring(0, digits.length() - 1) + "-" + digits.substring(digits.length() - 1);
    }

    /** As a bank file wants it. */
    public String digits() {
        return value.replace("-", "");
    }

    @Override
    public String toString() {
        return value;
    }
}
