package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Reading;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.contracts.terms.Adjustment;
import se.iopledger.contracts.terms.DefaultRule;
import se.iopledger.contracts.terms.Funding;
import se.iopledger.contracts.terms.Manner;
import se.iopledger.contracts.terms.PaymentTerms;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;
import se.iopledger.finance.domain.plan.Uprating.Outcome;

/** The tranches of one grant: its amount, spread over the occasions of its year. */
@CheckReturnValue
final class GrantSchedule {
    private final YearGrant grant;
    private final FundingYear year;
    private final Terms terms;
    private final Frame frame;
    private final Inputs inputs;
    private final List<Money> amounts;
    private final List<Money> guaranteed;

    private GrantSchedule(YearGrant grant, FundingYear year, int parts, Terms terms, Frame frame, Inputs inputs) {
        this.grant = grant;
        this.year = year;
        this.terms = terms;
        this.frame = frame;
        this.inputs = inputs;
        this.amounts = grant.amount().split(parts);
        this.guaranteed = grant.guaranteed().split(parts);
    }

    /** @param inputs the decisions and index values by which the amounts are adjusted */
    static List<Given> tranchesOf(
            YearGrant grant,
            FundingYear year,
            List<PaymentOccasion> occasions,
            Terms terms,
            Frame frame,
            Inputs inputs) {
        GrantSchedule schedule = new GrantSchedule(grant, year, occasions.size(), terms, frame, inputs);
        List<Given> tranches = new ArrayList<>();
        for (PaymentOccasion occasion : occasions) {
            tranches.add(schedule.tranche(tranches.size(), occasion));
        }
        return tranches;
    }

    private Given tranche(int index, PaymentOccasion occasion) {
        Money before = amounts.get(index);
        List<Uprated> upratings = upratingsOn(occasion, index);
        boolean uprated = upratings.stream().anyMatch(one -> one.uprating().applies());
        boolean plan = grant.isPlan();
        // What every reading gives at the least: nothing that is in question is paid before it is settled.
        Money amount = upratings.stream()
                .map(Uprated::part)
                .min(Comparator.naturalOrder())
                .orElse(before);
        boolean mayChange = upratings.stream().anyMatch(one -> one.outcome().mayChange())
                || upratings.stream().map(Uprated::part).distinct().count() > 1;
        boolean firm = !plan && !mayChange;
        return new Given(
                tranche(index, occasion, before, amount, firm, uprated, upratings),
                Stream.of(
                                grant.inputs().stream(),
                                upratings.stream().flatMap(one -> one.outcome().inputs().stream()),
                                uprated ? reading().stream() : Stream.<UsedInput>empty())
                        .flatMap(some -> some)
                        .distinct()
                        .toList());
    }

    /** One reading of the adjustment, with what it makes of the year's amount, and of this part of it. */
    private record Uprated(Uprating uprating, Outcome outcome, Money part) {}

    private List<Uprated> upratingsOn(PaymentOccasion occasion, int index) {
        Adjustment adjustment = adjustment();
        if (adjustment == null) {
            return List.of();
        }
        FundingYear firstYear = FundingYear.of(year.kind(), firstYearNumber(), frame.period());
        return Uprating.readingsOf(adjustment, year, firstYear, occasion.reckonedOn(), inputs).stream()
                .map(uprating -> {
                    Outcome outcome = uprating.outcomeOf(grant.amount(), adjustment, inputs);
                    return new Uprated(
                            uprating,
                            outcome,
                            outcome.amount().split(amounts.size()).get(index));
                })
                .toList();
    }

    /** The decision on which reading of the adjustment holds. */
    private Optional<UsedInput> reading() {
        return Uprating.settlementOf(inputs)
                .flatMap(settled ->
                        Optional.ofNullable(settled.reading()).map(reading -> UsedInput.of(settled, reading)));
    }

    private Tranche tranche(
            int index,
            PaymentOccasion occasion,
            Money before,
            Money amount,
            boolean firm,
            boolean uprated,
            List<Uprated> upratings) {
        return new Tranche(
                grant.year() + "-" + (index + 1) + "-" + grant.stated().payer() + "-"
                        + grant.stated().recipient(),
                grant.stated().payer(),
                grant.stated().recipient(),
                grant.year(),
                index + 1,
                amounts.size(),
                occasion.periodFirst(),
                occasion.periodLast(),
                amount,
                // What was promised is paid by the percentages that are known, also while they may change.
                grant.isPlan() ? lower(guaranteed.get(index), amount) : amount,
                occasion.dueDate(),
                firm ? Tranche.Standing.FIRM : Tranche.Standing.PROVISIONAL,
                settlementOf(occasion.dueDate()),
                manner(),
                clauses(uprated || grant.isPlan() || grant.decision() != null),
                calculation(
                        amountInWords(before),
                        occasion.calculation(),
                        decisionInWords(),
                        planInWords(index),
                        upratingInWords(amount, upratings),
                        invoiceInWords(),
                        settlementInWords(occasion.dueDate())),
                assumptions(occasion),
                readingsOf(before, upratings));
    }

