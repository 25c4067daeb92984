package io.quanyu.brand.product;

import static io.quanyu.brand.product.internal.db.Tables.SKU;

import io.quanyu.platform.database.BulkCopy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;

/** The catalogue. */
@Service
public final class Products {
  private static final String STAGING = "staged_sku";

  private final DSLContext db;
  private final BulkCopy bulkCopy;
  private final Clock clock;

  public Products(DSLContext db, BulkCopy bulkCopy, Clock clock) {
    this.db = db;
    this.bulkCopy = bulkCopy;
    this.clock = clock;
  }

  /**
   * Adds SKUs and completes known ones: what is said replaces what was said, what is not said
   * stays. Runs in the caller's transaction.
   *
   * @param skus some ten thousand at a time; of several about one SKU the last counts
   */
  public void upsert(List<CatalogueSku> skus) {
    if (skus.isEmpty()) {
      return;
    }
    var bySku = new LinkedHashMap<String, CatalogueSku>();
    skus.forEach(sku -> bySku.merge(sku.skuCode(), sku, CatalogueSku::and));
    db.execute(
        """
        create temp table if not exists staged_sku (
          sku_code text, spu_code text, name text, category text, brand text,
          list_price numeric, currency char(3))
        on commit delete rows\
        """);
    db.execute("truncate staged_sku");
    bulkCopy.into(
        STAGING,
        List.of("sku_code", "spu_code", "name", "category", "brand", "list_price", "currency"),
        rows ->
            bySku
                .values()
                .forEach(sku ->
                    rows.add(
                        sku.skuCode(),
                        sku.spuCode(),
                        sku.name(),
                        sku.category(),
                        sku.brand(),
                        sku.listPrice(),
                        sku.currency() == null ? null : sku.currency().getCurrencyCode())));
    // Sorted, so that two imports lock common rows in the same order.
    db.execute(
        """
        insert into brand_product.sku as s
          (sku_code, spu_code, name, category, brand, list_price, currency, updated_at)
        select sku_code, spu_code, name, category, brand, list_price, currency, cast(? as timestamptz)
        from staged_sku order by sku_code collate "C"
        on conflict (sku_code) do update set
          spu_code = coalesce(excluded.spu_code, s.spu_code),
          name = coalesce(excluded.name, s.name),
          category = coalesce(excluded.category, s.category),
          brand = coalesce(excluded.brand, s.brand),
          list_price = coalesce(excluded.list_price, s.list_price),
          currency = coalesce(excluded.currency, s.currency),
          updated_at = excluded.updated_at\
        """,
        clock.instant().atOffset(java.time.ZoneOffset.UTC));
  }

  /** A SKU by its code. */
  public Optional<CatalogueSku> find(String skuCode) {
    return db.selectFrom(SKU)
        .where(SKU.SKU_CODE.eq(skuCode))
        .fetchOptional(sku ->
            new CatalogueSku(
                sku.getSkuCode(),
                sku.getSpuCode(),
                sku.getName(),
                sku.getCategory(),
                sku.getBrand(),
                sku.getListPrice(),
                sku.getCurrency() == null
                    ? null
                    : java.util.Currency.getInstance(sku.getCurrency())));
  }

  /**
   * The names of SKUs; those without a name, or not in the catalogue, are left out.
   *
   * @param skuCodes some thousand at most
   */
  public Map<String, String> namesOf(Collection<String> skuCodes) {
    return db.select(SKU.SKU_CODE, SKU.NAME)
        .from(SKU)
        .where(SKU.SKU_CODE.in(new ArrayList<>(skuCodes)).and(SKU.NAME.isNotNull()))
        .fetchMap(SKU.SKU_CODE, SKU.NAME);
  }

  /** How many SKUs the catalogue has. */
  public long count() {
    return db.fetchCount(SKU);
  }
}
