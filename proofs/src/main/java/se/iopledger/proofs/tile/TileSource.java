package se.iopledger.proofs.tile;

/** Where tiles of hashes are kept. */
@FunctionalInterface
public interface TileSource {

    /**
     * The tile's hashes one after another: 32 times its width bytes. A partial tile may be cut from a wider one.
     *
     * @throws se.iopledger.proofs.Malformed if the tile is missing or shorter than that
     */
    byte[] read(TilePath.Hashes tile);
}
