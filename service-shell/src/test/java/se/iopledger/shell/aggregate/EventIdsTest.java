package se.iopledger.shell.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.common.IdentifierFactory;
import org.junit.jupiter.api.Test;

class EventIdsTest {
    private static final String CHOSEN = "0198f2a4-7f6e-4c1d-8a55-3f2f6d1c9b10";

    @Test
    void anIdIsAUuidOfVersion7ThatBeginsWithTheTime() {
        Instant before = Instant.now();
        UUID id = UUID.fromString(new EventIds().generateIdentifier());
        Instant after = Instant.now();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isBetween(before.toEpochMilli(), after.toEpochMilli());
    }

    @Test
    void axonNamesMessagesByTheChosenIdOnceAndByRandomOnesOtherwise() {
        IdentifierFactory ids = IdentifierFactory.getInstance();
        List<String> given = new ArrayList<>();

        given.add(ids.generateIdentifier());
        EventIds.choose(CHOSEN, () -> {
            given.add(ids.generateIdentifier());
            given.add(ids.generateIdentifier());
        });
        given.add(ids.generateIdentifier());

        assertThat(given)
                .hasSize(4)
                .doesNotHaveDuplicates()
                .allMatch(id -> UUID.fromString(id).toString().equals(id));
        assertThat(given.indexOf(CHOSEN)).isEqualTo(1);
    }

    @Test
    void anIdThatNoEventTookIsAMistakeThatShows() {
        assertThatThrownBy(() -> EventIds.choose(CHOSEN, () -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the event did not take the id that was chosen for it");
    }
}
