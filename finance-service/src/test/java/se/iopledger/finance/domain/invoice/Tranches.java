package se.iopledger.finance.domain.invoice;

import java.util.ArrayList;
import java.util.List;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.finance.InvoicePlace;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.contracts.terms.Manner;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.finance.bankday.SwedishBankDays;
import se.iopledger.finance.domain.plan.BankDays;
import se.iopledger.finance.domain.plan.FundingPlan;
import se.iopledger.finance.domain.plan.RealTerms;

/** The tranches of agreements that are paid against invoice, and what is left of each. */
final class Tranches {
    static final BankDays BANK_DAYS = new SwedishBankDays();
    static final String NOR = "a0000000-0000-5000-8000-000000000001";
    static final String LUN = "a0000000-0000-5000-8000-000000000002";

    private static final List<OpenTranche> OF_NORRTALJE =
            of(NOR, RealTerms.of("NOR").takenOver("2021-09-15").build()).all();

    private final List<OpenTranche> open;

    private Tranches(List<OpenTranche> open) {
        this.open = new ArrayList<>(open);
    }

    static Tranches of(String agreementId, Terms terms) {
        return new Tranches(FundingPlan.of(AgreementLife.begun(1, terms), BANK_DAYS).tranches().stream()
                .map(PlannedTranche::tranche)
                .filter(tranche ->
                        tranche.manner() == Manner.AGAINST_INVOICE && tranche.settlement() == Settlement.HERE)
                .map(tranche -> new OpenTranche(agreementId, terms, tranche, tranche.amount()))
                .toList());
    }

    /** Norrtälje, as if this ledger had carried it from its first day. */
    static Tranches ofNorrtalje() {
        return new Tranches(OF_NORRTALJE);
    }

    /** Lund, as if this ledger had carried it from its first day. */
    static Tranches ofLund() {
        return of(LUN, RealTerms.of("LUN").takenOver("2021-01-01").build());
    }

    /** The same, with other terms in effect. */
    Tranches withTerms(Terms terms) {
        return new Tranches(open.stream()
                .map(one -> new OpenTranche(one.agreementId(), terms, one.tranche(), one.left()))
                .toList());
    }

    Tranches and(Tranches others) {
        List<OpenTranche> both = new ArrayList<>(open);
        both.addAll(others.open);
        return new Tranches(both);
    }

    List<OpenTranche> all() {
        return List.copyOf(open);
    }

    /** An invoice stands for so much of it now. */
    void put(InvoicePlace place) {
        open.replaceAll(one -> one.is(place.agreementId(), place.trancheId())
                ? new OpenTranche(
                        one.agreementId(),
                        one.terms(),
                        one.tranche(),
                        one.left().minus(place.amount()))
                : one);
    }

    Money left(String trancheId) {
        return open.stream()
                .filter(one -> one.tranche().trancheId().equals(trancheId))
                .map(OpenTranche::left)
                .findFirst()
                .orElseThrow();
    }
}
