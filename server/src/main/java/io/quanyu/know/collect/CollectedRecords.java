package io.quanyu.know.collect;

import io.quanyu.know.collect.internal.job.ImportState;
import io.quanyu.know.collect.internal.job.StartingImport;
import io.quanyu.know.collect.internal.mapping.ImportFields;
import io.quanyu.know.collect.internal.upload.Uploads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes records that connected channels bring, the same way in as files: they become an encrypted
 * file and a job of the imports, with its chunks, quarantine and resumption.
 */
@Service
public final class CollectedRecords {

  /** The most records that are taken at once; bounds the memory of a hand-over. */
  public static final int RECORDS_MAX = 50_000;

  private static final String ACCOUNT = "account";
  private static final String EXTERNAL_USERID = "externalUserid";
  private static final String UNIONID = "unionid";
  private static final String PHONE = "phone";
  private static final String NICKNAME = "nickname";
  private static final String OBSERVED_AT = "observedAt";

  /** In no field: it makes what is said again later another file. */
  private static final String AS_OF = "asOf";

  private static final ImportMapping PERSONS =
      new ImportMapping(
          ImportKind.CUSTOMERS,
          Map.of(
              ImportFields.ACCOUNT_ID, ACCOUNT,
              ImportFields.EXTERNAL_USERID, EXTERNAL_USERID,
              ImportFields.UNIONID, UNIONID,
              ImportFields.PHONE_FIELD, PHONE,
              ImportFields.NICKNAME, NICKNAME,
              ImportFields.UPDATED_AT, OBSERVED_AT),
          Map.of(),
          List.of(),
          null,
          null);

  private final Uploads uploads;
  private final StartingImport starting;
  private final JsonMapper mapper;

  public CollectedRecords(Uploads uploads, StartingImport starting, JsonMapper mapper) {
    this.uploads = uploads;
    this.starting = starting;
    this.mapper = mapper;
  }

  /** What became of a hand-over. */
  public enum Outcome {
    /** It waits or is being imported. */
    UNDER_WAY,
    /** All that could be imported is in force. */
    COMPLETED,
    /** It ended before its end: failed, or cancelled by somebody. */
    BROKEN_OFF
  }

  /**
   * Hands persons to the imports; durable when it returns. The same again, with the same {@code
   * asOf}, is the same import: whoever died before it kept the answer just does it again.
   *
   * @param name of the import, for people
   * @param channel code of the channel
   * @param asOf when the channel was read
   * @param persons at most {@value #RECORDS_MAX}, at least one
   * @param moreFollows whether the next part follows at once: tags and the like wait for the last
   * @return the import's id
   */
  public UUID handOver(
      String name,
      String channel,
      Instant asOf,
      List<CollectedPerson> persons,
      boolean moreFollows) {
    if (persons.isEmpty() || persons.size() > RECORDS_MAX) {
      throw new IllegalArgumentException(persons.size() + " records");
    }
    var file = new ByteArrayInputStream(linesOf(asOf, persons));
    var upload = uploads.receive(name, file);
    return starting.start(upload.id(), channel, PERSONS, null, null, moreFollows).job().id();
  }

  /** How far a hand-over is. */
  public Outcome outcome(UUID importId) {
    var state = starting.get(importId).state();
    if (state.isUnderWay()) {
      return Outcome.UNDER_WAY;
    }
    return state == ImportState.COMPLETED ? Outcome.COMPLETED : Outcome.BROKEN_OFF;
  }

  private byte[] linesOf(Instant asOf, List<CollectedPerson> persons) {
    var lines = new ByteArrayOutputStream();
    for (var person : persons) {
      var line = new LinkedHashMap<String, @Nullable String>();
      line.put(ACCOUNT, person.accountId());
      line.put(EXTERNAL_USERID, person.externalUserid());
      line.put(UNIONID, person.unionid());
      line.put(PHONE, person.phone());
      line.put(NICKNAME, person.nickname());
      line.put(OBSERVED_AT, person.observedAt().toString());
      line.put(AS_OF, asOf.toString());
      lines.writeBytes(mapper.writeValueAsString(line).getBytes(StandardCharsets.UTF_8));
      lines.write('\n');
    }
    return lines.toByteArray();
  }
}
