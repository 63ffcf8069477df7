package se.iopledger.agreement.domain.archive;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.ArchiveCommand.ArchiveAgreement;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.contracts.agreement.ArchiveEvent.Concluded;
import se.iopledger.contracts.agreement.ArchiveEvent.Fate;
import se.iopledger.contracts.agreement.ArchiveEvent.Matter;
import se.iopledger.contracts.agreement.ArchiveEvent.VoucherRetention;
import se.iopledger.contracts.model.Rejection;

/** What keeps an agreement out of the archive. */
@CheckReturnValue
final class ArchiveRules {
    private ArchiveRules() {}

    static Rejection agreementMustHaveEnded() {
        return Rejection.conflict(
                "AgreementMustHaveEnded", "only an agreement that was in force and ended is archived");
    }

    static Optional<Rejection> archivingMustFollowTheEnd(Stage.Ended ended, ArchiveAgreement command) {
        return Refusals.when(
                !command.archivedOn().isAfter(ended.lastDay())
                        || command.archivedOn().isAfter(command.mandate().today()),
                () -> Rejection.at(
                        "/archivedOn",
                        "ArchivingMustFollowTheEnd",
                        "the agreement's last day was " + ended.lastDay() + ", today is "
                                + command.mandate().today() + ", this is dated " + command.archivedOn()));
    }

    static Optional<Rejection> nothingMustBeLeftOpen(Known known, ArchiveAgreement command) {
        List<String> open = LeftOpen.of(known, command.archivedOn());
        return Refusals.when(
                !open.isEmpty(),
                () -> Rejection.conflict(
                        "NothingMustBeLeftOpen", "bring these to an end first: " + String.join(", ", open)));
    }

    /** Each matter once: this service cannot know it, and somebody must. */
    static Optional<Rejection> whatOthersCarryMustBeConcluded(ArchiveAgreement command) {
        List<Matter> stated =
                command.elsewhere().stream().map(Concluded::matter).sorted().toList();
        return Refusals.when(
                !stated.equals(Arrays.asList(Matter.values())),
                () -> Rejection.at(
                        "/elsewhere",
                        "WhatOthersCarryMustBeConcluded",
                        "state for each of " + Arrays.toString(Matter.values())
                                + " once what shows that it is concluded"));
    }

    static Optional<Rejection> voucherYearsMustBeReasonable(Stage.Ended ended, ArchiveAgreement command) {
        Integer last = command.lastVoucherYear();
        return Refusals.when(
                last != null
                        && (last < ended.firstDay().getYear()
                                || last > command.mandate().today().getYear()),
                () -> Rejection.at(
                        "/lastVoucherYear",
                        "VoucherYearsMustBeReasonable",
                        "vouchers are made from " + ended.firstDay().getYear() + ", the agreement's first year, to "
                                + command.mandate().today().getYear()));
    }

    static Optional<Rejection> retentionMustSayUntilWhen(ArchiveAgreement command) {
        return Refusals.when(
                (command.documents() == Fate.DISCARDED) != (command.documentsKeptUntil() != null),
                () -> Rejection.at(
                        "/documentsKeptUntil",
                        "RetentionMustSayUntilWhen",
                        "documents that are discarded have a last day, those that are preserved have none"));
    }

    /** An agreement is itself what explains its vouchers. */
    static Optional<Rejection> documentsMustOutlastTheVouchers(
            List<VoucherRetention> vouchers, ArchiveAgreement command) {
        LocalDate keptUntil = command.documentsKeptUntil();
        return VouchersAreKept.lastDay(vouchers)
                .filter(lastDay -> keptUntil != null && keptUntil.isBefore(lastDay))
                .map(lastDay -> Rejection.at(
                        "/documentsKeptUntil",
                        "DocumentsMustOutlastTheVouchers",
                        "the vouchers are kept until " + lastDay + ", and the agreement explains them"));
    }
}
