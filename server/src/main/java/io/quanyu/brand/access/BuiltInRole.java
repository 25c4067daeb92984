package io.quanyu.brand.access;

import static io.quanyu.platform.web.Permission.AUDIT_READ;
import static io.quanyu.platform.web.Permission.BROADCASTS_APPROVE;
import static io.quanyu.platform.web.Permission.BROADCASTS_READ;
import static io.quanyu.platform.web.Permission.BROADCASTS_WRITE;
import static io.quanyu.platform.web.Permission.CHANNELS_MANAGE;
import static io.quanyu.platform.web.Permission.CONSENT_MANAGE;
import static io.quanyu.platform.web.Permission.CONSENT_READ;
import static io.quanyu.platform.web.Permission.CUSTOMERS_READ;
import static io.quanyu.platform.web.Permission.CUSTOMERS_REVEAL;
import static io.quanyu.platform.web.Permission.ENCRYPTION_MANAGE;
import static io.quanyu.platform.web.Permission.ENCRYPTION_READ;
import static io.quanyu.platform.web.Permission.EXPORTS_APPROVE;
import static io.quanyu.platform.web.Permission.EXPORTS_CLEAR;
import static io.quanyu.platform.web.Permission.EXPORTS_CREATE;
import static io.quanyu.platform.web.Permission.EXPORTS_TRACE;
import static io.quanyu.platform.web.Permission.IMPORTS_READ;
import static io.quanyu.platform.web.Permission.IMPORTS_WRITE;
import static io.quanyu.platform.web.Permission.KEYS_MANAGE;
import static io.quanyu.platform.web.Permission.MESSAGES_READ;
import static io.quanyu.platform.web.Permission.ORGANISATION_READ;
import static io.quanyu.platform.web.Permission.ORGANISATION_WRITE;
import static io.quanyu.platform.web.Permission.OVERVIEW_READ;
import static io.quanyu.platform.web.Permission.PRIVACY_APPROVE;
import static io.quanyu.platform.web.Permission.PRIVACY_HANDLE;
import static io.quanyu.platform.web.Permission.PRIVACY_MANAGE;
import static io.quanyu.platform.web.Permission.PRIVACY_READ;
import static io.quanyu.platform.web.Permission.SEGMENTS_READ;
import static io.quanyu.platform.web.Permission.SEGMENTS_WRITE;
import static io.quanyu.platform.web.Permission.STAFF_APPOINT;
import static io.quanyu.platform.web.Permission.STAFF_MANAGE;
import static io.quanyu.platform.web.Permission.TAGS_READ;

import io.quanyu.platform.web.Permission;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The roles that every brand has. They are code and not rows: a new permission is placed in them by
 * the change that brings it, and nobody's edits stand in its way (ADR 0016).
 *
 * <p>A brand that needs another cut makes a role of its own.
 */
