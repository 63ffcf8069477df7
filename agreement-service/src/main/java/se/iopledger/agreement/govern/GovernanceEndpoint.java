package se.iopledger.agreement.govern;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.govern.FirstMeeting;
import se.iopledger.agreement.domain.govern.Governance.Interval;
import se.iopledger.agreement.domain.govern.Governance.Meeting;
import se.iopledger.agreement.domain.govern.Governance.Representative;
import se.iopledger.agreement.domain.govern.MeetingIntervals;
import se.iopledger.contracts.agreement.GovernanceEvent.Duty;
import se.iopledger.contracts.terms.Group;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;

/** Tells what the groups of an agreement do. */
@RestController
class GovernanceEndpoint {
    private final AgreementDesk desk;

    GovernanceEndpoint(AgreementDesk desk) {
        this.desk = desk;
    }

    /**
     * The groups and what is recorded of them, each list in the order in which it was.
     *
     * @param asked how often the terms asked for meetings so far, and how often they were held
     */
    record GovernanceView(
            String agreementId,
            List<GroupView> groups,
            List<Meeting> meetings,
            List<Representative> representatives,
            List<Interval> intervals,
            List<AskedView> asked) {
        static GovernanceView of(Known known, LocalDate today) {
            return new GovernanceView(
                    known.agreementId(),
                    known.termsOn(today).groups().stream()
                            .map(group -> GroupView.of(known, group, today))
                            .toList(),
                    known.governance().meetings(),
                    known.governance().representatives(),
                    known.governance().intervals(),
                    MeetingIntervals.until(today, known).stream()
                            .map(AskedView::of)
                            .toList());
        }
    }

    /**
     * A group of the terms.
     *
     * @param chair id of the party whose turn it is today
     * @param documents id of the party that documents its meetings today
     * @param undecided what its first meeting was to decide, and none did yet
     */
    record GroupView(
            String id,
            String name,
            List<String> roles,
            @Nullable String convener,
            @Nullable String chair,
            @Nullable String documents,
            List<String> undecided,
            List<String> clauses) {
        static GroupView of(Known known, Group group, LocalDate today) {
            return new GroupView(
                    group.id(),
                    group.name(),
                    group.roles(),
                    group.convener(),
                    known.governance().onDuty(group.id(), Duty.CHAIR, today).orElse(null),
                    group.documents() == null
                            ? known.governance()
                                    .onDuty(group.id(), Duty.DOCUMENTATION, today)
                                    .orElse(null)
                            : group.documents(),
                    FirstMeeting.undecided(known, group),
                    group.clauses());
        }
    }

    /**
     * A span of time and its meetings.
     *
     * @param tooSeldom whether the span has passed with fewer meetings than it asked for
     */
    record AskedView(
            String meeting,
            String title,
            LocalDate first,
            LocalDate last,
            int asked,
            int held,
            boolean tooSeldom,
            List<String> clauses) {
        static AskedView of(MeetingIntervals.Asked asked) {
            return new AskedView(
                    asked.meeting(),
                    asked.title(),
                    asked.first(),
                    asked.last(),
                    asked.asked(),
                    asked.held(),
                    asked.tooSeldom(),
                    asked.clauses());
        }
    }

    @Operation(
            operationId = "getGovernance",
            summary = "The groups of an agreement, their meetings and representatives",
            description = "With how often the terms asked for meetings, and how often they were held. Needs the role"
                    + " READER.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = GovernanceView.class)))
    @GetMapping("/agreements/{agreementId}/governance")
    ResponseEntity<?> governance(@PathVariable String agreementId, SignedIn user) {
        user.mustBe(Role.READER);
        LocalDate today = desk.mandate(user, null, null).today();
        return desk.show(agreementId, user, found -> GovernanceView.of(found.agreement(), today));
    }
}
