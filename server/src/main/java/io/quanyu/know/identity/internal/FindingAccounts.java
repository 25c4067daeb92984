package io.quanyu.know.identity.internal;

import io.quanyu.know.identity.ClaimedIdentifier;
import io.quanyu.know.identity.IdentityClaim;
import io.quanyu.platform.database.SqlArrays;
import io.quanyu.platform.scope.CurrentScope;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Finds customers by the ids under which their channels know them; at most two statements for all.
 */
@Component
public final class FindingAccounts {

  /** The most accounts that are looked up at once; bounds one statement's array. */
  public static final int KEYS_MAX = 20_000;

  private final IdentityHashes hashes;
  private final JdbcTemplate jdbc;

  public FindingAccounts(IdentityHashes hashes, DataSource dataSource) {
    this.hashes = hashes;
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /**
   * The customer of each account.
   *
   * @param channel code of the channel
   * @param programme the programme of the member numbers among {@code keys}
   * @param keys the channel's own ids; where a channel has none, member numbers. At most {@value
   *     #KEYS_MAX}
   * @return one entry a key; null where no account has it
   */
  public List<@Nullable Integer> customersOf(String channel, String programme, List<String> keys) {
    if (keys.size() > KEYS_MAX) {
      throw new IllegalArgumentException(keys.size() + " keys");
    }
    List<UUID> byId =
        keys.stream().map(key -> hashes.accountKey(claim(channel, key, List.of()))).toList();
    Map<UUID, Integer> found = find(byId);
    // Few channels have accounts without an id of their own: only what is missing is asked again.
    Map<String, UUID> byMemberNo = new HashMap<>();
    for (int i = 0; i < byId.size(); i++) {
      if (!found.containsKey(byId.get(i))) {
        byMemberNo.computeIfAbsent(keys.get(i), key -> memberKey(channel, programme, key));
      }
    }
    found.putAll(find(byMemberNo.values()));
    List<@Nullable Integer> customers = new ArrayList<>(keys.size());
    for (int i = 0; i < byId.size(); i++) {
      Integer customer = found.get(byId.get(i));
      customers.add(customer != null ? customer : found.get(byMemberNo.get(keys.get(i))));
    }
    return customers;
  }

  private UUID memberKey(String channel, String programme, String memberNo) {
    return hashes.accountKey(
        claim(channel, null, List.of(ClaimedIdentifier.memberNo(programme, memberNo))));
  }

  private static IdentityClaim claim(
      String channel, @Nullable String accountId, List<ClaimedIdentifier> identifiers) {
    return new IdentityClaim(channel, accountId, identifiers, null, null, null, Instant.EPOCH);
  }

  private Map<UUID, Integer> find(Collection<UUID> keys) {
    Map<UUID, Integer> found = new HashMap<>();
    if (keys.isEmpty()) {
      return found;
    }
    var scope = CurrentScope.get();
    jdbc.query(
        connection -> {
          PreparedStatement statement =
              connection.prepareStatement(
                  """
                  select a.account_key, a.customer_no, c.owner_unit_no, c.owner_guide_no
                  from know_identity.account a
                  join know_identity.customer c on c.customer_no = a.customer_no
                  where a.account_key = any (?)
                  """);
          SqlArrays.setUuids(statement, 1, keys);
          return statement;
        },
        row -> {
          if (scope.covers(row.getInt(3), row.getInt(4))) {
            found.put(row.getObject(1, UUID.class), row.getInt(2));
          }
        });
    return found;
  }
}
