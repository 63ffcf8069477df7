package se.iopledger.proofs.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Frontier;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.merkle.MerkleTree;
import se.iopledger.proofs.merkle.Trees;

class TileTreeTest {

    /** Two levels of full tiles and a third above them. */
    private static final int LARGE = 66_000;

    private static final List<Hash> LEAVES = Trees.leaves(LARGE);

    @Test
    void each_tile_holds_the_hashes_that_the_specification_defines() {
        MemoryTiles tiles = new MemoryTiles(LEAVES);
        for (TilePath.Hashes tile : TilePath.tilesOf(LARGE)) {
            byte[] hashes = tiles.read(tile);
            assertThat(hashes).hasSize(tile.width() * Hash.BYTES);
            int span = 1 << (8 * tile.level());
            for (int i = 0; i < tile.width(); i++) {
                int first = Math.toIntExact((tile.number() * 256 + i) * span);
                assertThat(Hash.at(hashes, i * Hash.BYTES))
                        .as("hash %d of %s", i, tile)
                        .isEqualTo(Trees.root(LEAVES.subList(first, first + span)));
            }
        }
    }

    @Test
    void the_root_is_that_of_the_growing_tree_at_each_size() {
        Frontier frontier = new Frontier();
        MemoryTiles tiles = new MemoryTiles(List.of());
        assertThat(tiles.tree().root()).isEqualTo(Hash.OF_EMPTY_TREE);
        for (Hash leaf : LEAVES.subList(0, 1_500)) {
            frontier.append(leaf);
            tiles.append(leaf);
            assertThat(tiles.tree().root()).as("size %d", frontier.size()).isEqualTo(frontier.root());
        }
    }

    @Test
    void a_tree_goes_on_from_its_tiles_wherever_it_stopped() {
        for (int size : new int[] {0, 1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 65_999}) {
            MemoryTiles stopped = new MemoryTiles(LEAVES.subList(0, size));
            TileTree resumed = TileTree.of(size, stopped);
            assertThat(resumed.root())
                    .as("size %d", size)
                    .isEqualTo(stopped.tree().root());
            resumed.append(LEAVES.get(size), (tile, hashes) -> {});
            assertThat(resumed.root()).as("one after size %d", size).isEqualTo(Trees.root(LEAVES.subList(0, size + 1)));
            assertThat(resumed.size()).isEqualTo(size + 1);
        }
    }

    @Test
    void proofs_come_from_tiles_of_a_tree_that_has_grown_on() {
        MemoryTiles tiles = new MemoryTiles(LEAVES);
        for (int size : new int[] {1, 2, 200, 256, 257, 600, 65_536, 65_700, 66_000}) {
            MerkleTree tree = new MerkleTree(new TileHashes(tiles, size));
            Hash root = Trees.root(LEAVES.subList(0, size));
            assertThat(tree.root(size)).isEqualTo(root);
            for (int index : new int[] {0, size / 3, size - 1}) {
                tree.inclusion(index, size).verify(LEAVES.get(index), root);
            }
            for (int from : new int[] {1, (size + 1) / 2, size}) {
                tree.consistency(from, size).verify(Trees.root(LEAVES.subList(0, from)), root);
            }
        }
    }

    @Test
    void hashes_beyond_the_size_are_not_given() {
        TileHashes hashes = new TileHashes(new MemoryTiles(LEAVES.subList(0, 300)), 280);
        assertThatThrownBy(() -> hashes.read(0, 280)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hashes.read(3, 35)).isInstanceOf(IllegalArgumentException.class);
        assertThat(hashes.read(3, 34)).isEqualTo(Trees.root(LEAVES.subList(272, 280)));
    }

    @Test
    void a_tile_that_is_cut_off_is_refused() {
        TileHashes hashes = new TileHashes(tile -> new byte[tile.width() * Hash.BYTES - 1], 300);
        assertThatThrownBy(() -> hashes.read(0, 0))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("tile/0/000");
    }
}
