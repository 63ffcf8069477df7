package se.iopledger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.contracts.testing.SimulatedIdentityNumbers;

class PersonalIdentityNumbersTest {
    private static final LocalDate BORN = LocalDate.of(1944, 2, 29);

    @Property
    void areFoundInEveryWayOfWriting(
            @ForAll @IntRange(min = 0, max = 40_000) int days, @ForAll @IntRange(min = 0, max = 999) int serial) {
        LocalDate born = LocalDate.of(1900, 1, 1).plusDays(days);
        for (String separator : new String[] {"", "-", "+", " ", "\u2013", "\u2212"}) {
            assertFound(SimulatedIdentityNumbers.of(born, serial, separator));
            assertFound(SimulatedIdentityNumbers.withCentury(born, serial, separator));
            assertFound(SimulatedIdentityNumbers.coordination(born, serial, separator));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "signed by %s", "(%s)", "pnr:%s.", "Å%sÖ", "a %s b", "12 %s", "%s 34", "x\n%s\ty"})
    void areFoundInsideText(String sentence) {
        assertFound(sentence.formatted(SimulatedIdentityNumbers.of(BORN, 238, "-")));
        assertFound(sentence.formatted(SimulatedIdentityNumbers.withCentury(BORN, 238, "")));
    }

    @Test
    void aSecondOneIsFoundBehindOneThatFails() {
        String right = SimulatedIdentityNumbers.of(BORN, 0, "-");
        int lastDigit = Character.digit(right.charAt(right.length() - 1), 10);
        String wrong = right.substring(0, right.length() - 1) + (lastDigit + 1) % 10;
        assertFound(wrong + " " + SimulatedIdentityNumbers.of(BORN, 238, "-"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "212000-0217",
                "802003-1954",
                "802478-3436",
                "09222115557449114982",
                "50021001",
                "SCN-2018-0415",
                "SON 2021-404",
                "2.3.4-631/2021",
                "KS/2016:7",
                "2014/304",
                "3 500 000",
                "3500000.00",
                "2 150 000 a year",
                "2021-06-23 09:34:32 +02:00",
                "2021-06-23T18:01:22+02:00",
                "2019-01-01 to 2021-12-31",
                "20190101-20211231",
                "period 2019-2021, 3 570 / 3 641",
                "080-123 45 67"
            })
    void amountsDatesAndReferencesRaiseNoAlarm(String text) {
        assertThat(PersonalIdentityNumbers.occurIn(text)).isFalse();
    }

    @Property
    void aWrongCheckDigitIsNoPersonalIdentityNumber(@ForAll @IntRange(min = 1, max = 9) int added) {
        String right = SimulatedIdentityNumbers.of(BORN, 238, "-");
        char last = (char) ('0' + (right.charAt(right.length() - 1) - '0' + added) % 10);
        assertThat(PersonalIdentityNumbers.occurIn(right.substring(0, right.length() - 1) + last))
                .isFalse();
    }

    @Test
    void aNumberInsideALongerRunOfDigitsIsNotSearchedFor() {
        assertThat(PersonalIdentityNumbers.occurIn("9" + SimulatedIdentityNumbers.withCentury(BORN, 238, "")))
                .isFalse();
    }

    @Test
    void aDigestThatReadsAsANumberByChanceIsNone() {
        String number = SimulatedIdentityNumbers.of(BORN, 238, "");
        String digest = "f".repeat(27) + number + "a".repeat(27);
        assertThat(PersonalIdentityNumbers.occurIn(digest)).isFalse();
        assertFound(digest + "a");
        assertFound("see " + digest);
    }

    @Test
    void aUuidThatReadsAsANumberByChanceIsNone() {
        String inTheLast = "0b7d0c34-11aa-4e6f-8c21-a" + SimulatedIdentityNumbers.of(BORN, 238, "") + "f";
        String acrossAHyphen = "ab" + SimulatedIdentityNumbers.of(BORN, 238, "-") + "-4e6f-8c21-0f4b2a6d7e10";

        assertThat(PersonalIdentityNumbers.occurIn(inTheLast)).isFalse();
        assertThat(PersonalIdentityNumbers.occurIn(acrossAHyphen)).isFalse();
        assertFound("see " + inTheLast);
        assertFound(acrossAHyphen.substring(1));
    }

    private static void assertFound(String text) {
        assertThat(PersonalIdentityNumbers.occurIn(text))
                .as("found in a text of the shape under test")
                .isTrue();
    }
}
