package se.iopledger.local.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwedishTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1166666.67|1 166 666,67 kr",
                "190000.00|190 000,00 kr",
                "190000|190 000,00 kr",
                "0.05|0,05 kr",
                "999.9|999,90 kr",
                "1000|1 000,00 kr",
                "-1234.50|−1 234,50 kr"
            })
    void an_amount_is_written_as_swedes_write_it(BigDecimal amount, String written) {
        assertThat(SwedishText.kronor(amount)).isEqualTo(written);
    }

    @Test
    void an_amount_with_three_decimals_is_refused_and_not_rounded() {
        assertThatThrownBy(() -> SwedishText.kronor(new BigDecimal("1.005"))).isInstanceOf(ArithmeticException.class);
    }
}
