package io.quanyu.know.purchase.internal;

import io.quanyu.platform.database.SqlArrays;
import io.quanyu.platform.personal.AccessCopy;
import io.quanyu.platform.personal.Person;
import io.quanyu.platform.personal.PersonalDataHolder;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What a person bought. Her orders stay after an erasure: the law wants them kept, and without her
 * key and identifiers they are facts of a number (ADR 0018).
 */
@Component
final class PurchaseData implements PersonalDataHolder {

  private final JdbcTemplate jdbc;

  PurchaseData(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  @Override
  public String name() {
    return "know.purchase";
  }

  @Override
  public Set<String> tables() {
    return Set.of("know_purchase.purchase", "know_purchase.purchase_line");
  }

  @Override
  public void copy(Person person, AccessCopy copy) {
    copy.add(
        "order-lines",
        jdbc.query(
            """
            select p.channel, p.order_no, l.kind::text, l.placed_at::text, l.store_code, l.sku,
              l.item_name, l.quantity::text, p.currency, l.total_minor
            from know_purchase.purchase p
            join know_purchase.purchase_line l on l.purchase_no = p.purchase_no
            where p.customer_no = any (?::int[])
            order by p.placed_at, p.purchase_no, l.source, l.line_no
            """,
            statement -> SqlArrays.setInts(statement, 1, person.customerNos()),
            (row, _) ->
                AccessCopy.row(
                    "channel", row.getString(1),
                    "order_no", row.getString(2),
                    "kind", row.getString(3),
                    "placed_at", row.getString(4),
                    "store", row.getString(5),
                    "sku", row.getString(6),
                    "item", row.getString(7),
                    "quantity", row.getString(8),
                    "currency", row.getString(9),
                    "total_minor", row.getLong(10))));
  }

  @Override
  public boolean erase(Person person) {
    return true;
  }
}
