package se.iopledger.contracts.finance;

import se.iopledger.contracts.Money;

/**
 * Where the money of an invoice belongs.
 *
 * @param agreementId the agreement
 * @param trancheId the tranche of its plan
 * @param amount kronor of the invoice that are paid as part of the tranche
 */
public record InvoicePlace(String agreementId, String trancheId, Money amount) {
    /** The same place for another amount. */
    public InvoicePlace with(Money other) {
        return new InvoicePlace(agreementId, trancheId, other);
    }
}
