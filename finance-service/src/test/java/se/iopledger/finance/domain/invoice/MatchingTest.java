package se.iopledger.finance.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.finance.domain.invoice.Invoices.KVINNOJOUREN_MADE_UP;
import static se.iopledger.finance.domain.invoice.Invoices.NORRTALJE;
import static se.iopledger.finance.domain.invoice.Invoices.STADSMISSIONEN;
import static se.iopledger.finance.domain.invoice.Invoices.invoice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.finance.Invoice;
import se.iopledger.contracts.finance.InvoiceEvent.Because;
import se.iopledger.contracts.finance.InvoicePlace;
import se.iopledger.contracts.finance.MatchCandidate;
import se.iopledger.contracts.terms.DefaultRule;
import se.iopledger.contracts.terms.Interval;
import se.iopledger.contracts.terms.Manner;
import se.iopledger.contracts.terms.Standing;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.finance.domain.invoice.Matching.Match.Found;
import se.iopledger.finance.domain.invoice.Matching.Match.Kept;
import se.iopledger.finance.domain.plan.RealTerms;
import se.iopledger.finance.domain.plan.TermsOf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which tranche an invoice belongs to, on the real terms. */
class MatchingTest {
    private static final OrganisationNumber SOMEBODY_ELSE_MADE_UP = new OrganisationNumber("802999-0028");

    private static Found found(Invoices invoice, Tranches tranches) {
        Invoice built = invoice.build();
        Matching.Match match = Matching.of(built, built.payable(), tranches.all());
        assertThat(match).isInstanceOf(Found.class);
        return (Found) match;
    }

    private static Kept kept(Invoices invoice, Tranches tranches) {
        Invoice built = invoice.build();
        Matching.Match match = Matching.of(built, built.payable(), tranches.all());
        assertThat(match).isInstanceOf(Kept.class);
        return (Kept) match;
    }

    private static String trancheOf(Found found) {
        return found.tranche().tranche().trancheId();
    }

    private static InvoicePlace placeOf(Found found) {
        return new InvoicePlace(found.tranche().agreementId(), trancheOf(found), found.amount());
    }

    @Test
    @Clause({"NOR-3", "NOR-4"})
    void twelveMonthlyInvoicesMakeNorrtaljesFirstYearToTheOre() {
        Tranches tranches = Tranches.ofNorrtalje();
        List<String> chosen = new ArrayList<>();
        List<Money> amounts = new ArrayList<>();
        for (int month = 0; month < 12; month++) {
            String received = LocalDate.parse("2021-09-17").plusMonths(month).toString();
            Found found = found(
                    invoice("M" + month, month < 4 ? "264333.34" : "264333.33")
                            .received(received)
                            .buyer("50021001"),
                    tranches);
            assertThat(found.reasons())
                    .contains(
                            "its buyer reference 50021001 is what invoices are to carry (NOR-4)",
                            "its seller 802003-1954 is the recipient, Stockholms Stadsmission",
                            "its amount is exactly what is left of the tranche");
            tranches.put(placeOf(found));
            chosen.add(trancheOf(found));
            amounts.add(found.amount());
        }

        assertThat(chosen)
                .containsExactly(java.util.stream.IntStream.rangeClosed(1, 12)
                        .mapToObj(number -> "1-" + number + "-kommun-stadsmission")
                        .toArray(String[]::new));
        assertThat(Money.sum(amounts)).isEqualTo(Money.parse("3172000.00"));
        assertThat(chosen)
                .allSatisfy(tranche -> assertThat(tranches.left(tranche)).isEqualTo(Money.ZERO));
    }

    @Test
    @Clause("NOR-4")
    void whoRoundsEveryMonthDownStillHitsEveryMonthAndFourOreStayOpen() {
        Tranches tranches = Tranches.ofNorrtalje();
        List<String> chosen = new ArrayList<>();
        for (int month = 0; month < 12; month++) {
            Found found = found(
                    invoice("M" + month, "264333.33")
                            .received(LocalDate.parse("2021-09-17")
                                    .plusMonths(month)
                                    .toString())
                            .buyer("50021001"),
                    tranches);
            tranches.put(placeOf(found));
            chosen.add(trancheOf(found));
        }

        assertThat(chosen).doesNotHaveDuplicates().first().isEqualTo("1-1-kommun-stadsmission");
        assertThat(Money.sum(chosen.stream().map(tranches::left).toList())).isEqualTo(Money.parse("0.04"));
    }

