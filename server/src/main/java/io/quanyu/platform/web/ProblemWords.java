package io.quanyu.platform.web;

/**
 * What a {@link ProblemCode} says.
 *
 * @param slug the name within the module, in kebab case; stable for ever: clients branch on it
 * @param category the kind of refusal
 * @param title what is wrong in general, a few English words without a full stop
 * @param titleZh the same in Chinese
 */
public record ProblemWords(String slug, ProblemCategory category, String title, String titleZh) {}
