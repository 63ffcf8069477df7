package se.iopledger.finance.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static se.iopledger.finance.domain.GivenFunding.AGREEMENT;
import static se.iopledger.finance.domain.GivenFunding.given;
import static se.iopledger.finance.domain.GivenFunding.told;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.finance.PaymentEvent.Ground;
import se.iopledger.contracts.finance.PaymentEvent.PaymentsHeld;
import se.iopledger.contracts.finance.PaymentEvent.PaymentsReleased;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Remedy;
import se.iopledger.contracts.terms.RemedyKind;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.finance.domain.PaymentCommand.HoldOnGround;
import se.iopledger.finance.domain.PaymentCommand.HoldPayments;
import se.iopledger.finance.domain.PaymentCommand.ReleaseOnGround;
import se.iopledger.finance.domain.PaymentCommand.ReleasePayments;
import se.iopledger.finance.domain.pay.AttestRight;
import se.iopledger.finance.domain.pay.Payments.Hold;
import se.iopledger.finance.domain.plan.RealTerms;

/** Stops of payments: by a person, and by an automation where the paper lets it. */
class HoldTest {
    private static final List<Remedy> STOCKHOLM = RealTerms.of("STO").build().remedies();
    private static final List<Remedy> NORRTALJE = RealTerms.of("NOR").build().remedies();
    private static final Pay DAY = Pay.on("2022-07-01");
    private static final String OUTREACH = "1-1-kommun-stadsmission";

    /** Linköping pays two organisations: what stops the one leaves the other alone. */
    private static GivenFunding linkoping(FundingCommand... then) {
        Terms terms = RealTerms.of("LIN").build();
        return GivenFunding.and(given(told("2022-07-01", Told.activated(terms, 1))), then);
    }

    private static GivenFunding approved(FundingCommand... then) {
        return GivenFunding.and(
                linkoping(
                        DAY.examine(OUTREACH, "stadsmission", "700000.00"),
                        DAY.approve(OUTREACH, "stadsmission", "700000.00")),
                then);
    }

    private static FundingCommand hold(@Nullable String recipient, List<Remedy> remedies, String... clauses) {
        return new HoldPayments(
                AGREEMENT,
                recipient,
                List.of(clauses),
                remedies,
                DAY.by("officer", "statements contradict each other"));
    }

    private static FundingCommand release(String hold, String actor) {
        return new ReleasePayments(AGREEMENT, hold, DAY.by(actor, "it is explained"));
    }

    private static FundingCommand fallsShort(String party, List<Remedy> remedies) {
        return new HoldOnGround(
                AGREEMENT,
                Ground.DEFICIENCY,
                "deficiency-1",
                List.of(party),
                "A deficiency was registered.",
                remedies,
                Mandate.ofAutomation("x", DAY.today(), DAY.today()));
    }

    private static FundingCommand remedied() {
        return new ReleaseOnGround(
                AGREEMENT,
                Ground.DEFICIENCY,
                "deficiency-1",
                "The deficiency is remedied.",
                Mandate.ofAutomation("x", DAY.today(), DAY.today()));
    }

    @Test
    void whatIsHeldIsAttestedButNotOrdered() {
        GivenFunding held = linkoping()
                .when(hold(null, NORRTALJE))
                .then(new PaymentsHeld(
                        AGREEMENT,
                        "hold-1",
                        Ground.DECISION,
                        null,
                        null,
                        "officer",
                        "statements contradict each other",
                        List.of()));

        GivenFunding.and(
                        held,
                        DAY.examine(OUTREACH, "stadsmission", "700000.00"),
                        DAY.approve(OUTREACH, "stadsmission", "700000.00"))
                .when(DAY.reserve(OUTREACH, "stadsmission", "700000.00"))
                .thenRejected("HeldPaymentsMustNotBeOrdered");
    }

    @Test
    void aHoldBetweenOrderAndReleaseIsNotMissed() {
        approved(DAY.reserve(OUTREACH, "stadsmission", "700000.00"), hold(null, NORRTALJE))
                .when(DAY.confirm(OUTREACH))
                .thenRejected("HeldPaymentsMustNotBeOrdered");
    }

