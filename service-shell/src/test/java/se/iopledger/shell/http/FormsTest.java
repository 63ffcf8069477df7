package se.iopledger.shell.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.Money;
import se.iopledger.shell.access.Role;

/** Whoever sent another value is told what one looks like. */
class FormsTest {
    @Test
    void every_kind_of_value_that_is_sent_has_a_form() {
        assertThat(Forms.of(LocalDate.class)).isEqualTo("a date as 2022-02-16");
        assertThat(Forms.of(Instant.class)).isEqualTo("a time as 2022-02-16T12:00:00Z");
        assertThat(Forms.of(MonthDay.class)).isEqualTo("a day of the year as --09-14");
        assertThat(Forms.of(Money.class)).isEqualTo("an amount in kronor as \"264333.33\"");
        assertThat(Forms.of(boolean.class)).isEqualTo("true or false");
        assertThat(Forms.of(BigDecimal.class)).isEqualTo("a number as 2.8");
        assertThat(Forms.of(int.class)).isEqualTo("a whole number");
        assertThat(Forms.of(Long.class)).isEqualTo("a whole number");
        assertThat(Forms.of(Role.class)).startsWith("one of ").contains("REGISTRAR, ");
        assertThat(Forms.of(String.class)).isEqualTo("text");
        assertThat(Forms.of(List.class)).isEqualTo("a list");
        assertThat(Forms.of(InputProblem.class)).isEqualTo("an object");
        assertThat(Forms.of(null)).isEqualTo("of the type that is wanted here");
    }
}
