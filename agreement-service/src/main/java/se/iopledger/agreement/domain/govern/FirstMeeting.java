package se.iopledger.agreement.domain.govern;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.GovernanceCommand.HoldMeeting;
import se.iopledger.agreement.domain.PartyRules;
import se.iopledger.agreement.domain.finding.Findings;
import se.iopledger.agreement.domain.govern.Governance.Held;
import se.iopledger.agreement.domain.govern.Governance.Meeting;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.GovernanceEvent.Resolution;
import se.iopledger.contracts.terms.Group;

/** What the terms have a group decide when it first meets (STO-16), as tasks that begin with "first meeting:". */
@CheckReturnValue
public final class FirstMeeting {
    private static final String BEGINNING = "first meeting:";

    private FirstMeeting() {}

    /** What is to be decided and was not yet, by any meeting of the group: a decision's subject names it. */
    public static List<String> undecided(Known known, Group group) {
        return undecided(group, decisions(known, group));
    }

    /** What the first meeting of a group that is recorded leaves undecided; a later one may decide it all the same. */
    static List<Finding> findings(Known known, HoldMeeting command) {
        return PartyRules.group(known, command.body(), command.heldOn()).stream()
                .filter(group -> held(known, group).findAny().isEmpty())
                .flatMap(group -> undecided(group, command.decisions().stream()).stream()
                        .map(matter -> Findings.ofFirstMeeting(group, matter)))
                .toList();
    }

    private static List<String> undecided(Group group, Stream<Resolution> decisions) {
        List<String> decided =
                decisions.map(decision -> normal(decision.subject())).toList();
        return group.tasks().stream()
                .filter(task -> normal(task).startsWith(BEGINNING))
                .map(task -> task.strip().substring(BEGINNING.length()).strip())
                .filter(matter -> !decided.contains(normal(matter)))
                .toList();
    }

    private static Stream<Resolution> decisions(Known known, Group group) {
        return held(known, group).map(Held::decisions).flatMap(List::stream);
    }

    private static Stream<Held> held(Known known, Group group) {
        return known.governance().meetings().stream()
                .filter(meeting -> meeting.body().equals(group.id()))
                .map(Meeting::held)
                .flatMap(Stream::ofNullable);
    }

    private static String normal(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
