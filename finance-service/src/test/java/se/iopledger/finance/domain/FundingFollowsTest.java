package se.iopledger.finance.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static se.iopledger.finance.domain.GivenFunding.AGREEMENT;
import static se.iopledger.finance.domain.GivenFunding.dayPassed;
import static se.iopledger.finance.domain.GivenFunding.given;
import static se.iopledger.finance.domain.GivenFunding.told;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.FinanceEvent.Change;
import se.iopledger.contracts.finance.FinanceEvent.FundingBasisChanged;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleWithdrawn;
import se.iopledger.contracts.finance.FinanceEvent.OverpaymentCleared;
import se.iopledger.contracts.finance.FinanceEvent.OverpaymentFound;
import se.iopledger.contracts.finance.FinanceEvent.TermsFrom;
import se.iopledger.contracts.finance.FinanceEvent.TrancheCancelled;
import se.iopledger.contracts.finance.FinanceEvent.TrancheFellDue;
import se.iopledger.contracts.finance.FinanceEvent.TrancheRescheduled;
import se.iopledger.contracts.finance.FinanceEvent.TrancheScheduled;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.finance.Share;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Reading;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.DefaultRule;
import se.iopledger.contracts.terms.Interval;
import se.iopledger.contracts.terms.Manner;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.plan.Differences;
import se.iopledger.finance.domain.plan.FundingPlan;
import se.iopledger.finance.domain.plan.RealTerms;
import se.iopledger.finance.domain.plan.TermsOf;

/** Funding follows what is told of the agreement's life, on the real terms of the five agreements. */
class FundingFollowsTest {
    private static final LifeEvent UPPSALA =
            Told.activated(RealTerms.of("UPP").takenOver("2019-01-01").build(), 1);
    private static final LifeEvent LINKOPING =
            Told.activated(RealTerms.of("LIN").build(), 1);

