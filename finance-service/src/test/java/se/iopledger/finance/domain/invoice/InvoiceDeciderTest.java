package se.iopledger.finance.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.iopledger.finance.domain.invoice.GivenInvoice.ID;
import static se.iopledger.finance.domain.invoice.GivenInvoice.automation;
import static se.iopledger.finance.domain.invoice.GivenInvoice.given;
import static se.iopledger.finance.domain.invoice.GivenInvoice.mandate;
import static se.iopledger.finance.domain.invoice.GivenInvoice.nothing;
import static se.iopledger.finance.domain.invoice.GivenInvoice.place;
import static se.iopledger.finance.domain.invoice.GivenInvoice.received;
import static se.iopledger.finance.domain.invoice.Invoices.creditNote;
import static se.iopledger.finance.domain.invoice.Invoices.invoice;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.InvoiceEvent.Because;
import se.iopledger.contracts.finance.InvoiceEvent.CreditNoteUsed;
import se.iopledger.contracts.finance.InvoiceEvent.CreditedInvoiceChosen;
import se.iopledger.contracts.finance.InvoiceEvent.DocumentDealtWith;
import se.iopledger.contracts.finance.InvoiceEvent.DocumentNotRead;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceKept;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceMatched;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceReceived;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceReduced;
import se.iopledger.contracts.finance.InvoiceEvent.InvoiceRefused;
import se.iopledger.contracts.finance.InvoiceEvent.MatchUndone;
import se.iopledger.contracts.finance.InvoiceEvent.ReductionRefused;
import se.iopledger.contracts.finance.InvoiceEvent.ReductionRequested;
import se.iopledger.contracts.finance.InvoiceEvent.TrancheChosen;
import se.iopledger.contracts.finance.InvoiceEvent.UndoingRefused;
import se.iopledger.contracts.finance.InvoiceEvent.UndoingRequested;
import se.iopledger.contracts.finance.InvoiceFinding;
import se.iopledger.contracts.finance.InvoicePlace;
import se.iopledger.contracts.finance.InvoiceSource;
import se.iopledger.contracts.finance.InvoiceSource.Channel;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.contracts.testing.SimulatedIdentityNumbers;
import se.iopledger.finance.domain.PaymentCommand.PutInvoice;
import se.iopledger.finance.domain.invoice.InvoiceCommand.ChooseTranche;
import se.iopledger.finance.domain.invoice.InvoiceCommand.CloseDocument;
import se.iopledger.finance.domain.invoice.InvoiceCommand.KeepDocument;
import se.iopledger.finance.domain.invoice.InvoiceCommand.LeaveCreditOpen;
import se.iopledger.finance.domain.invoice.InvoiceCommand.PlaceCredit;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordGivenBack;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordKeptThere;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordNotReduced;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordNotTaken;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordReduced;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RecordTaken;
import se.iopledger.finance.domain.invoice.InvoiceCommand.ReduceByCreditNote;
import se.iopledger.finance.domain.invoice.InvoiceCommand.RefuseInvoice;
import se.iopledger.finance.domain.invoice.InvoiceCommand.SearchTranche;
import se.iopledger.finance.domain.invoice.InvoiceCommand.UndoMatch;
import se.iopledger.finance.domain.invoice.InvoiceCommand.UseCreditNote;
import se.iopledger.finance.domain.invoice.InvoiceState.Stage;
import se.iopledger.finance.domain.plan.RealTerms;

/** What becomes of one invoice. */
class InvoiceDeciderTest {
    private static final String FIRST_MONTH = "1-1-kommun-stadsmission";
    private static final InvoicePlace PLACE = place(FIRST_MONTH, "264333.34");
    private static final String CREDIT_NOTE = "00000000-0000-5000-8000-0000000000c1";
    private static final InvoiceSource DOCUMENT = new InvoiceSource(Channel.UBL, "ab".repeat(32), "access point");

    private static Invoices first() {
        return invoice("1001", "264333.34").buyer("50021001");
    }

