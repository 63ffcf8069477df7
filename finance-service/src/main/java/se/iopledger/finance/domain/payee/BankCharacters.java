package se.iopledger.finance.domain.payee;

import java.util.Optional;

/**
 * The characters that Swedish banks take in names and messages of payments: Latin letters with those of Swedish and its
 * neighbours, digits, space and some marks. A character outside is never replaced or dropped: it is refused, so that a
 * person decides how it is to be written.
 */
public final class BankCharacters {
    private static final String MARKS = " /-?:().,'+";
    private static final String LETTERS = "åäöÅÄÖéÉüÜæøÆØ";

    private BankCharacters() {}

    /**
     * What keeps a text from standing in a bank file, for a person; empty where nothing does.
     *
     * @param what the text is, as "the name"
     * @param most how many characters it may have
     */
    public static Optional<String> flawOf(String what, String text, int most) {
        if (text.codePointCount(0, text.length()) > most) {
            return Optional.of(what + " has more than the " + most + " characters that banks take");
        }
        if (text.isBlank() || !text.equals(text.strip())) {
            return Optional.of(what + " is empty, or begins or ends with a space");
        }
        return text.codePoints()
                .filter(character -> !isTaken(character))
                .mapToObj(character ->
                        what + " has " + named(character) + ", which banks do not take: write it otherwise")
                .findFirst()
                .or(() -> text.startsWith("/") || text.endsWith("/") || text.contains("//")
                        ? Optional.of(
                                what + " begins or ends with a slash, or has two in a row, which banks do not take")
                        : Optional.empty());
    }

    private static boolean isTaken(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || MARKS.indexOf(character) >= 0
                || LETTERS.indexOf(character) >= 0;
    }

    private static String named(int character) {
        return Character.isISOControl(character) || Character.isSurrogate((char) character)
                ? "the character U+%04X".formatted(character)
                : "the character \"" + Character.toString(character) + "\" (U+%04X)".formatted(character);
    }
}
