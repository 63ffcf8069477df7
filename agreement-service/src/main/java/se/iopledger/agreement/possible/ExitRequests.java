package se.iopledger.agreement.possible;

import static se.iopledger.agreement.possible.Asking.NOTHING;
import static se.iopledger.agreement.possible.Asking.WORDS;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.AgreementCommand;
import se.iopledger.agreement.domain.ExitCommand.CallForRemedy;
import se.iopledger.agreement.domain.ExitCommand.ExcludeActor;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.ExitCommand.RecordLapse;
import se.iopledger.agreement.domain.ExitCommand.RecordRemedy;
import se.iopledger.agreement.domain.ExitCommand.RegisterBreach;
import se.iopledger.agreement.domain.ExitCommand.Rescind;
import se.iopledger.agreement.domain.ExitCommand.Revoke;
import se.iopledger.agreement.domain.ExitCommand.WithdrawNotice;
import se.iopledger.agreement.domain.ExtensionCommand.AgreeExtension;
import se.iopledger.agreement.domain.ExtensionCommand.CheckFunds;
import se.iopledger.agreement.domain.ExtensionCommand.RecordReview;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.breach.Breaches.Breach;
import se.iopledger.agreement.domain.conduct.Deficiency;
import se.iopledger.agreement.domain.document.Documents.Filed;
import se.iopledger.agreement.domain.exit.Notices.Notice;
import se.iopledger.contracts.agreement.DocumentEvent.Kind;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.ExtensionEvent.Outcome;
import se.iopledger.contracts.agreement.ExtensionEvent.Signature;
import se.iopledger.contracts.terms.Condition;
import se.iopledger.contracts.terms.ConditionKind;
import se.iopledger.contracts.terms.ExitKind;
import se.iopledger.contracts.terms.ExitRule;
import se.iopledger.shell.access.Role;

/** Requests to leave the agreement, what may lead to it, and to go on with it. */
final class ExitRequests {
    private final Asking asking;
    private final LocalDate today;

    ExitRequests(Asking asking) {
        this.asking = asking;
        this.today = asking.mandate().today();
    }

    Stream<Asked> all() {
        return Stream.of(notices(), breaches(), rescissions(), otherDepartures(), extensions())
                .flatMap(asked -> asked);
    }

    private Stream<Asked> notices() {
        return Stream.concat(
                asking.terms().exits().stream()
                        .flatMap(exit -> asking.parties().stream()
                                .map(party -> new Asked(
                                        "giveNotice",
                                        Map.of("exit", exit.id(), "by", party),
                                        Role.REGISTRAR,
                                        notice(exit, party)))),
                Asking.each(
                        "withdrawNotice",
                        "noticeId",
                        Role.REGISTRAR,
                        asking.agreement().notices().all().stream().map(Notice::id),
                        this::withdrawal));
    }

    /** By the party that gave it. */
    private WithdrawNotice withdrawal(String notice) {
        String by = asking.agreement().notices().all().stream()
                .filter(one -> one.id().equals(notice))
                .map(Notice::by)
                .findFirst()
                .orElse(NOTHING);
        return new WithdrawNotice(asking.id(), notice, by, WORDS, today, asking.mandate());
    }

    private GiveNotice notice(ExitRule exit, String party) {
        return new GiveNotice(
                asking.id(),
                exit.id(),
                party,
                today,
                Form.WRITTEN,
                exit.noticeTo(),
                WORDS,
                null,
                asking.stepsBefore(exit),
                asking.mandate());
    }

    private Stream<Asked> breaches() {
        List<String> breaches =
                asking.agreement().breaches().all().stream().map(Breach::id).toList();
        return Stream.of(
                        asking.perParty(
                                "registerBreach",
                                Role.REGISTRAR,
                                party -> new RegisterBreach(
                                        asking.id(), party, asking.another(party), WORDS, today, asking.mandate())),
                        Asking.each(
                                "callForRemedy",
                                "breachId",
                                Role.REGISTRAR,
                                breaches.stream(),
                                breach -> new CallForRemedy(
                                        asking.id(), breach, today, today.plusMonths(1), asking.mandate())),
                        Asking.each(
                                "recordRemedy",
                                "breachId",
                                Role.REGISTRAR,
                                breaches.stream(),
                                breach -> new RecordRemedy(asking.id(), breach, today, WORDS, asking.mandate())))
                .flatMap(asked -> asked);
    }

    /** By each party, for each breach of another; where the terms have no such way out, on a decision. */
    private Stream<Asked> rescissions() {
        @Nullable String exit = exits(ExitKind.RESCISSION).map(ExitRule::id).findFirst().orElse(null);
        List<Breach> breaches = asking.agreement().breaches().all();
        return breaches.isEmpty()
                ? asking.perParty("rescindAgreement", Role.APPROVER, party -> rescission(exit, party, NOTHING))
                : breaches.stream()
                        .flatMap(breach -> asking.parties().stream()
                                .filter(party -> !party.equals(breach.party()))
                                .map(party -> new Asked(
                                        "rescindAgreement",
                                        Map.of("breachId", breach.id(), "by", party),
                                        Role.APPROVER,
                                        rescission(exit, party, breach.id()))));
    }

