package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.ExitCommand.WithdrawNotice;
import se.iopledger.agreement.domain.PartyRules;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.breach.Breaches.Breach;
import se.iopledger.agreement.domain.exit.Notices.Notice;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.ExitKind;
import se.iopledger.contracts.terms.ExitRule;
import se.iopledger.contracts.terms.NoticeForm;

/** What forbids a notice, or its being taken back. */
@CheckReturnValue
final class NoticeRules {
    private static final Set<ExitKind> BY_NOTICE =
            EnumSet.of(ExitKind.NOTICE, ExitKind.NOTICE_FOR_CAUSE, ExitKind.NON_EXTENSION);

    private NoticeRules() {}

    static Optional<Rejection> noticeMustNotBeInTheFuture(GiveNotice command) {
        return Refusals.when(
                command.givenOn().isAfter(command.mandate().today()),
                () -> Rejection.at(
                        "/givenOn",
                        "NoticeMustNotBeInTheFuture",
                        "the notice is dated " + command.givenOn() + ", today is "
                                + command.mandate().today()));
    }

    /** A notice ends what is in force; its first and last day are those that held when it was given. */
    static Optional<Rejection> noticeMustFallInThePeriod(Known known, GiveNotice command) {
        LocalDate first = known.terms().period().first();
        boolean afterTheEnd = known.life().ended() != null
                && Optional.ofNullable(known.life().inForce())
                        .map(Life.Span::last)
                        .filter(last -> command.givenOn().isAfter(last))
                        .isPresent();
        return Refusals.when(
                command.givenOn().isBefore(first) || afterTheEnd,
                () -> Rejection.at(
                                "/givenOn",
                                "NoticeMustFallInThePeriod",
                                "the agreement was not in force on " + command.givenOn())
                        .by(Refusals.clausesOf(known.terms().period().clauses())));
    }

    static Optional<Rejection> exitMustBeByNotice(ExitRule exit) {
        return Refusals.when(
                !BY_NOTICE.contains(exit.kind()),
                () -> Rejection.at("/exit", "ExitMustBeByNotice", "this way out is not taken by notice")
                        .by(Refusals.clausesOf(exit.clauses())));
    }

    static Optional<Rejection> noticeMustBeInTheAgreedForm(ExitRule exit, GiveNotice command) {
        return Refusals.when(
                exit.form() == NoticeForm.WRITTEN && command.form() != ExitEvent.Form.WRITTEN,
                () -> Rejection.at("/form", "NoticeMustBeInTheAgreedForm", "notice is to be given in writing")
                        .by(Refusals.clausesOf(exit.clauses())));
    }

    /** The paper may name whom a notice is given to, as the steering group (NOR-8, STO-9); else it is anybody in the terms. */
    static Optional<Rejection> noticeMustGoToItsAddressee(Known known, ExitRule exit, GiveNotice command) {
        String addressee = exit.noticeTo();
        String to = command.to();
        boolean astray = addressee == null
                ? to != null
                        && !PartyRules.isParty(known, to, command.givenOn())
                        && PartyRules.group(known, to, command.givenOn()).isEmpty()
                : !addressee.equals(to);
        return Refusals.when(
                astray,
                () -> Rejection.at(
                                "/to",
                                "NoticeMustGoToItsAddressee",
                                addressee == null
                                        ? "the terms have neither a group nor a party with this id"
                                        : "by the terms this notice is given to " + addressee)
                        .by(Refusals.clausesOf(exit.clauses())));
    }

    static Optional<Rejection> noticeForCauseMustSayItsCause(ExitRule exit, GiveNotice command) {
        boolean said = command.cause() != null || command.breachId() != null;
        return Refusals.when(
                exit.kind() == ExitKind.NOTICE_FOR_CAUSE && !said,
                () -> Rejection.at(
                                "/cause",
                                "NoticeForCauseMustSayItsCause",
                                "this notice is given in case of " + exit.inCaseOf() + ": say what happened")
                        .by(Refusals.clausesOf(exit.clauses())));
    }

