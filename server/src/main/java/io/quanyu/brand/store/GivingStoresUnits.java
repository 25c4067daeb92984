package io.quanyu.brand.store;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives stores a unit that were imported before there was an organisation. At every start, because
 * it costs one statement when there is nothing to do.
 */
@Component
class GivingStoresUnits {

  private final Stores stores;
  private final TransactionTemplate transactions;

  GivingStoresUnits(Stores stores, TransactionTemplate transactions) {
    this.stores = stores;
    this.transactions = transactions;
  }

  @EventListener(ApplicationReadyEvent.class)
  void atStart() {
    transactions.executeWithoutResult(_ -> stores.addMissingUnits());
  }
}
