package se.iopledger.finance.bankfile;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.BankAccount;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.OcrReference;
import se.iopledger.finance.domain.payee.BankCharacters;

/**
 * What a file of payments says: one day of payment, one debited account.
 *
 * @param messageId the file's only id, at most 35 characters
 * @param createdAt to the second; it stands in the file, so the same order gives the same bytes only with the same time
 */
public record PaymentFile(
        String messageId, OffsetDateTime createdAt, LocalDate paymentDate, Payer payer, List<Payment> payments) {
    static final int LONGEST_ID = 35;
    static final int LONGEST_NAME = 70;

    /** A free reference that every bank takes whole; longer ones are cut on the way by some. */
    public static final int LONGEST_MESSAGE = 25;

    public PaymentFile {
        payments = List.copyOf(payments);
    }

    /**
     * Who pays.
     *
     * @param bic identifier code of the bank whose account is debited
     * @param customerId what the bank knows the payer by; null where it asks for none
     */
    public record Payer(
            String name,
            BankAccount account,
            String bic,
            @Nullable String customerId) {}

    /**
     * One payment.
     *
     * @param id the file's only one, at most 35 characters: the reference by which the bank answers
     * @param ocr a giro's reference; null where a message goes with the payment
     * @param message to the recipient; null where there is an OCR reference
     */
    public record Payment(
            String id,
            Money amount,
            String name,
            BankAccount account,
            @Nullable OcrReference ocr,
            @Nullable String message) {}

    /** The sum of the payments: the file's control sum. */
    public Money total() {
        return Money.sum(payments.stream().map(Payment::amount).toList());
    }

    /** All that keeps it from being written, for a person; empty where nothing does. Nothing is ever replaced or cut. */
    public List<String> flaws() {
        List<String> flaws = new ArrayList<>();
        id("the file's id", messageId, flaws);
        BankCharacters.flawOf("the payer's name", payer.name(), LONGEST_NAME).ifPresent(flaws::add);
        String customer = payer.customerId();
        if (customer != null) {
            BankCharacters.flawOf("the payer's customer id", customer, LONGEST_ID)
                    .ifPresent(flaws::add);
        }
        if (payments.isEmpty()) {
            flaws.add("there is no payment");
        }
        Set<String> ids = new HashSet<>();
        for (Payment payment : payments) {
            if (!ids.add(payment.id())) {
                flaws.add("two payments have the id " + payment.id());
            }
            flawsOf(payment, flaws);
        }
        return List.copyOf(flaws);
    }

    private static void flawsOf(Payment payment, List<String> flaws) {
        String which = "of payment " + payment.id();
        id("the id " + which, payment.id(), flaws);
        if (payment.amount().compareTo(Money.ZERO) <= 0) {
            flaws.add("the amount " + which + " is not above zero");
        }
        BankCharacters.flawOf("the name " + which, payment.name(), LONGEST_NAME).ifPresent(flaws::add);
        OcrReference ocr = payment.ocr();
        String message = payment.message();
        if (ocr == null == (message == null)) {
            flaws.add("payment " + payment.id() + " needs an OCR reference or a message, and not both");
        }
        if (ocr != null) {
            ocr.flawFor(payment.account().kind())
                    .ifPresent(flaw -> flaws.add(flaw.explanation() + " (" + payment.id() + ")"));
        }
        if (message != null) {
            BankCharacters.flawOf("the message " + which, message, LONGEST_MESSAGE)
                    .ifPresent(flaws::add);
        }
    }

    private static void id(String what, String id, List<String> flaws) {
        if (!id.matches("[A-Za-z0-9-]{1," + LONGEST_ID + "}")) {
            flaws.add(what + " is not one of 1 to " + LONGEST_ID + " letters, digits and hyphens");
        }
    }
}
