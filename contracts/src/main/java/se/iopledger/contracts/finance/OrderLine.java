package se.iopledger.contracts.finance;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.BankAccount;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.OcrReference;

/**
 * One payment of an order.
 *
 * @param number from 1; with the order's id it makes the reference by which the bank answers
 * @param payableId what is paid: a tranche, or an invoice on one
 * @param dueDate day by which it is due
 * @param recipient id of the party in the terms that is paid
 * @param payeeId who that is, as one whose accounts are kept
 * @param name of who is paid, as the bank file names it
 * @param accountId names the account inside the payee's stream
 * @param account that is paid to
 * @param ocr reference of a giro payment; left out where a message goes with it instead
 * @param message to the recipient; left out where there is an OCR reference
 */
public record OrderLine(
        int number,
        String agreementId,
        String payableId,
        LocalDate dueDate,
        Money amount,
        String recipient,
        String payeeId,
        String name,
        String accountId,
        BankAccount account,
        @Nullable OcrReference ocr,
        @Nullable String message) {}
