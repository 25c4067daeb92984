package io.quanyu.know.export;

/**
 * What would come of a request.
 *
 * @param rows customers now
 * @param rowsMax the most that a file may hold
 * @param needsApproval whether a second person must allow it
 */
public record ExportEstimate(long rows, int rowsMax, boolean needsApproval) {}
