package se.iopledger.proofs.note;

import se.iopledger.proofs.Malformed;

/** What a key signs, by the identifier byte of C2SP signed-note, "Signature types". */
public enum SignatureType {
    /** The note's text: what a log signs its checkpoints with. */
    ED25519(0x01),
    /** A checkpoint and a time: what a witness signs with (C2SP tlog-cosignature). */
    COSIGNATURE_V1(0x04);

    private final byte identifier;

    SignatureType(int identifier) {
        this.identifier = (byte) identifier;
    }

    byte identifier() {
        return identifier;
    }

    static SignatureType of(byte identifier) {
        for (SignatureType type : values()) {
            if (type.identifier == identifier) {
                return type;
            }
        }
        throw new Malformed("a key of signature type " + identifier + " is not read here, only 1 (Ed25519) and 4"
                + " (timestamped Ed25519 cosignature)");
    }
}
