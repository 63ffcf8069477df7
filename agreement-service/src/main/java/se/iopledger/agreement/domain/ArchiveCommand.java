package se.iopledger.agreement.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.ArchiveEvent.Concluded;
import se.iopledger.contracts.agreement.ArchiveEvent.Fate;
import se.iopledger.contracts.model.Mandate;

/** What is done with an agreement that is over. */
public sealed interface ArchiveCommand extends AgreementCommand {
    /**
     * Take it to the archive.
     *
     * @param archivedOn after its last day, not after today
     * @param documentPlan case number or name of the municipality's document plan
     * @param documentsKeptUntil last day, for documents that are discarded
     * @param lastVoucherYear the last financial year with a voucher of the agreement; null where there is none
     * @param elsewhere for each matter that another service carries, what shows that it is concluded
     */
    record ArchiveAgreement(
            String agreementId,
            LocalDate archivedOn,
            String documentPlan,
            Fate documents,
            @Nullable LocalDate documentsKeptUntil,
            @Nullable Integer lastVoucherYear,
            List<Concluded> elsewhere,
            Mandate mandate)
            implements ArchiveCommand {
        public ArchiveAgreement {
            elsewhere = List.copyOf(elsewhere);
        }
    }
}
