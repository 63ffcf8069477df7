package se.iopledger.eventlog.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class PartitionsTest {

    @Test
    void the_partition_of_a_stream_never_changes() {
        assertThat(Partitions.of("21", 1000)).isEqualTo(toPositive(-973932308) % 1000);
        assertThat(Partitions.of("foobar", 1000)).isEqualTo(toPositive(-790332482) % 1000);
        assertThat(Partitions.of("a-little-bit-long-string", 1000)).isEqualTo(toPositive(-985981536) % 1000);
    }

    @Property
    void it_is_what_kafka_itself_would_choose(@ForAll String streamId, @ForAll @IntRange(min = 1, max = 50) int count) {
        assertThat(Partitions.of(streamId, count))
                .isEqualTo(BuiltInPartitioner.partitionForKey(streamId.getBytes(StandardCharsets.UTF_8), count))
                .isBetween(0, count - 1);
    }

    private static int toPositive(int hash) {
        return hash & 0x7fffffff;
    }
}