enum BuiltInRole {
  OWNER(
      "Owner",
      "所有者",
      "May do everything. The first administrator has it.",
      "拥有全部权限。首位管理员默认拥有此角色。",
      Set.of(ScopeKind.BRAND),
      Permission.ALL),
  SYSTEM_ADMINISTRATOR(
      "System administrator",
      "系统管理员",
      "Channels, organisation and settings; sees no customers and manages no accounts.",
      "管理渠道、组织与系统设置；看不到客户，也不管理账号。",
      Set.of(ScopeKind.BRAND),
      List.of(CHANNELS_MANAGE, ENCRYPTION_READ, ORGANISATION_READ, ORGANISATION_WRITE)),
  SECURITY_ADMINISTRATOR(
      "Security administrator",
      "安全管理员",
      "Accounts, roles and encryption keys; gives roles for business and approves exports and erasures, but sees no customers and reads no audit.",
      "管理账号、角色与加密密钥，可授予业务角色并审批导出与个人信息删除；看不到客户，也不能查看审计。",
      Set.of(ScopeKind.BRAND),
      List.of(
          STAFF_MANAGE,
          STAFF_APPOINT,
          KEYS_MANAGE,
          ENCRYPTION_READ,
          ENCRYPTION_MANAGE,
          EXPORTS_APPROVE,
          ORGANISATION_READ,
          PRIVACY_READ,
          PRIVACY_APPROVE)),
  AUDITOR(
      "Auditor",
      "审计员",
      "Reads the audit trail, the privacy requests and the state of encryption, and traces files of customers; nothing else.",
      "只能查看审计记录、隐私请求与加密密钥状态，并追溯导出文件。",
      Set.of(ScopeKind.BRAND),
      List.of(AUDIT_READ, ENCRYPTION_READ, EXPORTS_TRACE, PRIVACY_READ)),
  OPERATOR(
      "Operator",
      "运营",
      "Data, segments, broadcasts and exports. Approves what others send.",
      "管理数据、人群、群发与导出，可审批他人的群发。",
      Set.of(ScopeKind.BRAND, ScopeKind.UNIT),
      List.of(
          OVERVIEW_READ,
          CUSTOMERS_READ,
          CONSENT_READ,
          CONSENT_MANAGE,
          PRIVACY_MANAGE,
          SEGMENTS_READ,
          SEGMENTS_WRITE,
          TAGS_READ,
          IMPORTS_READ,
          IMPORTS_WRITE,
          MESSAGES_READ,
          BROADCASTS_READ,
          BROADCASTS_WRITE,
          BROADCASTS_APPROVE,
          EXPORTS_CREATE,
          EXPORTS_CLEAR,
          ORGANISATION_READ)),
  ANALYST(
      "Analyst",
      "分析师",
      "Looks at everything about customers and broadcasts, exports customers masked, changes nothing.",
      "可查看客户与群发数据，导出脱敏客户，不能修改。",
      Set.of(ScopeKind.BRAND, ScopeKind.UNIT),
      List.of(
          OVERVIEW_READ,
          CUSTOMERS_READ,
          CONSENT_READ,
          SEGMENTS_READ,
          TAGS_READ,
          IMPORTS_READ,
          MESSAGES_READ,
          BROADCASTS_READ,
          EXPORTS_CREATE,
          ORGANISATION_READ)),
  REGION_MANAGER(
      "Region manager",
      "区域经理",
      "Sees the customers of the stores in her region.",
      "可查看所辖区域门店的客户。",
      Set.of(ScopeKind.UNIT),
      List.of(
          OVERVIEW_READ,
          CUSTOMERS_READ,
          CONSENT_READ,
          CONSENT_MANAGE,
          SEGMENTS_READ,
          TAGS_READ,
          MESSAGES_READ,
          EXPORTS_CREATE)),
  DEALER(
      "Dealer",
      "经销商",
      "Sees the customers of the dealer's own stores.",
      "可查看自有门店的客户。",
      Set.of(ScopeKind.UNIT),
      List.of(
          OVERVIEW_READ,
          CUSTOMERS_READ,
          CONSENT_READ,
          CONSENT_MANAGE,
          SEGMENTS_READ,
          TAGS_READ,
          MESSAGES_READ,
          EXPORTS_CREATE)),
  STORE_MANAGER(
      "Store manager",
      "店长",
      "Sees the customers of her store.",
      "可查看本店的客户。",
      Set.of(ScopeKind.UNIT),
      List.of(
          OVERVIEW_READ,
          CUSTOMERS_READ,
          CONSENT_READ,
          CONSENT_MANAGE,
          SEGMENTS_READ,
          TAGS_READ,
          MESSAGES_READ,
          EXPORTS_CREATE)),
  GUIDE(
      "Guide",
      "导购",
      "Sees her own customers.",
      "可查看自己的客户。",
      Set.of(ScopeKind.OWN),
      List.of(
          OVERVIEW_READ, CUSTOMERS_READ, CONSENT_READ, CONSENT_MANAGE, TAGS_READ, MESSAGES_READ)),
  SERVICE(
      "Service",
      "客服",
      "Looks up customers who ask for help, reveals what that needs, handles privacy requests.",
      "可查询前来咨询的客户，按需查看明文，处理隐私请求。",
      Set.of(ScopeKind.BRAND, ScopeKind.UNIT),
      List.of(
          CUSTOMERS_READ,
          CONSENT_READ,
          CONSENT_MANAGE,
          CUSTOMERS_REVEAL,
          PRIVACY_READ,
          PRIVACY_HANDLE,
          TAGS_READ,
          MESSAGES_READ));

  private final String english;
  private final String chinese;
  private final String description;
  private final String descriptionZh;
  private final EnumSet<ScopeKind> scopes;
  private final List<String> permissions;

  BuiltInRole(
      String english,
      String chinese,
      String description,
      String descriptionZh,
      Collection<ScopeKind> scopes,
      Collection<String> permissions) {
    this.english = english;
    this.chinese = chinese;
    this.description = description;
    this.descriptionZh = descriptionZh;
    this.scopes = EnumSet.copyOf(scopes);
    this.permissions = List.copyOf(new TreeSet<>(permissions));
  }

  /** The role as it is stored and in the API: {@code region_manager}. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  String english() {
    return english;
  }

  String chinese() {
    return chinese;
  }

  /** For what part of the data it may be given. */
  Set<ScopeKind> scopes() {
    return Collections.unmodifiableSet(scopes);
  }

  /** What it allows, sorted. */
  List<String> permissions() {
    return permissions;
  }

  /** The role of a {@link #code}. */
  static Optional<BuiltInRole> find(String code) {
    return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
  }

  /** The role of a code that was stored. */
  static BuiltInRole ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /**
   * The role as the API shows it.
   *
   * @param people how many have it
   */
  Role described(int people) {
    return new Role(
        code(),
        true,
        english,
        chinese,
        description,
        descriptionZh,
        permissions,
        List.copyOf(scopes),
        people,
        1);
  }
}
