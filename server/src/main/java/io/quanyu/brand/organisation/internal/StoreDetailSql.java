package io.quanyu.brand.organisation.internal;

import io.quanyu.brand.organisation.StoreDetails;
import io.quanyu.core.organisation.Coordinates;
import io.quanyu.core.organisation.OpeningSpan;
import io.quanyu.core.organisation.ServiceArea;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is known of stores, in the database. */
@Repository
public class StoreDetailSql {

  private static final TypeReference<List<OpeningSpan>> SPANS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper mapper;

  public StoreDetailSql(DataSource dataSource, JsonMapper mapper) {
    this.jdbc = JdbcClient.create(dataSource);
    this.mapper = mapper;
  }

  public Optional<StoreDetails> find(int unitNo) {
    return jdbc.sql(
            """
            select address, latitude, longitude, service_area, opening_hours, ownership, services,
              wecom_department
            from brand_organisation.store_detail where unit_no = :unit
            """)
        .param("unit", unitNo)
        .query((row, _) -> details(row))
        .optional();
  }

  public void replace(int unitNo, StoreDetails details) {
    var place = details.coordinates();
    jdbc.sql(
            """
            insert into brand_organisation.store_detail
              (unit_no, address, latitude, longitude, service_area, opening_hours, ownership,
               services, wecom_department)
            values (:unit, :address, cast(:latitude as double precision),
              cast(:longitude as double precision), cast(:area as jsonb), cast(:hours as jsonb),
              :ownership, string_to_array(:services, ' '), cast(:department as int))
            on conflict (unit_no) do update set
              address = excluded.address,
              latitude = excluded.latitude,
              longitude = excluded.longitude,
              service_area = excluded.service_area,
              opening_hours = excluded.opening_hours,
              ownership = excluded.ownership,
              services = excluded.services,
              wecom_department = excluded.wecom_department
            """)
        .param("unit", unitNo)
        .param("address", details.address())
        .param("latitude", place == null ? null : place.latitude())
        .param("longitude", place == null ? null : place.longitude())
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
