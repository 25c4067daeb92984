package io.quanyu.platform.warehouse;

import java.time.Duration;

/**
 * What the warehouse may take of the machine.
 *
 * @param memory the engine's memory, outside the Java heap, as it writes it, e.g. {@code 1GB};
 *     beyond it large questions go to temporary files
 * @param temporaryDisk most that temporary files may take, e.g. {@code 20GB}
 * @param threads processors that one question may use
 * @param questionsMax questions that run at the same time
 * @param waitingMax questions that may wait for their turn; more are refused as busy
 * @param timeout longest time from asking to the whole answer
 */
public record WarehouseLimits(
    String memory,
    String temporaryDisk,
    int threads,
    int questionsMax,
    int waitingMax,
    Duration timeout) {}
