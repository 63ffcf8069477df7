package se.iopledger.agreement.possible;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.AgreementCommand;
import se.iopledger.agreement.domain.AmendmentCommand.CallForRenegotiation;
import se.iopledger.agreement.domain.AmendmentCommand.CloseRenegotiation;
import se.iopledger.agreement.domain.AmendmentCommand.DecideAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.DiscussAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.ProposeAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.RejectAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.SignAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.WithdrawAmendment;
import se.iopledger.agreement.domain.NeedCommand.AnalyseNeeds;
import se.iopledger.agreement.domain.amend.Amending;
import se.iopledger.agreement.domain.amend.Amendment;
import se.iopledger.agreement.domain.amend.Renegotiation;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.agreement.domain.need.Needs;
import se.iopledger.contracts.agreement.AmendmentEvent;
import se.iopledger.contracts.agreement.AmendmentEvent.Cause;
import se.iopledger.contracts.agreement.AmendmentEvent.Position;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.terms.GroupKind;
import se.iopledger.contracts.terms.Provision;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.shell.access.Role;

/** Requests to change the agreement, and to find out whether it should be. */
final class AmendmentRequests {
    private final Asking asking;

    AmendmentRequests(Asking asking) {
        this.asking = asking;
    }

    Stream<Asked> all() {
        return Stream.of(amendments(), renegotiations(), needs()).flatMap(asked -> asked);
    }

    private Stream<Asked> amendments() {
        LocalDate today = asking.mandate().today();
        List<Amendment> all = asking.agreement().amendments().all();
        List<String> ids = all.stream().map(Amendment::id).toList();
        String name = "amendmentId";
        return Stream.of(
                        asking.perParty("proposeAmendment", Role.REGISTRAR, this::proposal),
                        Asking.each(
                                "discussAmendment",
                                name,
                                Role.REGISTRAR,
                                ids.stream(),
                                of -> new DiscussAmendment(asking.id(), of, null, today, null, asking.mandate())),
                        Asking.each("decideAmendment", name, Role.APPROVER, ids.stream(), this::decision),
                        perSignatory(
                                "signAmendment",
                                Role.APPROVER,
                                (of, party) -> new SignAmendment(
                                        asking.id(), of, party, today, asking.evidence(), asking.mandate())),
                        asking.perParty(
                                "withdrawAmendment",
                                name,
                                Role.REGISTRAR,
                                ids,
                                (of, party) -> new WithdrawAmendment(asking.id(), of, party, today, asking.mandate())),
                        perSignatory(
                                "rejectAmendment",
                                Role.REGISTRAR,
                                (of, party) -> new RejectAmendment(asking.id(), of, party, today, asking.mandate())))
                .flatMap(asked -> asked);
    }

    /** Whoever has to sign an amendment: one that it brings in is no party yet. */
    private Stream<Asked> perSignatory(
            String operation, Role role, BiFunction<String, String, AgreementCommand> command) {
        List<Amendment> all = asking.agreement().amendments().all();
        return all.isEmpty()
                ? asking.perParty(operation, role, party -> command.apply(Asking.NOTHING, party))
                : all.stream().flatMap(amendment -> {
                    List<String> needed = amendment.proposal().needs().signatures();
                    return (needed.isEmpty() ? asking.parties() : needed)
                            .stream()
                                    .map(party -> new Asked(
                                            operation,
                                            Map.of("amendmentId", amendment.id(), "party", party),
                                            role,
                                            command.apply(amendment.id(), party)));
                });
    }

    /** By the group and the parties of the terms that it changes. */
    private DecideAmendment decision(String amendment) {
        Terms changed = asking.agreement()
                .amendments()
                .find(amendment)
                .flatMap(found ->
                        asking.agreement().termsNumbered(found.proposal().madeOn()))
                .orElseGet(asking::terms);
        return new DecideAmendment(
                asking.id(),
                amendment,
                Asking.group(GroupKind.STEERING, changed),
                asking.mandate().today(),
                changed.parties().stream()
                        .map(party -> new Position(party.id(), true))
                        .toList(),
                Asking.WORDS,
                null,
                asking.mandate());
    }

    /**
     * With one provision more: that something may be changed is asked, and not what. From today, or from the day of the
     * version that others are made on, where that is a later one.
     */
    private ProposeAmendment proposal(String party) {
        LocalDate today = asking.mandate().today();
        Life.Version base = Amending.base(asking.agreement());
        return new ProposeAmendment(
                asking.id(),
                party,
                today,
                Way.SIGNED_BY_ALL,
                base.from().isAfter(today) ? base.from() : today,
                Asking.WORDS,
                true,
                base.number(),
                withOneProvisionMore(base.terms()),
                null,
                null,
                null,
                asking.mandate());
    }

    private static Terms withOneProvisionMore(Terms terms) {
        return new Terms(
                terms.shortName(),
                terms.title(),
                terms.municipality(),
                terms.caseNumber(),
                terms.period(),
                terms.takeoverDate(),
                terms.parties(),
                terms.documents(),
                terms.decision(),
                terms.funding(),
                terms.contributions(),
                terms.budgets(),
                terms.commitments(),
                terms.obligations(),
                terms.groups(),
                terms.exits(),
                terms.extension(),
                terms.remedies(),
                terms.amendments(),
                terms.conditions(),
                terms.phases(),
                terms.signatureLines(),
                terms.statements(),
                Stream.concat(
                                terms.provisions().stream(),
                                Stream.of(new Provision(Asking.WORDS, Asking.WORDS, List.of())))
                        .toList(),
                terms.defaults());
    }

    private Stream<Asked> renegotiations() {
        LocalDate today = asking.mandate().today();
        return Stream.concat(
                Arrays.stream(Cause.values())
                        .flatMap(cause -> asking.parties().stream()
                                .map(party -> new Asked(
                                        "callForRenegotiation",
                                        Map.of("cause", cause.name(), "by", party),
                                        Role.REGISTRAR,
                                        new CallForRenegotiation(
                                                asking.id(), party, today, cause, Asking.WORDS, asking.mandate())))),
                Asking.each(
                        "closeRenegotiation",
                        "renegotiationId",
                        Role.REGISTRAR,
                        asking.agreement().amendments().renegotiations().stream()
                                .map(Renegotiation::id),
                        of -> new CloseRenegotiation(
                                asking.id(),
                                of,
                                today,
                                AmendmentEvent.Outcome.UNCHANGED,
                                null,
                                null,
                                asking.mandate())));
    }

    private Stream<Asked> needs() {
        List<String> by = Needs.askedFor(
                        asking.agreement().termsOn(asking.mandate().today()))
                .map(asked -> asked.obligation().by())
                .orElse(asking.parties());
        return Stream.of(Asking.once(
                "analyseNeeds",
                Role.REGISTRAR,
                new AnalyseNeeds(asking.id(), asking.mandate().today(), by, true, Asking.WORDS, asking.mandate())));
    }
}
