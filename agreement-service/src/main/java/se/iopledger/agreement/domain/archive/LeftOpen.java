package se.iopledger.agreement.domain.archive;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.amend.Amendment;
import se.iopledger.agreement.domain.amend.Renegotiation;
import se.iopledger.agreement.domain.breach.Breaches.Breach;
import se.iopledger.agreement.domain.conduct.Deficiency;
import se.iopledger.agreement.domain.conduct.Deviation;
import se.iopledger.agreement.domain.conduct.Dialogue;
import se.iopledger.agreement.domain.correct.Corrections;
import se.iopledger.agreement.domain.correct.Corrections.Correction;
import se.iopledger.agreement.domain.govern.Governance.Meeting;

/** What somebody still has to bring to an end. */
@CheckReturnValue
public final class LeftOpen {
    private LeftOpen() {}

    /** Their ids, as deficiency-1, by a day; empty where nothing is open. */
    public static List<String> of(Known known, LocalDate day) {
        return Stream.of(
                        known.conduct().deficiencies().stream()
                                .filter(Deficiency::stillOpen)
                                .map(Deficiency::id),
                        known.conduct().dialogues().stream()
                                .filter(Dialogue::stillOpen)
                                .map(Dialogue::id),
                        known.conduct().deviations().stream()
                                .filter(deviation -> deviation.decided() == null && deviation.made() == null)
                                .map(Deviation::id),
                        known.breaches().all().stream()
                                .filter(breach -> isOpen(breach, day))
                                .map(Breach::id),
                        known.amendments().all().stream()
                                .filter(Amendment::mayStillBind)
                                .map(Amendment::id),
                        known.amendments().renegotiations().stream()
                                .filter(Renegotiation::goesOn)
                                .map(Renegotiation::id),
                        known.governance().meetings().stream()
                                .filter(Meeting::stillPlanned)
                                .map(Meeting::id),
                        known.corrections().all().stream()
                                .filter(correction -> correction.outcome() == Corrections.Outcome.OPEN)
                                .map(Correction::id))
                .flatMap(ids -> ids)
                .toList();
    }

    /** One that nobody remedied is open as long as its remedy is waited for; afterwards it is what it is. */
    private static boolean isOpen(Breach breach, LocalDate day) {
        var call = breach.call();
        return breach.remediedOn() == null && call != null && !call.remedyBy().isBefore(day);
    }
}
