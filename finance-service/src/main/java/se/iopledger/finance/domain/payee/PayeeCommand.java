package se.iopledger.finance.domain.payee;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.BankAccount;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.finance.PayeeEvent.PartyKey;
import se.iopledger.contracts.finance.PayeeEvent.Role;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Mandate;

/** What somebody wants done to one payee. */
public sealed interface PayeeCommand extends Command {
    String payeeId();

    @Override
    default String streamId() {
        return payeeId();
    }

    /** @param stated the organisation number that the agreement states of the party; null where it states none */
    record RegisterPayee(
            String payeeId,
            String municipality,
            Role role,
            String name,
            @Nullable OrganisationNumber organisationNumber,
            @Nullable PartyKey party,
            @Nullable OrganisationNumber stated,
            Mandate mandate)
            implements PayeeCommand {}

    /**
     * @param holder the account's holder as the evidence names it
     * @param from day from which it is to be in force
     * @param madeUp whether it is one of a demonstration, that does not exist
     */
    record RegisterAccount(
            String payeeId,
            BankAccount account,
            String holder,
            @Nullable String bic,
            @Nullable String customerId,
            LocalDate from,
            boolean madeUp,
            Mandate mandate)
            implements PayeeCommand {}

    /**
     * @param evidence what shows whose account it is
     * @param waitingDays how many days an account waits that replaces another, as the municipality has decided
     */
    record VerifyAccount(String payeeId, String accountId, String evidence, int waitingDays, Mandate mandate)
            implements PayeeCommand {}

    record WithdrawAccount(String payeeId, String accountId, LocalDate from, Mandate mandate) implements PayeeCommand {}

    /** @param clauses the clauses that allow it */
    record HoldRecipient(String payeeId, String reason, List<String> clauses, Mandate mandate) implements PayeeCommand {
        public HoldRecipient {
            clauses = List.copyOf(clauses);
        }
    }

    record ReleaseRecipient(String payeeId, String holdId, String reason, Mandate mandate) implements PayeeCommand {}

    /**
     * Whether a line of an order may be paid; the one who asks is bound by the answer.
     *
     * @param accountId the account that the order names, with the number that it names for it
     * @param attestedBy who examined and who approved the payment
     * @param demonstration whether the installation is one where nothing is real, and made-up accounts are paid to
     */
    record ConfirmLine(
            String payeeId,
            String orderId,
            String agreementId,
            String payableId,
            String accountId,
            BankAccount account,
            LocalDate paymentDate,
            Set<String> attestedBy,
            boolean demonstration,
            Mandate mandate)
            implements PayeeCommand {
        public ConfirmLine {
            attestedBy = Set.copyOf(attestedBy);
        }
    }
}
