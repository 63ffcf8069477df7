package se.iopledger.contracts.agreement;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event of the agreement's going to the archive. */
public sealed interface ArchiveEvent extends FactEvent {
    /**
     * The agreement has ended, nothing in it is left open, and it was decided how long what is kept of it is kept. Nothing
     * more is recorded of it, unless a second person agrees that archiving it was a mistake.
     *
     * @param archivedBy opaque id of who decided
     * @param archivedOn day of the decision
     * @param documentPlan case number or name of the municipality's document plan by which the documents are kept
     * @param documents what becomes of them by that plan
     * @param documentsKeptUntil last day on which they are kept; left out where they are kept for good
     * @param vouchers how long the vouchers of each year are kept; empty where there are none
     * @param elsewhere what the decision rests on of what other services carry
     * @param unsettledFindings how many findings nobody settled: they stay as they are
     */
    record AgreementArchived(
            String agreementId,
            String archivedBy,
            LocalDate archivedOn,
            String documentPlan,
            Fate documents,
            @Nullable LocalDate documentsKeptUntil,
            List<VoucherRetention> vouchers,
            List<Concluded> elsewhere,
            int unsettledFindings)
            implements ArchiveEvent {
        public AgreementArchived {
            vouchers = List.copyOf(vouchers);
            elsewhere = List.copyOf(elsewhere);
        }
    }

    /** What becomes of documents. */
    enum Fate {
        /** Kept for good (bevaras). */
        PRESERVED,
        /** Discarded when their time has come (gallras). */
        DISCARDED
    }

    /**
     * How long the vouchers of one year are kept.
     *
     * @param year the financial year
     * @param years how many years after its end
     * @param keptUntil last day on which they are kept
     */
    record VoucherRetention(int year, int years, LocalDate keptUntil) {}

    /**
     * Something that this service does not carry, and that is concluded.
     *
     * @param basis what shows it, in words or by its reference
     */
    record Concluded(Matter matter, String basis) {}

    /** What others carry. */
    enum Matter {
        /** Every tranche is paid, reconciled or cancelled, and no repayment is claimed. */
        PAYMENTS,
        /** Every report is delivered, or it was decided that it is not. */
        REPORTS
    }
}
