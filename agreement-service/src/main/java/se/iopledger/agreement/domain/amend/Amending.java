package se.iopledger.agreement.domain.amend;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AmendmentCommand;
import se.iopledger.agreement.domain.AmendmentCommand.CallForRenegotiation;
import se.iopledger.agreement.domain.AmendmentCommand.CloseRenegotiation;
import se.iopledger.agreement.domain.AmendmentCommand.DecideAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.DiscussAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.ProposeAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.RejectAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.SignAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.WithdrawAmendment;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.amend.Amendment.How;
import se.iopledger.agreement.domain.finding.Findings;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.agreement.domain.sign.Signatures.Signature;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AmendmentEvent;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentDecided;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentDiscussed;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentProposed;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentRejected;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentSigned;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentWithdrawn;
import se.iopledger.contracts.agreement.AmendmentEvent.RenegotiationCalled;
import se.iopledger.contracts.agreement.AmendmentEvent.RenegotiationClosed;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;

/** Changing the terms, from a proposal to all that it needs. What it changes, and from when, is {@code life}'s to say. */
@CheckReturnValue
public final class Amending {
    private Amending() {}

    /** Decides what the parties do to change the terms. */
    public static Decision<AgreementEvent> decide(Known known, AmendmentCommand command) {
        return switch (known.stage()) {
            // After the end too: an amendment of which nobody knew may have been made before it.
            case Stage.InForce _, Stage.Ended _ ->
                switch (command) {
                    case ProposeAmendment proposal -> propose(known, proposal);
                    case DiscussAmendment discussion -> discuss(known, discussion);
                    case DecideAmendment decision -> decide(known, decision);
                    case SignAmendment signature -> sign(known, signature);
                    case WithdrawAmendment withdrawal -> withdraw(known, withdrawal);
                    case RejectAmendment rejection -> reject(known, rejection);
                    case CallForRenegotiation call -> Renegotiating.call(known, call);
                    case CloseRenegotiation closing -> Renegotiating.close(known, closing);
                };
            case Stage.Draft _, Stage.Approved _ -> Decision.rejected(AmendmentRules.agreementMustBeInForce());
            case Stage.Voided _ -> Decision.rejected(Refusals.agreementMustNotBeVoided());
        };
    }

    /**
     * The version of the terms that others are made on: of those that hold on some day, or still may, the latest; of a
     * draft the registered one.
     */
    public static Life.Version base(Known known) {
        return ProposalRules.base(known);
    }

    /** The first rule that forbids a proposal; empty where nothing does. What a preview tells before anything is stored. */
    public static Optional<Rejection> whatForbids(Known known, ProposeAmendment command) {
        return switch (decide(known, command)) {
            case Decision.Rejected<AgreementEvent>(Rejection rejection) -> Optional.of(rejection);
            case Decision.Accepted<AgreementEvent> _ -> Optional.empty();
        };
    }

    private static Decision<AgreementEvent> propose(Known known, ProposeAmendment command) {
        return Refusals.first(ProposalRules.ofFacts(known, command))
                .or(() -> known.termsNumbered(command.madeOn())
                        .map(base -> Refusals.first(ProposalRules.ofTerms(known, base, command)))
                        .orElseGet(() -> Optional.of(ProposalRules.termsVersionMustBeKnown())))
                .map(Decision::<AgreementEvent>rejected)
                .orElseGet(() -> Decision.accepted(List.of(proposed(known, command))));
    }

    private static AmendmentProposed proposed(Known known, ProposeAmendment command) {
        Terms base = known.termsNumbered(command.madeOn()).orElseThrow();
        return new AmendmentProposed(
                known.agreementId(),
                known.facts().nextId("amendment", AmendmentProposed.class),
                command.mandate().actor(),
                command.by(),
                command.proposedOn(),
                command.way(),
                command.from(),
                command.background(),
                command.keepsPurpose(),
                command.madeOn(),
                known.nextTermsVersion(),
                command.terms(),
                command.annex(),
                command.renegotiation(),
                command.supersedes(),
                Needing.of(command.way(), base, command.terms(), command.keepsPurpose()),
                AmendmentRules.amendmentClauses(base));
    }

