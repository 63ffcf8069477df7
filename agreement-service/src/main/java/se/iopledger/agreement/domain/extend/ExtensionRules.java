package se.iopledger.agreement.domain.extend;

import static java.util.stream.Collectors.joining;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.DateRules;
import se.iopledger.agreement.domain.ExtensionCommand.AgreeExtension;
import se.iopledger.agreement.domain.ExtensionCommand.CheckFunds;
import se.iopledger.agreement.domain.ExtensionCommand.RecordReview;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.document.Documents.Filed;
import se.iopledger.agreement.domain.exit.Cut;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.agreement.domain.sign.SignatureRules;
import se.iopledger.contracts.agreement.DocumentEvent.Kind;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.agreement.ExtensionEvent.Signature;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.ExtensionKind;
import se.iopledger.contracts.terms.ExtensionRule;
import se.iopledger.contracts.terms.Party;

/** What forbids an extension, a check of funds or a review. */
@CheckReturnValue
final class ExtensionRules {
    private ExtensionRules() {}

    /** Four eyes: it may bring years of money, and its signatures are all in one request. */
    static Optional<Rejection> extenderMustNotHaveRegistered(Known known, AgreeExtension command) {
        return Refusals.when(
                known.registration().registeredBy().equals(command.mandate().actor()),
                () -> Rejection.forbidden(
                        "ExtenderMustNotHaveRegistered",
                        "four eyes: whoever registered the agreement may not record its extension"));
    }

    /** In writing: what was signed is filed, so that anybody can look whether it says what is recorded. */
    static Optional<Rejection> extensionMustRestOnItsPaper(Known known, ExtensionRule rule, AgreeExtension command) {
        return Refusals.when(
                paper(known, command)
                        .filter(Filed::stands)
                        .filter(filed -> filed.kind() == Kind.AGREEMENT || filed.kind() == Kind.ANNEX)
                        .filter(filed -> !isOfTheTermsThemselves(known, filed))
                        .isEmpty(),
                () -> Rejection.at(
                                "/documentId",
                                "ExtensionMustRestOnItsPaper",
                                "what the parties signed is filed first, as an agreement or an annex of its own; none with"
                                        + " this id belongs to the agreement")
                        .by(Refusals.clausesOf(rule.clauses())));
    }

    /** What the terms were made of was signed for them, and cannot be what was signed to go on beyond them. */
    private static boolean isOfTheTermsThemselves(Known known, Filed filed) {
        String label = filed.label();
        return label != null
                && known.registration().terms().documents().stream()
                        .anyMatch(document -> document.label().strip().equalsIgnoreCase(label.strip()));
    }

    /** Four eyes: one person brings the signed paper, and another one records that the agreement goes on by it. */
    static Optional<Rejection> extenderMustNotHaveFiledThePaper(Known known, AgreeExtension command) {
        return Refusals.when(
                paper(known, command)
                        .filter(filed -> command.mandate().actor().equals(filed.filedBy()))
                        .isPresent(),
                () -> Rejection.forbidden(
                        "ExtenderMustNotHaveFiledThePaper",
                        "four eyes: whoever filed what the parties signed may not record the extension"));
    }

    private static Optional<Filed> paper(Known known, AgreeExtension command) {
        return known.documents().find(command.documentId());
    }

    static Rejection extensionMustBeRegulated(Known known) {
        return Rejection.conflict(
                        "ExtensionMustBeRegulated",
                        "the terms do not say whether and how the agreement can be extended: amend them first")
                .by(Refusals.clausesOf(known.terms().period().clauses()));
    }

    static Optional<Rejection> extensionMustBeByAgreement(ExtensionRule rule) {
        return Refusals.when(
                rule.kind() == ExtensionKind.AUTOMATIC,
                () -> Rejection.conflict(
                                "ExtensionMustBeByAgreement",
                                "the agreement goes on by its own rule, and not by a decision of the parties")
                        .by(Refusals.clausesOf(rule.clauses())));
    }

    static Optional<Rejection> signaturesMustHold(
            Known known, ExtensionRule rule, AgreeExtension command, LocalDate boundOn) {
        List<Signature> signatures = command.signatures();
        Set<String> signed = new HashSet<>();
        return Stream.concat(
                        IntStream.range(0, signatures.size())
                                .boxed()
                                .flatMap(index -> signatureMustHold(known, command, index, boundOn, signed)
                                        .map(refused -> refused.by(Refusals.clausesOf(rule.clauses())))
                                        .stream()),
                        Stream.of(mustBeSignedByAll(known, rule, command, boundOn))
                                .filter(rejection ->
                                        signed.size() < parties(known, boundOn).size()))
                .findFirst();
    }

