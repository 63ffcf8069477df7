package se.iopledger.finance.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.finance.FollowUpEvent;
import se.iopledger.contracts.finance.FollowUpEvent.ContributionTakenBack;
import se.iopledger.contracts.finance.FollowUpEvent.OutcomeLine;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.BudgetSide;
import se.iopledger.contracts.terms.ContributionKind;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.finance.domain.followup.Comparison;
import se.iopledger.finance.domain.followup.Comparison.OfBudget;
import se.iopledger.finance.domain.followup.FollowUp;
import se.iopledger.finance.domain.followup.FollowUpCommand;
import se.iopledger.finance.domain.followup.FollowUpCommand.RecordContribution;
import se.iopledger.finance.domain.followup.FollowUpCommand.ReportOutcome;
import se.iopledger.finance.domain.followup.FollowUpCommand.TakeContributionBack;
import se.iopledger.finance.domain.followup.FollowUpDecider;
import se.iopledger.finance.domain.followup.TermsByYear;
import se.iopledger.finance.domain.plan.RealTerms;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What parties bring and what budgets came to, on the terms of the real agreements; what was recorded is made up. */
class FollowUpTest {
    private static final Terms LINKOPING = RealTerms.of("LIN").build();
    private static final Terms UPPSALA = RealTerms.of("UPP").build();
    private static final Terms NORRTALJE = RealTerms.of("NOR").build();
    private static final LocalDate TODAY = LocalDate.parse("2023-06-01");

    @Clause("LIN-3")
    @Test
    void whatLinkopingsPartiesBringIsFollowedUpAgainstWhatTheyPromised() {
        FollowUp followUp = given(
                contribution(LINKOPING, "stadsmission", 1, ContributionKind.IN_KIND, "400000.00"),
                contribution(LINKOPING, "stadsmission", 1, ContributionKind.IN_KIND, "250000.00"),
                contribution(LINKOPING, "pastorat", 1, ContributionKind.IN_KIND, null));

        assertThat(Comparison.of(unchanged(LINKOPING), followUp, List.of(1)).contributions())
                .extracting(
                        one -> one.party(),
                        one -> one.stated(),
                        one -> one.recorded(),
                        one -> one.unvalued(),
                        one -> one.difference(),
                        one -> one.clauses())
                .containsExactly(
                        tuple(
                                "stadsmission",
                                Money.parse("700000.00"),
                                Money.parse("650000.00"),
                                0,
                                Money.parse("-50000.00"),
                                List.of("LIN-3")),
                        tuple(
                                "pastorat",
                                Money.parse("450000.00"),
                                Money.ZERO,
                                1,
                                Money.parse("-450000.00"),
                                List.of("LIN-3")));
    }

    @Clause("NOR-6")
    @Test
    void whatThePaperDoesNotValueIsNotValued() {
        FollowUp followUp = given(contribution(NORRTALJE, "kommun", 1, ContributionKind.IN_KIND, "120000.00"));

        assertThat(Comparison.of(unchanged(NORRTALJE), followUp, List.of(1)).contributions())
                .filteredOn(one -> one.party().equals("kommun"))
                .extracting(one -> one.stated(), one -> one.recorded(), one -> one.difference(), one -> one.clauses())
                .containsExactly(tuple(null, Money.parse("120000.00"), null, List.of("NOR-6")));
    }

    @Clause("UPP-7")
    @Test
    void ownFundsAndVolunteersWorkStandApart() {
        FollowUp followUp = given(
                contribution(UPPSALA, "stadsmission", 2019, ContributionKind.OWN_FUNDS, "3000000.00"),
                contribution(UPPSALA, "stadsmission", 2019, ContributionKind.VOLUNTEER_WORK, "880000.00"));

        assertThat(Comparison.of(unchanged(UPPSALA), followUp, List.of(2019)).contributions())
                .extracting(one -> one.kind(), one -> one.recorded())
                .containsExactly(
                        tuple(ContributionKind.OWN_FUNDS, Money.parse("3000000.00")),
                        tuple(ContributionKind.VOLUNTEER_WORK, Money.parse("880000.00")));
    }

