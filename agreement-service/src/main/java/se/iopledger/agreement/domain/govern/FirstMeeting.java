package se.iopledger.agreement.domain.govern;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.govern.Governance.Held;
import se.iopledger.agreement.domain.govern.Governance.Meeting;
import se.iopledger.contracts.terms.Group;

/** What the terms have a group decide when it first meets (STO-16), as tasks that begin with "first meeting:". */
@CheckReturnValue
public final class FirstMeeting {
    private static final String BEGINNING = "first meeting:";

    private FirstMeeting() {}

    /** What is to be decided and was not yet, by any meeting of the group: a decision's subject names it. */
    public static List<String> undecided(Known known, Group group) {
        List<String> decided = known.governance().meetings().stream()
                .filter(meeting -> meeting.body().equals(group.id()))
                .map(Meeting::held)
                .flatMap(Stream::ofNullable)
                .map(Held::decisions)
                .flatMap(List::stream)
                .map(decision -> normal(decision.subject()))
                .toList();
        return group.tasks().stream()
                .filter(task -> normal(task).startsWith(BEGINNING))
                .map(task -> task.strip().substring(BEGINNING.length()).strip())
                .filter(matter -> !decided.contains(normal(matter)))
                .toList();
    }

    private static String normal(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
