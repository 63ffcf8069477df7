package se.iopledger.agreement.domain.amend;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AmendmentCommand.ProposeAmendment;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.exit.Cut;
import se.iopledger.agreement.domain.exit.Departures.Departure;
import se.iopledger.agreement.domain.extend.Run;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.agreement.domain.terms.TermsDifference;
import se.iopledger.agreement.domain.terms.TermsRules;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentProposed;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.AmendmentRule;
import se.iopledger.contracts.terms.Commitment;
import se.iopledger.contracts.terms.CommitmentKind;
import se.iopledger.contracts.terms.Document;
import se.iopledger.contracts.terms.DocumentKind;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;

/** What forbids a proposal of other terms. */
@CheckReturnValue
final class ProposalRules {
    /** Each keeps whole terms, and no parties of an agreement ever changed it so often. */
    private static final int MOST_AMENDMENTS = 100;

    private static final String MUST_TAKE_EFFECT_IN_THE_PERIOD = "AmendmentMustTakeEffectInThePeriod";

    private ProposalRules() {}

    /** On everything but the terms themselves. */
    static List<Optional<Rejection>> ofFacts(Known known, ProposeAmendment command) {
        return List.of(
                AmendmentRules.day(known, "/proposedOn", command.proposedOn(), command.mandate()),
                Refusals.dateMustBeReasonable("/from", command.from()),
                AmendmentRules.partyMustBeInTheTerms(known.termsOn(command.proposedOn()), "/by", command.by()),
                AmendmentRules.textMustBeStated(
                        "/background",
                        command.background(),
                        "AmendmentMustStateItsBackground",
                        "say why the terms are to change; it is kept with the agreement"),
                amendmentsMustBeCountable(known),
                supersededAmendmentMustBeOpen(known, command.supersedes()),
                onlyTheProposerSupersedes(known, command),
                Refusals.reasonMustNotHoldAnIdentityNumber(command.mandate()));
    }

    static Rejection termsVersionMustBeKnown() {
        return new Rejection(
                Rejection.Kind.INVALID,
                "TermsVersionMustBeKnown",
                "the agreement has no version of the terms with this number",
                "/madeOn",
                List.of());
    }

    /** @param base the terms that are to be changed */
    static List<Optional<Rejection>> ofTerms(Known known, Terms base, ProposeAmendment command) {
        return List.of(
                AmendmentRules.amendmentMustBeMadeOnTheTermsInEffect(known, command.madeOn())
                        .map(refused -> refused.in("/madeOn")),
                termsMustKeepTheirRules(command.terms()),
                agreementMustStayTheSame(base, command.terms()),
                amendmentMustChangeSomething(base, command.terms()),
                amendmentMustTakeEffectInThePeriod(known, base, command),
                amendmentMustNotPrecedeTheTermsItIsMadeOn(known, command),
                proposalMustNotPrecedeWhatItIsMadeOn(known, command),
                annexMustBeAtHand(command),
                amountsMustComeWithTheirDocument(base, command),
                newPartyMustJoinByAnnex(base, command),
                changeOfPurposeMustBeRenegotiated(base, command),
                renegotiationMustBeUnderWay(known, command.renegotiation()),
                commitmentsOnly(base, command));
    }

    private static Optional<Rejection> amendmentsMustBeCountable(Known known) {
        return Refusals.when(
                known.amendments().all().size() >= MOST_AMENDMENTS,
                () -> Rejection.conflict(
                        "AmendmentsMustBeCountable",
                        "an agreement is amended at most " + MOST_AMENDMENTS + " times; make a new one"));
    }

    private static Optional<Rejection> supersededAmendmentMustBeOpen(Known known, @Nullable String supersedes) {
        if (supersedes == null) {
            return Optional.empty();
        }
        return known.amendments()
                .find(supersedes)
                .map(amendment ->
                        Refusals.when(!amendment.mayStillBind(), () -> AmendmentRules.amendmentMustBeOpen(amendment)))
                .orElseGet(() -> Optional.of(AmendmentRules.amendmentMustBeKnown()));
    }