    private Rescind rescission(@Nullable String exit, String by, String breach) {
        return new Rescind(
                asking.id(),
                exit,
                by,
                breach,
                today,
                Form.WRITTEN,
                exit == null ? asking.resolution() : null,
                asking.mandate());
    }

    private Stream<Asked> otherDepartures() {
        return Stream.of(
                        byExit("revokeAgreement", ExitKind.REVOCATION, this::revocation),
                        byExit("recordLapse", ExitKind.LAPSE_OF_CONDITION, this::lapse),
                        exclusions())
                .flatMap(asked -> asked);
    }

    private Stream<Asked> byExit(String operation, ExitKind kind, OfExit command) {
        return Asking.each(
                operation,
                "exit",
                Role.APPROVER,
                exits(kind).map(ExitRule::id),
                exit -> command.by(
                        exit, exits(kind).filter(rule -> rule.id().equals(exit)).findFirst()));
    }

    private interface OfExit {
        AgreementCommand by(String exit, Optional<ExitRule> rule);
    }

    private Revoke revocation(String exit, Optional<ExitRule> rule) {
        return new Revoke(
                asking.id(),
                exit,
                today,
                today,
                asking.parties(),
                rule.map(asking::stepsBefore).orElse(List.of()),
                asking.evidence(),
                asking.mandate());
    }

    private RecordLapse lapse(String exit, Optional<ExitRule> rule) {
        ConditionKind condition = asking.terms().conditions().stream()
                .map(Condition::kind)
                .filter(kind -> kind == ConditionKind.FUNDS_EXIST || kind == ConditionKind.PREREQUISITES_REMAIN)
                .findFirst()
                .orElse(ConditionKind.FUNDS_EXIST);
        return new RecordLapse(asking.id(), exit, condition, WORDS, asking.resolution(), today, asking.mandate());
    }

    /** Of the party of each deficiency. */
    private Stream<Asked> exclusions() {
        Optional<ExitRule> rule = exits(ExitKind.ACTOR_EXCLUSION).findFirst();
        return Asking.each(
                "excludeActor",
                "deficiencyId",
                Role.APPROVER,
                asking.agreement().conduct().deficiencies().stream().map(Deficiency::id),
                deficiency -> new ExcludeActor(
                        asking.id(),
                        rule.map(ExitRule::id).orElse(NOTHING),
                        asking.agreement().conduct().deficiencies().stream()
                                .filter(one -> one.id().equals(deficiency))
                                .map(Deficiency::party)
                                .findFirst()
                                .orElse(NOTHING),
                        deficiency,
                        asking.resolution(),
                        rule.map(asking::stepsBefore).orElse(List.of()),
                        today,
                        asking.mandate()));
    }

    private Stream<ExitRule> exits(ExitKind kind) {
        return asking.terms().exits().stream().filter(exit -> exit.kind() == kind);
    }

    private Stream<Asked> extensions() {
        LocalDate lastDay = asking.agreement().stage() instanceof Stage.InForce(LocalDate _, LocalDate last)
                ? last
                : asking.terms().period().last();
        var rule = asking.terms().extension();
        Stream<Asked> agreed = Asking.each(
                "agreeExtension",
                "documentId",
                Role.APPROVER,
                papers(),
                document -> new AgreeExtension(
                        asking.id(),
                        document,
                        rule == null || rule.years() == null ? lastDay.plusYears(1) : null,
                        asking.parties().stream()
                                .map(party -> new Signature(party, today, asking.evidence()))
                                .toList(),
                        asking.mandate()));
        Stream<Asked> checked = Stream.of(
                Asking.once(
                        "checkFunds",
                        Role.APPROVER,
                        new CheckFunds(asking.id(), lastDay.plusDays(1), true, asking.resolution(), asking.mandate())),
                Asking.once(
                        "recordReview",
                        Role.REGISTRAR,
                        new RecordReview(asking.id(), today, Outcome.SAME_DIRECTION, null, asking.mandate())));
        return Stream.concat(agreed, checked);
    }

    /** What parties may have signed, and nothing rests on yet. */
    private Stream<String> papers() {
        return asking.agreement().documents().filed().stream()
                .filter(Filed::stands)
                .filter(filed -> filed.kind() == Kind.AGREEMENT || filed.kind() == Kind.ANNEX)
                .filter(filed -> asking.agreement().continuation().agreed().stream()
                        .noneMatch(agreed -> filed.id().equals(agreed.documentId())))
                .map(Filed::id);
    }
}
