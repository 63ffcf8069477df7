package se.iopledger.shell.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
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
}
