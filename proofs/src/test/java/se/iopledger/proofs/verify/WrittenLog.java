package se.iopledger.proofs.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import se.iopledger.proofs.bundle.TlogProof;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.merkle.MerkleTree;
import se.iopledger.proofs.merkle.TreeHasher;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.proofs.tile.EntryBundles;
import se.iopledger.proofs.tile.MemoryTiles;
import se.iopledger.proofs.tile.TileHashes;
import se.iopledger.proofs.tile.TilePath;

/** A small log in memory that is written to files as auditors get them. */
final class WrittenLog {

    static final String ORIGIN = "log.example/a";
    static final SigningKey KEY = SigningKey.generate(ORIGIN, SignatureType.ED25519, new SecureRandom());

    private final List<byte[]> entries = new ArrayList<>();

    WrittenLog(int size) {
        for (int position = 0; position < size; position++) {
            add(position, "\"id\":\"" + position + "\",\"data\":{}}");
        }
    }

    private WrittenLog(List<byte[]> entries) {
        this.entries.addAll(entries);
    }

    /** The same log with something done to its entries. */
    WrittenLog with(Change change) {
        WrittenLog changed = new WrittenLog(entries);
        change.apply(changed.entries);
        return changed;
    }

    interface Change {
        void apply(List<byte[]> entries);
    }

    static byte[] entry(long position, String tail) {
        Instant recorded = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(position);
        String time = recorded.toString().replace("Z", ".000000Z");
        return ("{\"specversion\":\"1.0\",\"sequence\":\"" + position + "\",\"recordedtime\":\"" + time + "\"," + tail)
                .getBytes(StandardCharsets.UTF_8);
    }

    void add(long position, String tail) {
        entries.add(entry(position, tail));
    }

    List<byte[]> entries() {
        return entries;
    }

    private List<Hash> leaves() {
        return entries.stream().map(TreeHasher::leafHash).toList();
    }

    Hash root() {
        return new MemoryTiles(leaves()).tree().root();
    }

    SignedNote checkpoint() {
        return new Checkpoint(ORIGIN, entries.size(), root()).signedBy(List.of(KEY));
    }

    TlogProof proof(long index) {
        MerkleTree tree = new MerkleTree(new TileHashes(new MemoryTiles(leaves()), entries.size()));
        return TlogProof.of(tree.inclusion(index, entries.size()), checkpoint());
    }

    Path writeCheckpoint(Path file) {
        return write(file, checkpoint().bytes());
    }

    Path writeDump(Path file) {
        return write(file, EntryBundles.encode(entries));
    }

    /** All tiles, all bundles and the checkpoint. */
    Path writeTiles(Path directory) {
        MemoryTiles tiles = new MemoryTiles(leaves());
        for (TilePath.Hashes tile : TilePath.tilesOf(entries.size())) {
            write(directory.resolve(tile.text()), tiles.read(tile));
        }
        writeEntries(directory);
        writeCheckpoint(directory.resolve("checkpoint"));
        return directory;
    }

    /** The entry bundles only. */
    void writeEntries(Path directory) {
        for (long number = 0; TilePath.widthIn(entries.size(), 0, number) > 0; number++) {
            int width = TilePath.widthIn(entries.size(), 0, number);
            int first = Math.toIntExact(number * 256);
            write(
                    directory.resolve(new TilePath.Entries(number, width).text()),
                    EntryBundles.encode(entries.subList(first, first + width)));
        }
    }

    static Path write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.write(file, bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What the program said and how it ended. */
    record Run(int exitCode, String out, String err) {

        static Run of(Object... arguments) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            List<String> words = new ArrayList<>();
            for (Object argument : arguments) {
                words.add(argument.toString());
            }
            int exitCode = Main.run(
                    words,
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8));
            return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }
}
