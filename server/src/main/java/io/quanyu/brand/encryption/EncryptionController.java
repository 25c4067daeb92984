package io.quanyu.brand.encryption;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quanyu.brand.audit.Audited;
import io.quanyu.brand.audit.AuditedRequest;
import io.quanyu.platform.crypto.KeyRotation;
import io.quanyu.platform.crypto.MasterKey;
import io.quanyu.platform.crypto.MasterKeys;
import io.quanyu.platform.web.Caller;
import io.quanyu.platform.web.Permission;
import io.quanyu.platform.web.ProblemException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/encryption")
class EncryptionController {

  private final MasterKeys masterKeys;

  EncryptionController(MasterKeys masterKeys) {
    this.masterKeys = masterKeys;
  }

  /**
   * How it stands.
   *
   * @param keys youngest first, also destroyed ones
   * @param rotation null if none is under way
   * @param countedAt when {@code wraps} of the keys was counted; null: not yet
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EncryptionState(
      List<ShownKey> keys, @Nullable Rotation rotation, @Nullable Instant countedAt) {

    static EncryptionState of(MasterKeys.Overview overview) {
      return new EncryptionState(
          overview.keys().stream().map(ShownKey::of).toList(),
          overview.rotation().map(Rotation::of).orElse(null),
          overview.countedAt().orElse(null));
    }
  }

  /** A {@link MasterKey}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ShownKey(
      long id,
      MasterKey.State state,
      Instant madeAt,
      @Nullable String madeBy,
      long wraps,
      @Nullable Instant retiredAt,
      @Nullable Instant destroyableAt,
      @Nullable Instant destroyedAt) {

    static ShownKey of(MasterKey key) {
      return new ShownKey(
          key.id(),
          key.state(),
          key.madeAt(),
          key.madeBy().orElse(null),
          key.wraps(),
          key.retiredAt().orElse(null),
          key.destroyableAt().orElse(null),
          key.destroyedAt().orElse(null));
    }
  }

  /** A {@link KeyRotation}, its tables added up. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Rotation(
      long keyId,
      Instant begunAt,
      @Nullable String begunBy,
      long keys,
      long rewrapped,
      long unopened) {

    static Rotation of(KeyRotation rotation) {
      return new Rotation(
          rotation.keyId(),
          rotation.begunAt(),
          rotation.begunBy().orElse(null),
          rotation.tables().stream().mapToLong(KeyRotation.Table::keys).sum(),
          rotation.tables().stream().mapToLong(KeyRotation.Table::rewrapped).sum(),
          rotation.tables().stream().mapToLong(KeyRotation.Table::unopened).sum());
    }
  }

  /**
   * @param replaces the key that wraps now; one that was replaced already is not replaced again
   */
  record RotationDraft(Long replaces) {
    RotationDraft {
      if (replaces == null) {
        throw new IllegalArgumentException("replaces must name the primary key");
      }
    }
  }

  @GetMapping
  @PreAuthorize("hasAuthority('" + Permission.ENCRYPTION_READ + "')")
  EncryptionState get() {
    return EncryptionState.of(masterKeys.overview());
  }

  @PostMapping("/rotations")
  @PreAuthorize("hasAuthority('" + Permission.ENCRYPTION_MANAGE + "')")
  @Audited(action = "encryption.rotate", object = "master-key")
  EncryptionState rotate(@RequestBody RotationDraft draft) {
    AuditedRequest.about("master-key", draft.replaces());
    return switch (masterKeys.replace(draft.replaces(), Caller.current().username())) {
      case BEGUN -> get();
      case UNKNOWN_KEY -> throw unknown();
      case RUNNING ->
          throw new ProblemException(
              EncryptionProblem.ROTATION_RUNNING,
              "This key still takes over what the key before wrapped. Wait for the end.");
    };
  }

  @PostMapping("/keys/{id}/destroy")
  @PreAuthorize("hasAuthority('" + Permission.ENCRYPTION_MANAGE + "')")
  @Audited(action = "encryption.destroy-key", object = "master-key")
  EncryptionState destroy(@PathVariable long id) {
    return switch (masterKeys.destroy(id, Caller.current().username())) {
      case MasterKeys.Destruction.Destroyed() -> get();
      case MasterKeys.Destruction.Unknown() -> throw unknown();
      case MasterKeys.Destruction.InUse() ->
          throw new ProblemException(
              EncryptionProblem.KEY_IN_USE, "Rotate first, and wait until the key is retired.");
      case MasterKeys.Destruction.TooEarly(var destroyableAt) ->
          throw new ProblemException(
              EncryptionProblem.KEY_JUST_RETIRED,
              "It can be destroyed from %s on.".formatted(destroyableAt));
      case MasterKeys.Destruction.StillNeeded(var keys) ->
          throw new ProblemException(
              EncryptionProblem.KEY_IN_USE,
              "%d data keys were wrapped by it meanwhile; they are wrapped anew now. Wait for the end."
                  .formatted(keys));
    };
  }

  private static ProblemException unknown() {
    return new ProblemException(EncryptionProblem.KEY_UNKNOWN, "Look at the list of keys again.");
  }
}