    private static InvoiceCommand taken() {
        return new RecordTaken(ID, PLACE, automation());
    }

    private static InvoiceCommand undo(@Nullable String reason) {
        return new UndoMatch(ID, false, mandate("officer", reason));
    }

    private static InvoiceCommand choose(boolean onlyWhatIsLeft, Tranches tranches, @Nullable String reason) {
        return choose(FIRST_MONTH, onlyWhatIsLeft, tranches, reason);
    }

    private static InvoiceCommand choose(
            String trancheId, boolean onlyWhatIsLeft, Tranches tranches, @Nullable String reason) {
        return new ChooseTranche(
                ID, Tranches.NOR, trancheId, onlyWhatIsLeft, tranches.all(), mandate("officer", reason));
    }

    private static InvoiceCommand reduceBy(String amount) {
        return new ReduceByCreditNote(ID, CREDIT_NOTE, Money.parse(amount), automation());
    }

    private static GivenInvoice matched() {
        return given(received(first(), Tranches.ofNorrtalje()), taken());
    }

    private static GivenInvoice waiting() {
        return given(received(invoice("1001", "300000.00").buyer("50021001"), Tranches.ofNorrtalje()));
    }

    private static Because because(GivenInvoice invoice) {
        assertThat(invoice.stage()).isInstanceOf(Stage.Waiting.class);
        return ((Stage.Waiting) invoice.stage()).kept().because();
    }

    @Test
    @Clause("NOR-4")
    void anInvoiceIsMatchedWhenTheAgreementHasTakenIt() {
        nothing()
                .when(received(first(), Tranches.ofNorrtalje()))
                .thenEvents(events -> {
                    assertThat(events).hasSize(2);
                    assertThat(events.getFirst()).isInstanceOf(InvoiceReceived.class);
                    TrancheChosen chosen = (TrancheChosen) events.getLast();
                    assertThat(chosen.place()).isEqualTo(PLACE);
                    assertThat(chosen.left()).isEqualTo(Money.ZERO);
                    assertThat(chosen.due().dueOn()).isEqualTo("2021-10-20");
                    assertThat(chosen.chosenBy()).isEqualTo("automation:invoice-matching");
                })
                .when(taken())
                .thenEvents(events -> assertThat(events.getFirst()).isInstanceOf(InvoiceMatched.class))
                .when(taken())
                .thenNothing();
    }

    @Test
    void whatTheAgreementDoesNotTakeWaitsForAPerson() {
        given(received(first(), Tranches.ofNorrtalje()))
                .when(new RecordNotTaken(ID, PLACE, "TrancheMustHaveRoom", "nothing is left", automation()))
                .thenEvents(events -> {
                    InvoiceKept kept = (InvoiceKept) events.getFirst();
                    assertThat(kept.because()).isEqualTo(Because.NOT_TAKEN);
                    assertThat(kept.detail()).contains("TrancheMustHaveRoom");
                })
                .when(new RecordNotTaken(ID, PLACE, "TrancheMustHaveRoom", "nothing is left", automation()))
                .thenNothing();
    }

    @Test
    void anAnswerAboutAnotherPlaceChangesNothing() {
        given(received(first(), Tranches.ofNorrtalje()))
                .when(new RecordTaken(ID, place("1-2-kommun-stadsmission", "264333.34"), automation()))
                .thenNothing();
    }

    @Test
    void theSameInvoiceIsNotReceivedTwice() {
        matched().when(received(first(), Tranches.ofNorrtalje())).thenRejected("InvoiceMustNotBeReceivedTwice");
    }

    @Test
    void anotherWayOfWritingANumberIsSuspectedAndWaits() {
        assertThat(InvoiceId.plain("INV 0010-01"))
                .isEqualTo(InvoiceId.plain("inv10-01"))
                .isEqualTo("INV1001");
        assertThat(InvoiceId.plain("0042")).isEqualTo("42");
        assertThat(InvoiceId.plain("100")).isEqualTo("100");
        assertThat(InvoiceId.plain("0")).isEqualTo("0");

        nothing()
                .when(received(first().build(), Tranches.ofNorrtalje(), List.of(), List.of("another")))
                .thenEvents(events -> {
                    InvoiceKept kept = (InvoiceKept) events.getLast();
                    assertThat(kept.because()).isEqualTo(Because.SUSPECTED_DUPLICATE);
                    assertThat(kept.candidates()).isNotEmpty();
                });
    }

