package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Reading;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.contracts.terms.Adjustment;
import se.iopledger.contracts.terms.DefaultRule;
import se.iopledger.contracts.terms.Funding;
import se.iopledger.contracts.terms.Grant;
import se.iopledger.contracts.terms.Manner;
import se.iopledger.contracts.terms.PaymentTerms;
import se.iopledger.contracts.terms.Standing;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;

/** The tranches of one grant: its amount, spread over the occasions of its year. */
@CheckReturnValue
final class GrantSchedule {
    private final Grant grant;
    private final FundingYear year;
    private final Terms terms;
    private final Frame frame;
    private final List<Money> amounts;
    private final List<Money> guaranteed;
    private final Optional<Grant> floor;

    private GrantSchedule(Grant grant, FundingYear year, int parts, Terms terms, Frame frame) {
        this.grant = grant;
        this.year = year;
        this.terms = terms;
        this.frame = frame;
        this.amounts = grant.amount().split(parts);
        this.floor = floorOf(grant, terms.funding());
        this.guaranteed = guaranteedOf(grant, floor).split(parts);
    }

    static List<Tranche> tranchesOf(
            Grant grant, FundingYear year, List<PaymentOccasion> occasions, Terms terms, Frame frame) {
        GrantSchedule schedule = new GrantSchedule(grant, year, occasions.size(), terms, frame);
        List<Tranche> tranches = new ArrayList<>();
        for (PaymentOccasion occasion : occasions) {
            tranches.add(schedule.tranche(tranches.size(), occasion));
        }
        return tranches;
    }

    private Tranche tranche(int index, PaymentOccasion occasion) {
        Money amount = amounts.get(index);
        List<Uprating> upratings = Uprating.readingsOf(
                adjustment(),
                year,
                FundingYear.of(year.kind(), firstYearNumber(), frame.period()),
                occasion.reckonedOn());
        boolean uprated = upratings.stream().anyMatch(Uprating::applies);
        boolean plan = grant.standing() == Standing.PLANNED;
        return new Tranche(
                grant.year() + "-" + (index + 1) + "-" + grant.payer() + "-" + grant.recipient(),
                grant.payer(),
                grant.recipient(),
                grant.year(),
                index + 1,
                amounts.size(),
                occasion.periodFirst(),
                occasion.periodLast(),
                amount,
                guaranteed.get(index),
                occasion.dueDate(),
                plan || uprated ? Tranche.Standing.PROVISIONAL : Tranche.Standing.FIRM,
                settlementOf(occasion.dueDate()),
                manner(),
                clauses(uprated || plan),
                String.join(
                                " ",
                                amountInWords(amount),
                                occasion.calculation(),
                                planInWords(index),
                                upratingInWords(upratings),
                                invoiceInWords(),
                                settlementInWords(occasion.dueDate()))
                        .replaceAll(" {2,}", " ")
                        .strip(),
                assumptions(occasion),
                readingsOf(amount, upratings));
    }

    private List<Reading> readingsOf(Money amount, List<Uprating> upratings) {
        Adjustment adjustment = adjustment();
        return adjustment == null || !differ(upratings)
                ? List.of()
                : upratings.stream()
                        .map(uprating -> uprating.readingOf(amount, adjustment))
                        .toList();
    }

    private static boolean differ(List<Uprating> upratings) {
        return upratings.stream().map(Uprating::indexYears).distinct().count() > 1;
    }

    private Settlement settlementOf(@Nullable LocalDate dueDate) {
        return dueDate != null && dueDate.isBefore(frame.takeoverDate()) ? Settlement.ELSEWHERE : Settlement.HERE;
    }

    private Manner manner() {
        PaymentTerms payment = terms.funding().payment();
        return payment == null ? Manner.NOT_STATED : payment.manner();
    }

    private List<String> clauses(boolean adjusted) {
        Funding funding = terms.funding();
        PaymentTerms payment = funding.payment();
        Adjustment adjustment = adjustment();
        return Clauses.together(List.of(
                amountClauses(),
                payment == null ? List.of() : payment.clauses(),
                adjusted && adjustment != null ? adjustment.clauses() : List.of(),
                // A contract year, and a month from the first day, are dated by the period.
                year.kind() == YearKind.CONTRACT || year.isCut()
                        ? frame.period().clauses()
                        : List.of()));
    }

    private List<String> amountClauses() {
        return grant.clauses().isEmpty() ? terms.funding().clauses() : grant.clauses();
    }

