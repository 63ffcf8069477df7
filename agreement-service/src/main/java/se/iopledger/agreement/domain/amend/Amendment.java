package se.iopledger.agreement.domain.amend;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.sign.Signatures;
import se.iopledger.agreement.domain.sign.Signatures.Signature;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentDecided;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentDiscussed;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentProposed;

/**
 * A change of the terms, and how far it has come.
 *
 * @param decision of the steering group; null where it has not decided
 * @param closing null where it is open or binds
 */
@CheckReturnValue
public record Amendment(
        AmendmentProposed proposal,
        List<AmendmentDiscussed> discussions,
        @Nullable AmendmentDecided decision,
        Signatures signatures,
        @Nullable Closing closing) {
    public Amendment {
        discussions = List.copyOf(discussions);
    }

    /** Why it will never bind. */
    public enum How {
        WITHDRAWN,
        REJECTED,
        SUPERSEDED
    }

    /**
     * An end without the amendment's having bound.
     *
     * @param by id of the party that withdrew or rejected it, of the group that did not adopt it, or of the amendment in
     *     its place
     */
    public record Closing(How how, LocalDate on, String by) {}

    /** Something that it still needs. */
    public sealed interface Awaited {
        /** A party's signature. */
        record SignatureOf(String party) implements Awaited {}

        /** A group's decision. */
        record DecisionOf(String group) implements Awaited {}
    }

    static Amendment of(AmendmentProposed proposal) {
        return new Amendment(proposal, List.of(), null, Signatures.NONE, null);
    }

    public String id() {
        return proposal.amendmentId();
    }

    /** What it needs and has not got; empty where it is closed. */
    public List<Awaited> awaits() {
        if (closing != null) {
            return List.of();
        }
        String group = proposal.needs().decisionOf();
        Stream<Awaited> awaitedDecision =
                group == null || decision != null ? Stream.empty() : Stream.of(new Awaited.DecisionOf(group));
        return Stream.concat(
                        awaitedDecision,
                        proposal.needs().signatures().stream()
                                .filter(party -> signatures.of(party).isEmpty())
                                .map(Awaited.SignatureOf::new))
                .toList();
    }

    /** The day on which the last of what it needs was there; empty where something is missing, or it was closed. */
    public Optional<LocalDate> boundOn() {
        if (closing != null || !awaits().isEmpty()) {
            return Optional.empty();
        }
        return Stream.of(
                        Stream.of(proposal.proposedOn()),
                        Stream.ofNullable(decision).map(AmendmentDecided::decidedOn),
                        signatures.all().stream().map(Signature::signedOn))
                .flatMap(days -> days)
                .max(Comparator.naturalOrder());
    }

    /** Whether it may still come to bind and has not. */
    public boolean mayStillBind() {
        return closing == null && boundOn().isEmpty();
    }

    Amendment with(AmendmentDiscussed discussion) {
        return new Amendment(
                proposal,
                Stream.concat(discussions.stream(), Stream.of(discussion)).toList(),
                decision,
                signatures,
                closing);
    }

    Amendment with(AmendmentDecided made) {
        Closing rejected = made.adopted() ? closing : new Closing(How.REJECTED, made.decidedOn(), made.group());
        return new Amendment(proposal, discussions, made, signatures, rejected);
    }

    Amendment with(Signature signature) {
        return new Amendment(proposal, discussions, decision, signatures.and(signature), closing);
    }

    Amendment closed(How how, LocalDate on, String by) {
        return new Amendment(proposal, discussions, decision, signatures, new Closing(how, on, by));
    }
}