    /** The paper states no organisation numbers, and the two recipients are called the same. */
    @Test
    void ofTwoRecipientsOfOneNameAPersonSaysWhichOneInvoices() {
        Terms terms = TermsOf.agreement("namesakes", YearKind.CALENDAR, "2022-01-01", "2022-12-31", "N-1")
                .grant(2022, "forening", "100000.00", Standing.COMMITTED, "N-2")
                .grant(2022, "stiftelse", "200000.00", Standing.COMMITTED, "N-2")
                .paid(Interval.MONTH, Manner.AGAINST_INVOICE, List.of(), "N-3")
                .choosing(
                        DefaultRule.EQUAL_TRANCHES,
                        DefaultRule.MONTHS_FROM_FIRST_DAY,
                        DefaultRule.FIRST_DAY_OR_NEXT_BANK_DAY)
                .build();
        JsonNode named = ContractsJson.mapper().valueToTree(terms);
        named.path("parties").forEach(party -> ((ObjectNode) party).put("name", "Simulerade Stadsmissionen"));
        String agreement = "a0000000-0000-5000-8000-000000000003";

        Kept kept = kept(
                invoice("N1", "8333.34").received("2022-01-03").contract(agreement),
                Tranches.of(agreement, ContractsJson.mapper().treeToValue(named, Terms.class)));

        assertThat(kept.because()).isEqualTo(Because.SEVERAL_FIT);
        assertThat(kept.detail())
                .isEqualTo("several recipients come into question: Simulerade Stadsmissionen, Simulerade"
                        + " Stadsmissionen");
    }

    /** By the latest terms neither its payer nor its recipient is a party: what is owed is paid outside this ledger. */
    @Test
    @Clause("NOR-4")
    void aTrancheOfAPartyThatHasLeftIsMatchedWithNothing() {
        Tranches left = Tranches.ofNorrtalje()
                .withTerms(RealTerms.of("STO").takenOver("2021-12-15").build());

        Kept kept = kept(invoice("M1", "264333.34").received("2021-09-17"), left);

        assertThat(kept.because()).isEqualTo(Because.NOTHING_FITS);
    }

    @Test
    @Clause("LUN-5")
    void ofLundOnlyTheNamePointsToATrancheAndThatIsForAPersonToSay() {
        Kept kept = kept(
                invoice("7", "190000.00")
                        .from(KVINNOJOUREN_MADE_UP, "Kvinnojouren  lund")
                        .received("2021-02-01"),
                Tranches.ofLund());

        assertThat(kept.because()).isEqualTo(Because.NOTHING_FITS);
        assertThat(kept.detail()).isEqualTo("nothing but the seller's name points to a tranche");
        MatchCandidate first = kept.candidates().getFirst();
        assertThat(first.trancheId()).isEqualTo("2021-1-kommun-kvinnojouren");
        assertThat(first.left()).isEqualTo(Money.parse("190000.00"));
        assertThat(first.reasons())
                .containsExactly(
                        "its seller is called as the recipient, Kvinnojouren Lund, whose organisation number the agreement does not state");
        assertThat(first.against()).isEmpty();
        assertThat(kept.candidates().get(1).against())
                .containsExactly("it may be invoiced from 2021-07-01, and the invoice came on 2021-02-01");
    }

    @Test
    void withoutAReferenceTheSellerWithExactlyTheAmountIsEnough() {
        Found found = found(invoice("1", "264333.34"), Tranches.ofNorrtalje());

        assertThat(trancheOf(found)).isEqualTo("1-1-kommun-stadsmission");
    }

    @Test
    void withoutAReferenceAnotherAmountIsNotGuessedAt() {
        Kept kept = kept(invoice("1", "200000.00"), Tranches.ofNorrtalje());

        assertThat(kept.because()).isEqualTo(Because.NOTHING_FITS);
        assertThat(kept.detail()).contains("none of them is of 200000.00 kr");
        assertThat(kept.candidates()).isNotEmpty();
    }

    @Test
    void aLowerInvoiceLeavesTheRestOfItsTrancheOpen() {
        Found found = found(invoice("1", "200000.00").order("5002 1001"), Tranches.ofNorrtalje());

        assertThat(found.amount()).isEqualTo(Money.parse("200000.00"));
        assertThat(found.reasons()).contains("of the 264333.34 kr that are left of the tranche, 64333.34 kr stay open");
    }

    @Test
    void aHigherInvoiceIsKeptForAPerson() {
        Kept kept = kept(invoice("1", "264333.35").buyer("50021001"), Tranches.ofNorrtalje());

        assertThat(kept.because()).isEqualTo(Because.TOO_HIGH);
        assertThat(kept.candidates().getFirst().left()).isEqualTo(Money.parse("264333.34"));
    }

    @Test
    void ofTwoTranchesOfTheSameAmountTheOldestIsTaken() {
        Found found = found(invoice("1", "264333.34").received("2021-11-20"), Tranches.ofNorrtalje());

        assertThat(trancheOf(found)).isEqualTo("1-1-kommun-stadsmission");
        assertThat(found.reasons()).contains("of 3 tranches that would do it is the oldest");
        assertThat(found.others().getFirst().against())
                .containsExactly("another tranche has exactly this amount left, or is older");
    }

