package se.iopledger.proofs.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.proofs.Malformed;

class EntryReaderTest {

    @Test
    void entries_come_back_as_they_were_written() throws IOException {
        List<byte[]> entries = List.of(new byte[0], new byte[] {1}, filled(65_535), new byte[] {2, 3}, filled(300));
        assertThat(read(new ByteArrayInputStream(EntryBundles.encode(entries))).toArray(byte[][]::new))
                .isDeepEqualTo(entries.toArray(byte[][]::new));
    }

    @Test
    void a_source_larger_than_the_buffer_that_gives_little_at_a_time_is_read_whole() throws IOException {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            entries.add(filled(30_000 + i));
        }
        InputStream trickling = new ByteArrayInputStream(EntryBundles.encode(entries)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1_777));
            }
        };
        assertThat(read(trickling).toArray(byte[][]::new)).isDeepEqualTo(entries.toArray(byte[][]::new));
    }

    @Test
    void a_source_that_ends_within_an_entry_is_refused_with_its_place() {
        byte[] whole = EntryBundles.encode(List.of(new byte[5], new byte[7]));
        for (int length = 0; length <= whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (length == 0 || length == 7 || length == whole.length) {
                assertThat(count(cut)).isEqualTo(length == 0 ? 0 : length == 7 ? 1 : 2);
            } else {
                assertThatThrownBy(() -> count(cut))
                        .isInstanceOf(Malformed.class)
                        .hasMessageContaining("a dump: cut off at byte " + length)
                        .hasMessageContaining("entry " + (length < 7 ? 0 : 1));
            }
        }
    }

    @Test
    void an_entry_too_long_for_its_length_is_not_written() {
        assertThatThrownBy(() -> EntryBundles.encode(List.of(new byte[65_536])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static int count(byte[] bytes) {
        try {
            return read(new ByteArrayInputStream(bytes)).size();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<byte[]> read(InputStream source) throws IOException {
        List<byte[]> entries = new ArrayList<>();
        try (EntryReader reader = new EntryReader(source, "a dump", 0)) {
            while (reader.next()) {
                assertThat(reader.position()).isEqualTo(entries.size());
                entries.add(reader.entry());
            }
        }
        return entries;
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) length);
        return bytes;
    }
}