    private static Optional<Rejection> signatureMustHold(
            Known known, AgreeExtension command, int index, LocalDate boundOn, Set<String> signed) {
        Signature signature = command.signatures().get(index);
        Evidence evidence = signature.evidence();
        String pointer = "/signatures/" + index;
        return Refusals.first(List.of(
                Refusals.when(
                        !parties(known, boundOn).contains(signature.party()),
                        () -> Rejection.at(
                                pointer + "/party",
                                "SignatoryMustBeAParty",
                                "the agreement has no party with this id; only its parties sign it")),
                Refusals.when(
                        !signed.add(signature.party()),
                        () -> Rejection.at(
                                pointer + "/party",
                                "PartyMustNotSignTwice",
                                "this party's signature is there already")),
                DateRules.dateMustNotPrecedeTheAgreement(pointer + "/signedOn", signature.signedOn(), known),
                DateRules.dateMustNotBeInTheFuture(pointer + "/signedOn", signature.signedOn(), command.mandate()),
                Refusals.when(
                        evidence.kind() == Evidence.Kind.ASSUMED,
                        () -> Rejection.at(
                                pointer + "/evidence",
                                "ExtensionMustBeInWriting",
                                "an extension is agreed in writing; an assumption is none")),
                Refusals.electronicEvidenceMustNameItsTransaction(evidence),
                SignatureRules.signatureMustBearTheDateOfItsEvidence(
                        pointer + "/signedOn", signature.signedOn(), evidence)));
    }

    static Rejection mustBeSignedByAll(
            Known known, @Nullable ExtensionRule rule, AgreeExtension command, LocalDate boundOn) {
        String missing = parties(known, boundOn).stream()
                .filter(party -> command.signatures().stream()
                        .noneMatch(signature -> signature.party().equals(party)))
                .collect(joining(", "));
        return Rejection.at(
                        "/signatures",
                        "ExtensionMustBeSignedByAll",
                        "all parties sign an extension; missing: " + missing)
                .by(Refusals.clausesOf(rule == null ? List.of() : rule.clauses()));
    }

    private static List<String> parties(Known known, LocalDate day) {
        return known.termsOn(day).parties().stream().map(Party::id).toList();
    }

    static Optional<Rejection> extensionMustBeAgreedBeforeTheEnd(ExtensionRule rule, LocalDate end, LocalDate boundOn) {
        return Refusals.when(
                boundOn.isAfter(end),
                () -> Rejection.at(
                                "/signatures",
                                "ExtensionMustBeAgreedBeforeTheEnd",
                                "the last signature is of " + boundOn + ", and the agreement ended on " + end)
                        .by(Refusals.clausesOf(rule.clauses())));
    }

    /** One paper extends once. */
    static Optional<Rejection> extensionMustNotBeAgreedTwice(
            Known known, ExtensionRule rule, AgreeExtension command, LocalDate boundOn) {
        return known.continuation().agreed().stream()
                .filter(agreed ->
                        agreed.boundOn().equals(boundOn) || command.documentId().equals(agreed.documentId()))
                .findFirst()
                .map(agreed -> Rejection.conflict(
                                "ExtensionMustNotBeAgreedTwice",
                                agreed.id() + ", signed on " + agreed.boundOn()
                                        + (agreed.documentId() == null ? "" : " as " + agreed.documentId())
                                        + ", is recorded already")
                        .in(agreed.boundOn().equals(boundOn) ? "/signatures" : "/documentId")
                        .by(Refusals.clausesOf(rule.clauses())));
    }

    /**
     * What ends the agreement by then stands, also if it was a notice: the parties do not set it aside in passing. What came
     * after the extension does not undo it: the extension follows should that turn out not to hold.
     */
    static Optional<Rejection> endMustBeTakenBackFirst(Known known, LocalDate end, LocalDate boundOn) {
        return Cut.by(end, boundOn, known)
                .map(cut -> Rejection.conflict(
                                "EndMustBeTakenBackFirst",
                                "the agreement ends on " + cut.lastDay() + ": " + cut.calculation())
                        .in("/signatures")
                        .by(Refusals.clausesOf(cut.clauses())));
    }

    static Optional<Rejection> reviewMustComeFirst(Known known, ExtensionRule rule, LocalDate boundOn) {
        return Refusals.when(
                rule.kind() == ExtensionKind.AFTER_REVIEW
                        && !known.continuation().isReviewedBy(boundOn),
                () -> Rejection.conflict(
                                "ReviewMustComeFirst",
                                "the agreement goes on after a review that came to that; none is recorded")
                        .in("/signatures")
                        .by(Refusals.clausesOf(rule.clauses())));
    }

    static Optional<Rejection> lastDayMustBeStated(ExtensionRule rule, AgreeExtension command) {
        return Refusals.when(
                rule.years() == null && command.lastDay() == null,
                () -> Rejection.at(
                                "/lastDay",
                                "LastDayMustBeStated",
                                "the terms do not say how long an extension is: say to which day the parties agreed")
                        .by(Refusals.clausesOf(rule.clauses())));
    }

