package io.quanyu.know.identity.internal;

import io.quanyu.core.identity.IdentifierKind;

/** Where identifiers of an exclusive kind are exclusive: one programme, corporation or app. */
public record Namespace(IdentifierKind kind, String scope) {}
