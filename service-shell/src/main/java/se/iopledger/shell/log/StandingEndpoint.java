package se.iopledger.shell.log;

import io.swagger.v3.oas.annotations.Operation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.inbox.Inbox;
import se.iopledger.eventlog.publisher.KafkaPublisher;
import se.iopledger.eventlog.seal.LogTiles;
import se.iopledger.eventlog.seal.Sealer;
import se.iopledger.shell.due.DueRounds;
import se.iopledger.shell.projection.ProjectionRunner;
import se.iopledger.shell.time.BusinessClock;

/**
 * Tells whether the service has come to rest. Asked of the services in the order in which they hear each other
 * (agreement, finance, reporting), three times "settled" means that all has arrived everywhere, and that every entry can
 * be proved.
 */
@RestController
class StandingEndpoint {
    private final BusinessClock clock;
    private final DueRounds due;
    private final ProjectionRunner projections;
    private final KafkaPublisher publisher;
    private final KafkaConfiguration.Inboxes inboxes;
    private final PostgresEventLog log;
    private final LogTiles sealed;
    private final Sealer sealer;
    private final ObjectProvider<NeedsAttention> parts;

    StandingEndpoint(
            BusinessClock clock,
            DueRounds due,
            ProjectionRunner projections,
            KafkaPublisher publisher,
            KafkaConfiguration.Inboxes inboxes,
            PostgresEventLog log,
            LogTiles sealed,
            Sealer sealer,
            ObjectProvider<NeedsAttention> parts) {
        this.clock = clock;
        this.due = due;
        this.projections = projections;
        this.publisher = publisher;
        this.inboxes = inboxes;
        this.log = log;
        this.sealed = sealed;
        this.sealer = sealer;
        this.parts = parts;
    }

    @GetMapping("/standing")
    @Operation(summary = "Whether the service has come to rest, and what it still has to do")
    Standing standing() throws SQLException {
        // In the order in which work flows, so that nothing slips from a place not yet looked at to one looked at.
        List<String> waitingFor = new ArrayList<>();
        for (Inbox inbox : inboxes.all()) {
            waitFor(behind(inbox), "records to be heard", waitingFor);
        }
        long head = log.head();
        waitFor(head - projections.position(head), "entries to be projected", waitingFor);
        waitFor(due.outstanding(), "agreements to be woken", waitingFor);
        long newHead = log.head();
        waitFor(newHead - head, "entries to be looked at", waitingFor);
        waitFor(newHead - publisher.publishedTo(), "entries to be published", waitingFor);
        // Waiting does not help where tree and log do not agree: that needs attention.
        if (!sealer.health().broken()) {
            waitFor(newHead + 1 - sealed.size(), "entries to be sealed", waitingFor);
        }
        // Once more, since a service may hear its own topic: what was just published may not be heard yet.
        for (Inbox inbox : inboxes.all()) {
            waitFor(behind(inbox), "records to be heard of what was just published", waitingFor);
        }
        return new Standing(clock.today(), clock.isSimulated(), waitingFor.isEmpty(), waitingFor, needsAttention());
    }

    private List<String> needsAttention() throws SQLException {
        List<String> needsAttention = new ArrayList<>();
        for (Inbox inbox : inboxes.all()) {
            waitFor(inbox.parked(), "dead letters of " + inbox.name() + " to be decided on", needsAttention);
        }
        for (NeedsAttention part : parts) {
            needsAttention.addAll(part.needsAttention());
        }
        return needsAttention;
    }

    private static long behind(Inbox inbox) throws SQLException {
        try {
            return inbox.behind();
        } catch (KafkaException notYet) {
            // A topic that its publisher has not made yet, or a broker that is away: there is something to wait for.
            return 1;
        }
    }

    private static void waitFor(long count, String what, List<String> waitingFor) {
        if (count > 0) {
            waitingFor.add(count + " " + what);
        }
    }
}