    @Test
    void theSameInvoiceHasOneIdHoweverItComes() {
        assertThat(InvoiceId.of("0188", Invoices.STADSMISSIONEN, "1001"))
                .isEqualTo(InvoiceId.of("0188", Invoices.STADSMISSIONEN, " 1001 "))
                .isNotEqualTo(InvoiceId.of("0380", Invoices.STADSMISSIONEN, "1001"))
                .isNotEqualTo(InvoiceId.of("0188", Invoices.KVINNOJOUREN_MADE_UP, "1001"))
                .isNotEqualTo(InvoiceId.of("0188", Invoices.STADSMISSIONEN, "01001"));
    }

    @Test
    void whatHasToBeJudgedIsNeverMatchedByItself() {
        InvoiceFinding finding =
                new InvoiceFinding("PayeeMustBeTheSeller", "BT-59", "it asks to be paid to another", true);

        assertThat(because(given(received(first().build(), Tranches.ofNorrtalje(), List.of(finding), List.of()))))
                .isEqualTo(Because.TO_BE_JUDGED);
        assertThat(because(given(received(first().tax("1000.00"), Tranches.ofNorrtalje()))))
                .isEqualTo(Because.TO_BE_JUDGED);
        assertThat(because(given(received(first().issued("2021-09-21"), Tranches.ofNorrtalje()))))
                .isEqualTo(Because.TO_BE_JUDGED);
    }

    @Test
    void aFindingThatDecidesNothingHoldsUpNothing() {
        InvoiceFinding finding = new InvoiceFinding("SE-R-003", "BT-30", "digits only", false);

        assertThat(given(received(first().build(), Tranches.ofNorrtalje(), List.of(finding), List.of()))
                        .stage())
                .isInstanceOf(Stage.Chosen.class);
    }

    @Test
    void whatNoInvoiceCanMeanIsKeptOutByItsRule() {
        refused(invoice("1", "0.00"), "PayableMustBePositive", "/payable");
        refused(invoice("1", "-10.00"), "PayableMustBePositive", "/payable");
        refused(invoice("1", "1.00").received("2021-12-21"), "InvoiceMustHaveBeenReceived", "/receivedOn");
        refused(invoice("1", "1.00").received("1999-12-21"), "DateMustBeReasonable", "/receivedOn");
        refused(invoice("1", "1.00").issued("0021-09-15"), "DateMustBeReasonable", "/issuedOn");
        refused(invoice("1", "1.00").issued("2210-09-15"), "DateMustBeReasonable", "/issuedOn");
        refused(
                invoice("1", "1.00").forTime("2021-10-01", "2021-09-01"),
                "PeriodMustNotEndBeforeItBegins",
                "/period/last");
        refused(invoice("1", "1.00").forTime("2001-10-01", "2021-09-01"), "DateMustBeReasonable", "/period/first");
        refused(invoice("1", "1.00").crediting("2"), "OnlyACreditNoteCredits", "/credits");
        refused(invoice(" ", "1.00"), "TextMustNotBeBlank", "/number");
        refused(invoice("1".repeat(101), "1.00"), "TextMustFitTheLimit", "/number");
        refused(invoice("1", "1.00").buyer("Contact A (invented)"), "ReferenceMustHoldADigit", "/references/buyer");
        refused(invoice("1", "1.00").order("a1@example.org"), "ReferenceMustHoldADigit", "/references/order");
    }

