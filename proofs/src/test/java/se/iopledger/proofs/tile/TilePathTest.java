package se.iopledger.proofs.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.proofs.Malformed;

class TilePathTest {

    @Test
    void paths_are_written_as_the_specification_does() {
        assertThat(new TilePath.Hashes(0, 1_234_067, 256).text()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new TilePath.Hashes(1, 0, 17).text()).isEqualTo("tile/1/000.p/17");
        assertThat(new TilePath.Entries(273, 112).text()).isEqualTo("tile/entries/273.p/112");
        assertThat(new TilePath.Hashes(3, 1_000, 256).text()).isEqualTo("tile/3/x001/000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/000",
                "tile/0/x001/x234/067",
                "tile/63/999.p/1",
                "tile/entries/x001/000.p/255",
                "tile/5/x036/x028/x797/x018/x963/967"
            })
    void a_path_is_read_as_it_was_written(String path) {
        assertThat(TilePath.parse(path).text()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile",
                "/tile/0/000",
                "tile/0/000/",
                "tile/00/000",
                "tile/01/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/0/0",
                "tile/0/0000",
                "tile/0/x000/000",
                "tile/0/x000/x001/000",
                "tile/0/001/000",
                "tile/0/x001",
                "tile/0/x001/x000",
                "tile/0/000.p/0",
                "tile/0/000.p/00",
                "tile/0/000.p/01",
                "tile/0/000.p/256",
                "tile/0/000.p/999",
                "tile/0/000.p/",
                "tile/0/000.p",
                "tile/0/000.p/1/",
                "tile/entries/0",
                "tile/data/000",
                "tile/0/٠٠٠",
                "tile/0/x999/x999/x999/x999/x999/x999/999",
                "tile/0/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/999",
                "tile/0/../000",
                "tile/0/000\n"
            })
    void any_other_way_to_write_a_path_is_refused(String path) {
        assertThatThrownBy(() -> TilePath.parse(path)).isInstanceOf(Malformed.class);
    }

    @Test
    void a_tree_of_70000_has_the_tiles_that_the_specification_counts() {
        List<TilePath.Hashes> tiles = TilePath.tilesOf(70_000);
        assertThat(tiles.stream().filter(tile -> tile.level() == 0 && tile.isFull()))
                .hasSize(273);
        assertThat(tiles.stream().filter(tile -> !tile.isFull()).map(TilePath::text))
                .containsExactly("tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1");
        assertThat(tiles.stream().filter(tile -> tile.level() == 1 && tile.isFull()))
                .hasSize(1);
        assertThat(tiles).hasSize(273 + 1 + 1 + 1 + 1);
        assertThat(TilePath.tilesOf(256).stream().map(TilePath::text)).containsExactly("tile/0/000", "tile/1/000.p/1");
        assertThat(TilePath.tilesOf(0)).isEmpty();
    }

    @Test
    void what_lies_beyond_the_log_is_known_to() {
        assertThat(TilePath.parse("tile/0/000.p/5").isWithin(5)).isTrue();
        assertThat(TilePath.parse("tile/0/000.p/5").isWithin(700)).isTrue();
        assertThat(TilePath.parse("tile/0/000.p/6").isWithin(5)).isFalse();
        assertThat(TilePath.parse("tile/0/000").isWithin(255)).isFalse();
        assertThat(TilePath.parse("tile/0/001").isWithin(256)).isFalse();
        assertThat(TilePath.parse("tile/1/000.p/1").isWithin(255)).isFalse();
        assertThat(TilePath.parse("tile/1/000.p/1").isWithin(256)).isTrue();
        assertThat(TilePath.parse("tile/63/000.p/1").isWithin(Long.MAX_VALUE)).isFalse();
        assertThat(TilePath.parse("tile/entries/000.p/1").isWithin(0)).isFalse();
    }
}
