package io.quanyu.brand.organisation;

import java.util.UUID;

/** What a unit is and how it is called today. */
public record NamedUnit(UUID id, UnitKind kind, String name) {}
