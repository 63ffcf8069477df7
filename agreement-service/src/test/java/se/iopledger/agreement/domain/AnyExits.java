package se.iopledger.agreement.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
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
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.agreement.ExtensionEvent.Outcome;
import se.iopledger.contracts.agreement.ExtensionEvent.Signature;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.ConditionKind;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;

/** Any command on leaving an agreement, or on going on with it. */
final class AnyExits {
    private AnyExits() {}

    static Arbitrary<AgreementCommand> of(Terms terms, Arbitrary<Mandate> mandates) {
        String id = AgreementId.of(terms);
        List<String> ways =
                new ArrayList<>(terms.exits().stream().map(exit -> exit.id()).toList());
        ways.add("none");
        Arbitrary<LocalDate> dates = Arbitraries.integers().between(-400, 1500).map(Story.TAKEOVER::plusDays);
        return Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.of(ways),
                                Arbitraries.of(terms.parties()).map(Party::id),
                                dates,
                                Arbitraries.of(ExitEvent.Form.values()),
                                mandates)
                        .as((way, party, date, form, mandate) -> new GiveNotice(
                                id,
                                way,
                                party,
                                date,
                                form,
                                date.getDayOfMonth() > 5 ? Story.addressee(terms, way) : null,
                                "a cause",
                                date.getDayOfMonth() > 15 ? "breach-1" : null,
                                stepsBefore(terms, way, date),
                                mandate)),
                Combinators.combine(
                                Arbitraries.of("notice-1", "notice-2", "notice-3"),
                                Arbitraries.of(terms.parties()).map(Party::id),
                                Arbitraries.just("a letter").injectNull(0.5),
                                dates,
                                mandates)
                        .as((notice, party, consent, date, mandate) ->
                                new WithdrawNotice(id, notice, party, consent, date, mandate)),
                breaches(terms, dates, mandates),
                departures(terms, ways, dates, mandates),
                extensions(terms, dates, mandates));
    }

    private static Arbitrary<AgreementCommand> breaches(
            Terms terms, Arbitrary<LocalDate> dates, Arbitrary<Mandate> mandates) {
        String id = AgreementId.of(terms);
        Arbitrary<String> parties = Arbitraries.of(terms.parties()).map(Party::id);
        return Arbitraries.oneOf(
                Combinators.combine(parties, parties, dates, mandates)
                        .as((party, by, date, mandate) -> new RegisterBreach(id, party, by, "what", date, mandate)),
                Combinators.combine(dates, Arbitraries.integers().between(-1, 60), mandates)
                        .as((date, days, mandate) ->
                                new CallForRemedy(id, "breach-1", date, date.plusDays(days), mandate)),
                Combinators.combine(dates, mandates)
                        .as((date, mandate) -> new RecordRemedy(id, "breach-1", date, "how", mandate)));
    }

    private static Arbitrary<AgreementCommand> departures(
            Terms terms, List<String> ways, Arbitrary<LocalDate> dates, Arbitrary<Mandate> mandates) {
        String id = AgreementId.of(terms);
        List<String> all = terms.parties().stream().map(Party::id).toList();
        return Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.of(ways).injectNull(0.3),
                                Arbitraries.of(all),
                                dates,
                                Arbitraries.of(ExitEvent.Form.values()),
                                mandates)
                        .as((way, party, date, form, mandate) -> new Rescind(
                                id,
                                way,
                                party,
                                "breach-1",
                                date,
                                form,
                                way == null ? resolution(date) : null,
                                mandate)),
                Combinators.combine(Arbitraries.of(ways), dates, dates, mandates)
                        .as((way, date, lastDay, mandate) -> new Revoke(
                                id, way, date, lastDay, all, stepsBefore(terms, way, date), Story.document(), mandate)),
                Combinators.combine(
                                Arbitraries.of(ways), Arbitraries.of(ConditionKind.values()), dates, dates, mandates)
                        .as((way, condition, date, lastDay, mandate) ->
                                new RecordLapse(id, way, condition, "what", resolution(date), lastDay, mandate)),
                Combinators.combine(Arbitraries.of(ways), Arbitraries.of(all), dates, dates, mandates)
                        .as((way, party, date, lastDay, mandate) -> new ExcludeActor(
                                id,
                                way,
                                party,
                                "deficiency-1",
                                resolution(date),
                                stepsBefore(terms, way, date),
                                lastDay,
                                mandate)));
    }

    private static Arbitrary<AgreementCommand> extensions(
            Terms terms, Arbitrary<LocalDate> dates, Arbitrary<Mandate> mandates) {
        String id = AgreementId.of(terms);
        Arbitrary<LocalDate> firstDays = Arbitraries.integers()
                .between(0, 2)
                .map(years -> terms.period().last().plusDays(1).plusYears(years));
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of("document-1", "document-2"), dates.injectNull(0.7), dates, mandates)
                        .as((paper, lastDay, date, mandate) -> new AgreeExtension(
                                id,
                                paper,
                                lastDay,
                                terms.parties().stream()
                                        .map(party -> new Signature(party.id(), date, Story.document()))
                                        .toList(),
                                mandate)),
                Combinators.combine(firstDays, Arbitraries.of(true, false), dates, mandates)
                        .as((firstDay, exist, date, mandate) ->
                                new CheckFunds(id, firstDay, exist, resolution(date), mandate)),
                Combinators.combine(dates, Arbitraries.of(Outcome.values()), mandates)
                        .as((date, outcome, mandate) -> new RecordReview(id, date, outcome, null, mandate)));
    }

    private static Resolution resolution(LocalDate decidedOn) {
        return new Resolution("a body", decidedOn, null, "a ground");
    }

    private static List<StepTaken> stepsBefore(Terms terms, String way, LocalDate date) {
        return terms.exits().stream()
                .filter(exit -> exit.id().equals(way))
                .flatMap(exit -> exit.stepsBefore().stream())
                .map(step -> new StepTaken(step, date))
                .toList();
    }
}
