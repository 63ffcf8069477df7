package se.iopledger.agreement.register;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.SimulatedIdentityNumbers;
import se.iopledger.shell.http.InputProblem;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

class TermsReaderTest {
    private static final TermsReader READER = new TermsReader();
    private static final SimulatedTerms RIGHT = SimulatedTerms.right();

    @Nested
    class Right {
        @Test
        void termsAreReadFromJsonAndYamlAlike() {
            Terms expected = SimulatedTerms.JSON.treeToValue(RIGHT.document(), Terms.class);
            assertThat(read(RIGHT.json(), TermsFormat.JSON)).isEqualTo(new TermsReading.Read(expected));
            assertThat(read(RIGHT.yaml(), TermsFormat.YAML)).isEqualTo(new TermsReading.Read(expected));
            assertThat(read(RIGHT.json(), TermsFormat.YAML))
                    .as("JSON is YAML as well")
                    .isEqualTo(new TermsReading.Read(expected));
        }

        @ParameterizedTest
        @CsvSource({
            "3500000,3500000.00",
            "3500000.5,3500000.50",
            "'\"3500000\"',3500000.00",
            "99999999999.07,99999999999.07",
            "100000000000,100000000000.00",
            "0,0.00"
        })
        void anAmountIsTextOrANumberAndStaysExact(String written, String amount) {
            String json = new String(RIGHT.json(), UTF_8)
                    .replace("\"statedYearlyTotal\":\"3500000.00\"", "\"statedYearlyTotal\":" + written);
            assertThat(json).contains(written);
            for (TermsFormat format : TermsFormat.values()) {
                assertThat(terms(json.getBytes(UTF_8), format).funding().statedYearlyTotal())
                        .isEqualTo(Money.parse(amount));
            }
        }

        @Test
        void aDecimalStaysExact() {
            byte[] json = RIGHT.with("/statements/6/statedPercent", "53.1960").json();
            assertThat(terms(json, TermsFormat.JSON).statements().get(6).toString())
                    .contains(new BigDecimal("53.1960").toString());
        }

        @Test
        void listsMayBeLeftOut() {
            assertThat(terms(RIGHT.without("/budgets").json(), TermsFormat.JSON).budgets())
                    .isEmpty();
        }

        @Test
        void lettersOfEveryAlphabetAreText() {
            String title = "Överenskommelse – “Öppet hus” 🏠\n\tand more";
            byte[] json = RIGHT.with("/title", JsonNodeFactory.instance.stringNode(title))
                    .json();
            assertThat(terms(json, TermsFormat.JSON).title()).isEqualTo(title);
        }

        @ParameterizedTest
        @ValueSource(strings = {"# comment\n", "---\n", "\n\n"})
        void aYamlDocumentMayHaveAHead(String head) {
            byte[] yaml = (head + new String(RIGHT.yaml(), UTF_8)).getBytes(UTF_8);
            assertThat(read(yaml, TermsFormat.YAML)).isInstanceOf(TermsReading.Read.class);
        }

        private Terms terms(byte[] body, TermsFormat format) {
            return switch (read(body, format)) {
                case TermsReading.Read read -> read.terms();
                case TermsReading.Refused refused -> throw new AssertionError(refused.problems());
            };
        }
    }

