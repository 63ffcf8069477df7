package se.iopledger.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvisioningTest {

    @Test
    void the_script_is_cut_into_commands_as_psql_would() {
        String script = """
                -- A comment; with a semicolon
                SELECT format('CREATE ROLE %I', :'database')
                 WHERE NOT EXISTS (SELECT 1)
                \\gexec

                REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
                \\connect :"database"
                """;

        assertThat(Provisioning.commands(script, Map.of("database", "finance")))
                .containsExactly(
                        "SELECT format('CREATE ROLE %I', 'finance')\n WHERE NOT EXISTS (SELECT 1)\n\\gexec",
                        "REVOKE ALL ON DATABASE \"finance\" FROM PUBLIC;", "\\connect \"finance\"");
    }

    @Test
    void a_value_cannot_end_its_quotes() {
        assertThat(Provisioning.commands("SELECT :'a', :\"b\";", Map.of("a", "it's $1", "b", "x\"y")))
                .containsExactly("SELECT 'it''s $1', \"x\"\"y\";");
    }

    @Test
    void an_unfinished_command_and_an_unknown_variable_are_refused() {
        assertThatThrownBy(() -> Provisioning.commands("SELECT 1", Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Provisioning.commands("SELECT :'unknown';", Map.of()))
                .hasMessageContaining("unknown");
    }
}
