package se.iopledger.local.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.iopledger.local.screen.CannotContinue;

class BusinessDateTest {

    private static final LocalDate START = LocalDate.of(2021, 12, 20);
    private static final LocalDate LATER = LocalDate.of(2022, 7, 1);

    @TempDir
    Path temporary;

    private DataFolder folder;

    @BeforeEach
    void open() {
        folder = DataFolder.open(temporary.resolve("data"));
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void the_demonstration_begins_in_the_fortnight_in_which_all_five_are_in_force() {
        assertThat(BusinessDate.settle(folder, Optional.empty())).isEqualTo(START);
    }

    @Test
    void it_moves_forward_and_stays_there() {
        assertThat(BusinessDate.settle(folder, Optional.of(LATER))).isEqualTo(LATER);
        assertThat(BusinessDate.settle(folder, Optional.empty())).isEqualTo(LATER);
        assertThat(BusinessDate.settle(folder, Optional.of(LATER))).isEqualTo(LATER);
    }

    @Test
    void it_never_moves_back_and_says_what_to_do() {
        BusinessDate.settle(folder, Optional.of(LATER));

        assertThatThrownBy(() -> BusinessDate.settle(folder, Optional.of(LATER.minusDays(1))))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("2022-07-01")
                .hasMessageContaining("--fresh");
        assertThat(BusinessDate.settle(folder, Optional.empty())).isEqualTo(LATER);
    }

    @Test
    void starting_over_begins_at_the_beginning_again() {
        BusinessDate.settle(folder, Optional.of(LATER));
        folder.deleteContents();

        assertThat(BusinessDate.settle(folder, Optional.empty())).isEqualTo(START);
    }

    @Test
    void there_is_nothing_before_the_beginning() {
        assertThatThrownBy(() -> BusinessDate.settle(folder, Optional.of(START.minusDays(1))))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("2021-12-20");
    }
}