    /** Its sentences, of which some may be empty. */
    private static String calculation(String... sentences) {
        return Stream.of(sentences)
                .map(String::strip)
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static Money lower(Money one, Money other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private List<Reading> readingsOf(Money before, List<Uprated> upratings) {
        Adjustment adjustment = adjustment();
        return adjustment == null || !differ(upratings)
                ? List.of()
                : upratings.stream()
                        .map(one -> one.uprating().readingOf(before, one.part(), one.outcome(), adjustment))
                        .toList();
    }

    private static boolean differ(List<Uprated> upratings) {
        return upratings.stream()
                        .map(one -> one.uprating().indexYears())
                        .distinct()
                        .count()
                > 1;
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
        List<String> clauses = grant.stated().clauses();
        return clauses.isEmpty() ? terms.funding().clauses() : clauses;
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

    private String decisionInWords() {
        FundingDecided decision = grant.decision();
        if (decision == null) {
            return "";
        }
        String decided = "By " + UsedInput.of(decision).text() + ".";
        return grant.amount().equals(grant.stated().amount())
                ? decided
                : decided + " It says " + grant.stated().amount() + ", which is below the level of " + floorInWords()
                        + ": that level holds.";
    }

    private String floorInWords() {
        return grant.floor()
                .map(before -> before.year() + ", " + before.amount())
                .orElseThrow();
    }

    private String planInWords(int index) {
        if (!grant.isPlan()) {
            return "";
        }
        Adjustment adjustment = adjustment();
        String until = adjustment == null ? "" : Clauses.inBrackets(adjustment.clauses());
        String below = grant.amount().equals(grant.stated().amount())
                ? ""
                : " The plan says " + grant.stated().amount() + ", which is below it.";
        String guarantee = grant.floor().isPresent()
                ? " Never below the level decided for " + floorInWords() + ": " + guaranteed.get(index)
                        + " of this tranche is guaranteed." + below
                : " No part of it is guaranteed.";
        return "A plan until the year's decision is recorded" + until + "." + guarantee;
    }

    private String upratingInWords(Money amount, List<Uprated> upratings) {
        Adjustment adjustment = adjustment();
        if (adjustment == null || upratings.isEmpty()) {
            return "";
        }
        String cited = Clauses.inBrackets(adjustment.clauses());
        if (differ(upratings)) {
            String silence = Uprating.startIsOpen(adjustment)
                    ? " The paper does not say which year is the first to be uprated."
                    : "";
            boolean somethingKnown =
                    upratings.stream().anyMatch(one -> !one.outcome().used().isEmpty());
            return (somethingKnown
                            ? "Uprated" + cited + " to " + amount + ", the least of what the readings give: the start"
                            : "Before uprating" + cited + ", whose start")
                    + " can be read in " + upratings.size() + " ways; what each gives stands with the readings."
                    + silence;
        }
        Uprated one = upratings.getFirst();
        if (!one.uprating().applies()) {
            return "Not uprated" + cited + "." + readingInWords();
        }
        return upratingInWords(amount, one, adjustment, cited) + readingInWords();
    }

    private String upratingInWords(Money amount, Uprated one, Adjustment adjustment, String cited) {
        Outcome outcome = one.outcome();
        String done = outcome.used().isEmpty()
                ? ""
                : "Uprated" + cited + " by " + outcome.usedInWords() + ": " + grant.amount() + " becomes "
                        + outcome.amount() + " for the year (" + Rounding.EACH_YEAR_TO_THE_ORE_HALF_UP + "), " + amount
                        + " of it here. ";
        return outcome.isComplete()
                ? done.strip()
                : done + "Before uprating by " + Uprating.indexWords(adjustment.basis(), outcome.missing()) + cited
                        + ", which " + Uprating.isOrAre(outcome.missing()) + " not recorded.";
    }

    private String readingInWords() {
        return reading().map(used -> " By " + used.text() + ".").orElse("");
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
}
