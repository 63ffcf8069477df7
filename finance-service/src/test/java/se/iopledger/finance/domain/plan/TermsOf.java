package se.iopledger.finance.domain.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.terms.Adjustment;
import se.iopledger.contracts.terms.AdjustmentBasis;
import se.iopledger.contracts.terms.ChosenDefault;
import se.iopledger.contracts.terms.DefaultRule;
import se.iopledger.contracts.terms.Funding;
import se.iopledger.contracts.terms.Grant;
import se.iopledger.contracts.terms.Interval;
import se.iopledger.contracts.terms.Manner;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.PaymentTerms;
import se.iopledger.contracts.terms.PaymentTiming;
import se.iopledger.contracts.terms.Period;
import se.iopledger.contracts.terms.ScopeReading;
import se.iopledger.contracts.terms.Sector;
import se.iopledger.contracts.terms.Standing;
import se.iopledger.contracts.terms.StartReading;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;

/** Terms with only what funding depends on, and the five agreements' funding as {@code agreements.md} gives it. */
public final class TermsOf {
    private final String shortName;
    private final Period period;
    private final YearKind years;
    private LocalDate takeoverDate;
    private String municipality = "0380";
    private final List<Party> parties = new ArrayList<>();
    private final List<Grant> grants = new ArrayList<>();
    private final List<ChosenDefault> defaults = new ArrayList<>();
    private @Nullable PaymentTerms payment;
    private @Nullable Adjustment adjustment;
    private @Nullable String awaitsDocument;
    private List<String> fundingClauses = List.of();

    private TermsOf(String shortName, Period period, YearKind years) {
        this.shortName = shortName;
        this.period = period;
        this.years = years;
        this.takeoverDate = period.first();
    }

    public static TermsOf agreement(String shortName, YearKind years, String first, String last, String... clauses) {
        return new TermsOf(
                shortName, new Period(LocalDate.parse(first), LocalDate.parse(last), List.of(clauses)), years);
    }

    /** UPP: frame funding per tertial, later years planned with a floor. */
    public static TermsOf uppsala() {
        return agreement("UPP", YearKind.CALENDAR, "2019-01-01", "2021-12-31", "UPP-3")
                .grant(2019, "3500000.00", Standing.COMMITTED, "UPP-4")
                .grant(2020, "3570000.00", Standing.PLANNED, "UPP-5")
                .grant(2021, "3641000.00", Standing.PLANNED, "UPP-5")
                .paid(Interval.TERTIAL, Manner.IN_ADVANCE, List.of(), "UPP-6")
                .adjusted(AdjustmentBasis.COUNCIL_BUDGET_DECISION, true, List.of(), "UPP-4")
                .choosing(
                        DefaultRule.EQUAL_TRANCHES,
                        DefaultRule.TERTIALS_FROM_JANUARY_MAY_SEPTEMBER,
                        DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY);
    }

    /** LUN: the same amount three years, against invoice, adjusted by the council's price compensation. */
    public static TermsOf lund() {
        return agreement("LUN", YearKind.CALENDAR, "2021-01-01", "2023-12-31", "LUN-2")
                .in("1281")
                .grant(2021, "380000.00", Standing.COMMITTED, "LUN-3")
                .grant(2022, "380000.00", Standing.COMMITTED, "LUN-3")
                .grant(2023, "380000.00", Standing.COMMITTED, "LUN-3")
                .paid(Interval.HALF_YEAR, Manner.AGAINST_INVOICE, List.of(), "LUN-5")
                .adjusted(AdjustmentBasis.COUNCIL_PRICE_COMPENSATION, false, List.of(), "LUN-4")
                .choosing(
                        DefaultRule.EQUAL_TRANCHES,
                        DefaultRule.HALF_YEARS_FROM_JANUARY_AND_JULY,
                        DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY,
                        DefaultRule.THIRTY_DAYS_FROM_INVOICE);
    }

    /** NOR: contract years, invoiced monthly. */
    public static TermsOf norrtalje() {
        return agreement("NOR", YearKind.CONTRACT, "2021-09-15", "2024-09-14", "NOR-2")
                .in("0188")
                .grant(1, "3172000.00", Standing.COMMITTED, "NOR-3")
                .grant(2, "3267000.00", Standing.COMMITTED, "NOR-3")
                .grant(3, "3365000.00", Standing.COMMITTED, "NOR-3")
                .paid(Interval.MONTH, Manner.AGAINST_INVOICE, List.of(), "NOR-4")
                .choosing(
                        DefaultRule.CONTRACT_YEARS,
                        DefaultRule.MONTHS_FROM_FIRST_DAY,
                        DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY,
                        DefaultRule.THIRTY_DAYS_FROM_INVOICE);
    }

