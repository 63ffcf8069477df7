package se.iopledger.reporting.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.tile.TilePath;

/** What a log's service answers is read as a tile or refused, in little time and memory, whatever it is. */
class ServedTilesTest {
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final TilePath.Hashes FULL = new TilePath.Hashes(0, 1_234_067, 256);
    private static final TilePath.Hashes PARTIAL = new TilePath.Hashes(2, 0, 3);

    private final TileServer server = new TileServer(ServedTilesTest::tile);
    private final ServedTiles tiles = new ServedTiles(server.address(), TileServer.USER, TileServer.PASSWORD, PATIENCE);

    ServedTilesTest() throws IOException {}

    @AfterEach
    void stop() {
        server.close();
    }

    private static Optional<byte[]> tile(TilePath.Hashes path) {
        byte[] hashes = new byte[path.width() * Hash.BYTES];
        Arrays.fill(hashes, (byte) (path.level() + path.number()));
        return path.number() > FULL.number() ? Optional.empty() : Optional.of(hashes);
    }

    @Test
    void a_tile_is_asked_for_by_its_path_and_read() {
        for (TilePath.Hashes path : new TilePath.Hashes[] {FULL, PARTIAL}) {
            assertThat(tiles.read(path)).isEqualTo(tile(path).orElseThrow());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ONE_BYTE_SHORT, status 200 and 8191 bytes",
        "ONE_BYTE_TOO_MANY, does not answer",
        "FLOODS, does not answer",
        "REDIRECTS, status 302",
        "SAYS_NOTHING, did not answer within 300 ms",
        "STOPS_IN_THE_MIDDLE, did not answer within 300 ms"
    })
    void whatever_else_is_served_is_no_tile(TileServer.Behaviour behaviour, String said) {
        server.behave(behaviour);
        assertThatThrownBy(() -> tiles.read(FULL))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining(server.address() + "/tile/0/x001/x234/067")
                .hasMessageContaining(said);
    }

    @Test
    void a_tile_that_is_not_there_or_not_for_this_user_or_behind_no_server_is_no_tile() {
        assertThatThrownBy(() -> tiles.read(new TilePath.Hashes(0, 9_999_999, 256)))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("status 404");
        assertThatThrownBy(() -> new ServedTiles(server.address(), TileServer.USER, "wrong", PATIENCE).read(PARTIAL))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("status 401");
        server.close();
        assertThatThrownBy(() -> tiles.read(PARTIAL)).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agreement-service:8080/log",
                "ftp://agreement-service/log",
                "/log",
                "http:/log",
                "http://agreement-service/log?a=b",
                "http://agreement service/log"
            })
    void an_address_at_which_no_tiles_can_be_asked_for_is_refused_before_they_are_needed(String address) {
        assertThatThrownBy(() -> new WitnessSettings.Log("/a", null, null, address, "user", "password"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("iop.witness.logs[n].tiles must be an address");
    }

    @Test
    void an_address_without_a_sign_in_is_refused_and_none_at_all_is_fine() {
        assertThatThrownBy(() -> new WitnessSettings.Log("/a", null, null, "http://a/log", "user", " "))
                .hasMessageContaining("tiles-user and tiles-password");
        assertThat(new WitnessSettings.Log("/a", null, null, "", "", "").tiles())
                .isEmpty();
        assertThat(new WitnessSettings.Log("/a", null, null, "https://a:8443/log", "user", "password").tiles())
                .isEqualTo(URI.create("https://a:8443/log").toString());
    }
}
