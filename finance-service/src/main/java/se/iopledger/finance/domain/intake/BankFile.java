package se.iopledger.finance.domain.intake;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.finance.BankFileEvent.BankFileReceived;
import se.iopledger.contracts.finance.BankFileEvent.BankFileTakenIn;
import se.iopledger.contracts.finance.BankFileEvent.FindingClosed;
import se.iopledger.contracts.finance.BankFileEvent.FindingRaised;

/** Where one file of a bank stands. */
@CheckReturnValue
public sealed interface BankFile {
    /** Nobody has brought it. */
    record Unknown() implements BankFile {}

    /**
     * It was received.
     *
     * @param result what came of it; null until all of it is taken in
     */
    record Known(
            BankFileReceived received,
            List<Finding> findings,
            @Nullable BankFileTakenIn result) implements BankFile {
        public Known {
            findings = List.copyOf(findings);
        }

        public String municipality() {
            return received.municipality();
        }

        public Optional<Finding> finding(int number) {
            return findings.stream()
                    .filter(finding -> finding.raised().number() == number)
                    .findFirst();
        }

        boolean hasRaised(BankFileCommand.Trouble trouble) {
            return findings.stream()
                    .map(Finding::raised)
                    .anyMatch(raised -> raised.item() == trouble.item()
                            && raised.rule().equals(trouble.rule())
                            && raised.detail().equals(trouble.detail())
                            && Objects.equals(raised.reference(), trouble.reference()));
        }

        Known with(FindingRaised event) {
            return new Known(
                    received,
                    Stream.concat(findings.stream(), Stream.of(new Finding(event, null)))
                            .toList(),
                    result);
        }

        Known with(FindingClosed event) {
            if (finding(event.number()).isEmpty()) {
                throw new IllegalStateException(event.importId() + " has no finding " + event.number());
            }
            return new Known(
                    received,
                    findings.stream()
                            .map(finding -> finding.raised().number() == event.number()
                                    ? new Finding(finding.raised(), event)
                                    : finding)
                            .toList(),
                    result);
        }
    }

    /**
     * What a person has to look at.
     *
     * @param closed what was done about it; null while it is open
     */
    record Finding(FindingRaised raised, @Nullable FindingClosed closed) {}
}
