package se.iopledger.local.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columns_line_up_and_a_cell_may_hold_several_lines() {
        Table table = new Table("Agreement", "Next");
        table.row("UPP", "2022-01-03\n  to A");
        table.row("STO", "none");

        assertThat(table.text()).isEqualTo("""
                Agreement   Next
                ─────────   ──────────
                UPP         2022-01-03
                              to A
                STO         none""");
    }

    @Test
    void a_row_has_a_cell_for_every_heading() {
        Table table = new Table("Agreement", "Next");

        assertThatThrownBy(() -> table.row("UPP")).isInstanceOf(IllegalArgumentException.class);
    }
}
