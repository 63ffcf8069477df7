package se.iopledger.finance.domain.intake;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.iopledger.contracts.finance.BankFileEvent;
import se.iopledger.contracts.finance.BankFileEvent.BankFileReceived;
import se.iopledger.contracts.finance.BankFileEvent.BankFileTakenIn;
import se.iopledger.contracts.finance.BankFileEvent.FindingClosed;
import se.iopledger.contracts.finance.BankFileEvent.FindingRaised;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.intake.BankFile.Finding;
import se.iopledger.finance.domain.intake.BankFile.Known;
import se.iopledger.finance.domain.intake.BankFile.Unknown;
import se.iopledger.finance.domain.intake.BankFileCommand.CloseFinding;
import se.iopledger.finance.domain.intake.BankFileCommand.FinishIntake;
import se.iopledger.finance.domain.intake.BankFileCommand.KeepUnread;
import se.iopledger.finance.domain.intake.BankFileCommand.RaiseFinding;
import se.iopledger.finance.domain.intake.BankFileCommand.ReceiveFile;
import se.iopledger.finance.domain.intake.BankFileCommand.Trouble;

/** Decides about one file of a bank. */
@CheckReturnValue
public final class BankFileDecider {
    /** Stands where the message stands of a file that was read. */
    private static final String UNREAD = "unread";

    private BankFileDecider() {}

    /** Before anything has happened. */
    public static BankFile initial() {
        return new Unknown();
    }

    public static Decision<BankFileEvent> decide(BankFileCommand command, BankFile state) {
        return switch (state) {
            case Unknown _ ->
                switch (command) {
                    case ReceiveFile file ->
                        happens(new BankFileReceived(
                                file.importId(),
                                file.municipality(),
                                file.sha256(),
                                file.message(),
                                file.messageId(),
                                file.dialects(),
                                file.items(),
                                file.mandate().actor()));
                    case KeepUnread unread -> Decision.accepted(unread(unread));
                    case RaiseFinding _, FinishIntake _, CloseFinding _ ->
                        Decision.rejected(Rejection.unknown("FileMustBeReceived", "there is no such import"));
                };
            case Known known -> onKnown(command, known);
        };
    }

    private static Decision<BankFileEvent> onKnown(BankFileCommand command, Known file) {
        return switch (command) {
            case ReceiveFile again ->
                Decision.rejected(Rejection.conflict(
                        "FileMustBeReceivedOnce",
                        "this very file (" + file.received().message() + " "
                                + file.received().messageId() + ") was taken in before, as import "
                                + again.importId() + "; nothing of it was taken in again"));
            case KeepUnread _ -> nothing();
            case RaiseFinding raise ->
                file.hasRaised(raise.trouble())
                        ? nothing()
                        : happens(raised(raise.importId(), file.findings().size() + 1, raise.trouble()));
            case FinishIntake finish ->
                file.result() == null
                        ? happens(new BankFileTakenIn(finish.importId(), finish.taken(), finish.foreign()))
                        : nothing();
            case CloseFinding close -> close(close, file);
        };
    }

    /** It came, a person has to look at it, and nothing of it was taken in. */
    private static List<BankFileEvent> unread(KeepUnread command) {
        return List.of(
                new BankFileReceived(
                        command.importId(),
                        command.municipality(),
                        command.sha256(),
                        UNREAD,
                        "",
                        List.of(),
                        0,
                        command.mandate().actor()),
                raised(command.importId(), 1, command.why()),
                new BankFileTakenIn(command.importId(), 0, 0));
    }

    private static FindingRaised raised(String importId, int number, Trouble trouble) {
        return new FindingRaised(
                importId,
                number,
                trouble.item(),
                trouble.rule(),
                trouble.detail(),
                trouble.advice(),
                trouble.reference(),
                trouble.amount(),
                trouble.on());
    }

    private static Decision<BankFileEvent> close(CloseFinding command, Known file) {
        Optional<Finding> finding = file.finding(command.number());
        if (finding.isEmpty()) {
            return Decision.rejected(
                    Rejection.unknown("FindingMustBeRaised", "the import has no finding " + command.number()));
        }
        return finding.get().closed() == null
                ? happens(new FindingClosed(
                        command.importId(),
                        command.number(),
                        command.how(),
                        command.mandate().actor()))
                : Decision.rejected(
                        Rejection.conflict("FindingMustBeOpen", "finding " + command.number() + " was closed already"));
    }

    private static Decision<BankFileEvent> happens(BankFileEvent event) {
        return Decision.accepted(List.of(event));
    }

    private static Decision<BankFileEvent> nothing() {
        return Decision.accepted(List.of());
    }

    /** From which day an event holds. */
    public static LocalDate effectiveOn(BankFileCommand command) {
        return command.mandate().effectiveOn();
    }

    /** @throws IllegalStateException if the event cannot follow on the state: the history is not one of ours */
    public static BankFile evolve(BankFile state, BankFileEvent event) {
        return switch (event) {
            case BankFileReceived received ->
                switch (state) {
                    case Unknown _ -> new Known(received, List.of(), null);
                    case Known _ -> throw new IllegalStateException(event.importId() + " was received twice");
                };
            case FindingRaised raised -> known(state, event).with(raised);
            case BankFileTakenIn taken -> {
                Known file = known(state, event);
                yield new Known(file.received(), file.findings(), taken);
            }
            case FindingClosed closed -> known(state, event).with(closed);
        };
    }

    private static Known known(BankFile state, BankFileEvent event) {
        return switch (state) {
            case Known known -> known;
            case Unknown _ -> throw new IllegalStateException(event.importId() + " was never received");
        };
    }
}
