package se.iopledger.agreement.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.model.Mandate;

/** What a party does to leave the agreement. */
public sealed interface ExitCommand extends AgreementCommand {
    /**
     * Record that a party gave notice.
     *
     * @param exit id of the exit rule in the terms by which it is given
     * @param by id of the party in the terms
     * @param givenOn day on which it was given, not after today
     * @param cause why, in words; null where the way out asks for no cause
     * @param steps what the terms ask for before it, and when that was done
     */
    record GiveNotice(
            String agreementId,
            String exit,
            String by,
            LocalDate givenOn,
            ExitEvent.Form form,
            @Nullable String cause,
            List<StepTaken> steps,
            Mandate mandate)
            implements ExitCommand {
        public GiveNotice {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Record that a notice was taken back.
     *
     * @param withdrawnOn day on which it was taken back, not after today
     */
    record WithdrawNotice(String agreementId, String noticeId, LocalDate withdrawnOn, Mandate mandate)
            implements ExitCommand {}
}
