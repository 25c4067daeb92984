package io.quanyu.know.purchase;

import java.util.UUID;

/**
 * What makes a line itself and no other: where it was read. Two equal lines of one file are two
 * facts.
 *
 * @param source the first 16 bytes of the file's SHA-256, or another id of a stream of lines
 * @param lineNo number of the line within the source, from 1
 */
public record LineKey(UUID source, long lineNo) {}
