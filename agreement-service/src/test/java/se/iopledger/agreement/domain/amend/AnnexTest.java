package se.iopledger.agreement.domain.amend;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentProposed;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentSigned;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** Annexes that bring what the main agreement does not hold: the amounts, and a further party. */
final class AnnexTest {
    private static final String FOUNDATIONS = "annex of the foundation";
    private static final Changes STOCKHOLM = Changes.of(STO);

    private static final Paper WITH_AMOUNTS = Paper.of("STO")
            .with("/documents/1/atHand", "true")
            .without("/funding/awaitsDocument")
            .with("/funding/grants", """
                    [{"payer":"stad","recipient":"stiftelse","year":2022,"amount":"1500000.00",
                      "standing":"COMMITTED","clauses":["STO-4"]}]""");

    private static final Paper WITH_A_THIRD = Paper.of("STO")
            .with("/parties/-", "{\"id\":\"third\",\"name\":\"A third party (invented)\",\"sector\":\"CIVIL\"}")
            .with("/documents/-", """
                    {"label":"annex of the third party","title":"how the third party joins","kind":"ANNEX","atHand":true}""");

    @Test
    @Clause("STO-4")
    void theAnnexBringsTheAmountForTheWholePeriod() {
        assertThat(STO.funding().grants()).isEmpty();
        Story registered = givenActive(STO)
                .when(STOCKHOLM
                        .propose("stad", "2022-01-17", "2021-12-15", WITH_AMOUNTS.terms())
                        .byAnnex(FOUNDATIONS)
                        .now())
                .then(AmendmentProposed.class)
                .when(STOCKHOLM.sign("amendment-1", "stiftelse", "2022-01-18"))
                .then(AmendmentSigned.class)
                .when(STOCKHOLM.sign("amendment-1", "stad", "2022-01-20"))
                .then(AmendmentSigned.class, TermsChanged.class);
        Terms onTheFirstDay = registered.known().termsOn(LocalDate.of(2021, 12, 15));
        assertThat(onTheFirstDay.funding().grants()).hasSize(1);
        assertThat(onTheFirstDay.funding().awaitsDocument()).isNull();
    }

    @Test
    @Clause("STO-4")
    void amountsThatAnotherDocumentHoldsComeWithItAndWithoutAnAnnex() {
        Paper agreement = Paper.of("STO").with("/documents/1/kind", "\"AGREEMENT\"");
        Terms withAmounts =
                WITH_AMOUNTS.with("/documents/1/kind", "\"AGREEMENT\"").terms();
        givenActive(agreement.terms())
                .when(STOCKHOLM
                        .propose("stad", "2022-01-17", "2021-12-15", withAmounts)
                        .now())
                .then(AmendmentProposed.class);
        // Another document than the one that is waited for brings no amounts.
        givenActive(agreement.terms())
                .when(STOCKHOLM
                        .propose(
                                "stad",
                                "2022-01-17",
                                "2021-12-15",
                                WITH_AMOUNTS
                                        .with("/documents/1/kind", "\"AGREEMENT\"")
                                        .with("/documents/1/atHand", "false")
                                        .with("/documents/2/atHand", "true")
                                        .terms())
                        .now())
                .thenRejected("AmountsMustComeWithTheirDocument");
    }

    @Test
    @Clause({"STO-3", "STO-4"})
    void theAnnexMayBringAmountsForTheYearsThatTheAgreementExtendsItselfBy() {
        Paper toTheLongest = WITH_AMOUNTS.with("/funding/grants/-", """
                {"payer":"stad","recipient":"stiftelse","year":2024,"amount":"1500000.00",
                 "standing":"COMMITTED","clauses":["STO-3","STO-4"]}""");
        givenActive(STO)
                .when(STOCKHOLM
                        .propose("stad", "2022-01-17", "2021-12-15", toTheLongest.terms())
                        .byAnnex(FOUNDATIONS)
                        .now())
                .then(AmendmentProposed.class);
        givenActive(STO)
                .when(STOCKHOLM
                        .propose(
                                "stad",
                                "2022-01-17",
                                "2021-12-15",
                                toTheLongest
                                        .with("/funding/grants/1/year", "2025")
                                        .terms())
                        .byAnnex(FOUNDATIONS)
                        .now())
                .thenRejected("GrantYearMustBeInThePeriod")
                .satisfies(refused -> assertThat(refused.detail()).contains("2024-12-14"));
    }

