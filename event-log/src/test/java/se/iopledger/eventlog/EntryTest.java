package se.iopledger.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class EntryTest {

    private static final String GOLDEN = "{\"specversion\":\"1.0\",\"sequence\":\"7\","
            + "\"recordedtime\":\"2021-12-20T10:15:30.123456Z\",\"id\":\"id-1\",\"source\":\"/agreement-service\","
            + "\"type\":\"se.iopledger.test.v1\",\"subject\":\"A\",\"streamsequence\":\"3\","
            + "\"datacontenttype\":\"application/json\",\"actor\":\"actor-1\",\"data\":{\"a\":[1,{}],\"b\":\"}\"}}";

    @Test
    void what_a_document_says_of_itself_is_read() {
        Entry entry = Entry.parse(bytes(GOLDEN));
        assertThat(entry.position()).isEqualTo(7);
        assertThat(entry.recordedTime()).isEqualTo(Instant.parse("2021-12-20T10:15:30.123456Z"));
        assertThat(entry.streamId()).isEqualTo("A");
        assertThat(entry.streamSequence()).isEqualTo(3);
        assertThat(entry.source()).isEqualTo("/agreement-service");
        assertThat(entry.attribute("actor")).contains("actor-1");
        assertThat(entry.attribute("reason")).isEmpty();
        assertThat(new String(entry.data(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":[1,{}],\"b\":\"}\"}");
        assertThat(entry.bytes()).isEqualTo(bytes(GOLDEN));
        assertThat(entry).hasToString("/agreement-service@7 se.iopledger.test.v1 A/3");
        // printf '\0%s' "$document" | sha256sum
        assertThat(entry.leafHashHex())
                .isEqualTo(HexFormat.of().formatHex(entry.leafHash()))
                .isEqualTo("6d7b3de9a31ba2ba760bee9c7f25d150451f27e72ed86048634621dc22db5520");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"data\":1}", "{\"a\":{},\"data\":1}", "not json"})
    void what_is_no_entry_is_refused(String document) {
        assertThatThrownBy(() -> Entry.parse(bytes(document))).isInstanceOf(MalformedEntry.class);
    }

    @Test
    void a_document_that_is_not_quite_right_is_refused() {
        for (List<String> change : List.of(
                List.of("\"1.0\"", "\"0.3\""),
                List.of("\"7\"", "\"-7\""),
                List.of("\"7\"", "\"07\""),
                List.of("\"7\"", "7"),
                List.of("\"subject\":\"A\"", "\"subject\":\"\""),
                List.of("10:15:30.123456Z", "10:15"),
                List.of("\"actor\"", "\"id\""),
                List.of("\"}\"}}", "\"}\"},\"more\":\"1\"}"),
                List.of("\"}\"}}", "\"}\"}} "),
                List.of("\"}\"}}", "\"}\"}"))) {
            String document = GOLDEN.replace(change.get(0), change.get(1));
            assertThat(document).isNotEqualTo(GOLDEN);
            assertThatThrownBy(() -> Entry.parse(bytes(document))).as(document).isInstanceOf(MalformedEntry.class);
        }
    }

    @Test
    void nobody_changes_an_entry_from_outside() {
        byte[] given = bytes(GOLDEN);
        Entry entry = Entry.parse(given);
        given[0] = 'x';
        entry.bytes()[0] = 'x';
        entry.data()[0] = 'x';
        assertThat(entry).isEqualTo(Entry.parse(bytes(GOLDEN))).hasSameHashCodeAs(Entry.parse(bytes(GOLDEN)));
    }

    @Property(tries = 300)
    void any_attribute_survives(@ForAll("texts") String reason, @ForAll("texts") String data) {
        byte[] json = JsonMapper.shared().writeValueAsBytes(Map.of("text", data));
        NewEvent event =
                NewEvent.of("/s", "t", "A", 0, "id").with("reason", reason).data(json);
        Entry entry = Entry.parse(documentOf(event));
        assertThat(entry.attribute("reason")).contains(reason);
        assertThat(entry.data()).isEqualTo(json);
        assertThat(event.sizeBytes()).isEqualTo(entry.sizeBytes() + 18);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .all()
                .ofMaxLength(50)
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with-dash", "with space", "å", "/", ":", "`", "{", "Z", "twentyonelettersofone"})
    void a_name_that_cloudevents_does_not_allow_is_refused(String name) {
        NewEvent.Builder event = NewEvent.of("/s", "t", "A", 0, "id");
        assertThatThrownBy(() -> event.with(name, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("extension attribute");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "0", "9", "twentylettersofnames"})
    void a_name_that_it_allows_is_written(String name) {
        NewEvent event = NewEvent.of("/s", "t", "A", 0, "id").with(name, "x").data(bytes("{}"));
        assertThat(event.extension(name)).isEqualTo("x");
    }

    @Test
    void an_event_that_could_not_be_an_entry_is_refused() {
        NewEvent.Builder event = NewEvent.of("/s", "t", "A", 0, "id");
        assertThatThrownBy(() -> event.with("Upper", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> event.with("data", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> event.data(bytes("{\"a\":"))).isInstanceOf(MalformedEntry.class);
        assertThatThrownBy(() -> event.data(bytes("{},\"more\":{}"))).isInstanceOf(MalformedEntry.class);
        assertThatThrownBy(() -> event.data(bytes("{\"a\":1,\"a\":2}"))).isInstanceOf(MalformedEntry.class);
        assertThatThrownBy(() -> event.data(bytes(""))).isInstanceOf(MalformedEntry.class);
        assertThatThrownBy(() -> event.with("subject", "B")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NewEvent.of("/s", "t", "A", -1, "id").data(bytes("{}")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NewEvent.of("/s", "t", "A\u0000", 0, "id").data(bytes("{}")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> NewEvent.of("/s", "t", "x".repeat(256), 0, "id").data(bytes("{}")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NewEvent.of("/s", "t", "A", 0, "id")
                        .with("idempotencykey", "key")
                        .data(bytes("{}")))
                .hasMessageContaining("municipality");
    }

    @Test
    void an_append_is_whole_in_itself() {
        NewEvent first = NewEvent.of("/s", "t", "A", 0, "id-1").data(bytes("{}"));
        NewEvent third = NewEvent.of("/s", "t", "A", 2, "id-3").data(bytes("{}"));
        assertThatThrownBy(() -> new Append(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Append(List.of(first, third))).hasMessageContaining("does not follow");
        assertThatThrownBy(() -> new Append(List.of(first, first))).isInstanceOf(IllegalArgumentException.class);
        NewEvent keyed = NewEvent.of("/s", "t", "A", 1, "id-2")
                .with(Map.of("municipality", "0380", "actor", "a", "idempotencykey", "k"))
                .data(bytes("{}"));
        assertThatThrownBy(() -> new Append(List.of(first, keyed))).hasMessageContaining("share");
    }

    private static byte[] documentOf(NewEvent event) {
        byte[] start =
                bytes("{\"specversion\":\"1.0\",\"sequence\":\"0\",\"recordedtime\":\"2021-12-20T10:15:30.123456Z\",");
        byte[] document = new byte[start.length + event.tail().length];
        System.arraycopy(start, 0, document, 0, start.length);
        System.arraycopy(event.tail(), 0, document, start.length, event.tail().length);
        return document;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
