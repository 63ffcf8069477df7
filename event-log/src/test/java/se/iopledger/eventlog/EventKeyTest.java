package se.iopledger.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;

/** The key by which an event's id is unique, whatever text the id is. */
class EventKeyTest {
    private static final Pattern UUID_IN_SMALL_LETTERS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    @Property
    void a_uuid_is_its_own_key(@ForAll long high, @ForAll long low) {
        UUID id = new UUID(high, low);
        assertThat(AppendStatement.eventKey(id.toString())).isEqualTo(id);
    }

    /** UUID.fromString reads short forms and capitals too: two ids would be one. */
    @Property
    void a_text_that_is_nearly_one_has_another_key(
            @ForAll long high,
            @ForAll long low,
            @ForAll @IntRange(max = 35) int place,
            @ForAll @Chars({'/', '0', '9', ':', '`', 'a', 'f', 'g', 'A', 'F', '-', 'å'}) char other,
            @ForAll @IntRange(max = 2) int longer) {
        StringBuilder changed = new StringBuilder(new UUID(high, low).toString());
        changed.setCharAt(place, other);
        switch (longer) {
            case 1 -> changed.append('0');
            case 2 -> changed.setLength(35);
            default -> {
                // As long as one.
            }
        }
        String id = changed.toString();
        UUID expected = UUID_IN_SMALL_LETTERS.matcher(id).matches()
                ? UUID.fromString(id)
                : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
        assertThat(AppendStatement.eventKey(id)).isEqualTo(expected);
    }
}
