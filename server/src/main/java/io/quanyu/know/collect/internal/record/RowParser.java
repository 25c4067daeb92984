package io.quanyu.know.collect.internal.record;

import io.quanyu.brand.product.CatalogueSku;
import io.quanyu.brand.store.Store;
import io.quanyu.know.collect.ImportMapping;
import io.quanyu.know.collect.OrderRules;
import io.quanyu.know.collect.internal.mapping.ImportFields;
import io.quanyu.know.collect.internal.reading.SourceRow;
import io.quanyu.know.profile.PersonalValues;
import io.quanyu.know.purchase.ItemKind;
import io.quanyu.know.purchase.OrderKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Turns rows into records by a mapping; what cannot be turned is told why. Not thread-safe. */
public final class RowParser {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Fields fields;
  private final Claims claims;
  private final ImportTerms terms;
  private final OrderRules rules;
  private final Set<String> chargeSkus;
  private final LongFunction<ImportRecord> recordOf;

  /**
   * @param mapping checked before: it names columns of this file and all that is required
   * @param columns names of the file's columns
   * @param terms what the operator says about the whole file
   */
  public RowParser(ImportMapping mapping, List<String> columns, ImportTerms terms) {
    this.fields = new Fields(mapping, columns, terms.zone());
    this.claims = new Claims(fields, terms);
    this.terms = terms;
    this.rules = OrderRules.orNone(mapping.orderRules());
    this.chargeSkus = rules.upperCaseChargeSkus();
    this.recordOf =
        switch (mapping.kind()) {
          case ORDERS -> this::orderLine;
          case CUSTOMERS -> line -> person(line, ImportFields.ACCOUNT_ID);
          case HOUSEHOLDS -> line -> person(line, ImportFields.HOUSEHOLD_ID);
          case PRODUCTS -> this::article;
          case STORES -> this::shop;
          case EVENTS -> this::behaviour;
        };
  }

  /** The record of a row, or why there is none. */
  public ParsedRow parse(SourceRow row) {
    return switch (row) {
      case SourceRow.Damaged(var line, var values, var damage) ->
          new ParsedRow.Rejected(line, damage.slug(), values, false);
      case SourceRow.Whole(var line, var values) -> {
        fields.moveTo(values);
        try {
          yield new ParsedRow.Accepted(recordOf.apply(line), fields.notices());
        } catch (RowRefusedException e) {
          yield new ParsedRow.Rejected(line, e.reason(), values, true);
        }
      }
    };
  }

  private ImportRecord orderLine(long line) {
    var orderNo = fields.requiredKey(ImportFields.ORDER_NO);
    var placedAt = fields.requiredInstant(ImportFields.PLACED_AT);
    var sku = fields.requiredKey(ImportFields.SKU);
    var quantity = fields.requiredDecimal(ImportFields.QUANTITY);
    var unitPrice = fields.decimal(ImportFields.UNIT_PRICE);
    var currency = currency();
    long total = lineTotalMinor(quantity, unitPrice, currency);
    boolean isFree = unitPrice != null ? unitPrice.signum() == 0 : total == 0;
    return new ImportRecord.OrderLine(
        line,
        claims.ofOrder(placedAt),
        orderNo,
        kindOf(orderNo, isFree && quantity.signum() < 0),
        placedAt,
        fields.key(ImportFields.STORE_CODE),
        currency,
        sku,
        fields.text(ImportFields.ITEM_NAME),
        chargeSkus.contains(sku.toUpperCase(Locale.ROOT)) ? ItemKind.CHARGE : ItemKind.PRODUCT,
        quantity,
        unitPrice,
        total);
  }

  private OrderKind kindOf(String orderNo, boolean takesAwayForNothing) {
    if (rules.cancels(orderNo)) {
      return OrderKind.CANCELLATION;
    }
    if (rules.adjusts(orderNo)) {
      return OrderKind.ADJUSTMENT;
    }
    return takesAwayForNothing ? OrderKind.STOCK_CORRECTION : OrderKind.SALE;
  }

