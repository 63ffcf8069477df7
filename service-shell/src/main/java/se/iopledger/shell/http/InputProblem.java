package se.iopledger.shell.http;

/**
 * One thing that is wrong with a request.
 *
 * @param field JSON pointer into the body, or the name of a header or parameter
 * @param rule the rule it breaks, a sentence in one word
 * @param detail what is wrong, for a person; never repeats a value that may be a personal identity number
 */
public record InputProblem(String field, String rule, String detail) {}
