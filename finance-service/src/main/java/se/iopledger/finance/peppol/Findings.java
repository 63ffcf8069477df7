package se.iopledger.finance.peppol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.PersonalIdentityNumbers;
import se.iopledger.contracts.finance.InvoiceFinding;
import se.iopledger.finance.domain.invoice.KeptReference;

/** What a document does not do as it should, gathered while it is read; and what is left out of it. */
final class Findings {
    private static final int LONGEST_TEXT = 100;

    private final List<InvoiceFinding> found = new ArrayList<>();

    List<InvoiceFinding> all() {
        return List.copyOf(found);
    }

    /** Something that a person may look at. */
    void add(String rule, String term, String detail) {
        found.add(new InvoiceFinding(rule, term, detail, false));
    }

    /** Something that a person must look at before anything is paid. */
    void toBeJudged(String rule, String term, String detail) {
        found.add(new InvoiceFinding(rule, term, detail, true));
    }

    /** The text as it may be kept; null where it is left out, which is found. */
    @Nullable String kept(String term, Optional<String> text) {
        return kept(term, text, any -> true);
    }

    /** A reference as it may be kept; null where it is left out, which is found. */
    @Nullable String keptReference(String term, Optional<String> text) {
        return kept(term, text, reference -> {
            boolean isOne = KeptReference.isOne(reference);
            if (!isOne) {
                add(
                        "ReferenceMustHoldADigit",
                        term,
                        "a reference without a digit may be a person's name, and was left out");
            }
            return isOne;
        });
    }

    private @Nullable String kept(String term, Optional<String> text, Predicate<String> maybe) {
        if (text.isEmpty()) {
            return null;
        }
        if (text.get().length() > LONGEST_TEXT) {
            add("TextMustFitTheLimit", term, "a text longer than " + LONGEST_TEXT + " characters was left out");
            return null;
        }
        if (PersonalIdentityNumbers.occurIn(text.get())) {
            add("PersonalIdentityNumberMustNotBeGiven", term, "what reads as a personal identity number was left out");
            return null;
        }
        return maybe.test(text.get()) ? text.get() : null;
    }
}
