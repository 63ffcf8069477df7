package se.iopledger.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An international bank account number (ISO 13616) of a country of the single euro payments area, always written in
 * capitals without spaces. Checked are the country's length and the check digits (ISO 7064, modulus 97-10); Swedish ones
 * have digits only.
 */
public record Iban(@JsonValue String value) {
    /** Lengths by country, of the IBAN registry; countries that a Swedish municipality's bank pays kronor to by IBAN. */
    private static final Map<String, Integer> LENGTHS = Map.ofEntries(
            Map.entry("AT", 20),
            Map.entry("BE", 16),
            Map.entry("BG", 22),
            Map.entry("CH", 21),
            Map.entry("CY", 28),
            Map.entry("CZ", 24),
            Map.entry("DE", 22),
            Map.entry("DK", 18),
            Map.entry("EE", 20),
            Map.entry("ES", 24),
            Map.entry("FI", 18),
            Map.entry("FR", 27),
            Map.entry("GB", 22),
            Map.entry("GR", 27),
            Map.entry("HR", 21),
            Map.entry("HU", 28),
            Map.entry("IE", 22),
            Map.entry("IS", 26),
            Map.entry("IT", 27),
            Map.entry("LI", 21),
            Map.entry("LT", 20),
            Map.entry("LU", 20),
            Map.entry("LV", 21),
            Map.entry("MT", 31),
            Map.entry("NL", 18),
            Map.entry("NO", 15),
            Map.entry("PL", 28),
            Map.entry("PT", 25),
            Map.entry("RO", 24),
            Map.entry("SE", 24),
            Map.entry("SI", 19),
            Map.entry("SK", 24));

    /** @throws IllegalArgumentException naming the rule that the text breaks */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Iban {
        value = normalised(value);
    }

    /** What can be wrong with a text that is given as an IBAN. */
    public enum Flaw {
        NOT_AN_IBAN(
                "an IBAN is a country's two letters, two check digits and the account, as SE45 5000 0000 0583 9825 7466"),
        COUNTRY_NOT_SERVED("payments go to IBANs of the single euro payments area; this country is none of it"),
        WRONG_LENGTH("the IBAN does not have the length of its country's; a Swedish one has 24 characters"),
        WRONG_CHECK_DIGITS("the check digits of the IBAN are wrong: one of its characters is mistyped");

        private final String explanation;

        Flaw(String explanation) {
            this.explanation = explanation;
        }

        /** The broken rule, for a person. */
        public String explanation() {
            return explanation;
        }
    }

    /** The first flaw of a text, or empty where it is an IBAN. Spaces are read and dropped. */
    public static Optional<Flaw> flawOf(String text) {
        String packed = packed(text);
        if (!packed.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{5,30}")) {
            return Optional.of(Flaw.NOT_AN_IBAN);
        }
        Integer length = LENGTHS.get(packed.substring(0, 2));
        if (length == null) {
            return Optional.of(Flaw.COUNTRY_NOT_SERVED);
        }
        if (packed.length() != length || (packed.startsWith("SE") && !packed.matches("SE[0-9]{22}"))) {
            return Optional.of(Flaw.WRONG_LENGTH);
        }
        return remainder(packed) == 1 ? Optional.empty() : Optional.of(Flaw.WRONG_CHECK_DIGITS);
    }

    private static String packed(String text) {
        return text.replace(" ", "").toUpperCase(Locale.ROOT);
    }

    /** ISO 7064: the first four characters last, letters as two digits, modulus 97. */
    private static int remainder(String packed) {
        String turned = packed.substring(4) + packed.substring(0, 4);
        int remainder = 0;
        for (int index = 0; index < turned.length(); index++) {
            int digit = Character.digit(turned.charAt(index), 36);
            remainder = (remainder * (digit > 9 ? 100 : 10) + digit) % 97;
        }
        return remainder;
    }

    private static String normalised(String text) {
        flawOf(text).ifPresent(flaw -> {
            throw new IllegalArgumentException(flaw.explanation());
        });
        return packed(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
