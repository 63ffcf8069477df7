package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.ExitCommand;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.ExitCommand.WithdrawNotice;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.exit.Notices.Notice;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.agreement.ExitEvent.NoticeGiven;
import se.iopledger.contracts.agreement.ExitEvent.NoticeWithdrawn;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.ExitRule;

/** Leaving an agreement by notice, and taking a notice back. What a notice ends is {@code life}'s to say. */
@CheckReturnValue
public final class GivingNotice {
    private GivingNotice() {}

    /** Decides what a party does to leave. */
    public static Decision<AgreementEvent> decide(Known known, ExitCommand command) {
        return switch (known.stage()) {
            // After the end too: a notice of which nobody knew may show that the agreement ended otherwise.
            case Stage.InForce _, Stage.Ended _ ->
                switch (command) {
                    case GiveNotice notice -> give(known, notice);
                    case WithdrawNotice withdrawal -> withdraw(known, withdrawal);
                };
            case Stage.Draft _, Stage.Approved _ -> Decision.rejected(NoticeRules.agreementMustBeInForce());
            case Stage.Voided _ -> Decision.rejected(Refusals.agreementMustNotBeVoided());
        };
    }

    private static Decision<AgreementEvent> give(Known known, GiveNotice command) {
        // First of all: months cannot be added to a day at the end of the calendar.
        Optional<Rejection> unreasonable = Refusals.dateMustBeReasonable("/givenOn", command.givenOn());
        if (unreasonable.isPresent()) {
            return Decision.rejected(unreasonable.get());
        }
        Optional<ExitRule> found = known.termsOn(command.givenOn()).exits().stream()
                .filter(exit -> exit.id().equals(command.exit()))
                .findFirst();
        if (found.isEmpty()) {
            return Decision.rejected(NoticeRules.exitMustBeInTheTerms());
        }
        ExitRule exit = found.get();
        Optional<LastDayByNotice> lastDay = LastDayByNotice.of(known, exit, command.givenOn());
        return Refusals.unless(
                List.of(
                        NoticeRules.noticeMustNotBeInTheFuture(command),
                        NoticeRules.noticeMustFallInThePeriod(known, command),
                        NoticeRules.exitMustBeByNotice(exit),
                        NoticeRules.partyMustHaveThisExit(known, exit, command),
                        NoticeRules.noticeMustBeInTheAgreedForm(exit, command),
                        NoticeRules.noticeForCauseMustSayItsCause(exit, command),
                        StepRules.stepsBeforeMustBeTaken(exit, command.steps(), command.givenOn()),
                        NoticeRules.noticeMustNotBeGivenTwice(known, command),
                        NoticeRules.noticePeriodMustBeStated(exit),
                        NoticeRules.noticeMustEndTheAgreementEarlier(known, exit, command, lastDay),
                        Refusals.personalIdentityNumberMustNotBeGiven("/cause", command.cause()),
                        Refusals.reasonMustNotHoldAnIdentityNumber(command.mandate())),
                () -> {
                    LastDayByNotice reckoned = lastDay.orElseThrow();
                    return List.of(new NoticeGiven(
                            known.agreementId(),
                            known.facts().nextId("notice", NoticeGiven.class),
                            exit.id(),
                            command.by(),
                            command.givenOn(),
                            command.form(),
                            command.cause(),
                            command.steps(),
                            reckoned.lastDay(),
                            reckoned.calculation(),
                            exit.clauses()));
                });
    }

    private static Decision<AgreementEvent> withdraw(Known known, WithdrawNotice command) {
        Optional<Notice> notice = known.notices().find(command.noticeId());
        if (notice.isEmpty()) {
            return Decision.rejected(NoticeRules.noticeMustBeKnown());
        }
        return Refusals.unless(
                List.of(
                        Refusals.dateMustBeReasonable("/withdrawnOn", command.withdrawnOn()),
                        NoticeRules.noticeMustStand(notice.get()),
                        NoticeRules.withdrawalMustComeWhileTheNoticeRuns(notice.get(), command),
                        Refusals.reasonMustNotHoldAnIdentityNumber(command.mandate())),
                () -> List.of(new NoticeWithdrawn(known.agreementId(), command.noticeId(), command.withdrawnOn())));
    }

    /** The agreement with the notice given or taken back. */
    public static Known evolve(Known known, ExitEvent event) {
        return switch (event) {
            case NoticeGiven given ->
                known.with(known.notices()
                        .and(new Notice(
                                given.noticeId(),
                                given.exit(),
                                given.by(),
                                given.givenOn(),
                                given.lastDay(),
                                given.calculation(),
                                given.clauses(),
                                null)));
            case NoticeWithdrawn withdrawn -> {
                if (known.notices()
                        .find(withdrawn.noticeId())
                        .filter(Notice::stands)
                        .isEmpty()) {
                    throw Impossible.event(event, known);
                }
                yield known.with(known.notices().withdrawn(withdrawn.noticeId(), withdrawn.withdrawnOn()));
            }
        };
    }
}
