package io.quanyu.brand.organisation.internal;

import io.quanyu.brand.organisation.StoreDetails;
import io.quanyu.core.organisation.Coordinates;
import io.quanyu.core.organisation.OpeningSpan;
import io.quanyu.core.organisation.ServiceArea;
import io.quanyu.platform.database.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is known of stores, in the database. */
@Repository
public class StoreDetailSql {

  private static final TypeReference<List<OpeningSpan>> SPANS = new TypeReference<>() {};

  private static final String DETAILS =
      """
      select unit_no, address, latitude, longitude, service_area, opening_hours, ownership, services,
        wecom_department
      from brand_organisation.store_detail
      """;

  private static final String ON_CONFLICT =
      """
      on conflict (unit_no) do update set
        address = excluded.address,
        latitude = excluded.latitude,
        longitude = excluded.longitude,
        service_area = excluded.service_area,
        opening_hours = excluded.opening_hours,
        ownership = excluded.ownership,
        services = excluded.services,
        wecom_department = excluded.wecom_department
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate template;
  private final JsonMapper mapper;

  public StoreDetailSql(DataSource dataSource, JsonMapper mapper) {
    this.jdbc = JdbcClient.create(dataSource);
    this.template = new JdbcTemplate(dataSource);
    this.mapper = mapper;
  }

  public Optional<StoreDetails> find(int unitNo) {
    return jdbc.sql(DETAILS + "where unit_no = :unit")
        .param("unit", unitNo)
        .query((row, _) -> details(row))
        .optional();
  }

  /** What is known of all stores, by unit. */
  public Map<Integer, StoreDetails> all() {
    var stores = new HashMap<Integer, StoreDetails>();
    jdbc.sql(DETAILS)
        .query(row -> {
          stores.put(row.getInt("unit_no"), details(row));
        });
    return stores;
  }

  /** Replaces what is known of many stores in one statement. */
  public void replaceAll(Map<Integer, StoreDetails> stores) {
    var rows = stores.entrySet();
    template.update(
        """
        insert into brand_organisation.store_detail
          (unit_no, address, latitude, longitude, service_area, opening_hours, ownership, services,
           wecom_department)
        select unit_no, address, latitude, longitude, area::jsonb, hours::jsonb, ownership,
          string_to_array(services, ' '), department
        from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as g
          (unit_no, address, latitude, longitude, area, hours, ownership, services, department)
        """
            + ON_CONFLICT,
        statement -> {
          SqlArrays.setColumn(statement, 1, "int4", rows, Map.Entry::getKey);
          SqlArrays.setColumn(statement, 2, "text", rows, row -> row.getValue().address());
          SqlArrays.setColumn(statement, 3, "float8", rows, row -> latitude(row.getValue()));
          SqlArrays.setColumn(statement, 4, "float8", rows, row -> longitude(row.getValue()));
          SqlArrays.setColumn(
              statement, 5, "text", rows, row -> json(row.getValue().serviceArea()));
          SqlArrays.setColumn(
              statement, 6, "text", rows, row -> json(row.getValue().openingHours()));
          SqlArrays.setColumn(statement, 7, "text", rows, row -> row.getValue().ownership());
          SqlArrays.setColumn(
              statement, 8, "text", rows, row -> String.join(" ", row.getValue().services()));
          SqlArrays.setColumn(statement, 9, "int4", rows, row -> row.getValue().wecomDepartment());
        });
  }

  private static @Nullable Double latitude(StoreDetails details) {
    var place = details.coordinates();
    return place == null ? null : place.latitude();
  }

  private static @Nullable Double longitude(StoreDetails details) {
    var place = details.coordinates();
    return place == null ? null : place.longitude();
  }

  public void replace(int unitNo, StoreDetails details) {
    jdbc.sql(
            """
            insert into brand_organisation.store_detail
              (unit_no, address, latitude, longitude, service_area, opening_hours, ownership,
               services, wecom_department)
            values (:unit, :address, cast(:latitude as double precision),
              cast(:longitude as double precision), cast(:area as jsonb), cast(:hours as jsonb),
              :ownership, string_to_array(:services, ' '), cast(:department as int))
            """
                + ON_CONFLICT)
        .param("unit", unitNo)
        .param("address", details.address())
        .param("latitude", latitude(details))
        .param("longitude", longitude(details))
        .param("area", json(details.serviceArea()))
        .param("hours", json(details.openingHours()))
        .param("ownership", details.ownership())
        .param("services", String.join(" ", details.services())) // words have no blanks
        .param("department", details.wecomDepartment())
        .update();
  }

  private StoreDetails details(ResultSet row) throws SQLException {
    var latitude = row.getObject("latitude", Double.class);
    var longitude = row.getObject("longitude", Double.class);
    var area = row.getString("service_area");
    return new StoreDetails(
        row.getString("address"),
        latitude == null || longitude == null ? null : new Coordinates(latitude, longitude),
        area == null ? null : mapper.readValue(area, ServiceArea.class),
        mapper.readValue(row.getString("opening_hours"), SPANS),
        row.getString("ownership"),
        List.of((String[]) row.getArray("services").getArray()),
        row.getObject("wecom_department", Integer.class));
  }

  private @Nullable String json(@Nullable Object value) {
    return value == null ? null : mapper.writeValueAsString(value);
  }
}
