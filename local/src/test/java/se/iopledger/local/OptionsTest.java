package se.iopledger.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.local.screen.CannotContinue;

class OptionsTest {

    private static final Optional<LocalDate> JULY = Optional.of(LocalDate.of(2022, 7, 1));

    @Test
    void without_arguments_it_runs_on_at_the_date_last_used() {
        assertThat(Options.parse(List.of())).isEqualTo(new Options(Optional.empty(), false, false));
    }

    @Test
    void options_combine_in_any_order_and_the_date_may_follow_an_equals_sign() {
        assertThat(Options.parse(List.of("--check", "--date", "2022-07-01", "--fresh")))
                .isEqualTo(new Options(JULY, true, true));
        assertThat(Options.parse(List.of("--date=2022-07-01"))).isEqualTo(new Options(JULY, false, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--forward", "2022-07-01", "--date", "--date=", "--date=2022-02-30", "--date=1/7/2022"})
    void what_is_not_understood_is_refused(String argument) {
        assertThatThrownBy(() -> Options.parse(List.of(argument))).isInstanceOf(CannotContinue.class);
    }
}
