package io.quanyu.know.collect.internal.job;

import java.util.List;

/** A row that waits in quarantine, with its original cells. */
record QuarantinedRow(long line, String reason, List<String> cells) {}