    @Test
    @Clause("NOR-13")
    void noPersonalIdentityNumberIsTakenIn() {
        String number = SimulatedIdentityNumbers.of(LocalDate.parse("1950-01-01"), 1, "-");

        refused(invoice(number, "1.00"), "PersonalIdentityNumberMustNotBeGiven", "/number");
        refused(
                invoice("1", "1.00").contract("of " + number),
                "PersonalIdentityNumberMustNotBeGiven",
                "/references/contract");
        matched().when(undo("by " + number)).thenRejected("PersonalIdentityNumberMustNotBeGiven", "/reason");
    }

    private static void refused(Invoices invoice, String rule, String field) {
        nothing().when(received(invoice, Tranches.ofNorrtalje())).thenRejected(rule, field);
    }

    @Test
    void theAmountsOfAFormMustSum() {
        var form = first().build();
        var wrong = new se.iopledger.contracts.finance.Invoice(
                form.kind(),
                form.number(),
                form.seller(),
                form.sellerName(),
                null,
                form.issuedOn(),
                form.receivedOn(),
                null,
                null,
                Money.parse("264332.34"),
                Money.ZERO,
                form.payable(),
                form.references(),
                null,
                null);

        nothing()
                .when(received(wrong, Tranches.ofNorrtalje(), List.of(), List.of()))
                .thenRejected("NetAndTaxMustMakeThePayable", "/payable");
    }

    @Test
    void anInvoiceThatAsksForTooMuchIsAcceptedUpToWhatIsOwedOrRefused() {
        waiting()
                .when(choose(false, Tranches.ofNorrtalje(), "agreed by phone"))
                .thenRejected("AmountMustFitTheTranche", "/onlyWhatIsLeft");
        waiting().when(choose(true, Tranches.ofNorrtalje(), null)).thenRejected("ReasonMustBeStated", "/reason");
        waiting()
                .when(choose(true, Tranches.ofNorrtalje(), "the rest is not owed"))
                .thenEvents(events -> {
                    TrancheChosen chosen = (TrancheChosen) events.getFirst();
                    assertThat(chosen.place()).isEqualTo(PLACE);
                    assertThat(chosen.chosenBy()).isEqualTo("officer");
                    assertThat(chosen.reasons())
                            .containsExactly(
                                    "chosen by a person: the rest is not owed (accepted up to 264333.34 kr of 300000.00 kr)");
                });
        waiting()
                .when(new RefuseInvoice(ID, mandate("officer", "it is not what was agreed")))
                .then(new InvoiceRefused(ID, "officer"))
                .when(choose(true, Tranches.ofNorrtalje(), "after all"))
                .thenRejected("InvoiceMustWaitForAPerson");
        waiting().when(new RefuseInvoice(ID, mandate("officer", " "))).thenRejected("ReasonMustBeStated", "/reason");
    }

    @Test
    void aPersonChoosesOnlyAmongWhatIsThere() {
        Tranches full = Tranches.ofNorrtalje();
        full.put(PLACE);

        waiting().when(choose(true, full, "why not")).thenRejected("TrancheMustHaveRoom", "/trancheId");
        waiting()
                .when(choose("9-9-kommun-stadsmission", true, full, "why not"))
                .thenRejected("TrancheMustBePaidAgainstInvoice", "/trancheId");
        matched().when(choose(true, Tranches.ofNorrtalje(), "again")).thenRejected("InvoiceMustWaitForAPerson");
    }

    @Test
    void nobodyElsesInvoiceIsPaidUnderAnAgreementEvenByHand() {
        given(received(first().from(Invoices.KVINNOJOUREN_MADE_UP, "Somebody else (made up)"), Tranches.ofNorrtalje()))
                .when(choose(false, Tranches.ofNorrtalje(), "they asked for it"))
                .thenRejected("PartiesMustBeThoseOfTheAgreement", "/trancheId");
    }

