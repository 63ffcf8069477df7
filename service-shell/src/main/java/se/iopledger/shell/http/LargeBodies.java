package se.iopledger.shell.http;

/**
 * A path whose bodies may be larger than those of other commands: documents from outside, which the service did not ask
 * for. One that is larger still reaches its endpoint without its bytes, as an {@link OversizedBody}, so that what came is
 * kept for a person; nothing of it is held in memory.
 *
 * @param path as {@code /invoices/ubl}
 * @param mostBytes up to which a body is read
 */
public record LargeBodies(String path, int mostBytes) {}