    /** The paper states 7 478 000 of income for 2019, and its lines sum to 7 477 000; its costs sum as it says. */
    @Clause({"UPP-7", "UPP-8"})
    @Test
    void theSumsThatThePaperStatesStandBesideWhatTheySumTo() {
        assertThat(ofYear(Comparison.of(unchanged(UPPSALA), FollowUp.NONE, List.of()), 2019)
                        .sums())
                .extracting(one -> one.side(), one -> one.stated(), one -> one.summed(), one -> one.statedWrongly())
                .containsExactly(
                        tuple(
                                BudgetSide.INCOME,
                                Money.parse("7478000.00"),
                                Money.parse("7477000.00"),
                                Money.parse("1000.00")),
                        tuple(BudgetSide.COST, Money.parse("7478000.00"), Money.parse("7478000.00"), null));
        assertThat(ofYear(Comparison.of(unchanged(UPPSALA), FollowUp.NONE, List.of()), 2020)
                        .sums())
                .extracting(one -> one.statedWrongly())
                .containsExactly(Money.parse("-1000.00"), null);
    }

    /** Staff came to 4 900 000 against 4 776 000: 124 000 more, 2.6 %. */
    @Clause("UPP-8")
    @Test
    void anOutcomeIsComparedLineByLineInKronorAndPercent() {
        FollowUp followUp = given(outcome(
                "budget annex",
                2019,
                new OutcomeLine(BudgetSide.COST, "staff and administration", Money.parse("4900000.00")),
                new OutcomeLine(BudgetSide.COST, "goods", Money.parse("300000.00"))));

        OfBudget year = ofYear(Comparison.of(unchanged(UPPSALA), followUp, List.of()), 2019);
        assertThat(year.lines())
                .filteredOn(line -> line.side() == BudgetSide.COST)
                .extracting(
                        line -> line.heading(),
                        line -> line.outcome(),
                        line -> line.difference(),
                        line -> line.differencePercent())
                .containsExactly(
                        tuple("goods", Money.parse("300000.00"), Money.parse("-15000.00"), new BigDecimal("-4.8")),
                        tuple(
                                "staff and administration",
                                Money.parse("4900000.00"),
                                Money.parse("124000.00"),
                                new BigDecimal("2.6")),
                        tuple("premises", null, null, null),
                        tuple("activities", null, null, null));
        assertThat(year.evidence()).isEqualTo("the account");
    }

    /** Goods and staff came to 5 200 000 against 5 091 000; premises, activities and all income are not reported. */
    @Clause({"UPP-7", "UPP-8"})
    @Test
    void aReportOfSomeLinesIsComparedWithNoSumOfAllOfThem() {
        FollowUp some = given(outcome(
                "budget annex",
                2019,
                new OutcomeLine(BudgetSide.COST, "staff and administration", Money.parse("4900000.00")),
                new OutcomeLine(BudgetSide.COST, "goods", Money.parse("300000.00"))));
        FollowUp all = given(outcome(
                "budget annex",
                2019,
                new OutcomeLine(BudgetSide.COST, "staff and administration", Money.parse("4900000.00")),
                new OutcomeLine(BudgetSide.COST, "goods", Money.parse("300000.00")),
                new OutcomeLine(BudgetSide.COST, "premises", Money.parse("776000.00")),
                new OutcomeLine(BudgetSide.COST, "activities", Money.parse("1600000.50"))));

        assertThat(ofYear(Comparison.of(unchanged(UPPSALA), some, List.of()), 2019)
                        .sums())
                .extracting(
                        one -> one.side(),
                        one -> one.outcome(),
                        one -> one.difference(),
                        one -> one.unreported().size())
                .containsExactly(
                        tuple(BudgetSide.INCOME, null, null, 3),
                        tuple(BudgetSide.COST, Money.parse("5200000.00"), null, 2));
        assertThat(ofYear(Comparison.of(unchanged(UPPSALA), all, List.of()), 2019)
                        .sums()
                        .getLast())
                .satisfies(costs -> {
                    assertThat(costs.outcome()).isEqualTo(Money.parse("7576000.50"));
                    assertThat(costs.difference()).isEqualTo(Money.parse("98000.50"));
                    assertThat(costs.unreported()).isEmpty();
                });
    }

    @Test
    void aLaterReportTakesThePlaceOfAnEarlierOneOfTheSameYear() {
        FollowUp followUp = given(
                outcome("budget annex", 2019, new OutcomeLine(BudgetSide.COST, "goods", Money.parse("1.00"))),
                outcome("budget annex", 2020, new OutcomeLine(BudgetSide.COST, "goods", Money.parse("2.00"))),
                outcome("budget annex", 2019, new OutcomeLine(BudgetSide.COST, "goods", Money.parse("3.00"))));

        assertThat(followUp.outcomes())
                .extracting(one -> one.year(), one -> one.lines().getFirst().amount())
                .containsExactly(tuple(2020, Money.parse("2.00")), tuple(2019, Money.parse("3.00")));
    }

