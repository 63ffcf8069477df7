package se.iopledger.finance.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.finance.bankday.SwedishBankDays;
import se.iopledger.finance.domain.plan.Proposal.Changed;
import se.iopledger.finance.domain.plan.Proposal.How;

/** What other terms would change of Linköping's payments, before anybody signs them. */
class ProposalTest {
    private static final BankDays BANK_DAYS = new SwedishBankDays();
    private static final Terms LINKOPING = RealTerms.of("LIN").build();
    private static final AgreementLife LIFE = AgreementLife.begun(1, LINKOPING);
    private static final Inputs INPUTS = Inputs.of(LIFE);

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    private static Terms shares(String stadsmission, String pastorat) {
        return RealTerms.of("LIN")
                .funding("grants", """
                        [{"payer": "kommun", "recipient": "stadsmission", "year": 1, "amount": "700000.00", "standing": "COMMITTED"},
                         {"payer": "kommun", "recipient": "pastorat", "year": 1, "amount": "300000.00", "standing": "COMMITTED"},
                         {"payer": "kommun", "recipient": "stadsmission", "year": 2, "amount": "%s", "standing": "COMMITTED"},
                         {"payer": "kommun", "recipient": "pastorat", "year": 2, "amount": "%s", "standing": "COMMITTED"}]""".formatted(stadsmission, pastorat))
                .build();
    }

    private static FundingPlan plan(Proposal proposal, SettledSoFar settled) {
        return proposal.plan(INPUTS, LIFE, settled, BANK_DAYS);
    }

    @Clause({"LIN-4", "LIN-8"})
    @Test
    void otherSharesFromTheSecondYearChangeItsJuly() {
        Proposal proposal = new Proposal(shares("600000.00", "400000.00"), day("2022-10-01"), null);

        assertThat(proposal.brokenRule(LIFE)).isEmpty();
        assertThat(proposal.brokenRule(INPUTS, LIFE, BANK_DAYS)).isEmpty();
        FundingPlan before = FundingPlan.of(INPUTS, SettledSoFar.NOTHING, BANK_DAYS);
        assertThat(Proposal.changes(before, plan(proposal, SettledSoFar.NOTHING)))
                .filteredOn(change -> !change.difference().equals(Money.ZERO))
                .extracting(Changed::trancheId, Changed::how, Changed::difference)
                .containsExactly(
                        tuple("2-1-kommun-pastorat", How.CHANGED, Money.parse("100000.00")),
                        tuple("2-1-kommun-stadsmission", How.CHANGED, Money.parse("-100000.00")));
    }

    /** 700 000 were paid for the first year, of which 273 days come before July. */
    @Clause("LIN-4")
    @Test
    void whatWasPaidIsReckonedWith() {
        FundingPlan before = FundingPlan.of(INPUTS, SettledSoFar.NOTHING, BANK_DAYS);
        SettledSoFar paid = SettledSoFar.NOTHING.settling(
                before.tranches().stream()
                        .filter(planned -> planned.tranche().trancheId().equals("1-1-kommun-stadsmission"))
                        .findFirst()
                        .orElseThrow(),
                Money.parse("700000.00"));

        FundingPlan then = plan(new Proposal(LINKOPING, day("2022-07-01"), day("2022-06-30")), paid);

        assertThat(then.overpayments())
                .extracting(found -> found.trancheId(), found -> found.owed(), found -> found.amount())
                .containsExactly(tuple("1-1-kommun-stadsmission", Money.parse("523561.64"), Money.parse("176438.36")));
        assertThat(Proposal.changes(before, then))
                .extracting(Changed::trancheId, Changed::how)
                .contains(tuple("2-1-kommun-stadsmission", How.CANCELLED), tuple("2-1-kommun-pastorat", How.CANCELLED));
    }

    @Test
    void termsOfWhichNoPlanCanBeMadeSayWhy() {
        assertThat(new Proposal(LINKOPING, day("2030-01-01"), null).brokenRule(LIFE))
                .hasValueSatisfying(broken -> assertThat(broken.rule()).isEqualTo("TermsMustHoldInTheAgreement"));
        assertThat(new Proposal(LINKOPING, day("2022-01-01"), day("2190-01-01")).brokenRule(LIFE))
                .hasValueSatisfying(broken -> assertThat(broken.rule()).isEqualTo("PeriodMustBeReasonable"));
        Terms stranger = RealTerms.of("LIN").funding("grants", """
                        [{"payer": "kommun", "recipient": "nobody", "year": 1, "amount": "1.00", "standing": "COMMITTED"}]""").build();
        assertThat(new Proposal(stranger, day("2022-01-01"), null).brokenRule(LIFE))
                .hasValueSatisfying(broken -> assertThat(broken.rule()).isEqualTo("PartyMustBeInTheTerms"));
        Terms lateYear = RealTerms.of("LIN").funding("grants", """
                        [{"payer": "kommun", "recipient": "pastorat", "year": 99, "amount": "1.00", "standing": "COMMITTED"}]""").build();
        assertThat(new Proposal(lateYear, day("2022-01-01"), null).brokenRule(LIFE))
                .hasValueSatisfying(broken -> assertThat(broken.rule()).isEqualTo("GrantMustBeReasonable"));
        Terms month = RealTerms.of("LIN")
                .funding("payment", "{\"interval\": \"YEAR\", \"months\": [13], \"manner\": \"NOT_STATED\"}")
                .build();
        assertThat(new Proposal(month, day("2022-01-01"), null).brokenRule(LIFE))
                .hasValueSatisfying(broken -> assertThat(broken.rule()).isEqualTo("MonthMustBeOneOfTwelve"));
        Terms twice = RealTerms.of("LIN").funding("grants", """
                        [{"payer": "kommun", "recipient": "pastorat", "year": 1, "amount": "1.00", "standing": "COMMITTED"},
                         {"payer": "kommun", "recipient": "pastorat", "year": 1, "amount": "2.00", "standing": "COMMITTED"}]""").build();
        assertThat(new Proposal(twice, day("2022-01-01"), null).brokenRule(INPUTS, LIFE, BANK_DAYS))
                .hasValueSatisfying(broken -> assertThat(broken.rule()).isEqualTo("TranchesMustBeToldApart"));
    }
}
