package se.iopledger.narratives;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement;
import se.iopledger.agreement.domain.AgreementCommand;
import se.iopledger.agreement.domain.AgreementCommand.ApproveAgreement;
import se.iopledger.agreement.domain.AgreementCommand.RegisterAgreement;
import se.iopledger.agreement.domain.AgreementCommand.SignAgreement;
import se.iopledger.agreement.domain.AgreementCommand.WorkOffDue;
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.AmendmentCommand.ProposeAmendment;
import se.iopledger.agreement.domain.AmendmentCommand.SignAmendment;
import se.iopledger.agreement.domain.ArchiveCommand.ArchiveAgreement;
import se.iopledger.agreement.domain.ConductCommand.RegisterDeficiency;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.agreement.ArchiveEvent.Concluded;
import se.iopledger.contracts.agreement.ArchiveEvent.Fate;
import se.iopledger.contracts.agreement.ArchiveEvent.Matter;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.agreement.FundingEvent.FundingDecided;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.Overpayment;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.reporting.ReportingEvent;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.finance.bankday.SwedishBankDays;
import se.iopledger.finance.domain.AgreementFunding;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.FundingCommand;
import se.iopledger.finance.domain.FundingCommand.FactChange;
import se.iopledger.finance.domain.FundingDecider;
import se.iopledger.finance.domain.MoneyDecider;
import se.iopledger.reporting.domain.Obligations;
import se.iopledger.reporting.domain.ReportingCommand;
import se.iopledger.reporting.domain.ReportingDecider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** One of the five agreements and all that the three services know of it, from day to day. */
final class Partnership {
    private static final Path FOLDER = Path.of("..", "local", "src", "main", "resources", "agreements");
    private static final MoneyDecider FUNDING = new MoneyDecider(new FundingDecider(new SwedishBankDays()));

    private final Terms terms;
    private LocalDate today;
    private Agreement agreement = Agreement.UNREGISTERED;
    private Optional<AgreementLife> life = Optional.empty();
    private AgreementMoney money = MoneyDecider.initial();
    private Obligations obligations = Obligations.none();
    private long position;

    private Partnership(Terms terms) {
        this.terms = terms;
        this.today = terms.takeoverDate();
    }

    /**
     * One of the five as its paper has it.
     *
     * @param takenOver from which day on this ledger carries it
     */
    static Partnership of(String name, String takenOver) {
        ObjectNode document = (ObjectNode) new YAMLMapper().readTree(FOLDER.resolve(name + ".yaml"));
        document.put("takeoverDate", takenOver);
        return new Partnership(read(document));
    }

    private static Terms read(JsonNode document) {
        return ContractsJson.mapper().treeToValue(document, Terms.class);
    }

    /** The terms as registered with something put otherwise. */
    Terms termsWith(Function<ObjectNode, JsonNode> changed) {
        return changed(known().terms(), changed);
    }

    private static Terms changed(Terms from, Function<ObjectNode, JsonNode> change) {
        return read(change.apply(ContractsJson.mapper().valueToTree(from)));
    }

    String id() {
        return AgreementId.of(terms);
    }

    /** From here on it is this day; what is due by it is worked off in all three services. */
    Partnership on(String day) {
        today = LocalDate.parse(day);
        if (agreement instanceof Agreement.Known) {
            does(new WorkOffDue(id(), mandate("automation:time")));
        }
        fund(new FundingCommand.WorkOffDueTranches(id(), mandate("automation:time")));
        report(new ReportingCommand.WorkOffDueObligations(id(), mandate("automation:time")));
        return this;
    }

    Mandate mandate(String actor) {
        return Mandate.of(actor, today);
    }

    LocalDate today() {
        return today;
    }

    Partnership isRegistered() {
        return does(new RegisterAgreement(terms, mandate("registrar-1")));
    }

    Partnership isApprovedBy(String body) {
        return does(new ApproveAgreement(id(), body, today, null, assumed(), mandate("approver-1")));
    }

    Partnership isSignedByAll() {
        terms.parties().stream().map(Party::id).forEach(this::isSignedBy);
        return this;
    }

