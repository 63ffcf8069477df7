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
import se.iopledger.agreement.domain.exit.Cut;
import se.iopledger.agreement.domain.life.Life;
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

    static Optional<Rejection> signaturesMustHold(Known known, AgreeExtension command, LocalDate boundOn) {
        List<Signature> signatures = command.signatures();
        Set<String> signed = new HashSet<>();
        return Stream.concat(
                        IntStream.range(0, signatures.size())
                                .boxed()
                                .flatMap(index -> signatureMustHold(known, command, index, boundOn, signed).stream()),
                        Stream.of(mustBeSignedByAll(known, command, boundOn))
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
                DateRules.dateMustNotBeInTheFuture(pointer + "/signedOn", signature.signedOn(), command.mandate()),
                Refusals.when(
                        evidence.kind() == Evidence.Kind.ASSUMED,
                        () -> Rejection.at(
                                pointer + "/evidence",
                                "ExtensionMustBeInWriting",
                                "an extension is agreed in writing; an assumption is none")),
                Refusals.electronicEvidenceMustNameItsTransaction(evidence)));
    }

    static Rejection mustBeSignedByAll(Known known, AgreeExtension command, LocalDate boundOn) {
        String missing = parties(known, boundOn).stream()
                .filter(party -> command.signatures().stream()
                        .noneMatch(signature -> signature.party().equals(party)))
                .collect(joining(", "));
        return Rejection.at(
                "/signatures", "ExtensionMustBeSignedByAll", "all parties sign an extension; missing: " + missing);
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
    static Optional<Rejection> extensionMustNotBeAgreedTwice(Known known, LocalDate boundOn) {
        return Refusals.when(
                known.continuation().agreed().stream()
                        .anyMatch(agreed -> agreed.boundOn().equals(boundOn)),
                () -> Rejection.conflict(
                        "ExtensionMustNotBeAgreedTwice", "an extension signed on " + boundOn + " is recorded already"));
    }

    /** What ends the agreement by then stands, also if it was a notice: the parties do not set it aside in passing. */
    static Optional<Rejection> endMustBeTakenBackFirst(Known known, LocalDate end) {
        return Cut.by(end, known)
                .map(cut -> Rejection.conflict(
                                "EndMustBeTakenBackFirst",
                                "the agreement ends on " + cut.lastDay() + ": " + cut.calculation())
                        .by(Refusals.clausesOf(cut.clauses())));
    }

    static Optional<Rejection> reviewMustComeFirst(Known known, ExtensionRule rule, LocalDate boundOn) {
        return Refusals.when(
                rule.kind() == ExtensionKind.AFTER_REVIEW
                        && !known.continuation().isReviewedBy(boundOn),
                () -> Rejection.conflict(
                                "ReviewMustComeFirst",
                                "the agreement goes on after a review that came to that; none is recorded")
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

    static Optional<Rejection> lastDayMustComeAfterTheFirst(LocalDate firstDay, LocalDate lastDay) {
        return Refusals.when(
                lastDay.isBefore(firstDay),
                () -> Rejection.at("/lastDay", "LastDayMustComeAfterTheFirst", "the extension begins on " + firstDay));
    }

    /** One of the days on which an extension would begin, if nothing ended the agreement before. */
    static Optional<Rejection> extensionMustFollowByItsRule(Known known, CheckFunds command) {
        return Refusals.when(
                !Run.asOf(known, command.resolution().decidedOn()).isExtendedFrom(command.extensionFrom()),
                () -> Rejection.at(
                        "/extensionFrom",
                        "ExtensionMustFollowByItsRule",
                        "by its own rule the agreement has no extension that begins on this day"));
    }

    static Optional<Rejection> fundsMustBeACondition(Known known, CheckFunds command) {
        return Refusals.when(
                !Extending.dependsOnFunds(known.termsOn(command.resolution().decidedOn())),
                () -> Rejection.conflict(
                        "FundsMustBeACondition", "the terms do not make the agreement depend on funds"));
    }

    /** Later it is no longer the extension that depends on them, but the agreement: a lapse (STO-2). */
    static Optional<Rejection> fundsMustBeCheckedBeforeTheExtension(CheckFunds command) {
        return Refusals.when(
                !command.resolution().decidedOn().isBefore(command.extensionFrom()),
                () -> Rejection.at(
                        "/resolution/decidedOn",
                        "FundsMustBeCheckedBeforeTheExtension",
                        "the extension has begun by then; funds that cease later are a lapse"));
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

    static Optional<Rejection> reviewMustNotBeRecordedTwice(Known known, RecordReview command) {
        return Refusals.when(
                known.continuation().reviews().stream()
                        .anyMatch(review -> review.reviewedOn().equals(command.reviewedOn())),
                () -> Rejection.conflict("ReviewMustNotBeRecordedTwice", "a review on this day is recorded already"));
    }
}
