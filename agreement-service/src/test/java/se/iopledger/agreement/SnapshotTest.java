package se.iopledger.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.Agreement;
import se.iopledger.agreement.testing.Filled;
import se.iopledger.shell.aggregate.DecidingAggregate;
import se.iopledger.shell.aggregate.SnapshotJson;

/** An agreement read from its snapshot is the agreement that was written, whatever is known of it. */
class SnapshotTest {
    private static final Serializer SNAPSHOTS = SnapshotJson.serializer();

    @Test
    void anAgreementWithEverythingInItIsWrittenAndReadAgain() throws ReflectiveOperationException {
        AgreementAggregate before = new AgreementAggregate();
        state().set(before, Filled.of(Agreement.Known.class));

        SerializedObject<byte[]> snapshot = SNAPSHOTS.serialize(before, byte[].class);
        AgreementAggregate after = SNAPSHOTS.deserialize(snapshot);

        assertThat(state().get(after)).isEqualTo(state().get(before));
    }

    @Test
    void anAgreementOfWhichNothingIsKnownIsWrittenAndReadAgain() throws ReflectiveOperationException {
        SerializedObject<byte[]> snapshot = SNAPSHOTS.serialize(new AgreementAggregate(), byte[].class);
        AgreementAggregate after = SNAPSHOTS.deserialize(snapshot);
        assertThat(state().get(after)).isEqualTo(Agreement.UNREGISTERED);
    }

    private static Field state() throws NoSuchFieldException {
        Field state = DecidingAggregate.class.getDeclaredField("state");
        state.setAccessible(true);
        return state;
    }
}
