package se.iopledger.proofs.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.bundle.ConsistencyBundle;
import se.iopledger.proofs.bundle.TlogProof;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.proofs.tile.EntryBundles;

/**
 * The command line. Ends with 0 if everything that was asked about holds, with 1 if something does not, and with 2 if
 * that could not be found out: the command is not understood, or an input cannot be read.
 */
public final class Main {

    static final int HOLDS = 0;
    static final int DIFFERS = 1;
    static final int NOT_FOUND_OUT = 2;

    private static final int MOST_PROOF_BYTES = 1 << 20;

    private static final String USAGE = """
            Verifies proofs and logs of IOP Ledger, without network and without trusting who serves them.

              proof       --key K [--witness W] PROOF [ENTRY]
                          that the log holds this entry; ENTRY may be left out if it travels in PROOF
              tiles       --key K [--witness W] [--older CHECKPOINT] DIRECTORY
                          a whole log, laid out as C2SP tlog-tiles with its checkpoint
              dump        --key K [--witness W] [--older CHECKPOINT] DUMP CHECKPOINT
                          a whole log, all entries in one file: the bundles of tile/entries one after another
              consistency --key K [--witness W] BUNDLE
              consistency --key K [--witness W] OLDER-CHECKPOINT NEWER-CHECKPOINT DIRECTORY
                          that the log only grew in between
              compare     OLDER NEWER
                          two copies, each a dump or a directory: the first entry that differs
              key new [--for-witness] NAME FILE
                          makes a signing key, writes it to FILE and prints its public key
              key public FILE
                          prints the public key of a signing key

            K and W are public keys (name+id+base64) or files with one a line; K of the log, W of a witness that must
            have cosigned, the checkpoints of --older too. --key, --witness and --older may be repeated.
            Exit code: 0 all holds, 1 something does not, 2 this could not be found out.
            """;

    private final PrintStream out;
    private final PrintStream err;