    /** LIN: two recipients, once a year in July, an index that starts on one of two days. */
    public static TermsOf linkoping() {
        TermsOf terms = agreement("LIN", YearKind.CONTRACT, "2021-10-01", "2023-09-30", "LIN-2")
                .in("0580")
                .paid(Interval.YEAR, Manner.NOT_STATED, List.of(7), "LIN-5")
                .choosing(DefaultRule.CONTRACT_YEARS, DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY);
        for (int year = 1; year <= 2; year++) {
            terms.grant(year, "stadsmissionen", "700000.00", Standing.COMMITTED, "LIN-4");
            terms.grant(year, "pastoratet", "300000.00", Standing.COMMITTED, "LIN-4");
        }
        terms.adjustment = new Adjustment(
                AdjustmentBasis.OPI,
                List.of(
                        new StartReading("from 2022-07-01", LocalDate.parse("2022-07-01"), List.of("LIN-6")),
                        new StartReading("from 2022-10-01", LocalDate.parse("2022-10-01"), List.of("LIN-6"))),
                List.of(
                        new ScopeReading("the whole 2 150 000", List.of("LIN-3")),
                        new ScopeReading("the compensation only", List.of("LIN-6"))),
                false,
                true,
                List.of("LIN-6"));
        return terms;
    }

    /** STO: the compensation stands in an annex that is not at hand. */
    public static TermsOf stockholm() {
        TermsOf terms = agreement("STO", YearKind.CONTRACT, "2021-12-15", "2022-12-14", "STO-2")
                .in("0180");
        terms.awaitsDocument = "annex";
        terms.fundingClauses = List.of("STO-4");
        return terms;
    }

    public TermsOf in(String municipalityCode) {
        municipality = municipalityCode;
        return this;
    }

    public TermsOf takenOver(String day) {
        takeoverDate = LocalDate.parse(day);
        return this;
    }

    public TermsOf grant(int year, String amount, Standing standing, String... clauses) {
        return grant(year, "partner", amount, standing, clauses);
    }

    public TermsOf grant(int year, String recipient, String amount, Standing standing, String... clauses) {
        grants.add(new Grant("kommun", recipient, year, Money.parse(amount), standing, null, List.of(clauses)));
        return this;
    }

    public TermsOf paid(Interval interval, Manner manner, List<Integer> months, String... clauses) {
        payment = new PaymentTerms(interval, months, manner, null, null, null, List.of(clauses));
        return this;
    }

    public TermsOf inArrears() {
        PaymentTerms stated = payment;
        if (stated == null) {
            throw new IllegalStateException("say first how often it is paid");
        }
        payment = new PaymentTerms(
                stated.interval(),
                stated.months(),
                stated.manner(),
                PaymentTiming.IN_ARREARS,
                null,
                null,
                stated.clauses());
        return this;
    }

    public TermsOf adjusted(AdjustmentBasis basis, boolean floor, List<StartReading> starts, String... clauses) {
        adjustment = new Adjustment(basis, starts, List.of(), floor, false, List.of(clauses));
        return this;
    }

    public TermsOf choosing(DefaultRule... rules) {
        for (DefaultRule rule : rules) {
            defaults.add(new ChosenDefault(rule, null, List.of()));
        }
        return this;
    }

    public TermsOf choosingNothing() {
        defaults.clear();
        return this;
    }

    public Terms build() {
        parties.clear();
        parties.add(new Party("kommun", "Kommunen", null, Sector.PUBLIC, null, List.of()));
        grants.stream()
                .map(Grant::recipient)
                .distinct()
                .forEach(
                        recipient -> parties.add(new Party(recipient, recipient, null, Sector.CIVIL, null, List.of())));
        return new Terms(
                shortName,
                "Agreement " + shortName,
                municipality,
                null,
                period,
                takeoverDate,
                parties,
                List.of(),
                null,
                new Funding(years, grants, null, payment, adjustment, awaitsDocument, fundingClauses),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                defaults);
    }
}
