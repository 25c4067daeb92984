package io.quanyu.know.collect.internal.mapping;

import io.quanyu.know.collect.ImportKind;
import io.quanyu.know.collect.ImportMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a mapping can be run at all, told in sentences for the operator. */
public final class MappingCheck {
  private MappingCheck() {}

  /** Something wrong with one field of a mapping. */
  public record Fault(String field, String detail) {}

  /** All that is wrong with {@code mapping} for a file with these columns; empty if it can run. */
  public static List<Fault> faultsOf(ImportMapping mapping, List<String> columns) {
    var faults = new ArrayList<Fault>();
    mapping
        .columns()
        .forEach((field, column) -> {
          if (ImportFields.of(mapping.kind()).stream().noneMatch(f -> f.field().equals(field))) {
            faults.add(new Fault(field, "There is no field " + field + " in this kind."));
          } else if (!columns.contains(column)) {
            faults.add(new Fault(field, "The file has no column “" + column + "”."));
          }
        });
    for (var attribute : mapping.attributes()) {
      if (!columns.contains(attribute)) {
        faults.add(new Fault("attributes", "The file has no column “" + attribute + "”."));
      }
    }
    faults.addAll(missingIn(mapping));
    if (mapping.dateFormat() != null) {
      try {
        new MomentText(null, mapping.dateFormat());
      } catch (IllegalArgumentException e) {
        faults.add(
            new Fault("dateFormat", "“" + mapping.dateFormat() + "” is not a date pattern."));
      }
    }
    return faults;
  }

  /** The required fields that neither a column nor a constant gives. */
  public static List<Fault> missingIn(ImportMapping mapping) {
    var faults = new ArrayList<Fault>();
    for (var field : ImportFields.of(mapping.kind())) {
      if (field.required() && !isGiven(mapping, field)) {
        faults.add(new Fault(field.field(), "Say which column holds " + field.field() + "."));
      }
    }
    for (var group : ImportFields.groupsOf(mapping.kind())) {
      if (group.stream().noneMatch(field -> isGiven(mapping, field))) {
        var names = group.stream().map(ImportField::field).collect(Collectors.joining(", "));
        faults.add(
            new Fault(group.getFirst().field(), "Say which column holds one of: " + names + "."));
      }
    }
    return faults;
  }

  /** Whether amounts are imported of which the mapping does not tell the currency. */
  public static boolean needsCurrency(ImportMapping mapping) {
    boolean hasAmounts =
        mapping.kind() == ImportKind.ORDERS
            || mapping.columns().containsKey(ImportFields.LIST_PRICE);
    return hasAmounts
        && !mapping.columns().containsKey(ImportFields.CURRENCY)
        && !mapping.constants().containsKey(ImportMapping.CURRENCY);
  }

  private static boolean isGiven(ImportMapping mapping, ImportField field) {
    return mapping.columns().containsKey(field.field())
        || mapping.constants().containsKey(field.field());
  }
}
