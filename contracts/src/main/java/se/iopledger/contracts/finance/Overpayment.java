package se.iopledger.contracts.finance;

import java.util.List;
import se.iopledger.contracts.Money;

/**
 * A tranche was settled with more than the terms now give. Whether and how it is claimed back is decided by a person.
 *
 * @param trancheId the tranche; it stays as it was settled
 * @param payer id of the party that paid
 * @param recipient id of the party that was paid
 * @param settled kronor by which it was settled
 * @param owed kronor that the terms now give
 * @param amount kronor too much
 * @param shares what each version of the terms gives; they sum to what is owed
 * @param clauses the clauses of the amount
 * @param calculation how, for a person
 */
public record Overpayment(
        String trancheId,
        String payer,
        String recipient,
        Money settled,
        Money owed,
        Money amount,
        List<Share> shares,
        List<String> clauses,
        String calculation) {
    public Overpayment {
        shares = List.copyOf(shares);
        clauses = List.copyOf(clauses);
    }
}
