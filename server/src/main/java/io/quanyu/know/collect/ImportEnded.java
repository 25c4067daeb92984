package io.quanyu.know.collect;

import java.util.UUID;

/**
 * A file was imported as far as it goes: completed, failed or cancelled. What it brought is already
 * in force; whoever derives more from it may begin. Published in the transaction that ends the job.
 *
 * @param importId of the import
 * @param kind what its rows were about
 * @param accepted rows that were imported
 * @param isFollowed whether another import waits, or comes at once, and will end in its turn
 */
public record ImportEnded(UUID importId, ImportKind kind, long accepted, boolean isFollowed) {}
