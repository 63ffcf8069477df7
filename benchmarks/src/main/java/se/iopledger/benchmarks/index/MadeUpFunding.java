package se.iopledger.benchmarks.index;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.IndexValue;
import se.iopledger.contracts.finance.IndexValue.Status;
import se.iopledger.contracts.finance.InputEvent.IndexTaken;
import se.iopledger.contracts.finance.PriceIndex;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.eventlog.EntryAttributes;
import se.iopledger.eventlog.NewEvent;
import se.iopledger.finance.bankday.SwedishBankDays;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.FundingCommand;
import se.iopledger.finance.domain.FundingCommand.FollowAgreement;
import se.iopledger.finance.domain.FundingCommand.TakeIndex;
import se.iopledger.finance.domain.FundingDecider;
import se.iopledger.finance.domain.MoneyDecider;
import se.iopledger.finance.domain.PaymentCommand.ApprovePayable;
import se.iopledger.finance.domain.PaymentCommand.ConfirmForOrder;
import se.iopledger.finance.domain.PaymentCommand.ExaminePayable;
import se.iopledger.finance.domain.PaymentCommand.RecordExecuted;
import se.iopledger.finance.domain.PaymentCommand.ReserveForOrder;
import se.iopledger.finance.domain.pay.AttestRight;
import se.iopledger.finance.domain.pay.AttestRight.Step;
import se.iopledger.finance.domain.pay.OpenPayable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The money of made-up agreements until an index is corrected: two recipients, two years, half a year each, which makes
 * eight tranches; six of them follow the index of 2022, and one of those was paid before its value was final.
 */
final class MadeUpFunding {
    static final String MUNICIPALITY = "9999";

    /** What the made-up agreements were paid by. */
    static final IndexValue PRELIMINARY =
            new IndexValue(2022, "2021-12", Status.PRELIMINARY, new BigDecimal("1.5"), "made up");

    private static final LocalDate IN_FORCE = LocalDate.parse("2021-12-20");
    private static final LocalDate PAID = LocalDate.parse("2022-01-03");
    private static final Money LIMIT = Money.ofKronor(2_000_000);
    private static final List<AttestRight> REGISTER = List.of(right(Step.EXAMINE), right(Step.APPROVE));
    private static final JsonMapper JSON = ContractsJson.mapper();

    private static final Map<Class<?>, String> TYPES = EventCatalogue.payments().stream()
            .collect(Collectors.toMap(
                    released -> released.payload(), released -> released.name() + ".v" + released.version()));

    private final MoneyDecider decider = new MoneyDecider(new FundingDecider(new SwedishBankDays()));
    private final String agreementId;
    private final List<Told> told = new ArrayList<>();
    private AgreementMoney money = MoneyDecider.initial();

    private MadeUpFunding(int number) {
        agreementId = id(number);
        Mandate follows = Mandate.ofAutomation("follow", IN_FORCE, IN_FORCE);
        carryOut(new FollowAgreement(
                agreementId,
                follows,
                new Cause("/agreement-service", number),
                Optional.of(AgreementLife.begun(1, terms(number)))));
        carryOut(new TakeIndex(
                agreementId, follows, new IndexTaken(agreementId, PriceIndex.OPI, 0, List.of(PRELIMINARY), null)));
        pay(january());
    }

    /**
     * An event of a stream, as it is stored.
     *
     * @param type with its version
     * @param data JSON that names the agreement by its id
     * @param attributes of the entry
     */
    private record Told(String type, String data, Map<String, String> attributes) {}

    /** The events of this agreement's stream, as the model decides them, command after command. */
    static MadeUpFunding decided(int number) {
        return new MadeUpFunding(number);
    }

    /** The same events of another agreement: what it is called is all that differs. */
    List<NewEvent> likewise(int number) {
        String id = id(number);
        List<NewEvent> likewise = new ArrayList<>(told.size());
        for (Told event : told) {
            likewise.add(NewEvent.of(
                            "/finance-service",
                            event.type(),
                            id,
                            likewise.size(),
                            UUID.randomUUID().toString())
                    .with(event.attributes())
                    .data(event.data().replace(agreementId, id).getBytes(StandardCharsets.UTF_8)));
        }
        return likewise;
    }

