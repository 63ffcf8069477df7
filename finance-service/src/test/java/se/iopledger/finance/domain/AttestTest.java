package se.iopledger.finance.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.finance.domain.GivenFunding.AGREEMENT;
import static se.iopledger.finance.domain.GivenFunding.given;
import static se.iopledger.finance.domain.GivenFunding.told;
import static se.iopledger.finance.domain.Pay.attested;
import static se.iopledger.finance.domain.Pay.right;
import static se.iopledger.finance.domain.Pay.used;

import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.finance.PaymentEvent.AttestRefused;
import se.iopledger.contracts.finance.PaymentEvent.AttestVoided;
import se.iopledger.contracts.finance.PaymentEvent.PayableApproved;
import se.iopledger.contracts.finance.PaymentEvent.PayableExamined;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.finance.domain.pay.AttestRight;
import se.iopledger.finance.domain.pay.AttestRight.Step;
import se.iopledger.finance.domain.pay.OpenPayable;
import se.iopledger.finance.domain.pay.OpenPayable.State;
import se.iopledger.finance.domain.plan.RealTerms;

/** Attest by two persons with rights, of advances and of invoices. */
class AttestTest {
    private static final Terms UPPSALA =
            RealTerms.of("UPP").takenOver("2019-01-01").build();
    private static final LifeEvent IN_FORCE = Told.activated(UPPSALA, 1);
    private static final String FIRST = "2019-1-kommun-stadsmission";
    private static final String PARTNER = "stadsmission";
    private static final String AMOUNT = "1166666.67";
    private static final Pay JANUARY = Pay.on("2019-01-02");

    private static GivenFunding uppsala() {
        return given(told("2019-01-02", IN_FORCE));
    }

    private static GivenFunding uppsala(FundingCommand... then) {
        return GivenFunding.and(uppsala(), then);
    }

    private static GivenFunding norrtalje(FundingCommand... then) {
        Terms terms = RealTerms.of("NOR").takenOver("2021-12-20").build();
        return GivenFunding.and(given(told("2022-01-17", Told.activated(terms, 1))), then);
    }

    private static State stateOf(String payable, GivenFunding funding) {
        return OpenPayable.of(payable, funding.money()).orElseThrow().state();
    }

    @Test
    @Clause({"UPP-4", "UPP-6"})
    void anAdvanceIsAttestedByTwoPersonsWithoutAnInvoice() {
        GivenFunding examined = uppsala()
                .when(JANUARY.examine(FIRST, PARTNER, AMOUNT))
                .then(new PayableExamined(
                        AGREEMENT, FIRST, attested(PARTNER, AMOUNT), Pay.EXAMINER, used(Step.EXAMINE)));
        assertThat(stateOf(FIRST, examined)).isEqualTo(State.EXAMINED);

        GivenFunding approved = examined.when(JANUARY.approve(FIRST, PARTNER, AMOUNT))
                .then(new PayableApproved(
                        AGREEMENT, FIRST, attested(PARTNER, AMOUNT), Pay.APPROVER, used(Step.APPROVE)));
        assertThat(stateOf(FIRST, approved)).isEqualTo(State.APPROVED);
    }

    @Test
    void theSameAttestAgainChangesNothing() {
        GivenFunding approved =
                uppsala(JANUARY.examine(FIRST, PARTNER, AMOUNT), JANUARY.approve(FIRST, PARTNER, AMOUNT));

        approved.when(JANUARY.examine(FIRST, PARTNER, AMOUNT)).thenNothing();
        approved.when(JANUARY.approve(FIRST, PARTNER, AMOUNT)).thenNothing();
    }

    @Test
    void whoExaminedDoesNotApprove() {
        uppsala(JANUARY.examine(FIRST, PARTNER, AMOUNT))
                .when(JANUARY.approve(FIRST, PARTNER, AMOUNT, Pay.EXAMINER, right(Step.APPROVE)))
                .thenRejected("WhoExaminedMustNotApprove");
    }

    @Test
    void nothingIsApprovedThatNobodyExamined() {
        uppsala().when(JANUARY.approve(FIRST, PARTNER, AMOUNT)).thenRejected("PaymentMustBeExaminedBeforeItIsApproved");
    }

