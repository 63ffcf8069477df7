/**
 * The data folder: what survives between two runs (databases, topics, passwords, the business date), and that only one
 * run uses it at a time.
 */
@NullMarked
package se.iopledger.local.folder;

import org.jspecify.annotations.NullMarked;
