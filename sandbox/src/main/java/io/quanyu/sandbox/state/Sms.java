package io.quanyu.sandbox.state;

import org.jspecify.annotations.Nullable;

/**
 * One SMS that was taken.
 *
 * @param ref what the sender calls the receiver
 * @param to {@code +86} and 11 digits
 * @param personId who got it; null: nobody has this number
 */
public record Sms(String ref, String to, String text, @Nullable String personId) {}
