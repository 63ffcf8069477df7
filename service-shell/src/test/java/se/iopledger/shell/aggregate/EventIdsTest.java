package se.iopledger.shell.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.common.IdentifierFactory;
import org.junit.jupiter.api.Test;

class EventIdsTest {

    @Test
    void axon_takes_its_ids_from_here() {
        assertThat(IdentifierFactory.getInstance()).isInstanceOf(EventIds.class);
    }

    @Test
    void an_id_is_a_uuid_of_version_7_that_begins_with_the_time() {
        Instant before = Instant.now();
        UUID id = UUID.fromString(new EventIds().generateIdentifier());
        Instant after = Instant.now();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isBetween(before.toEpochMilli(), after.toEpochMilli());
    }

    @Test
    void no_two_are_the_same() {
        EventIds ids = new EventIds();
        Set<String> made = new HashSet<>();
        for (int n = 0; n < 10_000; n++) {
            assertThat(made.add(ids.generateIdentifier())).isTrue();
        }
    }

    @Test
    void a_chosen_id_is_given_once_where_it_was_chosen_and_nowhere_else() {
        String chosen = "0198f2a4-7f6e-4c1d-8a55-3f2f6d1c9b10";
        IdentifierFactory ids = IdentifierFactory.getInstance();
        List<String> given = new ArrayList<>();

        given.add(ids.generateIdentifier());
        EventIds.choose(chosen, () -> {
            given.add(ids.generateIdentifier());
            given.add(ids.generateIdentifier());
        });
        given.add(ids.generateIdentifier());

        assertThat(given).hasSize(4).doesNotHaveDuplicates();
        assertThat(given.indexOf(chosen)).isEqualTo(1);
    }

    @Test
    void a_chosen_id_that_no_event_took_is_a_mistake_that_shows() {
        assertThatThrownBy(() -> EventIds.choose("0198f2a4-7f6e-4c1d-8a55-3f2f6d1c9b10", () -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the event did not take the id that was chosen for it");
    }
}