    @Test
    void aHoldOfOneRecipientLeavesTheOtherAlone() {
        approved(hold("pastorat", NORRTALJE))
                .when(DAY.reserve(OUTREACH, "stadsmission", "700000.00"))
                .thenEvents(events -> assertThat(events).hasSize(1));
    }

    @Test
    void whatIsReleasedIsPaidAsItWasAttested() {
        GivenFunding released = approved(hold(null, NORRTALJE))
                .when(release("hold-1", "another officer"))
                .then(new PaymentsReleased(AGREEMENT, "hold-1", "another officer", "it is explained"));

        released.when(release("hold-1", "another officer")).thenNothing();
        released.when(release("hold-2", "another officer")).thenRejected("HoldMustExist");
        released.when(DAY.reserve(OUTREACH, "stadsmission", "700000.00"))
                .thenEvents(events -> assertThat(events).hasSize(1));
    }

    @Test
    void whoAttestedWhatIsKeptBackDoesNotLiftTheStop() {
        GivenFunding held = approved(hold(null, NORRTALJE));

        held.when(release("hold-1", Pay.EXAMINER)).thenRejected("WhoAttestedMustNotRelease");
        held.when(release("hold-1", Pay.APPROVER)).thenRejected("WhoAttestedMustNotRelease");
        held.when(release("hold-1", "officer"))
                .thenEvents(events -> assertThat(events).hasSize(1));
    }

    @Test
    void whoLiftedTheStopDoesNotAttestWhatItKeptBack() {
        GivenFunding lifted = linkoping(hold(null, NORRTALJE), release("hold-1", Pay.APPROVER));
        FundingCommand examined = DAY.examine(OUTREACH, "stadsmission", "700000.00");

        lifted.when(DAY.examine(
                        OUTREACH, "stadsmission", "700000.00", Pay.APPROVER, Pay.right(AttestRight.Step.EXAMINE)))
                .thenRejected("WhoLiftedTheStopMustNotAttest");
        GivenFunding.and(lifted, examined)
                .when(DAY.approve(OUTREACH, "stadsmission", "700000.00"))
                .thenRejected("WhoLiftedTheStopMustNotAttest");
        GivenFunding.and(lifted, examined)
                .when(DAY.approve(
                        OUTREACH, "stadsmission", "700000.00", "another", Pay.right(AttestRight.Step.APPROVE)))
                .thenEvents(events -> assertThat(events).hasSize(1));
    }

    @Test
    void whoLiftedTheStopMayRefuseToAttest() {
        linkoping(hold(null, NORRTALJE), release("hold-1", Pay.APPROVER))
                .when(DAY.refuse(OUTREACH, "stadsmission", "700000.00", "not yet", Pay.right(AttestRight.Step.APPROVE)))
                .thenEvents(events -> assertThat(events).hasSize(1));
    }

    /** It was about the payments of those days: what comes due later has nothing to do with it. */
    @Test
    void whoLiftedTheStopAttestsWhatComesDueLater() {
        Terms terms = RealTerms.of("UPP").takenOver("2019-01-01").build();
        Pay day = Pay.on("2019-01-15");
        GivenFunding lifted = given(
                told("2019-01-15", Told.activated(terms, 1)),
                new HoldPayments(AGREEMENT, null, List.of(), List.of(), day.by("officer", "a warning")),
                new ReleasePayments(AGREEMENT, "hold-1", day.by(Pay.EXAMINER, "it is explained")));

        lifted.when(day.examine("2019-1-kommun-stadsmission", "stadsmission", "1166666.67"))
                .thenRejected("WhoLiftedTheStopMustNotAttest");
        lifted.when(day.examine("2019-2-kommun-stadsmission", "stadsmission", "1166666.67"))
                .thenRejected("WhoLiftedTheStopMustNotAttest");
        lifted.when(day.examine("2019-3-kommun-stadsmission", "stadsmission", "1166666.66"))
                .thenEvents(events -> assertThat(events).hasSize(1));
        lifted.when(day.examine(
                        "2019-2-kommun-stadsmission",
                        "stadsmission",
                        "1166666.67",
                        "another",
                        Pay.right(AttestRight.Step.EXAMINE)))
                .thenEvents(events -> assertThat(events).hasSize(1));
    }