    /** Who did not propose an amendment rejects it, and says so. */
    private static Optional<Rejection> onlyTheProposerSupersedes(Known known, ProposeAmendment command) {
        return Optional.ofNullable(command.supersedes())
                .flatMap(known.amendments()::find)
                .filter(amendment -> !amendment.proposal().by().equals(command.by())
                        || command.proposedOn().isBefore(amendment.proposal().proposedOn()))
                .map(amendment -> Rejection.at(
                        "/supersedes",
                        "OnlyTheProposerSupersedes",
                        "a later proposal of " + amendment.proposal().by() + ", which proposed it on "
                                + amendment.proposal().proposedOn() + ", may come in its place"));
    }

    /** The same rules as for a registration; the first that is broken, with its place in the terms. */
    private static Optional<Rejection> termsMustKeepTheirRules(Terms terms) {
        return TermsRules.check(terms).stream()
                .findFirst()
                .map(broken -> new Rejection(
                        broken.rule(),
                        broken.detail(),
                        "/terms" + (broken.field() == null ? "" : broken.field()),
                        broken.clauses()));
    }

    /** What tells which agreement it is, and from when this ledger carries it, is no term that parties change. */
    private static Optional<Rejection> agreementMustStayTheSame(Terms base, Terms terms) {
        return Refusals.first(List.of(
                mustStay("/terms/municipality", base.municipality(), terms.municipality()),
                mustStay("/terms/caseNumber", base.caseNumber(), terms.caseNumber()),
                mustStay("/terms/takeoverDate", base.takeoverDate(), terms.takeoverDate()),
                mustStay(
                        "/terms/period/first",
                        base.period().first(),
                        terms.period().first())));
    }

    private static Optional<Rejection> mustStay(String pointer, @Nullable Object was, @Nullable Object is) {
        return Refusals.when(
                !Objects.equals(was, is),
                () -> Rejection.at(
                        pointer,
                        "AgreementMustStayTheSame",
                        "an amendment changes what the parties agreed on, and not which agreement it is: this stays "
                                + (was == null ? "left out" : was)));
    }

    private static Optional<Rejection> amendmentMustChangeSomething(Terms base, Terms terms) {
        return Refusals.when(
                TermsDifference.between(base, terms).saysTheSame(),
                () -> Rejection.at("/terms", "AmendmentMustChangeSomething", "these are the terms that hold already"));
    }

    /** The period as the amendment itself leaves it: what goes on longer may begin with the day that is added. */
    private static Optional<Rejection> amendmentMustTakeEffectInThePeriod(
            Known known, Terms base, ProposeAmendment command) {
        return mustTakeEffectInThePeriod(known, base, command.terms(), command.from())
                .map(last -> Rejection.at("/from", MUST_TAKE_EFFECT_IN_THE_PERIOD, outside(base, last))
                        .by(Refusals.clausesOf(base.period().clauses())));
    }

    /** The agreement may end earlier than it did when the amendment was proposed: then the amendment would never hold. */
    static Optional<Rejection> amendmentMustTakeEffectInThePeriod(Known known, Amendment amendment) {
        AmendmentProposed proposal = amendment.proposal();
        return known.termsNumbered(proposal.madeOn())
                .flatMap(base -> mustTakeEffectInThePeriod(known, base, proposal.terms(), proposal.from())
                        .map(last -> Rejection.conflict(
                                        MUST_TAKE_EFFECT_IN_THE_PERIOD,
                                        outside(base, last) + ", and the amendment would hold from " + proposal.from())
                                .by(Refusals.clausesOf(base.period().clauses()))));
    }

    /** The agreement's last day, where the terms would hold on none. */
    private static Optional<LocalDate> mustTakeEffectInThePeriod(Known known, Terms base, Terms terms, LocalDate from) {
        LocalDate last = lastDayWith(known, base, terms, from);
        return from.isBefore(base.period().first()) || from.isAfter(last) ? Optional.of(last) : Optional.empty();
    }

    private static String outside(Terms base, LocalDate last) {
        return "the agreement runs from " + base.period().first() + " to " + last;
    }

