package se.iopledger.finance.domain.right;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.RightEvent.Step;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Mandate;

/** What somebody wants done to a municipality's register of attest rights. The mandate says why. */
public sealed interface RightCommand extends Command {
    String registerId();

    @Override
    default String streamId() {
        return registerId();
    }

    /** The one register of a municipality. */
    static String registerOf(String municipality) {
        return UUID.nameUUIDFromBytes(("attest-rights/" + municipality).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /**
     * Propose a right.
     *
     * @param until last day; null for one that holds until it is revoked
     * @param agreementId the one agreement that it is for; null for any
     * @param unit the one board or administration; null for any
     */
    record ProposeRight(
            String registerId,
            String holder,
            Step step,
            Money limit,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String agreementId,
            @Nullable String unit,
            Mandate mandate)
            implements RightCommand {}

    /** What is done with one right. */
    sealed interface OfRight extends RightCommand {
        String rightId();
    }

    record GrantRight(String registerId, String rightId, Mandate mandate) implements OfRight {}

    record RefuseRight(String registerId, String rightId, Mandate mandate) implements OfRight {}

    /** @param lastDay last day on which it is to hold; the day before the business date to end it at once */
    record RevokeRight(String registerId, String rightId, LocalDate lastDay, Mandate mandate) implements OfRight {}
}
