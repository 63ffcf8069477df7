package se.iopledger.proofs.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.tile.EntryReader;
import se.iopledger.proofs.tile.TilePath;

/** Copies of a log to compare: a dump, or a directory of tiles. */
final class Copies {

    private Copies() {}

    static Comparison.Copy open(Path path) {
        return Files.isDirectory(path) ? new Bundles(new LogDirectory(path)) : new Dump(path);
    }

    private static final class Dump implements Comparison.Copy {

        private final EntryReader entries;

        Dump(Path file) {
            this.entries = new EntryReader(InputFiles.open(file), file.toString(), 0);
        }

        @Override
        public @Nullable EntryReader next() throws IOException {
            return entries.next() ? entries : null;
        }

        @Override
        public void close() throws IOException {
            entries.close();
        }
    }

    /** As many entries as the directory's checkpoint states. */
    private static final class Bundles implements Comparison.Copy {

        private final LogDirectory directory;
        private final long size;
        private long position;
        private @Nullable EntryReader current;

        Bundles(LogDirectory directory) {
            this.directory = directory;
            this.size = Checkpoint.parse(directory.checkpoint().text()).size();
        }

        @Override
        public @Nullable EntryReader next() throws IOException {
            if (position == size) {
                return null;
            }
            EntryReader reader = current;
            if (reader == null || position % TilePath.FULL_WIDTH == 0) {
                close();
                long number = position / TilePath.FULL_WIDTH;
                reader = directory.entries(new TilePath.Entries(number, TilePath.widthIn(size, 0, number)));
                current = reader;
            }
            if (!reader.next()) {
                throw new Malformed("the bundle ends before entry " + position);
            }
            position++;
            return reader;
        }

        @Override
        public void close() throws IOException {
            if (current != null) {
                current.close();
            }
        }
    }
}
