package io.quanyu.know.consent;

import java.time.Instant;

/**
 * What customers are asked, word for word. Never changed once published: decisions name it.
 *
 * @param textVersion 1, 2 … of its purpose
 * @param publishedBy username; {@code -} for what came with the program
 */
public record PurposeText(
    int textVersion, String textZh, String textEn, Instant publishedAt, String publishedBy) {}
