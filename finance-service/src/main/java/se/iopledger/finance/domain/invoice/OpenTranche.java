package se.iopledger.finance.domain.invoice;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.PaymentTerms;
import se.iopledger.contracts.terms.Terms;

/**
 * A tranche that is paid against invoice and settled by this ledger, as it stands in the plan in force.
 *
 * @param terms the terms in effect
 * @param left kronor of it that no invoice stands for
 */
@CheckReturnValue
public record OpenTranche(String agreementId, Terms terms, Tranche tranche, Money left) {
    /** No two Swedish bank days are a week apart. */
    private static final int LONGEST_MOVE_DAYS = 7;

    /** The oldest first; undated ones last. */
    static final Comparator<OpenTranche> OLDEST_FIRST = Comparator.comparing((OpenTranche open) ->
                    Optional.ofNullable(open.tranche.dueDate()).orElse(LocalDate.MAX))
            .thenComparing(open -> open.tranche.periodFirst())
            .thenComparing(OpenTranche::agreementId)
            .thenComparing(open -> open.tranche.trancheId());

    /** Empty where it has left the agreement: by the terms in effect it is no party. */
    Optional<Party> recipient() {
        return party(tranche.recipient());
    }

    String recipientsName() {
        return recipient().map(Party::name).orElse(tranche.recipient());
    }

    /** Empty where it has left the agreement: by the terms in effect it is no party. */
    Optional<Party> payer() {
        return party(tranche.payer());
    }

    private Optional<Party> party(String id) {
        return terms.parties().stream().filter(party -> party.id().equals(id)).findFirst();
    }

    Optional<PaymentTerms> payment() {
        return Optional.ofNullable(terms.funding().payment());
    }

    List<String> paymentClauses() {
        return payment().map(PaymentTerms::clauses).orElse(List.of());
    }

    /**
     * The first day on which it may be invoiced; empty where the plan does not date it. The plan moves that day to a bank
     * day, and whoever invoices on the first day of the time that is paid for is not too early for that.
     */
    Optional<LocalDate> invoiceableFrom() {
        LocalDate first = tranche.periodFirst();
        return Optional.ofNullable(tranche.dueDate())
                .map(day -> day.isAfter(first) && day.isBefore(first.plusDays(LONGEST_MOVE_DAYS)) ? first : day);
    }

    boolean is(String otherAgreementId, String otherTrancheId) {
        return agreementId.equals(otherAgreementId) && tranche.trancheId().equals(otherTrancheId);
    }
}