    /**
     * The version of the terms that others are made on: of those that hold on some day, or still may, the latest. One that
     * was agreed on for days which the agreement no longer reaches keeps nobody from amending those it does.
     */
    static Life.Version base(Known known) {
        return known.life().versions().reversed().stream()
                .filter(version ->
                        !version.from().isAfter(lastDayWith(known, version.terms(), version.terms(), version.from())))
                .findFirst()
                .orElseGet(known::latestVersion);
    }

    /**
     * The agreement's last day with the amendment: what ends it earlier still does. Next year's terms are agreed on before
     * an agreement that extends itself was extended to them (STO-3, STO-4); if it is not, they never hold.
     */
    static LocalDate lastDayWith(Known known, Terms base, Terms terms, LocalDate from) {
        Life.Span span = known.life().inForce();
        boolean moves = !terms.period().last().equals(base.period().last());
        LocalDate runsTo = moves || span == null
                ? terms.period().last()
                : new Run(known, span.last()).reaching(from).end();
        return Cut.of(known)
                .map(Cut::lastDay)
                .filter(lastDay -> lastDay.isBefore(runsTo))
                .orElse(runsTo);
    }

    /** What is agreed for a day before a later version begins would be undone by it. */
    private static Optional<Rejection> amendmentMustNotPrecedeTheTermsItIsMadeOn(
            Known known, ProposeAmendment command) {
        Life.Version latest = base(known);
        return Refusals.when(
                command.from().isBefore(latest.from()),
                () -> Rejection.at(
                                "/from",
                                "AmendmentMustNotPrecedeTheTermsItIsMadeOn",
                                "version " + latest.number() + " of the terms, which it changes, holds from "
                                        + latest.from())
                        .by(Refusals.clausesOf(AmendmentRules.amendmentClauses(latest.terms()))));
    }

    /** Nobody changes terms that nobody has agreed on yet. The day of the registered ones may be an assumed one. */
    private static Optional<Rejection> proposalMustNotPrecedeWhatItIsMadeOn(Known known, ProposeAmendment command) {
        return agreedOn(known, command.madeOn())
                .flatMap(agreed -> AmendmentRules.mustNotPrecede(
                        "/proposedOn",
                        command.proposedOn(),
                        agreed,
                        "version " + command.madeOn() + " of the terms, which it changes, was agreed"));
    }

    /** When a version other than the registered one was signed or decided; empty where it is the registered one. */
    private static Optional<LocalDate> agreedOn(Known known, int version) {
        return Stream.concat(
                        known.amendments().all().stream()
                                .filter(amendment -> amendment.proposal().termsVersion() == version)
                                .flatMap(amendment -> amendment.boundOn().stream()),
                        known.departures().all().stream()
                                .filter(departure -> Integer.valueOf(version).equals(departure.termsVersion()))
                                .map(Departure::since))
                .findFirst();
    }

    private static Optional<Rejection> annexMustBeAtHand(ProposeAmendment command) {
        String annex = command.annex();
        return Refusals.when(
                annex != null
                        && command.terms().documents().stream()
                                .noneMatch(document -> document.label().equals(annex)
                                        && document.kind() == DocumentKind.ANNEX
                                        && document.atHand()),
                () -> Rejection.at(
                        "/annex",
                        "AnnexMustBeAtHand",
                        "the changed terms have no annex with this label that is at hand"));
    }

    /** STO-4: the amounts stand in the document that the terms wait for, and in no other. */
    private static Optional<Rejection> amountsMustComeWithTheirDocument(Terms base, ProposeAmendment command) {
        String awaited = base.funding().awaitsDocument();
        boolean bringsAmounts = awaited != null
                && !(awaited.equals(command.terms().funding().awaitsDocument())
                        && command.terms().funding().grants().isEmpty());
        boolean atHand = command.terms().documents().stream()
                .filter(document -> document.label().equals(awaited))
                .anyMatch(Document::atHand);
        boolean withIt = atHand
                && command.terms().funding().awaitsDocument() == null
                && (!isAnnex(base, awaited) || Objects.equals(awaited, command.annex()));
        return Refusals.when(
                bringsAmounts && !withIt,
                () -> Rejection.at(
                                "/annex",
                                "AmountsMustComeWithTheirDocument",
                                "the terms wait for " + awaited
                                        + ": amounts come with it, at hand, and it is waited for" + " no longer")
                        .by(Refusals.clausesOf(base.funding().clauses())));
    }

