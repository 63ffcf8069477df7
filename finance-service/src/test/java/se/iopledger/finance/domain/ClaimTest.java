package se.iopledger.finance.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.finance.domain.GivenFunding.AGREEMENT;
import static se.iopledger.finance.domain.GivenFunding.given;
import static se.iopledger.finance.domain.GivenFunding.told;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.finance.ClaimEvent.Assessment;
import se.iopledger.contracts.finance.ClaimEvent.ClaimContested;
import se.iopledger.contracts.finance.ClaimEvent.ClaimRaised;
import se.iopledger.contracts.finance.ClaimEvent.ClaimReduced;
import se.iopledger.contracts.finance.ClaimEvent.ClaimRepaid;
import se.iopledger.contracts.finance.ClaimEvent.ClaimWaived;
import se.iopledger.contracts.finance.ClaimEvent.ClaimWrittenOff;
import se.iopledger.contracts.finance.ClaimEvent.Direction;
import se.iopledger.contracts.finance.ClaimEvent.Ground;
import se.iopledger.contracts.finance.ClaimEvent.LetterExchanged;
import se.iopledger.contracts.finance.ClaimEvent.RepaymentVoided;
import se.iopledger.contracts.finance.ClaimEvent.RepaymentVoidingProposed;
import se.iopledger.contracts.finance.ClaimEvent.WaiverProposed;
import se.iopledger.contracts.finance.PaymentEvent.PaymentReturned;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.DefaultRule;
import se.iopledger.contracts.terms.Interval;
import se.iopledger.contracts.terms.Manner;
import se.iopledger.contracts.terms.Remedy;
import se.iopledger.contracts.terms.Standing;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.finance.domain.ClaimCommand.ClaimByClause;
import se.iopledger.finance.domain.ClaimCommand.ClaimOverpayment;
import se.iopledger.finance.domain.ClaimCommand.ProposeVoiding;
import se.iopledger.finance.domain.ClaimCommand.ProposeWaiver;
import se.iopledger.finance.domain.ClaimCommand.RecordContest;
import se.iopledger.finance.domain.ClaimCommand.RecordLetter;
import se.iopledger.finance.domain.ClaimCommand.RecordRepayment;
import se.iopledger.finance.domain.ClaimCommand.ReduceClaim;
import se.iopledger.finance.domain.ClaimCommand.VoidRepayment;
import se.iopledger.finance.domain.ClaimCommand.WaiveClaim;
import se.iopledger.finance.domain.ClaimCommand.WayOutUsed;
import se.iopledger.finance.domain.ClaimCommand.WriteOffClaim;
import se.iopledger.finance.domain.claim.Claim;
import se.iopledger.finance.domain.plan.RealTerms;
import se.iopledger.finance.domain.plan.TermsOf;

/** What is claimed back: an overpayment, or by a clause of the real agreements. */
class ClaimTest {
    private static final Resolution DECISION =
            new Resolution("socialnämnden", LocalDate.parse("2021-10-05"), "§ 101", "half of the time remained");

    private static Mandate by(String actor, String today) {
        LocalDate day = LocalDate.parse(today);
        return new Mandate(actor, day, day, "as decided");
    }

    private static FundingCommand[] paid(Pay day, String payable, String recipient, String amount) {
        return new FundingCommand[] {
            day.examine(payable, recipient, amount),
            day.approve(payable, recipient, amount),
            day.reserve(
                    payable,
                    recipient,
                    amount,
                    "order of " + payable,
                    day.today().toString()),
            day.confirm(payable, "order of " + payable),
            day.executed(payable, "order of " + payable, amount)
        };
    }

    /** Lund paid the first half-year's invoice. */
    private static GivenFunding lund() {
        Terms terms = RealTerms.of("LUN").takenOver("2021-01-01").build();
        Pay day = Pay.on("2021-02-01");
        GivenFunding invoiced = given(
                told("2021-02-01", Told.activated(terms, 1)),
                day.invoice("2021-1-kommun-kvinnojouren", "1", "190000.00"));
        return GivenFunding.and(
                GivenFunding.and(invoiced, paid(day, "2021-1-kommun-kvinnojouren/1", "kvinnojouren", "190000.00")),
                GivenFunding.dayPassed("2021-10-06"));
    }

    private static GivenFunding norrtalje() {
        Terms terms = RealTerms.of("NOR").build();
        return given(told("2021-12-20", Told.activated(terms, 1)));
    }

