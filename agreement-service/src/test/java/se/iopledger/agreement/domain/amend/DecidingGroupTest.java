package se.iopledger.agreement.domain.amend;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.amend.Amendment.Awaited;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentDecided;
import se.iopledger.contracts.agreement.AmendmentEvent.AmendmentSigned;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** Where the paper has a group decide on a change, the group decides beside the parties that sign. */
final class DecidingGroupTest {
    private static final String COMMITMENT = "{\"title\":\"Counselling\",\"by\":[\"%s\"],\"kind\":\"%s\"}";

    @Test
    @Clause("NOR-9")
    void norrtaljesSteeringGroupDecidesOnEveryRevisionOfAPartysUndertakings() {
        assertThat(decides(NOR, Paper.of("NOR").without("/commitments/0").terms()))
                .isEqualTo("steering");
        assertThat(decides(NOR, Paper.of("NOR").without("/contributions/0").terms()))
                .isEqualTo("steering");
        assertThat(decides(
                        NOR,
                        Paper.of("NOR")
                                .with("/funding/grants/1/amount", "\"3000000.00\"")
                                .terms()))
                .isEqualTo("steering");
        assertThat(decides(
                        NOR, Paper.of("NOR").with("/exits/0/noticeMonths", "3").terms()))
                .isNull();
        assertThat(decides(
                        NOR,
                        Paper.of("NOR").with("/period/last", "\"2025-09-14\"").terms()))
                .isNull();
    }

    @Test
    @Clause("NOR-9")
    void signedByAllItStillWaitsForTheSteeringGroup() {
        Changes norrtalje = Changes.of(NOR);
        Terms fewer = Paper.of("NOR").without("/commitments/0").terms();
        Story signed = givenActive(NOR)
                .when(norrtalje
                        .propose("kommun", "2022-01-10", "2022-03-01", fewer)
                        .now())
                .happens()
                .when(norrtalje.sign("amendment-1", "kommun", "2022-01-11"))
                .happens()
                .when(norrtalje.sign("amendment-1", "stadsmission", "2022-01-11"))
                .then(AmendmentSigned.class);
        assertThat(signed.known().amendments().all().getFirst().awaits())
                .containsExactly(new Awaited.DecisionOf("steering"));
        signed.when(norrtalje.decide("amendment-1", "steering", "2022-01-20", "kommun for", "stadsmission for"))
                .then(AmendmentDecided.class, TermsChanged.class);
        // Against its decision nothing binds, whoever signed. NOR says nothing of how it votes.
        signed.when(norrtalje.decide("amendment-1", "steering", "2022-01-20", "kommun against", "stadsmission against"))
                .then(AmendmentDecided.class);
        signed.when(norrtalje.decide("amendment-1", "steering", "2022-01-20", "kommun for", "stadsmission against"))
                .thenRejected("DecisionRuleMustBeStated")
                .satisfies(refused -> assertThat(refused.clauses()).contains("NOR-9"));
    }

    @Test
    @Clause("STO-10")
    void stockholmsSteeringGroupDecidesOnDirectionGoalsAndScope() {
        Terms more = Paper.of("STO")
                .with("/commitments", "[" + COMMITMENT.formatted("stiftelse", "ACTIVITY") + "]")
                .terms();
        assertThat(decides(STO, more)).isEqualTo("steering");
        Terms notice = Paper.of("STO").with("/exits/2/noticeMonths", "3").terms();
        assertThat(decides(STO, notice)).isNull();
        // Said to touch goal, purpose or values, whatever it is.
        assertThat(Needing.of(Way.SIGNED_BY_ALL, STO, notice, false).decisionOf())
                .isEqualTo("steering");
    }

    @Test
    @Clause({"STO-4", "STO-10"})
    void theAnnexThatTheAgreementWaitsForRevisesNothing() {
        Terms annex = Paper.of("STO")
                .with("/commitments", "[" + COMMITMENT.formatted("stiftelse", "ACTIVITY") + "]")
                .with("/documents/1/atHand", "true")
                .terms();
        assertThat(decides(STO, annex)).isNull();
    }

    @Test
    @Clause({"UPP-12", "UPP-19"})
    void uppsalasSteeringGroupDecidesOnCommitmentsAndNotOnWhatAPartyUndertookForItself() {
        assertThat(decides(UPP, Paper.of("UPP").without("/commitments/3").terms()))
                .isEqualTo("steering");
        assertThat(decides(
                        UPP,
                        Paper.of("UPP")
                                .with("/commitments/-", COMMITMENT.formatted("kommun", "OWN_UNDERTAKING"))
                                .terms()))
                .isNull();
        assertThat(decides(
                        UPP,
                        Paper.of("UPP")
                                .with("/funding/grants/0/amount", "\"3400000.00\"")
                                .terms()))
                .isNull();
    }

    @Test
    @Clause({"LUN-7", "LIN-7"})
    void wherePaperNamesNoGroupForItOnlyThePartiesDo() {
        assertThat(decides(LUN, Paper.of("LUN").without("/commitments/0").terms()))
                .isNull();
        assertThat(decides(LIN, Paper.of("LIN").without("/commitments/0").terms()))
                .isNull();
    }

    @Test
    void theWordsOfThePaperMayBeSwedishAndAreThoseOfItsDecisions() {
        Paper paper = Paper.of("LUN").with("/groups/0/kind", "\"STEERING\"");
        for (String task : new String[] {
            "beslutar om ändringar av insatser", "Beslutar om omfattning", "beslutar i frågor om parts åtaganden"
        }) {
            Paper said = paper.with("/groups/0/tasks", "[\"" + task + "\"]");
            assertThat(decides(said.terms(), said.without("/commitments/0").terms()))
                    .as(task)
                    .isEqualTo("steering");
        }
        for (String task : new String[] {"diskuterar insatser", "beslutar om ordförande", "följer upp mål"}) {
            Paper said = paper.with("/groups/0/tasks", "[\"" + task + "\"]");
            assertThat(decides(said.terms(), said.without("/commitments/0").terms()))
                    .as(task)
                    .isNull();
        }
        Paper goals = paper.with("/groups/0/tasks", "[\"beslutar om mål och inriktning\"]");
        assertThat(decides(
                        goals.terms(),
                        goals.with("/commitments/-", COMMITMENT.formatted("kommun", "GOAL"))
                                .terms()))
                .isEqualTo("steering");
        assertThat(decides(
                        goals.terms(),
                        goals.with("/commitments/-", COMMITMENT.formatted("kommun", "EXCLUDED"))
                                .terms()))
                .isEqualTo("steering");
        assertThat(decides(goals.terms(), goals.without("/commitments/0").terms()))
                .isNull();
    }

    private static @Nullable String decides(Terms before, Terms after) {
        return Needing.of(Way.SIGNED_BY_ALL, before, after, true).decisionOf();
    }
}
