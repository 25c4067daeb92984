package io.quanyu.know.collect.internal.job;

import io.quanyu.know.collect.ImportKind;
import io.quanyu.know.collect.ImportMapping;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as it is stored.
 *
 * @param jobNo dense number, ascending by age
 * @param id public id
 * @param uploadId the file
 * @param fileName for people
 * @param fileBytes size of the file
 * @param replaysJobNo the import whose quarantined rows this one runs again; null for a file
 * @param source first half of the key of its lines, see {@code LineKey}
 * @param channel code of the channel
 * @param currency of amounts whose row does not tell; null if rows tell
 * @param zone of local times, IANA; null if times tell
 * @param moreFollows whoever brought the file brings the next one at once
 * @param orders distinct documents
 * @param customers distinct customers; 0 until it ends
 * @param failure one sentence; null unless it failed
 */
public record ImportJob(
    int jobNo,
    UUID id,
    UUID uploadId,
    String fileName,
    long fileBytes,
    @Nullable Integer replaysJobNo,
    UUID source,
    ImportKind kind,
    String channel,
    ImportMapping mapping,
    @Nullable String currency,
    @Nullable String zone,
    boolean moreFollows,
    ImportState state,
    boolean cancelRequested,
    ImportCounts counts,
    long orders,
    long customers,
    @Nullable String failure,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {}