    /** The annex is not public: its amounts are made up. */
    private static GivenFunding stockholm() {
        Terms terms = RealTerms.of("STO")
                .takenOver("2021-12-15")
                .funding("awaitsDocument", "null")
                .funding("years", "\"CONTRACT\"")
                .funding("grants", """
                        [{"payer": "stad", "recipient": "stiftelse", "year": 1, "amount": "900000.00",
                          "standing": "COMMITTED", "clauses": ["STO-4"]}]""")
                .funding("payment", """
                        {"interval": "YEAR", "months": [12], "manner": "IN_ADVANCE", "clauses": ["STO-4"]}""")
                .choosing("""
                        [{"rule": "FIRST_DAY_OR_NEXT_BANK_DAY"}, {"rule": "CONTRACT_YEARS"}]""")
                .build();
        GivenFunding inForce = given(told("2022-12-01", Told.activated(terms, 1)));
        return GivenFunding.and(inForce, paid(Pay.on("2022-12-01"), "1-1-stad-stiftelse", "stiftelse", "900000.00"));
    }

    private static Remedy claim(String agreement, int number) {
        return RealTerms.of(agreement).build().remedies().get(number);
    }

    private static ClaimByClause byClause(
            String agreement,
            int remedy,
            @Nullable WayOutUsed used,
            String liable,
            String amount,
            @Nullable Resolution decision,
            List<Assessment> assessments,
            List<StepTaken> steps,
            String today) {
        Terms terms = RealTerms.of(agreement).build();
        return new ClaimByClause(
                AGREEMENT,
                terms.remedies().get(remedy),
                terms.remedies(),
                terms.exits(),
                used == null ? List.of() : List.of(used),
                used == null ? null : used.id(),
                "kommun",
                liable,
                Money.parse(amount),
                "as the board reckoned it",
                "made up",
                decision,
                assessments,
                steps,
                by("officer", today));
    }

    private static final WayOutUsed RESCINDED =
            new WayOutUsed("rescission-1", "rescission", List.of("rescission for breach not remedied without delay"));

    private static ClaimByClause lundClaims(@Nullable WayOutUsed used, String amount, @Nullable Resolution decision) {
        return byClause("LUN", 0, used, "kvinnojouren", amount, decision, List.of(), List.of(), "2021-10-06");
    }

    @Test
    @Clause("LUN-10")
    void afterARescissionPartOfWhatWasPaidIsClaimedByADecisionOnWhoAndWhatShare() {
        lund().when(lundClaims(RESCINDED, "95000.00", DECISION))
                .then(new ClaimRaised(
                        AGREEMENT,
                        "claim-1",
                        Ground.CLAUSE,
                        "rescission-1",
                        "kommun",
                        "kvinnojouren",
                        Money.parse("95000.00"),
                        "as the board reckoned it",
                        "rescission for breach not remedied without delay: made up",
                        DECISION,
                        List.of(),
                        List.of(),
                        List.of("LUN-10"),
                        "officer"));
    }

    @Test
    @Clause("LUN-10")
    void whoRepaysAndWhatShareNeedsADecisionAndTheRescission() {
        lund().when(lundClaims(RESCINDED, "95000.00", null)).thenRejected("WhatTheClauseLeavesOpenMustBeDecided");
        lund().when(lundClaims(null, "95000.00", DECISION)).thenRejected("WayOutMustHaveBeenUsed");
        lund().when(lundClaims(new WayOutUsed("notice-1", "breach-or-change", List.of()), "95000.00", DECISION))
                .thenRejected("WayOutMustHaveBeenUsed");
    }

    @Test
    @Clause("LUN-10")
    void neverMoreIsClaimedThanWasPaid() {
        lund().when(lundClaims(RESCINDED, "190000.01", DECISION)).thenRejected("MoreMustNotBeClaimedThanWasPaid");
        GivenFunding.and(lund(), lundClaims(RESCINDED, "95000.00", DECISION))
                .when(lundClaims(RESCINDED, "95000.01", DECISION))
                .thenRejected("MoreMustNotBeClaimedThanWasPaid");
        lund().when(lundClaims(RESCINDED, "0.00", DECISION)).thenRejected("AmountMustBePositive");
    }

    private static List<Assessment> assessed(boolean careWasTaken, boolean disproportionate) {
        List<String> exceptions = claim("NOR", 0).exceptions();
        return IntStream.range(0, 2)
                .mapToObj(number -> new Assessment(
                        exceptions.get(number), number == 0 ? careWasTaken : disproportionate, "made up"))
                .toList();
    }

