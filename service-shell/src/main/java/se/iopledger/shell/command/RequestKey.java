package se.iopledger.shell.command;

/**
 * What makes a request one that can be repeated safely.
 *
 * @param actor who sent it
 * @param key chosen by the sender, unique per municipality and actor
 * @param digest SHA-256 over method, path and body, hexadecimal: the same key with another digest is another request
 */
public record RequestKey(String actor, String key, String digest) {}