    static Optional<Rejection> lastDayMustFollowFromTheTerms(
            ExtensionRule rule, LocalDate lastDay, AgreeExtension command) {
        LocalDate stated = command.lastDay();
        LocalDate longestTo = rule.longestTo();
        boolean otherwise = stated != null && !stated.equals(lastDay);
        return Refusals.when(
                otherwise || (longestTo != null && lastDay.isAfter(longestTo)),
                () -> Rejection.at(
                                "/lastDay",
                                "LastDayMustFollowFromTheTerms",
                                otherwise
                                        ? "by the terms the extension runs to " + lastDay
                                        : "by the terms the agreement runs to " + longestTo + " at the longest")
                        .by(Refusals.clausesOf(rule.clauses())));
    }

    static Optional<Rejection> lastDayMustComeAfterTheFirst(ExtensionRule rule, LocalDate firstDay, LocalDate lastDay) {
        return Refusals.when(
                lastDay.isBefore(firstDay),
                () -> Rejection.at("/lastDay", "LastDayMustComeAfterTheFirst", "the extension begins on " + firstDay)
                        .by(Refusals.clausesOf(rule.clauses())));
    }

    /** One of the days on which an extension would begin, if nothing ended the agreement before. */
    static Optional<Rejection> extensionMustFollowByItsRule(Known known, CheckFunds command) {
        return Refusals.when(
                !Run.asOf(known, command.resolution().decidedOn()).isExtendedFrom(command.extensionFrom()),
                () -> Rejection.at(
                                "/extensionFrom",
                                "ExtensionMustFollowByItsRule",
                                "by its own rule the agreement has no extension that begins on this day")
                        .by(extensionClauses(known, command.resolution().decidedOn())));
    }

    private static String[] extensionClauses(Known known, LocalDate day) {
        ExtensionRule rule = known.termsOn(day).extension();
        return Refusals.clausesOf(rule == null ? List.of() : rule.clauses());
    }

    static Optional<Rejection> fundsMustBeACondition(Known known, CheckFunds command) {
        return Refusals.when(
                !Extending.dependsOnFunds(known.termsOn(command.resolution().decidedOn())),
                () -> Rejection.conflict("FundsMustBeACondition", "the terms do not make the agreement depend on funds")
                        .in("/extensionFrom")
                        .by(extensionClauses(known, command.resolution().decidedOn())));
    }

    /** Later it is no longer the extension that depends on them, but the agreement: a lapse (STO-2). */
    static Optional<Rejection> fundsMustBeCheckedBeforeTheExtension(List<String> clauses, CheckFunds command) {
        return Refusals.when(
                !command.resolution().decidedOn().isBefore(command.extensionFrom()),
                () -> Rejection.at(
                                "/resolution/decidedOn",
                                "FundsMustBeCheckedBeforeTheExtension",
                                "the extension has begun by then; funds that cease later are a lapse")
                        .by(Refusals.clausesOf(clauses)));
    }

    /** Of two days the later decision holds; of two on one day nothing says which. */
    static Optional<Rejection> fundsMustNotBeCheckedTwice(Known known, List<String> clauses, CheckFunds command) {
        return known.continuation().fundsChecks().stream()
                .filter(check -> check.firstDay().equals(command.extensionFrom())
                        && check.decidedOn().equals(command.resolution().decidedOn()))
                .findFirst()
                .map(check -> Rejection.conflict(
                                "FundsMustNotBeCheckedTwice",
                                "a decision of this day on the extension from " + check.firstDay()
                                        + " is recorded already: funds "
                                        + (check.exist() ? "exist" : "do not exist"))
                        .in("/resolution/decidedOn")
                        .by(Refusals.clausesOf(clauses)));
    }

    static Optional<Rejection> reviewMustBeInTheTerms(@Nullable ExtensionRule rule) {
        return Refusals.when(
                rule == null || rule.reviewBy() == null,
                () -> Rejection.conflict(
                        "ReviewMustBeInTheTerms", "the terms do not ask for a review of whether to go on"));
    }

    static Optional<Rejection> reviewMustFallInThePeriod(Known known, RecordReview command) {
        Life.Span span = known.life().inForce();
        boolean outside = span == null
                || command.reviewedOn().isBefore(span.first())
                || (known.life().ended() != null && command.reviewedOn().isAfter(span.last()));
        return Refusals.when(
                outside,
                () -> Rejection.at(
                                "/reviewedOn",
                                "ReviewMustFallInThePeriod",
                                "the agreement was not in force on " + command.reviewedOn())
                        .by(Refusals.clausesOf(known.terms().period().clauses())));
    }

    static Optional<Rejection> reviewMustNotBeRecordedTwice(
            Known known, @Nullable ExtensionRule rule, RecordReview command) {
        return Refusals.when(
                known.continuation().reviews().stream()
                        .anyMatch(review -> review.reviewedOn().equals(command.reviewedOn())),
                () -> Rejection.conflict("ReviewMustNotBeRecordedTwice", "a review on this day is recorded already")
                        .in("/reviewedOn")
                        .by(Refusals.clausesOf(rule == null ? List.of() : rule.clauses())));
    }
}