    private static ClaimByClause norrtaljeClaims(String amount, List<Assessment> assessments) {
        return byClause("NOR", 0, null, "stadsmission", amount, null, assessments, List.of(), "2021-12-20");
    }

    /** What was due before the takeover was paid elsewhere: four months. */
    @Test
    @Clause("NOR-11")
    void fundsThatWereMisusedAreClaimedWhenNeitherExceptionApplies() {
        norrtalje()
                .when(norrtaljeClaims("40000.00", assessed(false, false)))
                .thenEvents(events -> assertThat(events)
                        .singleElement()
                        .isInstanceOfSatisfying(ClaimRaised.class, raised -> {
                            assertThat(raised.clauses()).containsExactly("NOR-11");
                            assertThat(raised.assessments()).hasSize(2);
                        }));
        norrtalje()
                .when(norrtaljeClaims("1057333.37", assessed(false, false)))
                .thenRejected("MoreMustNotBeClaimedThanWasPaid");
    }

    @Test
    @Clause("NOR-11")
    void eachOfItsTwoExceptionsIsAssessedAndStandsAgainstTheClaimWhereItApplies() {
        norrtalje().when(norrtaljeClaims("40000.00", List.of())).thenRejected("EveryExceptionMustBeAssessed");
        norrtalje()
                .when(norrtaljeClaims("40000.00", assessed(false, false).subList(0, 1)))
                .thenRejected("EveryExceptionMustBeAssessed");
        norrtalje().when(norrtaljeClaims("40000.00", assessed(true, false))).thenRejected("NoExceptionMustApply");
        norrtalje().when(norrtaljeClaims("40000.00", assessed(false, true))).thenRejected("NoExceptionMustApply");
    }

    @Test
    @Clause("NOR-11")
    void whoRepaysIsWhoTheClauseNames() {
        norrtalje()
                .when(byClause("NOR", 0, null, "kommun", "1.00", null, assessed(false, false), List.of(), "2021-12-20"))
                .thenRejected("WhoRepaysMustBeWhoTheClauseNames");
    }

    private static ClaimByClause stockholmClaims(int remedy, @Nullable WayOutUsed used, StepTaken... steps) {
        return byClause(
                "STO", remedy, used, "stiftelse", "450000.00", DECISION, List.of(), List.of(steps), "2022-12-01");
    }

    private static StepTaken letters(String day) {
        return new StepTaken("an exchange of letters", LocalDate.parse(day));
    }

    @Test
    @Clause("STO-7")
    void stockholmClaimsAfterAnExchangeOfLettersAlsoWhereTheOtherPlaceNamesNone() {
        stockholm().when(stockholmClaims(2, null)).thenRejected("StepsBeforeTheClaimMustBeTaken");
        stockholm().when(stockholmClaims(1, null)).thenRejected("StepsBeforeTheClaimMustBeTaken");
        stockholm()
                .when(stockholmClaims(2, null, letters("2022-12-02")))
                .thenRejected("StepsBeforeTheClaimMustBeTaken");
        stockholm()
                .when(stockholmClaims(2, null, letters("2022-11-15")))
                .thenEvents(events -> assertThat(events).hasOnlyElementsOfType(ClaimRaised.class));
    }

    @Test
    @Clause("STO-7")
    void aClauseThatStopsPaymentsClaimsNothingBack() {
        stockholm().when(stockholmClaims(0, null)).thenRejected("ClauseMustLetMoneyBeClaimedBack");
    }

    @Test
    @Clause("STO-9")
    void stockholmClaimsWhenItTerminatedForTheFoundationsBreach() {
        stockholm().when(stockholmClaims(3, null)).thenRejected("WayOutMustHaveBeenUsed");
        stockholm()
                .when(stockholmClaims(3, new WayOutUsed("notice-1", "breach", List.of())))
                .thenEvents(events -> assertThat(events).hasOnlyElementsOfType(ClaimRaised.class));
    }

    @Test
    void aClaimRestsOnWhatHappened() {
        ClaimByClause claim = norrtaljeClaims("1.00", assessed(false, false));
        norrtalje()
                .when(new ClaimByClause(
                        claim.agreementId(),
                        claim.remedy(),
                        claim.remedies(),
                        claim.exits(),
                        claim.used(),
                        "rescission-9",
                        claim.claimant(),
                        claim.liable(),
                        claim.amount(),
                        claim.calculation(),
                        claim.what(),
                        claim.decision(),
                        claim.assessments(),
                        claim.steps(),
                        claim.mandate()))
                .thenRejected("ClaimMustRestOnWhatHappened");
    }

