package se.iopledger.finance.order;

import com.google.errorprone.annotations.CheckReturnValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import se.iopledger.contracts.finance.OrderEvent.Debit;
import se.iopledger.contracts.finance.OrderEvent.FileDigest;
import se.iopledger.contracts.finance.OrderEvent.OrderReleased;
import se.iopledger.contracts.finance.OrderLine;
import se.iopledger.finance.bankfile.PaymentFile;
import se.iopledger.finance.bankfile.PaymentFile.Payer;
import se.iopledger.finance.bankfile.PaymentFile.Payment;
import se.iopledger.finance.bankfile.PaymentFileWriter;
import se.iopledger.finance.bankfile.PaymentFileWriter.Version;
import se.iopledger.finance.domain.order.OrderIds;
import se.iopledger.finance.domain.order.PaymentOrder.Known;

/** The bank files of an order: made of what its stream holds, so that they are the same bytes whenever they are made. */
@CheckReturnValue
final class OrderFiles {
    private OrderFiles() {}

    /** @param createdAt the time that stands in the file */
    static byte[] of(Known order, OffsetDateTime createdAt, Version version) {
        Debit debit = order.debit();
        return PaymentFileWriter.write(
                new PaymentFile(
                        OrderIds.messageId(order.orderId()),
                        createdAt,
                        order.paymentDate(),
                        new Payer(debit.name(), debit.account(), debit.bic(), debit.customerId()),
                        order.confirmed().stream()
                                .map(line -> payment(order.orderId(), line))
                                .toList()),
                version);
    }

    private static Payment payment(String orderId, OrderLine line) {
        return new Payment(
                OrderIds.paymentId(orderId, line.number()),
                line.amount(),
                line.name(),
                line.account(),
                line.ocr(),
                line.message());
    }

    /** The digests of all versions, by which a file is known again. */
    static List<FileDigest> digests(Known order, OffsetDateTime createdAt) {
        return Arrays.stream(Version.values())
                .map(version -> new FileDigest(version.message(), sha256(of(order, createdAt, version))))
                .toList();
    }

    /**
     * The file that was released.
     *
     * @throws IllegalStateException if it is not the bytes that were released: it must not reach the bank
     */
    static byte[] released(Known order, OrderReleased release, Version version) {
        byte[] file = of(order, release.createdAt(), version);
        String digest = sha256(file);
        boolean same = release.files().stream()
                .anyMatch(known -> known.version().equals(version.message())
                        && known.sha256().equals(digest));
        if (!same) {
            throw new IllegalStateException("the " + version.message() + " of order " + order.orderId()
                    + " is no longer the bytes that were released: this release of the service writes files otherwise");
        }
        return file;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