    @Test
    void theTimeThatAnInvoiceIsForSaysWhichTranche() {
        Found found = found(
                invoice("1", "264333.34").received("2021-11-20").forTime("2021-10-15", "2021-11-14"),
                Tranches.ofNorrtalje());

        assertThat(trancheOf(found)).isEqualTo("1-2-kommun-stadsmission");
        assertThat(found.others().getFirst().against())
                .containsExactly("it is for 2021-09-15 to 2021-10-14, and the invoice for 2021-10-15 to 2021-11-14");
    }

    @Test
    void whatMayNotBeInvoicedYetIsNotMatchedByItself() {
        Kept kept = kept(invoice("1", "264333.34").received("2021-09-14").buyer("50021001"), Tranches.ofNorrtalje());

        assertThat(kept.because()).isEqualTo(Because.NOTHING_FITS);
        assertThat(kept.detail()).isEqualTo("every tranche that it may belong to is ruled out");
    }

    @Test
    void whoInvoicesOnTheFirstDayIsNotTooEarlyWhereTheBankDayComesLater() {
        // 2022-01-15 is a Saturday; the plan has the fifth month on Monday.
        Found found = found(invoice("1", "264333.33").received("2022-01-15").buyer("50021001"), Tranches.ofNorrtalje());

        assertThat(trancheOf(found)).isEqualTo("1-5-kommun-stadsmission");
    }

    @Test
    void theRightReferenceOfAnotherSellerIsRuledOut() {
        Kept kept = kept(
                invoice("1", "264333.34")
                        .from(SOMEBODY_ELSE_MADE_UP, "Somebody else (made up)")
                        .buyer("50021001"),
                Tranches.ofNorrtalje());

        assertThat(kept.because()).isEqualTo(Because.NOTHING_FITS);
        assertThat(kept.candidates().getFirst().against())
                .containsExactly("the recipient is Stockholms Stadsmission, 802003-1954, and the seller 802999-0028");
    }

    @Test
    void anInvoiceToAnotherBuyerIsRuledOut() {
        Kept kept = kept(invoice("1", "264333.34").to(SOMEBODY_ELSE_MADE_UP), Tranches.ofNorrtalje());

        assertThat(kept.candidates().getFirst().against())
                .containsExactly("the payer is Norrtälje kommun, 212000-0217, and the buyer 802999-0028");
        assertThat(trancheOf(found(invoice("1", "264333.34").to(NORRTALJE), Tranches.ofNorrtalje())))
                .isEqualTo("1-1-kommun-stadsmission");
    }

    @Test
    void twoAgreementsOfOneSellerAreToldApartByAReferenceOnly() {
        Tranches both = Tranches.ofNorrtalje()
                .and(Tranches.of(
                        "another-1", RealTerms.of("NOR").takenOver("2021-09-15").build()));

        Kept kept = kept(invoice("1", "264333.34"), both);
        assertThat(kept.because()).isEqualTo(Because.SEVERAL_FIT);
        assertThat(kept.detail()).isEqualTo("it may belong to several agreements: NOR, NOR");

        Found found = found(invoice("1", "264333.34").contract("ANOTHER-1"), both);
        assertThat(found.tranche().agreementId()).isEqualTo("another-1");
        assertThat(found.reasons()).contains("its contract reference is the agreement's id");
    }

    @Test
    void aReferenceToAContractWhereNothingCanBeChosenIsNotPassedOver() {
        Tranches both = Tranches.ofNorrtalje()
                .and(Tranches.of(
                        "later-1", RealTerms.of("NOR").takenOver("2022-03-01").build()));

        Kept kept = kept(invoice("1", "264333.34").contract("later-1"), both);

        assertThat(kept.because()).isEqualTo(Because.SEVERAL_FIT);
        assertThat(kept.detail()).isEqualTo("it refers to NOR, where no tranche can be chosen, and may belong to NOR");
    }

    @Test
    void whatRefersToNothingHasNoCandidates() {
        Kept kept = kept(
                invoice("1", "264333.34")
                        .from(SOMEBODY_ELSE_MADE_UP, "Somebody else (made up)")
                        .buyer("4711"),
                Tranches.ofNorrtalje());

        assertThat(kept.because()).isEqualTo(Because.NOTHING_FITS);
        assertThat(kept.candidates()).isEmpty();
    }

    @Test
    void noMoreCandidatesAreKeptThanSomebodyReads() {
        assertThat(Matching.candidates(
                        invoice("1", "1.00").build(), Tranches.ofNorrtalje().all()))
                .hasSize(10);
        assertThat(STADSMISSIONEN).isNotEqualTo(KVINNOJOUREN_MADE_UP);
    }
}
