package se.iopledger.agreement.domain.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.contracts.testing.SimulatedIdentityNumbers;

/** Each rule that terms can break, broken alone, with the place that is pointed at. */
final class TermsRulesTest {
    private static final String PERSONAL_NUMBER = SimulatedIdentityNumbers.of(LocalDate.of(1981, 12, 18), 987, "-");

    static Stream<Arguments> broken() {
        return Stream.of(
                rule("PeriodMustEndAfterItStarts", "/period/last", "LUN", "/period/last", "\"2020-12-31\""),
                rule("PeriodMustNotBeAbsurdlyLong", "/period/last", "LIN", "/period/last", "\"2099-12-31\""),
                rule("DateMustBeReasonable", "/takeoverDate", "UPP", "/takeoverDate", "\"0021-12-20\""),
                rule("TakeoverMustNotFollowTheEnd", "/takeoverDate", "UPP", "/takeoverDate", "\"2022-01-01\""),
                rule("TakeoverMustNotFollowTheEnd", "/takeoverDate", "STO", "/takeoverDate", "\"2024-12-15\""),
                rule("ExtensionMustBeWholeYears", "/extension/years", "STO", "/extension/years", "0"),
                rule(
                        "ExtensionMustNotEndBeforeThePeriod",
                        "/extension/longestTo",
                        "STO",
                        "/extension/longestTo",
                        "\"2022-12-13\""),
                rule(
                        "ReviewMustFallInThePeriod",
                        "/extension/reviewBy",
                        "LUN",
                        "/extension/reviewBy",
                        "\"2024-03-01\""),
                rule("PhaseMustEndAfterItStarts", "/phases/1/last", "NOR", "/phases/1/last", "\"2021-12-31\""),
                rule("MunicipalityMustBeACode", "/municipality", "UPP", "/municipality", "\"38\""),
                rule("AgreementMustHaveAPublicParty", "/parties", "UPP", "/parties/0/sector", "\"CIVIL\""),
                rule("AgreementMustHaveACivilParty", "/parties", "UPP", "/parties/1/sector", "\"PUBLIC\""),
                rule(
                        "DateMustBeReasonable",
                        "/signatureLines/0/electronicallySignedAt",
                        "NOR",
                        "/signatureLines/0/electronicallySignedAt",
                        "\"0021-06-23T09:34:37+02:00\""),
                rule("PartyIdMustBeOneWord", "/parties/3/id", "LIN", "/parties/-", party("lin-stad", "Another")),
                rule("PartyIdMustBeOneWord", "/parties/3/id", "LIN", "/parties/-", party("Stad", "Another")),
                rule("PartyIdMustBeOneWord", "/parties/3/id", "LIN", "/parties/-", party("församling", "Another")),
                rule("IdMustBeWordsWithHyphens", "/groups/0/id", "LIN", "/groups/0/id", "\"the group\""),
                rule("IdMustBeWordsWithHyphens", "/obligations/0/id", "LIN", "/obligations/0/id", "\"a--b\""),
                rule("PartyIdsMustDiffer", "/parties/3/id", "LIN", "/parties/-", party("pastorat", "Another")),
                rule(
                        "PartyNamesMustDiffer",
                        "/parties/3/name",
                        "LIN",
                        "/parties/-",
                        party("other", "linköpings  KOMMUN")),
                rule(
                        "OrganisationNumbersMustDiffer",
                        "/parties/1/organisationNumber",
                        "NOR",
                        "/parties/1/organisationNumber",
                        "\"212000-0217\""),
                rule("GroupIdsMustDiffer", "/groups/1/id", "UPP", "/groups/1/id", "\"steering\""),
                rule("GroupIdsMustNotBePartyIds", "/groups/0/id", "LIN", "/groups/0/id", "\"kommun\""),
                rule("ObligationIdsMustDiffer", "/obligations/1/id", "UPP", "/obligations/1/id", "\"activity-report\""),
                rule("ExitIdsMustDiffer", "/exits/1/id", "UPP", "/exits/1/id", "\"notice\""),
                rule("PartyMustExist", "/funding/grants/0/payer", "UPP", "/funding/grants/0/payer", "\"nobody\""),
                rule(
                        "PartyMustExist",
                        "/funding/grants/0/recipient",
                        "UPP",
                        "/funding/grants/0/recipient",
                        "\"nobody\""),
                rule("PartyMustExist", "/contributions/0/by", "UPP", "/contributions/0/by", "\"nobody\""),
                rule("PartyMustExist", "/budgets/0/party", "UPP", "/budgets/0/party", "\"nobody\""),
                rule("PartyMustExist", "/commitments/0/by/0", "UPP", "/commitments/0/by/0", "\"nobody\""),
                rule("PartyMustExist", "/groups/0/convener", "UPP", "/groups/0/convener", "\"nobody\""),
                rule("PartyMustExist", "/groups/0/documents", "UPP", "/groups/0/documents", "\"nobody\""),
                rule(
                        "PartyMustExist",
                        "/groups/0/decisionRule/tieBreak",
                        "UPP",
                        "/groups/0/decisionRule/tieBreak",
                        "\"nobody\""),
                rule("PartyMustExist", "/groups/0/seats/1/party", "STO", "/groups/0/seats/1/party", "\"nobody\""),
                rule("PartyMustExist", "/exits/0/by/0", "UPP", "/exits/0/by", "[\"nobody\"]"),
                rule("PartyMustExist", "/remedies/0/liable", "NOR", "/remedies/0/liable", "\"nobody\""),
                rule("PartyMustExist", "/signatureLines/0/party", "UPP", "/signatureLines/0/party", "\"nobody\""),
                rule("PartyOrGroupMustExist", "/obligations/0/by/0", "UPP", "/obligations/0/by/0", "\"nobody\""),
                rule(
                        "PartyOrGroupMustExist",
                        "/obligations/2/convener",
                        "UPP",
                        "/obligations/2/convener",
                        "\"nobody\""),
                rule("DocumentMustExist", "/funding/awaitsDocument", "STO", "/funding/awaitsDocument", "\"annex 9\""),
                rule("GrantMustNotBeRepeated", "/funding/grants/1", "LUN", "/funding/grants/1/year", "2021"),
                rule(
                        "PayerMustNotBeTheRecipient",
                        "/funding/grants/0/recipient",
                        "LUN",
                        "/funding/grants/0/recipient",
                        "\"kommun\""),
                rule(
                        "AmountMustNotBeNegative",
                        "/funding/grants/0/amount",
                        "LUN",
                        "/funding/grants/0/amount",
                        "\"-0.01\""),
                rule(
                        "AmountMustNotBeNegative",
                        "/budgets/0/lines/2/amounts/2020",
                        "UPP",
                        "/budgets/0/lines/2/amounts/2020",
                        "\"-1\""),
                rule("GrantYearMustBeInThePeriod", "/funding/grants/2/year", "LUN", "/funding/grants/2/year", "2024"),
                rule("GrantYearMustBeInThePeriod", "/funding/grants/2/year", "NOR", "/funding/grants/2/year", "4"),
                rule("GrantYearMustBeInThePeriod", "/funding/grants/0/year", "NOR", "/funding/grants/0/year", "0"),
                rule(
                        "PaymentMonthsMustMatchTheInterval",
                        "/funding/payment/months",
                        "LIN",
                        "/funding/payment/months",
                        "[1, 7]"),
                rule(
                        "MonthMustBeFromOneToTwelve",
                        "/funding/payment/months/0",
                        "LIN",
                        "/funding/payment/months",
                        "[13]"),
                rule("DueDaysMustBeReasonable", "/funding/payment/dueDays", "LIN", "/funding/payment/dueDays", "-1"),
                rule("DefaultMustBeChosenOnce", "/defaults/3", "UPP", "/defaults/-", chosen("EQUAL_TRANCHES")),
                rule("DefaultMustFillASilence", "/defaults/3/rule", "UPP", "/defaults/-", chosen("CONTRACT_YEARS")),
                rule(
                        "DefaultMustFillASilence",
                        "/defaults/3/rule",
                        "UPP",
                        "/defaults/-",
                        chosen("HALF_YEARS_FROM_JANUARY_AND_JULY")),
                rule(
                        "DefaultMustFillASilence",
                        "/defaults/3/rule",
                        "UPP",
                        "/defaults/-",
                        chosen("MONTHS_FROM_FIRST_DAY")),
                rule(
                        "DefaultMustFillASilence",
                        "/defaults/3/rule",
                        "UPP",
                        "/defaults/-",
                        chosen("THIRTY_DAYS_FROM_INVOICE")),
                rule(
                        "DefaultMustFillASilence",
                        "/defaults/0/rule",
                        "STO",
                        "/defaults",
                        "[" + chosen("EQUAL_TRANCHES") + "]"),
                rule("TimesMustBeCountable", "/obligations/0/due/times", "UPP", "/obligations/0/due/times", "0"),
                rule("TimesMustBeCountable", "/obligations/0/due/times", "UPP", "/obligations/0/due/times", "367"),
                rule("TimesMustBeCountable", "/obligations/4/due/times", "NOR", "/obligations/4/due/times", "0"),
                rule("IntervalMustBeWholeMonths", "/obligations/1/due/months", "LIN", "/obligations/1/due/months", "0"),
                rule(
                        "IntervalMustBeWholeMonths",
                        "/obligations/1/due/months",
                        "LIN",
                        "/obligations/1/due/months",
                        "601"),
                rule("NoticeMonthsMustBeReasonable", "/exits/0/noticeMonths", "UPP", "/exits/0/noticeMonths", "601"),
                rule("DueDaysMustBeReasonable", "/funding/payment/dueDays", "LIN", "/funding/payment/dueDays", "366"),
                rule("ExtensionMustBeWholeYears", "/extension/years", "STO", "/extension/years", "51"),
                rule(
                        "MonthMustBeFromOneToTwelve",
                        "/funding/payment/months/0",
                        "LIN",
                        "/funding/payment/months",
                        "[0]"),
                rule(
                        "MonthMustBeFromOneToTwelve",
                        "/obligations/5/due/months/0",
                        "NOR",
                        "/obligations/5/due/months",
                        "[13]"),
                rule("MonthsMustBeNamed", "/obligations/5/due/months", "NOR", "/obligations/5/due/months", "[]"),
                rule(
                        "MonthMustBeFromOneToTwelve",
                        "/obligations/5/due/months/1",
                        "NOR",
                        "/obligations/5/due/months",
                        "[3, 0]"),
                rule(
                        "MonthMustNotBeRepeated",
                        "/obligations/5/due/months/1",
                        "NOR",
                        "/obligations/5/due/months",
                        "[3, 3]"),
                rule(
                        "FigureMustNotEndBelowItsStart",
                        "/commitments/0/figures/0/to",
                        "UPP",
                        "/commitments/0/figures/0/to",
                        "79"),
                rule(
                        "NumberMustBeReasonable",
                        "/commitments/0/figures/0/to",
                        "UPP",
                        "/commitments/0/figures/0/to",
                        "1e400"),
                rule("NoticeMonthsMustBeReasonable", "/exits/0/noticeMonths", "UPP", "/exits/0/noticeMonths", "-1"),
                rule("TextMustNotBeBlank", "/title", "UPP", "/title", "\"  \""),
                rule(
                        "PersonalIdentityNumberMustNotBeGiven",
                        "/provisions/0/text",
                        "UPP",
                        "/provisions/0/text",
                        "\"see " + PERSONAL_NUMBER + "\""),
                rule(
                        "PersonalIdentityNumberMustNotBeGiven",
                        "/caseNumber",
                        "UPP",
                        "/caseNumber",
                        "\"" + PERSONAL_NUMBER + "\""),
                rule(
                        "PersonalIdentityNumberMustNotBeGiven",
                        "/groups/1/roles/0",
                        "UPP",
                        "/groups/1/roles/0",
                        "\"" + PERSONAL_NUMBER + "\""));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("broken")
    void aBrokenRuleNamesItselfAndItsPlace(String rule, String pointer, Paper paper) {
        assertThat(TermsRules.check(paper.terms())).as("what is found wrong").anySatisfy(rejection -> {
            assertThat(rejection.rule()).isEqualTo(rule);
            assertThat(rejection.field()).isEqualTo(pointer);
            assertThat(rejection.kind()).isEqualTo(Rejection.Kind.INVALID);
            assertThat(rejection.detail()).isNotBlank().doesNotContain(PERSONAL_NUMBER.substring(7));
        });
    }

    static Stream<Arguments> atItsLimit() {
        return Stream.of(
                Arguments.of("UPP", "/period/last", "\"2069-01-01\""),
                Arguments.of("UPP", "/takeoverDate", "\"2021-12-31\""),
                Arguments.of("STO", "/takeoverDate", "\"2024-12-14\""),
                Arguments.of("STO", "/extension/years", "50"),
                Arguments.of("STO", "/extension/years", "1"),
                Arguments.of("STO", "/extension/longestTo", "\"2022-12-14\""),
                Arguments.of("LUN", "/extension/reviewBy", "\"2021-01-01\""),
                Arguments.of("NOR", "/phases/1/last", "\"2022-01-01\""),
                Arguments.of("UPP", "/obligations/0/due/times", "1"),
                Arguments.of("UPP", "/obligations/0/due/times", "366"),
                Arguments.of("LIN", "/obligations/1/due/months", "1"),
                Arguments.of("LIN", "/obligations/1/due/months", "600"),
                Arguments.of("NOR", "/obligations/5/due/months", "[1, 12]"),
                Arguments.of("LIN", "/funding/payment/months", "[1]"),
                Arguments.of("LIN", "/funding/payment/months", "[12]"),
                Arguments.of("LIN", "/funding/payment/dueDays", "0"),
                Arguments.of("LIN", "/funding/payment/dueDays", "365"),
                Arguments.of("UPP", "/exits/0/noticeMonths", "0"),
                Arguments.of("UPP", "/exits/0/noticeMonths", "600"),
                Arguments.of("UPP", "/commitments/0/figures/0/to", "80"),
                Arguments.of("UPP", "/commitments/0/figures/0/to", "1000000000000"),
                Arguments.of("UPP", "/commitments/0/figures/0/to", "100.12345678901234567"),
                Arguments.of("UPP", "/commitments/0/figures/0/from", "0.12345678901234567890"),
                Arguments.of("UPP", "/commitments/0/figures/0/from", "0"),
                Arguments.of("LUN", "/funding/grants/0/amount", "\"0.00\""));
    }

    @ParameterizedTest(name = "{2} as {0}{1}")
    @MethodSource("atItsLimit")
    void whatStandsAtItsLimitIsAllowed(String paper, String pointer, String json) {
        assertThat(TermsRules.check(Paper.of(paper).with(pointer, json).terms()))
                .extracting(Rejection::field)
                .doesNotContain(pointer);
    }

    @Test
    @Clause({"LIN-10", "LUN-12"})
    void whatIsLeftOutOrOnlyMayComeHasNoMoneyOfItsOwn() {
        for (String kind : List.of("EXCLUDED", "DEVELOPMENT_AREA")) {
            assertThat(TermsRules.check(Paper.of("UPP")
                            .with("/commitments/3/kind", "\"" + kind + "\"")
                            .with("/funding/grants/0/purpose", "\"evening CAFÉ\"")
                            .terms()))
                    .singleElement()
                    .returns("NothingMustBeGrantedForWhatIsNotFunded", Rejection::rule)
                    .returns("/funding/grants/0/purpose", Rejection::field)
                    .returns(List.of("UPP-18"), Rejection::clauses)
                    .satisfies(rejection -> assertThat(rejection.detail())
                            .endsWith(kind.equals("EXCLUDED") ? "is excluded" : "whose funding is not settled"));
        }
        assertThat(TermsRules.check(Paper.of("UPP")
                        .with("/funding/grants/0/purpose", "\"evening CAFÉ\"")
                        .terms()))
                .isEmpty();
    }

    @Test
    void aRuleAloneIsReportedAlone() {
        assertThat(TermsRules.check(
                        Paper.of("UPP").with("/exits/1/id", "\"notice\"").terms()))
                .hasSize(1);
    }

    @Test
    void allThatIsWrongIsReportedAtOnce() {
        List<Rejection> broken = TermsRules.check(Paper.of("UPP")
                .with("/period/last", "\"2018-12-31\"")
                .with("/parties/1/sector", "\"PUBLIC\"")
                .with("/remedies", "[]")
                .with("/signatureLines/0/party", "\"nobody\"")
                .terms());
        assertThat(broken)
                .extracting(Rejection::rule)
                .contains("PeriodMustEndAfterItStarts", "AgreementMustHaveACivilParty", "PartyMustExist");
    }

    @Test
    @Clause({"LIN-3", "LIN-4"})
    void sharesThatDoNotSumAreRefused() {
        Paper lin = Paper.of("LIN");
        assertThat(TermsRules.check(
                        lin.with("/funding/grants/1/amount", "\"300000.01\"").terms()))
                .singleElement()
                .returns("SharesMustSumToTheStatedTotal", Rejection::rule)
                .returns("/funding/statedYearlyTotal", Rejection::field)
                .satisfies(rejection -> assertThat(rejection.detail()).contains("2150000.01", "2150000.00"));
        assertThat(TermsRules.check(
                        lin.with("/contributions/0/valueAYear", "\"1\"").terms()))
                .extracting(Rejection::rule)
                .containsOnly("SharesMustSumToTheStatedTotal");
        // A share without a value leaves the sum open: that is a finding, and no error.
        assertThat(TermsRules.check(lin.without("/contributions/0/valueAYear").terms()))
                .isEmpty();
    }

    @Test
    @Clause("NOR-13")
    void aPersonalNumberPastedAsAReferenceIsRefusedAndARealTransactionIsNot() {
        assertThat(TermsRules.check(Paper.of("NOR")
                        .with("/signatureLines/0/transactionId", "\"" + PERSONAL_NUMBER + "\"")
                        .with("/funding/payment/invoiceReference", "\"" + PERSONAL_NUMBER + "\"")
                        .terms()))
                .extracting(Rejection::rule, Rejection::field)
                .containsExactlyInAnyOrder(
                        tuple("PersonalIdentityNumberMustNotBeGiven", "/signatureLines/0/transactionId"),
                        tuple("PersonalIdentityNumberMustNotBeGiven", "/funding/payment/invoiceReference"));
        assertThat(TermsRules.check(Paper.of("NOR")
                        .with("/signatureLines/0/transactionId", "\"09222115557449114982\"")
                        .terms()))
                .isEmpty();
    }

    @Test
    void termsThatWouldNotFitWithTheirActivationAreRefusedAtTheDoor() {
        Paper large = Paper.of("UPP");
        for (int number = 0; number < 18; number++) {
            large = large.with(
                    "/provisions/-",
                    "{\"subject\":\"part " + number + "\",\"text\":\"" + "a".repeat(1_900) + "\",\"clauses\":[]}");
        }
        assertThat(ContractsJson.sizeBytes(large.terms())).isBetween(40_000, 48_000);
        assertThat(TermsRules.check(large.terms())).isEmpty();

        // To the last byte.
        int left = 48_000 - ContractsJson.sizeBytes(large.terms());
        String title = large.terms().title();
        Terms full =
                large.with("/title", "\"" + title + "a".repeat(left) + "\"").terms();
        assertThat(ContractsJson.sizeBytes(full)).isEqualTo(48_000);
        assertThat(TermsRules.check(full)).isEmpty();

        Terms tooLarge = large.with("/title", "\"" + "ö".repeat(8_000) + "\"").terms();
        assertThat(TermsRules.check(tooLarge)).singleElement().satisfies(rejection -> {
            assertThat(rejection.rule()).isEqualTo("TermsMustFitWithTheirActivation");
            assertThat(rejection.kind()).isEqualTo(Rejection.Kind.INVALID);
            assertThat(rejection.detail()).contains(ContractsJson.sizeBytes(tooLarge) + " bytes", "48000");
        });
    }

    @Test
    @Clause("STO-3")
    void whatExtendsByItselfSaysHowLongAndByWhenNoticeIsGiven() {
        assertThat(TermsRules.check(Paper.of("STO").without("/extension/years").terms()))
                .extracting(Rejection::rule)
                .containsExactly("AutomaticExtensionMustSayHowLong");
        assertThat(TermsRules.check(Paper.of("STO").without("/exits/0/noticeBy").terms()))
                .extracting(Rejection::rule, Rejection::field)
                .containsExactly(tuple("NonExtensionMustSayByWhen", "/exits/0/noticeBy"));
    }

    @Test
    @Clause("STO-3")
    void whatGoesOnByItselfWithoutAnEndMayBeTakenOverAtAnyTime() {
        Paper late = Paper.of("STO").with("/takeoverDate", "\"2030-01-01\"");
        assertThat(TermsRules.check(late.without("/extension/longestTo").terms()))
                .isEmpty();
        assertThat(TermsRules.check(late.terms()))
                .extracting(Rejection::rule)
                .containsExactly("TakeoverMustNotFollowTheEnd");
    }

    @Test
    @Clause({"LIN-5", "NOR-10"})
    void aYearHasTwelveMonths() {
        for (int month : new int[] {1, 12}) {
            assertThat(TermsRules.check(Paper.of("LIN")
                            .with("/funding/payment/months", "[" + month + "]")
                            .terms()))
                    .as("payment in month " + month)
                    .isEmpty();
            assertThat(TermsRules.check(Paper.of("NOR")
                            .with("/obligations/5/due/months", "[" + month + "]")
                            .terms()))
                    .as("report in month " + month)
                    .isEmpty();
        }
    }

    @Test
    @Clause({"LUN-3", "NOR-2"})
    void aGrantOfAYearThatTheAgreementDoesNotHaveIsToldWhichKindOfYearsItHas() {
        assertThat(TermsRules.check(
                        Paper.of("LUN").with("/funding/grants/2/year", "2024").terms()))
                .filteredOn(refused -> refused.rule().equals("GrantYearMustBeInThePeriod"))
                .singleElement()
                .satisfies(refused -> assertThat(refused.detail()).startsWith("year 2024 is no calendar year"));
        assertThat(TermsRules.check(
                        Paper.of("NOR").with("/funding/grants/2/year", "4").terms()))
                .filteredOn(refused -> refused.rule().equals("GrantYearMustBeInThePeriod"))
                .singleElement()
                .satisfies(refused -> assertThat(refused.detail()).startsWith("year 4 is no contract year"));
    }

    @Test
    void whatStandsTwiceIsToldWhereItStoodFirst() {
        assertThat(TermsRules.check(
                        Paper.of("UPP").with("/groups/1/id", "\"steering\"").terms()))
                .filteredOn(refused -> refused.rule().equals("GroupIdsMustDiffer"))
                .singleElement()
                .satisfies(refused -> assertThat(refused.detail()).endsWith("the same as at position 1"));
    }

    /** An organisation number has rules of its own: a sole trader's reads as a personal identity number. */
    @Test
    void anOrganisationNumberIsAValueOfItsOwnAndNoText() {
        assertThat(Leaves.of(Paper.of("NOR").terms()))
                .filteredOn(leaf -> leaf.pointer().startsWith("/parties/1/organisationNumber"))
                .singleElement()
                .satisfies(leaf -> assertThat(leaf.value()).isInstanceOf(OrganisationNumber.class));
    }

    @Test
    void aPaymentMonthIsNamedOnce() {
        assertThat(TermsRules.check(Paper.of("LIN")
                        .with("/funding/payment/interval", "\"HALF_YEAR\"")
                        .with("/funding/payment/months", "[7, 7]")
                        .terms()))
                .singleElement()
                .returns("PaymentMonthMustNotBeRepeated", Rejection::rule)
                .returns(List.of("LIN-5"), Rejection::clauses);
        assertThat(TermsRules.check(Paper.of("NOR")
                        .with("/obligations/5/due/months", "[3, 3]")
                        .terms()))
                .singleElement()
                .returns(List.of("NOR-10"), Rejection::clauses);
    }

    private static Arguments rule(String rule, String pointer, String paper, String change, String json) {
        return Arguments.of(rule, pointer, Paper.of(paper).with(change, json));
    }

    private static String party(String id, String name) {
        return "{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"sector\":\"CIVIL\"}";
    }

    private static String chosen(String rule) {
        return "{\"rule\":\"" + rule + "\"}";
    }
}