    private Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out, err));
    }

    /**
     * Runs one command.
     *
     * @param out what was found out
     * @param err progress, and why something could not be found out
     * @return the exit code
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            return new Main(out, err).run(arguments);
        } catch (Malformed | DoesNotHold fault) {
            err.println("proofs: " + fault.getMessage());
        } catch (IOException fault) {
            err.println("proofs: cannot read or write: " + fault.getMessage());
        } catch (RuntimeException | OutOfMemoryError mistake) {
            err.println("proofs: stopped by a mistake in this program, nothing was found out: " + mistake);
        }
        return NOT_FOUND_OUT;
    }

    private int run(List<String> arguments) throws IOException {
        if (arguments.isEmpty()
                || arguments.getFirst().equals("--help")
                || arguments.getFirst().equals("help")) {
            (arguments.isEmpty() ? err : out).print(USAGE);
            return arguments.isEmpty() ? NOT_FOUND_OUT : HOLDS;
        }
        List<String> rest = arguments.subList(1, arguments.size());
        return switch (arguments.getFirst()) {
            case "proof" -> proof(Arguments.parse(rest, "--key", "--witness"));
            case "tiles" -> tiles(Arguments.parse(rest, "--key", "--witness", "--older"));
            case "dump" -> dump(Arguments.parse(rest, "--key", "--witness", "--older"));
            case "consistency" -> consistency(Arguments.parse(rest, "--key", "--witness"));
            case "compare" -> compare(Arguments.parse(rest));
            case "key" -> key(rest);
            default -> throw new Malformed("there is no command " + arguments.getFirst() + "; --help lists them");
        };
    }

    private int proof(Arguments arguments) {
        arguments.mustHaveFiles(1, 2, "a proof, and the entry where the proof does not carry it");
        Verifier verifier = verifier(arguments);
        Path file = arguments.file(0);
        byte[] bytes = InputFiles.bytes(file, MOST_PROOF_BYTES);
        TlogProof proof;
        try {
            proof = TlogProof.parse(bytes);
        } catch (Malformed notAProof) {
            throw notAProof.in(file.toString());
        }
        byte[] entry = arguments.files().size() == 2
                ? InputFiles.bytes(arguments.file(1), EntryBundles.MOST_ENTRY_BYTES)
                : null;
        return print(verifier.proof(proof, entry));
    }

    private int tiles(Arguments arguments) throws IOException {
        arguments.mustHaveFiles(1, 1, "a directory");
        return print(verifier(arguments).tiles(new LogDirectory(arguments.file(0)), older(arguments)));
    }

    private int dump(Arguments arguments) throws IOException {
        arguments.mustHaveFiles(2, 2, "a dump and its checkpoint");
        Path file = arguments.file(0);
        SignedNote checkpoint = InputFiles.note(arguments.file(1));
        List<SignedNote> older = older(arguments);
        Verifier verifier = verifier(arguments);
        return print(verifier.dump(InputFiles.open(file), file.toString(), checkpoint, older));
    }

    private int consistency(Arguments arguments) {
        arguments.mustHaveFiles(1, 3, "a bundle, or two checkpoints and a directory");
        Verifier verifier = verifier(arguments);
        Path file = arguments.file(0);
        if (arguments.files().size() == 2) {
            throw new Malformed(
                    "two checkpoints alone prove nothing: give a bundle, or the directory of the newer one");
        }
        if (arguments.files().size() == 3) {
            return print(verifier.consistency(
                    InputFiles.note(file), InputFiles.note(arguments.file(1)), new LogDirectory(arguments.file(2))));
        }
        byte[] bytes = InputFiles.bytes(file, MOST_PROOF_BYTES);
        try {
            return print(verifier.consistency(ConsistencyBundle.parse(bytes)));
        } catch (Malformed notABundle) {
            throw notABundle.in(file.toString());
        }
    }

    private int compare(Arguments arguments) throws IOException {
        arguments.mustHaveFiles(2, 2, "two copies of a log, the older first");
        try (Comparison.Copy older = Copies.open(arguments.file(0));
                Comparison.Copy newer = Copies.open(arguments.file(1))) {
            return print(new Comparison(err).compare(older, newer));
        }
    }

    private int key(List<String> arguments) throws IOException {
        String action = arguments.isEmpty() ? "" : arguments.getFirst();
        List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        return switch (action) {
            case "new" -> newKey(rest);
            case "public" -> publicKey(Arguments.parse(rest));
            default -> throw new Malformed("key is followed by new or public");
        };
    }

    private int newKey(List<String> arguments) throws IOException {
        boolean forWitness = arguments.contains("--for-witness");
        Arguments names = Arguments.parse(arguments.stream()
                .filter(argument -> !argument.equals("--for-witness"))
                .toList());
        names.mustHaveFiles(2, 2, "the key's name (a log's origin, or a witness's name) and a file to write to");
        SignatureType type = forWitness ? SignatureType.COSIGNATURE_V1 : SignatureType.ED25519;
        SigningKey key = SigningKey.generate(names.files().getFirst(), type, new SecureRandom());
        writeSecret(names.file(1), key.secretText() + "\n");
        out.println(key.verifier().text());
        return HOLDS;
    }

    /** Readable by its owner only, from the first moment; never over another key. */
    private static void writeSecret(Path file, String text) throws IOException {
        FileAttribute<?>[] ownerOnly =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        } catch (FileAlreadyExistsException there) {
            throw new Malformed(file + ": is there already, and a key is never written over another", there);
        } catch (IOException failure) {
            throw new Malformed(file + ": cannot be written: " + failure.getMessage(), failure);
        }
    }

    private int publicKey(Arguments arguments) {
        arguments.mustHaveFiles(1, 1, "a file with a signing key");
        Path file = arguments.file(0);
        String text = InputFiles.text(file);
        try {
            text.lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> out.println(
                            SigningKey.parse(line.strip()).verifier().text()));
            return HOLDS;
        } catch (Malformed notAKey) {
            throw notAKey.in(file.toString());
        }
    }

    private Verifier verifier(Arguments arguments) {
        Trust trust = new Trust(
                arguments.option("--key").stream()
                        .flatMap(key -> InputFiles.keys(key).stream())
                        .toList(),
                arguments.option("--witness").stream()
                        .flatMap(key -> InputFiles.keys(key).stream())
                        .toList());
        if (trust.logKeys().isEmpty()) {
            throw new Malformed("--key is missing: whose log should this be?");
        }
        if (!trust.misplaced().isEmpty()) {
            throw new Malformed("a log's key goes with --key and a witness's with --witness; not so "
                    + trust.misplaced().getFirst());
        }
        return new Verifier(trust, err);
    }

    private static List<SignedNote> older(Arguments arguments) {
        return arguments.option("--older").stream()
                .map(file -> InputFiles.note(InputFiles.path(file)))
                .toList();
    }

    private int print(Report report) {
        report.lines().forEach(out::println);
        return report.allHolds() ? HOLDS : DIFFERS;
    }
}