    @Test
    @Clause("LUN-5")
    void aPersonMatchesLundsInvoiceWithItsReason() {
        Tranches lund = Tranches.ofLund();
        given(received(
                        invoice("7", "190000.00")
                                .from(Invoices.KVINNOJOUREN_MADE_UP, "Kvinnojouren Lund")
                                .received("2021-02-01"),
                        lund))
                .when(new ChooseTranche(
                        ID,
                        Tranches.LUN,
                        "2021-1-kommun-kvinnojouren",
                        false,
                        lund.all(),
                        mandate("officer", "the number is that of their statutes")))
                .thenEvents(events -> {
                    TrancheChosen chosen = (TrancheChosen) events.getFirst();
                    assertThat(chosen.place().amount()).isEqualTo(Money.parse("190000.00"));
                    assertThat(chosen.left()).isEqualTo(Money.ZERO);
                    assertThat(chosen.due().dueOn()).isEqualTo("2021-03-03");
                });
    }

    @Test
    void whatWaitsIsMatchedByItselfOnceThereIsATranche() {
        given(received(first(), Tranches.of("none", RealTerms.of("UPP").build())))
                .when(new SearchTranche(ID, Tranches.ofNorrtalje().all(), mandate("officer", null)))
                .thenEvents(events -> assertThat(events.getFirst()).isInstanceOf(TrancheChosen.class));
        matched()
                .when(new SearchTranche(ID, Tranches.ofNorrtalje().all(), mandate("officer", null)))
                .thenRejected("InvoiceMustWaitForAPerson");
    }

    @Test
    void aMatchIsUndoneWhenTheAgreementHasGivenTheInvoiceBack() {
        matched()
                .when(undo("it belongs to another year"))
                .then(new UndoingRequested(ID, PLACE, "officer"))
                .when(new RecordGivenBack(ID, PLACE, automation()))
                .then(new MatchUndone(ID, PLACE))
                .when(new RecordGivenBack(ID, PLACE, automation()))
                .thenNothing()
                .when(undo("again"))
                .thenRejected("InvoiceMustBeMatched");
    }

    @Test
    void whatIsAttestedStaysMatched() {
        GivenInvoice still = matched()
                .when(undo("it belongs to another year"))
                .thenEvents(events -> assertThat(events).hasSize(1))
                .when(new RecordKeptThere(ID, PLACE, "InvoiceMustNotBeAttested", "it was examined", automation()))
                .then(new UndoingRefused(ID, PLACE, "InvoiceMustNotBeAttested", "it was examined"));

        assertThat(still.stage()).isInstanceOf(Stage.Matched.class);
        still.when(new RecordKeptThere(ID, PLACE, "any", "any", automation())).thenNothing();
        matched()
                .when(new UndoMatch(ID, true, mandate("officer", "it belongs to another year")))
                .thenRejected("AttestedMatchMustNotBeUndone");
        matched().when(undo(null)).thenRejected("ReasonMustBeStated", "/reason");
    }

    @Test
    void whileTheAgreementIsAskedNothingElseIsDecided() {
        given(received(first(), Tranches.ofNorrtalje()))
                .when(new RefuseInvoice(ID, mandate("officer", "no")))
                .thenRejected("InvoiceMustWaitForAPerson");
        given(received(first(), Tranches.ofNorrtalje())).when(reduceBy("1.00")).thenRejected("InvoiceMustBeAtRest");
    }

    @Test
    void aCreditNoteReducesAMatchedInvoiceWhereItStands() {
        GivenInvoice reduced = matched()
                .when(reduceBy("64333.34"))
                .then(new ReductionRequested(ID, CREDIT_NOTE, Money.parse("64333.34"), PLACE, Money.parse("200000.00")))
                .when(reduceBy("64333.34"))
                .thenNothing()
                .when(new RecordReduced(ID, CREDIT_NOTE, automation()))
                .then(new InvoiceReduced(
                        ID,
                        CREDIT_NOTE,
                        Money.parse("64333.34"),
                        Money.parse("200000.00"),
                        place(FIRST_MONTH, "200000.00")));

        assertThat(reduced.received().payable()).isEqualTo(Money.parse("200000.00"));
        reduced.when(new RecordReduced(ID, CREDIT_NOTE, automation())).thenNothing();
        reduced.when(reduceBy("64333.34")).thenNothing();
    }

