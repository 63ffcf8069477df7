package se.iopledger.finance.domain.intake;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.finance.domain.NameBased;

/** What somebody, or the intake, wants done with one file of a bank. */
public sealed interface BankFileCommand extends Command {
    String importId();

    @Override
    default String streamId() {
        return importId();
    }

    /** The import of a file follows from its bytes, so that the same file meets itself. */
    static String importId(String municipality, String sha256) {
        return NameBased.id("bank-file", municipality, sha256);
    }

    /** @param items how many statuses or transactions it tells */
    record ReceiveFile(
            String importId,
            String municipality,
            String sha256,
            String message,
            String messageId,
            List<String> dialects,
            int items,
            Mandate mandate)
            implements BankFileCommand {
        public ReceiveFile {
            dialects = List.copyOf(dialects);
        }
    }

    /** The import of a file that cannot be read: apart, so that it can be taken in once it can. */
    static String unreadImportId(String municipality, String sha256) {
        return NameBased.id("bank-file-unread", municipality, sha256);
    }

    /** Keep that a file came which cannot be read; brought again it is answered with no event. */
    record KeepUnread(String importId, String municipality, String sha256, Trouble why, Mandate mandate)
            implements BankFileCommand {}

    /** Something could not be taken in. Raised again it is answered with no event. */
    record RaiseFinding(String importId, Trouble trouble, Mandate mandate) implements BankFileCommand {}

    /**
     * What could not be taken in.
     *
     * @param item from 1; 0 for the file itself
     * @param advice what a person may do about it
     */
    record Trouble(
            int item,
            String rule,
            String detail,
            String advice,
            @Nullable String reference,
            @Nullable Money amount,
            @Nullable LocalDate on) {}

    record FinishIntake(String importId, int taken, int foreign, Mandate mandate) implements BankFileCommand {}

    /** @param how what was done about it */
    record CloseFinding(String importId, int number, String how, Mandate mandate) implements BankFileCommand {}
}
