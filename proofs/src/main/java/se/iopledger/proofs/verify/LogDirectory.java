package se.iopledger.proofs.verify;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.tile.EntryBundles;
import se.iopledger.proofs.tile.EntryReader;
import se.iopledger.proofs.tile.TilePath;
import se.iopledger.proofs.tile.TileSource;

/**
 * A directory laid out as the paths of C2SP tlog-tiles: {@code checkpoint}, {@code tile/…} and {@code tile/entries/…}.
 * Where a partial tile is missing, the full one that replaced it is read instead, as the specification allows.
 */
public final class LogDirectory implements TileSource {

    private static final int MOST_BUNDLE_BYTES = TilePath.FULL_WIDTH * (2 + EntryBundles.MOST_ENTRY_BYTES);

    private final Path directory;

    public LogDirectory(Path directory) {
        this.directory = directory;
    }

    /** @throws Malformed if there is none, or it cannot be read */
    public SignedNote checkpoint() {
        return InputFiles.note(directory.resolve("checkpoint"));
    }

    @Override
    public byte[] read(TilePath.Hashes tile) {
        Path file = present(tile, new TilePath.Hashes(tile.level(), tile.number(), TilePath.FULL_WIDTH));
        byte[] hashes = InputFiles.bytes(file, TilePath.FULL_WIDTH * Hash.BYTES);
        int wanted = tile.width() * Hash.BYTES;
        if (hashes.length < wanted) {
            throw new Malformed(file + ": cut off at byte " + hashes.length + " of " + wanted);
        }
        if (hashes.length > wanted && isItself(tile)) {
            throw new Malformed(file + ": goes on after its " + wanted + " bytes");
        }
        return Arrays.copyOf(hashes, wanted);
    }

    /** The entries of a bundle, to be read one by one; goes on after those that the path promises where it is not {@link #isItself}. */
    EntryReader entries(TilePath.Entries bundle) {
        Path file = present(bundle, new TilePath.Entries(bundle.number(), TilePath.FULL_WIDTH));
        byte[] bytes = InputFiles.bytes(file, MOST_BUNDLE_BYTES);
        return new EntryReader(
                new BufferedInputStream(new ByteArrayInputStream(bytes)), file.toString(), bundle.firstPosition());
    }

    /** Whether it stands under its own name, and not in the full one that replaced it: then nothing may follow in it. */
    boolean isItself(TilePath path) {
        return path.isFull() || Files.exists(directory.resolve(path.text()));
    }

    private Path present(TilePath wanted, TilePath full) {
        Path file = directory.resolve(wanted.text());
        Path fullFile = directory.resolve(full.text());
        return !Files.exists(file) && Files.exists(fullFile) ? fullFile : file;
    }
}