    static Optional<Rejection> breachMustBeRegistered(Optional<Breach> breach, ExitRule exit, GiveNotice command) {
        return Refusals.when(
                command.breachId() != null && breach.isEmpty(),
                () -> Rejection.at(
                                "/breachId",
                                "BreachMustBeRegistered",
                                "no breach with this id is registered: register it first")
                        .by(Refusals.clausesOf(exit.clauses())));
    }

    /** A second one of another day is recorded too: which of them ends the agreement does not depend on which came first. */
    static Optional<Rejection> noticeMustNotBeGivenTwice(Known known, ExitRule exit, GiveNotice command) {
        return Refusals.when(
                known.notices()
                        .standing()
                        .anyMatch(notice -> notice.by().equals(command.by())
                                && notice.exit().equals(command.exit())
                                && notice.givenOn().equals(command.givenOn())),
                () -> Rejection.conflict(
                                "NoticeMustNotBeGivenTwice", "this party's notice of that day is recorded already")
                        .in("/givenOn")
                        .by(Refusals.clausesOf(exit.clauses())));
    }

    static Optional<Rejection> noticePeriodMustBeStated(ExitRule exit) {
        return Refusals.when(
                exit.noticeMonths() == null && exit.noticeBy() == null,
                () -> Rejection.conflict(
                                "NoticePeriodMustBeStated",
                                "the terms state no period of notice; a decision has to settle it first")
                        .in("/exit")
                        .by(Refusals.clausesOf(exit.clauses())));
    }

    /**
     * A notice changes something: it ends the agreement before the day to which it would otherwise run, or stops an
     * extension that would otherwise follow.
     */
    static Optional<Rejection> noticeMustEndTheAgreementEarlier(
            Known known, ExitRule exit, GiveNotice command, Optional<LastDayByNotice> reckoned) {
        boolean runsItsCourse = exit.kind() == ExitKind.NON_EXTENSION
                ? reckoned.isEmpty()
                : reckoned.filter(notice -> ExitRules.isTooLate(known, command.givenOn(), notice.lastDay()))
                        .isPresent();
        return Refusals.when(
                runsItsCourse,
                () -> Rejection.conflict(
                                "NoticeMustEndTheAgreementEarlier",
                                "by then the agreement ends without it"
                                        + reckoned.map(notice -> ": " + notice.calculation())
                                                .orElse(""))
                        .in("/givenOn")
                        .by(Refusals.clausesOf(exit.clauses())));
    }

    static Rejection noticeMustBeKnown() {
        return Rejection.unknown("NoticeMustBeKnown", "no notice with this id is recorded");
    }

    static Optional<Rejection> noticeMustStand(Notice notice) {
        return Refusals.when(
                !notice.stands(),
                () -> Rejection.conflict(
                                "NoticeMustStand", "the notice was taken back on " + notice.withdrawnOn() + " already")
                        .by(Refusals.clausesOf(notice.clauses())));
    }

    static Optional<Rejection> noticeMustBeTakenBackByWhoGaveIt(Notice notice, WithdrawNotice command) {
        return Refusals.when(
                !notice.by().equals(command.by()),
                () -> Rejection.at(
                                "/by",
                                "NoticeMustBeTakenBackByWhoGaveIt",
                                "the notice was given by " + notice.by() + ", which alone may take it back")
                        .by(Refusals.clausesOf(notice.clauses())));
    }

    static Optional<Rejection> withdrawalMustComeWhileTheNoticeRuns(
            Known known, Notice notice, WithdrawNotice command) {
        LocalDate lastDay =
                Notices.lastDayBy(known, notice).map(LastDayByNotice::lastDay).orElse(notice.lastDay());
        boolean outside = command.withdrawnOn().isBefore(notice.givenOn())
                || command.withdrawnOn().isAfter(lastDay)
                || command.withdrawnOn().isAfter(command.mandate().today());
        return Refusals.when(
                outside,
                () -> Rejection.at(
                                "/withdrawnOn",
                                "WithdrawalMustComeWhileTheNoticeRuns",
                                "a notice is taken back between " + notice.givenOn() + ", when it was given, and "
                                        + lastDay + ", when it ends the agreement, and not after today")
                        .by(Refusals.clausesOf(notice.clauses())));
    }
}