    @Test
    void eachStepIsTakenOnce() {
        GivenFunding approved =
                uppsala(JANUARY.examine(FIRST, PARTNER, AMOUNT), JANUARY.approve(FIRST, PARTNER, AMOUNT));

        approved.when(JANUARY.examine(FIRST, PARTNER, AMOUNT, "another", right(Step.EXAMINE)))
                .thenRejected("PayableMustNotBeExaminedAlready");
        approved.when(JANUARY.approve(FIRST, PARTNER, AMOUNT, "another", right(Step.APPROVE)))
                .thenRejected("PayableMustNotBeApprovedAlready");
    }

    @Test
    void onlyWhatIsOwedIsAttested() {
        uppsala().when(JANUARY.examine(FIRST, PARTNER, "1166666.66")).thenRejected("WhatIsAttestedMustBeWhatIsOwed");
        uppsala().when(JANUARY.examine(FIRST, "kommun", AMOUNT)).thenRejected("WhatIsAttestedMustBeWhatIsOwed");
        uppsala().when(JANUARY.examine("2019-9-kommun-nobody", PARTNER, AMOUNT)).thenRejected("PayableMustExist");
        given().when(JANUARY.examine(FIRST, PARTNER, AMOUNT)).thenRejected("PayableMustExist");
    }

    @Test
    void aRightIsNeededToEachStep() {
        uppsala()
                .when(JANUARY.examine(FIRST, PARTNER, AMOUNT, "anybody", right(Step.APPROVE)))
                .thenRejected("AttestNeedsARight");
    }

    @Test
    void aRightHoldsOnItsDaysOnly() {
        uppsala()
                .when(JANUARY.examine(
                        FIRST,
                        PARTNER,
                        AMOUNT,
                        Pay.EXAMINER,
                        right(Step.EXAMINE, Pay.LIMIT, "2018-01-01", "2019-01-01", null, null),
                        right(Step.EXAMINE, Pay.LIMIT, "2019-01-03", null, null, null)))
                .thenRejected("RightMustBeInForce");
    }

    @Test
    void aRightHoldsUpToItsLimit() {
        Money justEnough = Money.parse(AMOUNT);
        Money tooLittle = justEnough.minus(new Money(1));

        uppsala()
                .when(JANUARY.examine(
                        FIRST,
                        PARTNER,
                        AMOUNT,
                        Pay.EXAMINER,
                        right(Step.EXAMINE, tooLittle, "2019-01-02", "2019-01-02", null, null)))
                .thenRejected("AmountMustBeWithinTheLimit");
        uppsala()
                .when(JANUARY.examine(
                        FIRST,
                        PARTNER,
                        AMOUNT,
                        Pay.EXAMINER,
                        right(Step.EXAMINE, justEnough, "2019-01-02", "2019-01-02", AGREEMENT, "socialnämnden")))
                .thenEvents(events -> assertThat(events).hasSize(1));
    }

    @Test
    void aRightMayBeForOneAgreementOrOneUnit() {
        uppsala()
                .when(JANUARY.examine(
                        FIRST,
                        PARTNER,
                        AMOUNT,
                        Pay.EXAMINER,
                        right(Step.EXAMINE, Pay.LIMIT, "2019-01-01", null, "another agreement", null),
                        right(Step.EXAMINE, Pay.LIMIT, "2019-01-01", null, null, "another board")))
                .thenRejected("RightMustCoverTheAgreement");
    }

    @Test
    void whoMightAttestMayRefuseAndSaysWhy() {
        GivenFunding refused = uppsala(JANUARY.examine(FIRST, PARTNER, AMOUNT))
                .when(JANUARY.refuse(FIRST, PARTNER, AMOUNT, "the report has not come", right(Step.APPROVE)))
                .then(new AttestRefused(
                        AGREEMENT,
                        FIRST,
                        attested(PARTNER, AMOUNT),
                        Pay.APPROVER,
                        used(Step.APPROVE),
                        "the report has not come"));

        assertThat(stateOf(FIRST, refused)).isEqualTo(State.OPEN);
        assertThat(refused.money().payments().payable(FIRST).refusal())
                .satisfies(refusal ->
                        assertThat(refusal).isNotNull().extracting("why").isEqualTo("the report has not come"));
        GivenFunding again = refused.when(JANUARY.examine(FIRST, PARTNER, AMOUNT))
                .thenState(state -> assertThat(state).isNotNull());
        assertThat(again.money().payments().payable(FIRST).refusal()).isNull();
        refused.when(JANUARY.refuse(FIRST, PARTNER, AMOUNT, "no")).thenRejected("AttestNeedsARight");
    }