    Partnership isSignedBy(String party) {
        return does(new SignAgreement(id(), party, today, assumed(), mandate("registrar-1")));
    }

    /** The paper shows no date: the day of the story stands in. */
    static Evidence assumed() {
        return new Evidence(Evidence.Kind.ASSUMED, "assumed for this test: the paper is undated", null, null);
    }

    static Evidence document() {
        return new Evidence(Evidence.Kind.DOCUMENT, "made up for this test", null, null);
    }

    /**
     * A party proposes other terms, changed from the latest ones.
     *
     * @param annex label of the document that brings the change, or null
     * @param renegotiation that it comes of, or null
     */
    Partnership proposes(
            String party, String from, @Nullable String annex, @Nullable String renegotiation, Terms changed) {
        return does(new ProposeAmendment(
                id(),
                party,
                today,
                Way.SIGNED_BY_ALL,
                LocalDate.parse(from),
                "made up for this test",
                renegotiation == null,
                known().termsVersion(),
                changed,
                annex,
                renegotiation,
                null,
                mandate("registrar-1")));
    }

    Partnership amendmentIsSignedByAll(String amendmentId) {
        terms.parties().stream().map(Party::id).forEach(party -> amendmentIsSignedBy(amendmentId, party));
        return this;
    }

    Partnership amendmentIsSignedBy(String amendmentId, String party) {
        return does(new SignAmendment(id(), amendmentId, party, today, document(), mandate("approver-1")));
    }

    /** It is done, and the other services hear of it. */
    Partnership does(AgreementCommand command) {
        switch (AgreementDecider.decide(command, agreement)) {
            case Decision.Accepted<AgreementEvent>(List<AgreementEvent> events) -> events.forEach(this::happens);
            case Decision.Rejected<AgreementEvent>(var why) ->
                throw new AssertionError(command + " is refused: " + why);
        }
        return this;
    }

    /** It cannot be done, by this rule, and changes nothing. */
    Partnership cannot(AgreementCommand command, String rule) {
        switch (AgreementDecider.decide(command, agreement)) {
            case Decision.Accepted<AgreementEvent>(List<AgreementEvent> events) ->
                throw new AssertionError(command + " is accepted: " + events);
            case Decision.Rejected<AgreementEvent>(var why) ->
                assertThat(why.rule()).isEqualTo(rule);
        }
        return this;
    }

    /**
     * Somebody decides how long what is kept of it is kept, and it takes nothing more.
     *
     * @param lastVoucherYear the year of the last payment
     * @param vouchersKeptUntil the last day on which its vouchers are kept
     */
    Partnership goesToTheArchive(String on, int lastVoucherYear, String vouchersKeptUntil) {
        on(on);
        List<String> paid = payments();
        List<String> asked = owed();
        cannot(archiving(lastVoucherYear, List.of()), "WhatOthersCarryMustBeConcluded");
        does(archiving(
                lastVoucherYear,
                List.of(
                        new Concluded(Matter.PAYMENTS, paid.size() + " tranches, all due (made up)"),
                        new Concluded(Matter.REPORTS, asked.size() + " obligations, all dealt with (made up)"))));
        assertThat(known().archive().archived())
                .satisfies(archived ->
                        assertThat(archived.vouchers().getLast().keptUntil()).isEqualTo(vouchersKeptUntil));
        String party = terms.parties().getFirst().id();
        cannot(
                new RegisterDeficiency(
                        id(), party, known().terms().period().first(), "too late", mandate("registrar-1")),
                "AgreementMustNotBeArchived");
        on(LocalDate.parse(on).plusYears(1).toString());
        assertThat(payments()).isEqualTo(paid);
        assertThat(owed()).isEqualTo(asked);
        return this;
    }

    private ArchiveAgreement archiving(int lastVoucherYear, List<Concluded> elsewhere) {
        return new ArchiveAgreement(
                id(),
                today,
                "the board's document plan, made up",
                Fate.PRESERVED,
                null,
                lastVoucherYear,
                elsewhere,
                new Mandate("approver-1", today, today, "by the document plan"));
    }

