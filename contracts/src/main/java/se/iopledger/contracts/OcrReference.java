package se.iopledger.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * An OCR reference of a giro payment: two to 25 digits, the last a Luhn check digit. Some recipients also have the
 * length's last digit stand before it; whether a recipient does cannot be seen from the number. A valid one may read like
 * a personal identity number, so a text that is one by its field is not searched for those.
 */
public record OcrReference(@JsonValue String value) {
    private static final int FEWEST_PLUSGIRO_DIGITS = 5;
    private static final int MOST_PLUSGIRO_DIGITS = 15;

    /** @throws IllegalArgumentException naming the rule that the text breaks */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OcrReference {
        value = normalised(value);
    }

    /** What can be wrong with a text that is given as an OCR reference. */
    public enum Flaw {
        NOT_TWO_TO_25_DIGITS("an OCR reference is two to 25 digits"),
        WRONG_CHECK_DIGIT("the check digit of the OCR reference is wrong: one of its digits is mistyped"),
        WRONG_LENGTH_DIGIT(
                "the recipient's OCR references say their length in the last digit but one, and this one's is another: a digit is missing or too many"),
        LENGTH_NOT_FOR_PLUSGIRO("an OCR reference to a plusgiro has five to 15 digits");

        private final String explanation;

        Flaw(String explanation) {
            this.explanation = explanation;
        }

        /** The broken rule, for a person. */
        public String explanation() {
            return explanation;
        }
    }

    /** Whether the recipient's references say their length. */
    public enum LengthDigit {
        NONE,
        /** The last digit but one is the number of digits, modulus 10. */
        LAST_BUT_ONE
    }

    /** The first flaw of a text, or empty where it is an OCR reference. Spaces are read and dropped. */
    public static Optional<Flaw> flawOf(String text) {
        String digits = text.replace(" ", "");
        if (!digits.matches("[0-9]{2,25}") || digits.matches("0+")) {
            return Optional.of(Flaw.NOT_TWO_TO_25_DIGITS);
        }
        return Luhn.isValid(digits) ? Optional.empty() : Optional.of(Flaw.WRONG_CHECK_DIGIT);
    }

    /** The flaw that the recipient's own rule finds, or empty where it fits. */
    public Optional<Flaw> flawBy(LengthDigit rule) {
        return switch (rule) {
            case NONE -> Optional.empty();
            case LAST_BUT_ONE ->
                value.charAt(value.length() - 2) - '0' == value.length() % 10
                        ? Optional.empty()
                        : Optional.of(Flaw.WRONG_LENGTH_DIGIT);
        };
    }

    /** The flaw that it has as a reference of a payment to such an account, or empty where it fits. */
    public Optional<Flaw> flawFor(BankAccount.Kind account) {
        return switch (account) {
            case PLUSGIRO ->
                value.length() < FEWEST_PLUSGIRO_DIGITS || value.length() > MOST_PLUSGIRO_DIGITS
                        ? Optional.of(Flaw.LENGTH_NOT_FOR_PLUSGIRO)
                        : Optional.empty();
            case BANKGIRO, IBAN -> Optional.empty();
        };
    }

    private static String normalised(String text) {
        flawOf(text).ifPresent(flaw -> {
            throw new IllegalArgumentException(flaw.explanation());
        });
        return text.replace(" ", "");
    }

    @Override
    public String toString() {
        return value;
    }
}