    @Test
    @Clause("UPP-10")
    void aChangeOfWhatIsOwedVoidsTheAttest() {
        uppsala(JANUARY.examine(FIRST, PARTNER, AMOUNT), JANUARY.approve(FIRST, PARTNER, AMOUNT))
                .when(told("2019-01-03", IN_FORCE, Told.lastDay("2019-01-31")))
                .thenEvents(events -> assertThat(events)
                        .contains(new AttestVoided(
                                AGREEMENT, FIRST, attested(PARTNER, AMOUNT), "It is now 301388.89 to stadsmission.")));
    }

    @Test
    void aWithdrawnScheduleVoidsTheAttest() {
        uppsala(JANUARY.examine(FIRST, PARTNER, AMOUNT))
                .when(told("2019-01-03", IN_FORCE, Told.voided()))
                .thenEvents(events -> assertThat(events)
                        .contains(new AttestVoided(
                                AGREEMENT, FIRST, attested(PARTNER, AMOUNT), "It is not to be paid any more.")));
    }

    @Test
    void aChangeOfSomethingElseLeavesTheAttest() {
        uppsala(JANUARY.examine(FIRST, PARTNER, AMOUNT))
                .when(told("2019-01-03", IN_FORCE, Told.lastDay("2021-06-30")))
                .thenEvents(events -> assertThat(events).doesNotHaveAnyElementsOfTypes(AttestVoided.class));
    }

    @Test
    @Clause({"UPP-4", "UPP-5"})
    void aPlanIsPaidUpToTheFloorThatIsGuaranteedAndNoFurther() {
        String planned = "2020-1-kommun-stadsmission";

        // The annex plans 1 190 000.00; the floor is a third of what was decided for 2019.
        uppsala().when(JANUARY.examine(planned, PARTNER, "1190000.00")).thenRejected("WhatIsAttestedMustBeWhatIsOwed");
        uppsala()
                .when(JANUARY.examine(planned, PARTNER, AMOUNT))
                .thenEvents(events -> assertThat(events).hasSize(1));
    }

    @Test
    @Clause("UPP-5")
    void aPlanWithoutAnyGuaranteeIsNotPaid() {
        Terms terms = RealTerms.of("UPP")
                .takenOver("2019-01-01")
                .funding("adjustment", """
                        {"basis": "COUNCIL_BUDGET_DECISION", "neverBelowYearBefore": false, "renegotiatedIfCeased": false}""")
                .build();

        given(told("2019-01-02", Told.activated(terms, 1)))
                .when(JANUARY.examine("2020-1-kommun-stadsmission", PARTNER, "1190000.00"))
                .thenRejected("PlansMustNotBePaidBeyondWhatIsGuaranteed");
    }

    @Test
    void whatIsSettledElsewhereIsNotAttested() {
        Terms terms = RealTerms.of("UPP").takenOver("2019-05-01").build();

        given(told("2019-05-02", Told.activated(terms, 1)))
                .when(Pay.on("2019-05-02").examine(FIRST, PARTNER, AMOUNT))
                .thenRejected("WhatIsSettledElsewhereMustNotBePaid");
    }

    @Test
    void whatIsNotDatedIsNotAttested() {
        Terms terms = RealTerms.of("UPP").takenOver("2019-01-01").choosing("[]").build();

        given(told("2019-05-02", Told.activated(terms, 1)))
                .when(Pay.on("2019-05-02").examine(FIRST, PARTNER, AMOUNT))
                .thenRejected("OnlyWhatIsDatedMayBePaid");
    }

    @Test
    @Clause("NOR-4")
    void aTrancheThatIsPaidAgainstInvoiceAwaitsIt() {
        norrtalje()
                .when(Pay.on("2022-01-17").examine("1-5-kommun-stadsmission", PARTNER, "264333.33"))
                .thenRejected("TrancheMustAwaitItsInvoice");
    }

    @Test
    @Clause("NOR-4")
    void anInvoiceOfOneMonthIsAttestedAndItsRegistrarDoesNotApproveIt() {
        Pay day = Pay.on("2022-01-17");
        String payable = "1-5-kommun-stadsmission/17";
        GivenFunding invoiced = norrtalje(day.invoice("1-5-kommun-stadsmission", "17", "264333.33"));

        GivenFunding examined = GivenFunding.and(invoiced, day.examine(payable, PARTNER, "264333.33"));
        examined.when(day.approve(payable, PARTNER, "264333.33", "registrar", right(Step.APPROVE)))
                .thenRejected("WhoRegisteredTheInvoiceMustNotApprove");
        examined.when(day.approve(payable, PARTNER, "264333.33"))
                .thenEvents(events -> assertThat(events).hasSize(1));
    }

