package se.iopledger.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

class MoneyTest {
    private static final JsonMapper JSON = ContractsJson.mapper();

    @Test
    void theRemainderOfASplitGoesToTheFirstParts() {
        assertThat(Money.ofKronor(3_500_000).split(3))
                .containsExactly(Money.parse("1166666.67"), Money.parse("1166666.67"), Money.parse("1166666.66"));
    }

    @Property
    void partsSumToTheWholeAndDifferByAtMostOneOre(
            @ForAll @LongRange(min = -Money.LARGEST_ORE, max = Money.LARGEST_ORE) long ore,
            @ForAll @IntRange(min = 1, max = 400) int parts) {
        Money whole = new Money(ore);
        List<Money> split = whole.split(parts);
        assertThat(split).hasSize(parts);
        assertThat(Money.sum(split)).isEqualTo(whole);
        assertThat(split.getFirst().ore() - split.getLast().ore()).isBetween(0L, 1L);
        assertThat(split).isSortedAccordingTo((one, other) -> other.compareTo(one));
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll @LongRange(min = -Money.LARGEST_ORE, max = Money.LARGEST_ORE) long ore) {
        Money money = new Money(ore);
        assertThat(Money.parse(money.toString())).isEqualTo(money);
        assertThat(JSON.readValue(JSON.writeValueAsString(money), Money.class)).isEqualTo(money);
        assertThat(JSON.readValue(money.toString(), Money.class)).isEqualTo(money);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0.00",
        "1,1.00",
        "-1.5,-1.50",
        "-0.05,-0.05",
        "0.5,0.50",
        "1166666.67,1166666.67",
        "100000000000,100000000000.00"
    })
    void isReadFromKronorAndWrittenWithTwoDecimals(String text, String written) {
        assertThat(Money.parse(text)).hasToString(written);
        assertThat(JSON.readValue('"' + text + '"', Money.class)).hasToString(written);
        assertThat(JSON.readValue(text, Money.class)).hasToString(written);
        assertThat(JSON.writeValueAsString(Money.parse(text))).isEqualTo('"' + written + '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1.005",
                "1.",
                ".5",
                "+1",
                "1,50",
                "1 000",
                "1e3",
                "NaN",
                "0x10",
                "١٢",
                "--1",
                "-",
                "-.5",
                "1.-5",
                "1.5.5",
                "100000000000.01",
                "999999999999",
                "1000000000000"
            })
    void textThatIsNoAmountIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.parse(text));
        assertThatThrownBy(() -> JSON.readValue('"' + text + '"', Money.class)).isInstanceOf(DatabindException.class);
    }

    @Test
    void aNumberIsReadDigitByDigit() {
        // As a double 0.07 + a large amount would lose its öre.
        assertThat(JSON.readValue("99999999999.07", Money.class)).isEqualTo(new Money(99_999_999_999_07L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.005", "0.001", "100000000000.01", "1e400", "1e999999999", "-1e999999999", "1e-999999999"})
    void aNumberThatIsNoAmountIsRefusedAtOnce(String number) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.ofKronor(new BigDecimal(number)));
        assertThatThrownBy(() -> JSON.readValue(number, Money.class)).isInstanceOf(DatabindException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "{}", "[]", "[\"1\"]"})
    void nothingElseIsAnAmount(String json) {
        assertThatThrownBy(() -> JSON.readValue(json, Money.class)).isInstanceOf(DatabindException.class);
    }

    @Test
    void aRefusalDoesNotRepeatTheText() {
        assertThatThrownBy(() -> JSON.readValue("\"secret 1\"", Money.class))
                .hasMessageNotContaining("secret")
                .hasMessageContaining("two decimals");
    }

    @Test
    void aSplitNeedsAtLeastOnePart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.ZERO.split(0).size());
    }

    @Test
    void anOverflowIsAnErrorAndNeverWrapsAround() {
        assertThatThrownBy(() -> new Money(Long.MAX_VALUE).plus(new Money(1)).ore())
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void isWrittenAsSwedesDo() {
        assertThat(Money.parse("1166666.67").inSwedish()).isEqualTo("1 166 666,67 kr");
        assertThat(Money.parse("190000").inSwedish()).isEqualTo("190 000,00 kr");
        assertThat(Money.parse("0.05").inSwedish()).isEqualTo("0,05 kr");
        assertThat(Money.parse("-1234.50").inSwedish()).isEqualTo("−1 234,50 kr");
    }
}
