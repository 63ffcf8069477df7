/**
 * Checks what the files of the repository say about each other: the table of clauses against the tests, the container
 * setup against the services' code, the list of dependencies against the poms, links against files.
 *
 * <p>Boundary: reads files only and starts nothing. It depends on no other module's classes: sources are parsed, so that
 * a check needs no build of theirs and never looks at an outdated one.
 */
@NullMarked
package se.iopledger.local.repository;

import org.jspecify.annotations.NullMarked;