    @Test
    void aCreditNoteOfTheWholeLeavesNothingOfItsInvoice() {
        GivenInvoice gone = matched()
                .when(reduceBy("264333.34"))
                .thenEvents(events -> assertThat(events).hasSize(1))
                .when(new RecordReduced(ID, CREDIT_NOTE, automation()))
                .then(new InvoiceReduced(ID, CREDIT_NOTE, Money.parse("264333.34"), Money.ZERO, null));

        assertThat(gone.stage()).isInstanceOf(Stage.GivenBack.class);
        gone.when(new RefuseInvoice(ID, mandate("officer", "no"))).thenRejected("InvoiceMustWaitForAPerson");
        gone.when(new ReduceByCreditNote(ID, "another", Money.parse("1.00"), automation()))
                .thenRejected("CreditMustNotExceedItsInvoice");
    }

    @Test
    void whatWasNotAcceptedIsGivenBackFirst() {
        GivenInvoice partly = waiting()
                .when(choose(true, Tranches.ofNorrtalje(), "the rest is not owed"))
                .thenEvents(events -> assertThat(events).hasSize(1))
                .when(taken())
                .thenEvents(events -> assertThat(events).hasSize(1));

        partly.when(reduceBy("35666.66"))
                .then(new InvoiceReduced(ID, CREDIT_NOTE, Money.parse("35666.66"), Money.parse("264333.34"), PLACE));
    }

    @Test
    void aCreditNoteReducesWhatWaitsAtOnce() {
        GivenInvoice less = waiting()
                .when(reduceBy("35666.66"))
                .then(new InvoiceReduced(ID, CREDIT_NOTE, Money.parse("35666.66"), Money.parse("264333.34"), null));

        less.when(new SearchTranche(ID, Tranches.ofNorrtalje().all(), mandate("officer", null)))
                .thenEvents(events ->
                        assertThat(((TrancheChosen) events.getFirst()).place()).isEqualTo(PLACE));
    }

    @Test
    void whatIsAttestedIsNotReduced() {
        GivenInvoice still = matched()
                .when(reduceBy("1.00"))
                .thenEvents(events -> assertThat(events).hasSize(1))
                .when(new RecordNotReduced(
                        ID, CREDIT_NOTE, "InvoiceMustNotBeAttested", "it was examined", automation()))
                .then(new ReductionRefused(ID, CREDIT_NOTE, "InvoiceMustNotBeAttested", "it was examined"));

        assertThat(still.received().payable()).isEqualTo(Money.parse("264333.34"));
        assertThat(still.received().reductions())
                .hasEntrySatisfying(
                        CREDIT_NOTE,
                        reduction -> assertThat(reduction.isTaken()).isFalse());
        still.when(new RecordNotReduced(ID, CREDIT_NOTE, "any", "any", automation()))
                .thenNothing();
        still.when(reduceBy("1.00")).thenEvents(events -> assertThat(events).hasSize(1));
    }

    @Test
    void noCreditNoteGivesBackMoreThanItsInvoiceAsksFor() {
        matched().when(reduceBy("264333.35")).thenRejected("CreditMustNotExceedItsInvoice");
        waiting()
                .when(new RefuseInvoice(ID, mandate("officer", "no")))
                .then(new InvoiceRefused(ID, "officer"))
                .when(reduceBy("1.00"))
                .thenRejected("InvoiceMustNotBeRefused");
        nothing().when(reduceBy("1.00")).thenRejected("InvoiceMustBeReceived");
        given(received(creditNote("C1", "10.00", null), Tranches.ofNorrtalje()))
                .when(reduceBy("1.00"))
                .thenRejected("CreditNoteMustNameAnInvoice");
    }