  /** The only place where money is rounded: prices keep every digit until here. */
  private long lineTotalMinor(
      BigDecimal quantity, @Nullable BigDecimal unitPrice, Currency currency) {
    var total = fields.decimal(ImportFields.LINE_TOTAL);
    if (total == null) {
      if (unitPrice == null) {
        throw new RowRefusedException("missing-amount");
      }
      total = quantity.multiply(unitPrice);
      var discount = fields.decimal(ImportFields.DISCOUNT);
      if (discount != null) {
        // Written as 5 or as -5, it lowers what is paid, and what is paid back.
        var off = discount.abs();
        total = total.signum() < 0 ? total.add(off) : total.subtract(off);
      }
    }
    try {
      return total
          .movePointRight(currency.getDefaultFractionDigits())
          .setScale(0, RoundingMode.HALF_UP)
          .longValueExact();
    } catch (ArithmeticException e) {
      throw new RowRefusedException("too-large-amount");
    }
  }

  private Currency currency() {
    var own = fields.currency();
    var currency = own != null ? own : terms.currency();
    if (currency == null) {
      throw new RowRefusedException("missing-currency");
    }
    if (currency.getDefaultFractionDigits() < 0) {
      throw new RowRefusedException("bad-currency");
    }
    return currency;
  }

  private ImportRecord person(long line, String accountField) {
    var phone = fields.usefulPhone(ImportFields.PHONE_FIELD);
    var email = fields.usefulEmail(ImportFields.EMAIL_FIELD);
    var name = fields.text(ImportFields.NAME);
    var birthday = fields.usefulDate(ImportFields.BIRTHDAY);
    var gender = fields.usefulGender(ImportFields.GENDER);
    var registeredAt = fields.usefulInstant(ImportFields.REGISTERED_AT);
    var updatedAt = fields.usefulInstant(ImportFields.UPDATED_AT);
    var statedAt = updatedAt != null ? updatedAt : registeredAt;
    var who =
        claims.ofPerson(
            accountField,
            phone,
            email,
            name,
            birthday,
            gender,
            statedAt != null ? statedAt : terms.importedAt());
    return new ImportRecord.Person(
        line,
        who,
        new PersonalValues(
            name,
            fields.text(ImportFields.NICKNAME),
            phone,
            email,
            fields.text(ImportFields.ADDRESS),
            fields.key(ImportFields.MEMBER_NO)),
        gender,
        birthday,
        fields.text(ImportFields.PROVINCE),
        fields.text(ImportFields.CITY),
        registeredAt,
        fields.attributes());
  }

  private ImportRecord behaviour(long line) {
    var event = fields.requiredKey(ImportFields.EVENT);
    var occurredAt = fields.requiredInstant(ImportFields.OCCURRED_AT);
    var who =
        claims.ofPerson(
            ImportFields.ACCOUNT_ID,
            fields.usefulPhone(ImportFields.PHONE_FIELD),
            fields.usefulEmail(ImportFields.EMAIL_FIELD),
            null,
            null,
            null,
            occurredAt);
    return new ImportRecord.Behaviour(line, who, event, occurredAt, properties());
  }

  private Map<String, String> properties() {
    var json = fields.raw(ImportFields.PROPERTIES);
    if (json == null) {
      return fields.attributes();
    }
    var properties = new LinkedHashMap<String, String>();
    try {
      for (var property : MAPPER.readTree(json).properties()) {
        var value = property.getValue();
        if (!value.isNull() && !property.getKey().isBlank()) {
          properties.put(property.getKey(), value.isString() ? value.asString() : value.toString());
        }
      }
    } catch (JacksonException e) {
      throw new RowRefusedException("bad-properties");
    }
    properties.putAll(fields.attributes());
    return properties;
  }

  private ImportRecord article(long line) {
    var listPrice = fields.decimal(ImportFields.LIST_PRICE);
    return new ImportRecord.Article(
        line,
        new CatalogueSku(
            fields.requiredKey(ImportFields.SKU),
            fields.key(ImportFields.SPU),
            fields.text(ImportFields.NAME),
            fields.text(ImportFields.CATEGORY),
            fields.text(ImportFields.BRAND),
            listPrice,
            listPrice == null ? null : currency()));
  }

  private ImportRecord shop(long line) {
    return new ImportRecord.Shop(
        line,
        new Store(
            fields.requiredKey(ImportFields.STORE_CODE),
            fields.text(ImportFields.NAME),
            fields.text(ImportFields.PROVINCE),
            fields.text(ImportFields.CITY),
            fields.text(ImportFields.ADDRESS),
            fields.text(ImportFields.STORE_TYPE),
            fields.usefulDate(ImportFields.OPENED_ON)));
  }
}