    @Test
    void aMistakenContributionIsTakenBackAndItsIdIsNotUsedAgain() {
        FollowUp followUp = given(
                contribution(LINKOPING, "pastorat", 1, ContributionKind.IN_KIND, "1.00"),
                back("contribution-1", "a mistake"),
                contribution(LINKOPING, "pastorat", 1, ContributionKind.IN_KIND, "2.00"));

        assertThat(followUp.contributions())
                .extracting(one -> one.contributionId())
                .containsExactly("contribution-2");
        refused(back("contribution-1", "a mistake"), followUp, "ContributionMustStand");
        refused(back("contribution-2", null), followUp, "ReasonMustBeStated");
        assertThatThrownBy(() -> followUp.after(new ContributionTakenBack(
                                FollowUpCommand.followUpOf(GivenFunding.AGREEMENT),
                                GivenFunding.AGREEMENT,
                                "contribution-7"))
                        .contributions())
                .hasMessageContaining("does not stand");
    }

    @Test
    void whatWasSpentOnALineThatHasNothingInTheYearsBudgetIsShownAgainstNothing() {
        ObjectNode without = ContractsJson.mapper().valueToTree(UPPSALA);
        for (JsonNode line : without.path("budgets").path(0).path("lines")) {
            if (line.path("heading").asString("").equals("goods")) {
                ((ObjectNode) line.path("amounts")).remove("2019");
            }
        }
        Terms terms = ContractsJson.mapper().treeToValue(without, Terms.class);
        FollowUp followUp =
                given(outcome("budget annex", 2019, new OutcomeLine(BudgetSide.COST, "goods", Money.parse("500.00"))));

        OfBudget year = ofYear(Comparison.of(unchanged(terms), followUp, List.of(2019)), 2019);

        assertThat(year.lines())
                .filteredOn(line -> line.heading().equals("goods"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.budget()).isEqualTo(Money.ZERO);
                    assertThat(line.difference()).isEqualTo(Money.parse("500.00"));
                    assertThat(line.differencePercent()).isNull();
                });
        assertThat(ofYear(Comparison.of(unchanged(terms), FollowUp.NONE, List.of(2019)), 2019)
                        .lines())
                .extracting(line -> line.heading())
                .doesNotContain("goods");
    }

    @Test
    void everyFieldHasItsRule() {
        refused(
                contribution(LINKOPING, "nobody", 1, ContributionKind.IN_KIND, "1.00"),
                FollowUp.NONE,
                "PartyMustBeInTheTerms");
        refused(
                contribution(LINKOPING, "pastorat", 0, ContributionKind.IN_KIND, "1.00"),
                FollowUp.NONE,
                "YearMustBeOneOfTheAgreements");
        refused(
                contribution(UPPSALA, "stadsmission", 2018, ContributionKind.OWN_FUNDS, "1.00"),
                FollowUp.NONE,
                "YearMustBeOneOfTheAgreements");
        refused(
                contribution(LINKOPING, "pastorat", 1, ContributionKind.IN_KIND, "-0.01"),
                FollowUp.NONE,
                "ValueMustBeReasonable");
        refused(
                new RecordContribution(
                        GivenFunding.AGREEMENT,
                        "pastorat",
                        1,
                        ContributionKind.IN_KIND,
                        " ",
                        null,
                        "an account",
                        unchanged(LINKOPING),
                        mandate(null)),
                FollowUp.NONE,
                "TextMustBeGiven");
        refused(outcome("another", 2019), FollowUp.NONE, "BudgetMustBeInTheTerms");
        refused(outcome("budget annex", 2030), FollowUp.NONE, "YearMustBeInTheBudget");
        refused(outcome("budget annex", 2019), FollowUp.NONE, "LinesMustBeReported");
        OutcomeLine goods = new OutcomeLine(BudgetSide.COST, "goods", Money.ZERO);
        refused(outcome("budget annex", 2019, goods, goods), FollowUp.NONE, "LineMustBeReportedOnce");
        refused(
                outcome("budget annex", 2019, new OutcomeLine(BudgetSide.INCOME, "goods", Money.ZERO)),
                FollowUp.NONE,
                "LineMustBeInTheBudget");
        refused(
                outcome(
                        "budget annex",
                        2019,
                        new OutcomeLine(BudgetSide.COST, "goods", new Money(Money.LARGEST_ORE + 1))),
                FollowUp.NONE,
                "AmountMustBeReasonable");
        refused(
                new ReportOutcome(
                        GivenFunding.AGREEMENT,
                        "budget annex",
                        2019,
                        List.of(goods),
                        TODAY.plusDays(1),
                        "the account",
                        UPPSALA,
                        mandate(null)),
                FollowUp.NONE,
                "ReportMustNotBeInTheFuture");
    }

    private static TermsByYear unchanged(Terms terms) {
        return new TermsByYear(terms, AgreementLife.begun(1, terms).held());
    }

    /** As if the pastorat had left, and the Stadsmission had promised more, from a day on. */
    private static TermsByYear pastoratLeft(String day) {
        ObjectNode document = ContractsJson.mapper().valueToTree(LINKOPING);
        ((ArrayNode) document.path("parties")).remove(2);
        ((ArrayNode) document.path("contributions")).remove(1);
        ((ObjectNode) document.path("contributions").path(0)).put("valueAYear", "800000.00");
        Terms without = ContractsJson.mapper().treeToValue(document, Terms.class);
        AgreementLife life = Told.life(Told.activated(LINKOPING, 1), Told.termsChanged(2, without, day))
                .orElseThrow();
        return new TermsByYear(life.lastVersion().terms(), life.held());
    }

    @Test
    void whatAPartyBroughtIsRecordedForTheYearsInWhichItWasThere() {
        // The first contract year ends on the last of September.
        TermsByYear betweenYears = pastoratLeft("2022-10-01");
        TermsByYear inTheSecond = pastoratLeft("2022-10-02");

        FollowUp followUp = given(contribution(betweenYears, "pastorat", 1, ContributionKind.IN_KIND, "450000.00"));

        assertThat(followUp.contributions()).hasSize(1);
        refused(
                contribution(betweenYears, "pastorat", 2, ContributionKind.IN_KIND, "1.00"),
                FollowUp.NONE,
                "PartyMustBeInTheTerms");
        assertThat(given(contribution(inTheSecond, "pastorat", 2, ContributionKind.IN_KIND, "1.00"))
                        .contributions())
                .hasSize(1);
        refused(
                contribution(inTheSecond, "pastorat", 3, ContributionKind.IN_KIND, "1.00"),
                FollowUp.NONE,
                "PartyMustBeInTheTerms");
        assertThat(Comparison.of(betweenYears, followUp, List.of(1, 2)).contributions())
                .extracting(one -> one.party(), one -> one.year(), one -> one.stated(), one -> one.recorded())
                .containsExactly(
                        tuple("stadsmission", 1, Money.parse("700000.00"), Money.ZERO),
                        tuple("stadsmission", 2, Money.parse("800000.00"), Money.ZERO),
                        tuple("pastorat", 1, Money.parse("450000.00"), Money.parse("450000.00")));
    }

    private static OfBudget ofYear(Comparison comparison, int year) {
        return comparison.budgets().stream()
                .filter(budget -> budget.year() == year)
                .findFirst()
                .orElseThrow();
    }

    private static FollowUpCommand contribution(
            Terms terms, String party, int year, ContributionKind kind, @Nullable String value) {
        return contribution(unchanged(terms), party, year, kind, value);
    }

    private static FollowUpCommand contribution(
            TermsByYear terms, String party, int year, ContributionKind kind, @Nullable String value) {
        return new RecordContribution(
                GivenFunding.AGREEMENT,
                party,
                year,
                kind,
                "made up",
                value == null ? null : Money.parse(value),
                "an account",
                terms,
                mandate(null));
    }

    private static FollowUpCommand back(String contribution, @Nullable String reason) {
        return new TakeContributionBack(GivenFunding.AGREEMENT, contribution, mandate(reason));
    }

    private static FollowUpCommand outcome(String budget, int year, OutcomeLine... lines) {
        return new ReportOutcome(
                GivenFunding.AGREEMENT, budget, year, List.of(lines), TODAY, "the account", UPPSALA, mandate(null));
    }

    private static Mandate mandate(@Nullable String reason) {
        return new Mandate("officer", TODAY, TODAY, reason);
    }

    private static FollowUp given(FollowUpCommand... commands) {
        return Stream.of(commands)
                .reduce(
                        FollowUp.NONE,
                        (followUp, command) -> {
                            Decision<FollowUpEvent> decision = FollowUpDecider.decide(command, followUp);
                            assertThat(decision).isInstanceOf(Decision.Accepted.class);
                            return ((Decision.Accepted<FollowUpEvent>) decision)
                                    .events().stream().reduce(followUp, FollowUp::after, (one, other) -> other);
                        },
                        (one, other) -> other);
    }

    private static void refused(FollowUpCommand command, FollowUp state, String rule) {
        Decision<FollowUpEvent> decision = FollowUpDecider.decide(command, state);
        assertThat(decision).as(rule).isInstanceOf(Decision.Rejected.class);
        assertThat(((Decision.Rejected<FollowUpEvent>) decision).rejection().rule())
                .isEqualTo(rule);
    }
}