    @Test
    void aCreditNoteIsUsedOrStaysOpen() {
        InvoiceCommand came = received(creditNote("C1", "10.00", "1001"), Tranches.ofNorrtalje());

        given(came)
                .when(new UseCreditNote(ID, "invoice", automation()))
                .then(new CreditNoteUsed(ID, "invoice"))
                .when(new UseCreditNote(ID, "invoice", automation()))
                .thenNothing();
        given(came)
                .when(new LeaveCreditOpen(ID, "its invoice has not come in", automation()))
                .then(new InvoiceKept(ID, Because.OPEN_CREDIT, "its invoice has not come in", List.of()))
                .when(new LeaveCreditOpen(ID, "still not", automation()))
                .thenNothing()
                .when(new UseCreditNote(ID, "invoice", automation()))
                .then(new CreditNoteUsed(ID, "invoice"));
        assertThat(because(given(received(creditNote("C1", "10.00", null), Tranches.ofNorrtalje()))))
                .isEqualTo(Because.OPEN_CREDIT);
        assertThat(because(given(received(creditNote("C1", "10.00", "1001").tax("2.00"), Tranches.ofNorrtalje()))))
                .isEqualTo(Because.TO_BE_JUDGED);
        given(came).when(choose(false, Tranches.ofNorrtalje(), "why not")).thenRejected("OnlyAnInvoiceIsMatched");
    }

    @Test
    @Clause("NOR-4")
    void nobodyPutsAnInvoiceOnATrancheOfAPartyThatHasLeft() {
        Tranches left = Tranches.ofNorrtalje()
                .withTerms(RealTerms.of("STO").takenOver("2021-12-15").build());

        given(received(first(), left))
                .when(choose(false, left, "it was owed before"))
                .thenRejected("PartiesMustBeThoseOfTheAgreement", "/trancheId");
    }

    private static InvoiceCommand placeCredit(String number, @Nullable String reason) {
        return new PlaceCredit(ID, number, mandate("officer", reason));
    }

    /** The invoice that it names stands in an order that is about to be paid, and is paid then. */
    @Test
    void aCreditNoteThatCameTooLateReducesAnotherInvoiceOfItsSeller() {
        GivenInvoice late = given(
                received(creditNote("C1", "10.00", "1001"), Tranches.ofNorrtalje()),
                new LeaveCreditOpen(ID, "invoice 1001 is about to be paid", automation()));

        late.when(placeCredit("1002", null)).thenRejected("ReasonMustBeStated", "/reason");
        late.when(placeCredit(" ", "why not")).thenRejected("CreditedInvoiceMustBeNamed", "/number");
        late.when(placeCredit("1002", "1001 is paid"))
                .then(new CreditedInvoiceChosen(ID, "1002", "officer"))
                .when(new UseCreditNote(ID, "invoice 1002", automation()))
                .then(new CreditNoteUsed(ID, "invoice 1002"));
        late.when(placeCredit("1001", null)).then(new CreditedInvoiceChosen(ID, "1001", "officer"));
    }

    @Test
    void aCreditNoteThatTheChosenInvoiceDoesNotTakeWaitsAgain() {
        GivenInvoice chosen = given(
                received(creditNote("C1", "10.00", "1001"), Tranches.ofNorrtalje()),
                new LeaveCreditOpen(ID, "invoice 1001 is about to be paid", automation()),
                placeCredit("1002", "1001 is paid"));

        chosen.when(placeCredit("1003", "or this one")).thenRejected("InvoiceMustWaitForAPerson");
        chosen.when(new LeaveCreditOpen(ID, "invoice 1002 is of less", automation()))
                .then(new InvoiceKept(ID, Because.OPEN_CREDIT, "invoice 1002 is of less", List.of()))
                .when(placeCredit("1003", "or this one"))
                .then(new CreditedInvoiceChosen(ID, "1003", "officer"));
    }

    @Test
    void onlyACreditNoteReducesAnInvoice() {
        given(received(invoice("1001", "10.00"), Tranches.ofNorrtalje()))
                .when(placeCredit("1002", "why not"))
                .thenRejected("OnlyACreditNoteReducesAnInvoice");
    }

