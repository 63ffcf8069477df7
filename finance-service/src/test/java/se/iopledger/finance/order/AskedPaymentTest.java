package se.iopledger.finance.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.iopledger.contracts.BankAccount;
import se.iopledger.contracts.OcrReference;
import se.iopledger.contracts.finance.Invoice.PayTo;
import se.iopledger.contracts.finance.Invoice.PayTo.Scheme;

/** What an invoice asks for and where the money goes: the verified account, and the reference. All numbers are made up. */
class AskedPaymentTest {
    private static final BankAccount VERIFIED = BankAccount.bankgiro("9900-0010");
    private static final String OCR = "2022000109";

    private static AskedPayment asks(@Nullable Scheme scheme, @Nullable String account, @Nullable String reference) {
        return new AskedPayment(new PayTo(scheme, account, reference));
    }

    @Test
    void anInvoiceThatAsksForTheVerifiedAccountOrForNoneIsNothingToWarnOf() {
        assertThat(new AskedPayment(null).otherAccountThan(VERIFIED)).isEmpty();
        assertThat(asks(null, null, OCR).otherAccountThan(VERIFIED)).isEmpty();
        assertThat(asks(Scheme.BANKGIRO, "99000010", null).otherAccountThan(VERIFIED))
                .isEmpty();
        assertThat(asks(null, "9900-0010", null).otherAccountThan(VERIFIED)).isEmpty();
        assertThat(asks(Scheme.OTHER, "se93 9990 0000 0000 0000 0001", null)
                        .otherAccountThan(BankAccount.iban("SE9399900000000000000001")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"BANKGIRO,99000028", "PLUSGIRO,99000010", "OTHER,SE9399900000000000000001"})
    void anInvoiceThatAsksForAnotherAccountIsWarnedOf(Scheme scheme, String account) {
        assertThat(asks(scheme, account, null).otherAccountThan(VERIFIED))
                .hasValueSatisfying(warning -> assertThat(warning)
                        .startsWith("the invoice asks to be paid to ")
                        .contains(account, "the verified account is bankgiro 9900-0010"));
    }

    @Test
    void theReferenceThatAnInvoiceAsksForGoesAlong() {
        assertThat(asks(Scheme.BANKGIRO, "99000010", OCR).ocrTo(VERIFIED)).contains(new OcrReference(OCR));
        assertThat(asks(null, null, OCR).ocrTo(VERIFIED)).contains(new OcrReference(OCR));
    }

    @Test
    void aReferenceThatIsNoOcrOrOfAnotherAccountDoesNot() {
        assertThat(asks(Scheme.BANKGIRO, "99000010", "2022000100").ocrTo(VERIFIED))
                .isEmpty();
        assertThat(asks(Scheme.BANKGIRO, "99000010", "invoice 17").ocrTo(VERIFIED))
                .isEmpty();
        assertThat(asks(Scheme.BANKGIRO, "99000010", null).ocrTo(VERIFIED)).isEmpty();
        assertThat(asks(Scheme.BANKGIRO, "99000028", OCR).ocrTo(VERIFIED)).isEmpty();
        assertThat(asks(null, null, OCR).ocrTo(BankAccount.iban("SE9399900000000000000001")))
                .isEmpty();
        assertThat(asks(null, null, "18").ocrTo(BankAccount.plusgiro("900001-9")))
                .as("too short for a plusgiro")
                .isEmpty();
        assertThat(new AskedPayment(null).ocrTo(VERIFIED)).isEmpty();
    }
}