    private static GivenFunding claimed() {
        return GivenFunding.and(lund(), lundClaims(RESCINDED, "95000.00", DECISION));
    }

    private static Money outstanding(GivenFunding funding) {
        return funding.money().claims().all().getFirst().outstanding();
    }

    private static final LocalDate DAY = LocalDate.parse("2021-10-06");

    private static FundingCommand repaid(String amount, String reference) {
        return new RecordRepayment(
                AGREEMENT, "claim-1", DAY, Money.parse(amount), reference, by("cashier", "2021-10-06"));
    }

    @Test
    void aClaimIsRepaidInPartsAndEachPaymentCountsOnce() {
        GivenFunding part = claimed()
                .when(repaid("50000.00", "bank-1"))
                .then(new ClaimRepaid(
                        AGREEMENT, "claim-1", DAY, Money.parse("50000.00"), "bank-1", Money.parse("45000.00")));

        part.when(repaid("50000.00", "bank-1")).thenNothing();
        part.when(repaid("40000.00", "bank-1")).thenRejected("RepaymentMustCountOnce");
        part.when(repaid("45000.01", "bank-2")).thenRejected("AmountMustFitWhatIsClaimed");
        GivenFunding all = GivenFunding.and(part, repaid("45000.00", "bank-2"));
        assertThat(outstanding(all)).isEqualTo(Money.ZERO);
        all.when(new WriteOffClaim(AGREEMENT, "claim-1", by("another", "2021-10-06")))
                .thenRejected("ClaimMustBeOpen");
        all.when(repaid("1.00", "bank-9")).thenRejected("AmountMustFitWhatIsClaimed");
    }

    @Test
    void aPaymentThatIsRecordedOnOneClaimIsNotRecordedOnAnother() {
        GivenFunding two = GivenFunding.and(
                lund(), lundClaims(RESCINDED, "50000.00", DECISION), lundClaims(RESCINDED, "40000.00", DECISION));
        GivenFunding repaid = GivenFunding.and(two, repaid("40000.00", "bank-1"));
        FundingCommand again = new RecordRepayment(
                AGREEMENT, "claim-2", DAY, Money.parse("40000.00"), "bank-1", by("cashier", "2021-10-06"));

        repaid.when(again).thenRejected("PaymentMustBeOfOneClaim");
        assertThat(repaid.when(again).decision())
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        rejected -> assertThat(rejected.rejection())
                                .isEqualTo(Rejection.conflict(
                                                "PaymentMustBeOfOneClaim",
                                                "the payment bank-1 is recorded on claim-1 with 40000.00")
                                        .in("/reference")));
        repaid.when(repaid("40000.00", "bank-1")).thenNothing();

