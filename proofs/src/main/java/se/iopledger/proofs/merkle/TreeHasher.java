package se.iopledger.proofs.merkle;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The two hashes of RFC 6962 §2.1: of a leaf, SHA-256(0x00 ‖ entry), and of an inner node, SHA-256(0x01 ‖ left ‖
 * right). The one definition of either. One digest is used again and again, so an instance serves one thread.
 */
public final class TreeHasher {

    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    private final MessageDigest digest;

    public TreeHasher() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    /** The leaf hash of an entry, for a caller who needs only one. */
    public static Hash leafHash(byte[] entry) {
        return new TreeHasher().leaf(entry);
    }

    public Hash leaf(byte[] entry) {
        byte[] hash = new byte[Hash.BYTES];
        leaf(entry, 0, entry.length, hash, 0);
        return Hash.at(hash, 0);
    }

    public Hash node(Hash left, Hash right) {
        byte[] hash = new byte[Hash.BYTES];
        node(left.raw(), 0, right.raw(), 0, hash, 0);
        return Hash.at(hash, 0);
    }

    /** Writes the leaf hash of the entry that stands in part of an array. */
    public void leaf(byte[] source, int offset, int length, byte[] target, int targetOffset) {
        digest.update(LEAF);
        digest.update(source, offset, length);
        finish(target, targetOffset);
    }

    /** Writes the hash of the node over two hashes that stand in arrays; the target may be one of them. */
    public void node(byte[] left, int leftOffset, byte[] right, int rightOffset, byte[] target, int targetOffset) {
        digest.update(NODE);
        digest.update(left, leftOffset, Hash.BYTES);
        digest.update(right, rightOffset, Hash.BYTES);
        finish(target, targetOffset);
    }

    /**
     * The root over hashes that stand one after another, a power of two of them.
     *
     * @param scratch changed: at least as long as they are; may be the array that holds them
     */
    public Hash rootOfPerfect(byte[] hashes, int offset, int count, byte[] scratch) {
        if (Integer.bitCount(count) != 1) {
            throw new IllegalArgumentException("a perfect subtree has a power of two leaves, not " + count);
        }
        System.arraycopy(hashes, offset, scratch, 0, count * Hash.BYTES);
        for (int width = count; width > 1; width /= 2) {
            for (int pair = 0; pair < width / 2; pair++) {
                int left = 2 * pair * Hash.BYTES;
                node(scratch, left, scratch, left + Hash.BYTES, scratch, pair * Hash.BYTES);
            }
        }
        return Hash.at(scratch, 0);
    }

    private void finish(byte[] target, int offset) {
        try {
            digest.digest(target, offset, Hash.BYTES);
        } catch (DigestException tooShort) {
            throw new IllegalArgumentException("no room for a hash at " + offset, tooShort);
        }
    }
}