    private static boolean isAnnex(Terms terms, @Nullable String label) {
        return terms.documents().stream()
                .anyMatch(document -> document.label().equals(label) && document.kind() == DocumentKind.ANNEX);
    }

    /** STO-13. Where the paper says nothing of new parties, all sign and no annex is asked for. */
    private static Optional<Rejection> newPartyMustJoinByAnnex(Terms base, ProposeAmendment command) {
        AmendmentRule rule = base.amendments();
        List<String> before = base.parties().stream().map(Party::id).toList();
        boolean joins = command.terms().parties().stream().map(Party::id).anyMatch(party -> !before.contains(party));
        return Refusals.when(
                joins && rule != null && rule.newPartyByAnnex() && command.annex() == null,
                () -> Rejection.at("/annex", "NewPartyMustJoinByAnnex", "a new party joins through an annex")
                        .by(Refusals.clausesOf(AmendmentRules.amendmentClauses(base))));
    }

    /** UPP-17, STO-5 and LUN-11 all set goal, purpose and values apart; where nothing is said, nothing is asked for. */
    private static Optional<Rejection> changeOfPurposeMustBeRenegotiated(Terms base, ProposeAmendment command) {
        return Refusals.when(
                !command.keepsPurpose() && base.amendments() != null && command.renegotiation() == null,
                () -> Rejection.at(
                                "/renegotiation",
                                "ChangeOfPurposeMustBeRenegotiated",
                                "what touches goal, purpose or values is renegotiated: name the renegotiation")
                        .by(Refusals.clausesOf(AmendmentRules.amendmentClauses(base))));
    }

    private static Optional<Rejection> renegotiationMustBeUnderWay(Known known, @Nullable String renegotiation) {
        if (renegotiation == null) {
            return Optional.empty();
        }
        return known.amendments()
                .findRenegotiation(renegotiation)
                .map(Renegotiating::renegotiationMustBeUnderWay)
                .orElseGet(() -> Optional.of(Renegotiating.renegotiationMustBeKnown()));
    }

    private static Optional<Rejection> commitmentsOnly(Terms base, ProposeAmendment command) {
        if (command.way() != Way.COMMITMENTS_ONLY) {
            return Optional.empty();
        }
        AmendmentRule rule = base.amendments();
        String[] clauses = Refusals.clausesOf(AmendmentRules.amendmentClauses(base));
        TermsDifference beside = TermsDifference.between(base, command.terms()).outside("commitments");
        return Refusals.first(List.of(
                Refusals.when(
                        rule == null || !rule.commitmentsWithoutRenegotiation(),
                        () -> Rejection.at(
                                        "/way",
                                        "CommitmentsMustBeChangeableByThemselves",
                                        "this agreement does not let single commitments change without all its parties"
                                                + " signing")
                                .by(clauses)),
                Refusals.when(
                        DecidingGroup.steering(base).isEmpty(),
                        () -> Rejection.at(
                                "/way",
                                "SteeringGroupMustBeInTheTerms",
                                "the terms have no steering group that could decide on it")),
                Refusals.when(
                        !command.keepsPurpose() || !goals(base).equals(goals(command.terms())),
                        () -> Rejection.at(
                                        "/keepsPurpose",
                                        "PurposeMustStayWithoutRenegotiation",
                                        "commitments change by themselves only as long as goal, purpose and values stay")
                                .by(clauses)),
                Refusals.when(
                        !beside.saysTheSame(),
                        () -> Rejection.at(
                                        "/terms",
                                        "OnlyCommitmentsMayChange",
                                        "all parties sign what changes beside commitments: " + beside.inWords())
                                .by(clauses))));
    }

    /** What the partnership is to reach, and what it excludes. */
    private static List<Commitment> goals(Terms terms) {
        return Stream.of(CommitmentKind.GOAL, CommitmentKind.EXCLUDED)
                .flatMap(kind -> terms.commitments().stream().filter(commitment -> commitment.kind() == kind))
                .toList();
    }
}
