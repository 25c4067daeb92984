package io.quanyu.platform.web;

import java.util.List;
import java.util.Set;

/** What a caller may be allowed to do. The names are the API's. */
public final class Permission {
  private Permission() {}

  public static final String OVERVIEW_READ = "overview.read";
  public static final String CUSTOMERS_READ = "customers.read";

  /** To see personal values of customers in clear, each time for a reason. */
  public static final String CUSTOMERS_REVEAL = "customers.reveal";

  /** To see what customers agreed to. */
  public static final String CONSENT_READ = "consent.read";

  /** To record what customers decide. */
  public static final String CONSENT_MANAGE = "consent.manage";

  /** To say for what purposes data is used, and with what words customers are asked. */
  public static final String PRIVACY_MANAGE = "privacy.manage";

  /** To see what persons asked for, and until when they must have an answer. */
  public static final String PRIVACY_READ = "privacy.read";

  /** To write down what persons ask for, to verify who asks, to have it done and to hand it out. */
  public static final String PRIVACY_HANDLE = "privacy.handle";

  /** To agree, as a second person, that somebody is erased. */
  public static final String PRIVACY_APPROVE = "privacy.approve";

  public static final String SEGMENTS_READ = "segments.read";
  public static final String SEGMENTS_WRITE = "segments.write";
  public static final String IMPORTS_READ = "imports.read";
  public static final String IMPORTS_WRITE = "imports.write";
  public static final String TAGS_READ = "tags.read";
  public static final String CHANNELS_MANAGE = "channels.manage";
  public static final String MESSAGES_READ = "messages.read";
  public static final String BROADCASTS_READ = "broadcasts.read";
  public static final String BROADCASTS_WRITE = "broadcasts.write";

  /** To let broadcasts of others go out. */
  public static final String BROADCASTS_APPROVE = "broadcasts.approve";

  /** To ask for files of customers, their personal values masked. */
  public static final String EXPORTS_CREATE = "exports.create";

  /** To ask for files with personal values in clear. */
  public static final String EXPORTS_CLEAR = "exports.clear";

  /** To allow files that others ask for. */
  public static final String EXPORTS_APPROVE = "exports.approve";

  /** To learn whose file some rows are from. */
  public static final String EXPORTS_TRACE = "exports.trace";

  public static final String STAFF_MANAGE = "staff.manage";

  /** To give others what one may not do oneself, but for what administrators and auditors do. */
  public static final String STAFF_APPOINT = "staff.appoint";

  /** To make and revoke keys by which machines call. */
  public static final String KEYS_MANAGE = "keys.manage";

  /** To see which master keys there are and how far a rotation is. */
  public static final String ENCRYPTION_READ = "encryption.read";

  /** To rotate the master key, and to destroy old ones. */
  public static final String ENCRYPTION_MANAGE = "encryption.manage";

  public static final String ORGANISATION_READ = "organisation.read";
  public static final String ORGANISATION_WRITE = "organisation.write";

  /**
   * Those that may be given for a part of the organisation: every operation that needs one shows
   * and counts only what is in its caller's scope. The others are for the whole brand or not at
   * all.
   */
  public static final Set<String> SCOPED =
      Set.of(
          OVERVIEW_READ,
          CUSTOMERS_READ,
          CONSENT_READ,
          CONSENT_MANAGE,
          SEGMENTS_READ,
          TAGS_READ,
          MESSAGES_READ,
          EXPORTS_CREATE);

  /** To see who did what. */
  public static final String AUDIT_READ = "audit.read";

  /** All of them, as the administrator has. */
  public static final List<String> ALL =
      List.of(
          OVERVIEW_READ,
          CUSTOMERS_READ,
          CUSTOMERS_REVEAL,
          CONSENT_READ,
          CONSENT_MANAGE,
          PRIVACY_MANAGE,
          PRIVACY_READ,
          PRIVACY_HANDLE,
          PRIVACY_APPROVE,
          SEGMENTS_READ,
          SEGMENTS_WRITE,
          IMPORTS_READ,
          IMPORTS_WRITE,
          TAGS_READ,
          CHANNELS_MANAGE,
          MESSAGES_READ,
          BROADCASTS_READ,
          BROADCASTS_WRITE,
          BROADCASTS_APPROVE,
          EXPORTS_CREATE,
          EXPORTS_CLEAR,
          EXPORTS_APPROVE,
          EXPORTS_TRACE,
          STAFF_MANAGE,
          STAFF_APPOINT,
          KEYS_MANAGE,
          ENCRYPTION_READ,
          ENCRYPTION_MANAGE,
          ORGANISATION_READ,
          ORGANISATION_WRITE,
          AUDIT_READ);
}