    @Test
    void whoLiftedTheStopOfOneRecipientAttestsWhatIsPaidToTheOther() {
        linkoping(hold("pastorat", NORRTALJE), release("hold-1", Pay.EXAMINER))
                .when(DAY.examine(OUTREACH, "stadsmission", "700000.00"))
                .thenEvents(events -> assertThat(events).hasSize(1));
    }

    @Test
    void paymentsAreStoppedAndReleasedForAReason() {
        linkoping()
                .when(new HoldPayments(AGREEMENT, null, List.of(), List.of(), DAY.by("officer")))
                .thenRejected("ReasonMustBeGiven");
        linkoping(hold(null, NORRTALJE))
                .when(new ReleasePayments(AGREEMENT, "hold-1", DAY.by("officer")))
                .thenRejected("ReasonMustBeGiven");
    }

    @Test
    @Clause("STO-7")
    void aPersonStopsPaymentsByAClauseThatAllowsIt() {
        linkoping()
                .when(hold("stadsmission", List.of(stopOf("stadsmission")), "STO-7"))
                .then(new PaymentsHeld(
                        AGREEMENT,
                        "hold-1",
                        Ground.DECISION,
                        null,
                        "stadsmission",
                        "officer",
                        "statements contradict each other",
                        List.of("STO-7")));
        linkoping().when(hold("stadsmission", STOCKHOLM, "STO-9")).thenRejected("HoldMustRestOnAClauseThatAllowsIt");
        // It lets the foundation's payments be stopped, and nobody else's.
        linkoping().when(hold("stadsmission", STOCKHOLM, "STO-7")).thenRejected("HoldMustRestOnAClauseThatAllowsIt");
        linkoping().when(hold(null, NORRTALJE, "NOR-11")).thenRejected("HoldMustRestOnAClauseThatAllowsIt");
        linkoping().when(hold("kommun", STOCKHOLM, "STO-7")).thenRejected("HoldMustStopSomebodysPayments");
    }

    @Test
    @Clause({"STO-7", "STO-8"})
    void anAutomationStopsThePaymentsOfAPartyThatFallsShortWhereThePaperLetsIt() {
        GivenFunding held = linkoping()
                .when(fallsShort("stiftelse", STOCKHOLM))
                .then(new PaymentsHeld(
                        AGREEMENT,
                        "hold-1",
                        Ground.DEFICIENCY,
                        "deficiency-1",
                        "stiftelse",
                        "automation:x",
                        "A deficiency was registered. The terms let payments be stopped: the foundation does not perform"
                                + " or otherwise fails the agreement's requirements.",
                        List.of("STO-7")));

        held.when(fallsShort("stiftelse", STOCKHOLM)).thenNothing();
        held.when(remedied())
                .then(new PaymentsReleased(AGREEMENT, "hold-1", "automation:x", "The deficiency is remedied."))
                .when(remedied())
                .thenNothing()
                .when(fallsShort("stiftelse", STOCKHOLM))
                .thenNothing();
        linkoping().when(fallsShort("stad", STOCKHOLM)).thenNothing();
    }

    @Test
    @Clause({"NOR-11", "LUN-10"})
    void whereThePaperLetsNobodyStopPaymentsNoAutomationDoes() {
        linkoping().when(fallsShort("stadsmission", NORRTALJE)).thenNothing();
        linkoping()
                .when(fallsShort("kvinnojouren", RealTerms.of("LUN").build().remedies()))
                .thenNothing();
    }

    private static FundingCommand overdue(String report) {
        return overdue(report, STOCKHOLM);
    }

