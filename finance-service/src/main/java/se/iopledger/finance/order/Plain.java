package se.iopledger.finance.order;

import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.PersonalIdentityNumbers;

/** Texts of banks before they are stored: cut to a size that an entry holds, and without what reads as a person's number. */
final class Plain {
    private static final int LONGEST = 300;
    private static final String LEFT_OUT = "(left out: reads as a personal identity number)";

    private Plain() {}

    static String text(String text) {
        if (PersonalIdentityNumbers.occurIn(text)) {
            return LEFT_OUT;
        }
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    static @Nullable String textOrNull(@Nullable String text) {
        return text == null ? null : text(text);
    }
}
