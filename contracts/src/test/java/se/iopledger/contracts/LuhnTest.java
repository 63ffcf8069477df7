package se.iopledger.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LuhnTest {
    @ParameterizedTest
    @ValueSource(strings = {"2120000217", "8020031954", "8024783436", "00", "18"})
    void isValid(String digits) {
        assertThat(Luhn.isValid(digits)).isTrue();
    }

    @Property
    void exactlyOneCheckDigitFits(@ForAll @NumericChars @StringLength(min = 1, max = 24) String digits) {
        assertThat(IntStream.rangeClosed(0, 9).filter(check -> Luhn.isValid(digits + check)))
                .hasSize(1);
    }

    @Property
    void oneWrongDigitIsAlwaysSeen(
            @ForAll @IntRange(min = 0, max = 9) int index, @ForAll @IntRange(min = 1, max = 9) int added) {
        char[] digits = "8020031954".toCharArray();
        digits[index] = (char) ('0' + (digits[index] - '0' + added) % 10);
        assertThat(Luhn.isValid(new String(digits))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0"})
    void fewerThanTwoDigitsAreNeverValid(String digits) {
        assertThat(Luhn.isValid(digits)).isFalse();
    }

    @Test
    void anythingButDigitsIsAnError() {
        assertThatIllegalArgumentException().isThrownBy(() -> Luhn.isValid("802003-1954"));
        assertThatIllegalArgumentException().isThrownBy(() -> Luhn.isValid("١٢"));
    }
}