    private static String id(int number) {
        return UUID.nameUUIDFromBytes(("made-up-" + number).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private Tranche january() {
        return ((Scheduled) money.funding())
                .tranches().stream()
                        .map(planned -> planned.tranche())
                        .filter(tranche -> PAID.equals(tranche.dueDate())
                                && tranche.recipient().equals("party1"))
                        .findFirst()
                        .orElseThrow();
    }

    private void pay(Tranche tranche) {
        String id = tranche.trancheId();
        String recipient = tranche.recipient();
        Money amount = OpenPayable.payableOf(tranche);
        carryOut(new ExaminePayable(
                agreementId, id, recipient, amount, List.of(right(Step.EXAMINE)), null, Mandate.of("examiner", PAID)));
        carryOut(new ApprovePayable(
                agreementId, id, recipient, amount, List.of(right(Step.APPROVE)), null, Mandate.of("approver", PAID)));
        Mandate order = Mandate.ofAutomation("order", PAID, PAID);
        carryOut(new ReserveForOrder(agreementId, id, "order-1", PAID, recipient, amount, "officer", REGISTER, order));
        carryOut(new ConfirmForOrder(agreementId, id, "order-1", REGISTER, order));
        carryOut(
                new RecordExecuted(agreementId, id, "order-1", PAID, amount, Mandate.ofAutomation("bank", PAID, PAID)));
    }

    private void carryOut(FundingCommand command) {
        switch (decider.decide(command, money)) {
            case Decision.Accepted<FinanceEvent>(var decided) -> decided.forEach(event -> happen(event, command));
            case Decision.Rejected<FinanceEvent>(var rejection) ->
                throw new IllegalStateException(rejection.toString());
        }
    }

    private void happen(FinanceEvent event, FundingCommand command) {
        told.add(new Told(
                Objects.requireNonNull(TYPES.get(event.getClass()), () -> "no released type: " + event.getClass()),
                JSON.writeValueAsString(event),
                Map.of(
                        EntryAttributes.MUNICIPALITY,
                        MUNICIPALITY,
                        EntryAttributes.ACTOR,
                        command.mandate().actor(),
                        EntryAttributes.EFFECTIVE,
                        MoneyDecider.effectiveOn(event, command).toString(),
                        EntryAttributes.AGGREGATE_TYPE,
                        "FundingAggregate")));
        money = MoneyDecider.evolve(money, event);
    }

    private static AttestRight right(Step step) {
        return new AttestRight("right-" + step, step, LIMIT, LocalDate.parse("2019-01-01"), null, null, null);
    }

    private static Terms terms(int number) {
        return JSON.readValue("""
                {"shortName":"X%1$d","title":"Made-up agreement","municipality":"9999","caseNumber":"X %1$d",
                 "period":{"first":"2021-07-01","last":"2023-06-30","clauses":["X-1"]},
                 "takeoverDate":"2021-07-01","parties":[
                   {"id":"party0","name":"Made-up party 0","sector":"PUBLIC","clauses":["X-1"]},
                   {"id":"party1","name":"Made-up party 1","sector":"CIVIL","clauses":["X-1"]},
                   {"id":"party2","name":"Made-up party 2","sector":"CIVIL","clauses":["X-1"]}],
                 "funding":{"years":"CONTRACT","grants":[
                   {"payer":"party0","recipient":"party1","year":1,"amount":"%2$d.00","standing":"COMMITTED","clauses":["X-2"]},
                   {"payer":"party0","recipient":"party2","year":1,"amount":"300000.00","standing":"COMMITTED","clauses":["X-2"]},
                   {"payer":"party0","recipient":"party1","year":2,"amount":"%2$d.00","standing":"COMMITTED","clauses":["X-2"]},
                   {"payer":"party0","recipient":"party2","year":2,"amount":"300000.00","standing":"COMMITTED","clauses":["X-2"]}],
                  "payment":{"interval":"HALF_YEAR","manner":"IN_ADVANCE","timing":"IN_ADVANCE","clauses":["X-3"]},
                  "adjustment":{"basis":"OPI","startReadings":[{"label":"from 2022","from":"2022-01-01","clauses":["X-4"]}],
                    "neverBelowYearBefore":false,"renegotiatedIfCeased":true,"clauses":["X-4"]},
                  "clauses":["X-2"]},
                 "defaults":[{"rule":"EQUAL_TRANCHES"},{"rule":"HALF_YEARS_FROM_JANUARY_AND_JULY"},
                   {"rule":"FIRST_DAY_OR_NEXT_BANK_DAY"},{"rule":"CONTRACT_YEARS"}]}""".formatted(number, 500_000 + number % 100_000), Terms.class);
    }
}