    private static Decision<AgreementEvent> discuss(Known known, DiscussAmendment command) {
        return withOpen(
                known,
                command.amendmentId(),
                amendment -> Refusals.unless(
                        AmendmentRules.discussion(known, amendment, command),
                        () -> List.of(new AmendmentDiscussed(
                                known.agreementId(),
                                amendment.id(),
                                command.group(),
                                command.discussedOn(),
                                command.reference()))));
    }

    private static Decision<AgreementEvent> decide(Known known, DecideAmendment command) {
        return withOpen(known, command.amendmentId(), amendment -> {
            Optional<GroupDecision> reached = GroupDecision.of(known, amendment, command);
            return Refusals.unless(
                    AmendmentRules.decision(known, amendment, command, reached),
                    () -> bringing(
                            known,
                            amendment,
                            new AmendmentDecided(
                                    known.agreementId(),
                                    amendment.id(),
                                    command.group(),
                                    command.decidedOn(),
                                    command.positions(),
                                    reached.orElseThrow().how(),
                                    reached.orElseThrow().adopted(),
                                    command.reference(),
                                    command.minutesSha256(),
                                    reached.orElseThrow().clauses()),
                            PurposeFindings.of(amendment, command, reached.orElseThrow())));
        });
    }

    private static Decision<AgreementEvent> sign(Known known, SignAmendment command) {
        return withOpen(
                known,
                command.amendmentId(),
                amendment -> Refusals.unless(
                        AmendmentRules.signature(known, amendment, command),
                        () -> bringing(
                                known,
                                amendment,
                                new AmendmentSigned(
                                        known.agreementId(),
                                        amendment.id(),
                                        command.party(),
                                        command.signedOn(),
                                        command.evidence()),
                                Findings.ofAmendmentSignature(
                                        termsOfTheParty(known, amendment, command.party()),
                                        amendment.id(),
                                        command.party(),
                                        command.evidence()))));
    }

    /** The terms that name a party that signs: one that leaves stands only in those before. */
    private static Terms termsOfTheParty(Known known, Amendment amendment, String party) {
        Terms after = amendment.proposal().terms();
        return after.parties().stream().map(Party::id).anyMatch(party::equals)
                ? after
                : known.termsNumbered(amendment.proposal().madeOn()).orElse(after);
    }

    /** The fact, what is found in its evidence, and, when it is the last that was missing, in the terms that bind now. */
    private static List<AgreementEvent> bringing(
            Known known, Amendment before, AmendmentEvent fact, List<Finding> found) {
        Amendment after = evolve(known, fact).amendments().find(before.id()).orElseThrow();
        Set<String> raised = known.findings().stream().map(Finding::id).collect(Collectors.toUnmodifiableSet());
        Stream<Finding> inTheTerms = after.boundOn().isPresent()
                ? Findings.of(after.proposal().terms()).stream().filter(finding -> !raised.contains(finding.id()))
                : Stream.empty();
        List<AgreementEvent> facts = new ArrayList<>(List.of(fact));
        facts.addAll(Findings.raised(
                known.agreementId(), Stream.concat(found.stream(), inTheTerms).toList()));
        return facts;
    }

    private static Decision<AgreementEvent> withdraw(Known known, WithdrawAmendment command) {
        return withOpen(
                known,
                command.amendmentId(),
                amendment -> Refusals.unless(
                        AmendmentRules.withdrawal(amendment, command),
                        () -> List.of(
                                new AmendmentWithdrawn(known.agreementId(), amendment.id(), command.withdrawnOn()))));
    }

