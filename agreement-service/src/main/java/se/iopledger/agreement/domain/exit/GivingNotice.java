package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.EveryValue;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.ExitCommand.WithdrawNotice;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.breach.Breaches.Breach;
import se.iopledger.agreement.domain.exit.Notices.Notice;
import se.iopledger.agreement.domain.finding.Findings;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.ExitEvent.NoticeGiven;
import se.iopledger.contracts.agreement.ExitEvent.NoticeWithdrawn;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.ExitRule;

/** Leaving an agreement by notice, and taking a notice back. What a notice ends is {@code life}'s to say. */
@CheckReturnValue
public final class GivingNotice {
    private GivingNotice() {}

    /** Decides a notice. */
    static Decision<AgreementEvent> give(Known known, GiveNotice command) {
        // First of all: months cannot be added to a day at the end of the calendar.
        Optional<Rejection> unreasonable = Refusals.dateMustBeReasonable("/givenOn", command.givenOn());
        if (unreasonable.isPresent()) {
            return Decision.rejected(unreasonable.get());
        }
        Optional<ExitRule> found = LastDayByNotice.rule(known, command.exit(), command.givenOn());
        if (found.isEmpty()) {
            return Decision.rejected(ExitRules.exitMustBeInTheTerms());
        }
        ExitRule exit = found.get();
        Optional<Breach> breach = Optional.ofNullable(command.breachId()).flatMap(known.breaches()::find);
        Optional<LastDayByNotice> lastDay = LastDayByNotice.of(known, exit, command.givenOn());
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        NoticeRules.noticeMustNotBeInTheFuture(command),
                        NoticeRules.noticeMustFallInThePeriod(known, command),
                        NoticeRules.exitMustBeByNotice(exit),
                        ExitRules.partyMustHaveThisExit(
                                known, exit.by(), command.by(), command.givenOn(), exit.clauses()),
                        NoticeRules.noticeMustBeInTheAgreedForm(exit, command),
                        NoticeRules.noticeMustGoToItsAddressee(known, exit, command),
                        NoticeRules.noticeForCauseMustSayItsCause(exit, command),
                        NoticeRules.breachMustBeRegistered(breach, exit, command),
                        breach.flatMap(
                                one -> ExitRules.partyMustNotLeaveForItsOwnBreach(one, command.by(), exit.clauses())),
                        breach.flatMap(
                                one -> ExitRules.breachMustStandUnremedied(one, command.givenOn(), exit.clauses())),
                        StepRules.stepsBeforeMustBeTaken(exit, command.steps(), command.givenOn()),
                        NoticeRules.noticeMustNotBeGivenTwice(known, exit, command),
                        NoticeRules.noticePeriodMustBeStated(exit),
                        NoticeRules.noticeMustEndTheAgreementEarlier(known, exit, command, lastDay)),
                () -> {
                    LastDayByNotice reckoned = lastDay.orElseThrow();
                    return List.of(new NoticeGiven(
                            known.agreementId(),
                            known.facts().nextId("notice", NoticeGiven.class),
                            exit.id(),
                            command.by(),
                            command.givenOn(),
                            command.form(),
                            command.to(),
                            command.cause(),
                            command.breachId(),
                            command.steps(),
                            reckoned.lastDay(),
                            reckoned.calculation(),
                            breach.map(one -> Repayments.by(known.termsOn(command.givenOn()), one.party()))
                                    .orElse(List.of()),
                            exit.clauses()));
                });
    }

    /** Decides a withdrawal. */
    static Decision<AgreementEvent> withdraw(Known known, WithdrawNotice command) {
        Optional<Notice> notice = known.notices().find(command.noticeId());
        if (notice.isEmpty()) {
            return Decision.rejected(NoticeRules.noticeMustBeKnown());
        }
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        NoticeRules.noticeMustStand(notice.get()),
                        NoticeRules.noticeMustBeTakenBackByWhoGaveIt(notice.get(), command),
                        NoticeRules.withdrawalMustComeWhileTheNoticeRuns(known, notice.get(), command)),
                () -> withdrawn(known, notice.get(), command));
    }

    /** What has reached another party is not taken back alone; that nothing shows its consent is told. */
    private static List<AgreementEvent> withdrawn(Known known, Notice notice, WithdrawNotice command) {
        List<AgreementEvent> facts = new ArrayList<>();
        facts.add(new NoticeWithdrawn(
                known.agreementId(), notice.id(), command.by(), command.consent(), command.withdrawnOn()));
        if (command.consent() == null) {
            facts.addAll(Findings.raised(
                    known.agreementId(),
                    List.of(Findings.ofWithdrawalAlone(notice.id(), command.by(), notice.clauses()))));
        }
        return facts;
    }

    static Known evolve(Known known, NoticeGiven given) {
        return known.with(known.notices()
                .and(new Notice(
                        given.noticeId(),
                        given.exit(),
                        given.by(),
                        given.givenOn(),
                        given.to(),
                        given.lastDay(),
                        given.calculation(),
                        given.breachId(),
                        given.clauses(),
                        null)));
    }

    static Known evolve(Known known, NoticeWithdrawn withdrawn) {
        if (known.notices().find(withdrawn.noticeId()).filter(Notice::stands).isEmpty()) {
            throw Impossible.event(withdrawn, known);
        }
        return known.with(known.notices().withdrawn(withdrawn.noticeId(), withdrawn.withdrawnOn()));
    }
}
