package se.iopledger.agreement.domain.terms;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.CommitmentKind;
import se.iopledger.contracts.terms.Contribution;
import se.iopledger.contracts.terms.ContributionKind;
import se.iopledger.contracts.terms.ExtensionKind;
import se.iopledger.contracts.terms.ExtensionRule;
import se.iopledger.contracts.terms.Funding;
import se.iopledger.contracts.terms.Grant;
import se.iopledger.contracts.terms.Interval;
import se.iopledger.contracts.terms.PaymentTerms;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;

/** Rules on who pays whom how much in which year. */
final class FundingRules {
    private FundingRules() {}

    static List<Rejection> check(Terms terms) {
        Breaches breaches = new Breaches();
        Funding funding = terms.funding();
        breaches.whenRepeated(
                funding.grants(),
                grant -> List.of(grant.payer(), grant.recipient(), grant.year()),
                Grant::clauses,
                new Breaches.Repeated(
                        "/funding/grants/%d",
                        "GrantMustNotBeRepeated", "one payer has one amount for one recipient and year"));
        for (int index = 0; index < funding.grants().size(); index++) {
            grant(terms, funding.grants().get(index), "/funding/grants/" + index, breaches);
        }
        sharesMustSumToTheStatedTotal(terms, breaches);
        PaymentTerms payment = funding.payment();
        if (payment != null) {
            payment(payment, breaches);
        }
        return breaches.found();
    }

    private static void grant(Terms terms, Grant grant, String pointer, Breaches breaches) {
        breaches.when(
                grant.payer().equals(grant.recipient()),
                pointer + "/recipient",
                "PayerMustNotBeTheRecipient",
                "nobody pays themselves",
                grant.clauses());
        breaches.when(
                !isAYearOfTheAgreement(grant.year(), terms),
                pointer + "/year",
                "GrantYearMustBeInThePeriod",
                "year " + grant.year() + " is no "
                        + (terms.funding().years() == YearKind.CALENDAR ? "calendar" : "contract")
                        + " year of the period " + terms.period().first() + " to "
                        + longestTo(terms),
                grant.clauses());
        nothingMustBeGrantedForWhatIsNotFunded(terms, grant, pointer, breaches);
    }

    /** What the partnership leaves out, and what only may come later, has no money of its own (LIN-10, LUN-12). */
    private static void nothingMustBeGrantedForWhatIsNotFunded(
            Terms terms, Grant grant, String pointer, Breaches breaches) {
        terms.commitments().stream()
                .filter(commitment -> commitment.kind() == CommitmentKind.EXCLUDED
                        || commitment.kind() == CommitmentKind.DEVELOPMENT_AREA)
                .filter(commitment -> commitment.title().equalsIgnoreCase(grant.purpose()))
                .findFirst()
                .ifPresent(commitment -> breaches.when(
                        true,
                        pointer + "/purpose",
                        "NothingMustBeGrantedForWhatIsNotFunded",
                        "\"" + commitment.title() + "\" is "
                                + (commitment.kind() == CommitmentKind.EXCLUDED
                                        ? "excluded"
                                        : "a development area whose funding is not settled"),
                        commitment.clauses()));
    }

    private static boolean isAYearOfTheAgreement(int year, Terms terms) {
        LocalDate first = terms.period().first();
        LocalDate last = longestTo(terms);
        return switch (terms.funding().years()) {
            case CALENDAR -> year >= first.getYear() && year <= last.getYear();
            case CONTRACT -> year >= 1 && year <= ChronoUnit.YEARS.between(first, last) + 1;
        };
    }

    /** An agreement that extends itself (STO-3) needs amounts for the years that it may reach, of which an annex tells (STO-4). */
    private static LocalDate longestTo(Terms terms) {
        ExtensionRule rule = terms.extension();
        LocalDate last = terms.period().last();
        LocalDate longest = rule == null || rule.kind() != ExtensionKind.AUTOMATIC ? null : rule.longestTo();
        return longest == null || longest.isBefore(last) ? last : longest;
    }

    private static void sharesMustSumToTheStatedTotal(Terms terms, Breaches breaches) {
        Money stated = terms.funding().statedYearlyTotal();
        Optional<Money> inKind = inKindAYear(terms.contributions());
        if (stated == null || inKind.isEmpty()) {
            return;
        }
        TreeMap<Integer, Money> moneyByYear = new TreeMap<>();
        terms.funding().grants().forEach(grant -> moneyByYear.merge(grant.year(), grant.amount(), Money::plus));
        moneyByYear.forEach((year, money) -> breaches.when(
                !money.plus(inKind.get()).equals(stated),
                "/funding/statedYearlyTotal",
                "SharesMustSumToTheStatedTotal",
                "the shares of year " + year + " sum to " + money.plus(inKind.get()) + ", the paper states " + stated,
                terms.funding().clauses()));
    }

    /** What all contributions in kind are worth a year; empty if the paper leaves one without value. */
    private static Optional<Money> inKindAYear(List<Contribution> contributions) {
        Money sum = Money.ZERO;
        for (Contribution contribution : contributions) {
            if (contribution.kind() == ContributionKind.IN_KIND) {
                Money value = contribution.valueAYear();
                if (value == null) {
                    return Optional.empty();
                }
                sum = sum.plus(value);
            }
        }
        return Optional.of(sum);
    }

    private static void payment(PaymentTerms payment, Breaches breaches) {
        for (int index = 0; index < payment.months().size(); index++) {
            int month = payment.months().get(index);
            breaches.when(
                    month < 1 || month > 12,
                    "/funding/payment/months/" + index,
                    "MonthMustBeFromOneToTwelve",
                    "a month is 1 to 12, this is " + month,
                    payment.clauses());
        }
        breaches.whenRepeated(
                payment.months(),
                month -> month,
                _ -> payment.clauses(),
                new Breaches.Repeated(
                        "/funding/payment/months/%d", "PaymentMonthMustNotBeRepeated", "a month is named once"));
        breaches.when(
                !payment.months().isEmpty() && payment.months().size() != timesAYear(payment.interval()),
                "/funding/payment/months",
                "PaymentMonthsMustMatchTheInterval",
                "paid " + timesAYear(payment.interval()) + " times a year, but "
                        + payment.months().size() + " months are named",
                payment.clauses());
        Integer dueDays = payment.dueDays();
        breaches.when(
                dueDays != null && (dueDays < 0 || dueDays > 365),
                "/funding/payment/dueDays",
                "DueDaysMustBeReasonable",
                "an invoice is due within 0 to 365 days",
                payment.clauses());
    }

    private static int timesAYear(Interval interval) {
        return switch (interval) {
            case MONTH -> 12;
            case TERTIAL -> 3;
            case HALF_YEAR -> 2;
            case YEAR -> 1;
        };
    }
}
