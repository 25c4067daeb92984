package io.quanyu.brand.organisation;

import io.quanyu.brand.organisation.internal.ChangingUnits;
import io.quanyu.brand.organisation.internal.NumberedUnit;
import io.quanyu.brand.organisation.internal.StoreDetailSql;
import io.quanyu.brand.organisation.internal.StoreMapSql;
import io.quanyu.platform.web.ProblemException;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What is known of those units that are stores. */
@Service
public final class StoreUnits {

  private final ChangingUnits changing;
  private final StoreDetailSql details;
  private final StoreMapSql places;
  private final TransactionTemplate transactions;

  public StoreUnits(
      ChangingUnits changing,
      StoreDetailSql details,
      StoreMapSql places,
      TransactionTemplate transactions) {
    this.changing = changing;
    this.details = details;
    this.places = places;
    this.transactions = transactions;
  }

  /** The open stores on a map. */
  public StoreMap map() {
    return places.read();
  }

  /**
   * What is known of a store.
   *
   * @throws ProblemException {@link OrganisationProblem#NOT_A_STORE} for another unit
   */
  public VersionedStore get(UUID unitId) {
    var store = store(changing.get(unitId));
    return new VersionedStore(
        details.find(store.unitNo()).orElse(StoreDetails.UNKNOWN), store.unit().version());
  }

  /**
   * Replaces what is known of a store.
   *
   * @param version of the unit, from which the change was made
   * @throws ProblemException {@link OrganisationProblem#UNIT_CHANGED} if it has another one by now,
   *     and see {@link #get}
   */
  public VersionedStore replace(UUID unitId, int version, StoreDetails known) {
    transactions.executeWithoutResult(_ -> {
      var store = store(changing.touched(unitId, version));
      details.replace(store.unitNo(), known);
    });
    return get(unitId);
  }

  private static NumberedUnit store(NumberedUnit unit) {
    if (unit.unit().kind() != UnitKind.STORE) {
      throw new ProblemException(
          OrganisationProblem.NOT_A_STORE,
          "“%s” is a %s.".formatted(unit.unit().name(), unit.unit().kind().code()));
    }
    return unit;
  }
}