    @Test
    void aDocumentThatCannotBeReadWaitsOnceForAPerson() {
        InvoiceCommand keep = new KeepDocument(
                ID, "0188", DOCUMENT, 17, "BR-CO-15", "BT-112", "the sums differ", mandate("officer", null));

        nothing()
                .when(keep)
                .then(new DocumentNotRead(ID, "0188", DOCUMENT, 17, "BR-CO-15", "BT-112", "the sums differ", "officer"))
                .when(keep)
                .thenNothing()
                .when(new CloseDocument(ID, mandate("officer", null)))
                .thenRejected("ReasonMustBeStated", "/reason");
        given(keep)
                .when(new CloseDocument(ID, mandate("officer", "the seller sends it again")))
                .then(new DocumentDealtWith(ID, "officer"))
                .when(new CloseDocument(ID, mandate("officer", "again")))
                .thenRejected("DocumentMustWaitForAPerson");
        given(keep).when(undo("why not")).thenRejected("InvoiceMustBeReadable");
        nothing().when(new CloseDocument(ID, mandate("officer", "why not"))).thenRejected("DocumentMustBeKept");
        nothing()
                .when(new KeepDocument(
                        ID,
                        "0188",
                        new InvoiceSource(
                                Channel.UBL,
                                "ab".repeat(32),
                                "of " + SimulatedIdentityNumbers.of(LocalDate.parse("1950-01-01"), 1, "-")),
                        17,
                        "any",
                        null,
                        "any",
                        mandate("officer", null)))
                .thenRejected("PersonalIdentityNumberMustNotBeGiven", "/cameFrom");
    }

    @Test
    void aHistoryThatCannotBeIsNotRead() {
        assertThatThrownBy(() -> InvoiceDecider.evolve(InvoiceDecider.initial(), new MatchUndone(ID, PLACE)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("MatchUndone");
        assertThatThrownBy(() -> InvoiceDecider.evolve(
                        matched().state(), new InvoiceReduced(ID, CREDIT_NOTE, Money.ZERO, Money.parse("1.00"), null)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() ->
                        InvoiceDecider.evolve(matched().state(), new ReductionRefused(ID, CREDIT_NOTE, "any", "any")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anInvoiceHoldsFromTheDayOnWhichItCame() {
        InvoiceCommand came = received(first(), Tranches.ofNorrtalje());
        var events = nothing().when(came).accepted();

        assertThat(InvoiceDecider.effectiveOn(events.getFirst(), came)).isEqualTo("2021-09-20");
        assertThat(InvoiceDecider.effectiveOn(events.getLast(), came)).isEqualTo(LocalDate.parse("2021-12-20"));
    }

    /** Whoever looked for others like it looked too early; a person who saw it waiting may say that it is none. */
    @Test
    void whatTheAgreementTakesForADuplicateIsJudgedByAPerson() {
        GivenInvoice waiting = given(
                received(first(), Tranches.ofNorrtalje()),
                new RecordNotTaken(ID, PLACE, "InvoiceMustNotBeADuplicate", "as 17", automation()));
        assertThat(because(waiting)).isEqualTo(Because.SUSPECTED_DUPLICATE);
        assertThat(putOf(given(received(first(), Tranches.ofNorrtalje()))).judged())
                .isFalse();

        GivenInvoice again = waiting.when(
                        new SearchTranche(ID, Tranches.ofNorrtalje().all(), mandate("officer", null)))
                .thenEvents(events -> assertThat(events).hasSize(1));
        assertThat(putOf(again).judged()).isFalse();

        GivenInvoice chosen = waiting.when(choose(false, Tranches.ofNorrtalje(), "of another month"))
                .thenEvents(events -> assertThat(events).hasSize(1));
        assertThat(putOf(chosen).judged()).isTrue();
        assertThat(putOf(chosen).mandate().actor()).isEqualTo("officer");
        assertThat(putOf(chosen).mandate().reason()).contains("of another month");
        assertThat(because(GivenInvoice.and(
                        chosen, new RecordNotTaken(ID, PLACE, "InvoicesMustFitTheTranche", "full", automation()))))
                .isEqualTo(Because.NOT_TAKEN);
    }

    private static PutInvoice putOf(GivenInvoice invoice) {
        return (PutInvoice) AgreementStep.next(invoice.received(), GivenInvoice.TODAY)
                .orElseThrow()
                .ask();
    }
}