    private static FundingCommand overdue(String report, List<Remedy> remedies) {
        return new HoldOnGround(
                AGREEMENT,
                Ground.OBLIGATION_OVERDUE,
                report,
                List.of(),
                "It has not come.",
                remedies,
                Mandate.ofAutomation("x", DAY.today(), DAY.today()));
    }

    private static FundingCommand came(String report) {
        return new ReleaseOnGround(
                AGREEMENT,
                Ground.OBLIGATION_OVERDUE,
                report,
                "It came.",
                Mandate.ofAutomation("x", DAY.today(), DAY.today()));
    }

    private static List<String> standing(GivenFunding funding) {
        return funding.money().payments().holds().stream()
                .filter(hold -> !hold.released())
                .map(Hold::holdId)
                .toList();
    }

    /** Stockholm's clause as it would be, were it made for two of Linköping's parties, each by itself. */
    @Test
    @Clause("STO-7")
    void aReportThatIsOverdueStopsThePaymentsOfAllWhomTheTermsNameForIt() {
        List<Remedy> both = List.of(stopOf("stadsmission"), stopOf("pastorat"), stopOf("stadsmission"));
        String report = "account-2021/2022-03-31";

        GivenFunding stopped = GivenFunding.and(linkoping(), overdue(report, both));

        assertThat(stopped.money().payments().holds())
                .extracting(Hold::holdId, Hold::recipient)
                .containsExactly(tuple("hold-1", "stadsmission"), tuple("hold-2", "pastorat"));
        stopped.when(overdue(report, both)).thenNothing();
        assertThat(standing(GivenFunding.and(stopped, came(report)))).isEmpty();
        assertThat(GivenFunding.and(linkoping(), overdue(report, List.of(stopOf("stadsmission"), stopOf(null))))
                        .money()
                        .payments()
                        .holds())
                .as("one that names nobody stops all")
                .extracting(Hold::holdId, Hold::recipient)
                .containsExactly(tuple("hold-1", null));
    }

    /** What the officer decided was about the one party; about the other nobody decided anything. */
    @Test
    @Clause("STO-7")
    void whatAPersonLetGoOnOfOnePartyIsStoppedAgainOfTheOther() {
        List<Remedy> both = List.of(stopOf("stadsmission"), stopOf("pastorat"));
        String report = "account-2021/2022-03-31";

        GivenFunding overdueAgain =
                linkoping(overdue(report, both), release("hold-1", "officer"), came(report), overdue(report, both));

        assertThat(overdueAgain.money().payments().holds())
                .filteredOn(hold -> !hold.released())
                .extracting(Hold::holdId, Hold::recipient)
                .containsExactly(tuple("hold-3", "pastorat"));
    }

    private static Remedy stopOf(@Nullable String liable) {
        Remedy stop = STOCKHOLM.stream()
                .filter(remedy -> remedy.kind() == RemedyKind.PAYMENT_STOP)
                .findFirst()
                .orElseThrow();
        return new Remedy(
                stop.kind(), stop.cause(), stop.share(), liable, stop.exceptions(), stop.stepsBefore(), stop.clauses());
    }

    @Test
    @Clause("STO-7")
    void aReportThatIsOverdueASecondTimeStopsPaymentsAgain() {
        String report = "account-2021/2022-03-31";
        GivenFunding once = linkoping(overdue(report));
        once.when(overdue(report)).thenNothing();

        GivenFunding twice = GivenFunding.and(once, came(report), overdue(report));
        assertThat(standing(twice)).containsExactly("hold-2");
        assertThat(standing(GivenFunding.and(twice, came(report)))).isEmpty();
    }

    @Test
    @Clause("STO-7")
    void whatAPersonLetGoOnIsNotStoppedAgainForTheSameDay() {
        GivenFunding released = linkoping(overdue("account-2021/2022-03-31"), release("hold-1", "officer"));

        released.when(overdue("account-2021/2022-03-31")).thenNothing();
        assertThat(standing(GivenFunding.and(released, overdue("account-2021/2022-06-30"))))
                .containsExactly("hold-2");
    }
}
