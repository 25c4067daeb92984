package io.quanyu.brand.store;

import static io.quanyu.brand.store.internal.db.Tables.STORE;

import io.quanyu.brand.organisation.Organisation;
import io.quanyu.brand.organisation.StoreUnit;
import io.quanyu.platform.database.BulkCopy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.springframework.stereotype.Service;

/** The stores of the brand. */
@Service
public final class Stores {
  private final DSLContext db;
  private final BulkCopy bulkCopy;
  private final Clock clock;
  private final Organisation organisation;

  public Stores(DSLContext db, BulkCopy bulkCopy, Clock clock, Organisation organisation) {
    this.db = db;
    this.bulkCopy = bulkCopy;
    this.clock = clock;
    this.organisation = organisation;
  }

  /**
   * Adds stores and completes known ones: what is said replaces what was said, what is not said
   * stays. Each store gets a unit of the organisation if it has none. Runs in the caller's
   * transaction.
   *
   * @param stores some ten thousand at a time; of several about one store the last counts
   */
  public void upsert(List<Store> stores) {
    if (stores.isEmpty()) {
      return;
    }
    var byCode = new LinkedHashMap<String, Store>();
    stores.forEach(store -> byCode.merge(store.storeCode(), store, Store::and));
    db.execute(
        """
        create temp table if not exists staged_store (
          store_code text, name text, province text, city text, address text,
          store_type text, opened_on date)
        on commit delete rows\
        """);
    db.execute("truncate staged_store");
    bulkCopy.into(
        "staged_store",
        List.of("store_code", "name", "province", "city", "address", "store_type", "opened_on"),
        rows ->
            byCode
                .values()
                .forEach(store ->
                    rows.add(
                        store.storeCode(),
                        store.name(),
                        store.province(),
                        store.city(),
                        store.address(),
                        store.storeType(),
                        store.openedOn())));
    // Sorted, so that two imports lock common rows in the same order.
    db.execute(
        """
        insert into brand_store.store as s
          (store_code, name, province, city, address, store_type, opened_on, updated_at)
        select store_code, name, province, city, address, store_type, opened_on, cast(? as timestamptz)
        from staged_store order by store_code collate "C"
        on conflict (store_code) do update set
          name = coalesce(excluded.name, s.name),
          province = coalesce(excluded.province, s.province),
          city = coalesce(excluded.city, s.city),
          address = coalesce(excluded.address, s.address),
          store_type = coalesce(excluded.store_type, s.store_type),
          opened_on = coalesce(excluded.opened_on, s.opened_on),
          updated_at = excluded.updated_at\
        """,
        clock.instant().atOffset(java.time.ZoneOffset.UTC));
    organisation.ensureStores(
        byCode.values().stream()
            .map(store -> new StoreUnit(store.storeCode(), store.name(), store.openedOn()))
            .toList());
  }

  /**
   * Gives those stores a unit that came before there was an organisation, and leaves those that
   * have one as they are. Runs in the caller's transaction.
   */
  void addMissingUnits() {
    organisation.addMissingStores(
        db.select(STORE.STORE_CODE, STORE.NAME, STORE.OPENED_ON)
            .from(STORE)
            .fetch(Records.mapping(StoreUnit::new)));
  }

  /** A store by its code. */
  public Optional<Store> find(String storeCode) {
    return db.select(
            STORE.STORE_CODE,
            STORE.NAME,
            STORE.PROVINCE,
            STORE.CITY,
            STORE.ADDRESS,
            STORE.STORE_TYPE,
            STORE.OPENED_ON)
        .from(STORE)
        .where(STORE.STORE_CODE.eq(storeCode))
        .fetchOptional(Records.mapping(Store::new));
  }

  /**
   * The names of stores; those without a name, or unknown, are left out.
   *
   * @param storeCodes some thousand at most
   */
  public Map<String, String> namesOf(Collection<String> storeCodes) {
    return db.select(STORE.STORE_CODE, STORE.NAME)
        .from(STORE)
        .where(STORE.STORE_CODE.in(new ArrayList<>(storeCodes)).and(STORE.NAME.isNotNull()))
        .fetchMap(STORE.STORE_CODE, STORE.NAME);
  }

  /** How many stores there are. */
  public long count() {
    return db.fetchCount(STORE);
  }
}