    private static Decision<AgreementEvent> reject(Known known, RejectAmendment command) {
        return withOpen(
                known,
                command.amendmentId(),
                amendment -> Refusals.unless(
                        AmendmentRules.rejection(amendment, command),
                        () -> List.of(new AmendmentRejected(
                                known.agreementId(), amendment.id(), command.by(), command.rejectedOn()))));
    }

    private static Decision<AgreementEvent> withOpen(
            Known known, String amendmentId, Function<Amendment, Decision<AgreementEvent>> then) {
        Optional<Amendment> amendment = known.amendments().find(amendmentId);
        if (amendment.isEmpty()) {
            return Decision.rejected(AmendmentRules.amendmentMustBeKnown());
        }
        return amendment
                .filter(Amendment::mayStillBind)
                .map(then)
                .orElseGet(() -> Decision.rejected(AmendmentRules.amendmentMustBeOpen(amendment.get())));
    }

    private static boolean hasItsRenegotiation(Amendments amendments, AmendmentProposed proposed) {
        String renegotiation = proposed.renegotiation();
        return renegotiation == null
                || amendments.findRenegotiation(renegotiation).isPresent();
    }

    /** The agreement with what was done to change it. */
    public static Known evolve(Known known, AmendmentEvent event) {
        Amendments amendments = known.amendments();
        return switch (event) {
            case AmendmentProposed proposed -> {
                if (!binds(known, proposed.madeOn()) || !hasItsRenegotiation(amendments, proposed)) {
                    throw Impossible.event(event, known);
                }
                String supersedes = proposed.supersedes();
                Amendments others = supersedes == null
                        ? amendments
                        : amendments.with(open(known, event, supersedes)
                                .closed(How.SUPERSEDED, proposed.proposedOn(), proposed.amendmentId()));
                yield known.with(others.and(Amendment.of(proposed)));
            }
            case AmendmentDiscussed discussed ->
                known.with(amendments.with(
                        open(known, event, discussed.amendmentId()).with(discussed)));
            case AmendmentDecided decided ->
                known.with(amendments.with(
                        open(known, event, decided.amendmentId()).with(decided)));
            case AmendmentSigned signed ->
                known.with(amendments.with(open(known, event, signed.amendmentId())
                        .with(new Signature(signed.party(), signed.signedOn(), signed.evidence()))));
            case AmendmentWithdrawn withdrawn -> {
                Amendment amendment = open(known, event, withdrawn.amendmentId());
                yield known.with(amendments.with(amendment.closed(
                        How.WITHDRAWN,
                        withdrawn.withdrawnOn(),
                        amendment.proposal().by())));
            }
            case AmendmentRejected rejected ->
                known.with(amendments.with(open(known, event, rejected.amendmentId())
                        .closed(How.REJECTED, rejected.rejectedOn(), rejected.by())));
            case RenegotiationCalled called -> known.with(amendments.and(new Renegotiation(called, null)));
            case RenegotiationClosed closed ->
                known.with(amendments.with(amendments
                        .findRenegotiation(closed.renegotiationId())
                        .filter(Renegotiation::goesOn)
                        .map(renegotiation -> new Renegotiation(renegotiation.called(), closed))
                        .orElseThrow(() -> Impossible.event(event, known))));
        };
    }

    /**
     * Terms are changed that all have agreed on, or that go on without a party: were a signature on them void, the change
     * would bring them in unsigned.
     */
    private static boolean binds(Known known, int termsVersion) {
        return termsVersion == known.registration().termsVersion()
                || known.amendments().all().stream()
                        .anyMatch(amendment -> amendment.proposal().termsVersion() == termsVersion
                                && amendment.boundOn().isPresent())
                || known.departures().all().stream()
                        .anyMatch(departure -> Integer.valueOf(termsVersion).equals(departure.termsVersion()));
    }

    private static Amendment open(Known known, AmendmentEvent event, String amendmentId) {
        return known.amendments()
                .find(amendmentId)
                .filter(Amendment::mayStillBind)
                .orElseThrow(() -> Impossible.event(event, known));
    }
}