    @Nested
    class Fields {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "/titel | \"x\" | FieldMustBeKnown",
                    "/period/middle | \"2020-01-01\" | FieldMustBeKnown",
                    "/funding/grants/1/bonus | 1 | FieldMustBeKnown",
                    "/title | 17 | FieldMustBeText",
                    "/title | true | FieldMustBeText",
                    "/title | [\"x\"] | FieldMustBeText",
                    "/title | null | FieldMustHaveAValue",
                    "/caseNumber | null | FieldMustHaveAValue",
                    "/title | \"\" | TextMustNotBeBlank",
                    "/title | \" \\n\" | TextMustNotBeBlank",
                    "/municipality | 380 | FieldMustBeText",
                    "/municipality | \"380\" | MunicipalityMustBeFourDigits",
                    "/municipality | \"038O\" | MunicipalityMustBeFourDigits",
                    "/parties | {} | FieldMustBeAList",
                    "/parties/0 | \"Exempelkommun\" | FieldMustBeAnObject",
                    "/parties/0/sector | \"public\" | FieldMustBeOneOf",
                    "/parties/0/sector | 0 | FieldMustBeText",
                    "/funding | [] | FieldMustBeAnObject",
                    "/funding/grants/0/year | \"2019\" | FieldMustBeAWholeNumber",
                    "/funding/grants/0/year | 2019.5 | FieldMustBeAWholeNumber",
                    "/funding/grants/0/year | -1 | NumberMustFitTheLimit",
                    "/funding/grants/0/year | 10000 | NumberMustFitTheLimit",
                    "/funding/adjustment/neverBelowYearBefore | \"yes\" | FieldMustBeTrueOrFalse",
                    "/funding/adjustment/neverBelowYearBefore | 1 | FieldMustBeTrueOrFalse",
                    "/commitments/0/figures/0/from | \"80\" | FieldMustBeANumber",
                    "/commitments/0/figures/0/from | -80 | NumberMustFitTheLimit",
                    "/period/first | \"2019-02-29\" | FieldMustBeADate",
                    "/period/first | \"2019-1-1\" | FieldMustBeADate",
                    "/period/first | \"1 January 2019\" | FieldMustBeADate",
                    "/period/first | 20190101 | FieldMustBeText",
                    "/period/last | \"9999-12-31\" | DateMustBeNear",
                    "/period/last | \"0001-01-01\" | DateMustBeNear",
                    "/exits/0/noticeBy | \"09-14\" | FieldMustBeADayOfTheYear",
                    "/exits/0/noticeBy | \"--13-14\" | FieldMustBeADayOfTheYear",
                    "/exits/0/noticeBy | \"--02-30\" | FieldMustBeValid",
                    "/signatureLines/0/electronicallySignedAt | \"2021-06-23T09:34:32\" | FieldMustBeATime",
                    "/signatureLines/0/electronicallySignedAt | \"2021-06-23\" | FieldMustBeATime",
                    "/budgets/0/lines/0/amounts | {\"next year\": 1} | YearMustBeANumber",
                    "/budgets/0/lines/0/amounts/2019 | \"much\" | AmountMustBeWrittenInDigits",
                    "/obligations/0/due/times | \"twice\" | FieldMustBeAWholeNumber",
                    "/obligations/0/due/often | true | FieldMustBeKnown",
                    "/obligations/0/due/kind | \"SOMETIMES\" | FieldMustBeOneOf",
                    "/obligations/0/due/kind | 7 | FieldMustBeOneOf",
                    "/obligations/0/due | \"twice a year\" | FieldMustBeAnObject",
                    "/obligations/4/due/date | \"soon\" | FieldMustBeADate",
                    "/statements/0/amount | 1.005 | AmountMustHaveAtMostTwoDecimals"
                })
        void aWrongFieldIsNamedWithItsRule(String pointer, String value, String rule) {
            byte[] json = RIGHT.with(pointer, value).json();
            assertThat(problems(json, TermsFormat.JSON))
                    .extracting(InputProblem::field, InputProblem::rule)
                    .containsExactly(tuple(pointer, rule));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/shortName",
                    "/period",
                    "/period/first",
                    "/takeoverDate",
                    "/funding",
                    "/funding/grants/0/amount",
                    "/parties/0/id",
                    "/obligations/0/due",
                    "/obligations/0/due/kind",
                    "/obligations/0/due/times",
                    "/statements/0/amount",
                    "/commitments/0/figures/0/approximate"
                })
        void aMissingFieldIsNamed(String pointer) {
            byte[] json = RIGHT.without(pointer).json();
            assertThat(problems(json, TermsFormat.JSON))
                    .extracting(InputProblem::field, InputProblem::rule)
                    .containsExactly(tuple(pointer, "FieldIsRequired"));
        }

        @Test
        void everyProblemIsToldAtOnce() {
            byte[] json = RIGHT.with("/titel", "1")
                    .without("/takeoverDate")
                    .with("/period/first", "\"soon\"")
                    .with("/funding/grants/0/amount", "\"1.005\"")
                    .with("/obligations/4/due/date", "7")
                    .json();
            assertThat(problems(json, TermsFormat.JSON))
                    .extracting(InputProblem::field)
                    .containsExactlyInAnyOrder(
                            "/titel",
                            "/takeoverDate",
                            "/period/first",
                            "/funding/grants/0/amount",
                            "/obligations/4/due/date");
        }

        @ParameterizedTest
        @EnumSource(TermsFormat.class)
        void aRepeatedFieldIsNamed(TermsFormat format) {
            String json =
                    new String(RIGHT.json(), UTF_8).replace("\"period\":{", "\"period\":{\"first\":\"2018-01-01\",");
            assertThat(problems(json.getBytes(UTF_8), format))
                    .extracting(InputProblem::field, InputProblem::rule)
                    .containsExactly(tuple("/period/first", "FieldMustNotBeRepeated"));
        }

        @Test
        void aTextThatIsTooLongIsRefused() {
            assertRefused(RIGHT.with("/title", '"' + "x".repeat(2_001) + '"').json(), "/title", "TextMustFitTheLimit");
            assertRefused(
                    RIGHT.with("/caseNumber", '"' + "x".repeat(501) + '"').json(),
                    "/caseNumber",
                    "TextMustFitTheLimit");
            assertThat(read(RIGHT.with("/title", '"' + "x".repeat(2_000) + '"').json(), TermsFormat.JSON))
                    .isInstanceOf(TermsReading.Read.class);
        }

        @Test
        void aListThatIsTooLongIsRefused() {
            ArrayNode clauses = JsonNodeFactory.instance.arrayNode();
            for (int index = 0; index < 200; index++) {
                clauses.add("EX-" + index);
            }
            assertThat(read(RIGHT.with("/period/clauses", clauses).json(), TermsFormat.JSON))
                    .isInstanceOf(TermsReading.Read.class);
            clauses.add("EX-200");
            assertRefused(RIGHT.with("/period/clauses", clauses).json(), "/period/clauses/200", "ListMustFitTheLimit");
        }
    }

    @Nested
    class Amounts {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "1.005 | AmountMustHaveAtMostTwoDecimals",
                    "\"1.005\" | AmountMustHaveAtMostTwoDecimals",
                    "0.001 | AmountMustHaveAtMostTwoDecimals",
                    "1e400 | NumberMustBeWrittenInDigits",
                    "1E2 | NumberMustBeWrittenInDigits",
                    "1e999999999 | NumberMustBeWrittenInDigits",
                    "-1e-999999999 | NumberMustBeWrittenInDigits",
                    "100000000000.01 | AmountMustFitTheLimit",
                    "999999999999 | AmountMustFitTheLimit",
                    "-100000000001 | AmountMustFitTheLimit",
                    "\"999999999999\" | AmountMustFitTheLimit",
                    "\"100000000000.01\" | AmountMustFitTheLimit",
                    "12345678901234567890 | NumberMustFitTheLimit",
                    "0.12345678901 | NumberMustFitTheLimit",
                    "\"1e400\" | AmountMustBeWrittenInDigits",
                    "\"1 000\" | AmountMustBeWrittenInDigits",
                    "\"1,50\" | AmountMustBeWrittenInDigits",
                    "\"SEK 5\" | AmountMustBeWrittenInDigits",
                    "\"\" | AmountMustBeWrittenInDigits",
                    "\"NaN\" | AmountMustBeWrittenInDigits",
                    "true | FieldMustBeAnAmount",
                    "{} | FieldMustBeAnAmount",
                    "null | FieldMustHaveAValue"
                })
        void areExactAndWithinReason(String amount, String rule) {
            String json = new String(RIGHT.json(), UTF_8)
                    .replace("\"year\":2019,\"amount\":\"3500000.00\"", "\"year\":2019,\"amount\":" + amount);
            assertThat(json).contains(amount);
            for (TermsFormat format : TermsFormat.values()) {
                assertThat(problems(json.getBytes(UTF_8), format))
                        .as(format.name())
                        .extracting(InputProblem::field, InputProblem::rule)
                        .containsExactly(tuple("/funding/grants/0/amount", rule));
            }
        }

        @Test
        void aNumberOfAHundredThousandDigitsCostsNothing() {
            String json = new String(RIGHT.json(), UTF_8)
                    .replace("\"3500000.00\",\"standing\"", "9".repeat(100_000) + ",\"standing\"");
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(5),
                    () -> assertRefused(json.getBytes(UTF_8), "/funding/grants/0/amount", "NumberMustFitTheLimit"));
        }
    }

    @Nested
    class Identifiers {
        private static final String PLACE = "/parties/1/organisationNumber";

        @ParameterizedTest
        @CsvSource({
            "802003-1955,OrganisationNumberMustHaveItsCheckDigit",
            "802003195,OrganisationNumberMustBeTenDigits",
            "802003_1954,OrganisationNumberMustBeTenDigits",
            "SE802003195401,OrganisationNumberMustBeTenDigits"
        })
        void anOrganisationNumberIsChecked(String number, String rule) {
            assertRefused(RIGHT.with(PLACE, '"' + number + '"').json(), PLACE, rule);
        }

        @Test
        void aPersonalIdentityNumberIsNoOrganisationNumberAndIsNotRepeated() {
            LocalDate born = LocalDate.of(1944, 2, 29);
            String personal = SimulatedIdentityNumbers.of(born, 238, "-");
            List<InputProblem> problems =
                    problems(RIGHT.with(PLACE, '"' + personal + '"').json(), TermsFormat.JSON);
            assertThat(problems).singleElement().satisfies(problem -> {
                assertThat(problem.field()).isEqualTo(PLACE);
                assertThat(problem.rule()).isEqualTo("OrganisationNumberMustNotBePersonal");
            });
            assertThat(problems.toString()).doesNotContain(personal);
        }

        @Test
        void whatStandsInADocumentIsNeverRepeated() {
            String personal = SimulatedIdentityNumbers.withCentury(LocalDate.of(1944, 2, 29), 238, "");
            for (String pointer : List.of(
                    "/" + personal,
                    "/parties/0/" + personal,
                    "/parties/0/sector",
                    "/period/first",
                    "/takeoverDate",
                    "/funding/years",
                    "/funding/statedYearlyTotal",
                    "/funding/grants/0/year",
                    "/budgets/0/lines/0/amounts/" + personal,
                    "/obligations/0/due/kind",
                    "/exits/0/noticeBy",
                    "/signatureLines/0/electronicallySignedAt",
                    "/municipality")) {
                byte[] json = RIGHT.with(pointer, '"' + personal + '"').json();
                assertThat(problems(json, TermsFormat.JSON).toString())
                        .as(pointer.replace(personal, "(number)"))
                        .doesNotContain(personal);
            }
            for (String broken :
                    List.of("{\"a\":%s", "{\"a\" %s}", "[%s", "%s", "\"%s", "{\"%s\"}", "{%s: 1", "- %s: *")) {
                for (TermsFormat format : TermsFormat.values()) {
                    byte[] body = broken.formatted(personal).getBytes(UTF_8);
                    assertThat(problems(body, format).toString()).doesNotContain(personal);
                }
            }
        }
    }

    @Nested
    class Bodies {
        @ParameterizedTest
        @EnumSource(TermsFormat.class)
        void aBodyOfTwoMegabytesIsRefusedUnread(TermsFormat format) {
            byte[] body = new byte[2 * 1024 * 1024];
            Arrays.fill(body, (byte) ' ');
            assertRefused(body, format, "", "BodyMustFitTheLimit");
            assertRefused(Arrays.copyOf(body, TermsReader.MOST_BYTES + 1), format, "", "BodyMustFitTheLimit");
        }

        @ParameterizedTest
        @EnumSource(TermsFormat.class)
        void aBodyThatIsNoUtf8IsRefusedAndNotMended(TermsFormat format) {
            assertRefused("{\"title\":\"Över\"}".getBytes(StandardCharsets.ISO_8859_1), format, "", "BodyMustBeUtf8");
            assertThat(problems("{\"title\":\"x\"}".getBytes(StandardCharsets.UTF_16), format))
                    .extracting(InputProblem::rule)
                    .containsExactly("BodyMustBeUtf8");
            // A lone surrogate written out in UTF-8's way.
            assertRefused(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}, format, "", "BodyMustBeUtf8");
            // The long way of writing a slash.
            assertRefused(new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'}, format, "", "BodyMustBeUtf8");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\n", "null", "7", "\"text\"", "[]", "true"})
        void aBodyThatIsNoObjectIsRefused(String body) {
            for (TermsFormat format : TermsFormat.values()) {
                assertThat(problems(body.getBytes(UTF_8), format))
                        .extracting(InputProblem::rule)
                        .containsExactly("BodyMustBeAnObject");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{",
                    "{\"a\":}",
                    "{a:1}",
                    "{'a':1}",
                    "{\"a\":1,}",
                    "{\"a\":NaN}",
                    "{\"a\":01}",
                    "{\"a\":+1}",
                    "{\"a\":.5}",
                    "{\"a\":0x10}",
                    "// comment\n{}",
                    "{\"a\":\"\n\"}",
                    "{\"a\":\"\u0000\"}",
                    "\u0000{}",
                    "\uFEFF\uFEFF{}",
                    "{\"a\":\"\\x\"}",
                    "<terms/>"
                })
        void brokenJsonIsRefused(String body) {
            assertRefused(body.getBytes(UTF_8), TermsFormat.JSON, "", "BodyMustBeWellFormed");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{} {}", "{}[]", "{}1", "{},"})
        void somethingBehindTheDocumentIsRefused(String body) {
            assertThat(problems(body.getBytes(UTF_8), TermsFormat.JSON))
                    .singleElement()
                    .satisfies(problem ->
                            assertThat(problem.rule()).isIn("BodyMustBeOneDocument", "BodyMustBeWellFormed"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\\u0000",
                    "\\u0001",
                    "\\u001b[31m",
                    "\\u007f",
                    "\\u0085",
                    "\\ud800",
                    "\\udc00x",
                    "\\ud83c",
                    "x\\ud83c\\ud83c",
                    "\\u202e",
                    "\\u2066",
                    "\\ufffe",
                    "\\uffff",
                    "\\ufeff"
                })
        void aTextWithCharactersThatNobodySeesIsRefused(String escaped) {
            String json = new String(RIGHT.json(), UTF_8)
                    .replaceFirst("\"title\":\"", "\"title\":\"" + escaped.replace("\\", "\\\\"));
            assertRefused(json.getBytes(UTF_8), "/title", "TextMustBePlain");
            for (InputProblem problem : problems(json.getBytes(UTF_8), TermsFormat.YAML)) {
                assertThat(problem.rule()).isIn("TextMustBePlain", "BodyMustBeWellFormed");
            }
        }

        @ParameterizedTest
        @EnumSource(TermsFormat.class)
        void deepNestingIsRefused(TermsFormat format) {
            for (String nested : List.of(
                    "[".repeat(33) + "]".repeat(33),
                    "{\"a\":".repeat(33) + "1" + "}".repeat(33),
                    "[".repeat(100_000),
                    "{\"a\":".repeat(40_000))) {
                Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(10),
                        () -> assertThat(problems(nested.getBytes(UTF_8), format))
                                .extracting(InputProblem::rule)
                                .contains("DocumentMustNotBeNestedDeeply"));
            }
        }

        @ParameterizedTest
        @EnumSource(TermsFormat.class)
        void aDocumentOfManySmallValuesIsRefusedSoon(TermsFormat format) {
            String list = "[" + "[],".repeat(199) + "[]]";
            String wide = "{\"x\":[" + (list + ",").repeat(199) + list + "]}";
            String unknown = "{"
                    + java.util.stream.IntStream.range(0, 20_000)
                            .mapToObj(index -> "\"f" + index + "\":1")
                            .collect(java.util.stream.Collectors.joining(","))
                    + "}";
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                assertThat(problems(wide.getBytes(UTF_8), format))
                        .extracting(InputProblem::rule)
                        .contains("DocumentMustFitTheLimit");
                assertThat(problems(unknown.getBytes(UTF_8), format))
                        .extracting(InputProblem::rule)
                        .contains("ListMustFitTheLimit");
            });
        }

        @Test
        void theWorstThatFitsIsAnsweredSoonAndBriefly() {
            ArrayNode wrong = JsonNodeFactory.instance.arrayNode();
            for (int index = 0; index < 200; index++) {
                var item = wrong.addObject().put("kind", "NONE");
                for (int field = 0; field < 40; field++) {
                    item.put("f" + field, 0);
                }
            }
            byte[] json = RIGHT.with("/statements", wrong).json();
            assertThat(json.length).isLessThan(TermsReader.MOST_BYTES);
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThat(problems(json, TermsFormat.JSON)).hasSizeLessThanOrEqualTo(100));
        }
    }

    @Nested
    class Yaml {
        @Test
        void theBillionLaughsAreRefusedAtTheFirst() {
            String laughs = """
                    a: &a ["lol","lol","lol","lol","lol","lol","lol","lol","lol"]
                    b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
                    c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
                    d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]
                    e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]
                    f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]
                    g: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]
                    """;
            assertRefused(laughs.getBytes(UTF_8), TermsFormat.YAML, "/a", "YamlAnchorsMustNotBeUsed");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "title: &t x | YamlAnchorsMustNotBeUsed",
                    "title: *t | YamlAnchorsMustNotBeUsed",
                    "title: &t | YamlAnchorsMustNotBeUsed",
                    "&t title: x | YamlAnchorsMustNotBeUsed",
                    "parties: &p [] | YamlAnchorsMustNotBeUsed",
                    "parties: &p {} | YamlAnchorsMustNotBeUsed",
                    "&root {title: x} | YamlAnchorsMustNotBeUsed",
                    "title: !!str x | YamlTagsMustNotBeUsed",
                    "title: ! x | YamlTagsMustNotBeUsed",
                    "title: !!binary eA== | YamlTagsMustNotBeUsed",
                    "title: !!java.net.URL [\"x\"] | YamlTagsMustNotBeUsed",
                    "title: !!javax.script.ScriptEngineManager [x] | YamlTagsMustNotBeUsed",
                    "title: !<tag:yaml.org,2002:java.lang.ProcessBuilder> {} | YamlTagsMustNotBeUsed",
                    "title: !local x | YamlTagsMustNotBeUsed",
                    "!!map {title: x} | YamlTagsMustNotBeUsed",
                    "!!set {title} | YamlTagsMustNotBeUsed",
                    "!!str title: x | YamlTagsMustNotBeUsed",
                    "period: {<<: {first: x}} | YamlMergeKeysMustNotBeUsed",
                    "<<: {first: x} | YamlMergeKeysMustNotBeUsed",
                    "? [a, b] : c | FieldNameMustBeText",
                    "{[a]: c} | FieldNameMustBeText",
                    "{{a: b}: c} | FieldNameMustBeText",
                    "'@title: x' | BodyMustBeWellFormed",
                    "'`x`' | BodyMustBeWellFormed",
                    "title: [x | BodyMustBeWellFormed",
                    "title: \"x | BodyMustBeWellFormed",
                    "title: a: b | BodyMustBeWellFormed"
                })
        void whatSaysMoreThanJsonIsRefused(String yaml, String rule) {
            assertThat(problems(yaml.getBytes(UTF_8), TermsFormat.YAML))
                    .extracting(InputProblem::rule)
                    .last()
                    .isEqualTo(rule);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "title: \"\\x\"",
                    "title: \"\\xZZ\"",
                    "title: \"\\u12\"",
                    "title: \"\\UFFFFFFFF\"",
                    "title: \"\\U00110000\"",
                    "\"\\x"
                })
        void anEscapeThatStandsForNoCharacterIsRefused(String yaml) {
            assertThat(problems(yaml.getBytes(UTF_8), TermsFormat.YAML))
                    .extracting(InputProblem::rule)
                    .containsExactly("BodyMustBeWellFormed");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "title: x\\n---\\ntitle: y | BodyMustBeOneDocument",
                    "%YAML 1.1\\n---\\ntitle: x | YamlDirectivesMustNotBeUsed",
                    "%TAG ! tag:x,2000:\\n---\\ntitle: x | YamlDirectivesMustNotBeUsed",
                    "title: x\\n\\ttab: y | BodyMustBeWellFormed",
                    "title: x\\n bad: y | BodyMustBeWellFormed"
                })
        void oneDocumentWithoutDirectivesIsRead(String yaml, String rule) {
            assertThat(problems(yaml.translateEscapes().getBytes(UTF_8), TermsFormat.YAML))
                    .extracting(InputProblem::rule)
                    .last()
                    .isEqualTo(rule);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "0380 | NumberMustBeWrittenInDigits",
                    "1281 | FieldMustBeText",
                    "1.0 | FieldMustBeText",
                    "+46 | NumberMustBeWrittenInDigits",
                    "1e3 | NumberMustBeWrittenInDigits",
                    ".5 | NumberMustBeWrittenInDigits",
                    "true | FieldMustBeText",
                    "null | FieldMustHaveAValue",
                    "~ | FieldMustHaveAValue",
                    "'' | FieldMustHaveAValue"
                })
        void anUnquotedWordThatIsNoTextIsToldToBeQuoted(String word, String rule) {
            String yaml = new String(RIGHT.yaml(), UTF_8).replaceFirst("(?m)^caseNumber:.*$", "caseNumber: " + word);
            assertRefused(yaml.getBytes(UTF_8), TermsFormat.YAML, "/caseNumber", rule);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "yes",
                    "No",
                    "on",
                    "2014/304",
                    "SON 2021-404",
                    "2.3.4-631/2021",
                    "2021-09-15",
                    "0x1F",
                    "0o7",
                    "1_000",
                    ".inf",
                    "TRUE"
                })
        void everyOtherWordIsText(String word) {
            String yaml = new String(RIGHT.yaml(), UTF_8).replaceFirst("(?m)^caseNumber:.*$", "caseNumber: " + word);
            assertThat(read(yaml.getBytes(UTF_8), TermsFormat.YAML))
                    .isInstanceOfSatisfying(
                            TermsReading.Read.class,
                            read -> assertThat(read.terms().caseNumber()).isEqualTo(word));
        }

        @Test
        void aTimeIsNotMadeOfWhatLooksLikeOne() {
            String yaml =
                    new String(RIGHT.yaml(), UTF_8).replace("takeoverDate: \"2020-01-01\"", "takeoverDate: 2020-01-01");
            assertThat(read(yaml.getBytes(UTF_8), TermsFormat.YAML)).isInstanceOf(TermsReading.Read.class);
        }
    }

    @Nested
    class ContentTypes {
        @ParameterizedTest
        @CsvSource({
            "application/json,JSON",
            "Application/JSON; charset=UTF-8,JSON",
            "application/yaml,YAML",
            "application/yaml;charset=\"utf-8\",YAML"
        })
        void areKnown(String contentType, TermsFormat format) {
            assertThat(TermsFormat.ofContentType(contentType)).contains(format);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "text/plain",
                    "application/xml",
                    "application/json; charset=iso-8859-1",
                    "application/jsonp",
                    ";"
                })
        void othersAreNot(String contentType) {
            assertThat(TermsFormat.ofContentType(contentType)).isEmpty();
        }
    }

    private static TermsReading read(byte[] body, TermsFormat format) {
        return READER.read(body, format);
    }

    private static List<InputProblem> problems(byte[] body, TermsFormat format) {
        return switch (read(body, format)) {
            case TermsReading.Refused refused -> refused.problems();
            case TermsReading.Read read ->
                throw new AssertionError("was read: " + read.terms().shortName());
        };
    }

    private static void assertRefused(byte[] body, String field, String rule) {
        assertRefused(body, TermsFormat.JSON, field, rule);
    }

    private static void assertRefused(byte[] body, TermsFormat format, String field, String rule) {
        assertThat(problems(body, format))
                .extracting(InputProblem::field, InputProblem::rule)
                .containsExactly(tuple(field, rule));
    }
}