    @Test
    @Clause("STO-4")
    void amountsComeWithTheDocumentThatTheTermsWaitFor() {
        Story active = givenActive(STO);
        active.when(STOCKHOLM
                        .propose("stad", "2022-01-17", "2021-12-15", WITH_AMOUNTS.terms())
                        .now())
                .thenRejected("AmountsMustComeWithTheirDocument")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("STO-4"));
        Terms stillWaiting = WITH_AMOUNTS
                .with("/funding/awaitsDocument", "\"" + FOUNDATIONS + "\"")
                .terms();
        active.when(STOCKHOLM
                        .propose("stad", "2022-01-17", "2021-12-15", stillWaiting)
                        .byAnnex(FOUNDATIONS)
                        .now())
                .thenRejected("AmountsMustComeWithTheirDocument");
        Terms notAtHand = WITH_AMOUNTS.with("/documents/1/atHand", "false").terms();
        active.when(STOCKHOLM
                        .propose("stad", "2022-01-17", "2021-12-15", notAtHand)
                        .byAnnex(FOUNDATIONS)
                        .now())
                .thenRejected("AnnexMustBeAtHand");
        active.when(STOCKHOLM
                        .propose("stad", "2022-01-17", "2021-12-15", notAtHand)
                        .now())
                .thenRejected("AmountsMustComeWithTheirDocument");
        active.when(STOCKHOLM
                        .propose("stad", "2022-01-17", "2021-12-15", WITH_AMOUNTS.terms())
                        .byAnnex("agreement")
                        .now())
                .thenRejected("AnnexMustBeAtHand");
    }

    @Test
    @Clause("STO-13")
    void aFurtherPartyJoinsThroughAnAnnexThatItSigns() {
        Story active = givenActive(STO);
        active.when(STOCKHOLM
                        .propose("stad", "2022-02-01", "2022-03-01", WITH_A_THIRD.terms())
                        .now())
                .thenRejected("NewPartyMustJoinByAnnex")
                .satisfies(refused -> assertThat(refused.clauses()).contains("STO-13"));
        Story twoOfThree = active.when(STOCKHOLM
                        .propose("stad", "2022-02-01", "2022-03-01", WITH_A_THIRD.terms())
                        .byAnnex("annex of the third party")
                        .now())
                .happens()
                .when(STOCKHOLM.sign("amendment-1", "stad", "2022-02-02"))
                .happens()
                .when(STOCKHOLM.sign("amendment-1", "stiftelse", "2022-02-02"))
                .then(AmendmentSigned.class);
        Story joined = twoOfThree
                .when(STOCKHOLM.sign("amendment-1", "third", "2022-02-03"))
                .then(AmendmentSigned.class, FindingsRaised.class, TermsChanged.class);
        assertThat(joined.known().termsOn(LocalDate.of(2022, 3, 1)).parties())
                .extracting(Party::id)
                .containsExactly("stad", "stiftelse", "third");
        assertThat(joined.known().termsOn(LocalDate.of(2022, 2, 28)).parties()).hasSize(2);
    }

    @Test
    void whereThePaperSaysNothingOfNewPartiesAllSign() {
        Terms withAThird = Paper.of("NOR")
                .with("/parties/-", "{\"id\":\"third\",\"name\":\"A third party (invented)\",\"sector\":\"CIVIL\"}")
                .terms();
        Story proposed = givenActive(NOR)
                .when(Changes.of(NOR)
                        .propose("kommun", "2022-02-01", "2022-03-01", withAThird)
                        .now())
                .happens();
        assertThat(((AmendmentProposed) proposed.history().getLast()).needs().signatures())
                .containsExactly("kommun", "stadsmission", "third");
    }
}
