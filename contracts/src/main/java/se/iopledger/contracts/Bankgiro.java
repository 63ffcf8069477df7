package se.iopledger.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** A bankgiro number: seven or eight digits, the last a Luhn check digit, always written with a hyphen, {@code 991-2346}. */
public record Bankgiro(@JsonValue String value) {
    /** @throws IllegalArgumentException naming the rule that the text breaks */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Bankgiro {
        value = normalised(value);
    }

    /** What can be wrong with a text that is given as a bankgiro number. */
    public enum Flaw {
        NOT_SEVEN_OR_EIGHT_DIGITS("a bankgiro number is seven or eight digits, as 991-2346 or 9900-0010"),
        WRONG_CHECK_DIGIT("the check digit of the bankgiro number is wrong: one of its digits is mistyped");

        private final String explanation;

        Flaw(String explanation) {
            this.explanation = explanation;
        }

        /** The broken rule, for a person. */
        public String explanation() {
            return explanation;
        }
    }

    /** The first flaw of a text, or empty where it is a bankgiro number. */
    public static Optional<Flaw> flawOf(String text) {
        if (!text.matches("[0-9]{3,4}-?[0-9]{4}") || text.matches("[0-]+")) {
            return Optional.of(Flaw.NOT_SEVEN_OR_EIGHT_DIGITS);
        }
        return Luhn.isValid(text.replace("-", "")) ? Optional.empty() : Optional.of(Flaw.WRONG_CHECK_DIGIT);
    }

    private static String normalised(String text) {
        flawOf(text).ifPresent(flaw -> {
            throw new IllegalArgumentException(flaw.explanation());
        });
        String digits = text.replace("-", "");
        return digits.substring(0, digits.length() - 4) + "-" + digits.substring(digits.length() - 4);
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