    @Test
    @Clause("NOR-4")
    void invoicesOnOneTrancheFitIt() {
        Pay day = Pay.on("2022-01-17");
        String tranche = "1-5-kommun-stadsmission";
        GivenFunding part = norrtalje(day.invoice(tranche, "17", "200000.00"));

        part.when(day.invoice(tranche, "18", "64333.34")).thenRejected("InvoicesMustFitTheTranche");
        part.when(day.invoice(tranche, "18", "64333.33"))
                .thenEvents(events -> assertThat(events).hasSize(1));
        part.when(day.invoice(tranche, "18", "0.00")).thenRejected("AmountMustBePositive");
        part.when(day.invoice(tranche, "17", "200000.00")).thenNothing();
        part.when(day.invoice(tranche, "17", "200000.01")).thenRejected("InvoiceMustBePutOnce");
        part.when(day.invoice("nothing", "18", "1.00")).thenRejected("PayableMustExist");
        uppsala().when(JANUARY.invoice(FIRST, "17", "1.00")).thenRejected("TrancheMustBePaidAgainstInvoice");
    }

    /** As a credit note leaves it. */
    @Test
    @Clause("NOR-4")
    void anInvoiceThatAsksForLessIsAttestedAnewAndLeavesTheRestOpen() {
        Pay day = Pay.on("2022-01-17");
        String tranche = "1-5-kommun-stadsmission";
        String payable = tranche + "/17";
        GivenFunding less = GivenFunding.and(
                norrtalje(day.invoice(tranche, "17", "264333.33"), day.examine(payable, PARTNER, "264333.33")),
                day.invoice(tranche, "17", "200000.00"));

        norrtalje(day.invoice(tranche, "17", "264333.33"), day.examine(payable, PARTNER, "264333.33"))
                .when(day.invoice(tranche, "17", "200000.00"))
                .thenEvents(events -> assertThat(events)
                        .extracting(event -> event.getClass().getSimpleName())
                        .containsExactly("InvoicePut", "AttestVoided"));
        less.when(day.approve(payable, PARTNER, "200000.00")).thenRejected("PaymentMustBeExaminedBeforeItIsApproved");
        less.when(day.invoice(tranche, "17", "200000.00")).thenNothing();
        less.when(day.invoice(tranche, "17", "264333.33")).thenRejected("InvoiceMustBePutOnce");
        less.when(day.invoice(tranche, "17", "0.00")).thenRejected("AmountMustBePositive");
        less.when(day.invoice(tranche, "18", "64333.33"))
                .thenEvents(events -> assertThat(events).hasSize(1));
        GivenFunding.and(
                        less,
                        day.examine(payable, PARTNER, "200000.00"),
                        day.approve(payable, PARTNER, "200000.00"),
                        day.reserve(payable, PARTNER, "200000.00"),
                        day.confirm(payable))
                .when(day.invoice(tranche, "17", "100000.00"))
                .thenRejected("OrderedInvoiceMustNotChange");
    }

    @Test
    void anInvoiceThatWasTakenBackIsNotPaidAndLeavesRoomForAnother() {
        Pay day = Pay.on("2022-01-17");
        String tranche = "1-5-kommun-stadsmission";
        String payable = tranche + "/17";
        GivenFunding back = norrtalje(
                day.invoice(tranche, "17", "264333.33"),
                day.examine(payable, PARTNER, "264333.33"),
                day.takeBack(payable));

        back.when(day.takeBack(payable)).thenNothing();
        back.when(day.examine(payable, PARTNER, "264333.33")).thenRejected("InvoiceMustNotBeTakenBack");
        back.when(day.takeBack(tranche + "/99")).thenRejected("PayableMustExist");
        back.when(day.invoice(tranche, "18", "264333.33"))
                .thenEvents(events -> assertThat(events).hasSize(1));
        back.when(day.invoice(tranche, "17", "264333.33"))
                .thenEvents(events -> assertThat(events).hasSize(1));
    }

