package se.iopledger.agreement.domain.archive;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AgreementCommand;
import se.iopledger.agreement.domain.AgreementCommand.ApproveAgreement;
import se.iopledger.agreement.domain.AgreementCommand.EraseDataSubject;
import se.iopledger.agreement.domain.AgreementCommand.NameContactPerson;
import se.iopledger.agreement.domain.AgreementCommand.RegisterAgreement;
import se.iopledger.agreement.domain.AgreementCommand.RemoveContactPerson;
import se.iopledger.agreement.domain.AgreementCommand.SignAgreement;
import se.iopledger.agreement.domain.AgreementCommand.WorkOffDue;
import se.iopledger.agreement.domain.AmendmentCommand;
import se.iopledger.agreement.domain.ArchiveCommand;
import se.iopledger.agreement.domain.ArchiveCommand.ArchiveAgreement;
import se.iopledger.agreement.domain.ConductCommand;
import se.iopledger.agreement.domain.CorrectionCommand;
import se.iopledger.agreement.domain.DocumentCommand;
import se.iopledger.agreement.domain.EveryValue;
import se.iopledger.agreement.domain.ExitCommand;
import se.iopledger.agreement.domain.ExtensionCommand;
import se.iopledger.agreement.domain.FundingCommand;
import se.iopledger.agreement.domain.GovernanceCommand;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.NeedCommand;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.SettlementCommand;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.settle.Blocking;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.ArchiveEvent;
import se.iopledger.contracts.agreement.ArchiveEvent.AgreementArchived;
import se.iopledger.contracts.agreement.ArchiveEvent.VoucherRetention;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;

/** An agreement that is over goes to the archive, and stays there. */
@CheckReturnValue
public final class Archiving {
    private Archiving() {}

    /** Decides whether it may be archived. */
    public static Decision<AgreementEvent> decide(Known known, ArchiveCommand command) {
        return switch (command) {
            case ArchiveAgreement archive ->
                switch (known.stage()) {
                    case Stage.Ended ended -> archive(known, ended, archive);
                    case Stage.Draft _, Stage.Approved _, Stage.InForce _ ->
                        Decision.rejected(ArchiveRules.agreementMustHaveEnded());
                    case Stage.Voided _ -> Decision.rejected(Refusals.agreementMustNotBeVoided());
                };
        };
    }

    private static Decision<AgreementEvent> archive(Known known, Stage.Ended ended, ArchiveAgreement command) {
        List<VoucherRetention> vouchers = ArchiveRules.voucherYearsMustBeReasonable(ended, command)
                        .isPresent()
                ? List.of()
                : Optional.ofNullable(command.lastVoucherYear())
                        .map(last -> VouchersAreKept.ofYears(ended.firstDay().getYear(), last))
                        .orElse(List.of());
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        ArchiveRules.archivingMustFollowTheEnd(ended, command),
                        ArchiveRules.nothingMustBeLeftOpen(known, command),
                        ArchiveRules.whatOthersCarryMustBeConcluded(command),
                        ArchiveRules.voucherYearsMustBeReasonable(ended, command),
                        ArchiveRules.retentionMustSayUntilWhen(command),
                        ArchiveRules.documentsMustOutlastTheVouchers(vouchers, command),
                        Refusals.reasonMustBeStated(
                                command.mandate(), "ArchivingMustStateItsReason", "say on what the decision rests")),
                () -> List.of(new AgreementArchived(
                        known.agreementId(),
                        command.mandate().actor(),
                        command.archivedOn(),
                        command.documentPlan(),
                        command.documents(),
                        command.documentsKeptUntil(),
                        vouchers,
                        command.elsewhere(),
                        (int) known.findings().stream()
                                .filter(finding -> Blocking.standing(known, finding, command.archivedOn())
                                        instanceof Blocking.Standing.Open)
                                .count())));
    }

    /**
     * What an archived agreement refuses: everything, save a correction, which a second person decides on; what a person
     * may ask for whose data it is; and what asks for nothing.
     */
    public static Optional<Rejection> agreementMustNotBeArchived(Known known, AgreementCommand command) {
        AgreementArchived archived = known.archive().archived();
        return archived == null || staysPossible(command)
                ? Optional.empty()
                : Optional.of(Rejection.conflict(
                        "AgreementMustNotBeArchived",
                        "it was archived on " + archived.archivedOn()
                                + ": propose a correction of that, which a second person decides on"));
    }

    private static boolean staysPossible(AgreementCommand command) {
        return switch (command) {
            case CorrectionCommand _, EraseDataSubject _, RemoveContactPerson _, WorkOffDue _ -> true;
            case RegisterAgreement _,
                    ApproveAgreement _,
                    SignAgreement _,
                    NameContactPerson _,
                    AmendmentCommand _,
                    ExitCommand _,
                    ExtensionCommand _,
                    ConductCommand _,
                    GovernanceCommand _,
                    DocumentCommand _,
                    FundingCommand _,
                    SettlementCommand _,
                    NeedCommand _,
                    ArchiveCommand _ -> false;
        };
    }

    /** The agreement in the archive. */
    public static Known evolve(Known known, ArchiveEvent event) {
        return switch (event) {
            case AgreementArchived archived -> {
                if (known.archive().archived() != null) {
                    throw Impossible.event(event, known);
                }
                yield known.with(new Archive(archived));
            }
        };
    }
}