    private List<DefaultRule> assumptions(PaymentOccasion occasion) {
        List<DefaultRule> assumptions = new ArrayList<>();
        if (year.kind() == YearKind.CONTRACT && terms.chose(DefaultRule.CONTRACT_YEARS)) {
            assumptions.add(DefaultRule.CONTRACT_YEARS);
        }
        if (amounts.size() > 1 && terms.chose(DefaultRule.EQUAL_TRANCHES)) {
            assumptions.add(DefaultRule.EQUAL_TRANCHES);
        }
        assumptions.addAll(occasion.assumptions());
        if (invoiceDaysAreAssumed()) {
            assumptions.add(DefaultRule.THIRTY_DAYS_FROM_INVOICE);
        }
        return assumptions;
    }

    private String amountInWords(Money amount) {
        int parts = amounts.size();
        String cited = Clauses.inBrackets(amountClauses());
        if (parts == 1) {
            return "All of " + grant.amount() + " for " + year.label() + cited + ".";
        }
        Money remainder = new Money(Math.floorMod(grant.amount().ore(), (long) parts));
        String rest = remainder.equals(Money.ZERO)
                ? ""
                : ", the remainder of " + remainder + " one öre each over the first of them";
        return amount + ": " + grant.amount() + " for " + year.label() + cited + " in " + parts + " equal tranches"
                + rest + ".";
    }

    private String planInWords(int index) {
        if (grant.standing() != Standing.PLANNED) {
            return "";
        }
        Adjustment adjustment = adjustment();
        String until = adjustment == null ? "" : Clauses.inBrackets(adjustment.clauses());
        String guarantee = floor.map(before -> " Never below the level decided for " + before.year() + ", "
                        + before.amount() + ": " + guaranteed.get(index) + " of this tranche is guaranteed.")
                .orElse(" No part of it is guaranteed.");
        return "A plan until the year's decision is recorded" + until + "." + guarantee;
    }

    private String upratingInWords(List<Uprating> upratings) {
        Adjustment adjustment = adjustment();
        if (adjustment == null || upratings.isEmpty()) {
            return "";
        }
        String cited = Clauses.inBrackets(adjustment.clauses());
        if (differ(upratings)) {
            String silence = Uprating.startIsOpen(adjustment)
                    ? " The paper does not say which year is the first to be uprated."
                    : "";
            return "Before uprating" + cited + ", whose start can be read in " + upratings.size()
                    + " ways; what each gives stands with the readings." + silence;
        }
        Uprating uprating = upratings.getFirst();
        if (!uprating.applies()) {
            return "Not uprated" + cited + ".";
        }
        return "Before uprating by " + uprating.indexWords(adjustment.basis()) + cited + ", which " + uprating.isOrAre()
                + " not recorded.";
    }

    private String invoiceInWords() {
        PaymentTerms payment = terms.funding().payment();
        if (payment == null || payment.manner() != Manner.AGAINST_INVOICE) {
            return "";
        }
        Integer days = payment.dueDays();
        if (days != null) {
            return "Paid against invoice, " + days + " days after its receipt.";
        }
        return invoiceDaysAreAssumed()
                ? "Paid against invoice, 30 days after its receipt (default)."
                : "Paid against invoice; the paper gives no days.";
    }

    private boolean invoiceDaysAreAssumed() {
        PaymentTerms payment = terms.funding().payment();
        return payment != null
                && payment.manner() == Manner.AGAINST_INVOICE
                && payment.dueDays() == null
                && terms.chose(DefaultRule.THIRTY_DAYS_FROM_INVOICE);
    }

    private String settlementInWords(@Nullable LocalDate dueDate) {
        return switch (settlementOf(dueDate)) {
            case HERE -> "";
            case ELSEWHERE -> "Due before the takeover on " + frame.takeoverDate() + ": settled elsewhere.";
        };
    }

    private @Nullable Adjustment adjustment() {
        return terms.funding().adjustment();
    }

    private int firstYearNumber() {
        return switch (year.kind()) {
            case CALENDAR -> frame.period().first().getYear();
            case CONTRACT -> 1;
        };
    }

    private static Money guaranteedOf(Grant grant, Optional<Grant> floor) {
        return switch (grant.standing()) {
            case COMMITTED -> grant.amount();
            case PLANNED -> floor.map(Grant::amount).orElse(Money.ZERO);
        };
    }

    /** The level that a planned year may not go below: what was last decided before it, never what was planned. */
    private static Optional<Grant> floorOf(Grant grant, Funding funding) {
        Adjustment adjustment = funding.adjustment();
        if (adjustment == null || !adjustment.neverBelowYearBefore()) {
            return Optional.empty();
        }
        return funding.grants().stream()
                .filter(before -> before.standing() == Standing.COMMITTED
                        && before.year() < grant.year()
                        && before.payer().equals(grant.payer())
                        && before.recipient().equals(grant.recipient()))
                .max(Comparator.comparingInt(Grant::year));
    }
}