    private static Money kronor(String amount) {
        return Money.parse(amount);
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    private static Scheduled after(String today, AgreementEvent... events) {
        return (Scheduled) given(told(today, events)).state();
    }

    private static List<PlannedTranche> tranches(AgreementFunding funding) {
        return ((Scheduled) funding)
                .tranches().stream().map(Differences::withoutWords).toList();
    }

    private static PlannedTranche tranche(String trancheId, Scheduled schedule) {
        return schedule.tranches().stream()
                .filter(planned -> planned.tranche().trancheId().equals(trancheId))
                .findFirst()
                .orElseThrow();
    }

    private static TrancheCancelled cancelled(String trancheId, String amount, String dueDate) {
        return new TrancheCancelled(AGREEMENT, trancheId, kronor(amount), day(dueDate));
    }

    @Test
    @Clause({"UPP-6", "UPP-10"})
    void uppsalaLeftByNoticeOfFebruary2020PaysForItsLastDaysAndNoLonger() {
        given(told("2019-12-01", UPPSALA), dayPassed("2020-02-15"))
                .when(told("2020-02-15", UPPSALA, Told.lastDay("2020-11-15")))
                .thenEvents(events -> {
                    assertThat(events).hasSize(5);
                    assertThat(events.getFirst())
                            .isInstanceOfSatisfying(
                                    FundingBasisChanged.class,
                                    changed -> assertThat(changed.lastDay()).isEqualTo("2020-11-15"));
                    assertThat(events.subList(1, 4))
                            .containsExactly(
                                    cancelled("2021-1-kommun-stadsmission", "1213666.67", "2021-01-04"),
                                    cancelled("2021-2-kommun-stadsmission", "1213666.67", "2021-05-03"),
                                    cancelled("2021-3-kommun-stadsmission", "1213666.66", "2021-09-01"));
                    TrancheRescheduled shortened = (TrancheRescheduled) events.getLast();
                    assertThat(shortened.change()).isEqualTo(Change.SHORTENED);
                    assertThat(shortened.amountBefore()).isEqualTo(kronor("1190000.00"));
                    Tranche tranche = shortened.planned().tranche();
                    assertThat(tranche.trancheId()).isEqualTo("2020-3-kommun-stadsmission");
                    assertThat(tranche.periodLast()).isEqualTo("2020-11-15");
                    assertThat(tranche.dueDate()).isEqualTo("2020-09-01");
                    // 76 of 122 days of 1 190 000, and of the floor's 1 166 666.66.
                    assertThat(tranche.amount()).isEqualTo(kronor("741311.48"));
                    assertThat(tranche.guaranteed()).isEqualTo(kronor("726775.95"));
                });
    }

    @Test
    @Clause({"UPP-6", "UPP-10"})
    void aBrokenPeriodShowsHowItWasDivided() {
        Scheduled schedule = after("2020-02-15", UPPSALA, Told.lastDay("2020-11-15"));

        PlannedTranche last = schedule.tranches().getLast();
        assertThat(last.shares())
                .containsExactly(new Share(
                        1,
                        day("2020-09-01"),
                        day("2020-11-15"),
                        76,
                        122,
                        kronor("1190000.00"),
                        kronor("741311.48"),
                        Share.Rule.BROKEN_PERIOD_BY_ACTUAL_DAYS));
        assertThat(last.tranche().calculation())
                .contains("3570000.00 for 2020 (UPP-4, UPP-5, UPP-20) in 3 equal tranches")
                .contains("The agreement's last day is 2020-11-15 (notice-1).")
                .contains("Of 2020-09-01 to 2020-12-31 it is for 2020-09-01 to 2020-11-15, divided by actual days"
                        + " (BROKEN_PERIOD_BY_ACTUAL_DAYS), 76 of 122: 741311.48 of 1190000.00.");
        assertThat(schedule.tranches().getFirst().shares())
                .extracting(Share::rule)
                .containsExactly(Share.Rule.WHOLE_PERIOD);
    }

    @Test
    @Clause("UPP-10")
    void aNoticeTakenBackBringsBackAllThatItTook() {
        Scheduled before = after("2020-02-14", UPPSALA);

        given(told("2020-02-14", UPPSALA), told("2020-02-15", UPPSALA, Told.lastDay("2020-11-15")))
                .when(told("2020-03-01", UPPSALA, Told.lastDay("2020-11-15"), Told.lastDay("2021-12-31")))
                .thenEvents(events -> {
                    assertThat(events.get(1))
                            .isInstanceOfSatisfying(
                                    TrancheRescheduled.class,
                                    longer -> assertThat(longer.change()).isEqualTo(Change.PROLONGED));
                    assertThat(events.subList(2, 5)).hasOnlyElementsOfType(TrancheScheduled.class);
                })
                .thenState(state -> assertThat(tranches(state)).isEqualTo(tranches(before)));
    }

    @Test
    @Clause({"UPP-3", "UPP-10"})
    void whatWasSettledBeforeTheTakeoverStaysAndWhatWasTooMuchIsFound() {
        LifeEvent takenOverAtTheEnd = Told.activated(RealTerms.of("UPP").build(), 1);

        given(told("2021-12-20", takenOverAtTheEnd))
                .when(told("2021-12-21", takenOverAtTheEnd, Told.endedByNotice("2020-11-15", "UPP-10")))
                .thenEvents(events -> {
                    assertThat(events).hasSize(5);
                    assertThat(events.subList(1, 5))
                            .extracting(event -> ((OverpaymentFound) event).overpayment())
                            .extracting(one -> one.trancheId(), one -> one.settled(), one -> one.owed())
                            .containsExactly(
                                    tuple("2020-3-kommun-stadsmission", kronor("1190000.00"), kronor("741311.48")),
                                    tuple("2021-1-kommun-stadsmission", kronor("1213666.67"), Money.ZERO),
                                    tuple("2021-2-kommun-stadsmission", kronor("1213666.67"), Money.ZERO),
                                    tuple("2021-3-kommun-stadsmission", kronor("1213666.66"), Money.ZERO));
                    assertThat(((OverpaymentFound) events.get(1)).overpayment().calculation())
                            .contains("1190000.00 was settled elsewhere before the takeover on 2021-12-20")
                            .contains("448688.52 too much");
                })
                .thenState(state -> assertThat(tranches(state))
                        .hasSize(9)
                        .extracting(planned -> planned.tranche().settlement())
                        .containsOnly(Settlement.ELSEWHERE))
                .when(told("2021-12-22", takenOverAtTheEnd))
                .thenEvents(events -> assertThat(events.subList(1, 5)).hasOnlyElementsOfType(OverpaymentCleared.class));
    }

    @Test
    @Clause({"LIN-4", "LIN-5"})
    void linkopingAmendedToOtherSharesFromTheMiddleOfAYearPaysEachVersionForItsDays() {
        Terms otherShares = RealTerms.of("LIN").funding("grants", """
                        [{"payer": "kommun", "recipient": "stadsmission", "year": 1, "amount": "650000.00",
                          "standing": "COMMITTED", "clauses": ["LIN-4"]},
                         {"payer": "kommun", "recipient": "pastorat", "year": 1, "amount": "350000.00",
                          "standing": "COMMITTED", "clauses": ["LIN-4"]},
                         {"payer": "kommun", "recipient": "stadsmission", "year": 2, "amount": "650000.00",
                          "standing": "COMMITTED", "clauses": ["LIN-4"]},
                         {"payer": "kommun", "recipient": "pastorat", "year": 2, "amount": "350000.00",
                          "standing": "COMMITTED", "clauses": ["LIN-4"]}]""").build();

        given(told("2022-11-01", LINKOPING))
                .when(told("2022-12-10", LINKOPING, Told.termsChanged(2, otherShares, "2023-01-01")))
                .thenEvents(events -> {
                    assertThat(events).hasSize(3);
                    assertThat(((FundingBasisChanged) events.getFirst()).terms())
                            .containsExactly(new TermsFrom(1, day("2021-10-01")), new TermsFrom(2, day("2023-01-01")));
                    // 92 days by version 1 and 273 by version 2; together what the board pays a year.
                    assertThat(events.subList(1, 3))
                            .extracting(event ->
                                    ((TrancheRescheduled) event).planned().tranche())
                            .extracting(Tranche::trancheId, Tranche::amount, Tranche::dueDate)
                            .containsExactly(
                                    tuple("2-1-kommun-stadsmission", kronor("662602.74"), day("2023-07-03")),
                                    tuple("2-1-kommun-pastorat", kronor("337397.26"), day("2023-07-03")));
                })
                .thenState(state -> {
                    PlannedTranche stadsmission = tranche("2-1-kommun-stadsmission", (Scheduled) state);
                    assertThat(stadsmission.shares())
                            .extracting(Share::termsVersion, Share::days, Share::whole, Share::amount)
                            .containsExactly(
                                    tuple(1, 92, kronor("700000.00"), kronor("176438.36")),
                                    tuple(2, 273, kronor("650000.00"), kronor("486164.38")));
                    assertThat(stadsmission.tranche().calculation())
                            .contains("By version 1 of the terms")
                            .contains("A later version of the terms holds from 2023-01-01.")
                            .contains("By version 2 of the terms");
                    assertThat(stadsmission.tranche().readings())
                            .extracting(Reading::label)
                            .hasSize(2);
                })
                .when(told(
                        "2022-12-11",
                        LINKOPING,
                        Told.termsChanged(2, otherShares, "2023-01-01"),
                        Told.termsChangeReversed(2)))
                .thenState(state -> assertThat(tranches(state)).isEqualTo(tranches(after("2022-11-01", LINKOPING))));
    }

    @Test
    @Clause({"LIN-4", "LIN-5"})
    void linkopingAmendedFromANewYearChangesThatYearAlone() {
        Terms otherShares = RealTerms.of("LIN").funding("grants", """
                        [{"payer": "kommun", "recipient": "stadsmission", "year": 1, "amount": "650000.00",
                          "standing": "COMMITTED", "clauses": ["LIN-4"]},
                         {"payer": "kommun", "recipient": "stadsmission", "year": 2, "amount": "650000.00",
                          "standing": "COMMITTED", "clauses": ["LIN-4"]},
                         {"payer": "kommun", "recipient": "pastorat", "year": 2, "amount": "350000.00",
                          "standing": "COMMITTED", "clauses": ["LIN-4"]}]""").build();

        Scheduled schedule = after("2022-11-01", LINKOPING, Told.termsChanged(2, otherShares, "2022-10-01"));

        assertThat(schedule.tranches())
                .extracting(
                        planned -> planned.tranche().trancheId(),
                        planned -> planned.tranche().amount(),
                        planned -> planned.shares().getFirst().termsVersion())
                .containsExactly(
                        tuple("1-1-kommun-stadsmission", kronor("700000.00"), 1),
                        tuple("1-1-kommun-pastorat", kronor("300000.00"), 1),
                        tuple("2-1-kommun-stadsmission", kronor("650000.00"), 2),
                        tuple("2-1-kommun-pastorat", kronor("350000.00"), 2));
    }

    @Test
    @Clause({"LIN-4", "LIN-5"})
    void aChangeOfWhatWasSettledElsewhereWaitsForWhatWasPaidThere() {
        LifeEvent takenOver =
                Told.activated(RealTerms.of("LIN").takenOver("2022-08-01").build(), 1);
        Terms more = RealTerms.of("LIN").funding("grants", """
                        [{"payer": "kommun", "recipient": "stadsmission", "year": 1, "amount": "720000.00",
                          "standing": "COMMITTED", "clauses": ["LIN-4"]},
                         {"payer": "kommun", "recipient": "pastorat", "year": 1, "amount": "300000.00",
                          "standing": "COMMITTED", "clauses": ["LIN-4"]},
                         {"payer": "kommun", "recipient": "förening", "year": 1, "amount": "50000.00",
                          "standing": "COMMITTED", "clauses": ["LIN-4"]}]""").build();

        Scheduled schedule = after("2022-11-01", takenOver, Told.termsChanged(2, more, "2021-10-01"));

        PlannedTranche difference = tranche("1-1-kommun-stadsmission-difference", schedule);
        assertThat(difference.tranche().amount()).isEqualTo(kronor("20000.00"));
        assertThat(difference.tranche().dueDate()).isNull();
        assertThat(difference.corrects())
                .isEqualTo(new PlannedTranche.Correction("1-1-kommun-stadsmission", kronor("700000.00")));
        assertThat(difference.tranche().calculation())
                .contains("The terms now give 720000.00, of which 700000.00 was settled elsewhere")
                .contains("Not dated; awaits what was paid elsewhere for the tranche 1-1-kommun-stadsmission");
        assertThat(tranche("1-1-kommun-stadsmission", schedule).tranche())
                .satisfies(settled -> assertThat(settled.amount()).isEqualTo(kronor("700000.00")))
                .satisfies(settled -> assertThat(settled.settlement()).isEqualTo(Settlement.ELSEWHERE));
        // Nobody can have paid, before the takeover, what only later terms give.
        assertThat(tranche("1-1-kommun-förening", schedule).tranche())
                .satisfies(unsettled -> assertThat(unsettled.dueDate()).isNull())
                .satisfies(unsettled -> assertThat(unsettled.settlement()).isEqualTo(Settlement.HERE));
        assertThat(schedule.basis().awaits())
                .extracting(awaited -> awaited.what())
                .contains(
                        "what was paid elsewhere for the tranche 1-1-kommun-stadsmission",
                        "what was paid elsewhere for the tranche 1-1-kommun-förening");
    }

    /** The annex is not public: its amounts are made up. */
    private static Terms stockholmWithAnnex() {
        return RealTerms.of("STO")
                .funding("awaitsDocument", "null")
                .funding("years", "\"CONTRACT\"")
                .funding("grants", """
                        [{"payer": "stad", "recipient": "stiftelse", "year": 1, "amount": "900000.00",
                          "standing": "COMMITTED", "clauses": ["STO-4"]},
                         {"payer": "stad", "recipient": "stiftelse", "year": 2, "amount": "930000.00",
                          "standing": "COMMITTED", "clauses": ["STO-4"]}]""")
                .funding("payment", """
                        {"interval": "HALF_YEAR", "months": [1, 7], "manner": "IN_ADVANCE", "clauses": ["STO-4"]}""")
                .choosing("""
                        [{"rule": "FIRST_DAY_OR_NEXT_BANK_DAY"}]""")
                .build();
    }

    @Test
    @Clause({"STO-3", "STO-4"})
    void anAnnexBringsTheAmountsAndAnExtensionItsTranches() {
        LifeEvent activated = Told.activated(RealTerms.of("STO").build(), 1);
        LifeEvent annex = Told.termsChanged(2, stockholmWithAnnex(), "2021-12-15");

        given(told("2021-12-20", activated))
                .when(told("2022-01-10", activated, annex))
                .thenState(state -> {
                    assertThat(((Scheduled) state).tranches())
                            .extracting(planned -> planned.tranche().year())
                            .containsOnly(1);
                    assertThat(((Scheduled) state).basis().awaits())
                            .extracting(awaited -> awaited.what())
                            .noneMatch(what -> what.startsWith("the compensation"));
                })
                .when(told("2022-12-15", activated, annex, Told.extended("2022-12-15", "2023-12-14")))
                .thenState(state -> {
                    assertThat(Money.sum(((Scheduled) state)
                                    .tranches().stream()
                                            .map(PlannedTranche::tranche)
                                            .filter(tranche -> tranche.year() == 2)
                                            .map(Tranche::amount)
                                            .toList()))
                            .isEqualTo(kronor("930000.00"));
                    assertThat(((Scheduled) state).basis().awaits()).isEmpty();
                });
    }

    @Test
    @Clause({"STO-3", "STO-4"})
    void theAmountsOfNextYearThatAreAgreedOnBeforeTheExtensionComeWithIt() {
        LifeEvent activated = Told.activated(RealTerms.of("STO").build(), 1);
        LifeEvent annex = Told.termsChanged(2, stockholmWithAnnex(), "2022-12-15");

        given(told("2021-12-20", activated))
                .when(told("2022-11-01", activated, annex))
                .thenState(state -> assertThat(((Scheduled) state).tranches()).isEmpty())
                .when(told("2022-12-15", activated, annex, Told.extended("2022-12-15", "2023-12-14")))
                .thenState(state -> assertThat(Money.sum(((Scheduled) state)
                                .tranches().stream()
                                        .map(PlannedTranche::tranche)
                                        .map(Tranche::amount)
                                        .toList()))
                        .isEqualTo(kronor("930000.00")));
    }

    @Test
    @Clause({"STO-3", "STO-4"})
    void aNoticeThatComesToLightAfterTheExtensionTakesItsTranchesBackAlsoThoseThatFellDue() {
        LifeEvent activated = Told.activated(RealTerms.of("STO").build(), 1);
        LifeEvent annex = Told.termsChanged(2, stockholmWithAnnex(), "2021-12-15");
        LifeEvent extended = Told.extended("2022-12-15", "2023-12-14");
        LifeEvent reversed = Told.extensionReversed("2022-12-15", "2023-12-14");
        Scheduled neverExtended = after("2023-01-20", activated, annex);

        given(told("2022-01-10", activated, annex), told("2022-12-15", activated, annex, extended))
                .when(dayPassed("2023-01-10"))
                .then(new TrancheFellDue(AGREEMENT, "2-1-stad-stiftelse", day("2023-01-02"), kronor("465000.00")))
                .when(told("2023-01-20", activated, annex, extended, reversed))
                .thenEvents(events -> assertThat(events)
                        .filteredOn(TrancheCancelled.class::isInstance)
                        .hasSize(2))
                .thenState(state -> {
                    assertThat(tranches(state)).isEqualTo(tranches(neverExtended));
                    assertThat(((Scheduled) state).basis()).isEqualTo(neverExtended.basis());
                    assertThat(((Scheduled) state).fellDue()).isEqualTo(neverExtended.fellDue());
                })
                // And the notice was given by nobody after all: what is extended anew falls due anew.
                .when(told("2023-01-21", activated, annex, extended, reversed, extended))
                .thenEvents(events -> assertThat(events)
                        .filteredOn(TrancheFellDue.class::isInstance)
                        .hasSize(1));
    }

    @Test
    @Clause({"NOR-4", "NOR-8"})
    void norrtaljeLeftInTheMiddleOfAMonthIsInvoicedForItsDays() {
        LifeEvent activated = Told.activated(RealTerms.of("NOR").build(), 1);

        Scheduled schedule = after("2022-01-10", activated, Told.lastDay("2022-03-31"));

        Tranche last = schedule.tranches().getLast().tranche();
        assertThat(last.number()).isEqualTo(7);
        // 17 of the 31 days from 2022-03-15.
        assertThat(last.amount()).isEqualTo(kronor("144956.99"));
        assertThat(last.periodLast()).isEqualTo("2022-03-31");
    }

    @Test
    @Clause({"LUN-5", "LUN-9"})
    void lundLeftAfterAHalfYearKeepsThatHalfYearWhole() {
        LifeEvent activated = Told.activated(RealTerms.of("LUN").build(), 1);

        Scheduled schedule = after("2022-03-31", activated, Told.endedByNotice("2022-06-30", "LUN-9"));

        assertThat(schedule.tranches().getLast().tranche())
                .satisfies(last -> assertThat(last.periodLast()).isEqualTo("2022-06-30"))
                .satisfies(last -> assertThat(last.amount()).isEqualTo(kronor("190000.00")));
    }

    @Test
    @Clause("LUN-5")
    void whatPutItInForceDidNotHoldAndThenDid() {
        LifeEvent activated = Told.activated(RealTerms.of("LUN").build(), 1);

        given(told("2021-12-20", activated))
                .when(told("2021-12-21", activated, Told.activationReversed()))
                .then(new FundingScheduleWithdrawn(AGREEMENT))
                .when(told("2021-12-22", activated, Told.activationReversed(), activated))
                .thenState(state -> assertThat(tranches(state)).isEqualTo(tranches(after("2021-12-20", activated))));
    }

    @Test
    @Clause("UPP-3")
    void anEndThatOnlyTellsWhatIsPlannedChangesNothing() {
        given(told("2021-12-20", UPPSALA), dayPassed("2022-01-01"))
                .when(told("2022-01-01", UPPSALA, Told.expired("2021-12-31")))
                .thenNothing();
        given(told("2020-02-15", UPPSALA, Told.lastDay("2020-11-15")), dayPassed("2020-11-16"))
                .when(told(
                        "2020-11-16", UPPSALA, Told.lastDay("2020-11-15"), Told.endedByNotice("2020-11-15", "UPP-10")))
                .thenNothing()
                .when(told(
                        "2020-11-17",
                        UPPSALA,
                        Told.lastDay("2020-11-15"),
                        Told.endedByNotice("2020-11-15", "UPP-10"),
                        Told.endReversed("2020-11-15"),
                        Told.lastDay("2021-12-31")))
                .thenState(state -> assertThat(tranches(state)).hasSize(9));
    }

    @Test
    void aVersionThatDividesTheYearOtherwiseHasTranchesOfItsOwn() {
        LifeEvent activated = Told.activated(TermsOf.uppsala().build(), 1);
        Terms twiceAYear = TermsOf.uppsala()
                .paid(Interval.HALF_YEAR, Manner.IN_ADVANCE, List.of(), "UPP-6")
                .choosing(DefaultRule.HALF_YEARS_FROM_JANUARY_AND_JULY)
                .build();

        Scheduled schedule = after("2019-01-01", activated, Told.termsChanged(2, twiceAYear, "2019-07-01"));

        assertThat(schedule.tranches())
                .filteredOn(planned -> planned.tranche().year() == 2019)
                .extracting(
                        planned -> planned.tranche().trancheId(),
                        planned -> planned.tranche().periodFirst(),
                        planned -> planned.tranche().periodLast())
                .containsExactly(
                        tuple("2019-1-kommun-partner", day("2019-01-01"), day("2019-04-30")),
                        tuple("2019-2-kommun-partner", day("2019-05-01"), day("2019-06-30")),
                        tuple("2019-2-kommun-partner-v2", day("2019-07-01"), day("2019-12-31")));
    }

    @Test
    @Clause("STO-3")
    void aLifeThatCannotBeIsRefused() {
        assertThat(AgreementLife.brokenRule(Told.life(), Told.extended("2022-12-15", "2023-12-14")))
                .map(Rejection::rule)
                .hasValue("AgreementMustBeInForceBeforeItsLifeGoesOn");
        assertThat(AgreementLife.brokenRule(
                        Told.life(Told.activated(RealTerms.of("STO").build(), 1)),
                        Told.extended("2023-12-15", "2024-12-14")))
                .map(Rejection::rule)
                .hasValue("ExtensionMustFollowTheLastDay");
    }

    @Test
    void whatWasNeverScheduledIsNeitherChangedNorCancelledNorCleared() {
        AgreementFunding uppsala = after("2019-01-01", UPPSALA);
        PlannedTranche known = ((Scheduled) uppsala).tranches().getFirst();
        PlannedTranche unknown = FundingPlan.whole(
                after("2021-12-20", LINKOPING).tranches().getFirst().tranche(), 1);

        List<FinanceEvent> impossible = List.of(
                new TrancheScheduled(AGREEMENT, known),
                new TrancheRescheduled(AGREEMENT, unknown, Change.CHANGED, Money.ZERO, null),
                new TrancheCancelled(AGREEMENT, "nothing", Money.ZERO, null),
                new OverpaymentCleared(AGREEMENT, "nothing", Money.ZERO));

        for (FinanceEvent event : impossible) {
            assertThatThrownBy(() -> FundingDecider.evolve(uppsala, event).getClass())
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