    @Test
    void anInvoiceOfTomorrowIsNotTakenIn() {
        Pay tomorrow = Pay.on("2022-01-18");
        PaymentCommand.PutInvoice put =
                (PaymentCommand.PutInvoice) tomorrow.invoice("1-5-kommun-stadsmission", "17", "1.00");

        norrtalje()
                .when(new PaymentCommand.PutInvoice(
                        put.agreementId(),
                        put.trancheId(),
                        put.invoiceId(),
                        put.invoiceNumber(),
                        put.amount(),
                        put.receivedOn(),
                        put.dueOn(),
                        put.registeredBy(),
                        Pay.on("2022-01-17").by("registrar")))
                .thenRejected("DateMustNotLieAhead");
    }

    /** Two halves of a month, each within what one person may attest, and together not. */
    @Test
    @Clause("NOR-4")
    void aLimitHoldsForTheWholeTrancheHoweverItIsSplit() {
        Pay day = Pay.on("2022-01-17");
        String tranche = "1-5-kommun-stadsmission";
        String one = tranche + "/17";
        String other = tranche + "/18";
        AttestRight upTo200000 = right(Step.EXAMINE, Money.parse("200000.00"), "2019-01-01", null, null, null);
        GivenFunding examined = norrtalje(
                day.invoice(tranche, "17", "132166.67"),
                day.invoice(tranche, "18", "132166.66"),
                day.examine(one, PARTNER, "132166.67", Pay.EXAMINER, upTo200000));
        GivenFunding paid = GivenFunding.and(
                examined,
                day.approve(one, PARTNER, "132166.67"),
                day.reserve(one, PARTNER, "132166.67"),
                day.confirm(one),
                day.executed(one, "132166.67"));

        for (GivenFunding before : List.of(examined, paid)) {
            before.when(day.examine(other, PARTNER, "132166.66", Pay.EXAMINER, upTo200000))
                    .thenRejected("AmountMustBeWithinTheLimit");
            before.when(day.examine(other, PARTNER, "132166.66", "another", upTo200000))
                    .thenEvents(events -> assertThat(events).hasSize(1));
        }
        GivenFunding.and(examined, day.takeBack(one))
                .when(day.examine(other, PARTNER, "132166.66", Pay.EXAMINER, upTo200000))
                .thenEvents(events -> assertThat(events).hasSize(1));
    }

    @Test
    @Clause("NOR-4")
    void anInvoiceInAnotherSpellingIsNotPutBesideTheFirst() {
        Pay day = Pay.on("2022-01-17");
        String next = "1-6-kommun-stadsmission";
        GivenFunding first = norrtalje(day.invoice("1-5-kommun-stadsmission", "INV 17", "264333.33"));

        first.when(day.invoice(next, "inv-0017", "200000.00")).thenRejected("InvoiceMustNotBeADuplicate");
        first.when(day.invoice(next, "18", "264333.33")).thenRejected("InvoiceMustNotBeADuplicate");
        first.when(day.invoice(next, "18", "264333.32"))
                .thenEvents(events -> assertThat(events).hasSize(1));
        first.when(day.judgedInvoice(next, "18", "264333.33", day.by("officer", "of February")))
                .thenEvents(events -> assertThat(events).hasSize(1));
        first.when(day.judgedInvoice(next, "18", "264333.33", day.by("officer")))
                .thenRejected("InvoiceMustNotBeADuplicate");
        first.when(day.judgedInvoice(next, "18", "264333.33", day.by("automation:x", "it says so")))
                .thenRejected("InvoiceMustNotBeADuplicate");
        first.when(day.judgedInvoice(next, "INV 17", "200000.00", day.by("officer", "half of it")))
                .thenRejected("InvoiceMustStandInOnePlace");
        GivenFunding.and(first, day.takeBack("1-5-kommun-stadsmission/INV 17"))
                .when(day.invoice(next, "inv-0017", "264333.33"))
                .thenEvents(events -> assertThat(events).hasSize(1));
    }

    @Test
    @Clause("NOR-4")
    void nothingIsAttestedAsLongAsTheSellersCreditIsNotPlaced() {
        Pay day = Pay.on("2022-01-17");
        String payable = "1-5-kommun-stadsmission/17";
        GivenFunding invoiced = norrtalje(day.invoice("1-5-kommun-stadsmission", "17", "264333.33"));

        invoiced.when(day.examineDespite("credit-note-1", payable, PARTNER, "264333.33"))
                .thenRejected("OpenCreditsMustBeSettledBeforeAttest");
        invoiced.when(day.refuse(payable, PARTNER, "264333.33", "a credit came", right(Step.APPROVE)))
                .thenEvents(events -> assertThat(events).hasSize(1));
    }
}
