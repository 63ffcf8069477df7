package se.iopledger.agreement.domain.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.terms.TermsDifference.Change;
import se.iopledger.agreement.testing.Filled;
import se.iopledger.agreement.testing.Five;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.terms.Period;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** What differs between two versions of the terms, in words and figures. */
final class TermsDifferenceTest {
    @Test
    void theSameTermsDoNotDiffer() {
        for (Terms terms : Five.ALL) {
            assertThat(TermsDifference.between(terms, terms).saysTheSame()).isTrue();
            assertThat(TermsDifference.between(terms, terms).inWords()).isEqualTo("nothing");
        }
    }

    @Test
    @Clause("LIN-4")
    void amountsAreWrittenAsSwedesDoAndNamedByWhoPaysWhomWhen() {
        assertThat(changes(
                        "LIN",
                        Paper.of("LIN")
                                .with("/funding/grants/2/amount", "\"650000.00\"")
                                .with("/funding/grants/3/amount", "\"350000.00\"")))
                .containsExactly(
                        new Change(
                                "funding / grants / kommun to stadsmission, year 2 / amount",
                                "700 000,00 kr",
                                "650 000,00 kr"),
                        new Change(
                                "funding / grants / kommun to pastorat, year 2 / amount",
                                "300 000,00 kr",
                                "350 000,00 kr"));
    }

