package se.iopledger.finance.domain.invoice;

import com.google.errorprone.annotations.CheckReturnValue;

/**
 * Which references of an invoice are kept. Many write the name of a person where a code is asked for; what names an
 * agreement, an order or a cost centre has a digit.
 */
@CheckReturnValue
public final class KeptReference {
    private KeptReference() {}

    /** Whether a text is kept as a reference: it holds a digit, and is no mail address. */
    public static boolean isOne(String text) {
        return text.chars().anyMatch(Character::isDigit) && text.indexOf('@') < 0;
    }
}
