package io.quanyu.brand.organisation;

import java.time.LocalDate;

/**
 * The organisation at a glance.
 *
 * @param today by the business zone: from which day changes may take effect
 * @param root the headquarters
 * @param openUnits how many units are open today, the root among them
 */
public record OrganisationSummary(LocalDate today, Unit root, long openUnits) {}
