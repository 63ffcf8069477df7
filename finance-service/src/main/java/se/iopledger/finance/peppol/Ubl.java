package se.iopledger.finance.peppol;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import se.iopledger.contracts.Money;
import se.iopledger.finance.peppol.XmlTree.Element;

/** Values of a document's business terms. */
final class Ubl {
    static final String KRONOR = "SEK";

    private Ubl() {}

    /**
     * The one element at the end of a path. Two of what may stand once are read by one program one way and by the next
     * another way, so neither is.
     *
     * @throws DocumentRefused if it stands there twice
     */
    static Optional<Element> one(Element from, String term, String... path) {
        List<Element> found = from.all(path).toList();
        if (found.size() > 1) {
            throw new DocumentRefused("TermMustStandOnce", term, "it stands " + found.size() + " times");
        }
        return found.stream().findFirst();
    }

    /** @throws DocumentRefused if it stands there twice */
    static Optional<String> text(Element from, String term, String... path) {
        return one(from, term, path).flatMap(Element::text);
    }

    /** @throws DocumentRefused if it is not there, or twice */
    static String needed(Element from, String term, String what, String... path) {
        return text(from, term, path)
                .orElseThrow(() -> new DocumentRefused("TermIsRequired", term, "there is no " + what));
    }

    /** @throws DocumentRefused if it is no date */
    static Optional<LocalDate> date(Element from, String term, String... path) {
        return text(from, term, path).map(text -> {
            try {
                if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                    return LocalDate.parse(text);
                }
            } catch (DateTimeParseException noDate) {
                throw noDate(term);
            }
            throw noDate(term);
        });
    }

    private static DocumentRefused noDate(String term) {
        return new DocumentRefused("DateMustBeIso8601", term, "a date is written as 2022-01-31");
    }

    /** @throws DocumentRefused if it is no amount in kronor */
    static Optional<Money> amount(Element from, String term, String... path) {
        return one(from, term, path).map(element -> amount(element, term));
    }

    /** @throws DocumentRefused if it is no amount in kronor */
    static Money amount(Element element, String term) {
        if (!element.attribute("currencyID").equals(KRONOR)) {
            throw new DocumentRefused("InvoiceMustBeInKronor", term, "the amount is not in Swedish kronor");
        }
        String text = element.text().orElse("");
        if (!text.matches("[+-]?[0-9]{1,15}(\\.[0-9]{1,10})?")) {
            throw new DocumentRefused("AmountMustBeANumber", term, "an amount is digits with a dot, as 264333.33");
        }
        try {
            return Money.ofKronor(new BigDecimal(text));
        } catch (IllegalArgumentException beyond) {
            throw new DocumentRefused("AmountMustBeExact", term, String.valueOf(beyond.getMessage()));
        }
    }

    /** Kronor of all elements at the end of a path; zero where there are none. */
    static Money sum(Element from, String term, String... path) {
        return Money.sum(from.all(path).map(element -> amount(element, term)).toList());
    }
}
