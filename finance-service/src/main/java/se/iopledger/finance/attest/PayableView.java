package se.iopledger.finance.attest;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.PayeeEvent.RecipientHeld;
import se.iopledger.finance.domain.pay.OpenPayable;
import se.iopledger.finance.domain.pay.OpenPayable.State;
import se.iopledger.finance.domain.pay.Payable.Attest;
import se.iopledger.finance.domain.pay.Payable.Invoice;
import se.iopledger.finance.domain.pay.Payable.Part;
import se.iopledger.finance.domain.pay.Payable.Refusal;
import se.iopledger.finance.domain.pay.Payments;
import se.iopledger.finance.domain.pay.Payments.Hold;
import se.iopledger.finance.payee.StoppedRecipients;

/** What can be paid, and how far it has come. */
record PayableView(
        @JsonPropertyDescription("The tranche's id; of an invoice <tranche>/<invoice number>.")
        String payableId,

        String trancheId,
        String recipient,

        @JsonPropertyDescription("Kronor that are to be paid and have not been: what is to be attested.")
        Money open,

        @JsonPropertyDescription("Kronor of it that are released or paid, and did not come back.")
        Money settled,

        @JsonPropertyDescription("Day by which it is to be paid; left out where neither paper nor invoice dates it.")
        @Nullable LocalDate payableBy,

        State state,
        @Nullable Invoice invoice,

        @JsonPropertyDescription("What was attested and by whom; left out where nothing is.") @Nullable Attest attest,

        @JsonPropertyDescription("Who refused to attest it last, and why; left out once it is examined again.")
        @Nullable Refusal refusal,

        @JsonPropertyDescription("What it had in payment orders, in order of time.")
        List<Part> orders,

        @JsonPropertyDescription("What stops its payment under the agreement now.")
        List<Hold> heldBy,

        @JsonPropertyDescription(
                "What stops payments to its recipient whatever the agreement, from the day that each says.")
        List<RecipientHeld> recipientHeldBy,

        @JsonPropertyDescription("Why this amount and this date.")
        String calculation,

        List<String> clauses) {
    static PayableView of(String agreementId, OpenPayable payable, Payments payments, StoppedRecipients.Stops stops) {
        return new PayableView(
                payable.payableId(),
                payable.tranche().trancheId(),
                payable.tranche().recipient(),
                payable.open(),
                payable.payable().settled(),
                payable.payableBy(),
                payable.state(),
                payable.payable().invoice(),
                payable.payable().attest(),
                payable.payable().refusal(),
                payable.payable().parts(),
                payments.stopping(payable.tranche().recipient()),
                stops.on(agreementId, payable.tranche().recipient()),
                payable.tranche().calculation(),
                payable.tranche().clauses());
    }
}
