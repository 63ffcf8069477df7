package se.iopledger.shell.command;

import org.jspecify.annotations.Nullable;

/**
 * What makes a request one that can be repeated safely.
 *
 * @param actor who sent it
 * @param key chosen by the sender, unique per municipality and actor
 * @param digest SHA-256 over method, path and body, hexadecimal: the same key with another digest is another request. Of
 *     a request that names a person it is keyed with that person's key, since a body so small could be guessed
 * @param expectedVersion the version that the sender decided on ({@code If-Match}), or null where any will do
 */
public record RequestKey(
        String actor, String key, String digest, @Nullable Long expectedVersion) {
    /** A request for whatever version holds. */
    public RequestKey(String actor, String key, String digest) {
        this(actor, key, digest, null);
    }

    /** The same request, recognised by another digest. */
    public RequestKey with(String otherDigest) {
        return new RequestKey(actor, key, otherDigest, expectedVersion);
    }

    /** The same request, for whatever version holds: its precondition has been checked. */
    public RequestKey withoutPrecondition() {
        return new RequestKey(actor, key, digest);
    }
}
