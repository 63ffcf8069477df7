package se.iopledger.agreement.domain.terms;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import se.iopledger.agreement.domain.ReasonableDates;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.PersonalIdentityNumbers;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;

/** Rules on every text, amount and date of the terms, wherever it stands. */
final class EveryValueRules {
    private static final BigDecimal LARGEST_NUMBER = new BigDecimal("1000000000000");

    private EveryValueRules() {}

    static List<Rejection> check(Terms terms) {
        Breaches breaches = new Breaches();
        for (Leaves.Leaf leaf : Leaves.of(terms)) {
            switch (leaf.value()) {
                case String text -> textIsAllowed(leaf, text, breaches);
                case Money amount -> amountMustNotBeNegative(leaf, amount, breaches);
                case LocalDate date -> dateMustBeReasonable(leaf, date, breaches);
                // The date as it is written: at the far ends of the calendar no zone could be applied.
                case OffsetDateTime time -> dateMustBeReasonable(leaf, time.toLocalDate(), breaches);
                case BigDecimal number -> numberMustBeReasonable(leaf, number, breaches);
                default -> {
                    // Enumerations, flags and counts carry their limits elsewhere.
                }
            }
        }
        return breaches.found();
    }

    private static void textIsAllowed(Leaves.Leaf leaf, String text, Breaches breaches) {
        breaches.when(text.isBlank(), leaf.pointer(), "TextMustNotBeBlank", "leave the field out instead", List.of());
        // NOR-13: evidence of signatures holds such numbers, and references are pasted from it: no field is exempt. The
        // text itself is never repeated in the answer.
        breaches.when(
                PersonalIdentityNumbers.occurIn(text),
                leaf.pointer(),
                "PersonalIdentityNumberMustNotBeGiven",
                "the text holds what reads as a personal identity number; leave it out",
                List.of());
    }

    private static void amountMustNotBeNegative(Leaves.Leaf leaf, Money amount, Breaches breaches) {
        breaches.when(
                amount.isNegative(),
                leaf.pointer(),
                "AmountMustNotBeNegative",
                "an amount in an agreement is zero or more, this is " + amount,
                List.of());
    }

    private static void dateMustBeReasonable(Leaves.Leaf leaf, LocalDate date, Breaches breaches) {
        breaches.when(
                !ReasonableDates.include(date),
                leaf.pointer(),
                ReasonableDates.RULE,
                ReasonableDates.DETAIL,
                List.of());
    }

    private static void numberMustBeReasonable(Leaves.Leaf leaf, BigDecimal number, Breaches breaches) {
        // Compared by magnitude first, so that 1e999999999 is never written out.
        boolean tooLong = number.precision() > 20 || Math.abs((long) number.scale()) > 20;
        breaches.when(
                number.signum() < 0 || tooLong || number.compareTo(LARGEST_NUMBER) > 0,
                leaf.pointer(),
                "NumberMustBeReasonable",
                "a figure is zero or more and at most " + LARGEST_NUMBER.toPlainString(),
                List.of());
    }
}