        GivenFunding voided = GivenFunding.and(repaid, proposesVoiding("cashier", "bank-1"), voids("chief", "bank-1"));
        GivenFunding.and(voided, again).when(repaid("40000.00", "bank-1")).thenRejected("PaymentMustBeOfOneClaim");
    }

    @Test
    void lettersAreKeptWithTheClaimOnce() {
        FundingCommand letter = new RecordLetter(
                AGREEMENT, "claim-1", Direction.FROM_LIABLE, DAY, "SOC 2021/17", by("officer", "2021-10-06"));
        claimed()
                .when(letter)
                .then(new LetterExchanged(AGREEMENT, "claim-1", Direction.FROM_LIABLE, DAY, "SOC 2021/17"))
                .when(letter)
                .thenNothing();
        claimed()
                .when(new RecordLetter(
                        AGREEMENT,
                        "claim-1",
                        Direction.TO_LIABLE,
                        DAY.plusDays(1),
                        "SOC 2021/18",
                        by("officer", "2021-10-06")))
                .thenRejected("DateMustNotLieAhead");
    }

    @Test
    void aContestedClaimStandsUntilItIsReduced() {
        FundingCommand contest = new RecordContest(AGREEMENT, "claim-1", DAY, by("officer", "2021-10-06"));
        GivenFunding contested =
                claimed().when(contest).then(new ClaimContested(AGREEMENT, "claim-1", DAY, "as decided"));
        contested.when(contest).thenNothing();
        assertThat(outstanding(contested)).isEqualTo(Money.parse("95000.00"));

        contested
                .when(new ReduceClaim(AGREEMENT, "claim-1", Money.parse("15000.00"), by("jurist", "2021-10-06")))
                .then(new ClaimReduced(
                        AGREEMENT, "claim-1", Money.parse("15000.00"), Money.parse("80000.00"), "as decided"));
        contested
                .when(new ReduceClaim(AGREEMENT, "claim-1", Money.parse("95000.01"), by("jurist", "2021-10-06")))
                .thenRejected("AmountMustFitWhatIsClaimed");
        contested
                .when(new ReduceClaim(AGREEMENT, "claim-1", Money.parse("0.01"), by("officer", "2021-10-06")))
                .thenRejected("WhoRaisedMustNotGiveItUp");
    }

    private static FundingCommand waive(String actor) {
        return new WaiveClaim(AGREEMENT, "claim-1", by(actor, "2021-10-06"));
    }

    @Test
    void aWaiverNeedsTwoPersonsNeitherOfWhomRaisedIt() {
        GivenFunding proposed = claimed()
                .when(new ProposeWaiver(AGREEMENT, "claim-1", Money.parse("20000.00"), by("jurist", "2021-10-06")))
                .then(new WaiverProposed(AGREEMENT, "claim-1", Money.parse("20000.00"), "as decided", "jurist"));

        claimed().when(waive("chief")).thenRejected("WaiverMustBeProposed");
        proposed.when(waive("jurist")).thenRejected("WhoProposedMustNotWaive");
        proposed.when(waive("officer")).thenRejected("WhoRaisedMustNotGiveItUp");
        proposed.when(waive("chief"))
                .then(new ClaimWaived(
                        AGREEMENT, "claim-1", Money.parse("20000.00"), Money.parse("75000.00"), "as decided", "chief"));
    }

    @Test
    void whatWillNotComeIsWrittenOffBySomebodyElse() {
        claimed()
                .when(new WriteOffClaim(AGREEMENT, "claim-1", by("officer", "2021-10-06")))
                .thenRejected("WhoRaisedMustNotGiveItUp");
        claimed()
                .when(new WriteOffClaim(AGREEMENT, "claim-1", by("chief", "2021-10-06")))
                .then(new ClaimWrittenOff(AGREEMENT, "claim-1", Money.parse("95000.00"), "as decided", "chief"));
    }

    @Test
    void aClaimThatIsNotThereIsNotFoundAndNothingIsDoneWithoutAReason() {
        lund().when(repaid("1.00", "bank-1")).thenRejected("ClaimMustExist");
        claimed()
                .when(new WriteOffClaim(AGREEMENT, "claim-1", Mandate.of("chief", DAY)))
                .thenRejected("ReasonMustBeGiven");
    }

    private static FundingCommand overpaid(String tranche, String amount, String today) {
        return new ClaimOverpayment(AGREEMENT, tranche, Money.parse(amount), by("officer", today));
    }

    private static final Terms UPPSALA =
            RealTerms.of("UPP").takenOver("2019-01-01").build();
    private static final String FIRST = "2019-1-kommun-stadsmission";

    /** The first tertial was paid; then the agreement ended on 31 January: 31 of its 120 days are owed. */
    private static GivenFunding uppsalaLeft() {
        return GivenFunding.and(
                GivenFunding.and(
                        given(told("2019-01-02", Told.activated(UPPSALA, 1))),
                        paid(Pay.on("2019-01-02"), FIRST, "stadsmission", "1166666.67")),
                told("2019-01-15", Told.activated(UPPSALA, 1), Told.lastDay("2019-01-31")));
    }

    @Test
    @Clause({"UPP-6", "UPP-10"})
    void whatWasPaidForDaysAfterTheLastIsClaimedWithItsCalculation() {
        uppsalaLeft()
                .when(overpaid(FIRST, "865277.78", "2019-01-15"))
                .thenEvents(events -> assertThat(events)
                        .singleElement()
                        .isInstanceOfSatisfying(ClaimRaised.class, raised -> {
                            assertThat(raised.ground()).isEqualTo(Ground.OVERPAYMENT);
                            assertThat(raised.liable()).isEqualTo("stadsmission");
                            assertThat(raised.calculation()).contains("301388.89");
                        }));
        uppsalaLeft().when(overpaid(FIRST, "865277.79", "2019-01-15")).thenRejected("ClaimMustNotExceedTheOverpayment");
        uppsalaLeft()
                .when(overpaid("2019-2-kommun-stadsmission", "1.00", "2019-01-15"))
                .thenRejected("TrancheMustBeOverpaid");
        GivenFunding.and(uppsalaLeft(), overpaid(FIRST, "865277.78", "2019-01-15"))
                .when(overpaid(FIRST, "0.01", "2019-01-15"))
                .thenRejected("ClaimMustNotExceedTheOverpayment");
    }

    @Test
    @Clause("UPP-10")
    void anOverpaymentThatClearsTakesItsClaimBack() {
        GivenFunding.and(uppsalaLeft(), overpaid(FIRST, "865277.78", "2019-01-15"))
                .when(told("2019-01-20", Told.activated(UPPSALA, 1)))
                .thenEvents(events -> assertThat(events)
                        .contains(new ClaimReduced(
                                AGREEMENT,
                                "claim-1",
                                Money.parse("865277.78"),
                                Money.ZERO,
                                "What was paid with " + FIRST + " is owed after all: 865277.78 of it.")));
    }

    @Test
    @Clause("UPP-10")
    void whatIsRepaidOfAnOverpaymentIsOverpaidNoMore() {
        GivenFunding repaid = GivenFunding.and(
                uppsalaLeft(),
                overpaid(FIRST, "865277.78", "2019-01-15"),
                new RecordRepayment(
                        AGREEMENT,
                        "claim-1",
                        LocalDate.parse("2019-02-01"),
                        Money.parse("865277.78"),
                        "bank-1",
                        by("cashier", "2019-02-01")));

        assertThat(((AgreementFunding.Scheduled) repaid.state()).overpayments()).isEmpty();
        assertThat(repaid.money().claims().all()).extracting(Claim::outstanding).containsExactly(Money.ZERO);
        repaid.when(overpaid(FIRST, "0.01", "2019-02-01")).thenRejected("TrancheMustBeOverpaid");
    }

    /** Once the recipient has paid back what was too much, less than was paid can come back by the bank. */
    @Test
    @Clause("UPP-10")
    void theSameMoneyDoesNotComeBackByTwoWays() {
        GivenFunding repaid = GivenFunding.and(
                uppsalaLeft(),
                overpaid(FIRST, "865277.78", "2019-01-15"),
                new RecordRepayment(
                        AGREEMENT,
                        "claim-1",
                        LocalDate.parse("2019-02-01"),
                        Money.parse("865277.78"),
                        "bank-1",
                        by("cashier", "2019-02-01")));
        Pay february = Pay.on("2019-02-04");

        repaid.when(february.returned(FIRST, "order of " + FIRST, "1166666.67"))
                .thenRejected("WhatWasRepaidMustNotComeBackTwice");
        GivenFunding rest = repaid.when(february.returned(FIRST, "order of " + FIRST, "301388.89"))
                .thenEvents(events -> assertThat(events).hasAtLeastOneElementOfType(PaymentReturned.class));
        assertThat(rest.money().settled().of(FIRST)).isEqualTo(Money.ZERO);
    }

    @Test
    @Clause({"LUN-10", "UPP-10"})
    void theSameKronorAreNotClaimedOnTwoGrounds() {
        ClaimByClause all = byClause(
                "LUN", 0, RESCINDED, "stadsmission", "1166666.67", DECISION, List.of(), List.of(), "2019-01-15");

        GivenFunding.and(uppsalaLeft(), all)
                .when(overpaid(FIRST, "0.01", "2019-01-15"))
                .thenRejected("MoreMustNotBeClaimedThanWasPaid");
        GivenFunding.and(uppsalaLeft(), overpaid(FIRST, "0.01", "2019-01-15"))
                .when(all)
                .thenRejected("MoreMustNotBeClaimedThanWasPaid");
    }

    @Test
    @Clause("LUN-10")
    void whatCameBackByTheBankIsClaimedNoMore() {
        String payable = "2021-1-kommun-kvinnojouren/1";
        Pay day = Pay.on("2021-10-06");

        claimed()
                .when(day.returned(payable, "order of " + payable, "190000.00"))
                .thenEvents(events -> assertThat(events)
                        .contains(new ClaimReduced(
                                AGREEMENT,
                                "claim-1",
                                Money.parse("95000.00"),
                                Money.ZERO,
                                "Of what was paid to kvinnojouren so much came back that more was claimed than is left:"
                                        + " 95000.00.")));
        GivenFunding part = GivenFunding.and(
                claimed(), repaid("50000.00", "bank-1"), day.returned(payable, "order of " + payable, "100000.00"));
        assertThat(outstanding(part)).isEqualTo(Money.parse("40000.00"));
        GivenFunding little = GivenFunding.and(claimed(), day.returned(payable, "order of " + payable, "95000.00"));
        assertThat(outstanding(little)).isEqualTo(Money.parse("95000.00"));
    }

    private static FundingCommand proposesVoiding(String actor, String reference) {
        return new ProposeVoiding(AGREEMENT, "claim-1", reference, by(actor, "2021-10-06"));
    }

    private static FundingCommand voids(String actor, String reference) {
        return new VoidRepayment(AGREEMENT, "claim-1", reference, by(actor, "2021-10-06"));
    }

    @Test
    void whoRaisedAClaimDoesNotSayThatItWasRepaid() {
        claimed()
                .when(new RecordRepayment(
                        AGREEMENT, "claim-1", DAY, Money.parse("50000.00"), "bank-1", by("officer", "2021-10-06")))
                .thenRejected("WhoRaisedMustNotRecordItsRepayment");
    }

    @Test
    void aRepaymentThatWasRecordedByMistakeIsVoidedByTwoPersons() {
        GivenFunding proposed = GivenFunding.and(claimed(), repaid("50000.00", "bank-1"))
                .when(proposesVoiding("cashier", "bank-1"))
                .then(new RepaymentVoidingProposed(AGREEMENT, "claim-1", "bank-1", "as decided", "cashier"));
        assertThat(outstanding(proposed)).as("it counts until it is voided").isEqualTo(Money.parse("45000.00"));

        proposed.when(voids("cashier", "bank-1")).thenRejected("WhoProposedMustNotVoid");
        GivenFunding voided = proposed.when(voids("chief", "bank-1"))
                .then(new RepaymentVoided(
                        AGREEMENT,
                        "claim-1",
                        "bank-1",
                        Money.parse("50000.00"),
                        Money.parse("95000.00"),
                        "as decided",
                        "chief"));
        assertThat(outstanding(voided)).isEqualTo(Money.parse("95000.00"));
        voided.when(voids("chief", "bank-1")).thenRejected("RepaymentMustBeRecorded");
        assertThat(outstanding(GivenFunding.and(voided, repaid("40000.00", "bank-1"))))
                .as("the payment may be recorded again, with what it was")
                .isEqualTo(Money.parse("55000.00"));
    }

    @Test
    void onlyWhatIsRecordedAndProposedIsVoided() {
        GivenFunding repaid = GivenFunding.and(claimed(), repaid("50000.00", "bank-1"));

        repaid.when(proposesVoiding("cashier", "bank-2")).thenRejected("RepaymentMustBeRecorded");
        repaid.when(voids("chief", "bank-1")).thenRejected("VoidingMustBeProposed");
    }

    @Test
    @Clause("UPP-10")
    void thePlanIsAsIfAVoidedRepaymentHadNeverCome() {
        GivenFunding claimed = GivenFunding.and(uppsalaLeft(), overpaid(FIRST, "865277.78", "2019-01-15"));
        FundingCommand repays = new RecordRepayment(
                AGREEMENT,
                "claim-1",
                LocalDate.parse("2019-02-01"),
                Money.parse("300000.00"),
                "bank-1",
                by("cashier", "2019-02-01"));

        GivenFunding voided = GivenFunding.and(
                claimed,
                repays,
                new ProposeVoiding(AGREEMENT, "claim-1", "bank-1", by("cashier", "2019-02-01")),
                new VoidRepayment(AGREEMENT, "claim-1", "bank-1", by("chief", "2019-02-01")));

        assertThat(voided.money().settled()).isEqualTo(claimed.money().settled());
        assertThat(((AgreementFunding.Scheduled) voided.state()).overpayments())
                .isEqualTo(((AgreementFunding.Scheduled) claimed.state()).overpayments());
        assertThat(outstanding(voided)).isEqualTo(Money.parse("865277.78"));
    }

    /** What the bank sent back of the payment stays sent back: only the repayment never was. */
    @Test
    @Clause("UPP-10")
    void whatCameBackByTheBankMeanwhileStaysSo() {
        GivenFunding returned = GivenFunding.and(
                uppsalaLeft(),
                overpaid(FIRST, "865277.78", "2019-01-15"),
                new RecordRepayment(
                        AGREEMENT,
                        "claim-1",
                        LocalDate.parse("2019-02-01"),
                        Money.parse("865277.78"),
                        "bank-1",
                        by("cashier", "2019-02-01")),
                Pay.on("2019-02-04").returned(FIRST, "order of " + FIRST, "301388.89"));

        GivenFunding voided = GivenFunding.and(
                returned,
                new ProposeVoiding(AGREEMENT, "claim-1", "bank-1", by("cashier", "2019-02-04")),
                new VoidRepayment(AGREEMENT, "claim-1", "bank-1", by("chief", "2019-02-04")));

        assertThat(voided.money().settled().of(FIRST)).isEqualTo(Money.parse("865277.78"));
        assertThat(outstanding(voided)).as("301388.89 of it is owed").isEqualTo(Money.parse("563888.89"));
    }

    @Test
    @Clause("LUN-10")
    void whatNobodyWasPaidIsNotClaimedAgain() {
        String payable = "2021-1-kommun-kvinnojouren/1";
        GivenFunding returned = GivenFunding.and(
                claimed(),
                repaid("95000.00", "bank-1"),
                Pay.on("2021-10-06").returned(payable, "order of " + payable, "190000.00"));

        GivenFunding voided =
                GivenFunding.and(returned, proposesVoiding("cashier", "bank-1"), voids("chief", "bank-1"));

        assertThat(outstanding(voided)).isEqualTo(Money.ZERO);
    }

    private static final String JANUARY = "2021-1-kommun-partner";

    private static Terms months(String yearly) {
        return TermsOf.agreement("months", YearKind.CALENDAR, "2021-01-01", "2021-12-31", "M-1")
                .grant(2021, yearly, Standing.COMMITTED, "M-2")
                .paid(Interval.MONTH, Manner.IN_ADVANCE, List.of(), "M-3")
                .choosing(
                        DefaultRule.EQUAL_TRANCHES,
                        DefaultRule.MONTHS_FROM_FIRST_DAY,
                        DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY)
                .takenOver("2021-01-01")
                .build();
    }

    /** January was paid, and half as much again when it was raised; then the agreement was as if it had never been. */
    private static GivenFunding paidWithADifferenceAndOwedNothing() {
        Pay day = Pay.on("2021-01-04");
        LifeEvent activated = Told.activated(months("1200000.00"), 1);
        GivenFunding paid =
                GivenFunding.and(given(told("2021-01-04", activated)), paid(day, JANUARY, "partner", "100000.00"));
        GivenFunding raised = GivenFunding.and(
                GivenFunding.and(
                        paid, told("2021-01-04", activated, Told.termsChanged(2, months("1800000.00"), "2021-01-01"))),
                paid(day, JANUARY + "-difference", "partner", "50000.00"));
        return GivenFunding.and(raised, told("2021-01-04"), overpaid(JANUARY, "150000.00", "2021-01-05"));
    }

    private static FundingCommand comesIn(String amount, String reference) {
        LocalDate day = LocalDate.parse("2021-01-05");
        return new RecordRepayment(
                AGREEMENT, "claim-1", day, Money.parse(amount), reference, by("cashier", day.toString()));
    }

    @Test
    void whatWasOverpaidWithADifferenceIsRepaidAsAWhole() {
        GivenFunding claimed = paidWithADifferenceAndOwedNothing();

        GivenFunding whole = GivenFunding.and(claimed, comesIn("150000.00", "bank-1"));
        GivenFunding inParts = GivenFunding.and(claimed, comesIn("100000.00", "bank-1"), comesIn("50000.00", "bank-2"));

        for (GivenFunding repaid : List.of(whole, inParts)) {
            assertThat(outstanding(repaid)).isEqualTo(Money.ZERO);
            assertThat(((AgreementFunding.Scheduled) repaid.state()).overpayments())
                    .as("nothing is claimed for the second time")
                    .isEmpty();
            repaid.when(overpaid(JANUARY, "0.01", "2021-01-05")).thenRejected("TrancheMustBeOverpaid");
        }
    }

    @Test
    void aRepaymentOfADifferenceThatIsVoidedHadNeverCome() {
        GivenFunding claimed = paidWithADifferenceAndOwedNothing();
        Mandate proposing = by("cashier", "2021-01-05");
        Mandate voiding = by("chief", "2021-01-05");

        GivenFunding voided = GivenFunding.and(
                claimed,
                comesIn("120000.00", "bank-1"),
                comesIn("20000.00", "bank-2"),
                new ProposeVoiding(AGREEMENT, "claim-1", "bank-1", proposing),
                new VoidRepayment(AGREEMENT, "claim-1", "bank-1", voiding));
        assertThat(outstanding(voided)).isEqualTo(Money.parse("130000.00"));
        assertThat(voided.money().settled().ofSlot(JANUARY)).isEqualTo(Money.parse("130000.00"));
        voided = GivenFunding.and(
                voided,
                new ProposeVoiding(AGREEMENT, "claim-1", "bank-2", proposing),
                new VoidRepayment(AGREEMENT, "claim-1", "bank-2", voiding));

        assertThat(voided.money().settled()).isEqualTo(claimed.money().settled());
        assertThat(outstanding(voided)).isEqualTo(Money.parse("150000.00"));
    }
}