    @Test
    void whatIsTakenOutOrPutInMovesNothingElse() {
        assertThat(changes("UPP", Paper.of("UPP").without("/commitments/0")))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.where()).isEqualTo("commitments / Open day centre");
                    assertThat(change.to()).isNull();
                    assertThat(change.inWords())
                            .isEqualTo("commitments / Open day centre: no more, was (title: Open day centre; by:"
                                    + " stadsmission; figures: (from: 80; to: 100; unit: guests; per: DAY;"
                                    + " approximate: yes); kind: ACTIVITY)");
                });
        assertThat(changes(
                        "LUN", Paper.of("LUN").with("/commitments/-", "{\"title\":\"A choir\",\"kind\":\"ACTIVITY\"}")))
                .singleElement()
                .satisfies(change -> assertThat(change.inWords())
                        .isEqualTo("commitments / A choir: new: (title: A choir; kind: ACTIVITY)"));
    }

    @Test
    void theOrderOfAListSaysNothing() {
        Terms turned = Paper.of("LIN")
                .with("/parties", "[" + party(2) + "," + party(0) + "," + party(1) + "]")
                .terms();
        assertThat(TermsDifference.between(Five.LIN, turned).saysTheSame()).isTrue();
    }

    @Test
    void twoOfOneNameAreToldApart() {
        assertThat(changes("UPP", Paper.of("UPP").with("/documents/4/atHand", "false")))
                .containsExactly(new Change("documents / annex 1 (2) / at hand", "yes", "no"));
    }

    @Test
    void valuesThatComeAndGoAndTablesAreTold() {
        assertThat(changes(
                        "STO",
                        Paper.of("STO")
                                .without("/extension")
                                .with("/exits/1/noticeMonths", "2")
                                .with(
                                        "/funding/payment",
                                        "{\"interval\":\"YEAR\",\"months\":[3,9],\"manner\":\"NOT_STATED\"}")))
                .extracting(Change::inWords)
                .containsExactly(
                        "funding / payment: new: (interval: YEAR; months: 3, 9; manner: NOT_STATED)",
                        "exits / exclusion / notice months: new: 2",
                        "extension: no more, was (kind: AUTOMATIC; years: 1; longest to: 2024-12-14; requires: no notice by"
                                + " 14 September of the year, funds exist)");
        assertThat(changes(
                        "LIN",
                        Paper.of("LIN")
                                .with("/budgets/0/lines/0/amounts", "{\"2021\":\"900000.00\",\"2022\":\"5.50\"}")))
                .extracting(Change::inWords)
                .containsExactly(
                        "budgets / cost table / lines / COST the board in money / amounts / 2021: 900 000,00 kr, was"
                                + " 1 000 000,00 kr",
                        "budgets / cost table / lines / COST the board in money / amounts / 2022: new: 5,50 kr");
        assertThat(changes("NOR", Paper.of("NOR").with("/obligations/0/due", "{\"kind\":\"REGULARLY\"}")))
                .hasSize(1);
    }

    @Test
    void onlyAsMuchIsToldAsASentenceHolds() {
        String all = TermsDifference.between(Five.UPP, Five.NOR).inWords();
        assertThat(all).matches("(?s).*; and [0-9]+ more");
        TermsDifference outside = TermsDifference.between(Five.UPP, Five.NOR).outside("commitments");
        assertThat(outside.changes()).extracting(Change::where).noneMatch(where -> where.startsWith("commitments"));
    }

    @Test
    @Clause("UPP-7")
    void aBudgetLineThatIsNoMoreIsToldWithTheAmountOfEachYear() {
        assertThat(TermsDifference.between(
                                Five.UPP,
                                Paper.of("UPP").without("/budgets/0/lines/0").terms())
                        .changes())
                .singleElement()
                .satisfies(change -> assertThat(change.from()).contains("2019: ", "2020: ", "2021: "));
    }

    @Test
    void whatASentenceDoesNotHoldIsCounted() {
        List<Change> nine = TermsDifference.between(Five.UPP, Five.NOR).changes().stream()
                .limit(9)
                .toList();
        assertThat(new TermsDifference(nine).inWords()).endsWith("; and 1 more");
        assertThat(new TermsDifference(nine.subList(0, 8)).inWords())
                .endsWith(nine.get(7).inWords());
    }

    @Test
    @Clause("STO-10")
    void whetherSomethingIsSoIsToldAsYesOrNo() {
        assertThat(TermsDifference.between(
                                Five.STO,
                                Paper.of("STO")
                                        .with("/groups/0/rotatingChair", "false")
                                        .terms())
                        .changes())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.from()).isEqualTo("yes");
                    assertThat(change.to()).isEqualTo("no");
                });
        Terms moved = Paper.of("STO").with("/groups/0/rotatingChair", "false").terms();
        assertThat(TermsDifference.between(Five.STO, moved).outside("groups").saysTheSame())
                .isTrue();
        assertThat(TermsDifference.between(Five.STO, moved)
                        .outside("obligations")
                        .saysTheSame())
                .isFalse();
    }

    @Test
    void everyListOfTheTermsHasNamesInIt() {
        Set<Class<?>> seen = new HashSet<>();
        List<Class<?>> open = new ArrayList<>(List.of(Terms.class));
        List<Class<?>> listed = new ArrayList<>();
        while (!open.isEmpty()) {
            Class<?> type = open.removeLast();
            if (!seen.add(type) || type == Money.class || type == OrganisationNumber.class) {
                continue;
            }
            if (type.isSealed()) {
                open.addAll(List.of(type.getPermittedSubclasses()));
            }
            if (type.isRecord()) {
                for (RecordComponent component : type.getRecordComponents()) {
                    itemsOf(component).filter(TermsDifferenceTest::hasParts).forEach(listed::add);
                    open.addAll(itemsOf(component).toList());
                    open.add(component.getType());
                }
            }
        }
        assertThat(listed)
                .isNotEmpty()
                .allSatisfy(type ->
                        assertThat(NamesInTerms.of((Record) Filled.of(type))).isNotBlank());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamesInTerms.of(Filled.of(Period.class)).length());
    }

    private static boolean hasParts(Class<?> type) {
        return (type.isRecord() || type.isSealed()) && type != Money.class;
    }

    private static Stream<Class<?>> itemsOf(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType generic
                ? Stream.of(generic.getActualTypeArguments())
                        .filter(Class.class::isInstance)
                        .<Class<?>>map(TermsDifferenceTest::asClass)
                : Stream.empty();
    }

    private static Class<?> asClass(Type type) {
        return (Class<?>) type;
    }

    private static String party(int index) {
        return ContractsJson.mapper().writeValueAsString(Five.LIN.parties().get(index));
    }

    private static List<Change> changes(String name, Paper changed) {
        return TermsDifference.between(Paper.of(name).terms(), changed.terms()).changes();
    }
}
