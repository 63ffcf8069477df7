package se.iopledger.contracts.personal;

/**
 * A text about a person, encrypted under a key that belongs to this data subject alone: AES-256 in Galois/Counter Mode
 * with a tag of 128 bits (NIST SP 800-38D). It can be decrypted only in the event and the field that it was written
 * for, only by the service that wrote it, and by nobody once the data subject has been erased.
 *
 * @param dataSubject opaque id of the person
 * @param nonce 96 random bits, in Base64 (RFC 4648 section 4)
 * @param ciphertext the text, padded so that its length says little, encrypted, and followed by the tag; in Base64
 */
public record PersonalText(String dataSubject, String nonce, String ciphertext) {
    @Override
    public String toString() {
        return "PersonalText of " + dataSubject;
    }
}