    private void happens(AgreementEvent event) {
        agreement = AgreementDecider.evolve(agreement, event);
        position++;
        if (event instanceof LifeEvent || event instanceof AgreementVoided) {
            assertThat(AgreementLife.brokenRule(life, event)).isEmpty();
            life = AgreementLife.after(life, event);
            Cause cause = new Cause("/agreement-service", position);
            fund(new FundingCommand.FollowAgreement(id(), mandate("automation:follow"), cause, life));
            report(new ReportingCommand.FollowAgreement(id(), mandate("automation:follow"), cause, life));
        }
        if (event instanceof FundingDecided decided) {
            fund(new FundingCommand.FollowAgreement(
                    id(),
                    mandate("automation:follow"),
                    new Cause("/agreement-service", position),
                    life,
                    new FactChange.Decided(Math.toIntExact(position - 1), decided)));
        }
    }

    private void fund(FundingCommand command) {
        for (FinanceEvent event : accepted(FUNDING.decide(command, money))) {
            money = MoneyDecider.evolve(money, event);
        }
    }

    private void report(ReportingCommand command) {
        for (ReportingEvent event : accepted(ReportingDecider.decide(command, obligations))) {
            obligations = ReportingDecider.evolve(obligations, event);
        }
    }

    private static <E> List<E> accepted(Decision<E> decision) {
        return switch (decision) {
            case Decision.Accepted<E>(List<E> events) -> events;
            case Decision.Rejected<E>(var why) -> throw new AssertionError("refused: " + why);
        };
    }

    Agreement.Known known() {
        return (Agreement.Known) agreement;
    }

    Stage stage() {
        return known().stage();
    }

    /** All tranches, a line each: due date, amount and recipient, in order of due date. */
    List<String> payments() {
        return tranches().map(Partnership::line).toList();
    }

    private static String line(Tranche tranche) {
        return (tranche.dueDate() == null ? "undated" : tranche.dueDate()) + " " + inSwedish(tranche.amount()) + " "
                + tranche.recipient();
    }

    /** The amounts alone, in the same order. */
    List<String> amounts() {
        return tranches().map(tranche -> inSwedish(tranche.amount())).toList();
    }

    private static String inSwedish(Money amount) {
        return amount.inSwedish().replace('\u00a0', ' ');
    }

    /** What is to be paid on or after a day. */
    List<String> paymentsFrom(String day) {
        return payments().stream().filter(line -> line.compareTo(day) >= 0).toList();
    }

    Money sum() {
        return Money.sum(tranches().map(Tranche::amount).toList());
    }

    Money sumTo(String recipient) {
        return Money.sum(tranches()
                .filter(tranche -> tranche.recipient().equals(recipient))
                .map(Tranche::amount)
                .toList());
    }

    Stream<Tranche> tranches() {
        return money.funding() instanceof AgreementFunding.Scheduled scheduled
                ? scheduled.tranches().stream().map(PlannedTranche::tranche)
                : Stream.empty();
    }

    /** What was settled with more than the terms now give. */
    List<Overpayment> overpayments() {
        return money.funding() instanceof AgreementFunding.Scheduled scheduled
                ? List.copyOf(scheduled.overpayments().values())
                : List.of();
    }

    /** Reports and meetings, a line each: the last day for it and its title; the undated last. */
    List<String> owed() {
        return obligations instanceof Obligations.Owed owed
                ? owed.byId().values().stream()
                        .map(one -> (one.dueDate() == null ? "undated" : one.dueDate()) + " " + one.title())
                        .sorted()
                        .toList()
                : List.of();
    }

    /** Those of them that are dated by then. */
    List<String> owedBy(String day) {
        return owed().stream().filter(line -> line.compareTo(day + "~") < 0).toList();
    }

    /** Nothing is paid for a day on which the agreement is not in force. */
    Partnership paysForNoDayOutside(String first, String last) {
        assertThat(tranches().map(Tranche::periodFirst))
                .allSatisfy(day -> assertThat(day).isAfterOrEqualTo(LocalDate.parse(first)));
        assertThat(tranches().map(Tranche::periodLast))
                .allSatisfy(day -> assertThat(day).isBeforeOrEqualTo(LocalDate.parse(last)));
        return this;
    }
}
