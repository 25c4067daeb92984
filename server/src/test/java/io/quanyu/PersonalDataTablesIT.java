package io.quanyu;

import static org.assertj.core.api.Assertions.assertThat;

import io.quanyu.platform.personal.PersonalDataHolder;
import io.quanyu.testing.ServerTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every table of the database either belongs to a holder of personal data, who copies and erases
 * it, or is here with the reason why there is nothing in it of a customer.
 */
@ServerTest
class PersonalDataTablesIT {

  private static final String NUMBERS =
      "facts under customer numbers: nobody's, once the customer is erased";
  private static final String STAFF = "of people who work here, not of customers";
  private static final String BRAND = "of the brand: settings, texts, catalogue, organisation";
  private static final String MACHINERY = "of the program itself";
  private static final String HASHES = "keyed hashes that have to outlive the person (ADR 0018)";

  private static final Map<String, List<String>> OF_NO_CUSTOMER =
      Map.of(
          NUMBERS,
          List.of(
              "know_collect.import_document",
              "know_collect.import_job",
              "know_metric.customer_metric",
              "know_tag.tag_value",
              "platform_eventlog.entry",
              "reach_broadcast.audience",
              "reach_message.early_receipt",
              "reach_message.message",
              "reach_message.receipt",
              "reach_message.refused_message",
              "reach_wecom.sent_call"),
          HASHES,
          List.of(
              "know_identity.blocked_identifier",
              "know_identity.erased_identifier",
              "reach_message.suppression"),
          STAFF,
          List.of(
              "brand_access.*",
              "brand_organisation.*",
              "reach_wecom.member",
              // Append-only; of customers only public ids, and reasons in which staff write none.
              "brand_audit.*"),
          BRAND,
          List.of(
              "brand_product.*",
              "brand_store.*",
              "know_collect.import_mapping",
              "know_consent.purpose",
              "know_consent.purpose_text",
              "know_identity.namespace",
              "know_segment.segment",
              "know_tag.tag",
              "reach_broadcast.broadcast",
              "reach_content.*",
              "reach_message.attempt",
              "reach_message.contact_policy",
              "reach_message.content",
              "reach_message.dispatch",
              "reach_message.inquiry",
              "reach_message.reached_minute",
              "reach_message.source",
              "reach_sms.call",
              "reach_sms.gateway",
              "reach_wecom.app",
              "reach_wecom.contact_sync"),
          MACHINERY,
          List.of(
              "platform_crypto.*",
              "platform_eventlog.consumer",
              "platform_eventlog.stream",
              "platform_job.*"));

  private final List<PersonalDataHolder> holders;
  private final JdbcClient jdbc;

  PersonalDataTablesIT(List<PersonalDataHolder> holders, JdbcClient jdbc) {
    this.holders = holders;
    this.jdbc = jdbc;
  }

  @Test
  void everyTableHasAHolderOrAReason() {
    var unexplained = new TreeSet<String>();
    var twice = new ArrayList<String>();
    var used = new HashSet<String>();
    for (var table : tables()) {
      var whole = table.substring(0, table.indexOf('.')) + ".*";
      long held = holders.stream().filter(holder -> holder.tables().contains(table)).count();
      var reasons =
          OF_NO_CUSTOMER.values().stream()
              .flatMap(List::stream)
              .filter(one -> one.equals(table) || one.equals(whole))
              .toList();
      used.addAll(reasons);
      if (held + reasons.size() == 0) {
        unexplained.add(table);
      } else if (held + reasons.size() > 1) {
        twice.add(table);
      }
    }

    assertThat(unexplained)
        .as("name it in a PersonalDataHolder, or say here why it holds nothing of a customer")
        .isEmpty();
    assertThat(twice).isEmpty();
    assertThat(OF_NO_CUSTOMER.values().stream().flatMap(List::stream))
        .as("reasons for tables that are there")
        .allMatch(used::contains);
  }

  @Test
  void holdersNameTablesThatAreThereAndEachIsHeldOnce() {
    var tables = new HashSet<>(tables());
    var heldBy = new TreeMap<String, String>();
    for (var holder : holders) {
      for (var table : holder.tables()) {
        assertThat(heldBy.put(table, holder.name())).as(table).isNull();
        assertThat(tables).contains(table);
      }
    }
    assertThat(heldBy).hasSizeGreaterThan(20);
  }

  /** Partitions are their table; histories of migrations are Flyway's. */
  private List<String> tables() {
    return jdbc.sql(
            """
            select n.nspname || '.' || c.relname
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and not c.relispartition
              and n.nspname not in ('pg_catalog', 'information_schema', 'public')
              and n.nspname not like 'pg_t%' and c.relname <> 'flyway_schema_history'
            order by 1
            """)
        .query((row, _) -> row.getString(1))
        .list();
  }
}
