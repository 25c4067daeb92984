package io.quanyu.platform.web;

/**
 * What is wrong with one part of a request.
 *
 * @param field where, dotted: {@code mapping.columns.orderNo}
 * @param detail what is wrong and what would be right
 */
public record FieldError(String field, String detail) {}
